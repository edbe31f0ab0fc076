/**
 * Words and assignments out of unbash's tree.
 *
 * unbash gives the structure; text between expansions is read from the source by word.ts, as for the other parser.
 * What unbash leaves out (an arithmetic expression it cannot read, an operator it does not know) is read as text
 * with expansions: the shell expands before it complains, so the substitutions run.
 */
import * as bash from "unbash";
import { decodeAnsiC } from "../ansi-c.ts";
import type { Guard } from "../guard.ts";
import type { ArrayItem, Assignment, ParameterOperation, Script, Span, Word, WordPart } from "../script.ts";
import type { Text } from "../text.ts";
import { literal, type Mode, push, pushText, quoted, word } from "../word.ts";

/** The lowering, as its words see it. */
export interface Lower {
  readonly guard: Guard;
  script(node: bash.ParsedScript, text: Text): Script;
  problem(at: Span, message: string): void;
}

export class Words {
  readonly #lower: Lower;

  constructor(lower: Lower) {
    this.#lower = lower;
  }

  assignment(node: bash.Assignment, text: Text): Assignment {
    const { name, value } = node;
    const index = node.index === undefined ? null : this.word(node.index, text, "value");
    const common = { span: span(node, text), name, index, append: node.append === true };
    if (value.type === "Word") {
      return { ...common, value: { kind: "scalar", word: this.word(value, text, "value") } };
    }
    const items = value.elements.map((element) => this.#arrayItem(element, text));
    return { ...common, value: { kind: "array", items } };
  }

  #arrayItem(node: bash.Word, text: Text): ArrayItem {
    const raw = text.source.slice(node.pos, node.end);
    const close = raw.startsWith("[") ? indexEnd(raw) : -1;
    if (close < 0) return { key: null, value: this.word(node, text) };
    const parts: WordPart[] = [];
    this.parts(parts, node.parts ?? [], node.pos + close + 2, node.end, text, "value");
    return {
      key: this.#key(node, close, text),
      value: word(parts, { start: text.at(node.pos + close + 2), end: text.at(node.end) }, "value"),
    };
  }

  #key(node: bash.Word, close: number, text: Text): Word {
    const parts: WordPart[] = [];
    const [start, end] = [node.pos + 1, node.pos + close];
    this.parts(
      parts,
      (node.parts ?? []).filter((part) => part.end <= end),
      start,
      end,
      text,
      "value",
    );
    return { span: { start: text.at(start), end: text.at(end) }, parts };
  }

  /** `export x=…`, `declare -a y=(…)`: an operand of the command, kept as the word that it is. */
  assignmentWord(node: bash.Assignment, text: Text): Word {
    const parts: WordPart[] = [];
    const { value } = node;
    pushText(parts, text.source.slice(node.pos, value.pos), "value", (index) => text.at(node.pos + index));
    if (value.type === "Word") this.parts(parts, value.parts ?? [], value.pos, value.end, text, "value");
    else {
      const gap = (from: number, to: number) =>
        push(parts, literal(text.source.slice(from, to), { start: text.at(from), end: text.at(to) }, true));
      let from = value.pos;
      for (const element of value.elements) {
        gap(from, element.pos);
        this.parts(parts, element.parts ?? [], element.pos, element.end, text, "value");
        from = element.end;
      }
      gap(from, value.end);
    }
    return word(parts, span(node, text), "value");
  }

  word(node: bash.Word, text: Text, mode: Mode = "word"): Word {
    const parts: WordPart[] = [];
    this.parts(parts, node.parts ?? [], node.pos, node.end, text, mode);
    return word(parts, span(node, text), mode);
  }

  /** Text in which only expansions count (arithmetic, subscripts), read as the body of a here-document is. */
  embedded(start: number, end: number, text: Text): Word {
    const raw = text.source.slice(start, end);
    const at = { start: text.at(start), end: text.at(end) };
    if (!/[$`]/.test(raw)) return { span: at, parts: raw === "" ? [] : [literal(raw, at, true)] };
    this.#lower.guard.enter();
    // A delimiter longer than the text cannot occur in it.
    const delimiter = "E".repeat(raw.length + 1);
    const head = `<<${delimiter}\n`;
    const source = `${head}${raw} \n${delimiter}\n`;
    const inner: Text = { source, at: (position) => text.at(start + position - head.length) };
    const redirect = firstRedirect(bash.parse(source));
    const parts: WordPart[] = [];
    if (redirect?.type === "HereDoc") {
      this.parts(parts, redirect.body.parts ?? [], head.length, head.length + raw.length, inner, "here");
    } else this.#lower.problem(at, "expansions that could not be read");
    this.#lower.guard.leave();
    return { span: at, parts };
  }

  /** The parts of a stretch of source; what unbash gives no structure for is text. */
  parts(
    out: WordPart[],
    parts: readonly bash.WordPart[],
    start: number,
    end: number,
    text: Text,
    mode: Mode,
  ): void {
    let from = start;
    const gap = (to: number) => {
      if (to <= from) return;
      const base = from;
      pushText(out, text.source.slice(from, to), mode, (index) => text.at(base + index));
    };
    for (const part of parts) {
      if (part.type === "Literal" || part.type === "Glob" || part.end <= from) {
        // Globs are found again by word.ts; only one with structure inside has more to say.
        if (part.type !== "Glob" || part.parts === undefined || part.end <= from) continue;
      }
      if (part.pos >= end) break;
      gap(part.pos);
      if (part.type === "BraceExpansion" || part.type === "Glob") {
        this.parts(out, part.parts ?? [], part.pos, part.end, text, mode);
      } else push(out, this.#part(part, text, mode));
      from = part.end;
    }
    gap(end);
  }

  #part(
    node: Exclude<bash.WordPart, bash.LiteralPart | bash.GlobPart | bash.BraceExpansionPart>,
    text: Text,
    mode: Mode,
  ): WordPart {
    const at = span(node, text);
    switch (node.type) {
      case "SingleQuoted":
        return literal(text.source.slice(node.pos + 1, node.end - 1), at, true);
      case "AnsiCQuoted": {
        const raw = text.source.slice(node.pos + 2, node.end - 1);
        return { kind: "literal", span: at, text: decodeAnsiC(raw), quoted: true, form: "ansi-c", raw };
      }
      case "DoubleQuoted":
      case "LocaleString": {
        const parts: WordPart[] = [];
        const open = node.pos + (node.type === "LocaleString" ? 2 : 1);
        this.parts(parts, node.parts, open, Math.max(open, node.end - 1), text, "double");
        return quoted(parts, at, node.type === "LocaleString");
      }
      case "SimpleExpansion":
        return {
          kind: "parameter",
          span: at,
          name: node.text.slice(1),
          index: null,
          prefix: null,
          operation: null,
        };
      case "ParameterExpansion": {
        // zsh's `${$(command)%x}`: an expansion in place of the name.
        const inside = text.source.slice(node.pos + 2, node.end - 1);
        if (node.parameter === "$" && /^\$[({]/.test(inside)) {
          const operand = this.embedded(node.pos + 2, node.end - 1, text);
          const operation = { kind: "unknown", text: inside, operand } as const;
          return { kind: "parameter", span: at, name: "", index: null, prefix: null, operation };
        }
        return {
          kind: "parameter",
          span: at,
          name: node.parameter,
          index: node.index === undefined ? null : this.word(node.index, text, "value"),
          prefix: node.prefix ?? null,
          operation:
            node.operation === undefined ? null : this.#operation(node.operation, node.end, text, mode),
        };
      }
      case "CommandExpansion":
      case "ProcessSubstitution": {
        const script = this.#nested(node, text, at);
        return node.type === "CommandExpansion"
          ? { kind: "command-substitution", span: at, script }
          : { kind: "process-substitution", span: at, direction: node.operator, script };
      }
      case "ArithmeticExpansion": {
        const old = node.text.startsWith("$[");
        const expression = this.embedded(node.pos + (old ? 2 : 3), node.end - (old ? 1 : 2), text);
        return { kind: "arithmetic-expansion", span: at, expression };
      }
      case "ExtendedGlob": {
        const parts: WordPart[] = [];
        this.parts(parts, node.parts ?? [], node.pos + 2, node.end - 1, text, "operand");
        const expansions = parts.filter((part) => part.kind !== "literal");
        return {
          kind: "extended-glob",
          span: at,
          text: text.source.slice(node.pos, node.end),
          parts: expansions,
        };
      }
    }
  }

  #nested(node: bash.CommandExpansionPart | bash.ProcessSubstitutionPart, text: Text, at: Span): Script {
    const { script } = node;
    if (script === undefined) {
      const inner = node.text.replace(/^[$<>]?[({`]|[)}`]$/g, "");
      if (inner.trim() !== "") this.#lower.problem(at, "a substitution that could not be read");
      return { span: at, body: [], problems: [] };
    }
    if (script.source === undefined) return this.#lower.script(script, text);
    return this.#lower.script(script, unescaped(node.pos + 1, node.end - 1, script.source, text));
  }

  #operation(node: bash.ParameterOperation, end: number, text: Text, mode: Mode): ParameterOperation {
    switch (node.type) {
      case "Default": {
        const operandMode = mode === "double" || mode === "here" ? "double" : "operand";
        return {
          kind: "default",
          operator: node.operator,
          operand: this.word(node.operand, text, operandMode),
        };
      }
      case "Remove":
        return { kind: "remove", operator: node.operator, pattern: this.word(node.operand, text, "operand") };
      case "Replace": {
        const pattern = this.word(node.pattern, text, "operand");
        const replacement = this.word(node.replacement, text, "operand");
        return { kind: "replace", operator: node.operator, pattern, replacement };
      }
      case "Slice": {
        const { offset, length } = node;
        return {
          kind: "slice",
          offset: this.embedded(offset.pos, offset.end, text),
          length: length === undefined ? null : this.embedded(length.pos, length.end, text),
        };
      }
      case "CaseModification": {
        const pattern = node.operand === undefined ? null : this.word(node.operand, text, "operand");
        return { kind: "case", operator: node.operator, pattern };
      }
      case "Transform":
        return { kind: "transform", operator: node.operand.text };
      case "Names":
        return { kind: "names" };
      case "Unknown": {
        const operand = this.embedded(node.pos, end - 1, text);
        return { kind: "unknown", text: text.source.slice(node.pos, end - 1), operand };
      }
    }
  }
}

export function span(node: { readonly pos: number; readonly end: number }, text: Text): Span {
  const start = text.at(node.pos);
  // The end by way of the last character: in unescaped text a backslash may stand between it and the next.
  return { start, end: node.end > node.pos ? text.at(node.end - 1) + 1 : start };
}

function firstRedirect(script: bash.ParsedScript): bash.Redirection | undefined {
  const command = script.commands[0]?.command;
  const first = command?.type === "Command" ? command.prefix[0] : undefined;
  return first === undefined || first.type === "Assignment" ? undefined : first;
}

/** Where the `]` of `[key]=` stands, or -1 when this element has no key. */
function indexEnd(raw: string): number {
  let depth = 0;
  for (let at = 0; at < raw.length; at++) {
    const character = raw.charAt(at);
    if (character === "\\") at++;
    else if (character === "'" || character === '"') at = raw.indexOf(character, at + 1);
    if (at < 0) return -1;
    if (character === "[") depth++;
    else if (character === "]" && --depth === 0) return raw.charAt(at + 1) === "=" ? at : -1;
  }
  return -1;
}

/**
 * A script in backticks with escapes in it: unbash gives positions in the text without them.
 * `start` and `end` bound the text as written.
 */
function unescaped(start: number, end: number, source: string, outer: Text): Text {
  const places: number[] = [];
  let at = start;
  for (let index = 0; index < source.length; index++) {
    const escaped = outer.source.charAt(at) === "\\" && '\\$`"\n'.includes(outer.source.charAt(at + 1));
    if (escaped && outer.source.charAt(at + 1) === source.charAt(index)) at++;
    places.push(Math.min(at, end));
    at++;
  }
  return { source, at: (position) => outer.at(places[position] ?? end) };
}
