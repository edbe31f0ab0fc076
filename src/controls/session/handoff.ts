/**
 * What one session leaves for another. Sessions do not chain: a new one knows nothing of earlier ones but what a handoff
 * holds that a person names when it begins. A handoff is written once, as plain copies, and never followed as links.
 */
import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { ensureStateDirectory, Unavailable, unavailable } from "../../system/index.ts";
import { isSessionId } from "./store.ts";

export interface Handoff {
  readonly name: string;
  /** The session that wrote it. */
  readonly from: string;
  readonly written: number;
  readonly note: string;
  readonly files: readonly string[];
}

/** Files larger than this are no handoff but a way to move data. */
const fileLimit = 16 * 1024 * 1024;

function handoffDirectory(state: string, name: string): string {
  return join(state, "handoffs", name);
}

/** Writes a handoff. Fails when there is one of that name. `opened`: where files are that have been opened and looked at already. */
export function writeHandoff(
  state: string,
  handoff: Handoff,
  opened: ReadonlyMap<string, string> = new Map(),
): void {
  if (!isSessionId(handoff.name))
    throw new Unavailable(
      `${handoff.name} is no name for a handoff`,
      "letters, digits, dot, dash and underscore",
      "choose another name",
    );
  ensureStateDirectory(state);
  const directory = handoffDirectory(state, handoff.name);
  const temporary = `${directory}.${process.pid}.new`;
  try {
    mkdirSync(join(temporary, "files"), { recursive: true, mode: 0o700 });
    for (const file of handoff.files) {
      const from = opened.get(file) ?? file;
      const status = opened.has(file) ? statSync(from) : lstatSync(file);
      if (!status.isFile())
        throw new Unavailable(`${file} cannot be handed off`, "it is not a plain file", "name plain files");
      if (status.size > fileLimit)
        throw new Unavailable(
          `${file} cannot be handed off`,
          "it is larger than 16 MiB",
          "hand off a summary",
        );
      copyFileSync(from, join(temporary, "files", basename(file)));
    }
    const content = { ...handoff, files: handoff.files.map((file) => basename(file)) };
    writeFileSync(join(temporary, "handoff.json"), JSON.stringify(content), { mode: 0o600 });
    renameSync(temporary, directory);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw unavailable(directory, error);
  }
}

/** A handoff by name; null when there is none. */
export function readHandoff(state: string, name: string): Handoff | null {
  if (!isSessionId(name)) return null;
  try {
    const value: unknown = JSON.parse(
      readFileSync(join(handoffDirectory(state, name), "handoff.json"), "utf8"),
    );
    return isHandoff(value) ? value : null;
  } catch {
    return null;
  }
}

/** Everything that sessions have left for later ones. */
export function listHandoffs(state: string): Handoff[] {
  try {
    return readdirSync(join(state, "handoffs"))
      .map((name) => readHandoff(state, name))
      .filter((handoff) => handoff !== null);
  } catch {
    return [];
  }
}

/** Copies what a handoff holds into the new session's scratch directory. */
export function receiveHandoff(state: string, handoff: Handoff, scratch: string): void {
  const target = join(scratch, "handoff");
  mkdirSync(target, { mode: 0o700 });
  if (handoff.note !== "") writeFileSync(join(target, "NOTE"), `${handoff.note}\n`, { mode: 0o600 });
  for (const file of handoff.files)
    copyFileSync(join(handoffDirectory(state, handoff.name), "files", file), join(target, file));
}

function isHandoff(value: unknown): value is Handoff {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "from" in value &&
    typeof value.from === "string" &&
    "note" in value &&
    typeof value.note === "string" &&
    "files" in value &&
    Array.isArray(value.files) &&
    value.files.every((file) => typeof file === "string" && file === basename(file))
  );
}
