/** Builtins that read variables from their input: `read` and `mapfile`. */

import type { Dialect } from "../../syntax/index.ts";
import { quote } from "../../syntax/quote.ts";
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { splitText } from "../call/words.ts";
import { runSubscripts } from "../expansion/subscript.ts";
import { dialectOf } from "../interpreter/code.ts";
import { inputFrom } from "../interpreter/descriptors.ts";
import type { Engine } from "../interpreter/engine.ts";
import { Items } from "../interpreter/items.ts";
import { toFollow } from "../long-lists.ts";
import { silence, textStream, unknownStream } from "../stream.ts";
import {
  concat,
  known,
  literal,
  literalIfEmpty,
  mapKnown,
  prefix,
  type TaintSet,
  type Text,
} from "../value.ts";
import { words } from "./builtins.ts";
import { lineSource } from "./line.ts";

/** What a `read` or `mapfile` was told by its options. */
interface Reading {
  readonly names: readonly Text[];
  readonly options: ReadonlyMap<string, Text>;
}

/** Letters that take a value, by what reads. */
const READ_VALUES = { read: "adinNptu", zsh: "dktu", fish: "cdnpPR", mapfile: "dnOsuCc" } as const;

function readingOf(invocation: Invocation, kind: keyof typeof READ_VALUES): Reading {
  const names: Text[] = [];
  const options = new Map<string, Text>();
  const all = words(invocation);
  for (let i = 0; i < all.length; i++) {
    const arg = all[i] ?? known("");
    const letters = /^-([a-zA-Z].*)$/s.exec(literal(arg) ?? "")?.[1];
    if (letters === undefined) {
      if (!prefix(arg).startsWith("-")) names.push(arg);
      continue;
    }
    const at = [...letters].findIndex((letter) => READ_VALUES[kind].includes(letter));
    for (const letter of at < 0 ? letters : letters.slice(0, at)) options.set(letter, known(""));
    if (at < 0) continue;
    const attached = letters.slice(at + 1);
    options.set(letters[at] ?? "", attached === "" ? (all[++i] ?? known("")) : known(attached));
  }
  return { names, options };
}

/** `read`: variables from standard input or a descriptor. */
export function readVariables(invocation: Invocation): Stream {
  const { frame, engine, span, program, environment } = invocation;
  const { shell } = frame;
  const dialect = dialectOf(engine, frame);
  const reading = readingOf(invocation, dialect === "zsh" || dialect === "fish" ? dialect : "read");
  const { names, options } = reading;
  for (const name of names) runSubscripts(engine, frame, name, program, span);
  const { input, records, toText } = takeRecords(invocation, reading, dialect);
  const unknown = unknownOf("$(read)", input, input.taint);
  // fish takes what is between them for the variables, not for the lines.
  const between = dialect === "fish" ? options.get("d") : undefined;
  const separators =
    literal(between ?? environment.get("IFS") ?? known(engine.expansion(frame).separators()[0])) ?? " \t\n";
  const array = arrayNamed(reading, dialect);
  if (array) {
    const [first = ""] = records ?? [];
    const items = records ? fieldsOf(first, separators).map(toText) : [unknown];
    shell.setArray(literal(array) ?? "", Items.of(items));
    return silence;
  }
  const targets = names.length > 0 ? names.map((name) => literal(name) ?? "") : ["REPLY"];
  const [only, ...others] = targets;
  if (only !== undefined && others.length === 0 && input.text && isListing(input.text)) {
    const lines = splitText(input.text, "\n").filter(({ pieces }) => pieces.length > 0);
    shell.setAlternatives(only, lines);
    return silence;
  }
  for (const [i, name] of targets.entries()) {
    if (!records) shell.set(name, unknown);
    // fish: `read -L a b`, a line for each.
    else if (dialect === "fish" && options.has("L")) shell.set(name, toText(records[i] ?? ""));
    else {
      // In a loop each record comes in turn: the variable may be any of them.
      const isLast = i === targets.length - 1;
      const values = records.map((record) => {
        if (options.has("N")) return i === 0 ? record : "";
        return isLast ? restOf(record, separators, i) : (fieldsOf(record, separators)[i] ?? "");
      });
      shell.setAlternatives(name, values.map(toText));
    }
  }
  return silence;
}

/** What is read, in the pieces that one `read` after the other would take. */
interface Records {
  readonly input: Stream;
  /** Null where the input is not known. */
  readonly records: readonly string[] | null;
  /** A part of a record, as text of the command again. */
  readonly toText: (part: string) => Text;
}

function takeRecords(invocation: Invocation, { options }: Reading, dialect: Dialect): Records {
  const { engine } = invocation;
  const given = inputOf(invocation, options.get("u"));
  // What takes a part of a line is followed by what takes the next one.
  const input = ["n", "N", "k", "d"].some((letter) => options.has(letter)) ? engine.leftOf(given) : given;
  const escapes = !options.has("r") && dialect !== "fish";
  const text = input.text ? withLetters(input.text, engine) : null;
  const count = Number(literal(options.get("n") ?? options.get("N") ?? options.get("k") ?? known("")) || 0);
  const delimiter = delimiterOf(options, dialect);
  const decoded = (part: string): Text => ({ pieces: engine.holes.decode(part), taint: input.taint });
  const toText = (part: string) => decoded(escapes ? part.replace(/\\([\s\S])/g, "$1") : part);
  if (text === null || delimiter === null) return { input, records: null, toText };
  const records = recordsOf(escapes ? text.replaceAll("\\\n", "") : text, delimiter, count);
  engine.leave(input, decoded(text.slice((records[0] ?? "").length + (count > 0 ? 0 : 1))));
  return { input, records, toText };
}

/** What a record ends with; nothing stands for NUL, null for what is not known. */
function delimiterOf(options: Reading["options"], dialect: Dialect): string | null {
  if (dialect === "fish") return options.has("z") ? "" : "\n";
  return options.has("d") ? literal(options.get("d") ?? known("")) : "\n";
}

/** The array that gets the fields: named by `-a`, in zsh (`-A`) and fish the first name. */
function arrayNamed({ names, options }: Reading, dialect: Dialect): Text | undefined {
  if (dialect === "zsh") return options.has("A") ? names[0] : undefined;
  if (dialect === "fish") return options.has("A") || options.has("a") ? names[0] : undefined;
  return options.get("a");
}

/** `mapfile`: an array of lines; `-C` runs code for them. */
export function readArray(invocation: Invocation): Stream {
  const { frame, engine } = invocation;
  const { names, options } = readingOf(invocation, "mapfile");
  const callback = options.get("C");
  const input = inputOf(invocation, options.get("u"));
  const text = input.text ? withLetters(input.text, engine) : null;
  const delimiter = literal(options.get("d") ?? known("\n"));
  const number = (option: string) => Number(literal(options.get(option) ?? known("")) || 0);
  const end = options.has("t") ? "" : delimiter;
  const lines = text === null || delimiter === null ? null : recordsOf(text, delimiter, 0);
  const wanted = lines?.slice(number("s"), number("n") > 0 ? number("s") + number("n") : undefined);
  const textOf = (part: string): Text => ({ pieces: engine.holes.decode(part), taint: input.taint });
  const unknown = unknownOf("$(mapfile)", input, input.taint.size > 0 ? input.taint : new Set(["stdin"]));
  const items = wanted?.map((line) => textOf(`${line}${end}`)) ?? [unknown];
  const name = literal(names[0] ?? known("")) || "MAPFILE";
  // With an index to begin at, what the array has already stays.
  const [before] = options.has("O") ? (frame.shell.get(name)?.alternatives ?? []) : [];
  const array = before?.kind === "array" ? before.items.fork() : new Items();
  for (const [i, item] of items.entries()) array.set(String(number("O") + i), item);
  frame.shell.setArray(name, array);
  if (callback)
    for (const [i, item] of toFollow(items).entries()) {
      const code = concat(callback, known(` ${i} `), mapKnown(item, quote));
      engine.code(textStream(code), lineSource(invocation, "eval"), frame);
    }
  return silence;
}

/** Text read from an unknown stream, with what is known of where it comes from. */
function unknownOf(label: string, { via, sources }: Stream, taint: TaintSet): Text {
  return { pieces: [{ kind: "hole", taint, label, shape: "text", via, sources }], taint };
}

/** Names of files that are only known by where they lie, as `find` prints them: each line is such a name. */
function isListing({ pieces }: Text): boolean {
  const holes = pieces.filter((piece) => typeof piece !== "string");
  return holes.length > 0 && holes.every(({ shape }) => shape === "glob");
}

/** The text with a letter for each unknown part; null where nothing of it is known. */
function withLetters(text: Text, { holes }: Engine): string | null {
  const whole = literalIfEmpty(text);
  if (whole !== null) return whole;
  return text.pieces.some((piece) => typeof piece === "string" && piece.trim() !== "")
    ? holes.encode(text)
    : null;
}

function inputOf({ frame }: Invocation, descriptor: Text | undefined): Stream {
  if (!descriptor) return frame.stdin;
  const number = Number(literal(descriptor) ?? Number.NaN);
  return (Number.isInteger(number) ? inputFrom(frame, number) : null) ?? unknownStream(new Set(["stdin"]));
}

/** The pieces that one `read` after the other would take; without a delimiter they end with NUL, or the input. */
function recordsOf(text: string, delimiter: string, count: number): string[] {
  const all = text.split(delimiter === "" ? "\0" : delimiter);
  if (delimiter === "" && all.length === 1) return [text.replace(/\n$/, "")];
  if (all.at(-1) === "" && all.length > 1) all.pop();
  return count > 0 ? [(all[0] ?? "").slice(0, count)] : all;
}

/** A record split as `read` does: blanks in IFS run together, other characters each part two fields. */
function fieldsOf(record: string, separators: string): string[] {
  if (separators === "") return [record];
  const blanks = [...separators].filter((c) => /\s/.test(c)).join("");
  const strong = [...separators].filter((c) => !/\s/.test(c)).join("");
  const trimmed = blanks === "" ? record : trim(record, blanks);
  const out = [""];
  let gap = false;
  for (const c of trimmed) {
    if (strong.includes(c)) {
      out.push("");
      gap = false;
    } else if (blanks.includes(c)) gap = true;
    else {
      if (gap) out.push("");
      gap = false;
      out[out.length - 1] += c;
    }
  }
  return out;
}

/** What the last variable gets: everything from its field on, with the separators in it. */
function restOf(record: string, separators: string, skip: number): string {
  const blanks = [...separators].filter((c) => /\s/.test(c)).join("");
  let rest = trim(record, blanks);
  for (let i = 0; i < skip; i++) {
    const end = [...rest].findIndex((c) => separators.includes(c));
    if (end < 0) return "";
    rest = trim(rest.slice(end + (blanks.includes(rest[end] ?? "") ? 0 : 1)), blanks);
  }
  return rest;
}

function trim(text: string, blanks: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && blanks.includes(text[from] ?? "")) from++;
  while (to > from && blanks.includes(text[to - 1] ?? "")) to--;
  return text.slice(from, to);
}
