/** Programs that only compute: what `echo`, `printf`, `base64 -d`, `tr`, `rev`, `cut` … print when all they get is known. */

import type { Stream } from "../action.ts";
import { TooCostly } from "../bounded-regex.ts";
import type { Invocation } from "../call/invocation.ts";
import { decodeEscapes } from "../expansion/escapes.ts";
import { dialectOf } from "../interpreter/code.ts";
import { oneOf, withText } from "../stream.ts";
import {
  concat,
  hole,
  known,
  literal,
  literalIfEmpty,
  mapKnown,
  sequence,
  show,
  type Text,
  union,
} from "../value.ts";
import { factOf, isQuiet } from "./facts.ts";
import { fishString } from "./fish.ts";
import { listed, namesBelow, namesIn, resourceNames, spelled } from "./listing.ts";
import { printf } from "./printf.ts";
import { secretsListed } from "./secret-names.ts";
import { temporaryPath } from "./temporary.ts";
import { transforms } from "./transforms.ts";

/** Larger texts are not worked out. */
const LIMIT = 256 * 1024;

/** Programs that make something else out of each character. */
const DECODERS = new Set(["base64", "base32", "basenc", "openssl", "xxd", "dd"]);

/** Does each character count, so that what is not known cannot stand for one: for a decoder, and for `cut -c`, `head -c`? */
function countsCharacters({ program, argv }: Invocation): boolean {
  return (
    DECODERS.has(program) ||
    (/^(?:cut|head|tail)$/.test(program) &&
      argv.some((arg) => /^(?:-[bc]|--(?:bytes|characters))/.test(show(arg))))
  );
}

/** What the call makes of its input, where that can be worked out; otherwise null. */
export function madeOf(invocation: Invocation, input: Stream): Stream | null {
  if (input.ways) {
    const made = input.ways.flatMap((way) => madeOf(invocation, withText(input, way)) ?? []);
    return made.length === input.ways.length ? oneOf(made) : null;
  }
  const text = pureOutput(invocation, input);
  return text && { ...input, text, taint: union(input.taint, text.taint) };
}

/** The text that the call prints, where it can be worked out, and does not take too long; otherwise null. */
export function pureOutput(invocation: Invocation, input: Stream): Text | null {
  try {
    return workedOut(invocation, input);
  } catch (error) {
    if (error instanceof TooCostly) return null;
    throw error;
  }
}

function workedOut(invocation: Invocation, input: Stream): Text | null {
  const { program, argv } = invocation;
  const dialect = dialectOf(invocation.engine, invocation.frame);
  // dash's echo decodes escapes, as zsh's does; `sh` may be dash.
  if (program === "echo") return echo(argv.slice(1), dialect !== "bash" && dialect !== "fish");
  // Only zsh and ksh have it; where it is not found it prints nothing.
  if (program === "print" && dialect === "zsh") {
    return printed(argv.slice(1));
  }
  if (program === "string" && dialect === "fish") return stringOutput(argv.slice(1), input);
  if (program === "printf") return printf(argv.slice(1));
  if (program === "tty") return known("/dev/tty\n");
  if (program === "git" && show(argv[1] ?? known("")) === "rev-parse") return quotedBy(argv.slice(2));
  if (isQuiet(invocation)) return known("");
  const fact = factOf(invocation);
  if (fact) return fact;
  if (program === "ls" || program === "dir") return listed(invocation) ?? namesIn(invocation);
  const names =
    namesBelow(invocation) ??
    spelled(invocation) ??
    resourceNames(invocation) ??
    secretsListed(invocation, input);
  if (names) return names;
  if (program === "mktemp" || program === "tempfile") return temporaryPath(invocation);
  const transform = transforms[program];
  // A program of awk that is all BEGIN reads nothing.
  const reads =
    !/^[gmn]?awk$/.test(program) || !argv.some((arg) => /^\s*BEGIN\s*\{[^{}]*\}\s*$/.test(show(arg)));
  const given = input.text ?? (reads ? lineOfNames(program, input) : known(""));
  if (!transform || !given) return null;
  const { holes } = invocation.engine;
  const whole = literalIfEmpty(given) ?? (countsCharacters(invocation) ? null : holes.encode(given));
  const args = withoutFiles(invocation).map(literalIfEmpty);
  if (program === "cat" || program === "tee")
    return args.some((arg) => arg?.startsWith("-") && arg !== "-" && arg !== "--") ? null : input.text;
  if (whole === null || whole.length > LIMIT || args.includes(null)) return null;
  const words = args.filter((arg) => arg !== null);
  const isName = (letter: string) =>
    holes.decode(letter).some((piece) => typeof piece !== "string" && piece.shape === "glob");
  const changed = transform(whole, words, isName);
  if (changed === null || changed.length > LIMIT) return null;
  if (input.text === null && reads) {
    // That something is there of which nothing is known says no more than before.
    if (!/[^\s\ue000-\uf8ff]/.test(changed)) return null;
    // There may be more lines like this one, to each of which the same has to happen.
    if (transform(whole + whole, words, isName) !== changed + changed) return null;
  }
  return { pieces: holes.decode(changed), taint: union(input.taint, given.taint) };
}

/** Where lines come from that somebody else may have written, or that are judged by what they are. */
const STRANGE = ["network", "stdin", "secret", "env"] as const;

/** Filters that may put something known around each line. */
const DRESSES = /^(?:sed|[gmn]?awk)$/;

/** A line of which nothing is known but where it is from, for what is put around it: `git tag | sed 's/^/:/'`. */
function lineOfNames(program: string, { taint, via, sources }: Stream): Text | null {
  const isStrange = STRANGE.some((each) => taint.has(each));
  if (isStrange || via.length === 0 || !DRESSES.test(program)) return null;
  const names = { kind: "hole", taint, label: "…", shape: "list", computed: true, via, sources } as const;
  return { pieces: [names, "\n"], taint };
}

/** The arguments without the files, whose content is the input. */
function withoutFiles({ argv, call }: Invocation): readonly Text[] {
  const files = new Set(
    call.arguments.flatMap(({ text, role, option }) => (option === null && role === "read" ? [text] : [])),
  );
  return files.size === 0 ? argv.slice(1) : argv.slice(1).filter((arg) => !files.has(arg));
}

function stringOutput(args: readonly Text[], input: Stream): Text | null {
  const words = args.map(literalIfEmpty);
  const lines = words.includes(null)
    ? null
    : fishString(
        input.text ? (literal(input.text) ?? "") : "",
        words.filter((word) => word !== null),
      );
  return lines === null ? null : known(lines, input.taint);
}

/** `git rev-parse --sq-quote ARGUMENT…`: each in single quotes, to be read again by `eval`. */
function quotedBy([option, ...args]: readonly Text[]): Text | null {
  if (!option || literal(option) !== "--sq-quote") return null;
  return sequence([
    ...args.flatMap((arg) => [
      known(" '"),
      mapKnown(arg, (text) => text.replaceAll("'", "'\\''")),
      known("'"),
    ]),
    known("\n"),
  ]);
}

function echo(args: readonly Text[], decodes = false): Text {
  let escapes = decodes;
  let newline = true;
  let first = 0;
  for (; first < args.length; first++) {
    const option = literal(args[first] ?? known(""));
    if (option === null || !/^-[neE]+$/.test(option)) break;
    if (option.includes("n")) newline = false;
    if (option.includes("e")) escapes = true;
    if (option.includes("E")) escapes = false;
  }
  return wordsPrinted(args.slice(first), escapes, newline);
}

/** zsh's `print`: `-f FORMAT` is printf, `-l` and `-N` end each word with a line break or NUL, `-C 1` puts each on a line. */
function printed(words: readonly Text[]): Text {
  const flags: string[] = [];
  let at = 0;
  for (; /^-[a-zA-Z]/.test(show(words[at] ?? known(""))); at++) {
    const flag = show(words[at] ?? known(""));
    const format = /^-[a-zA-Z]*f$/.test(flag) ? words[at + 1] : undefined;
    if (format) return printf([format, ...withoutDashes(words.slice(at + 2))]) ?? hole("$(print)");
    if (/[uvC]$/.test(flag)) at++;
    flags.push(flag);
  }
  const letters = flags.join("");
  const between = letters.includes("N") ? "\0" : /[lC]/.test(letters) ? "\n" : " ";
  return wordsPrinted(withoutDashes(words.slice(at)), !/[rR]/.test(letters), !letters.includes("n"), between);
}

function withoutDashes(words: readonly Text[]): readonly Text[] {
  return show(words[0] ?? known("")) === "--" ? words.slice(1) : words;
}

/** The words with blanks, or what else there is, between them. */
function wordsPrinted(words: readonly Text[], escapes: boolean, newline: boolean, between = " "): Text {
  let out = known("");
  words.forEach((word, i) => {
    out = concat(out, known(i > 0 ? between : ""), escapes ? mapKnown(word, decodeEscapes) : word);
  });
  // `\c` ends it all.
  const end = escapes ? show(out).indexOf("\\c") : -1;
  if (end >= 0 && literal(out) !== null) return known(show(out).slice(0, end), out.taint);
  return newline ? concat(out, known("\n")) : out;
}
