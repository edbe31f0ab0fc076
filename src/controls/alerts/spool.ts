/**
 * Alerts that are to be sent, one file each in `alerts/spool`: written by the command that was refused, removed by the
 * sender when every channel has it. A file is there whole or not at all.
 */
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
} from "node:fs";
import { join } from "node:path";
import { openLock, replaceFile, startDetached, writeOnce } from "../../system/index.ts";
import { type Alert, type AlertSettings, type Channel, channelsOf, printOf } from "./alert.ts";

/** An alert with where it has to go and how far it has got. */
export interface Entry {
  readonly alert: Alert;
  readonly channels: readonly Channel[];
  /** Milliseconds in which the same alert is not sent again. */
  readonly repeat: number;
  /** Alerts an hour; 0 for no limit. */
  readonly perHour: number;
  /** Set by the sender once the alert is to go out. */
  readonly sending: { readonly repeats: number; readonly held: number; readonly limit: boolean } | null;
  /** Names of the channels that need nothing more. */
  readonly done: readonly string[];
}

/** More than this wait only where nothing can be sent; further ones are counted, not kept. */
const mostEntries = 1000;

/** Puts an alert into the spool. An alert that waits there already is only counted. */
export function spool(state: string, alert: Alert, settings: AlertSettings): void {
  const channels = channelsOf(settings);
  if (channels.length === 0) return;
  const directory = spoolDirectory(state);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (readdirSync(directory).length >= mostEntries) {
    appendFileSync(join(directory, "..", "overflow"), ".", { mode: 0o600 });
    return;
  }
  const { repeat, per_hour: perHour } = settings;
  const entry: Entry = { alert, channels, repeat, perHour, sending: null, done: [] };
  const name = printOf(alert);
  if (!writeOnce(join(directory, `${name}.json`), JSON.stringify(entry)))
    appendFileSync(join(directory, `${name}.more`), ".", { mode: 0o600 });
}

/** Replaces an entry by itself, further on. */
export function updateEntry(state: string, entry: Entry): void {
  replaceFile(join(spoolDirectory(state), `${printOf(entry.alert)}.json`), JSON.stringify(entry));
}

/** Everything that waits, the oldest first. What cannot be read is moved out of the way. */
export function entries(state: string): readonly Entry[] {
  const directory = spoolDirectory(state);
  const found: Entry[] = [];
  for (const name of namesIn(directory)) {
    if (!name.endsWith(".json")) continue;
    const entry = readEntry(join(directory, name));
    if (entry === null) setAside(state, name);
    else found.push(entry);
  }
  return found.sort((left, right) => left.alert.time.localeCompare(right.alert.time));
}

/** How often an alert came again while it was waiting; forgotten by reading. */
export function takeRepeats(state: string, entry: Entry): number {
  return takeCount(join(spoolDirectory(state), `${printOf(entry.alert)}.more`));
}

/** How many alerts found no room. */
export function takeOverflow(state: string): number {
  return takeCount(join(state, "alerts/overflow"));
}

/** Removes an entry that is finished. */
export function removeEntry(state: string, entry: Entry): void {
  unlinkSync(join(spoolDirectory(state), `${printOf(entry.alert)}.json`));
}

/** Keeps an entry that could not be sent where a person finds it. */
export function giveUp(state: string, entry: Entry): void {
  setAside(state, `${printOf(entry.alert)}.json`);
}

/** Does anything wait to be sent? One look at a directory. */
export function waits(state: string): boolean {
  return namesIn(spoolDirectory(state)).some((name) => name.endsWith(".json"));
}

/** Starts a sender unless one is at work. Never throws, never waits. `self` is how guardsh is started. */
export function kickSender(state: string, self: readonly string[]): void {
  try {
    const guard = lockSender(state);
    if (guard === null) return;
    closeSync(guard);
    startDetached([...self, "alerts", "send", "--state", state]);
  } catch {
    // the spool has the alert; the next command tries again
  }
}

/** The sender's lock, or null when another process has it. */
export function lockSender(state: string): number | null {
  mkdirSync(spoolDirectory(state), { recursive: true, mode: 0o700 });
  return openLock(join(state, "alerts/sender.lock"));
}

function spoolDirectory(state: string): string {
  return join(state, "alerts/spool");
}

function setAside(state: string, name: string): void {
  const directory = join(state, "alerts/undelivered");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  renameSync(join(spoolDirectory(state), name), join(directory, `${Date.now()}-${name}`));
}

function takeCount(path: string): number {
  try {
    const taken = `${path}.taken`;
    renameSync(path, taken);
    const { size } = statSync(taken);
    unlinkSync(taken);
    return size;
  } catch {
    return 0;
  }
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function readEntry(path: string): Entry | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isEntry(value) ? value : null;
  } catch {
    return null;
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  return (
    "alert" in value &&
    typeof value.alert === "object" &&
    value.alert !== null &&
    "id" in value.alert &&
    "time" in value.alert &&
    "channels" in value &&
    Array.isArray(value.channels) &&
    "done" in value &&
    Array.isArray(value.done) &&
    "sending" in value &&
    "repeat" in value &&
    "perHour" in value
  );
}
