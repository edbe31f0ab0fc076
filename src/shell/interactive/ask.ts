/** `guardsh --ask`: the next line of a shell that has no hook (posix.ts), once it is complete and may run. */
import { spawnSync } from "node:child_process";
import { readSync, writeSync } from "node:fs";
import { type Command, parse } from "../../syntax/index.ts";
import { quote } from "../../syntax/quote.ts";
import { isTerminal, openPacketPipe } from "../../system/index.ts";
import type { RealShell } from "../invocation/real-shell.ts";
import { fill, stepOf } from "./posix.ts";

/** What the step hands over. */
export interface Question {
  /** Which pipe the shell reads its steps from. */
  readonly pipe: string;
  /** Status of the line before. */
  readonly status: string;
  /** What is shown where a line goes on (`PS2`). */
  readonly more: string;
  /** The definitions of earlier lines. */
  readonly earlier: string;
  /** What is shown first, where the shell shows nothing itself; null where it does. */
  readonly prompt: string | null;
}

/**
 * Code for the shell to evaluate: the line that was typed, where `refusal` has nothing against it. The shell cannot say what it has
 * defined, so the line's definitions are kept in a variable for the next question.
 */
export function nextLine(
  { pipe, status, more, earlier, prompt }: Question,
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
  if (said === null) {
    const defined = definitionsIn(text);
    if (defined === "") return text;
    return `__guardsh_earlier=${quote(lastOf(earlier + defined))}; __guardsh_was\n${text}`;
  }
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

/** As much as one argument of a program may be, with room for its quotes. */
const longestEarlier = 65_536;

/** The definitions that came last, as many as can be handed over. */
function lastOf(definitions: string): string {
  if (definitions.length <= longestEarlier) return definitions;
  return definitions.slice(definitions.indexOf("\n", definitions.length - longestEarlier) + 1);
}

/** What a line defines for those behind it: its functions, aliases and assignments, each on lines of its own. */
function definitionsIn(line: string): string {
  const [script] = parse(line, { dialect: "sh" }).scripts;
  return (script?.body ?? [])
    .flatMap(({ command }) => (command.kind === "and-or" ? command.commands : [command]))
    .filter(defines)
    .map(({ span }) => `${line.slice(span.start, span.end)}\n`)
    .join("");
}

function defines(command: Command): boolean {
  if (command.kind === "function") return true;
  if (command.kind !== "simple") return false;
  const [first] = command.words;
  const [name] = first?.parts ?? [];
  return first === undefined || (name?.kind === "literal" && name.text === "alias");
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
