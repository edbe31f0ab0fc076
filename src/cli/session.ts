/** `guardsh session`: begin, watch and end sessions, and hand over from one to the next. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { openAudit } from "../audit/index.ts";
import { printable } from "../audit/show.ts";
import { commandsUsed } from "../controls/rate/index.ts";
import {
  type Handoff,
  listHandoffs,
  readHandoff,
  receiveHandoff,
  writeHandoff,
} from "../controls/session/handoff.ts";
import {
  checkSession,
  currentSession,
  forgetAncestors,
  insideSession,
  type Place,
  type SessionRecord,
} from "../controls/session/index.ts";
import { endSession, killSession, startSession } from "../controls/session/lifecycle.ts";
import { isExpired } from "../controls/session/session.ts";
import { adoptHandoffs, stageHandoff } from "../controls/session/staged.ts";
import { listSessions, readSession, sessionDirectory } from "../controls/session/store.ts";
import { isConfined } from "../shell/index.ts";
import { asWord } from "../syntax/quote.ts";
import { homeDirectory, sessionVariable, stateDirectory, Unavailable } from "../system/index.ts";
import { actionFor, cannot } from "./common/actions.ts";
import { counted } from "./common/counted.ts";
import { Misuse } from "./common/misuse.ts";
import { say } from "./common/streams.ts";
import { tell } from "./common/tell.ts";
import { parseDuration } from "./common/time.ts";

export const usage = `usage: guardsh session COMMAND [options]
  start    begin one; prints what to set:  eval "$(guardsh session start --ttl 2h)"
           --ttl 2h  --max-commands 500  --profile NAME  --agent NAME  --from HANDOFF
           --keep read:PATH|append:PATH|on-clean-exit:PATH   a place that outlives it (may be repeated)
  list     those that are active (--all: also those that have ended)
  show ID
  end ID   end it in good order: what it was to leave behind is put in place
  kill ID  refuse every later command of it (--all: of every active session)
  handoff NAME [--note TEXT] [FILE…]   leave something for a later session
  handoffs                             what was left
options: --json  --state DIR  --reason TEXT (end, kill)
A session cannot begin, end or kill sessions; a person does that, outside it.`;

const actions: Readonly<Record<string, (given: Given) => number>> = {
  start,
  list,
  show,
  end: (given) => stop(given, endSession, "ended"),
  kill: (given) => stop(given, killSession, "killed"),
  handoff,
  handoffs,
};

type Given = ReturnType<typeof parse>;

export function run(words: readonly string[]): number {
  const [name, ...rest] = words;
  const action = actionFor(actions, name, "session");
  try {
    return action(parse(rest));
  } catch (error) {
    return cannot(error);
  }
}

function parse(words: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      ttl: { type: "string" },
      "max-commands": { type: "string" },
      profile: { type: "string" },
      agent: { type: "string" },
      from: { type: "string" },
      keep: { type: "string", multiple: true },
      note: { type: "string" },
      reason: { type: "string" },
      all: { type: "boolean" },
      json: { type: "boolean" },
      state: { type: "string" },
    },
  });
  return { values, positionals, json: values.json ?? false, state: values.state ?? stateDirectory() };
}

function start({ values, json, state }: Given): number {
  onlyOutside("begin a session");
  if (values.from !== undefined) adoptHandoffs(state);
  const handoff = values.from === undefined ? null : readHandoff(state, values.from);
  if (values.from !== undefined && handoff === null)
    throw new Error(`there is no handoff ${values.from}: guardsh session handoffs shows those that are`);
  const record = startSession(state, {
    ttlMs: duration(values.ttl),
    maxCommands: count(values["max-commands"]),
    profile: profileOf(values.profile),
    agent: values.agent ?? "",
    places: (values.keep ?? []).map(placeOf),
    handoff: handoff?.name ?? null,
  });
  if (handoff && record.scratch) receiveHandoff(state, handoff, record.scratch);
  forgetAncestors(state);
  note(state, "session-start", record);
  if (json) return answer(JSON.stringify(record));
  answer(`export ${sessionVariable}=${record.id} GUARDSH_SCRATCH=${asWord(record.scratch ?? "")}`);
  const limits = [
    record.expires === null ? "no time limit" : `until ${new Date(record.expires.wall).toISOString()}`,
    record.maxCommands === null
      ? "no limit of commands"
      : `at most ${counted(record.maxCommands, "command")}`,
    ...(record.profile === null ? [] : [`profile ${record.profile}`]),
  ];
  tell(`session ${record.id}: ${limits.join(", ")}`);
  return 0;
}

function list({ values, json, state }: Given): number {
  const found = listSessions(state).filter((record) => values.all || checkSession(record) === null);
  if (json)
    return answer(JSON.stringify(found.map((record) => ({ ...record, used: usedBy(state, record) }))));
  if (found.length === 0) return answer("no sessions");
  for (const record of found) {
    const count = usedBy(state, record);
    const used =
      record.maxCommands === null
        ? counted(count, "command")
        : `${count} of ${counted(record.maxCommands, "command")}`;
    const kind = record.explicit ? "explicit" : "implied";
    const agent = printable(record.agent) || "-";
    answer(
      `${record.id}  ${stateOf(record)}  ${kind}  ${agent}  ${used}  since ${new Date(record.created).toISOString()}`,
    );
  }
  return 0;
}

function show(given: Given): number {
  const record = named(given);
  const used = usedBy(given.state, record);
  if (given.json) return answer(JSON.stringify({ ...record, used }));
  const lines: [string, string][] = [
    ["session", record.id],
    ["state", record.reason === "" ? stateOf(record) : `${stateOf(record)}: ${record.reason}`],
    ["agent", record.agent || "not known"],
    [
      "begun",
      `${new Date(record.created).toISOString()} ${record.explicit ? "by a person" : `by process ${record.anchor}`}`,
    ],
    [
      "ends",
      record.expires === null
        ? "with its agent, or when it is ended"
        : new Date(record.expires.wall).toISOString(),
    ],
    ["commands", record.maxCommands === null ? `${used}` : `${used} of ${record.maxCommands}`],
    ["profile", record.profile ?? "the policy's"],
    ["scratch", record.scratch ?? "none"],
    ["handoff", record.handoff ?? "none"],
    ...record.places.map((place): [string, string] => [place.mode, place.path]),
  ];
  for (const [name, value] of lines) answer(`${name.padEnd(13)} ${printable(value)}`);
  answer(`what it did:  guardsh audit query --session ${record.id}`);
  return 0;
}

function stop(
  given: Given,
  how: (state: string, id: string, reason: string) => SessionRecord,
  word: string,
): number {
  onlyOutside(`${word === "killed" ? "kill" : "end"} a session`);
  const { state, values } = given;
  const targets = values.all
    ? listSessions(state).filter((record) => record.state === "active")
    : [named(given)];
  for (const target of targets) {
    const record = how(state, target.id, values.reason ?? "");
    note(state, `session-${word}`, record);
    answer(`session ${record.id} ${word}, ${counted(usedBy(state, record), "command")}`);
  }
  return 0;
}

function handoff({ values, positionals, state }: Given): number {
  const [name, ...files] = positionals;
  if (name === undefined) throw new Misuse("a handoff needs a name");
  const what = {
    name,
    written: Date.now(),
    note: values.note ?? "",
    files: files.map((file) => resolve(file)),
  };
  if (isConfined()) return leave(what);
  const from = currentSession({ state }).id;
  writeHandoff(state, { ...what, from });
  openAudit({ state }).note({ event: "session-handoff", session: from, name, files });
  return answer(`handoff ${name} written; a person hands it over with: guardsh session start --from ${name}`);
}

/** What a confined command hands off lies in the scratch directory until a guardsh outside takes it over. */
function leave(what: Omit<Handoff, "from">): number {
  const scratch = process.env.GUARDSH_SCRATCH ?? "";
  if (scratch === "")
    throw new Error("this session has no scratch directory to hand anything off by (session.scratch)");
  stageHandoff(scratch, { ...what, from: process.env[sessionVariable]?.split(":", 1)[0] ?? "" });
  return answer(
    `handoff ${what.name} left; a person hands it over with: guardsh session start --from ${what.name}`,
  );
}

function handoffs({ json, state }: Given): number {
  adoptHandoffs(state);
  const found = listHandoffs(state);
  if (json) return answer(JSON.stringify(found));
  if (found.length === 0) return answer("no handoffs");
  for (const one of found)
    answer(
      `${one.name}  from session ${one.from}  ${counted(one.files.length, "file")}  ${printable(one.note).slice(0, 80)}`,
    );
  return 0;
}

/** A person's business: a guarded command, or anything that an agent starts, is told so. */
function onlyOutside(what: string): void {
  if (!insideSession()) return;
  throw new Unavailable(
    `this cannot ${what}`,
    "it runs inside a session, started by an agent or a guarded command",
    "a person does it, in a terminal of their own",
  );
}

function named({ positionals, state }: Given): SessionRecord {
  const id = positionals[0] ?? process.env[sessionVariable]?.split(":", 1)[0];
  if (id === undefined || id === "") throw new Error("which session? guardsh session list shows them");
  const record = readSession(state, id);
  if (record) return record;
  throw new Error(`there is no session ${id}: guardsh session list --all shows those that are`);
}

function usedBy(state: string, record: SessionRecord): number {
  return commandsUsed({ directory: sessionDirectory(state, record.id) });
}

function stateOf(record: SessionRecord): string {
  return record.state === "active" && isExpired(record) ? "expired" : record.state;
}

function placeOf(words: string): Place {
  const colon = words.indexOf(":");
  const mode = words.slice(0, colon);
  if (mode !== "read" && mode !== "append" && mode !== "on-clean-exit")
    throw new Misuse(`--keep ${words}: say read:PATH, append:PATH or on-clean-exit:PATH`);
  const path = words.slice(colon + 1);
  // A shell expands `~` at the beginning of a word only, so it is expanded here, as the shell would.
  const home = path === "~" || path.startsWith("~/");
  return { mode, path: resolve(home ? (process.env.HOME ?? homeDirectory()) + path.slice(1) : path) };
}

function profileOf(name: string | undefined): string | null {
  if (name === undefined) return null;
  if (name === "standard" || name === "strict" || name === "readonly") return name;
  throw new Misuse(`--profile ${name}: a session can be standard, strict or readonly`);
}

function duration(words: string | undefined): number | null {
  if (words === undefined) return null;
  const parsed = parseDuration(words);
  if (parsed === null || parsed <= 0) throw new Misuse(`--ttl ${words}: say 90s, 30m, 2h or 1d`);
  return parsed;
}

function count(words: string | undefined): number | null {
  if (words === undefined) return null;
  const parsed = Number(words);
  if (!Number.isSafeInteger(parsed) || parsed < 1)
    throw new Misuse(`--max-commands ${words}: say a number from 1 on`);
  return parsed;
}

function note(state: string, event: string, record: SessionRecord): void {
  openAudit({ state }).note({ event, session: record.id, agent: record.agent, reason: record.reason });
}

function answer(text: string): number {
  say(text);
  return 0;
}
