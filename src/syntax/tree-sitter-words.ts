/**
 * Words out of a tree of tree-sitter-bash.
 *
 * From the tree come the quotes and expansions; the text between them is read by word.ts. tree-sitter-bash does
 * not see backticks in here-documents, nor escaped ones inside backticks: those stretches are parsed again.
 */
import { decodeAnsiC } from "./ansi-c.ts";
import type { Flat } from "./flat.ts";
import { parameterOperation } from "./parameter.ts";
import type { ArrayItem, Assignment, Span, Word, WordPart } from "./script.ts";
import type { Lower } from "./tree-sitter-lower.ts";
import { literal, type Mode, push, pushText, quoted, word } from "./word.ts";

/** Nodes that are one part of a word whatever is in them. */
export const opaque: ReadonlySet<string> = new Set([
  "string",
  "raw_string",
  "ansi_c_string",
  "translated_string",
  "expansion",
  "simple_expansion",
  "command_substitution",
  "process_substitution",
  "arithmetic_expansion",
]);

/** A stretch of source that is one part. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly lower: (mode: Mode) => WordPart;
  /** `'…'`, which in the operand of a quoted `${…}` is ordinary text. */
  readonly raw?: boolean;
}

export class Words {
  readonly #lower: Lower;

  constructor(lower: Lower) {
    this.#lower = lower;
  }

  /** A node that is one word (`word`, `concatenation`, `string` …). */
  word(tree: Flat, node: number, mode: Mode = "word"): Word {
    return this.range(tree, node, tree.start(node), tree.end(node), mode);
  }

  /** The nodes from `first` to `last`, which the grammar tells apart and which are one word. */
  through(tree: Flat, first: number, last: number): Word {
    const [start, end] = [tree.start(first), tree.end(last)];
    const parts: WordPart[] = [];
    this.#parts(
      parts,
      tree,
      this.#among(tree, first, tree.next(last), start, end, "word"),
      start,
      end,
      "word",
    );
    return word(parts, tree.span(start, end), "word");
  }

  /** The stretch `start`…`end` of the source, with what the tree under `node` says about it. */
  range(tree: Flat, node: number, start: number, end: number, mode: Mode): Word {
    const parts: WordPart[] = [];
    this.#parts(parts, tree, this.#pieces(tree, node, start, end, mode), start, end, mode);
    return word(parts, tree.span(start, end), mode);
  }

  /** Splits a stretch at unquoted white space: for `[ … ]`, whose operands the grammar reads as an expression. */
  split(tree: Flat, node: number, start: number, end: number, mode: Mode): Word[] {
    const pieces = this.#pieces(tree, node, start, end, mode);
    const words: Word[] = [];
    let from = -1;
    let piece = 0;
    let first = 0;
    const flush = (to: number) => {
      if (from >= 0) {
        const parts: WordPart[] = [];
        while ((pieces[first]?.start ?? from) < from) first++;
        let past = first;
        while ((pieces[past]?.start ?? to) < to) past++;
        this.#parts(parts, tree, pieces.slice(first, past), from, to, mode);
        words.push(word(parts, tree.span(from, to), mode));
      }
      from = -1;
    };
    for (let at = start; at < end; ) {
      while ((pieces[piece]?.end ?? end) <= at && piece < pieces.length) piece++;
      const here = pieces[piece];
      const blank = /\s/.test(tree.source.charAt(at));
      if (here !== undefined && here.start === at) {
        if (from < 0) from = at;
        at = here.end;
      } else if (blank || tree.source.startsWith("\\\n", at)) {
        if (blank) flush(at);
        at += blank ? 1 : 2;
      } else {
        if (from < 0) from = at;
        at += tree.source.charAt(at) === "\\" ? 2 : 1;
      }
    }
    flush(end);
    return words;
  }

  /** `last`: the node that the value ends with, where the grammar cut it short; else the assignment itself. */
  assignment(tree: Flat, node: number, last: number): Assignment {
    const children = tree.children(node);
    const operator = children.find((child) => tree.kind(child) === "=" || tree.kind(child) === "+=") ?? node;
    const append = tree.kind(operator) === "+=";
    const left = children[0] ?? node;
    const subscript = tree.kind(left) === "subscript";
    const name = /^\w*/.exec(tree.text(left))?.[0] ?? "";
    const from = tree.start(left) + name.length + 1;
    const index = subscript ? this.range(tree, left, from, tree.end(left) - 1, "value") : null;
    const value = children[children.indexOf(operator) + 1];
    const span = tree.span(tree.start(node), tree.end(last));
    if (value !== undefined && tree.kind(value) === "array") {
      const items = tree.children(value).filter((child) => !"()".includes(tree.kind(child)));
      const array = { kind: "array", items: items.map((item) => this.#item(tree, item)) } as const;
      return { span, name, index, append, value: array };
    }
    const start = tree.end(operator);
    const end = Math.max(start, tree.end(last));
    const parts: WordPart[] = [];
    this.#parts(
      parts,
      tree,
      this.#among(tree, node, tree.next(last), start, end, "value"),
      start,
      end,
      "value",
    );
    const scalar = word(parts, tree.span(start, end), "value");
    return { span, name, index, append, value: { kind: "scalar", word: scalar } };
  }

  /** `export x=…`, `declare -a y=(…)`: an operand of the command, kept as the word that it is. */
  assignmentWord(tree: Flat, node: number): Word {
    const array = tree.children(node).find((child) => tree.kind(child) === "array");
    if (array === undefined) return this.range(tree, node, tree.start(node), tree.end(node), "value");
    const parts: WordPart[] = [];
    pushText(
      parts,
      tree.source.slice(tree.start(node), tree.start(array)),
      "value",
      (index) => tree.start(node) + index,
    );
    let from = tree.start(array);
    const gap = (to: number) => push(parts, literal(tree.source.slice(from, to), tree.span(from, to), true));
    for (const item of tree.children(array).filter((child) => !"()".includes(tree.kind(child)))) {
      gap(tree.start(item));
      for (const part of this.word(tree, item, "value").parts) push(parts, part);
      from = tree.end(item);
    }
    gap(tree.end(array));
    return word(parts, tree.of(node), "value");
  }

  #item(tree: Flat, node: number): ArrayItem {
    const key = /^\[([^\]]*)\]=/.exec(tree.text(node));
    if (key === null) return { key: null, value: this.word(tree, node) };
    const start = tree.start(node) + key[0].length;
    return {
      key: this.range(tree, node, tree.start(node) + 1, start - 2, "value"),
      value: this.range(tree, node, start, tree.end(node), "value"),
    };
  }

  /** The opaque nodes under `node` that lie in the stretch, in order, and the backticks that the tree misses. */
  #pieces(tree: Flat, node: number, start: number, end: number, mode: Mode): Piece[] {
    return this.#among(tree, node, tree.next(node), start, end, mode);
  }

  /** The same below a node that is itself opaque. */
  #inside(tree: Flat, node: number, start: number, end: number, mode: Mode): Piece[] {
    return this.#among(tree, node + 1, tree.next(node), start, end, mode);
  }

  #among(tree: Flat, node: number, past: number, start: number, end: number, mode: Mode): Piece[] {
    const pieces: Piece[] = [];
    for (let at = node; at < past; ) {
      if (tree.end(at) <= start || tree.start(at) >= end) at = tree.start(at) >= end ? past : at + 1;
      else if (opaque.has(tree.kind(at)) && tree.start(at) >= start && tree.end(at) <= end) {
        const part = at;
        const from = tree.begin(part);
        const locale = tree.kind(part) === "string" && from > start && isDollar(tree.source, from - 1);
        const end = tree.kind(part) === "simple_expansion" ? endOfName(tree.source, from) : tree.end(part);
        // `$ x`, which the grammar takes for an expansion in a string, is none; nor is a missing token.
        if (end === null || end <= from) {
          at = tree.next(at);
          continue;
        }
        pieces.push({
          start: locale ? from - 1 : from,
          end,
          raw: tree.kind(part) === "raw_string",
          lower: (inside) => (locale ? this.#string(tree, part, true) : this.#part(tree, part, inside)),
        });
        at = tree.next(at);
      } else at++;
    }
    return this.#isComplete(tree, pieces, start, end, mode)
      ? pieces
      : this.#completed(tree, pieces, start, end);
  }

  /** Whether every `$` and backtick is in a piece. */
  #isComplete(tree: Flat, pieces: readonly Piece[], start: number, end: number, mode: Mode): boolean {
    if (mode === "here") return pieces.length === 0 && !/[$`]/.test(tree.source.slice(start, end));
    let from = start;
    for (const piece of pieces) {
      if (from < piece.start && /[$`]/.test(tree.source.slice(from, piece.start))) return false;
      from = piece.end;
    }
    return from >= end || !/[$`]/.test(tree.source.slice(from, end));
  }

  /** Adds what the grammar misses: backticks and `$1` in here-documents, `$$`; drops expansions that are escaped. */
  #completed(tree: Flat, pieces: readonly Piece[], start: number, end: number): Piece[] {
    const out: Piece[] = [];
    let piece = 0;
    for (let at = start; at < end; ) {
      while ((pieces[piece]?.start ?? end) < at) piece++;
      const here = pieces[piece];
      const character = tree.source.charAt(at);
      if (here?.start === at) {
        out.push(here);
        at = here.end;
      } else if (character === "`") {
        const close = closingBacktick(tree.source, at + 1, end);
        const past = Math.min(close + 1, end);
        const inner = tree.source.slice(at + 1, close);
        const span = tree.span(at, past);
        out.push({ start: at, end: past, lower: () => this.#backticked(inner, span, false) });
        at = past;
      } else if (character === "$") {
        const name = /^\$(\d|[@*#?$!-]|[A-Za-z_]\w*)/.exec(
          tree.source.slice(at, Math.min(end, at + 256)),
        )?.[1];
        const past = at + 1 + (name?.length ?? 0);
        const span = tree.span(at, past);
        if (name !== undefined) {
          const lower = (): WordPart => ({
            kind: "parameter",
            span,
            name,
            index: null,
            prefix: null,
            operation: null,
          });
          out.push({ start: at, end: past, lower });
        }
        at = past;
      } else at += character === "\\" ? 2 : 1;
    }
    return out;
  }

  #backticked(inner: string, span: Span, inString: boolean): WordPart {
    const source = inner.replace(inString ? /\\([\\`$"])/g : /\\([\\`$])/g, "$1");
    return { kind: "command-substitution", span, script: this.#lower.reparse(source, span) };
  }

  #parts(
    out: WordPart[],
    tree: Flat,
    pieces: readonly Piece[],
    start: number,
    end: number,
    mode: Mode,
  ): void {
    let from = start;
    const gap = (to: number) => {
      if (to <= from) return;
      const base = from;
      pushText(out, tree.source.slice(from, to), mode, (index) => tree.span(base + index, 0).start);
    };
    for (const piece of pieces) {
      if (piece.start < from) continue;
      gap(piece.start);
      push(out, piece.lower(mode));
      from = piece.end;
    }
    gap(end);
  }

  #part(tree: Flat, node: number, mode: Mode): WordPart {
    const span = tree.span(tree.begin(node), tree.end(node));
    const text = tree.source.slice(tree.begin(node), tree.end(node));
    switch (tree.kind(node)) {
      case "raw_string":
        return literal(text.slice(1, -1), span, true);
      case "ansi_c_string": {
        const raw = text.slice(2, -1);
        return { kind: "literal", span, text: decodeAnsiC(raw), quoted: true, form: "ansi-c", raw };
      }
      case "string":
        return this.#string(tree, node, false);
      case "translated_string":
        return this.#string(tree, node + 2, true);
      case "simple_expansion":
        return {
          kind: "parameter",
          span,
          name: parameterName(text, 0) ?? "",
          index: null,
          prefix: null,
          operation: null,
        };
      case "expansion":
        return this.#expansion(tree, node, mode);
      case "arithmetic_expansion": {
        const old = text.startsWith("$[");
        const [start, end] = [tree.begin(node) + (old ? 2 : 3), tree.end(node) - (old ? 1 : 2)];
        return { kind: "arithmetic-expansion", span, expression: this.#within(tree, node, start, end) };
      }
      case "process_substitution": {
        const direction = text.startsWith("<") ? "<" : ">";
        return { kind: "process-substitution", span, direction, script: this.#lower.script(tree, node) };
      }
      default: {
        if (isArithmetic(text)) {
          const [start, end] = [tree.begin(node) + 3, tree.end(node) - 2];
          return { kind: "arithmetic-expansion", span, expression: this.#within(tree, node, start, end) };
        }
        if (text.startsWith("`") && text.includes("\\")) {
          return this.#backticked(text.slice(1, -1), span, mode === "double");
        }
        return { kind: "command-substitution", span, script: this.#lower.script(tree, node) };
      }
    }
  }

  /** Arithmetic: only expansions count. */
  #within(tree: Flat, node: number, start: number, end: number): Word {
    const parts: WordPart[] = [];
    this.#parts(parts, tree, this.#inside(tree, node, start, end, "here"), start, end, "here");
    return { span: tree.span(start, end), parts };
  }

  /** `locale`: a `$` stands before it, which the grammar often takes for a word of its own. */
  #string(tree: Flat, node: number, locale: boolean): WordPart {
    const open = tree.begin(node) + 1;
    const close = Math.max(open, tree.end(node) - 1);
    const parts: WordPart[] = [];
    this.#parts(parts, tree, this.#inside(tree, node, open, close, "double"), open, close, "double");
    return quoted(parts, tree.span(locale ? open - 2 : open - 1, close + 1), locale);
  }

  /** `${…}`: read from its text, because the grammar's own reading of operators and operands is approximate. */
  #expansion(tree: Flat, node: number, mode: Mode): WordPart {
    const start = tree.begin(node) + 2;
    const end = tree.end(node) - 1;
    const inside = this.#inside(tree, node, start, end, "operand");
    const isCovered = (at: number) =>
      inside.find((piece) => piece.start <= at && at < piece.end)?.end ?? null;
    return parameterOperation({
      span: tree.span(start - 2, end + 1),
      source: tree.source,
      start,
      end,
      quoted: mode === "double" || mode === "here",
      skip: isCovered,
      word: (from, to, operandMode) => {
        const parts: WordPart[] = [];
        const within = inside.filter((piece) => piece.start >= from && piece.end <= to);
        const pieces = operandMode === "double" ? within.filter((piece) => piece.raw !== true) : within;
        this.#parts(parts, tree, pieces, from, to, operandMode);
        return word(parts, tree.span(from, to), operandMode);
      },
    });
  }
}

/** Whether `$(( … ))` that the grammar took for a substitution closes as arithmetic does. */
function isArithmetic(text: string): boolean {
  if (!text.startsWith("$((") || !text.endsWith("))")) return false;
  let depth = 0;
  for (const character of text.slice(3, -2)) {
    if (character === "(") depth++;
    else if (character === ")" && --depth < 0) return false;
  }
  return depth === 0;
}

const parameterHere = /\$(\d|[@*#?$!-]|[A-Za-z_]\w*)/y;

/** The name of the `$name` at this place: one digit, one special character, or an identifier. */
function parameterName(source: string, at: number): string | null {
  parameterHere.lastIndex = at;
  return parameterHere.exec(source)?.[1] ?? null;
}

function endOfName(source: string, at: number): number | null {
  const name = parameterName(source, at);
  return name === null ? null : at + 1 + name.length;
}

/** Whether an unescaped `$` that belongs to no other `$` stands here. */
function isDollar(source: string, at: number): boolean {
  return source.charAt(at) === "$" && !/(^|[^\\])(\\\\)*[\\$]$/.test(source.slice(Math.max(0, at - 20), at));
}

function closingBacktick(source: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (source.charAt(at) === "\\") at++;
    else if (source.charAt(at) === "`") return at;
  }
  return end;
}
