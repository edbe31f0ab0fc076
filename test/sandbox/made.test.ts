/**
 * Files that a command makes by links and renames, and then uses: what judgement says of the whole command, and what the kernel lets
 * it do, by effect. What judgement lets pass without a word must work; what it refuses may not work in spite of it.
 */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { planOf } from "../../src/policy/index.ts";
import { judgeInFull } from "../../src/policy/judge.ts";
import { profiles } from "../../src/policy/profiles.ts";
import { landlockAbi } from "../../src/sandbox/landlock.ts";
import { lastingDirectory } from "../shell/binary.ts";

let base: string;
const at = (path: string) => join(base, path);
const { standard } = profiles;
/** Without the rules that ask about a link or a move for what it is. */
const policy = { ...standard, boundary: { ...standard.boundary, writes: "deny", deletes: "deny" } } as const;

const content = "content-7c1d";
const targets = [
  "home/project/own",
  "home/project/sub/own",
  "home/outside/o",
  "home/.ssh/id_ed25519",
  "home/.cache/tool/c",
];

function renew() {
  rmSync(base, { recursive: true, force: true });
  mkdirSync(at("home/project/.git"), { recursive: true });
  for (const path of targets) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), `${content}\n`);
  }
  symlinkSync(at("home/outside"), at("home/project/planted"));
}

beforeAll(() => {
  base = realpathSync(lastingDirectory("guardsh-test-made-"));
  renew();
  writeFileSync(`${base}.json`, JSON.stringify(planOf(policy, context())));
}, 180_000);
afterAll(() => {
  for (const path of [base, `${base}.json`]) rmSync(path, { recursive: true, force: true });
});

const environment = (name: string) => (name === "HOME" ? at("home") : null);

function context() {
  return { cwd: at("home/project"), home: at("home"), environment, state: at("home/.local/state/guardsh") };
}

/** Ways to make a name for a target and use it. `effect` is what shows that it worked. */
const ways: readonly {
  readonly how: string;
  readonly code: (target: string) => string;
  readonly effect: "read" | "change" | "gone";
}[] = [
  { how: "a symbolic link, read", code: (t) => `ln -s '${t}' l && cat l`, effect: "read" },
  { how: "a symbolic link, written", code: (t) => `ln -s '${t}' l && echo new > l`, effect: "change" },
  { how: "a symbolic link, appended to", code: (t) => `ln -s '${t}' l && echo more >> l`, effect: "change" },
  { how: "a link to a link", code: (t) => `ln -s '${t}' k && ln -s k l && echo new > l`, effect: "change" },
  {
    how: "a link to its directory",
    code: (t) => `ln -s '${dirname(t)}' d && echo new > d/'${t.split("/").at(-1)}'`,
    effect: "change",
  },
  { how: "a link that is moved", code: (t) => `ln -s '${t}' k && mv k l && echo new > l`, effect: "change" },
  {
    how: "a link that replaces a file",
    code: (t) => `echo x > f && ln -sf '${t}' f && echo new > f`,
    effect: "change",
  },
  { how: "a hard link, read", code: (t) => `ln '${t}' l && cat l`, effect: "read" },
  { how: "a hard link, written", code: (t) => `ln '${t}' l && echo new > l`, effect: "change" },
  { how: "a copy by links", code: (t) => `cp -l '${t}' l && echo new > l`, effect: "change" },
  { how: "moved in, read", code: (t) => `mv '${t}' moved && cat moved`, effect: "read" },
  { how: "moved in", code: (t) => `mv '${t}' moved`, effect: "gone" },
  { how: "renamed where it is", code: (t) => `mv '${t}' '${t}.old'`, effect: "gone" },
  { how: "replaced by a rename", code: (t) => `echo new > n && mv n '${t}'`, effect: "change" },
  { how: "replaced by install", code: (t) => `echo new > n && install n '${t}'`, effect: "change" },
  {
    how: "its directory moved in",
    code: (t) => `mv '${dirname(t)}' moved && cat moved/'${t.split("/").at(-1)}'`,
    effect: "read",
  },
  { how: "copied through a link", code: (t) => `echo new > n && ln -s '${t}' l && cp n l`, effect: "change" },
  {
    how: "deleted through a linked directory",
    code: (t) => `ln -s '${dirname(t)}' d && rm -f d/'${t.split("/").at(-1)}'`,
    effect: "gone",
  },
];

const launcher = join(import.meta.dir, "run-under.ts");

function worked(code: string, target: string, effect: "read" | "change" | "gone"): boolean {
  renew();
  const child = Bun.spawnSync([process.execPath, launcher, `${base}.json`, "/bin/sh", "-c", code], {
    cwd: at("home/project"),
    env: { PATH: "/usr/bin:/bin", HOME: at("home"), BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0" },
    stdin: "ignore",
  });
  if (effect === "read") return child.stdout.toString().includes(content);
  if (effect === "gone") return !existsSync(at(target));
  return existsSync(at(target)) && readFileSync(at(target), "utf8") !== `${content}\n`;
}

describe.skipIf(landlockAbi() < 6)("made and used", () => {
  for (const { how, code, effect } of ways) {
    test(how, () => {
      const wrong: string[] = [];
      for (const target of targets) {
        // The directory of the project itself is no file in it.
        if (how.includes("directory moved") && target === "home/project/own") continue;
        const source = code(at(target));
        renew();
        const { verdict } = judgeInFull({
          source,
          shell: "dash",
          cwd: at("home/project"),
          arguments: [],
          environment,
          policy,
          home: at("home"),
        });
        const held = !worked(source, target, effect);
        const rules = verdict.findings.map(({ rule }) => rule).join(", ");
        if (verdict.decision === "allow" && held)
          wrong.push(`${target}: judged fine, and the kernel stops it`);
        if (verdict.decision === "deny" && !held)
          wrong.push(`${target}: refused [${rules}], and the kernel lets it`);
      }
      expect(wrong).toEqual([]);
    }, 30_000);
  }
});
