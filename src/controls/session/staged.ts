/**
 * Handoffs that a confined command has written. The kernel keeps it out of the state directory, so it leaves them in the
 * session's scratch directory, and a guardsh outside takes them over from there: when a person asks for handoffs, or ends the
 * session in good order. The command may still be running and change what lies there, so no link is followed on the way.
 */
import { closeSync, constants, fstatSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Handoff, readHandoff, writeHandoff } from "./handoff.ts";
import type { SessionRecord } from "./session.ts";
import { listSessions } from "./store.ts";

const folder = ".guardsh";

/** Writes a handoff where a confined command can. */
export function stageHandoff(scratch: string, handoff: Handoff): void {
  writeHandoff(join(scratch, folder), handoff);
}

/** Takes over what the sessions that were not killed have left. */
export function adoptHandoffs(state: string): void {
  for (const record of listSessions(state)) if (record.state !== "killed") adoptFrom(state, record);
}

/** Takes over what one session has left. A name that is taken stays what it is. */
export function adoptFrom(state: string, { id, scratch }: SessionRecord): void {
  if (scratch === null) return;
  below(scratch, [folder, "handoffs"], (staged) => {
    for (const name of readdirSync(staged)) {
      if (readHandoff(state, name) === null)
        below(staged, [name, "files"], (files) => adopt(state, id, scratch, name, files));
    }
  });
}

function adopt(state: string, from: string, scratch: string, name: string, files: string): void {
  const left = readHandoff(join(scratch, folder), name);
  if (left === null || left.name !== name) return;
  const opened: number[] = [];
  try {
    const paths = left.files.map((file) => {
      const descriptor = openSync(
        join(files, file),
        constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
      );
      opened.push(descriptor);
      const status = fstatSync(descriptor);
      // A second name may be one of a file that the command could not read.
      if (!status.isFile() || status.nlink !== 1) throw new Error(`${file} is no plain file`);
      return { file, path: `/proc/self/fd/${descriptor}` };
    });
    writeHandoff(
      state,
      { ...left, from, files: left.files },
      new Map(paths.map(({ file, path }) => [file, path])),
    );
  } catch {
    // what is no handoff is left where it is, and goes with the scratch directory
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}

/** Opens directories one below the other, none of which may be a link, and gives the last by a path that nobody can change. */
function below(start: string, names: readonly string[], use: (path: string) => void): void {
  const opened: number[] = [];
  let path = start;
  try {
    for (const name of names) {
      const descriptor = openSync(
        join(path, name),
        constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW,
      );
      opened.push(descriptor);
      path = `/proc/self/fd/${descriptor}`;
    }
    use(path);
  } catch {
    // nothing was left
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}
