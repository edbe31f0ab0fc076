/** `guardsh audit`: read, verify, export and look after the log. */
import { existsSync, readFileSync, statSync, unlinkSync } from "node:fs";
import { parseArgs } from "node:util";
import { openAudit } from "../audit/index.ts";
import { generations, keyPath, logPath } from "../audit/place.ts";
import { type CommandRecord, commands, exactly, type Filter, parseSince, records } from "../audit/query.ts";
import { parseKey, type VerificationKey } from "../audit/seal.ts";
import { csv, line, printable, stats } from "../audit/show.ts";
import type { Problem, Verification } from "../audit/verify.ts";
import { setAppendOnly, stateDirectory } from "../system/index.ts";
import { actionFor, cannot } from "./common/actions.ts";
import { Misuse } from "./common/misuse.ts";
import { tell } from "./common/tell.ts";

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

type Given = ReturnType<typeof parse>;

export async function run(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words;
  const action = actionFor(actions, name, "audit");
  try {
    return await action(parse(rest));
  } catch (error) {
    return cannot(error);
  }
}

function parse(words: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      n: { type: "string", short: "n" },
      follow: { type: "boolean", short: "f" },
      json: { type: "boolean" },
      format: { type: "string" },
      state: { type: "string" },
      since: { type: "string" },
      until: { type: "string" },
      rule: { type: "string" },
      verdict: { type: "string" },
      session: { type: "string" },
      agent: { type: "string" },
      text: { type: "string" },
      exact: { type: "string" },
      "key-file": { type: "string" },
      "at-least": { type: "string" },
      "new-chain": { type: "boolean" },
      take: { type: "boolean" },
    },
  });
  return { values, positionals, json: values.json ?? false, state: values.state ?? stateDirectory() };
}

const verdicts = ["allow", "warn", "ask", "deny", "error"];

function filterOf({ values }: Given): Filter {
  const { rule, verdict, session, agent, text } = values;
  if (verdict !== undefined && !verdicts.includes(verdict))
    throw new Misuse(`--verdict ${verdict}: say ${verdicts.join(", ")}`);
  return { rule, verdict, session, agent, text, since: time(values.since), until: time(values.until) };
}

function time(words: string | undefined): number | undefined {
  if (words === undefined) return undefined;
  const parsed = parseSince(words);
  if (parsed === null)
    throw new Misuse(`${words} is no time: say 30m, 2h, 7d or a date such as 2030-01-31T12:00Z`);
  return parsed;
}

async function tail(given: Given): Promise<number> {
  const filter = filterOf(given);
  const found = commands(given.state, filter);
  const count = Number(given.values.n ?? "20");
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`${given.values.n} is no number of lines`);
  const show = (some: ReturnType<typeof commands>) => {
    for (const command of some) say(given.json ? JSON.stringify(command) : line(command));
  };
  show(count === 0 ? [] : found.slice(-count));
  if (found.length === 0) tell(nothingFound(given));
  if (!given.values.follow) return 0;
  for (let size = totalSize(given.state), shown = found.length; ; ) {
    await Bun.sleep(300);
    const now = totalSize(given.state);
    if (now === size) continue;
    size = now;
    const all = commands(given.state, filter);
    show(all.slice(shown));
    shown = all.length;
  }
}

/** To people who see nothing: is there no log, or nothing in it that they asked for? */
function nothingFound({ state }: Given): string {
  return generations(state).length === 0
    ? "guardsh: there is no log yet; it begins with the first command"
    : "guardsh: no such command is on record";
}

function totalSize(state: string): number {
  let size = 0;
  for (const generation of generations(state)) size += statSync(logPath(state, generation)).size;
  return size;
}

async function query(given: Given): Promise<number> {
  const format = given.json ? "jsonl" : "text";
  const { exact } = given.values;
  if (exact === undefined) return list(given, format);
  const { key } = await findKey(given);
  if (key === null) throw new Error("--exact takes the verification key: --key-file FILE");
  const numbers = exactly(given.state, exact, key);
  return list(given, format, ({ seq }) => numbers.has(seq));
}

function list(given: Given, format: string, also: (command: CommandRecord) => boolean = () => true): number {
  const found = commands(given.state, filterOf(given)).filter(also);
  switch (format) {
    case "csv":
      process.stdout.write(csv(found));
      return 0;
    case "json":
      say(JSON.stringify(found, null, 2));
      return 0;
    case "jsonl":
    case "text":
      for (const command of found) say(format === "text" ? line(command) : JSON.stringify(command));
      if (format === "text" && found.length === 0) tell(nothingFound(given));
      return 0;
    default:
      throw new Misuse(`there is no format ${format}: csv, json or jsonl`);
  }
}

/** Fields of every record, which say nothing about this one. */
const frame: ReadonlySet<string> = new Set([
  "v",
  "seq",
  "type",
  "time",
  "up",
  "prev",
  "seal",
  "event",
  "next",
]);

function notes(given: Given): number {
  const { since = 0, until = Number.POSITIVE_INFINITY, session, text = "" } = filterOf(given);
  for (const record of records(given.state)) {
    const time = Date.parse(record.time);
    if (record.type !== "note" || time < since || time > until) continue;
    if (session !== undefined && record.session !== session) continue;
    const told = Object.entries(record).filter(([name]) => !frame.has(name));
    const shown = `${record.event}  ${told.map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(", ") : value}`).join("; ")}`;
    if (!shown.includes(text)) continue;
    if (given.json)
      say(
        JSON.stringify(
          Object.fromEntries([["seq", record.seq], ["time", record.time], ["event", record.event], ...told]),
        ),
      );
    else say(`${record.time.slice(0, 19).replace("T", " ")}  ${printable(shown)}`);
  }
  return 0;
}

function showStats(given: Given): number {
  const numbers = stats(commands(given.state, filterOf(given)));
  if (given.json) {
    say(JSON.stringify(numbers));
    return 0;
  }
  say(
    `${numbers.commands} commands in ${numbers.sessions} sessions, ${numbers.first ?? "-"} to ${numbers.last ?? "-"}`,
  );
  for (const [verdict, count] of Object.entries(numbers.verdicts)) say(`  ${verdict.padEnd(6)} ${count}`);
  if (numbers.failed > 0) say(`  ${numbers.failed} ended with a status other than 0`);
  if (numbers.medianMs !== null)
    say(`  half of those whose end was seen took less than ${numbers.medianMs} ms`);
  say("policies in force:");
  for (const { policy, since, commands: count } of numbers.policies)
    say(`  ${policy.slice(0, 12)}  since ${since.slice(0, 19).replace("T", " ")}, ${count} commands`);
  if (numbers.rules.length > 0) say("rules that had something to say:");
  for (const [rule, count] of numbers.rules) say(`  ${String(count).padStart(5)}  ${rule}`);
  return 0;
}

async function showVerification(given: Given): Promise<number> {
  const { verify, verifyFiles } = await import("../audit/verify.ts");
  const { key, here } = await findKey(given);
  const files = given.positionals;
  const result = files.length > 0 ? verifyFiles(files, key) : verify(given.state, key);
  const least = given.values["at-least"] === undefined ? null : Number(given.values["at-least"]);
  const short = least !== null && (result.end?.seq ?? -1) < least;
  if (given.json) say(JSON.stringify({ ...result, short }));
  else explain(result, here, short ? least : null);
  return result.problems.length > 0 || short ? 1 : 0;
}

function explain(result: Verification, keyHere: boolean, least: number | null): void {
  for (const remark of result.remarks) say(`remark: ${where(remark)}: ${remark.what}`);
  const [first, ...more] = result.problems;
  if (first) say(`first bad record: ${first.seq ?? "?"} (${where(first)}): ${first.what}`);
  for (const problem of more.slice(0, 20)) say(`also: ${where(problem)}: ${problem.what}`);
  if (more.length > 20) say(`and ${more.length - 20} more`);
  if (least !== null) say(`the log ends at record ${result.end?.seq ?? "none"}, before ${least}`);
  if (result.chain === null && !first) {
    say("there is no log yet");
    return;
  }
  const verdict = first || least !== null ? "NOT whole" : "whole";
  say(
    `${verdict}: ${result.records} records as they were written, chain ${result.chain ?? "-"}, the last is ${result.end?.seq ?? "-"}`,
  );
  if (!result.seals)
    say(
      "No key was given, so only the chain of hashes was checked: that finds accidents, not forgers. Give the key with --key-file.",
    );
  else if (keyHere)
    say(
      "The key lies beside the log, where whoever can write the log can read it. Move it away: guardsh audit key --take",
    );
}

function where(problem: Problem): string {
  return problem.line > 0 ? `${problem.file}:${problem.line}` : problem.file || "log";
}

/** The verification key: from the file named, the environment, or beside the log. */
async function findKey(given: Given): Promise<{ key: VerificationKey | null; here: boolean }> {
  const file = given.values["key-file"];
  const beside = keyPath(given.state);
  if (file !== undefined)
    return { key: must(file === "-" ? await Bun.stdin.text() : readFileSync(file, "utf8")), here: false };
  const variable = process.env.GUARDSH_AUDIT_KEY;
  if (variable) return { key: must(variable), here: false };
  if (existsSync(beside)) return { key: must(readFileSync(beside, "utf8")), here: true };
  return { key: null, here: false };
}

function must(text: string): VerificationKey {
  const key = parseKey(text);
  if (key) return key;
  throw new Error("that is no verification key: it looks like guardsh-audit-key:CHAIN:KEY");
}

function init(given: Given): number {
  const key = openAudit({ state: given.state }).begin(given.values["new-chain"] ?? false);
  if (key === null)
    return fail(
      "guardsh: the log has begun already\n  its key, if it began by itself: guardsh audit key\n  a new chain beside it: guardsh audit init --new-chain",
    );
  say(key);
  tell("This is the verification key of the audit log. It is shown once and kept nowhere here.");
  tell("Keep it where this account cannot read it; verify with: guardsh audit verify --key-file -");
  return 0;
}

function showKey(given: Given): number {
  const path = keyPath(given.state);
  if (!existsSync(path))
    return fail("guardsh: no key is kept here: it was shown when the log began, or taken since");
  say(readFileSync(path, "utf8").trim());
  if (given.values.take) {
    unlinkSync(path);
    tell("The key is no longer here. Keep it where this account cannot read it.");
  }
  return 0;
}

function rotate(given: Given): number {
  openAudit({ state: given.state }).rotate();
  return 0;
}

function setLock(given: Given, on: boolean): number {
  const audit = openAudit({ state: given.state });
  const word = on ? "locked" : "unlocked";
  const files = generations(given.state).map((generation) => logPath(given.state, generation));
  if (files.length === 0)
    return fail("guardsh: there is no log yet; it begins with the first command, or: guardsh audit init");
  for (const path of files) {
    const problem = setAppendOnly(path, on);
    if (problem === null) continue;
    const why =
      problem === "EPERM"
        ? "that takes root (CAP_LINUX_IMMUTABLE)"
        : `the file system has no such attribute (${problem})`;
    return fail(
      `guardsh: ${path} was not ${word}: ${why}\n  mend: sudo guardsh audit ${on ? "lock" : "unlock"} --state ${given.state}`,
    );
  }
  const owner = statSync(given.state).uid;
  if (process.geteuid?.() === 0 && owner !== 0) process.setuid?.(owner);
  audit.setLocked(on);
  say(`${files.length} ${files.length === 1 ? "file" : "files"} ${word}`);
  return 0;
}

function showPath(given: Given): number {
  const last = generations(given.state).at(-1) ?? 1;
  say(logPath(given.state, last));
  return 0;
}

/** Not for people: the process that feeds the sinks (see audit/sinks). */
async function feedSinks(given: Given): Promise<number> {
  const { sendToNamed } = await import("../audit/sinks/send.ts");
  await sendToNamed(given.state);
  return 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(message: string): number {
  tell(message);
  return 2;
}
