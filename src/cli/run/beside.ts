/** Helpers of a keeper: guardsh again, in sessions of their own, because what the terminal sends is for the agent. */
import { closeSync, openSync } from "node:fs";
import {
  asInherited,
  type ChildCall,
  place,
  rawEnvironment,
  setMask,
  spawn,
  withSignalsHeld,
} from "../../system/index.ts";

/** Starts `guardsh WORDS…` with nothing to read and nothing to write to but what `calls` put there. Answers its pid. */
export function startBeside(words: readonly string[], calls: readonly ChildCall[]): number {
  const nothing = openSync("/dev/null", "r+");
  const program = {
    path: "/proc/self/exe",
    arguments: ["guardsh", ...words].map((text) => Buffer.from(text)),
    environment: rawEnvironment(),
    descriptors: [],
  };
  const pid = withSignalsHeld((before) =>
    spawn(program, [
      ...asInherited(),
      ...[0, 1, 2].map((number) => place(nothing, number)),
      { name: "setsid", arguments: [] },
      ...calls,
      { name: "rt_sigprocmask", arguments: [setMask, before, 0, 8] },
    ]),
  );
  closeSync(nothing);
  return pid;
}
