/**
 * The model's own command, out of what its agent put around it.
 *
 * This is for the record, for messages and for counting: judgement is passed on the whole text all the same, so a command
 * that imitates a wrapper gains nothing by it. Every step that is not exactly a wrapper's makes the text an ordinary
 * command, and so does an environment that is not that agent's: it comes with the process and cannot be written into a
 * command.
 */
import type { Script } from "../syntax/script.ts";
import { claudeSnapshotTime, readClaude } from "./claude.ts";
import { codexSnapshotTime, readCodex, readCodexSnapshot, readCodexTrial } from "./codex.ts";
import { readGemini } from "./gemini.ts";
import type { Circumstances, Wrapper } from "./wrapper.ts";

/** The variables that tell whose wrapper a text may be. */
export const wrapperVariables: ReadonlySet<string> = new Set([
  "CLAUDECODE",
  "CODEX_CI",
  "CODEX_THREAD_ID",
  "GEMINI_CLI",
]);

/** Every reading of the source must say the same; null: an ordinary command. */
export function unwrap(scripts: readonly Script[], source: string, around: Circumstances): Wrapper | null {
  let found: Wrapper | null = null;
  for (const script of scripts) {
    const wrapper = read(script, source, around);
    if (wrapper === null || (found !== null && wrapper.command !== found.command)) return null;
    found ??= wrapper;
  }
  return found;
}

function read(script: Script, source: string, around: Circumstances): Wrapper | null {
  const { environment } = around;
  if (environment("CLAUDECODE") === "1") {
    const wrapper = readClaude(script, around);
    if (wrapper !== null) return wrapper;
  }
  if (environment("CODEX_CI") === "1" || environment("CODEX_THREAD_ID") !== null) {
    const wrapper = readCodex(script);
    if (wrapper !== null) return wrapper;
  }
  if (environment("GEMINI_CLI") === "1") return readGemini(script, source);
  return readCodexSnapshot(script, source) ?? readCodexTrial(script);
}

/** A snapshot is written within this time of the moment that its name tells; in milliseconds. */
const snapshotTakes = 60_000;

/**
 * Is this file the snapshot that the agent took of the user's own shell, as it was then? It is in the agent's place, and
 * has not changed since shortly after the time in its name. The time of change is the kernel's; no program can set it. A
 * file that was written later is code like any other.
 *
 * `changedAt`: the time of the last change to a file or its name, in milliseconds; null where there is none.
 */
export function isOwnSnapshot(
  path: string,
  folders: readonly string[],
  changedAt: (path: string) => number | null,
): boolean {
  const time = claudeSnapshotTime(path) ?? codexSnapshotTime(path);
  const changed = time === null ? null : changedAt(path);
  if (time === null || changed === null || path.includes("/../")) return false;
  return folders.some((folder) => path.startsWith(`${folder}/`)) && changed <= time + snapshotTakes;
}
