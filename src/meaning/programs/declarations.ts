/** Builtins that declare variables, or take them away: export, declare, typeset, local, readonly, unset. */
import { parse } from "../../syntax/index.ts";
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { isSecretName } from "../call/secret-name.ts";
import { dropPrefix } from "../call/words.ts";
import { declarationOf } from "../expansion/own-variables.ts";
import { runSubscripts } from "../expansion/subscript.ts";
import { shaped } from "../interpreter/assign.ts";
import { dialectOf } from "../interpreter/code.ts";
import { fileOfVariables, sayDump, sayRead } from "../interpreter/environment.ts";
import type { Attribute, Shell } from "../interpreter/state.ts";
import { environmentPrinted, silence, textStream, through, unknownStream } from "../stream.ts";
import { computedText, concat, known, literal, prefix, show, type Text, unset } from "../value.ts";
import { words } from "./builtins.ts";
import { shownFunctions } from "./shown.ts";

/** What a declaration says of all its names. */
interface Declaration {
  /** The letters of its options, `+x` and the like among them. */
  readonly flags: string;
  /** The names are for the function that is running alone. */
  readonly isLocal: boolean;
  readonly exported: boolean;
  /** `declare -l`, `-u`, `-i`, `-A`: what later assignments make of their values. */
  readonly attribute: Attribute | null;
}

export function declare(invocation: Invocation): Stream {
  const { program, frame, engine, span } = invocation;
  const given = words(invocation);
  const flags = given.flatMap((arg) => (/^[-+][A-Za-z]+$/.test(prefix(arg)) ? [prefix(arg)] : [])).join("");
  const names = given.filter((arg) => !/^[-+][A-Za-z]*$/.test(prefix(arg)) || literal(arg) === null);
  if (program === "unset") {
    for (const name of names) takeAway(invocation, name, flags.includes("f"));
    return silence;
  }
  if (/[fF]/.test(flags)) {
    if (program === "export" || flags.includes("x")) exportFunctions(frame.shell, names);
    const functions = shownFunctions(
      frame.shell,
      names.map((each) => literal(each) ?? ""),
    );
    if (functions && flags.includes("f")) return textStream(functions);
    return through(unknownStream(), program);
  }
  const shown = flags.includes("p") && program !== "export" ? shownAgain(frame.shell, names) : null;
  if (shown !== null) return textStream(shown);
  // zsh: with a plus, the names alone.
  if (names.length === 0 && flags.startsWith("+") && dialectOf(engine, frame) === "zsh")
    return through(unknownStream(), program);
  if (names.length === 0 || flags.includes("p")) {
    const secret = names.flatMap((name) => literal(name) ?? []).filter(isSecretName);
    if (names.length === 0) sayDump(engine, frame, span);
    for (const name of secret) sayRead(engine, frame, span, name);
    return environmentPrinted(program);
  }
  frame.shell.loaded =
    fileOfVariables(names.filter(({ pieces: [first] }) => typeof first !== "string")) ?? frame.shell.loaded;
  const declaration: Declaration = {
    flags,
    isLocal: /^(?:local|declare|typeset)$/.test(program) && !flags.includes("g"),
    exported: program === "export" || (/x/.test(flags) && !flags.includes("+x")),
    attribute: attributeIn(flags),
  };
  if (program !== "export") for (const arg of names) giveAttribute(invocation, arg, declaration);
  for (const arg of names) declareName(invocation, arg, declaration);
  if (program === "readonly" || flags.includes("r"))
    for (const name of names) frame.shell.constants.set(/^\w*/.exec(prefix(name))?.[0] ?? "", true);
  reshape(invocation, given);
  return silence;
}

/** zsh: `typeset -L9`, `-R`, `-Z` cut and fill up, `-T` ties a text to a list: what these names hold is not followed. */
function reshape({ engine, frame }: Invocation, given: readonly Text[]): void {
  if (dialectOf(engine, frame) !== "zsh" || !given.some((word) => /^-[a-zA-Z]*[LRZT]\d*$/.test(show(word))))
    return;
  for (const word of given) {
    const name = /^[A-Za-z_]\w*/.exec(prefix(word))?.[0];
    if (name !== undefined) frame.shell.set(name, computedText(`$${name}`));
  }
}

/** `declare -p NAME`: a line that would set it anew; null where its value is not known. */
function shownAgain(shell: Shell, names: readonly Text[]): Text | null {
  const lines = names.map((name) => {
    const [value, ...others] = shell.get(literal(name) ?? "")?.alternatives ?? [];
    if (!value || others.length > 0) return null;
    const text = declarationOf(literal(name) ?? "", value);
    return text === null ? null : known(`${text}\n`);
  });
  return lines.length === 0 || lines.includes(null) ? null : concat(...lines.filter((line) => line !== null));
}

function attributeIn(flags: string): Declaration["attribute"] {
  if (flags.includes("l")) return "lower";
  if (flags.includes("u")) return "upper";
  if (flags.includes("i")) return "integer";
  return flags.includes("A") ? "associative" : null;
}

/** `unset NAME`: most likely nothing from now on, though a branch may have kept it. */
function takeAway({ frame, engine, span }: Invocation, arg: Text, isFunction: boolean): void {
  const name = literal(arg);
  if (name === null) return;
  runSubscripts(engine, frame, arg, "unset", span);
  // Where there is no variable of this name, it is the function.
  if (isFunction || !frame.shell.variables.has(name)) frame.shell.functions.delete(name);
  if (isFunction) return;
  else if (frame.shell.removeElement(name)) return;
  else if (name === "IFS") frame.shell.variables.delete(name);
  else
    frame.shell.variables.set(name, {
      alternatives: [{ kind: "scalar", text: unset(`$${name}`), gone: true }],
      exported: false,
    });
  engine.say(frame, span, { kind: "environment", operation: { kind: "unset", name } });
}

function giveAttribute({ frame }: Invocation, arg: Text, { attribute, isLocal }: Declaration): void {
  const name = /^\w+/.exec(prefix(arg))?.[0];
  if (name === undefined || attribute === null) return;
  if (isLocal) frame.shell.makeLocal(name);
  frame.shell.giveAttribute(name, attribute);
}

/** `NAME` or `NAME=value`. */
function declareName(invocation: Invocation, arg: Text, declaration: Declaration): void {
  const { program, frame, engine, span } = invocation;
  const { flags, isLocal, exported } = declaration;
  const equals = /^[A-Za-z_]\w*\+?=/.exec(prefix(arg))?.[0];
  if (!equals) {
    runSubscripts(engine, frame, arg, program, span);
    const name = literal(arg);
    if (name !== null && isLocal) frame.shell.makeLocal(name);
    if (name !== null && exported) exportVariable(invocation, name);
    // A reference to nothing as yet: a loop over names makes it stand for one after the other.
    if (name !== null && flags.includes("n") && program !== "export") frame.shell.references.set(name, name);
    return;
  }
  const name = equals.replace(/\+?=$/, "");
  if (isLocal) frame.shell.makeLocal(name);
  const given = dropPrefix(arg, equals.length);
  const other = flags.includes("n") && program !== "export" ? literal(given) : null;
  if (other !== null) {
    // A reference: the name stands for another, which may be an element of an array.
    runSubscripts(engine, frame, given, `${program} -n`, span);
    if (/^\w+(?:\[\w+\])?$/.test(other)) frame.shell.references.set(name, other);
    return;
  }
  // `declare -A m=([k]=v)`: the parentheses are read as in an assignment.
  const [list] = /^\(.*\)$/s.test(show(given)) ? parse(engine.holes.encode(arg)).scripts : [];
  if (list) {
    engine.script(list, { ...frame, at: frame.at ?? span });
    return;
  }
  const [before] = equals.endsWith("+=") ? (frame.shell.get(name)?.alternatives ?? []) : [];
  const whole = before?.kind === "scalar" ? concat(before.text, given) : given;
  const value = shaped(engine, frame, name, whole, span);
  frame.shell.set(name, value, exported || undefined);
  sayVariable(invocation, name, value, exported || engine.context.environment.has(name));
}

/** `export -f NAME`, `declare -fx NAME`: all there are, where a name is not known. */
function exportFunctions(shell: Shell, names: readonly Text[]): void {
  const all = names.some((name) => literal(name) === null);
  const these = all ? [...shell.functions.entries()].map(([name]) => name) : names.map(show);
  for (const name of these) shell.exportedFunctions.set(name, true);
}

/** A variable that is there already, from now on for other programs too. */
function exportVariable(invocation: Invocation, name: string): void {
  const { variables } = invocation.frame.shell;
  const variable = variables.get(name);
  if (!variable) return;
  variables.set(name, { ...variable, exported: true });
  if (variable.exported) return;
  for (const value of variable.alternatives)
    if (value.kind === "scalar") sayVariable(invocation, name, value.text, true);
}

function sayVariable(
  { engine, frame, span }: Invocation,
  name: string,
  value: Text,
  exported: boolean,
): void {
  engine.say(frame, span, { kind: "environment", operation: { kind: "set", name, value, exported } });
}
