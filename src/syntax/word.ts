/**
 * What both lowerings share about words: escapes, merging of literals, globs.
 * They bring the structure (where a quote or an expansion begins and ends); the text between is read here.
 */
import { braces } from "./braces.ts";
import type { Literal, Span, Word, WordPart } from "./script.ts";

/**
 * How the text between expansions is read.
 * `word`: everything applies. `value` (right of `=`): no braces, no globs. `operand` (inside `${x…}`): no braces.
 * `double`: inside `"…"`. `here`: a here-document or arithmetic, where `"` is ordinary.
 */
export type Mode = "word" | "value" | "operand" | "double" | "here";

/** Plain text as a part of a word. */
export function literal(text: string, span: Span, quoted: boolean): Literal {
  return { kind: "literal", span, text, quoted, form: "plain" };
}

/** Appends a part; literals of one kind that touch become one. */
export function push(parts: WordPart[], part: WordPart): void {
  const last = parts[parts.length - 1];
  if (
    last?.kind === "literal" &&
    part.kind === "literal" &&
    last.quoted === part.quoted &&
    last.form === "plain" &&
    part.form === "plain"
  ) {
    const span = { start: last.span.start, end: part.span.end };
    parts[parts.length - 1] = literal(last.text + part.text, span, last.quoted);
  } else parts.push(part);
}

/** The pieces of a word between its separators, which stand in plain text. */
export function parted(whole: Word, separator: string): Word[] {
  const pieces: Word[] = [];
  let parts: WordPart[] = [];
  let { start } = whole.span;
  const add = (text: string, from: number) => {
    if (text !== "") parts.push(literal(text, { start: from, end: from + text.length }, true));
  };
  for (const part of whole.parts) {
    if (part.kind !== "literal") {
      parts.push(part);
      continue;
    }
    let at = part.span.start;
    const [head = "", ...others] = part.text.split(separator);
    add(head, at);
    at += head.length;
    for (const text of others) {
      pieces.push({ span: { start, end: at }, parts });
      start = at + separator.length;
      parts = [];
      add(text, start);
      at = start + text.length;
    }
  }
  return [...pieces, { span: { start, end: whole.span.end }, parts }];
}

/** The characters that a backslash protects; elsewhere in quotes it stays. A newline after it always goes. */
const escapable: Readonly<Record<Mode, string | null>> = {
  word: null,
  value: null,
  operand: null,
  double: '$`"\\',
  here: "$`\\",
};

/**
 * Text that holds no quote and no expansion, as written, to literals. An escaped character is a quoted
 * literal; a backslash-newline vanishes. `at` gives the outer offset of an index into `raw`.
 */
export function pushText(parts: WordPart[], raw: string, mode: Mode, at: (index: number) => number): void {
  const quoted = mode === "double" || mode === "here";
  let start = 0;
  for (let next = raw.indexOf("\\"); next >= 0; next = raw.indexOf("\\", start)) {
    if (next > start)
      push(parts, literal(raw.slice(start, next), { start: at(start), end: at(next) }, quoted));
    const character = raw.charAt(next + 1);
    const only = escapable[mode];
    const span = { start: at(next), end: at(Math.min(next + 2, raw.length)) };
    if (character === "") push(parts, literal("\\", span, true));
    else if (character !== "\n") {
      const keeps = only !== null && !only.includes(character);
      push(parts, literal(keeps ? `\\${character}` : character, span, true));
    }
    start = next + 2;
  }
  if (start < raw.length) {
    push(parts, literal(raw.slice(start), { start: at(start), end: at(raw.length) }, quoted));
  }
}

/** Closes a word: brace expansions and globs are found across its parts, as the shell does after quoting. */
export function word(parts: WordPart[], span: Span, mode: Mode): Word {
  if (mode === "double" || mode === "here" || mode === "value") return { span, parts };
  const expanded = mode === "word" && has(parts, "{") ? braces(parts, globs) : parts;
  return { span, parts: globs(expanded) };
}

/** `"…"` without expansions is a quoted literal. */
export function quoted(parts: WordPart[], span: Span, locale: boolean): WordPart {
  const only = parts[0];
  if (parts.length === 0) return { ...literal("", span, true), form: locale ? "locale" : "plain" };
  if (parts.length === 1 && only?.kind === "literal") {
    return { ...literal(only.text, span, true), form: locale ? "locale" : "plain" };
  }
  return locale ? { kind: "quoted", span, parts, locale: true } : { kind: "quoted", span, parts };
}

function has(parts: readonly WordPart[], character: string): boolean {
  return parts.some((part) => part.kind === "literal" && !part.quoted && part.text.includes(character));
}

const globCharacter = /[*?[]/;

/** Splits `*`, `?` and `[…]` out of unquoted literals. A bracket may hold quoted text: `[r"m"]`. */
function globs(parts: readonly WordPart[]): readonly WordPart[] {
  if (!parts.some((part) => part.kind === "literal" && !part.quoted && globCharacter.test(part.text)))
    return parts;
  const out: WordPart[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if (part === undefined) break;
    if (part.kind !== "literal" || part.quoted) {
      out.push(part);
      continue;
    }
    let rest: Literal = part;
    let from = 0;
    for (let found = nextGlob(rest.text, from); found >= 0; found = nextGlob(rest.text, from)) {
      const bracket = rest.text.charAt(found) === "[" ? bracketAt(parts, index, rest, found + 1) : null;
      if (typeof bracket === "number") {
        // No bracket expression begins here, nor at any other `[` before that place.
        from = bracket;
        continue;
      }
      const start = rest.span.start + found;
      if (found > 0)
        out.push(literal(rest.text.slice(0, found), { start: rest.span.start, end: start }, false));
      const text = bracket?.text ?? rest.text.charAt(found);
      const after: Literal = bracket?.after ?? cut(rest, found + 1);
      out.push({ kind: "glob", span: { start, end: after.span.start }, text });
      from = bracket === null ? Math.max(0, from - found - 1) : 0;
      index = bracket?.index ?? index;
      rest = after;
    }
    if (rest.text !== "") out.push(rest);
  }
  return out;
}

/** The next `*` or `?`, or the next `[` that is not known to be ordinary (those before `from` are). */
function nextGlob(text: string, from: number): number {
  const free = from > 0 ? text.slice(0, from).search(/[*?]/) : -1;
  if (free >= 0) return free;
  const found = text.slice(from).search(globCharacter);
  return found < 0 ? -1 : from + found;
}

function cut(from: Literal, index: number): Literal {
  return literal(from.text.slice(index), { start: from.span.start + index, end: from.span.end }, false);
}

/**
 * The bracket expression whose `[` stands before `from` in `rest`, over literals only. When it does not
 * close, or a `/` comes first (a path component ends there): the index in `rest` up to which no `[` opens one.
 */
function bracketAt(parts: readonly WordPart[], index: number, rest: Literal, from: number) {
  let text = "[";
  let first = true;
  for (let at = index; at < parts.length; at++) {
    const part = at === index ? rest : parts[at];
    if (part?.kind !== "literal") break;
    if (part.quoted) {
      text += part.text.replace(/[\]\\!^-]/g, "\\$&");
      first = false;
      continue;
    }
    for (let i = at === index ? from : 0; i < part.text.length; i++) {
      const character = part.text.charAt(i);
      if (character === "/") return at === index ? i : rest.text.length;
      if (character === "]" && !first) return { index: at, text: `${text}]`, after: cut(part, i + 1) };
      const named = character === "[" ? /^\[([:.=]).*?\1\]/.exec(part.text.slice(i, i + 64)) : null;
      if (named !== null) i += named[0].length - 1;
      text += named?.[0] ?? character;
      first = first && (character === "!" || character === "^") && text.length === 2;
    }
  }
  return rest.text.length;
}

/** `<<-`: tabs at the start of a line of the body go. */
export function withoutTabs(parts: readonly WordPart[]): WordPart[] {
  return parts.map((part, index) => {
    if (part.kind !== "literal") return part;
    return { ...part, text: part.text.replace(index === 0 ? /(^|\n)\t+/g : /(\n)\t+/g, "$1") };
  });
}
