/** make: the recipes of the targets that would run, read out of the Makefile and followed. */
import { parse } from "../../syntax/index.ts";
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { type Frame, under } from "../interpreter/engine.ts";
import { pathIn, textAt } from "../locations/files.ts";
import { resolve } from "../locations/path.ts";
import { append, silence, textStream } from "../stream.ts";
import { hole, known, literal, type Piece, prefix, sequence, show, type Text } from "../value.ts";
import { lineSource } from "./line.ts";
import { type Makefile, readMakefile, stepsFor } from "./make-rules.ts";
import { expandMake, type MakeScope } from "./make-text.ts";
import type { ByTable } from "./reader.ts";

/** Follows a line of a Makefile in a shell of its own, where it is not being followed already. */
function follow(invocation: Invocation, code: Text, file: string, name: string): Stream {
  const { engine, frame, program } = invocation;
  const key = `${file} ${name} ${show(code)}`;
  if (frame.active.includes(key)) return silence;
  const inner: Frame = {
    ...under(frame, `${program} ${name}`, { file }),
    shell: frame.shell.subshell(),
    active: [...frame.active, key],
  };
  return engine.code(textStream(code), lineSource(invocation), inner);
}

/** Names of standard input. */
const INPUT = /^(?:-|\/dev\/(?:stdin|fd\/0)|\/proc\/self\/fd\/0)$/;

/** The makefiles that the call names, one behind the other, or the one that make takes by itself; null: none can be read. */
function found(invocation: Invocation, where: string | null): { file: string; text: string | null } {
  const { call, frame } = invocation;
  const named = call.options.get("-f") ?? [];
  const read = (name: string) => (where === null ? null : withIncludes(invocation, where, name));
  if (named.length === 0) {
    const name = ["GNUmakefile", "makefile", "Makefile"].find((each) => read(each) !== null) ?? "Makefile";
    return { file: where === null ? name : resolve(where, name), text: read(name) };
  }
  const texts = named.flatMap((each) => {
    const name = literal(each);
    if (name === null) return [];
    const text = INPUT.test(name) ? frame.stdin.text && literal(frame.stdin.text) : read(name);
    return text === null ? [] : [text];
  });
  const [first] = named;
  const name = first ? show(first) : "-";
  const file = INPUT.test(name) || where === null ? "standard input" : resolve(where, name);
  return { file, text: texts.length === 0 ? null : texts.join("\n") };
}

/** `include FILE…` on a line of its own, also of files that may be missing. */
const INCLUDE = /^[ \t]*[-s]?include[ \t]+([^#\n]+)$/gm;

/** So many files are put in, one by the other, each of them once. */
const INCLUDES = 200;

/** A makefile with those that it includes in their places, as far as their names and what is in them is known. */
function withIncludes({ engine, frame }: Invocation, where: string, name: string): string | null {
  const put = new Set<string>();
  const read = (named: string): string | null => {
    const path = resolve(where, named);
    if (put.has(path) || put.size > INCLUDES) return null;
    put.add(path);
    return textAt(engine, frame, path);
  };
  let text = read(name);
  for (let last: string | null = null; text !== last && text !== null; ) {
    last = text;
    text = last.replace(INCLUDE, (_, names: string) =>
      names
        .trim()
        .split(/\s+/)
        .flatMap((each) => read(each) ?? [])
        .join("\n"),
    );
  }
  return text;
}

/** `make [-C dir] [-f file] [NAME=value] [targets]`: the recipes that would run, prerequisites first. */
export function runMakefile(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const { call, frame } = invocation;
  const directory = call.arguments.find((each) => each.role === "work-directory");
  const where = directory ? pathIn(frame, directory.text).absolute : frame.shell.cwd;
  const { file, text } = found(invocation, where);
  let output = byTable(invocation);
  for (const { role, text: assignment } of call.arguments) {
    const shell =
      role === "assignment" ? /^SHELL[:+?]?=([\s\S]*)$/.exec(literal(assignment) ?? "")?.[1] : null;
    // A shell by its name is what recipes run in; anything else runs in its stead.
    if (shell && !/^(?:\/(?:usr\/(?:local\/)?)?bin\/)?\w*sh$/.test(shell))
      output = append(output, follow(invocation, known(shell), file, "SHELL"));
  }
  const given = givenVariables(invocation);
  if (text === null) return append(output, ...valuesAsCode(invocation, given, file));
  const makefile = readMakefile(text);
  for (const [name, value] of given) makefile.variables.set(name, value);
  const targets = call.arguments.flatMap((each) =>
    each.option === null && each.role !== "assignment" && !/^[.\w]+=/.test(prefix(each.text))
      ? [literal(each.text) ?? ""]
      : [],
  );
  const inner =
    directory && where !== null ? { ...invocation, frame: inDirectory(frame, where) } : invocation;
  return append(output, make(inner, makefile, targets, file));
}

/** `NAME=value` on the command line: they count for more than what the file says. */
function givenVariables({ call }: Invocation): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const { role, text } of call.arguments) {
    const [, name, value] =
      role === "assignment" ? (/^(\w+)[:+?]?=([\s\S]*)$/.exec(literal(text) ?? "") ?? []) : [];
    if (name !== undefined && value !== undefined) given.set(name, value);
  }
  return given;
}

/** Variables that by custom hold a command, or the beginning of one. */
const HOLDS_COMMAND = /(?:^|_)(?:CMD|COMMAND|EXEC|RUN|SUDO|CC|CXX|LD|AR|RM)$/i;

/**
 * Where no recipe can be read, a value may well be run by one: that of a variable which holds a command, and what goes on after an
 * operator of the shell (`ARGS='; rm -rf ~'`). Any other text is nothing but text.
 */
function valuesAsCode(
  invocation: Invocation,
  given: ReadonlyMap<string, string>,
  file: string,
): readonly Stream[] {
  return [...given].flatMap(([name, value]) => {
    const goesOn = /[;&|`]|\$\(/.test(value);
    if (name === "SHELL" || !(goesOn || HOLDS_COMMAND.test(name))) return [];
    const begun = /^\s*[;&|]/.test(value) ? `: ${value}` : value;
    // Half a command (`it's; fun`) is none by itself.
    return parse(begun).unparsed === null ? [follow(invocation, known(begun), file, name)] : [];
  });
}

/** Follows what make runs itself as it reads the file, then the recipes of the targets. */
function make(invocation: Invocation, makefile: Makefile, targets: readonly string[], file: string): Stream {
  const asked = new Map<string, Text>();
  const shell = (command: Text): Text => {
    const key = show(command);
    const before = asked.get(key);
    if (before) return before;
    const { text } = follow(invocation, command, file, "$(shell)");
    const said = text ? literal(text) : null;
    const printed =
      said === null ? hole(`$(shell ${key.slice(0, 60)})`) : known(said.trimEnd().replaceAll("\n", " "));
    asked.set(key, printed);
    return printed;
  };
  const cwd = invocation.frame.shell.cwd;
  const automatic = new Map(cwd === null ? [] : [["CURDIR", known(cwd)] as const]);
  const scope: MakeScope = {
    variables: makefile.variables,
    environment: (name) => given(invocation, name),
    automatic,
    shell,
    budget: { left: REFERENCES },
  };
  for (const name of makefile.immediate) {
    const value = makefile.variables.get(name) ?? "";
    if (value.includes("$(shell")) expandMake(value, scope);
  }
  const isOneShell = makefile.rules.some((rule) => rule.targets.trim() === ".ONESHELL");
  let output = silence;
  for (const { target, prerequisites, recipe } of stepsFor(makefile, targets, scope)) {
    const own: MakeScope = {
      ...scope,
      automatic: new Map([...automatic, ...automaticOf(target, prerequisites)]),
    };
    const commands = recipe.flatMap((line) => linesOf(expandMake(line, own)));
    for (const command of isOneShell ? [sequence(commands.flatMap((each) => [each, known("\n")]))] : commands)
      output = append(output, follow(invocation, command, file, target));
  }
  return output;
}

/** A variable that this command has set for others. */
function given({ environment, frame }: Invocation, name: string): string | null {
  const variable = frame.shell.get(name);
  const [value] = variable?.exported ? variable.alternatives : [];
  const text = environment.get(name) ?? (value?.kind === "scalar" ? value.text : null);
  return text ? literal(text) : null;
}

/** How many references of one Makefile are followed. */
const REFERENCES = 20_000;

/** `$@`, `$<`, `$^`, and their directories and names. */
function automaticOf(target: string, prerequisites: readonly string[]): readonly (readonly [string, Text])[] {
  const all = known(prerequisites.join(" "));
  const directory = /^.*(?=\/)/.exec(target)?.[0] ?? ".";
  return [
    ["@", known(target)],
    ["@D", known(directory)],
    ["@F", known(target.slice(target.lastIndexOf("/") + 1))],
    ["<", known(prerequisites[0] ?? "")],
    ["^", all],
    ["+", all],
    ["?", all],
  ];
}

/** The lines of an expanded recipe, each of which a shell of its own runs, without the signs that make takes off (`@`, `-`, `+`). */
function linesOf(text: Text): readonly Text[] {
  const lines: Piece[][] = [[]];
  for (const piece of text.pieces) {
    if (typeof piece !== "string") {
      lines.at(-1)?.push(piece);
      continue;
    }
    for (const [i, part] of piece.split("\n").entries()) {
      if (i > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push(part);
    }
  }
  return lines.flatMap((pieces) => {
    const [first, ...rest] = pieces;
    const begun = typeof first === "string" ? first.replace(/^[\s@+-]+/, "") : first;
    const all = begun === undefined || begun === "" ? rest : [begun, ...rest];
    return all.length > 0 ? [{ pieces: all, taint: text.taint }] : [];
  });
}

function inDirectory(frame: Frame, directory: string): Frame {
  const shell = frame.shell.fork();
  shell.cwd = directory;
  return { ...frame, shell };
}
