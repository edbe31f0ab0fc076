/** Programs that inline programs start: command lines for the shell, and lists of words. */
import type { Stream } from "../../action.ts";
import { under } from "../../interpreter/engine.ts";
import { pathIn } from "../../locations/files.ts";
import { append, silence } from "../../stream.ts";
import { concat, known, literal, show, type Text } from "../../value.ts";
import type { Gives, SpecOf } from "../calls/spec.ts";
import type { Arguments, Program } from "../follow/program.ts";
import { textual } from "../follow/protocols.ts";
import type { Value } from "../values/known.ts";
import {
  alternatives,
  fromStream,
  nothingKnown,
  taintOf,
  text,
  thing,
  togetherIn,
  toLiteral,
  toNumber,
  toStream,
  toText,
} from "../values/known.ts";
import { isTrue, named, ofSocket, pick } from "./arguments.ts";
import { asCommand } from "./equivalent.ts";

/** Shells without a command. */
const BARE_SHELL =
  /^(?:\S*\/)?(?:(?:ba|da|z|k|a|c|tc|fi)?sh|cmd(?:\.exe)?|powershell(?:\.exe)?)(?:\s+-[il]+)*$/;

/** A shell that reads and writes descriptors: `/bin/sh -i <&3 >&3`. */
const SHELL_ON_DESCRIPTORS = /^(?:\S*\/)?(?:ba|da|z|k|a)?sh\b[^;|]*<&/;

/** `ioctl(fd, TIOCSTI, "x")` types a letter in the person's place; other requests do nothing of note. */
export function control(program: Program, spec: SpecOf<"ioctl">, args: Arguments): Value {
  const request = pick(args, spec.request);
  const types =
    (request?.kind === "symbol" && /\bTIOCSTI$/.test(request.path)) || toNumber(request) === TIOCSTI;
  if (types) asCommand(program, [known("ttyecho"), known("-n"), known("/dev/tty"), known("…")]);
  return nothingKnown;
}

/** asm-generic/ioctls.h */
const TIOCSTI = 0x5412;

/** A command line for the shell. */
export function shell(program: Program, command: Value, gives: Gives, args: Arguments): Value {
  const { engine, source } = program;
  if (program.rounds && gives === "process") program.rounds.starts = true;
  if (tiesStreams(args)) program.tie();
  let all: Stream = silence;
  for (const way of alternatives(textual(program, command))) {
    // Vim and others take a list of words in the same place.
    if (way.kind === "list" && way.items.length > 1) {
      for (const words of togetherIn(way.items))
        all = append(all, engine.invoke(words.map(toText), inner(program, args), new Map(), source.span));
      continue;
    }
    const line = way.kind === "list" ? (way.items[0] ?? nothingKnown) : way;
    const shown = toLiteral(line)?.trim() ?? "";
    const onSocket = BARE_SHELL.test(shown) || SHELL_ON_DESCRIPTORS.test(show(toText(line)));
    if (program.sockets.length > 0 && (onSocket || taintOf(line).has("network"))) program.tie();
    const output = engine.code(
      toStream(line),
      {
        language: "shell",
        from: "argument",
        by: source.by,
        span: source.span,
        surmised: source.language === "other",
      },
      inner(program, args),
    );
    all = append(all, output);
  }
  const lines = alternatives(command).map((way) => [known("sh"), known("-c"), toText(way)]);
  return result(program, all, gives, args, lines);
}

/** The frame that a started program runs in. */
export function inner(program: Program, args: Arguments) {
  const input = args.named.get("input");
  const frame = program.frame;
  const place = args.named.get("cwd");
  const directory = place ? toText(place) : null;
  const variables = args.named.get("env");
  const given = variables?.kind === "map" ? variables.entries : null;
  const shell = directory || given ? frame.shell.fork() : frame.shell;
  for (const [name, value] of given ?? []) if (/^\w+$/.test(name)) shell.set(name, toText(value), true);
  if (directory) shell.cwd = literal(directory) === null ? null : pathIn(frame, directory).absolute;
  const by = program.source.by;
  const linked = frame.origin.chain.at(-1) === by ? frame : under(frame, by);
  return {
    ...linked,
    shell,
    stdin: input ? toStream(input) : frame.stdin,
    at: frame.at ?? program.source.span,
  };
}

/** Starts a program with a list of words, or with a line for the shell where the call takes one. */
export function start(program: Program, spec: SpecOf<"start">, args: Arguments): Value {
  const { engine, source } = program;
  const first = pick(args, spec.program);
  if (!first) return nothingKnown;
  if (program.rounds && spec.gives === "process") program.rounds.starts = true;
  // Ruby takes the environment first.
  if (first.kind === "map") return start(program, spec, { ...args, positional: args.positional.slice(1) });
  if (tiesStreams(args)) program.tie();
  const list = pick(args, spec.args);
  // All arguments in one text, as .NET takes them.
  if (list?.kind === "text" && spec.rest === undefined)
    return shell(program, text(concat(toText(first), known(" "), list.text)), spec.gives ?? "status", args);
  const rest =
    spec.rest === undefined
      ? []
      : args.positional
          .slice(spec.rest)
          .flatMap((arg) => (arg.kind === "list" ? arg.items : [arg]))
          .filter((arg) => arg.kind !== "map" && arg.kind !== "function");
  const more = [...(list?.kind === "list" ? list.items : []), ...rest];
  const option = args.named.get("shell");
  const lined =
    spec.line === "always"
      ? more.length === 0 && first.kind !== "list"
      : spec.line === "option" && (isTrue(option) || option?.kind === "text");
  if (lined) {
    const whole =
      more.length > 0
        ? text(concat(toText(first), ...more.flatMap((each) => [known(" "), toText(each)])))
        : first;
    return shell(program, whole, spec.gives ?? "status", args);
  }
  let all: Stream = silence;
  const started: (readonly Text[])[] = [];
  for (const way of alternatives(first)) {
    const heads = way.kind === "list" ? way.items : [way];
    for (const words of togetherIn([...heads, ...(spec.zero ? more.slice(1) : more)])) {
      const argv = words.map(toText);
      const [name] = argv;
      if (!name || (way.kind !== "list" && !named(name) && argv.length === 1)) continue;
      const network = argv.some((word) => word.taint.has("network"));
      const line = argv.map(show).join(" ");
      if (program.sockets.length > 0 && (network || BARE_SHELL.test(line) || SHELL_ON_DESCRIPTORS.test(line)))
        program.tie();
      all = append(all, engine.invoke(argv, inner(program, args), new Map(), source.span));
      started.push(argv);
    }
  }
  return result(program, all, spec.gives ?? "status", args, started);
}

/** Is one of the standard streams given as a connection? */
function tiesStreams(args: Arguments): boolean {
  const stdio = args.named.get("stdio");
  const given = [
    args.named.get("stdin"),
    args.named.get("stdout"),
    args.named.get("stderr"),
    args.named.get("in"),
    args.named.get("out"),
  ];
  return [...given, ...(stdio?.kind === "list" ? stdio.items : [stdio])].some((value) =>
    ofSocket(value ?? null),
  );
}

/** What starting a program gives to the program that started it. */
function result(
  program: Program,
  output: Stream,
  gives: Gives,
  args: Arguments,
  started: readonly (readonly Text[])[],
): Value {
  if (gives === "output" && !args.named.has("detached")) {
    const value = fromStream(output);
    return value.kind === "unknown" ? { ...value, fromShell: true } : value;
  }
  const captured =
    args.named.has("stdout") ||
    args.named.has("capture_output") ||
    (gives === "process" && program.source.language === "javascript");
  if (!captured) program.print(output);
  if (gives === "status") return nothingKnown;
  const stdout = thing("pipe", { content: fromStream(output) });
  const commands = started.map((words): Value => ({ kind: "list", items: words.map((word) => text(word)) }));
  const stdin = thing("pipe", { [COMMANDS]: { kind: "list", items: commands } });
  return thing("process", { stdout, stderr: stdout, stdin });
}

/** Where the input of a program keeps what was started with it. */
const COMMANDS = "guardsh.commands";

/** Something is written to a program that was started: it reads that. */
export function tell(program: Program, to: Value | null, content: Value): Value {
  const pipe = to?.kind === "thing" && to.type === "process" ? to.slots.get("stdin") : to;
  if (taintOf(content).has("network")) program.tie();
  const commands = pipe?.kind === "thing" ? pipe.slots.get(COMMANDS) : undefined;
  const frame = inner(program, { positional: [], named: new Map([["input", content]]), receiver: null });
  for (const words of commands?.kind === "list" ? commands.items : [])
    if (words.kind === "list")
      program.engine.invoke(words.items.map(toText), frame, new Map(), program.source.span);
  return nothingKnown;
}

/** A process is signalled. */
export function signal(program: Program, spec: SpecOf<"signal">, args: Arguments): Value {
  const target = pick(args, spec.target);
  const number = toNumber(target);
  const isLookedUp = target !== null && toStream(target).sources.length > 0;
  const found = target && (number !== null || target.kind === "text" || isLookedUp) ? [toText(target)] : [];
  // Each that a directory lists (`/proc`): every one.
  const targets = target && taintOf(target).has("glob") ? [known("-1")] : found;
  const signal = pick(args, spec.signal);
  if (targets.length > 0)
    program.engine.emit({
      kind: "signal",
      origin: program.origin,
      signal: signal ? (toLiteral(signal) ?? "TERM") : "TERM",
      targets,
      by: program.source.by,
    });
  return nothingKnown;
}
