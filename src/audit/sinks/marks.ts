/** What is kept of each sink, in the log's directory: how far it has got, and its last trouble. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { auditDirectory } from "../place.ts";
import { beginning, type Position } from "../query.ts";

const errorSuffix = ".error";

function marksDirectory(state: string): string {
  return join(auditDirectory(state), "sent");
}

export function makeMarksDirectory(state: string): void {
  mkdirSync(marksDirectory(state), { recursive: true, mode: 0o700 });
}

/** Where a sink has got to. */
export function readMark(state: string, sink: string): Position {
  try {
    const text = readFileSync(join(marksDirectory(state), sink), "latin1");
    const [generation, offset] = text.split(" ").map(Number);
    if (generation !== undefined && offset !== undefined && offset >= 0) return { generation, offset };
  } catch {
    // a new sink: from the beginning of the log
  }
  return beginning;
}

export function writeMark(state: string, sink: string, { generation, offset }: Position): void {
  const path = join(marksDirectory(state), sink);
  writeFileSync(`${path}.new`, `${generation} ${offset}`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Notes why a sink did not take what it was sent; null: it does again. */
export function noteTrouble(state: string, sink: string, message: string | null): void {
  const path = join(marksDirectory(state), sink + errorSuffix);
  if (message === null) rmSync(path, { force: true });
  else writeFileSync(path, `${new Date().toISOString()} ${message}\n`, { mode: 0o600 });
}

/** The last trouble of each sink that had some, with its time in front. */
export function troubles(state: string): readonly { readonly sink: string; readonly what: string }[] {
  const directory = marksDirectory(state);
  try {
    const files = readdirSync(directory).filter((name) => name.endsWith(errorSuffix));
    return files.map((name) => ({
      sink: name.slice(0, -errorSuffix.length),
      what: readFileSync(join(directory, name), "utf8").trim(),
    }));
  } catch {
    // no sink has been fed yet
    return [];
  }
}
