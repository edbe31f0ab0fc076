/** Programs that only compute: what `echo`, `printf`, `base64 -d`, `tr`, `rev`, `cut` … print when all they get is known. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { base32, charactersOf, hexadecimal } from "../decoders.ts";
import { decodeEscapes } from "../expansion/escapes.ts";
import { dialectOf } from "../interpreter/code.ts";
import { oneOf, withText } from "../stream.ts";
import {
  concat,
  known,
  literal,
  literalIfEmpty,
  mapKnown,
  sequence,
  show,
  type Text,
  union,
} from "../value.ts";
import { awk } from "./awk.ts";
import { factOf, isQuiet } from "./facts.ts";
import { dd, extendedOf, grep, jq, paste } from "./filters.ts";
import { fishString } from "./fish.ts";
import { listed, namesBelow, namesIn, resourceNames, spelled } from "./listing.ts";
import { printf } from "./printf.ts";
import { temporaryPath } from "./temporary.ts";

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

/** The text that the call prints, where it can be worked out; otherwise null. */
export function pureOutput(invocation: Invocation, input: Stream): Text | null {
  const { program, argv } = invocation;
  const dialect = dialectOf(invocation.engine, invocation.frame);
  // dash's echo decodes escapes, as zsh's does; `sh` may be dash.
  if (program === "echo") return echo(argv.slice(1), dialect !== "bash" && dialect !== "fish");
  // Only zsh and ksh have it; where it is not found it prints nothing.
  if (program === "print" && dialect === "zsh") {
    const words = argv.slice(1);
    const begin = words.findIndex((word) => !/^-[a-zA-Z]+$/.test(show(word)));
    const given = begin < 0 ? [] : words.slice(show(words[begin] ?? known("")) === "--" ? begin + 1 : begin);
    const flags = words.slice(0, Math.max(begin, 0)).map(show).join("");
    return wordsPrinted(given, !/[rR]/.test(flags), !flags.includes("n"));
  }
  if (program === "string" && dialect === "fish") return stringOutput(argv.slice(1), input);
  if (program === "printf") return printf(argv.slice(1));
  if (program === "tty") return known("/dev/tty\n");
  if (program === "git" && show(argv[1] ?? known("")) === "rev-parse") return quotedBy(argv.slice(2));
  if (isQuiet(invocation)) return known("");
  const fact = factOf(invocation);
  if (fact) return fact;
  if (program === "ls" || program === "dir") return listed(invocation) ?? namesIn(invocation);
  const names = namesBelow(invocation) ?? spelled(invocation) ?? resourceNames(invocation);
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
  const changed = transform(
    whole,
    args.filter((arg) => arg !== null),
    (letter) => holes.decode(letter).some((piece) => typeof piece !== "string" && piece.shape === "glob"),
  );
  if (changed === null || changed.length > LIMIT) return null;
  // That something is there of which nothing is known says no more than before.
  if (input.text === null && reads && !/[^\s\ue000-\uf8ff]/.test(changed)) return null;
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

/** The words with blanks between them. */
function wordsPrinted(words: readonly Text[], escapes: boolean, newline: boolean): Text {
  let out = known("");
  words.forEach((word, i) => {
    out = concat(out, known(i > 0 ? " " : ""), escapes ? mapKnown(word, decodeEscapes) : word);
  });
  // `\c` ends it all.
  const end = escapes ? show(out).indexOf("\\c") : -1;
  if (end >= 0 && literal(out) !== null) return known(show(out).slice(0, end), out.taint);
  return newline ? concat(out, known("\n")) : out;
}

/** `isName`: does a letter stand for names that are not known? */
type Transform = (
  input: string,
  args: readonly string[],
  isName: (letter: string) => boolean,
) => string | null;

const has = (args: readonly string[], ...names: readonly string[]): boolean =>
  args.some((arg) => names.includes(arg));

function lines(input: string): string[] {
  const all = input.split("\n");
  if (all.at(-1) === "") all.pop();
  return all;
}

const perLine =
  (change: (line: string) => string): Transform =>
  (input) =>
    lines(input)
      .map((line) => `${change(line)}\n`)
      .join("");

const fromBytes = (bytes: Buffer): string => bytes.toString("utf8");

const transforms: Readonly<Record<string, Transform>> = {
  cat: (input) => input,
  tee: (input) => input,
  rev: perLine((line) => [...line].reverse().join("")),
  tac: (input) =>
    lines(input)
      .reverse()
      .map((line) => `${line}\n`)
      .join(""),
  sort: (input, args, isName) => {
    if ([...input].some(isName) || /^[^\n]*\n?$/.test(input)) return input;
    const flags = args.join("").replaceAll("-", "");
    if (!/^[ur]*$/.test(flags)) return null;
    const sorted = flags.includes("u") ? [...new Set(lines(input))].sort() : lines(input).sort();
    return `${(flags.includes("r") ? sorted.reverse() : sorted).join("\n")}\n`;
  },
  shuf: (input, args) => (args.length === 0 ? input : null),
  uniq: (input, args) =>
    args.length === 0
      ? `${lines(input)
          .filter((line, i, all) => line !== all[i - 1])
          .join("\n")}\n`
      : null,
  base64: (input, args) =>
    has(args, "-d", "-D", "--decode", "-di", "-id")
      ? fromBytes(Buffer.from(input.replace(/[^A-Za-z0-9+/=]/g, ""), "base64"))
      : Buffer.from(input).toString("base64"),
  base32: (input, args) => (has(args, "-d", "--decode") ? fromBytes(base32(input)) : null),
  basenc: (input, args) =>
    has(args, "-d", "--decode") && has(args, "--base64", "--base64url")
      ? fromBytes(Buffer.from(input.trim(), "base64"))
      : null,
  openssl: (input, args) =>
    (args[0] === "base64" || (args[0] === "enc" && has(args, "-base64", "-a"))) && has(args, "-d")
      ? fromBytes(Buffer.from(input, "base64"))
      : null,
  xxd: (input, args) => {
    const flags = args.join("").replaceAll("-", "");
    if (!flags.includes("r")) return null;
    const hex = flags.includes("p")
      ? input
      : lines(input)
          .map((line) => line.replace(/^[0-9a-fA-F]+:/, "").split("  ")[0])
          .join("");
    return fromBytes(hexadecimal(hex));
  },
  tr: (input, args) => translate(input, args),
  head: (input, args) => take(input, args, true),
  tail: (input, args) => take(input, args, false),
  cut: (input, args) => cut(input, args),
  sed: (input, args) => substitute(input, args),
  awk,
  gawk: awk,
  mawk: awk,
  nawk: awk,
  dd,
  grep: (input, args, isName) => grep(input, args, "grep", isName),
  egrep: (input, args, isName) => grep(input, args, "egrep", isName),
  fgrep: (input, args, isName) => grep(input, args, "fgrep", isName),
  rg: (input, args, isName) => grep(input, args, "rg", isName),
  jq,
  paste,
  dos2unix: (input) => input.replaceAll("\r\n", "\n"),
};

const CLASSES: Readonly<Record<string, string>> = {
  "[:upper:]": "A-Z",
  "[:lower:]": "a-z",
  "[:digit:]": "0-9",
  "[:alpha:]": "A-Za-z",
  "[:alnum:]": "A-Za-z0-9",
  "[:space:]": " \t\n\r\v\f",
  "[:blank:]": " \t",
  "[:cntrl:]": "\0-\x1f\x7f",
  "[:punct:]": "!-/:-@[-`{-~",
};

/** The characters of a tr set, ranges and classes written out. */
function trSet(set: string): readonly string[] {
  let text = set;
  for (const [name, range] of Object.entries(CLASSES)) text = text.replaceAll(name, range);
  return charactersOf(decodeEscapes(text));
}

function translate(input: string, args: readonly string[]): string | null {
  const flags = args.filter((arg) => /^-[cCdst]+$|^--/.test(arg)).join("");
  const [from, to] = args.filter((arg) => !/^-[cCdst]+$|^--/.test(arg));
  if (from === undefined) return null;
  const set = trSet(from);
  const complement = /c|C|complement/.test(flags);
  const within = (c: string) => set.includes(c) !== complement;
  if (/d/.test(flags.replace("squeeze", ""))) return [...input].filter((c) => !within(c)).join("");
  if (to === undefined) {
    if (!/s/.test(flags)) return null;
    return [...input].filter((c, i, all) => !(within(c) && all[i - 1] === c)).join("");
  }
  const target = trSet(to);
  const last = target.at(-1) ?? "";
  return [...input]
    .map((c) => (within(c) ? (complement ? last : (target[set.indexOf(c)] ?? last)) : c))
    .join("");
}

function take(input: string, args: readonly string[], start: boolean): string | null {
  const joined = args.join(" ");
  const count = /(?:-n|--lines=?|-(?=\d))\s*([+-]?\d+)/.exec(joined)?.[1];
  const bytes = /(?:-c|--bytes=?)\s*([+-]?\d+)/.exec(joined)?.[1];
  if (bytes !== undefined) {
    const n = Number(bytes);
    if (start) return n < 0 || Object.is(n, -0) ? input.slice(0, n) : input.slice(0, n);
    return bytes.startsWith("+") ? input.slice(n - 1) : input.slice(-Math.abs(n));
  }
  const all = lines(input);
  const n = Number(count ?? 10);
  const part = start ? all.slice(0, n) : count?.startsWith("+") ? all.slice(n - 1) : all.slice(-Math.abs(n));
  return part.map((line) => `${line}\n`).join("");
}

function cut(input: string, args: readonly string[]): string | null {
  const joined = args.join("\0");
  const list = /(?:^|\0)-(?:[bcf]\0?|-(?:bytes|characters|fields)=)([\d,-]+)/.exec(joined)?.[1];
  if (list === undefined) return null;
  const fields = /(?:^|\0)-f|--fields/.test(joined);
  const delimiter = /(?:^|\0)-d\0?([\s\S])/.exec(joined)?.[1] ?? "\t";
  const wanted = (n: number) =>
    list.split(",").some((range) => {
      const [from, to] = range.includes("-") ? range.split("-") : [range, range];
      return n >= Number(from || 1) && n <= (to === "" ? Number.POSITIVE_INFINITY : Number(to));
    });
  return lines(input)
    .map((line) => {
      const parts = fields ? line.split(delimiter) : [...line];
      if (fields && parts.length === 1) return `${line}\n`;
      return `${parts.filter((_, i) => wanted(i + 1)).join(fields ? delimiter : "")}\n`;
    })
    .join("");
}

/** `sed s/a/b/[g]` with a constant pattern, one or more of them. */
function substitute(input: string, args: readonly string[]): string | null {
  const scripts = args.filter((arg) => !/^-[eEnrsu]+$|^--/.test(arg));
  if (scripts.length === 0 || has(args, "-n", "-i")) return null;
  // `sed 1d`: the heading goes.
  const dropped = /^(\d+)d$/.exec(scripts.join(";"))?.[1];
  if (dropped !== undefined)
    return lines(input)
      .filter((_, i) => i + 1 !== Number(dropped))
      .map((line) => `${line}\n`)
      .join("");
  let text = input;
  for (const part of scripts.flatMap((script) => script.split(/;(?=\s*[sy])/))) {
    const found = /^\s*s([\s\S])((?:\\.|(?!\1)[^\\])*)\1((?:\\.|(?!\1)[^\\])*)\1([gI0-9]*)\s*$/.exec(part);
    if (!found) return null;
    const pattern = found[2] ?? "";
    const replacement = (found[3] ?? "").replace(/\\(.)|&|\$/g, (sign: string, c?: string) => {
      if (c === undefined) return sign === "&" ? "$&" : "$$";
      return /\d/.test(c) ? `$${c}` : c === "n" ? "\n" : c;
    });
    const extended = has(args, "-E", "-r");
    const source = extended ? pattern : extendedOf(pattern);
    try {
      const regex = new RegExp(source, `m${(found[4] ?? "").includes("g") ? "g" : ""}`);
      text = lines(text)
        .map((line) => `${line.replace(regex, replacement)}\n`)
        .join("");
    } catch {
      return null;
    }
  }
  return text;
}
