/**
 * The sender: a process of its own that reads the log from each sink's mark on and sends what is new. One at a time (a
 * lock), started by a command that finds none, gone when there was nothing to send for a while. What it cannot send it
 * tries again, and so does the next sender: the mark moves only behind what has arrived.
 */
import { closeSync } from "node:fs";
import { type Position, recordsFrom } from "../query.ts";
import type { StoredRecord } from "../record.ts";
import { lockSender, sinksText } from "./kick.ts";
import { makeMarksDirectory, noteTrouble, readMark, writeMark } from "./marks.ts";
import { isSinkOptions, openSink, type SinkOptions } from "./open.ts";
import { Rejected } from "./otlp.ts";
import type { Sink } from "./sink.ts";

export interface SenderOptions {
  /** The process ends when nothing was new for so long. */
  readonly idleMs: number;
  /** How often it looks. */
  readonly pollMs: number;
  /** It gives up on sinks that fail for so long; the next command starts another sender. */
  readonly retryMs: number;
}

export const senderDefaults: SenderOptions = { idleMs: 60_000, pollMs: 250, retryMs: 600_000 };
const batchSize = 200;
const longestWaitMs = 30_000;

/** Sends until idle, to the sinks that the policy names by then. False when another sender is at work. */
export async function sendToNamed(state: string, options = senderDefaults): Promise<boolean> {
  for (;;) {
    const text = sinksText(state);
    const value: unknown = text === "" ? [] : JSON.parse(text);
    const isOld = () => sinksText(state) !== text;
    if (!(await send(state, Array.isArray(value) ? value.filter(isSinkOptions) : [], options, isOld)))
      return false;
    if (!isOld()) return true;
  }
}

/** Sends until idle, or until the list of sinks is an old one. False when another sender is at work. */
export async function send(
  state: string,
  sinks: readonly SinkOptions[],
  options = senderDefaults,
  isOld = () => false,
): Promise<boolean> {
  const guard = lockSender(state);
  if (guard === null) return false;
  try {
    makeMarksDirectory(state);
    await Promise.all(sinks.map((sink) => feed(state, openSink(sink), options, isOld)));
    return true;
  } finally {
    closeSync(guard);
  }
}

async function feed(state: string, sink: Sink, options: SenderOptions, isOld: () => boolean): Promise<void> {
  let idleSince = Date.now();
  let failingSince: number | null = null;
  let wait = options.pollMs;
  while (Date.now() - idleSince < options.idleMs && !isOld()) {
    const { records, next } = nextBatch(state, readMark(state, sink.name));
    if (records.length === 0) {
      await Bun.sleep(options.pollMs);
      continue;
    }
    idleSince = Date.now();
    try {
      await sink.send(records);
      noteTrouble(state, sink.name, null);
    } catch (error) {
      noteTrouble(state, sink.name, error instanceof Error ? error.message : String(error));
      if (!(error instanceof Rejected && error.final)) {
        failingSince ??= Date.now();
        if (Date.now() - failingSince > options.retryMs) return;
        wait = Math.min(wait * 2, longestWaitMs);
        const until = Date.now() + wait;
        while (Date.now() < until && !isOld()) await Bun.sleep(Math.min(wait, options.pollMs));
        // What waiting took is no idleness.
        idleSince = Date.now();
        continue;
      }
    }
    failingSince = null;
    wait = options.pollMs;
    writeMark(state, sink.name, next);
  }
}

/** What a sink has not been sent yet, as much as is sent at once. */
function nextBatch(state: string, mark: Position): { records: StoredRecord[]; next: Position } {
  const records: StoredRecord[] = [];
  let next = mark;
  for (const { record, behind } of recordsFrom(state, mark)) {
    records.push(record);
    next = behind;
    if (records.length >= batchSize) break;
  }
  return { records, next };
}
