/** What the tests of standing by share: somebody who stands by, commands beside it, and what the log says of them. */
import { afterAll, beforeAll } from "bun:test";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  guardshVariables,
  type Installed,
  install,
  lastingDirectory,
  type Standing,
  standBy,
} from "../shell/binary.ts";
import { run, type Start } from "../shell/harness.ts";

/** The binary under test, and a directory with a state of its own for which a guardsh stands by. Set by {@link standingBy}. */
export let names: Installed;
export let place: string;

/** Has a guardsh stand by while the tests of a file run. */
export function standingBy(): void {
  let standing: Standing;
  beforeAll(() => {
    names = install();
    place = lastingDirectory("guardsh-standby-");
    standing = standBy(names, place);
  }, 180_000);
  afterAll(() => {
    standing.end();
    rmSync(place, { recursive: true, force: true });
  });
}

/** Runs a command string where `home` has its state, by default with somebody standing by. */
export function command(code: string, start: Partial<Start> & { readonly home?: string } = {}) {
  const home = start.home ?? place;
  return run({
    path: names.bashGuardsh,
    arguments: ["-c", code],
    cwd: projectIn(home),
    ...start,
    environment: { PATH: "/usr/bin:/bin", HOME: home, ...guardshVariables(home), ...start.environment },
  });
}

/** Where commands run: beside the state, which they may not touch. */
export function projectIn(home: string): string {
  const project = join(home, "work");
  if (!existsSync(project)) Bun.spawnSync(["git", "init", "-q", project]);
  return project;
}

interface Line {
  readonly seq: number;
  readonly type: string;
  readonly command?: string;
  readonly extra?: { readonly settled_by?: string };
  readonly of?: number;
  readonly status?: number;
  readonly bytes?: number;
  readonly withheld?: readonly string[];
  readonly cleaned?: Readonly<Record<string, number>>;
}

export function logOf(home: string): readonly Line[] {
  const directory = join(home, "state/audit");
  return readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => readFileSync(join(directory, name), "utf8").trim().split("\n"))
    .map((line): Line => JSON.parse(line));
}

/** Who settled it: `standby`, or nobody but itself. */
export function settlersOf(code: string, home = place) {
  return recordsOf(code, home).map(({ extra }) => extra?.settled_by);
}

/** The records of a command, and how each ended. */
export function recordsOf(code: string, home = place) {
  const log = logOf(home);
  return log
    .filter((line) => line.command === code)
    .map((line) => ({ ...line, end: log.find(({ of }) => of === line.seq) }));
}

/** Waits for something, for a while. */
export function until(condition: () => boolean): void {
  const deadline = Date.now() + 8000;
  while (!condition() && Date.now() < deadline) Bun.sleepSync(20);
}
