/**
 * dash, and other shells of its kind, at a terminal. They have no hook that could keep a line from running, so they are not given
 * the terminal to read from: their script is a pipe that always holds one and the same step, which asks `guardsh --ask` for the
 * next line that may run and evaluates it. Prompts, job control and the terminal itself are the shell's own.
 *
 * The pipe is read one packet at a time (pipe(2), O_DIRECT), so that what the shell throws away after an interrupt or an error
 * is at most the step that it was at. Each `--ask` fills it up again before it reads anything.
 */
import { readlinkSync } from "node:fs";
import { basename } from "node:path";
import { quote } from "../../syntax/quote.ts";
import { keepAcrossExec, moveDescriptor, type PacketWriter, packetPipe } from "../../system/index.ts";
import { UnreadableCode } from "../invocation/code.ts";
import type { Started, Terminal } from "./terminal.ts";

/**
 * Steps that the pipe holds: as many times in a row may somebody press Ctrl-C at a prompt before `--ask` has begun to read. A
 * packet takes a page, and a pipe has sixteen.
 */
const spare = 14;

/** Gives the shell a script that never ends. */
export function posixAtTerminal({ options, list, environment, given, shell }: Terminal): Started {
  // A keeper hands its shell over as a descriptor, which the steps could not find again.
  if (shell.path.startsWith("/proc/"))
    throw new UnreadableCode(
      "inside guardsh run only bash can be used at a terminal",
      "use bash there, or give commands with -c",
    );
  const [name = new Uint8Array(), ...rest] = list;
  const texts = given.arguments.slice(1);
  const kept = rest.flatMap((bytes, index) => {
    const text = texts[index] ?? "";
    if (index >= options.operand || text === "--" || text === "-") return [];
    // With -s the shell would read its script from the terminal.
    const others = /^-[a-z]*s/.test(text) ? text.replaceAll("s", "") : null;
    return others === null ? [bytes] : others === "-" ? [] : [Buffer.from(others)];
  });
  const { reader, writer, identity } = packetPipe();
  const number = freeDigit(given.descriptors);
  moveDescriptor(reader, number);
  keepAcrossExec([number]);
  // busybox shows no prompt for a script; it leaves that to us.
  const silent = basename(realName(shell.path)) === "busybox";
  const step = stepOf(identity, shell.path, silent);
  writer.write(`exec ${number}<&-; __guardsh_was() { return "$__guardsh_status"; }; ${step}`);
  fill(writer, step);
  writer.close();
  return {
    arguments: [
      name,
      Buffer.from("-i"),
      ...kept,
      Buffer.from(`/proc/self/fd/${number}`),
      ...rest.slice(options.operand),
    ],
    environment,
  };
}

/**
 * One step: the next line that may run, with `$?` as the line before left it. What `--ask` answers is always code: the line, or what
 * stands in its place.
 */
export function stepOf(pipe: string, shell: string, silent: boolean): string {
  const asked = `${quote(process.execPath)} --ask ${pipe} "$__guardsh_status" ${quote(shell)} "\${PS2-> }" "\${__guardsh_earlier-}"`;
  const prompted = silent ? `${asked} "\${PS1-$ }"` : asked;
  return `__guardsh_status=$?; __guardsh_line=$(${prompted}) || exit; __guardsh_was; eval "$__guardsh_line"\n`;
}

/** Puts steps into the pipe until it holds those that it should. */
export function fill(writer: PacketWriter, step: string): void {
  const bytes = Buffer.byteLength(step);
  for (let there = Math.ceil(writer.unread() / bytes); there < spare; there++) writer.write(step);
}

/** These shells close descriptors of one digit only. */
function freeDigit(taken: readonly number[]): number {
  for (let number = 9; number > 2; number--) if (!taken.includes(number)) return number;
  throw new UnreadableCode(
    "no descriptor is left below 10 for the lines of an interactive shell",
    "close some of those that it was started with, or use bash",
  );
}

function realName(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return path;
  }
}
