/** `guardsh audit`: read, verify, export and look after the log. */
import { actionFor, cannot } from "../common/actions.ts";
import { Misuse } from "../common/misuse.ts";
import { type Given, parse } from "./given.ts";
import { init, showKey } from "./keys.ts";
import { list, notes, query, showStats, tail } from "./reading.ts";
import { rotate, setLock, showPath } from "./upkeep.ts";
import { showVerification } from "./verification.ts";

export const usage = `usage: guardsh audit COMMAND [options]
  tail [-f]                the last 20 commands; -f waits for more
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
options: -n COUNT (the last ones)  --json  --format csv|json|jsonl  --state DIR
status: 0 done, whole; 1 verify found something; 2 could not be done`;

interface Action {
  readonly run: (given: Given) => number | Promise<number>;
  /** The options that say something to it; `--state` does to all. */
  readonly takes: readonly (keyof Given["values"])[];
}

const time = ["since", "until"] as const;
const filters = [...time, "rule", "verdict", "session", "agent", "text"] as const;

const actions: Readonly<Record<string, Action>> = {
  tail: { run: tail, takes: [...filters, "n", "follow", "json"] },
  query: { run: query, takes: [...filters, "n", "json", "format", "exact", "key-file"] },
  notes: { run: notes, takes: [...time, "session", "text", "n", "json"] },
  stats: { run: showStats, takes: [...filters, "json"] },
  export: { run: (given) => list(given, given.values.format ?? "jsonl"), takes: [...filters, "n", "format"] },
  verify: { run: showVerification, takes: ["key-file", "at-least", "json"] },
  init: { run: init, takes: ["new-chain"] },
  key: { run: showKey, takes: ["take"] },
  rotate: { run: rotate, takes: [] },
  lock: { run: (given) => setLock(given, true), takes: [] },
  unlock: { run: (given) => setLock(given, false), takes: [] },
  path: { run: showPath, takes: [] },
  send: { run: feedSinks, takes: [] },
};

export async function run(words: readonly string[]): Promise<number> {
  const [name = "", ...rest] = words;
  const action = actionFor(actions, words[0], "audit");
  const given = parse(rest);
  const [operand] = given.positionals;
  if (operand !== undefined && name !== "verify") throw new Misuse(`${name} takes no operand: ${operand}`);
  const takes: readonly string[] = action.takes;
  const stray = Object.keys(given.values).find((option) => option !== "state" && !takes.includes(option));
  if (stray !== undefined)
    throw new Misuse(`${name} has no option ${stray.length === 1 ? "-" : "--"}${stray}`);
  try {
    return await action.run(given);
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
