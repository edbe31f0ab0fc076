/** xargs and parallel: a command whose arguments come from standard input or from a list. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { looksLikePath } from "../call/looks.ts";
import { joinWords } from "../call/words.ts";
import { decodeEscapes } from "../expansion/escapes.ts";
import { under } from "../interpreter/engine.ts";
import { readPath, siteOf } from "../locations/files.ts";
import { toFollow } from "../long-lists.ts";
import { append, callerInput, silence, textStream, through, withText } from "../stream.ts";
import { concat, hole, known, literal, type Piece, show, type Text } from "../value.ts";
import { writeAside } from "./aside.ts";
import { lineSource } from "./line.ts";

export function buildArguments(invocation: Invocation): Stream | undefined {
  writeAside(invocation);
  const { call, engine, frame, span, program, environment, argv } = invocation;
  const command = [...(call.command ?? [])];
  const [file] = call.options.get("--arg-file") ?? [];
  const input = file ? readPath(siteOf(invocation), file) : frame.stdin;
  const inner = under(frame, program);
  const lists: Text[] = [];
  const separator = command.findIndex((word) => /^:::?[:+]?\+?$/.test(literal(word) ?? ""));
  if (separator >= 0) lists.push(...command.splice(separator).slice(1));
  const inArgs = argv.findIndex((word) => /^:::?\+?$/.test(literal(word) ?? ""));
  if (separator < 0 && inArgs >= 0) lists.push(...argv.slice(inArgs + 1));
  const token = placeholder(invocation);
  const items =
    lists.length > 0
      ? lists
      : listsElsewhere(input, invocation)
        ? [anyName]
        : itemsOf(input, delimiterOf(invocation, token));
  if (program === "parallel" && command.length === 0) {
    let output = silence;
    for (const item of toFollow(items)) {
      output = append(
        output,
        engine.code(textStream(item), { language: "shell", from: "stdin", by: program, span }, inner),
      );
    }
    return output;
  }
  // Without a command xargs prints what comes in on one line.
  if (command.length === 0)
    return literals(items)
      ? textStream(concat(joinWords(items), known("\n")))
      : through(withText(input, null), program);
  // `parallel --pipe COMMAND`: each copy gets a part of the input, and no arguments.
  if (program === "parallel" && (call.options.has("--pipe") || call.options.has("--spreadstdin")))
    return engine.invoke(command, { ...inner, stdin: input }, environment, span);
  let output = silence;
  // `xargs sh -c`: what comes in is the code.
  if (/^-[a-z]*c$/.test(show(command.at(-1) ?? known("")))) {
    engine.code(textStream(joinWords(items)), lineSource(invocation), { ...inner, stdin: silence });
  }
  const rounds = items.length === 0 && input.text === null ? [hole("…", input.taint, "list")] : items;
  // With `-a FILE` or `-o` what it starts keeps the terminal.
  const stdin = file || call.options.has("--open-tty") ? callerInput : silence;
  // `-n1`: a call for each.
  const alone = token === null && /^1$/.test(show(call.options.get("--max-args")?.[0] ?? known("")));
  for (const item of token === null && !alone ? [null] : toFollow(rounds)) {
    const words: Text[] =
      item === null
        ? [...command, ...rounds]
        : alone
          ? [...command, item]
          : command.map((word) => substitute(word, token ?? "", item));
    const placed = item === null || alone || command.some((word) => includes(word, token ?? ""));
    // parallel appends what no word stands for; xargs does not, but whoever gives it paths means them for the command.
    const appended = placed || (program === "xargs" && !looksLikePath(item)) ? words : [...words, item];
    const meant = { ...inner, stdin };
    if (program === "parallel") {
      // parallel joins the words for a shell, where quotes are lost; what was meant is followed as well.
      if (appended.length > 1) engine.invoke(appended, meant, environment, span);
      output = append(output, engine.code(textStream(joinWords(appended)), lineSource(invocation), inner));
    } else output = append(output, engine.invoke(appended, meant, environment, span));
  }
  return output;
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

/** The string that stands for an item: `-I{}`, `-i`, parallel's `{}`. */
function placeholder(invocation: Invocation): string | null {
  const { call, program } = invocation;
  for (const name of ["-I", "--replace", "-i", "-J"]) {
    const values = call.options.get(name);
    if (values) return literal(values[0] ?? known("{}"));
  }
  return program === "parallel" ? "{}" : null;
}

/** What ends an item: NUL, a letter that is given, with `-I` a line; null: blanks, where quotes keep together. */
function delimiterOf({ call }: Invocation, token: string | null): string | null {
  if (call.options.has("--null") || call.options.has("-0")) return "\0";
  const given = (call.options.get("--delimiter") ?? call.options.get("-d"))?.[0];
  if (given) return decodeEscapes(literal(given) ?? "\n");
  return token === null ? null : "\n";
}

function itemsOf(stdin: Stream, delimiter: string | null): readonly Text[] {
  if (!stdin.text) return [someItems(stdin)];
  const whole = literal(stdin.text);
  // Names of files, as find and ls print them: whole lines but for what a pattern stands for.
  if (
    whole === null &&
    stdin.text.pieces.every((piece) => typeof piece === "string" || piece.shape === "glob")
  )
    return linesOf(stdin.text);
  if (whole === null) {
    const parts = delimiter === null ? wordsOf(stdin.text) : linesOf(stdin.text);
    return parts.some(({ pieces }) => pieces.some((piece) => typeof piece === "string"))
      ? parts
      : [someItems({ ...stdin, taint: stdin.text.taint })];
  }
  const parts =
    delimiter === null
      ? (whole.match(/(?:"[^"\n]*"|'[^'\n]*'|\\[\s\S]|[^\s"'\\])+/g) ?? []).map(unquoted)
      : whole.split(delimiter);
  return parts.filter((item) => item !== "").map((item) => known(item, stdin.taint));
}

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

/** The lines of a text, or what stands between its NULs. */
function linesOf(text: Text): readonly Text[] {
  return partsOf(text, /[\n\0]/);
}

function wordsOf(text: Text): readonly Text[] {
  return partsOf(text, /\s+/);
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

function includes(text: Text, token: string): boolean {
  return text.pieces.some(
    (piece) =>
      typeof piece === "string" && (token === "{}" ? /\{[./#%0-9]*\}/.test(piece) : piece.includes(token)),
  );
}

/** The text with the token replaced by the item; parallel's `{.}`, `{/}` … count as the item too. */
function substitute(text: Text, token: string, item: Text): Text {
  let out = known("", text.taint);
  for (const piece of text.pieces) {
    if (typeof piece !== "string") {
      out = concat(out, { pieces: [piece], taint: text.taint });
      continue;
    }
    const parts = token === "{}" ? piece.split(/\{[./#%0-9]*\}/) : piece.split(token);
    parts.forEach((part, i) => {
      out = i === 0 ? concat(out, known(part)) : concat(out, item, known(part));
    });
  }
  return out;
}
