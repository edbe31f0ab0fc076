/** Reading the log: `guardsh audit tail`, `query`, `notes`, `stats`, `export`. */
import { generations } from "../../audit/place.ts";
import {
  beginning,
  type CommandRecord,
  commands,
  commandsFrom,
  exactly,
  type Filter,
  records,
} from "../../audit/query.ts";
import { csv, line, printable, stats } from "../../audit/show.ts";
import { counted } from "../common/counted.ts";
import { Misuse } from "../common/misuse.ts";
import { print, say } from "../common/streams.ts";
import { tell } from "../common/tell.ts";
import { pointInTime } from "../common/time.ts";
import { countIn, type Given, lastOf } from "./given.ts";
import { findKey } from "./keys.ts";

const verdicts = ["allow", "warn", "ask", "deny", "error"];

function filterOf({ values }: Given): Filter {
  const { rule, verdict, session, agent, text } = values;
  if (verdict !== undefined && !verdicts.includes(verdict))
    throw new Misuse(`--verdict ${verdict}: say ${verdicts.join(", ")}`);
  return { rule, verdict, session, agent, text, since: time(values.since), until: time(values.until) };
}

function time(words: string | undefined): number | undefined {
  return words === undefined ? undefined : pointInTime(words);
}

/** How often `tail -f` looks, in milliseconds. */
const lookEvery = 300;

export async function tail(given: Given): Promise<number> {
  const filter = filterOf(given);
  const count = countIn(given) ?? 20;
  const show = (some: readonly CommandRecord[]) => {
    for (const command of some) say(given.json ? JSON.stringify(command) : line(command));
  };
  let { found, behind } = commandsFrom(given.state, beginning, filter);
  show(lastOf(found, count));
  if (found.length === 0) tell(nothingFound(given));
  while (given.values.follow) {
    await Bun.sleep(lookEvery);
    ({ found, behind } = commandsFrom(given.state, behind, filter));
    show(found);
  }
  return 0;
}

/** To people who see nothing: is there no log, or nothing in it that they asked for? */
function nothingFound({ state }: Given): string {
  return generations(state).length === 0
    ? "guardsh: there is no log yet; it begins with the first command"
    : "guardsh: no such command is on record";
}

export async function query(given: Given): Promise<number> {
  const { exact, format = given.json ? "jsonl" : "text" } = given.values;
  if (exact === undefined) return list(given, format);
  const { key } = await findKey(given);
  if (key === null) throw new Error("--exact takes the verification key: --key-file FILE");
  const numbers = exactly(given.state, exact, key);
  return list(given, format, ({ seq }) => numbers.has(seq));
}

export function list(
  given: Given,
  format: string,
  also: (command: CommandRecord) => boolean = () => true,
): number {
  const found = lastOf(commands(given.state, filterOf(given)).filter(also), countIn(given));
  switch (format) {
    case "csv":
      print(csv(found));
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
const frame: ReadonlySet<string> = new Set(["v", "seq", "type", "time", "up", "prev", "seal", "event"]);

export function notes(given: Given): number {
  const { since = 0, until = Number.POSITIVE_INFINITY, session, text = "" } = filterOf(given);
  const found: string[] = [];
  for (const record of records(given.state)) {
    const time = Date.parse(record.time);
    if (record.type !== "note" || time < since || time > until) continue;
    if (session !== undefined && record.session !== session) continue;
    const told = Object.entries(record).filter(([name]) => !frame.has(name));
    const shown = [record.event, told.flatMap(([name, value]) => inWords(name, value)).join("; ")].join("  ");
    if (!shown.includes(text)) continue;
    const { seq, event } = record;
    found.push(
      given.json
        ? JSON.stringify({ seq, time: record.time, event, ...Object.fromEntries(told) })
        : `${record.time.slice(0, 19).replace("T", " ")}  ${printable(shown)}`,
    );
  }
  for (const each of lastOf(found, countIn(given))) say(each);
  return 0;
}

/** `name value`; nothing where the value is empty. */
function inWords(name: string, value: unknown): readonly string[] {
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  return text === "" ? [] : [`${name} ${text}`];
}

export function showStats(given: Given): number {
  const numbers = stats(commands(given.state, filterOf(given)));
  if (given.json) {
    say(JSON.stringify(numbers));
    return 0;
  }
  if (numbers.commands === 0) {
    tell(nothingFound(given));
    return 0;
  }
  say(
    `${counted(numbers.commands, "command")} in ${counted(numbers.sessions, "session")}, ${numbers.first ?? "-"} to ${numbers.last ?? "-"}`,
  );
  for (const [verdict, count] of Object.entries(numbers.verdicts)) say(`  ${verdict.padEnd(6)} ${count}`);
  if (numbers.failed > 0) say(`  ${numbers.failed} ended with a status other than 0`);
  if (numbers.medianMs !== null)
    say(`  half of those whose end was seen took less than ${numbers.medianMs} ms`);
  say("policies in force:");
  // A built-in profile is named, files by their hash.
  for (const { policy, since, commands: count } of numbers.policies)
    say(
      `  ${policy.startsWith("profile:") ? policy : policy.slice(0, 12)}  since ${since.slice(0, 19).replace("T", " ")}, ${counted(count, "command")}`,
    );
  if (numbers.rules.length > 0) say("rules that had something to say:");
  for (const [rule, count] of numbers.rules) say(`  ${String(count).padStart(5)}  ${rule}`);
  return 0;
}
