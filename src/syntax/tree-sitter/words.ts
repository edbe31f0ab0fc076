/**
 * Words out of a tree of tree-sitter-bash.
 *
 * From the tree come the quotes and expansions; the text between them is read by ../word.ts. tree-sitter-bash does
 * not see backticks in here-documents, nor escaped ones inside backticks: those stretches are parsed again.
 */
import { decodeAnsiC } from "../ansi-c.ts";
import { parameterOperation } from "../parameter.ts";
import type { Parameter, Script, Span, Word, WordPart } from "../script.ts";
import { literal, type Mode, push, pushText, quoted, word } from "../word.ts";
import type { Flat } from "./flat.ts";
import { type Piece, parameterName, piecesOf } from "./pieces.ts";

/** What a word asks for where code is in it. */
export interface Scripts {
  /** The script of a substitution node: the statements among its children. */
  script(tree: Flat, node: number): Script;
  /** A script that is a text of its own; every span in it is `place`. */
  reparse(source: string, place: Span): Script;
}

export class Words {
  readonly #scripts: Scripts;

  constructor(scripts: Scripts) {
    this.#scripts = scripts;
  }

  /** A node that is one word (`word`, `concatenation`, `string` …). */
  word(tree: Flat, node: number, mode: Mode = "word"): Word {
    return this.range(tree, node, tree.start(node), tree.end(node), mode);
  }

  /** The nodes from `first` to `last`, which the grammar tells apart and which are one word. */
  through(tree: Flat, first: number, last: number): Word {
    return this.stretch(tree, first, tree.next(last), tree.start(first), tree.end(last), "word");
  }

  /** The stretch `start` to `end` of the source, with what the tree under `node` says about it. */
  range(tree: Flat, node: number, start: number, end: number, mode: Mode): Word {
    return this.stretch(tree, node, tree.next(node), start, end, mode);
  }

  /** The same with what the nodes from `first` to before `past` say about it. */
  stretch(tree: Flat, first: number, past: number, start: number, end: number, mode: Mode): Word {
    const parts = this.#parts(tree, piecesOf(tree, first, past, start, end, mode), start, end, mode);
    return word(parts, tree.span(start, end), mode);
  }

  /** Splits a stretch at unquoted white space: for `[ … ]`, whose operands the grammar reads as an expression. */
  split(tree: Flat, node: number, start: number, end: number, mode: Mode): Word[] {
    const pieces = piecesOf(tree, node, tree.next(node), start, end, mode);
    const words: Word[] = [];
    let from = -1;
    let piece = 0;
    let first = 0;
    const flush = (to: number) => {
      if (from >= 0) {
        while ((pieces[first]?.start ?? from) < from) first++;
        let past = first;
        while ((pieces[past]?.start ?? to) < to) past++;
        const parts = this.#parts(tree, pieces.slice(first, past), from, to, mode);
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

  #backticked(inner: string, span: Span, inString: boolean): WordPart {
    const source = inner.replace(inString ? /\\([\\`$"])/g : /\\([\\`$])/g, "$1");
    return { kind: "command-substitution", span, script: this.#scripts.reparse(source, span) };
  }

  /** A stretch as parts: its pieces, and the text between them. */
  #parts(tree: Flat, pieces: readonly Piece[], start: number, end: number, mode: Mode): WordPart[] {
    const out: WordPart[] = [];
    let from = start;
    const text = (to: number) => {
      if (to <= from) return;
      const base = from;
      pushText(out, tree.source.slice(from, to), mode, (index) => tree.span(base + index, 0).start);
    };
    for (const piece of pieces) {
      if (piece.start < from) continue;
      text(piece.start);
      push(out, this.#piece(tree, piece, mode));
      from = piece.end;
    }
    text(end);
    return out;
  }

  #piece(tree: Flat, { is, start, end }: Piece, mode: Mode): WordPart {
    switch (is.kind) {
      case "node":
        return is.locale ? this.#string(tree, is.node, true) : this.#node(tree, is.node, mode);
      case "backticks":
        return this.#backticked(is.inner, tree.span(start, end), false);
      case "parameter":
        return parameter(is.name, tree.span(start, end));
    }
  }

  #node(tree: Flat, node: number, mode: Mode): WordPart {
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
        return parameter(parameterName(text, 0) ?? "", span);
      case "expansion":
        return this.#expansion(tree, node, mode);
      case "arithmetic_expansion": {
        const old = text.startsWith("$[");
        const [start, end] = [tree.begin(node) + (old ? 2 : 3), tree.end(node) - (old ? 1 : 2)];
        return { kind: "arithmetic-expansion", span, expression: this.#within(tree, node, start, end) };
      }
      case "process_substitution": {
        const direction = text.startsWith("<") ? "<" : ">";
        return { kind: "process-substitution", span, direction, script: this.#scripts.script(tree, node) };
      }
      default: {
        if (isArithmetic(text)) {
          const [start, end] = [tree.begin(node) + 3, tree.end(node) - 2];
          return { kind: "arithmetic-expansion", span, expression: this.#within(tree, node, start, end) };
        }
        if (text.startsWith("`") && text.includes("\\")) {
          return this.#backticked(text.slice(1, -1), span, mode === "double");
        }
        return { kind: "command-substitution", span, script: this.#scripts.script(tree, node) };
      }
    }
  }

  /** Arithmetic: only expansions count. */
  #within(tree: Flat, node: number, start: number, end: number): Word {
    const parts = this.#parts(tree, inside(tree, node, start, end, "here"), start, end, "here");
    return { span: tree.span(start, end), parts };
  }

  /** `locale`: a `$` stands before it, which the grammar often takes for a word of its own. */
  #string(tree: Flat, node: number, locale: boolean): WordPart {
    const open = tree.begin(node) + 1;
    const close = Math.max(open, tree.end(node) - 1);
    const parts = this.#parts(tree, inside(tree, node, open, close, "double"), open, close, "double");
    return quoted(parts, tree.span(locale ? open - 2 : open - 1, close + 1), locale);
  }

  /** `${…}`: read from its text, because the grammar's own reading of operators and operands is approximate. */
  #expansion(tree: Flat, node: number, mode: Mode): WordPart {
    const start = tree.begin(node) + 2;
    const end = tree.end(node) - 1;
    const pieces = inside(tree, node, start, end, "operand");
    const isCovered = (at: number) =>
      pieces.find((piece) => piece.start <= at && at < piece.end)?.end ?? null;
    return parameterOperation({
      span: tree.span(start - 2, end + 1),
      source: tree.source,
      start,
      end,
      quoted: mode === "double" || mode === "here",
      skip: isCovered,
      word: (from, to, operandMode) => {
        const within = pieces.filter((piece) => piece.start >= from && piece.end <= to);
        // In the operand of a quoted `${…}`, `'` is an ordinary character.
        const kept = operandMode === "double" ? within.filter((piece) => !isRaw(tree, piece)) : within;
        const parts = this.#parts(tree, kept, from, to, operandMode);
        return word(parts, tree.span(from, to), operandMode);
      },
    });
  }
}

/** The pieces below a node that is itself one. */
function inside(tree: Flat, node: number, start: number, end: number, mode: Mode): readonly Piece[] {
  return piecesOf(tree, node + 1, tree.next(node), start, end, mode);
}

function isRaw(tree: Flat, { is }: Piece): boolean {
  return is.kind === "node" && tree.kind(is.node) === "raw_string";
}

function parameter(name: string, span: Span): Parameter {
  return { kind: "parameter", span, name, index: null, prefix: null, operation: null };
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
