/** xargs and parallel: a command whose arguments come from standard input or from a list. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { looksLikePath } from "../call/looks.ts";
import { joinWords, substituted } from "../call/words.ts";
import { decodeEscapes } from "../expansion/escapes.ts";
import { type Frame, under } from "../interpreter/engine.ts";
import { readPath, siteOf } from "../locations/files.ts";
import { toFollow } from "../long-lists.ts";
import { append, callerInput, silence, textStream, through, withText } from "../stream.ts";
import { concat, hole, known, literal, type Piece, show, type Text } from "../value.ts";
import { writeAside } from "./aside.ts";
import { lineSource } from "./line.ts";

/** What a command is built of. */
interface Building {
  readonly command: readonly Text[];
  /** What stands for an item in the command; null: items go to its end. */
  readonly token: Token | null;
  readonly input: Stream;
  readonly items: readonly Text[];
  /** The frame of what is started; with a file of items (`-a`), or `-o`, that keeps the terminal. */
  readonly inner: Frame;
}

export function buildArguments(invocation: Invocation): Stream {
  writeAside(invocation);
  const { call, frame, program, engine, environment, span } = invocation;
  const [file] = call.options.get("--arg-file") ?? [];
  const input = file ? readPath(siteOf(invocation), file) : frame.stdin;
  const keepsTerminal = file !== undefined || call.options.has("--open-tty");
  const inner = { ...under(frame, program), stdin: keepsTerminal ? callerInput : silence };
  const token = tokenOf(invocation);
  const { command, listed } = partedAtLists(invocation);
  const items = listed.length > 0 ? listed : itemsOnInput(invocation, input, token);
  const building = { command, token, input, items, inner };
  if (program === "parallel") {
    // `parallel --pipe COMMAND`: each copy gets a part of the input, and no arguments.
    const parts = call.options.has("--pipe") || call.options.has("--spreadstdin");
    if (command.length === 0) return runLines(invocation, building);
    if (parts) return engine.invoke(command, { ...inner, stdin: input }, environment, span);
  }
  // Without a command xargs prints what comes in on one line.
  if (command.length === 0)
    return literals(items)
      ? textStream(concat(joinWords(items), known("\n")))
      : through(withText(input, null), program);
  return startEach(invocation, building);
}

/** The command, and the lists of items that parallel has behind it (`parallel COMMAND ::: a b ::: c`). */
function partedAtLists({ call, argv }: Invocation): {
  readonly command: readonly Text[];
  readonly listed: readonly Text[];
} {
  const command = call.command ?? [];
  const at = command.findIndex((word) => /^:::?[:+]?\+?$/.test(literal(word) ?? ""));
  if (at >= 0) return { command: command.slice(0, at), listed: command.slice(at + 1) };
  const only = argv.findIndex((word) => /^:::?\+?$/.test(literal(word) ?? ""));
  return { command, listed: only < 0 ? [] : argv.slice(only + 1) };
}

/** `parallel < FILE`: each item is a command line. */
function runLines({ engine, frame, program, span }: Invocation, { items }: Building): Stream {
  const source = { language: "shell", from: "stdin", by: program, span } as const;
  return append(
    ...toFollow(items).map((item) => engine.code(textStream(item), source, under(frame, program))),
  );
}

/** Starts the command with the items, or once for each where a token stands for it. */
function startEach(invocation: Invocation, { command, token, input, items, inner }: Building): Stream {
  const { engine, environment, span, program } = invocation;
  // `xargs sh -c`: what comes in is the code.
  if (/^-[a-z]*c$/.test(show(command.at(-1) ?? known(""))))
    engine.code(textStream(joinWords(items)), lineSource(invocation), { ...inner, stdin: silence });
  const isUnknown = items.length === 0 && input.text === null;
  const rounds = isUnknown ? [hole("…", input.taint, "list")] : items;
  const isOneEach = /^1$/.test(show(invocation.call.options.get("--max-args")?.[0] ?? known("")));
  const calls = toCalls(command, token, rounds, isOneEach ? "one" : "all", program);
  return append(
    ...calls.map((words) => {
      if (program !== "parallel") return engine.invoke(words, inner, environment, span);
      // parallel joins the words for a shell, where quotes are lost; what was meant is followed as well.
      if (words.length > 1) engine.invoke(words, inner, environment, span);
      return engine.code(
        textStream(joinWords(words)),
        lineSource(invocation),
        under(invocation.frame, program),
      );
    }),
  );
}

/** The calls that items make: one for each that a token stands for, or that goes alone (`-n1`), else one with all of them. */
function toCalls(
  command: readonly Text[],
  token: Token | null,
  items: readonly Text[],
  at: "one" | "all",
  program: string,
): readonly (readonly Text[])[] {
  if (token !== null) return toFollow(items).map((item) => withItem(command, token, item, program));
  return at === "one" ? toFollow(items).map((item) => [...command, item]) : [[...command, ...items]];
}

/** The words of a command with an item in the place of its token. */
function withItem(command: readonly Text[], token: Token, item: Text, program: string): readonly Text[] {
  const words = command.map((word) => substituted(word, token, item));
  const isPlaced = command.some((word) => includes(word, token));
  // parallel appends what no word stands for; xargs does not, but whoever gives it paths means them for the command.
  return isPlaced || (program === "xargs" && !looksLikePath(item)) ? words : [...words, item];
}

/** Every name in the directory in force. */
const anyName: Text = {
  pieces: [{ kind: "hole", taint: new Set(["glob"]), label: "*", shape: "glob" }],
  taint: new Set(["glob"]),
};

/** `cd / && ls | xargs rm -rf`: what is listed outside the project may be any name there. */
function listsElsewhere({ text, via }: Stream, { engine, frame }: Invocation): boolean {
  const { cwd } = frame.shell;
  const project = engine.context.cwd;
  return (
    text === null &&
    /^(?:ls|dir|find|fd)$/.test(via[0] ?? "") &&
    cwd !== null &&
    cwd !== project &&
    !cwd.startsWith(`${project}/`)
  );
}

/** What stands for an item: any text, or parallel's `{}`, of which it has kinds (`{.}`, `{/}`). */
type Token = string | RegExp;

const BRACES = /\{[./#%0-9]*\}/;

/** The token: `-I{}`, `-i`, parallel's `{}`. */
function tokenOf({ call, program }: Invocation): Token | null {
  for (const name of ["-I", "--replace", "-i", "-J"]) {
    const values = call.options.get(name);
    const token = values ? literal(values[0] ?? known("{}")) : undefined;
    if (token !== undefined) return token === "{}" ? BRACES : token;
  }
  return program === "parallel" ? BRACES : null;
}

/** What ends an item: NUL, a letter that is given, with `-I` a line; null: blanks, where quotes keep together. */
function delimiterOf({ call }: Invocation, token: Token | null): string | null {
  if (call.options.has("--null") || call.options.has("-0")) return "\0";
  const given = (call.options.get("--delimiter") ?? call.options.get("-d"))?.[0];
  if (given) return decodeEscapes(literal(given) ?? "\n");
  return token === null ? null : "\n";
}

function itemsOnInput(invocation: Invocation, input: Stream, token: Token | null): readonly Text[] {
  if (listsElsewhere(input, invocation)) return [anyName];
  const { text, taint } = input;
  if (!text) return [someItems(input)];
  const delimiter = delimiterOf(invocation, token);
  const whole = literal(text);
  if (whole !== null) {
    const items =
      delimiter === null
        ? (whole.match(/(?:"[^"\n]*"|'[^'\n]*'|\\[\s\S]|[^\s"'\\])+/g) ?? []).map(unquoted)
        : whole.split(delimiter);
    return items.filter((item) => item !== "").map((item) => known(item, taint));
  }
  // Names of files, as find and ls print them: whole lines but for what a pattern stands for.
  if (text.pieces.every((piece) => typeof piece === "string" || piece.shape === "glob"))
    return partsOf(text, LINES);
  const parts = partsOf(text, delimiter === null ? /\s+/ : LINES);
  const isKnown = parts.some(({ pieces }) => pieces.some((piece) => typeof piece === "string"));
  return isKnown ? parts : [someItems({ ...input, taint: text.taint })];
}

/** Between the lines of a text, or what stands between its NULs. */
const LINES = /[\n\0]/;

/** An item as xargs reads it: quotes may stand anywhere in it. */
function unquoted(item: string): string {
  return item.replace(/"([^"\n]*)"|'([^'\n]*)'|\\([\s\S])/g, (_, double, single, escaped) =>
    String(double ?? single ?? escaped),
  );
}

/** What comes in, where it is not known: some words, with all that is known of where they are from. */
function someItems({ taint, via, sources }: Stream): Text {
  return { pieces: [{ kind: "hole", taint, label: "(from stdin)", shape: "list", via, sources }], taint };
}

function literals(items: readonly Text[]): boolean {
  return items.every((item) => literal(item) !== null);
}

function partsOf({ pieces, taint }: Text, separator: RegExp): readonly Text[] {
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    const [first = "", ...more] = typeof piece === "string" ? piece.split(separator) : [piece];
    if (first !== "") lines.at(-1)?.push(first);
    for (const part of more) lines.push(part === "" ? [] : [part]);
  }
  return lines.flatMap((line) => (line.length === 0 ? [] : [{ pieces: line, taint }]));
}

function includes({ pieces }: Text, token: Token): boolean {
  return pieces.some(
    (piece) =>
      typeof piece === "string" && (typeof token === "string" ? piece.includes(token) : token.test(piece)),
  );
}
