/** Invocation: from the words of a command to the function, builtin, script or program that they start. */
import { canonicalName, lookup } from "../../commands/index.ts";
import type { Program } from "../../commands/spec.ts";
import { parse } from "../../syntax/index.ts";
import { quote } from "../../syntax/quote.ts";
import type { Command, Span } from "../../syntax/script.ts";
import type { Call, Run, Stream } from "../action.ts";
import { effectsOf, SYSTEM } from "../call/call-effects.ts";
import { documentsOf } from "../call/documents.ts";
import { onEmulator } from "../call/emulator.ts";
import type { Invocation } from "../call/invocation.ts";
import { isReadable } from "../call/shell-line.ts";
import { type SortedCall, sortCall } from "../call/sort.ts";
import { configurationOf } from "../effects/configuration/files.ts";
import { configuredWords } from "../effects/configuration/words.ts";
import { effects } from "../effects/effects.ts";
import { withLoaded } from "../effects/variables/loaded.ts";
import { behindSubcommand, withOptionWords } from "../effects/variables/uses.ts";
import { madeFile, madeMatching, pathIn, READ_LIMIT } from "../locations/files.ts";
import { matches } from "../locations/path.ts";
import { append, oneOf, silence, unknownStream } from "../stream.ts";
import { concat, known, literal, mapKnown, prefix, show, type Text } from "../value.ts";
import { branch } from "./choices.ts";
import { dialectOf, languageOf } from "./code.ts";
import { type Engine, type Frame, mayRecur, originAt, under } from "./engine.ts";
import { sayTraced } from "./environment.ts";
import { processOf } from "./process.ts";
import { ofWindows, onChangedPath } from "./shadows.ts";
import type { Defined, Local } from "./state.ts";
import type { Variable } from "./variable.ts";

/** The program that a process runs, which in a shell is the shell. */
const OWN_PROGRAM = /^\/proc\/[^/]+\/exe$/;

/** Words that are to start something, and where. */
type Start = Pick<Invocation, "engine" | "argv" | "frame" | "environment" | "span">;

/** Starts `argv`; gives what it prints. */
export function invoke(
  engine: Engine,
  argv: readonly Text[],
  frame: Frame,
  environment: ReadonlyMap<string, Text>,
  span: Span,
): Stream {
  return withEnvironment(frame, environment, () => follow({ engine, argv, frame, environment, span }));
}

/** The same with other words. */
function again({ engine, frame, environment, span }: Start, argv: readonly Text[]): Stream {
  return invoke(engine, argv, frame, environment, span);
}

/** Follows a call during which variables are what stands in front of it (`X=1 call`), and then again what they were. */
function withEnvironment(frame: Frame, environment: ReadonlyMap<string, Text>, follow: () => Stream): Stream {
  if (environment.size === 0) return follow();
  const { variables } = frame.shell;
  const given = [...environment].map(([name, text]) => {
    const before = variables.get(name);
    const during: Variable = { alternatives: [{ kind: "scalar", text }], exported: true };
    variables.set(name, during);
    return { name, before, during };
  });
  const output = follow();
  for (const { name, before, during } of given) {
    if (variables.get(name) !== during) continue;
    if (before === undefined) variables.delete(name);
    else variables.set(name, before);
  }
  return output;
}

function follow(start: Start): Stream {
  const { engine, argv, frame, span } = start;
  const [first, ...args] = argv;
  if (!first || !engine.step(frame, span)) return silence;
  sayTraced(engine, frame, argv, span);
  const name = isPattern(first, engine) ? null : nameOf(first, frame);
  if (name === null) return unnamed(start);
  // Nothing but variables that are not set here: the shell takes the next word.
  if (name === "" && first.pieces.length > 0 && args.length > 0) return again(start, args);
  // There is no program without a name, and what is not found prints nothing.
  if (name === "" && first.pieces.length === 0) return silence;
  const program = (where: Frame) => outside({ ...start, frame: where }, name);
  // zsh's global ones count in a command's place, too.
  const key = [name, `-g ${name}`].find(
    (each) => !frame.active.includes(`alias ${each}`) && frame.shell.aliases.has(each),
  );
  const alias = key === undefined ? undefined : frame.shell.aliases.get(key);
  if (key !== undefined && alias) {
    // Not on the line that defines it, and in a script of bash not at all: then it is the program.
    const perhaps = alias.perhaps || lookup(name) !== null;
    return orElse(
      { perhaps },
      frame,
      (where) => runAlias({ ...start, frame: where }, key, alias.as),
      program,
    );
  }
  const suffix = /\.(\w+)$/.exec(name)?.[1];
  const opens = suffix === undefined ? undefined : frame.shell.aliases.get(`-s ${suffix}`);
  if (opens) return runAlias({ ...start, argv: [first, first, ...args] }, `-s ${suffix}`, opens.as);
  const anywhere = globalAlias(frame, args);
  if (anywhere !== undefined) return runAlias(start, anywhere, literal(first) ?? name);
  // `command git` is the program, whatever function goes by its name.
  const skips = /^(?:command|builtin)$/.test(frame.origin.chain.at(-1) ?? "");
  const body = skips ? undefined : frame.shell.functions.get(name);
  if (body)
    return orElse(body, frame, (where) => runFunction({ ...start, frame: where }, name, body.as), program);
  return orHandler(start, name, program);
}

/** What shells call with the words of a command that they do not find. */
const HANDLERS = ["command_not_found_handle", "command_not_found_handler", "fish_command_not_found"];

/** A program that nobody knows may be none: then the shell calls a function that was defined for it. */
function orHandler(start: Start, name: string, program: (frame: Frame) => Stream): Stream {
  const { argv, frame } = start;
  const handler = HANDLERS.find((each) => frame.shell.functions.has(each));
  const body = handler === undefined ? undefined : frame.shell.functions.get(handler);
  if (!handler || !body || name.includes("/") || frame.active.includes(`function ${handler}`) || lookup(name))
    return program(frame);
  const call = { ...start, argv: [known(handler), ...argv] };
  return orElse(
    { perhaps: true },
    frame,
    (where) => runFunction({ ...call, frame: where }, handler, body.as),
    program,
  );
}

/** Follows what a name is defined as; where it may not be, in a state of its own also the program of that name. */
function orElse(
  { perhaps }: Pick<Defined<unknown>, "perhaps">,
  frame: Frame,
  follow: (frame: Frame) => Stream,
  program: (frame: Frame) => Stream,
): Stream {
  if (!perhaps) return follow(frame);
  const shells = [frame.shell.fork(), frame.shell.fork()] as const;
  const outputs = [follow({ ...frame, shell: shells[0] }), program({ ...frame, shell: shells[1] })];
  frame.shell.tookOneOf(shells);
  return oneOf(outputs);
}

/** Starts what no function or alias is: a program or a builtin by its name, a file by its path. */
function outside(start: Start, name: string): Stream {
  const { frame, environment } = start;
  const shadowed = name.includes("/") ? null : onChangedPath(frame, environment.get("PATH"), name);
  if (shadowed)
    return orElse(
      { perhaps: shadowed.perhaps && lookup(name) !== null },
      frame,
      (where) => runPath({ ...start, frame: where }, shadowed.file),
      (where) => runProgram({ ...start, frame: where }, name),
    );
  const beside = ofWindows(frame, name);
  if (beside !== null) return runPath(start, beside);
  if (name.includes("/")) return runPath(start, name);
  return runProgram(start, name);
}

/**
 * The name in a text. Variables that are not set count as empty; so does what else is not known, if a program or a function is left:
 * `r$(nothing)m`, `python$version`.
 */
function nameOf(text: Text, { shell }: Frame): string | null {
  const whole = literal(text);
  if (whole !== null) return whole.replace(/^=(?=[a-z])/, "");
  const rest = text.pieces.filter((piece) => typeof piece === "string").join("");
  if (text.pieces.every((piece) => typeof piece === "string" || piece.mayBeEmpty)) return rest;
  return lookup(rest) === null && !shell.functions.has(rest) ? null : rest;
}

/** Is it a pattern with a directory in it, which names what lies there and nothing else: `/b?n/ba*`? */
function isPattern(text: Text, engine: Engine): boolean {
  return (
    prefix(text).startsWith("/") &&
    text.pieces.some((piece) => typeof piece !== "string" && piece.shape === "glob") &&
    matches(show(text), engine.context.world).length > 0
  );
}

/** The name is not known: a pattern may still name programs here; otherwise say so and look at the rest. */
function unnamed(start: Start): Stream {
  const { engine, argv, frame } = start;
  const [first, ...args] = argv;
  if (!first) return silence;
  // `/proc/$$/exe` is the shell itself.
  if (OWN_PROGRAM.test(show(first))) return again(start, [known("bash"), ...args]);
  const path = pathIn(frame, first);
  if (path.glob !== null) {
    let output = silence;
    const made = madeMatching(frame, path.glob);
    const found = made.length > 0 ? made : matches(path.glob, engine.context.world).slice(0, 8);
    for (const each of found) output = append(output, again(start, [known(each), ...args]));
    if (found.length > 0) return output;
    if (args.length > 0 && frame.shell.options.has("nullglob")) return again(start, args);
  }
  const call = sortCall(null, args);
  emitRun(start, null, call, null);
  const meant = meantBy(first, args);
  if (meant) branch(frame, (way) => again({ ...start, frame: under(way, show(first)) }, meant));
  return { ...unknownStream(first.taint), fromShell: first.taint.has("network") || first.taint.has("stdin") };
}

/**
 * What a command does whose name a program prints, if it is the worst that its arguments make sense for: a shell, where code
 * stands behind `-c`, or Python, where no shell can read that; `rm`, where all below is to be taken away without asking; something that starts the rest.
 */
function meantBy({ pieces }: Text, args: readonly Text[]): readonly Text[] | null {
  if (pieces.some((piece) => typeof piece === "string")) return null;
  const [first, second] = args.map(literal);
  if (/^-[a-z]*c$/.test(first ?? "") && second && /\s/.test(second))
    return [known(isReadable(known(second)) ? "bash" : "python"), ...args];
  if (/^-(?:rf|fr|Rf|fR)$/.test(first ?? "")) return [known("rm"), ...args];
  return first && !first.startsWith("-") && STARTS_OTHERS.test(canonicalName(first) ?? first) ? args : null;
}

/** Shells, and what stands in front of other commands. */
const STARTS_OTHERS = /^(?:(?:ba|da|z|k|a)?sh|fish|env|sudo|doas|nohup|timeout|nice|setsid|xargs|eval|exec)$/;

function runAlias({ engine, argv, frame, span }: Start, name: string, alias: string): Stream {
  const inner: Frame = {
    ...frame,
    active: [...frame.active, `alias ${name}`],
    at: frame.at ?? span,
    depth: frame.depth + 1,
  };
  const words = wordsBehind(frame, alias, argv.slice(1)).reduce(
    (all, word) => concat(all, known(" "), word),
    known(alias),
  );
  const dialect = dialectOf(engine, frame);
  const reading = parse(engine.holes.encode(words), { deadline: engine.deadline, dialect });
  let output = silence;
  for (const script of reading.scripts) output = engine.script(script, inner);
  return output;
}

/** The words behind an alias as source. Where its text ends with a blank, the first of them may be an alias in turn. */
function wordsBehind(frame: Frame, alias: string, args: readonly Text[]): readonly Text[] {
  const [first, ...rest] = args;
  const next = first && /\s$/.test(alias) ? frame.shell.aliases.get(literal(first) ?? "") : undefined;
  if (next) return [known(next.as), ...wordsBehind(frame, next.as, rest)];
  return args.map((word) => {
    const anywhere = frame.shell.aliases.get(`-g ${literal(word)}`);
    return anywhere ? known(anywhere.as) : mapKnown(word, quote);
  });
}

/** The first of these words that zsh's `alias -g` makes into something else, as a name in `aliases`. */
function globalAlias({ shell, active }: Frame, args: readonly Text[]): string | undefined {
  if (shell.aliases.size === 0) return undefined;
  return args
    .map((word) => `-g ${literal(word)}`)
    .find((name) => shell.aliases.has(name) && !active.includes(`alias ${name}`));
}

/** Levels of a function that calls itself with known arguments; further ones only up to a depth of code in code, and not too often. */
const DEEP_RECURSION = 7;
const DEEPEST_CODE = 16;
const MOST_DEEP_CALLS = 100;

function runFunction({ engine, argv, frame, span }: Start, name: string, body: Command): Stream {
  const mark = `function ${name}`;
  const given = argv.slice(1);
  const goesDeep =
    !mayRecur(frame, mark, given, DEEP_RECURSION) &&
    (frame.depth > DEEPEST_CODE || engine.deepCalls++ > MOST_DEEP_CALLS);
  if (goesDeep || !mayRecur(frame, mark, given, DEEPEST_CODE)) return unknownStream();
  const { positionals, locals } = frame.shell;
  const own = new Map<string, Local>();
  frame.shell.positional = argv.slice(1);
  frame.shell.locals = own;
  const inner: Frame = {
    ...under(frame, `${name}()`),
    active: [...frame.active, mark],
    at: frame.at ?? span,
    depth: frame.depth + 1,
  };
  const output = engine.command(body, inner);
  frame.shell.positionals = positionals;
  frame.shell.locals = locals;
  frame.shell.restoreLocals(own);
  return output;
}

/** A name with a slash: a file that this command made, a script that lies there, or a program by its path. */
function runPath(start: Start, name: string): Stream {
  const { engine, argv, frame, span } = start;
  if (OWN_PROGRAM.test(name)) return runProgram(start, "bash");
  const path = pathIn(frame, known(name));
  const made = madeFile(frame, path.absolute);
  const base = name.slice(name.lastIndexOf("/") + 1);
  const args = argv.slice(1);
  if (made?.program) return runProgram(start, made.program);
  const linked = path.absolute === null ? undefined : frame.shell.files.get(path.absolute);
  if (linked?.leadsTo && !made) return again(start, [known(linked.leadsTo), ...args]);
  if (path.absolute !== null && SYSTEM.test(path.absolute)) return runProgram(start, base);
  const text =
    made || path.absolute === null ? null : engine.context.world.readFile(path.absolute, READ_LIMIT);
  const content = made?.content.text ? literal(made.content.text) : text;
  const starter = made?.language || content === null ? null : starterOf(content);
  if (starter !== null && languageOf(name, content) === null) {
    const mark = `#! ${path.absolute}`;
    if (frame.active.includes(mark)) return silence;
    const inside = { ...start, frame: { ...frame, active: [...frame.active, mark] } };
    return again(inside, [...starter, ...argv]);
  }
  // What names no interpreter the shell takes for a script of its own.
  const language = made?.language ?? languageOf(name, content) ?? (made ? "shell" : null);
  if (!made && (text === null || language === null)) return runProgram(start, base);
  const entry = lookup(base);
  emitRun(start, base, sortCall(entry, args), entry);
  const own = processOf(frame, name);
  own.shell.zero = known(name);
  own.shell.positional = args;
  const source = { language: language ?? "other", by: name, positional: args, span };
  return engine.codeFile(path, source, own);
}

/** What the first line has the kernel start with the name of the file: `#!/usr/bin/env Rscript`, `#!/bin/rm -rf`. */
function starterOf(content: string): readonly Text[] | null {
  const [, program, argument] = /^#![ \t]*(\S+)(?:[ \t]+(.*\S))?/.exec(content) ?? [];
  if (program === undefined) return null;
  return [known(program), ...(argument === undefined ? [] : [known(argument)])];
}

/** Parts of git have a program each in its own folder: `/usr/lib/git-core/git-clean -fdx` is `git clean -fdx`. */
function runProgram(start: Start, name: string): Stream {
  const part = canonicalName(name) === null ? /(?:^|\/)git-([a-z][a-z-]*)$/.exec(name)?.[1] : undefined;
  if (part !== undefined && Object.hasOwn(lookup("git")?.subcommands ?? {}, part))
    return runProgram({ ...start, argv: [known("git"), known(part), ...start.argv.slice(1)] }, "git");
  const { argv: written, frame, engine } = start;
  const program = canonicalName(name) ?? name.slice(name.lastIndexOf("/") + 1);
  const entry = lookup(program);
  const [first, ...given] = written;
  const environment = withLoaded(program, given, start.environment, engine, frame);
  const args = withOptionWords(program, entry, given, environment, frame);
  const sorted = sortCall(entry, args);
  const configured = { ...start, environment, program, entry, args, call: sorted };
  const configuration = configurationOf(configured);
  const words = configuredWords(configured, configuration);
  const argv = first ? [first, ...behindSubcommand(entry, args, words)] : written;
  const call = words.length === 0 ? sorted : sortCall(entry, argv.slice(1));
  const documents = emitRun({ ...start, argv }, program, call, entry);
  const own = processOf(frame, program);
  return effects({ ...start, frame: own, environment, program, entry, argv, call, documents, configuration });
}

function emitRun(
  { engine, argv, frame, environment, span }: Start,
  program: string | null,
  sorted: SortedCall,
  entry: Program | null,
): readonly string[] {
  const documents = documentsOf(sorted, engine, frame);
  const own = OWN_STARTERS.has(frame.origin.chain.at(-1) ?? "");
  const call: Call = {
    subcommand: sorted.subcommand,
    options: sorted.options,
    operands: sorted.arguments.flatMap(({ text, role, option }) => (option === null ? [{ text, role }] : [])),
    effects: onEmulator(program, sorted.options, environment)
      ? []
      : effectsOf({ program: program ?? "", entry, argv, call: sorted, documents, fromProject: own }),
    known: entry !== null,
  };
  const run: Run = {
    kind: "run",
    origin: originAt(frame, span),
    program,
    argv,
    call,
    stdin: frame.stdin,
    documents,
    environment,
  };
  engine.emit(run);
  return documents;
}

/** Managers of a project's environment: what they start and nobody knows is the project's own (`poetry run app db drop`). */
const OWN_STARTERS: ReadonlySet<string> = new Set(["poetry", "pdm", "hatch", "pipenv", "rye", "uv", "pixi"]);
