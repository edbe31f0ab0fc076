/** Questions and answers: what an answer holds for, how often, how long, and what forging comes to. */
import { afterEach, beforeEach, expect, test } from "bun:test";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Asked, identityOf, normalizeCode } from "../../../src/controls/approval/request.ts";
import { Approvals } from "../../../src/controls/approval/store.ts";

let root: string;
let state: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "guardsh-approval-"));
  state = join(root, "state");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const minute = 60_000;
const asked: Asked = {
  session: "s1",
  cwd: "/project",
  dialect: "bash",
  command: "git push --force",
  arguments: [],
  reasons: ["overwrites the history of origin [git/force-push]"],
};

const files = (kind: string) => readdirSync(join(state, "approvals", kind)).sort();
const place = (kind: string, of: Asked) => join(state, "approvals", kind, identityOf(of));

test("an approval holds once", () => {
  const approvals = new Approvals(state);
  const request = approvals.ask(asked, "claude", minute);
  expect(request.code).toMatch(/^[0-9a-hjkmnp-tv-z]{6}$/);
  expect(approvals.take(asked)).toBeNull();
  approvals.answer(request, "once");
  expect(approvals.open()).toEqual([]);
  expect(approvals.take(asked)?.code).toBe(request.code);
  expect(approvals.take(asked)).toBeNull();
  // the next time is a question of its own
  expect(approvals.ask(asked, "claude", minute).code).not.toBe(request.code);
});

test("the same question keeps its code until it is answered", () => {
  const { code } = new Approvals(state).ask(asked, "claude", minute);
  expect(new Approvals(state).ask(asked, "claude", minute).code).toBe(code);
  expect(new Approvals(state).open()).toHaveLength(1);
});

test("nothing but the very same command in the same circumstances is approved", () => {
  const approvals = new Approvals(state);
  approvals.answer(approvals.ask(asked, "claude", minute), "session");
  const others: Partial<Asked>[] = [
    { command: "git push --force " },
    { cwd: "/project/other" },
    { session: "s2" },
    { arguments: ["x"] },
    { dialect: "zsh" },
    { reasons: ["overwrites the history of upstream [git/force-push]"] },
  ];
  for (const other of others) expect(approvals.take({ ...asked, ...other })).toBeNull();
  expect(approvals.take(asked)?.scope).toBe("session");
  expect(approvals.take(asked)?.scope).toBe("session");
});

test("one of many processes that come at once gets the one use", async () => {
  const approvals = new Approvals(state);
  approvals.answer(approvals.ask(asked, "claude", minute), "once");
  const worker = join(import.meta.dir, "take.worker.ts");
  const started = Array.from({ length: 12 }, () =>
    Bun.spawn([process.execPath, worker, state, JSON.stringify(asked)], { stdout: "pipe" }),
  );
  const said = await Promise.all(started.map(({ stdout }) => new Response(stdout).text()));
  expect(said.filter((text) => text === "once")).toHaveLength(1);
  expect(said.filter((text) => text === "none")).toHaveLength(11);
});

test("questions and answers expire", () => {
  const approvals = new Approvals(state);
  const late = approvals.ask(asked, "claude", 1);
  Bun.sleepSync(5);
  expect(approvals.find(late.code)).toBeNull();
  expect(approvals.open()).toEqual([]);
  const again = approvals.ask(asked, "claude", 1);
  approvals.answer(again, "once");
  Bun.sleepSync(5);
  expect(approvals.take(asked)).toBeNull();
});

test("a refusal is an answer", () => {
  const approvals = new Approvals(state);
  approvals.answer(approvals.ask(asked, "claude", minute), "no");
  expect(approvals.take(asked)?.scope).toBe("no");
});

test("forged, changed, moved and replayed files are worth nothing", () => {
  const approvals = new Approvals(state);
  const request = approvals.ask(asked, "claude", minute);
  const forged = JSON.stringify({
    code: request.code,
    identity: identityOf(asked),
    scope: "once",
    expires: null,
  });
  for (const content of [forged, `${"0".repeat(64)}${forged}`, "", "\0"]) {
    writeFileSync(place("answers", asked), content);
    expect(approvals.take(asked)).toBeNull();
  }
  // an answer to another question, put in the place of this one
  const other = { ...asked, command: "ls" };
  approvals.answer(approvals.ask(other, "claude", minute), "session");
  copyFileSync(place("answers", other), place("answers", asked));
  expect(approvals.take(asked)).toBeNull();
  // a question in the place of an answer
  const third = { ...asked, command: "pwd" };
  approvals.ask(third, "claude", minute);
  renameSync(place("questions", third), place("answers", third));
  expect(approvals.take(third)).toBeNull();
  // an answer that was used, put back
  approvals.answer(request, "once");
  copyFileSync(place("answers", asked), join(root, "kept"));
  expect(approvals.take(asked)).not.toBeNull();
  copyFileSync(join(root, "kept"), place("answers", asked));
  expect(approvals.take(asked)).toBeNull();
  // of another machine, with another key
  const elsewhere = new Approvals(join(root, "elsewhere"));
  elsewhere.answer(elsewhere.ask(asked, "claude", minute), "session");
  copyFileSync(join(root, "elsewhere/approvals/answers", identityOf(asked)), place("answers", asked));
  expect(approvals.take(asked)).toBeNull();
});

test("a question whose text was changed is no question: what is shown is what is approved", () => {
  const approvals = new Approvals(state);
  const { code } = approvals.ask({ ...asked, command: "git push --force evil" }, "claude", minute);
  const path = join(state, "approvals/questions", files("questions")[0] ?? "");
  writeFileSync(path, readFileSync(path, "utf8").replace("git push --force evil", "git status"));
  expect(approvals.find(code)).toBeNull();
});

test("links in the place of files are not followed", () => {
  const approvals = new Approvals(state);
  approvals.answer(approvals.ask(asked, "claude", minute), "session");
  renameSync(place("answers", asked), join(root, "answer"));
  symlinkSync(join(root, "answer"), place("answers", asked));
  expect(approvals.take(asked)).toBeNull();
});

test("a state directory that cannot be used says how to mend it", () => {
  mkdirSync(state);
  writeFileSync(join(state, "approvals"), "");
  expect(() => new Approvals(state)).toThrow("approvals");
  rmSync(join(state, "approvals"));
  chmodSync(state, 0o777);
  expect(() => new Approvals(state)).toThrow("others can write in it");
});

test("too many questions: the oldest go", () => {
  const approvals = new Approvals(state);
  for (let at = 0; at < 205; at++) approvals.ask({ ...asked, command: `command ${at}` }, "claude", minute);
  const open = approvals.open();
  expect(open.length).toBeLessThanOrEqual(200);
  expect(open.some(({ command }) => command === "command 204")).toBe(true);
  expect(files("questions").every((name) => !name.endsWith(".new"))).toBe(true);
  expect(existsSync(join(state, "approvals/key"))).toBe(true);
});

test("codes are read as people type them", () => {
  expect(normalizeCode(" K7-QF 2M")).toBe("k7qf2m");
  expect(normalizeCode("OIL")).toBe("011");
  expect(normalizeCode("k0 7q-0x")).toBe("k07q0x");
});
