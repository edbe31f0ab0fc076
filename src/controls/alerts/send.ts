/**
 * The sender: a process of its own, one at a time (a lock), started by a refused command that finds none. It is gone when
 * nothing waits. What it cannot send stays in the spool, for itself a little later or for the next sender.
 */
import { closeSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nameOf } from "./alert.ts";
import { deliver, Hopeless } from "./channels.ts";
import { Ledger } from "./ledger.ts";
import {
  type Entry,
  entries,
  giveUp,
  lockSender,
  removeEntry,
  takeOverflow,
  takeRepeats,
  updateEntry,
  waits,
} from "./spool.ts";

export interface SenderOptions {
  /** Pause after the first failure; doubled with each. */
  readonly pauseMs: number;
  /** Nothing could be sent for so long: the process ends, and a later command starts another. */
  readonly retryMs: number;
  /** An alert that could not be sent for so long is put aside. */
  readonly keepMs: number;
  /** For tests: called between steps. */
  readonly onStep?: (step: string) => void;
}

export const senderDefaults: SenderOptions = { pauseMs: 1000, retryMs: 600_000, keepMs: 24 * 3_600_000 };

/** Sends until nothing waits. False when another sender is at work. */
export async function send(state: string, options = senderDefaults): Promise<boolean> {
  for (;;) {
    const guard = lockSender(state);
    if (guard === null) return false;
    let stuck: boolean;
    try {
      stuck = await drain(state, options);
    } finally {
      closeSync(guard);
    }
    // what came after the last look, from a command that saw the lock held
    if (stuck || !waits(state)) return true;
  }
}

/** True when it gave up for now. */
async function drain(state: string, options: SenderOptions): Promise<boolean> {
  let failingSince: number | null = null;
  let pause = options.pauseMs;
  for (;;) {
    const waiting = admitted(state, new Ledger(state));
    if (waiting.length === 0) return false;
    let failed = 0;
    for (const entry of waiting) if (!(await sendOne(state, entry, options))) failed++;
    if (failed < waiting.length) {
      failingSince = null;
      pause = options.pauseMs;
    }
    if (failed === 0) continue;
    failingSince ??= Date.now();
    if (Date.now() - failingSince > options.retryMs) return true;
    await Bun.sleep(pause);
    pause = Math.min(pause * 2, 60_000);
  }
}

/** What is to go out; what only repeats, or is too much, is counted and gone. */
function admitted(state: string, ledger: Ledger): readonly Entry[] {
  const going: Entry[] = [];
  for (const entry of entries(state)) {
    if (entry.sending !== null) {
      going.push(entry);
      continue;
    }
    const sending = ledger.admit(entry, takeRepeats(state, entry), takeOverflow(state));
    if (sending === null) {
      ledger.save();
      removeEntry(state, entry);
      continue;
    }
    const next = { ...entry, sending };
    updateEntry(state, next);
    ledger.save();
    going.push(next);
  }
  return going;
}

/** True when the entry is finished. */
async function sendOne(state: string, entry: Entry, options: SenderOptions): Promise<boolean> {
  const sent = { ...entry.alert, ...(entry.sending ?? { repeats: 0, held: 0, limit: false }) };
  let current = entry;
  let hopeless = false;
  for (const channel of entry.channels) {
    const name = nameOf(channel);
    if (current.done.includes(name)) continue;
    try {
      options.onStep?.(`before ${name}`);
      await deliver(channel, sent);
      options.onStep?.(`after ${name}`);
    } catch (error) {
      report(state, name, error);
      if (!(error instanceof Hopeless)) continue;
      hopeless = true;
    }
    current = { ...current, done: [...current.done, name] };
    updateEntry(state, current);
  }
  const finished = entry.channels.every((channel) => current.done.includes(nameOf(channel)));
  const old = Date.now() - Date.parse(entry.alert.time) > options.keepMs;
  if (finished && !hopeless) removeEntry(state, entry);
  else if (finished || old) giveUp(state, entry);
  return finished || old;
}

/** The last trouble, for `guardsh alerts`. */
function report(state: string, name: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  writeFileSync(join(state, "alerts/trouble"), `${new Date().toISOString()} ${name}: ${message}\n`, {
    mode: 0o600,
  });
}
