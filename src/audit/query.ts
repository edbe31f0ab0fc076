/** Reading the log back: records in order, commands joined with how they ended, filtered. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { generations, logPath } from "./place.ts";
import { parseRecord, type StoredRecord } from "./record.ts";
import { commandHash, evolveBy, type VerificationKey } from "./seal.ts";

export interface Filter {
  /** Milliseconds since 1970, inclusive. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** A rule's id, or the beginning of some: `fs/` or `fs/*`. */
  readonly rule?: string | undefined;
  readonly verdict?: string | undefined;
  readonly session?: string | undefined;
  readonly agent?: string | undefined;
  /** Part of the command. */
  readonly text?: string | undefined;
}

/** A command as people ask for it. */
export interface CommandRecord {
  readonly seq: number;
  readonly time: string;
  readonly session: string;
  readonly agent: string;
  readonly cwd: string;
  readonly command: string;
  readonly verdict: string;
  readonly findings: readonly string[];
  readonly policy: string;
  readonly sandbox: string;
  readonly pid: number;
  readonly parent: number;
  /** Names of the variables that it was not given. */
  readonly withheld: readonly string[];
  /** The code by which a person let it run; null where nobody had to. */
  readonly approved: string | null;
  /** Null where guardsh was not there to see the end. */
  readonly status: number | null;
  readonly durationMs: number | null;
  readonly bytes: number | null;
  /** What was taken out of its output, counted by kind. */
  readonly cleaned: Readonly<Record<string, number>>;
}

const chunkBytes = 1024 * 1024;

/** A place in the log: a file, and an offset in it. */
export interface Position {
  readonly generation: number;
  readonly offset: number;
}

/** Where the log begins. */
export const beginning: Position = { generation: 0, offset: 0 };

/** Every record of the log, oldest first. Lines that are no records are left to verify.ts. */
export function* records(state: string): Generator<StoredRecord> {
  for (const { record } of recordsFrom(state, beginning)) yield record;
}

/** The records from a place on, each with the place behind it. */
export function* recordsFrom(
  state: string,
  from: Position,
): Generator<{ readonly record: StoredRecord; readonly behind: Position }> {
  for (const generation of generations(state)) {
    if (generation < from.generation) continue;
    const file = openSync(logPath(state, generation), "r");
    try {
      const offset = generation === from.generation ? from.offset : 0;
      for (const { record, end } of recordsOf(file, offset, fstatSync(file).size))
        yield { record, behind: { generation, offset: end } };
    } finally {
      closeSync(file);
    }
  }
}

/** The records between two offsets of an open file, each with the offset behind it; a line that is not whole yet is left out. */
function* recordsOf(
  file: number,
  from: number,
  to: number,
): Generator<{ readonly record: StoredRecord; readonly end: number }> {
  let rest = Buffer.alloc(0);
  let position = from;
  let consumed = from;
  while (position < to) {
    const chunk = Buffer.alloc(Math.min(chunkBytes, to - position));
    const count = readSync(file, chunk, 0, chunk.length, position);
    if (count === 0) return;
    position += count;
    const text = Buffer.concat([rest, chunk.subarray(0, count)]);
    let begin = 0;
    for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10, begin)) {
      const record = parseRecord(text.toString("utf8", begin, end));
      consumed += end + 1 - begin;
      begin = end + 1;
      if (record) yield { record, end: consumed };
    }
    rest = Buffer.from(text.subarray(begin));
  }
}

/** The commands of the log that the filter lets through, oldest first. */
export function commands(state: string, filter: Filter = {}): CommandRecord[] {
  return commandsFrom(state, beginning, filter).found;
}

/** The same from a place on, and the place behind all that was read: what comes later begins there. */
export function commandsFrom(
  state: string,
  from: Position,
  filter: Filter,
): { readonly found: CommandRecord[]; readonly behind: Position } {
  const found: CommandRecord[] = [];
  let behind = from;
  // where in `found` a sequence number of this chain is; a new chain counts from the beginning again
  const places = new Map<number, number>();
  for (const { record, behind: next } of recordsFrom(state, from)) {
    behind = next;
    if (record.event === "init") places.clear();
    if (record.type === "command") {
      const command = asCommand(record);
      if (matches(command, filter)) places.set(command.seq, found.push(command) - 1);
    } else if (record.type === "end" && typeof record.of === "number") {
      const place = places.get(record.of);
      const command = place === undefined ? undefined : found[place];
      if (place !== undefined && command) found[place] = { ...command, ...ending(record) };
    }
  }
  return { found, behind };
}

/** Does a command pass the filter? */
export function matches(command: CommandRecord, filter: Filter): boolean {
  const time = Date.parse(command.time);
  if (filter.since !== undefined && time < filter.since) return false;
  if (filter.until !== undefined && time > filter.until) return false;
  if (filter.verdict !== undefined && command.verdict !== filter.verdict) return false;
  if (filter.session !== undefined && command.session !== filter.session) return false;
  if (filter.agent !== undefined && command.agent !== filter.agent) return false;
  if (filter.text !== undefined && !command.command.includes(filter.text)) return false;
  return filter.rule === undefined || command.findings.some((id) => ruleMatches(id, filter.rule ?? ""));
}

function ruleMatches(id: string, wanted: string): boolean {
  const prefix = wanted.endsWith("*") ? wanted.slice(0, -1) : wanted;
  return prefix === wanted && !wanted.endsWith("/") ? id === wanted : id.startsWith(prefix);
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** A record of a command as queries give it; its end is not known yet. */
export function asCommand(record: StoredRecord): CommandRecord {
  return {
    seq: record.seq,
    time: record.time,
    session: text(record.session),
    agent: text(record.agent),
    cwd: text(record.cwd),
    command: text(record.command),
    verdict: text(record.verdict),
    findings: texts(record.findings),
    withheld: texts(record.withheld),
    policy: text(record.policy),
    sandbox: text(record.sandbox),
    pid: number(record.pid) ?? 0,
    parent: number(record.parent) ?? 0,
    approved: approvalIn(record.extra),
    status: null,
    durationMs: null,
    bytes: null,
    cleaned: {},
  };
}

function ending(record: StoredRecord): Pick<CommandRecord, "status" | "durationMs" | "bytes" | "cleaned"> {
  return {
    status: number(record.status),
    durationMs: number(record.duration_ms),
    bytes: number(record.bytes),
    cleaned: counts(record.cleaned),
  };
}

function counts(value: unknown): Readonly<Record<string, number>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, count]) => typeof count === "number"));
}

function approvalIn(extra: unknown): string | null {
  if (typeof extra !== "object" || extra === null || !("approved" in extra)) return null;
  return typeof extra.approved === "string" ? extra.approved : null;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function number(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

/**
 * Numbers of the records of exactly this command, secrets and all. The log holds only its keyed hash, so this takes the
 * verification key: each line's hash was made with that line's own key.
 */
export function exactly(state: string, command: string, { chain, key }: VerificationKey): Set<number> {
  const found = new Set<number>();
  let ours = false;
  let seq = 0;
  let current = key;
  for (const record of records(state)) {
    if (record.event === "init") ours = record.chain === chain;
    if (!ours || record.seq < seq) continue;
    current = evolveBy(current, record.seq - seq);
    seq = record.seq;
    if (record.type === "command" && record.hash === commandHash(command, current)) found.add(seq);
  }
  return found;
}
