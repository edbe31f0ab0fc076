/**
 * Runs in a child process: enters the plan given on standard input, tries what is asked, and says how each went.
 * Not a test itself.
 */
import {
  closeSync,
  constants,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
} from "node:fs";
import { enforce } from "../../src/sandbox/apply.ts";
import { compilePlan } from "../../src/sandbox/compile.ts";
import type { Plan } from "../../src/sandbox/plan.ts";

export interface Attempt {
  readonly how:
    | "read"
    | "list"
    | "write"
    | "truncate"
    | "create"
    | "mkdir"
    | "symlink"
    | "delete"
    | "execute"
    | "rename"
    | "link";
  readonly path: string;
  /** For rename and link: the new name. */
  readonly to?: string;
}

export interface Outcome {
  readonly done: boolean;
  /** The errno's name. */
  readonly code: string;
}

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL } = constants;

const attempts: Record<Attempt["how"], (path: string, to: string) => void> = {
  read: (path) => closeSync(openSync(path, O_RDONLY)),
  list: (path) => void readdirSync(path),
  write: (path) => closeSync(openSync(path, O_WRONLY)),
  truncate: (path) => truncateSync(path, 0),
  create: (path) => {
    closeSync(openSync(path, O_WRONLY | O_CREAT | O_EXCL, 0o600));
    // What was made must be readable at once, and is removed so that attempts do not meddle with each other.
    closeSync(openSync(path, O_RDONLY));
    unlinkSync(path);
  },
  mkdir: (path) => {
    mkdirSync(path);
    rmdirSync(path);
  },
  symlink: (path) => {
    symlinkSync("nowhere", path);
    unlinkSync(path);
  },
  delete: (path) => unlinkSync(path),
  execute: (path) => {
    const { success, exitCode } = Bun.spawnSync([path], { stdio: ["ignore", "ignore", "ignore"] });
    if (!success) throw Object.assign(new Error(`status ${exitCode}`), { code: `status ${exitCode}` });
  },
  rename: (path, to) => {
    renameSync(path, to);
    renameSync(to, path);
  },
  link: (path, to) => {
    linkSync(path, to);
    unlinkSync(to);
  },
};

function codeOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "code" in error) return String(error.code);
  return String(error);
}

if (import.meta.main) {
  const asked: { plan: Plan; attempts: Attempt[] } = await Bun.stdin.json();
  const compiled = compilePlan(asked.plan);
  if (compiled.engine !== "landlock") throw new Error("these attempts are for landlock");
  const applied = enforce(compiled);
  const outcomes = asked.attempts.map(({ how, path, to }): Outcome => {
    try {
      attempts[how](path, to ?? "");
      return { done: true, code: "" };
    } catch (error) {
      return { done: false, code: codeOf(error) };
    }
  });
  console.log(JSON.stringify({ applied, outcomes }));
}
