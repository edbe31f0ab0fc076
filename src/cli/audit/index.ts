/** `guardsh audit`: read, verify, export and look after the log. */
import { actionFor, cannot } from "../common/actions.ts";
import { Misuse } from "../common/misuse.ts";
import { type Given, parse } from "./given.ts";
import { init, showKey } from "./keys.ts";
import { list, notes, query, showStats, tail } from "./reading.ts";
import { rotate, setLock, showPath } from "./upkeep.ts";
import { showVerification } from "./verification.ts";

export const usage = `usage: guardsh audit COMMAND [options]
  tail [-n COUNT] [-f]     the last commands; -f waits for more
  query                    the commands that the filters let through
                           --exact COMMAND: those that were exactly this, secrets and all (takes the key)
  notes                    what else happened: to the log, at limits, in sessions, at the network's edge
  stats                    counts of them
  export                   all of them, as --format csv, json or jsonl
  verify [FILE…]           is everything as it was written? --key-file FILE (- for standard input), --at-least SEQ
  init [--new-chain]       begin the log and show its verification key, once
  key [--take]             show the key of a log that began by itself; --take also removes it from here
  rotate                   close the current file, begin the next
  lock, unlock             make the log's files append-only (chattr +a), or not; needs the right to (root)
  path                     where the log is
filters: --since 2h|DATE  --until DATE  --rule ID|fs/  --verdict allow|warn|ask|deny  --session ID  --agent NAME  --text PART
options: --json  --format csv|json|jsonl  --state DIR
status: 0 done, whole; 1 verify found something; 2 could not be done`;

const actions: Readonly<Record<string, (given: Given) => number | Promise<number>>> = {
  tail,
  query,
  notes,
  stats: showStats,
  export: (given) => list(given, given.values.format ?? "jsonl"),
  verify: showVerification,
  init,
  key: showKey,
  rotate,
  lock: (given) => setLock(given, true),
  unlock: (given) => setLock(given, false),
  path: showPath,
  send: feedSinks,
};

export async function run(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  const action = actionFor(actions, name, "audit");
  const given = parse(rest);
  const [operand] = given.positionals;
  if (operand !== undefined && name !== "verify") throw new Misuse(`${name} takes no operand: ${operand}`);
  try {
    return await action(given);
  } catch (error) {
    return cannot(error);
  }
}

/** Not for people: the process that feeds the sinks (see audit/sinks). */
async function feedSinks(given: Given): Promise<number> {
  const { sendToNamed } = await import("../../audit/sinks/send.ts");
  await sendToNamed(given.state);
  return 0;
}
