/** Code and commands that a call runs, by all the ways in which programs start others. */
import { slotsOf } from "../../commands/index.ts";
import type { Language, Stream } from "../action.ts";
import { SPEAKS_SQL, SQL_FOLLOWS, SQL_STATEMENT, SQL_WORD, WEB_CLIENTS } from "../call/looks.ts";
import { requestIn, statementsIn } from "../call/request.ts";
import { dropPrefix, joinWords } from "../call/words.ts";
import { languageOf } from "../interpreter/code.ts";
import type { CodeSource, Frame } from "../interpreter/engine.ts";
import { madeFile, madeIn, pathIn, readPath } from "../locations/files.ts";
import { textStream, unknownStream } from "../stream.ts";
import { known, literal, prefix, show, type Text } from "../value.ts";
import { type CallState, frameBehindInput, innerFrame } from "./call-state.ts";
import { fetchPackage, type PackageUse } from "./packages.ts";

/** Clients of stores and platforms take SQL under many names (`--command`, `-q`, an operand): by its looks. */
export function followStatements(state: CallState): void {
  const { call, argv, program, entry, documents } = state.invocation;
  const request = requestIn(call, WEB_CLIENTS.has(program), documents);
  for (const statement of request ? statementsIn(request) : []) addCode(state, "sql", known(statement));
  for (const { text, role } of call.arguments) {
    const mayBeText = role === "text" || (entry === null && role === "read");
    if (!mayBeText || !SQL_STATEMENT.test(prefix(text))) continue;
    const at = argv.findIndex((word) => show(word).endsWith(show(text)));
    const before = argv.slice(1, at + 1).map(show);
    const isAsked = before.some((word, i) => (i >= at - 2 ? SQL_FOLLOWS : SQL_WORD).test(word));
    if (isAsked || (entry === null && SPEAKS_SQL.test(program))) addCode(state, "sql", text);
  }
}

/** A plug-in: machine code, or a script that this command has just written. */
export function loadLibrary(state: CallState, text: Text): void {
  const { engine, span, program } = state.invocation;
  const path = pathIn(state.frame, text);
  // `node --import 'data:text/javascript,…'`: the code is in the address.
  const inline = /^data:(?:text|application)\/javascript,/.exec(prefix(text))?.[0];
  if (inline !== undefined) return addCode(state, "javascript", dropPrefix(text, inline.length));
  // `java -cp https://host/x.jar`: fetched, and run at once.
  if (/^https?:\/\//i.test(prefix(text))) return takePackage(state, text, "run");
  // `core.hooksPath=hooks`, `--plugin-dir plugins`: of a directory, what this command put there.
  const inside = path.absolute === null ? [] : madeIn(state.frame, path.absolute);
  for (const file of [path, ...inside.map((each) => pathIn(state.frame, known(each)))]) {
    const made = madeFile(state.frame, file.absolute);
    const content = made?.content.text ? literal(made.content.text) : null;
    const language = languageOf(file.absolute ?? show(text), content) ?? (made ? "other" : null);
    if (language === null) continue;
    const source = { language, by: program, span };
    state.codes.push(() => engine.codeFile(file, source, innerFrame(state)));
  }
  engine.say(state.frame, span, {
    kind: "interpret",
    language: "native",
    code: unknownStream(text.taint, [show(text)]),
    from: "file",
    file: path,
    followed: false,
    by: program,
  });
}

/** Code in some language among the arguments, to be followed when the call has been gone through. */
export function addCode(
  state: CallState,
  language: Language,
  text: Text,
  { prints = false }: Pick<CodeSource, "prints"> = {},
): void {
  const { engine, call } = state.invocation;
  const variables = language === "awk" ? (call.options.get("-v") ?? []) : [];
  const how = { ...sourceOf(state, language, text), variables, prints, lines: runsForEachLine(state) };
  state.ranCode = true;
  state.codes.push(() => engine.code(textStream(text), { ...how, from: "argument" }, innerFrame(state)));
}

/** A file of code, by whatever name an argument gives it: a path, the standard input, an address. */
export function addScript(state: CallState, language: Language, file: Text): void {
  const { engine, span, program } = state.invocation;
  const source = sourceOf(state, language, file);
  state.ranCode = true;
  if (STANDARD_INPUT.test(literal(file) ?? "")) {
    const how = { ...source, from: "stdin", lines: runsForEachLine(state) } as const;
    state.codes.push(() => engine.code(state.frame.stdin, how, frameBehindInput(state)));
    return;
  }
  // `deno run https://…`: the script is fetched.
  if (/^https?:\/\//i.test(prefix(file))) {
    state.connections.push(file);
    const code = unknownStream(new Set(["network"]), [show(file)]);
    state.codes.push(() => engine.code(code, { ...source, from: "remote" }, innerFrame(state)));
    return;
  }
  const path = pathIn(state.frame, file);
  engine.say(state.frame, span, { kind: "read", path, depth: "content", by: program });
  state.codes.push(() => engine.codeFile(path, source, innerFrame(state)));
}

const STANDARD_INPUT = /^(?:-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/;

/** How the code of a call comes to be run. Shell code has the arguments that it is given by whoever runs it. */
function sourceOf(state: CallState, language: Language, code: Text): Omit<CodeSource, "from" | "file"> {
  const { program, span } = state.invocation;
  return {
    language,
    by: program,
    positional: language === "shell" ? null : argumentsBehind(state, code),
    span,
  };
}

/** `perl -ne`, `ruby -pe`: the program runs once for each line of its input. */
function runsForEachLine({ invocation }: CallState): boolean {
  return invocation.argv.some((word) => /^-[a-zA-Z]*[np][a-zA-Z]*$/.test(prefix(word)));
}

/** The operands that are no code themselves. */
function argumentsBehind({ invocation }: CallState, code: Text): readonly Text[] {
  return invocation.call.arguments
    .filter(({ text, role, option }) => option === null && text !== code && !/^(?:code|script):/.test(role))
    .map(({ text }) => text);
}

/** How a line for a shell comes to be run: as an argument of this call. */
function shellLine({ invocation }: CallState): CodeSource {
  const { program, span } = invocation;
  return { language: "shell", from: "argument", by: program, span };
}

/** A text that the program hands to a shell. */
export function runShell(state: CallState, text: Text, frame: Frame = innerFrame(state)): Stream {
  // `lftp -c '!rm x'`: commands of a client with a way out to the shell.
  const line = /^\s*!\S/.test(prefix(text)) ? dropPrefix(text, prefix(text).indexOf("!") + 1) : text;
  return state.invocation.engine.code(textStream(line), shellLine(state), frame);
}

/** The command that the program starts (`sudo`, `env`, `ssh`). */
export function runCommand(state: CallState, command: readonly Text[]): Stream {
  const { engine, span, environment, call } = state.invocation;
  const given = new Map(environment);
  for (const { text, role } of call.arguments) {
    if (role !== "assignment") continue;
    const start = prefix(text);
    const equals = start.indexOf("=");
    if (equals <= 0) continue;
    const [first, ...rest] = text.pieces;
    if (typeof first !== "string") continue;
    const left = first.slice(equals + 1);
    const value: Text = { pieces: left === "" ? rest : [left, ...rest], taint: text.taint };
    given.set(first.slice(0, equals), value);
    engine.say(state.frame, span, {
      kind: "environment",
      operation: { kind: "set", name: first.slice(0, equals), value, exported: true },
    });
  }
  const frame = innerFrame(state);
  // `ssh host -- COMMAND`, and `flock FILE -c LINE`, `su USER -c LINE`: the option of a shell behind the operand.
  const [first, second] = command.map(literal);
  if (first === "--") return runCommand(state, command.slice(1));
  if (/^(?:-c|--command)$/.test(first ?? "") && second !== undefined && command[1])
    return runShell(state, command[1]);
  if (slotsOf(call.entry).some((slot) => slot === "shell...")) {
    const code = textStream(joinWords(command));
    // Several words are joined and lose their quotes; what was meant (`watch sh -c '…'`) is followed as well.
    if (command.length > 2) engine.invoke(command, frame, given, span);
    return engine.code(code, shellLine(state), frame);
  }
  // `watchexec 'rm -rf x'`: one word with blanks in it is a command line, for no program is called so.
  const [only] = command;
  if (command.length === 1 && only && /^\s*\S+\s/.test(prefix(only)))
    return engine.code(textStream(only), shellLine(state), frame);
  return engine.invoke(command, frame, given, span);
}

/** A file that lists packages: an address among those that this command wrote down is one that is installed from. */
export function takeListed(state: CallState, text: Text): void {
  const list = readPath(state.site, text);
  state.inputs.push(list);
  const lines = list.text ? (literal(list.text) ?? "").split("\n") : [];
  for (const line of lines) {
    const entry = line
      .replace(/\s#.*$|^#.*$/, "")
      .replace(/^\s*-(?:e\s*|-editable[=\s]\s*)/, "")
      .trim();
    if (/^(?:[\w.[\]-]+\s*@\s*)?(?:git\+|https?:|git:|ssh:)/.test(entry))
      takePackage(state, known(entry), "installed");
  }
}

/** A package by name, address or path. */
export function takePackage(state: CallState, text: Text, use: PackageUse): void {
  const { connection, input } = fetchPackage(state.invocation, state.frame, text, use);
  if (connection) state.connections.push(connection);
  if (input) state.inputs.push(input);
}
