/** `guardsh --ask`: the next line of a shell that has no hook (posix.ts), once it is complete and may run. */
import { spawnSync } from "node:child_process";
import { readSync, writeSync } from "node:fs";
import { isTerminal, openPacketPipe } from "../../system/index.ts";
import type { RealShell } from "../real-shell.ts";
import { fill, stepOf } from "./posix.ts";

/** What the step hands over. */
export interface Question {
  /** Which pipe the shell reads its steps from. */
  readonly pipe: string;
  /** Status of the line before. */
  readonly status: string;
  /** What is shown where a line goes on (`PS2`). */
  readonly more: string;
  /** What is shown first, where the shell shows nothing itself; null where it does. */
  readonly prompt: string | null;
}

/** Code for the shell to evaluate: the line that was typed, where `refusal` has nothing against it. */
export function nextLine(
  { pipe, status, more, prompt }: Question,
  shell: Pick<RealShell, "path">,
  refusal: (line: string) => string | null,
): string {
  const writer = openPacketPipe(process.ppid, pipe);
  fill(writer, stepOf(pipe, shell.path, prompt !== null));
  writer.close();
  if (prompt !== null) writeSync(2, prompt);
  let text = "";
  for (;;) {
    const line = readLine();
    if (line === "") return text === "" ? `exit ${Number(status)}` : text;
    text += line;
    if (isComplete(text, shell)) break;
    writeSync(2, more);
  }
  const said = text.trim() === "" ? null : refusal(text);
  if (said === null) return text;
  writeSync(2, said);
  return "__guardsh_status=126; __guardsh_was";
}

/** A line with its end; "" at the end of input. No more than that is read: what comes behind it may be for a program. */
function readLine(): string {
  // A terminal hands out one line at a time by itself.
  const chunk = Buffer.alloc(isTerminal(0) ? 4096 : 1);
  const parts: Buffer[] = [];
  for (;;) {
    const count = readSync(0, chunk, 0, chunk.length, null);
    parts.push(Buffer.from(chunk.subarray(0, count)));
    if (count === 0 || chunk[count - 1] === 0x0a) return Buffer.concat(parts).toString();
  }
}

const unfinished = /end of file|unterminated|EOF in|missing '\)\)'/i;

/** Would the shell read on? It is asked itself, without running anything; it is silent about two forms. */
function isComplete(text: string, { path }: Pick<RealShell, "path">): boolean {
  if (/(?<!\\)(?:\\\\)*\\\n$/.test(text)) return false;
  const complaint = complaintOf(path, text);
  if (complaint !== "") return !unfinished.test(complaint);
  // Behind a complete text the bracket is an error; in an open here-document it is a line like any other.
  return !text.includes("<<") || complaintOf(path, `${text})\n`) !== "";
}

function complaintOf(path: string, text: string): string {
  const { status, stderr } = spawnSync(path, ["-n", "-c", text], {
    stdio: ["ignore", "ignore", "pipe"],
    env: {},
    encoding: "utf8",
  });
  return status === 0 ? "" : stderr;
}
