/**
 * The sender: a process of its own that reads the log from each sink's mark on and sends what is new. One at a time (a
 * lock), started by a command that finds none, gone when there was nothing to send for a while. What it cannot send it
 * tries again, and so does the next sender: the mark moves only behind what has arrived.
 */
import { closeSync, fstatSync, openSync } from "node:fs";
import { generations, logPath } from "../place.ts";
import { recordsOf } from "../query.ts";
import type { StoredRecord } from "../record.ts";
import { lockSender, sinksText } from "./kick.ts";
import { type Mark, makeMarksDirectory, noteTrouble, readMark, writeMark } from "./marks.ts";
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
    const mark = readMark(state, sink.name);
    const batch = nextBatch(state, mark);
    if (batch.records.length > 0) {
      try {
        await sink.send(batch.records);
        noteTrouble(state, sink.name, null);
      } catch (error) {
        noteTrouble(state, sink.name, error instanceof Error ? error.message : String(error));
        if (!(error instanceof Rejected && error.final)) {
          failingSince ??= Date.now();
          if (Date.now() - failingSince > options.retryMs) return;
          idleSince = Date.now();
          wait = Math.min(wait * 2, longestWaitMs);
          const until = Date.now() + wait;
          while (Date.now() < until && !isOld()) await Bun.sleep(Math.min(wait, options.pollMs));
          continue;
        }
      }
      failingSince = null;
      wait = options.pollMs;
      idleSince = Date.now();
    }
    const moved = batch.next.generation !== mark.generation || batch.next.offset !== mark.offset;
    if (moved) writeMark(state, sink.name, batch.next);
    else await Bun.sleep(options.pollMs);
  }
}

function nextBatch(state: string, mark: Mark): { records: StoredRecord[]; next: Mark } {
  const records: StoredRecord[] = [];
  const all = generations(state);
  for (const generation of all) {
    if (generation < mark.generation) continue;
    const offset = generation === mark.generation ? mark.offset : 0;
    const file = openSync(logPath(state, generation), "r");
    try {
      const size = fstatSync(file).size;
      let next = offset;
      for (const { record, end } of recordsOf(file, offset, size)) {
        records.push(record);
        next = end;
        if (records.length >= batchSize) break;
      }
      // a finished file goes on in the next one; what is no record in it is not waited for
      const last = generation === all.at(-1);
      if (records.length > 0 || last) return { records, next: { generation, offset: next } };
    } finally {
      closeSync(file);
    }
  }
  return { records, next: mark };
}
