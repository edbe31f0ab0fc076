/** The kernel sandbox of a command: which one, and whether this process is in one already. */
import { lstatSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Place, Session } from "../../controls/session/index.ts";
import type { Action } from "../../meaning/action.ts";
import { type Loaded, sandboxOf } from "../../policy/index.ts";
import { type Compiled, expected, isInside } from "../../sandbox/index.ts";
import { homeDirectory, stateDirectory } from "../../system/index.ts";

/**
 * The sandbox that the policy wants for a command here. `writes`: places that it may write besides, as a person approved;
 * `reads`: places of guardsh's own that its shell has to read.
 */
export function sandboxFor(
  { policy, hash }: Loaded,
  { scratch, places }: Session,
  variable: (name: string) => string | null,
  ports: readonly number[],
  writes: readonly string[] = [],
  reads: readonly string[] = [],
): Compiled {
  return sandboxOf(policy, hash, {
    cwd: process.cwd(),
    home: homeDirectory(),
    environment: variable,
    state: stateDirectory(),
    writes: [...writes, ...(scratch === null ? [] : [scratch]), ...pathsOf(places, "append")],
    reads: [...reads, ...pathsOf(places, "read")],
    ports,
  });
}

function pathsOf(places: readonly Place[], mode: Place["mode"]): readonly string[] {
  return places.filter((place) => place.mode === mode).map(({ path }) => path);
}

/**
 * The places that a command changes, as far as judgement saw them. Making and removing an entry takes the right to its
 * directory, so the directory is what is named; `/` never is.
 */
export function changedPlaces(actions: readonly Action[]): readonly string[] {
  const places = new Set<string>();
  for (const action of actions) {
    if (action.kind !== "write" && action.kind !== "delete" && action.kind !== "link") continue;
    const { absolute } = action.path;
    if (absolute === null) continue;
    const file = action.kind === "write" && lstatSync(absolute, { throwIfNoEntry: false })?.isFile();
    places.add(file ? absolute : dirname(absolute));
  }
  places.delete("/");
  return [...places].sort();
}

/**
 * Was this guardsh started by a command that another guardsh has confined? Then the kernel holds it already, log and
 * limits are out of its reach, and the outer command is recorded: what is left to do is to judge.
 */
export function isConfined(): boolean {
  return isInside(join(stateDirectory(), "sandbox"));
}

/** For the record: `landlock abi 7`, and what this machine could not hold. */
export function describeSandbox(compiled: Compiled): string {
  const { engine, abi, missing } = expected(compiled);
  const name = engine === "landlock" ? `landlock abi ${abi}` : engine;
  return missing.length === 0 ? name : `${name}; lacks ${missing.join("; ")}`;
}

/** The sandbox of a command that runs in one already. */
export const alreadyConfined: Compiled = { engine: "off" };

/**
 * Is a command only handed on, to a guardsh that will record, count and confine it? Then this level starts the agent's own sandbox,
 * which needs the very calls that ours takes away. What a guarded command starts is confined already and never comes here.
 */
export function handsOn(relay: string | null): boolean {
  if (relay === null) return false;
  const [shell, self] = [relay, "/proc/self/exe"].map((path) => statSync(path, { throwIfNoEntry: false }));
  return shell !== undefined && shell.dev === self?.dev && shell.ino === self.ino;
}
