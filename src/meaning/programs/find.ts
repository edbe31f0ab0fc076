/** find: where it looks, what it runs, and what it deletes or writes. */

import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { substituted } from "../call/words.ts";
import { decodeEscapes } from "../expansion/escapes.ts";
import { type Frame, originAt, under } from "../interpreter/engine.ts";
import { madeMatching, pathIn, writePath } from "../locations/files.ts";
import { secretsCalled } from "../output/secret-names.ts";
import { append, silence, textStream, through, unknownStream } from "../stream.ts";
import { concat, known, literal, sequence, show, type Text } from "../value.ts";

/** Tests that narrow down what is found; those that let everything through do not count. */
const NARROWING =
  /^-(?:i?name|i?path|i?wholename|i?regex|size|empty|m(?:time|min)|newer\w*|a(?:time|min)|c(?:time|min)|user|group|perm|i?lname|inum|links|samefile|nouser|nogroup|used)$/;

/** Any place below a root, any name there, and both: the root itself and all that is below it. */
const anyPlace = found("**/");
const anyName = found("*");
const anything = found("**");

/** What a find looks for. */
interface Search {
  readonly roots: readonly Text[];
  /** Everything behind the roots: tests and actions. */
  readonly tests: readonly Text[];
  /** Some test lets only part of the files through. */
  readonly filtered: boolean;
  /** What is found in each root, as an operand: by pattern where one is given. */
  readonly found: readonly Text[];
}

export function findFiles(invocation: Invocation): Stream {
  if (/^fd(?:find)?$/.test(invocation.program)) return findByPattern(invocation);
  const { engine, frame, span } = invocation;
  const search = readSearch(invocation);
  const { roots, tests, filtered } = search;
  const origin = originAt(frame, span);
  for (const root of roots)
    engine.emit({ kind: "read", origin, path: pathIn(frame, root, true), depth: "metadata", by: "find" });
  let output = said(tests) ?? (prints(tests) ? namesBelow(search, filtered, frame) : unknownStream());
  for (let at = 0; at < tests.length; at++) {
    const word = literal(tests[at] ?? known(""));
    if (word === "-delete") {
      for (const root of roots)
        engine.emit({
          kind: "delete",
          origin,
          path: pathIn(frame, root, true),
          recursive: true,
          forced: true,
          filtered,
          by: "find",
        });
    } else if (word !== null && /^-f(?:print0?|ls|printf)$/.test(word)) {
      const file = tests[++at];
      if (file) writePath({ engine, frame, span, by: "find" }, file, unknownStream(), "overwrite");
    } else if (word !== null && /^-(?:exec|execdir|ok|okdir)$/.test(word)) {
      const end = endOfCommand(tests, at);
      output = append(output, runOnFound(invocation, search, tests.slice(at + 1, end)));
      at = end;
    }
  }
  return output;
}

function readSearch({ argv }: Invocation): Search {
  const args = argv.slice(1);
  const roots: Text[] = [];
  let i = 0;
  for (; i < args.length; i++) {
    const word = literal(args[i] ?? known(""));
    if (word !== null && /^-[HLPDO]/.test(word)) {
      if (word === "-D") i++;
      continue;
    }
    if (word !== null && (/^[-(!]/.test(word) || word === ",")) break;
    const root = args[i];
    if (!root) continue;
    // An unset variable is no word at all, and without a root find begins here.
    const unset =
      root.pieces.length > 0 && root.pieces.every((piece) => typeof piece !== "string" && piece.mayBeEmpty);
    roots.push(unset ? known(".") : root);
  }
  if (roots.length === 0) roots.push(known("."));
  const tests = args.slice(i);
  const narrowed = tests.find((arg) => NARROWING.test(literal(arg) ?? ""));
  const pattern = tests.findIndex((arg) => /^-i?name$/.test(literal(arg) ?? ""));
  const name = pattern >= 0 ? literal(tests[pattern + 1] ?? known("")) : null;
  const filtered = narrowed !== undefined && !(name !== null && /^[*?]+$/.test(name));
  const found = roots.map((root) =>
    filtered
      ? concat(root, known("/"), anyPlace, name === null ? anyName : globText(name))
      : concat(root, known("/"), anything),
  );
  return { roots, tests, filtered, found };
}

/** Where the command of `-exec` ends: at `;`, or at a `+` behind `{}`; past the end where neither comes. */
function endOfCommand(tests: readonly Text[], start: number): number {
  const end = tests.findIndex((arg, at) => {
    const word = literal(arg);
    return at > start && (word === ";" || (word === "+" && literal(tests[at - 1] ?? known("")) === "{}"));
  });
  return end < 0 ? tests.length : end;
}

/** Runs the command of an `-exec` on what is found. */
function runOnFound(
  { engine, frame, span, environment }: Invocation,
  search: Search,
  command: readonly Text[],
): Stream {
  const outputs = search.found.map((item) =>
    engine.invoke(
      command.map((each) => substituted(each, "{}", item)),
      under(frame, "find"),
      environment,
      span,
    ),
  );
  return append(...outputs);
}

/** Are names printed: by an action for it, or for want of any other? */
function prints(tests: readonly Text[]): boolean {
  return !tests.some((test) => /^-(?:exec|ok|delete|fprint|fls|ls|quit)/.test(literal(test) ?? ""));
}

/** What `-printf` prints where its format says nothing of the files. */
function said(tests: readonly Text[]): Stream | null {
  const at = tests.findIndex((test) => literal(test) === "-printf");
  const format = at < 0 ? null : literal(tests[at + 1] ?? known("%p"));
  return format === null || format.includes("%") ? null : textStream(known(decodeEscapes(format)));
}

/**
 * The names that find prints, where it looks outside of the directory in force. Inside they say nothing new, unless only some of
 * them are asked for.
 */
function namesBelow(
  { roots, found }: Pick<Search, "roots" | "found">,
  someOnly: boolean,
  frame: Frame,
): Stream {
  const lines = roots.flatMap((root, i) => linesBelow(root, found[i] ?? root, someOnly, frame));
  return lines.length === 0 ? through(unknownStream(), "find") : textStream(sequence(lines));
}

function linesBelow(root: Text, names: Text, someOnly: boolean, frame: Frame): readonly Text[] {
  const path = pathIn(frame, root).absolute;
  const { cwd } = frame.shell;
  if (path === null || cwd === null) return [];
  const isInside = path === cwd || path.startsWith(`${cwd}/`);
  const made = isInside ? madeMatching(frame, pathIn(frame, names).glob) : [];
  if (made.length > 0) return [known(`${made.join("\n")}\n`)];
  return isInside && !someOnly ? [] : [concat(names, known("\n"))];
}

/** fd: `fd [PATTERN] [ROOT…] -x COMMAND`, the command getting each file where it says `{}`, else at its end. */
function findByPattern(invocation: Invocation): Stream {
  const { engine, frame, span, environment, call, program } = invocation;
  const operands = call.arguments.filter((each) => each.option === null).map((each) => each.text);
  const given = operands.slice(1);
  const roots = given.length > 0 ? given : [known(".")];
  const pattern = operands[0] ? (literal(operands[0]) ?? "?") : "";
  const narrowing = ["--extension", "--size", "--changed-before", "--changed-within", "--owner"];
  const filtered =
    !/^(?:|\.|\.\*|\^|\*|\$)$/.test(pattern) || narrowing.some((name) => call.options.has(name));
  for (const root of roots)
    engine.say(frame, span, {
      kind: "read",
      path: pathIn(frame, root, true),
      depth: "metadata",
      by: program,
    });
  const extensions = (call.options.get("--extension") ?? []).map((each) => `.${show(each)}`);
  const [secret] = [pattern, ...extensions].flatMap((each) => secretsCalled(each, invocation));
  const name = secret === undefined ? anyName : known(secret);
  const found = roots.map((root) => concat(root, known("/"), filtered ? concat(anyPlace, name) : anything));
  let output = silence;
  const end = call.command?.findIndex((word) => /^\\?;$/.test(literal(word) ?? "")) ?? -1;
  const command = end < 0 ? call.command : call.command?.slice(0, end);
  if (!command || command.length === 0) return namesBelow({ roots, found }, secret !== undefined, frame);
  const placed = command.some((word) => /\{(?:\.|\/|\/\.|\/\/)?\}/.test(word.pieces.join("")));
  for (const item of found) {
    const words = placed ? command.map((each) => substituted(each, "{}", item)) : [...command, item];
    output = append(output, engine.invoke(words, under(frame, program), environment, span));
  }
  return output;
}

function globText(name: string): Text {
  const parts = name.split(/([*?]|\[[^\]]*\])/);
  return concat(...parts.map((part) => (/^(?:[*?]|\[)/.test(part) ? found(part) : known(part))));
}

/** A part of a name that find prints. */
function found(pattern: string): Text {
  const taint = new Set(["glob"] as const);
  return { pieces: [{ kind: "hole", taint, label: pattern, shape: "glob", via: ["find"] }], taint };
}
