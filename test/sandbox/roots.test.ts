/** Which directories a plan takes for the project. */
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultInput } from "../../src/sandbox/defaults.ts";

let base: string;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "guardsh-roots-")));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const at = (path: string) => join(base, path);
const rootsOf = (cwd: string) =>
  defaultInput({ cwd: at(cwd), home: at("home"), environment: {}, state: at("state") }).roots;

function write(path: string, content: string): void {
  mkdirSync(join(at(path), ".."), { recursive: true });
  writeFileSync(at(path), content);
}

test("the nearest directory upwards with a repository, else the directory itself", () => {
  mkdirSync(at("one/.git"), { recursive: true });
  mkdirSync(at("one/sub/deep"), { recursive: true });
  mkdirSync(at("two"));
  expect(rootsOf("one/sub/deep")).toEqual([at("one")]);
  expect(rootsOf("two")).toEqual([at("two")]);
});

test("a linked work tree brings the repository that knows it, and no other", () => {
  write("main/.git/worktrees/linked/gitdir", `${at("linked/.git")}\n`);
  write("main/.git/worktrees/linked/commondir", "../..\n");
  write("linked/.git", `gitdir: ${at("main/.git/worktrees/linked")}\n`);
  expect(rootsOf("linked")).toEqual([at("linked"), at("main/.git")]);
  write("planted/.git", `gitdir: ${at("main/.git/worktrees/linked")}\n`);
  expect(rootsOf("planted")).toEqual([at("planted")]);
});
