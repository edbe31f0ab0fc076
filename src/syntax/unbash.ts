/**
 * Source to Script by `unbash`, the parser in TypeScript.
 *
 * unbash gives the structure; text between expansions is read from the source by word.ts, as for the other
 * parser. What unbash leaves out (an arithmetic expression it cannot read, an operator it does not know) is
 * read as text with expansions: the shell expands before it complains, so the substitutions run.
 */
import * as bash from "unbash";
import { decodeAnsiC } from "./ansi-c.ts";
import { Bounded, bounded, Guard } from "./guard.ts";
import type {
  ArrayItem,
  Assignment,
  Bounds,
  Command,
  ParameterOperation,
  Parsed,
  Problem,
  Redirect,
  Script,
  Span,
  Statement,
  Word,
  WordPart,
} from "./script.ts";
import { literal, type Mode, push, pushText, quoted, withoutTabs, word } from "./word.ts";

/** One text that unbash positions count in, and how they map to the outermost source. */
interface Text {
  readonly source: string;
  /** The outer offset of an offset in `source`. */
  readonly at: (position: number) => number;
}

/**
 * Reads `source` with unbash. Never throws: what passes a bound, or what unbash fails on, is `unparsed`.
 * A Script with `problems` is what unbash could make of a text that is not valid.
 */
export function parseWithUnbash(source: string, bounds: Bounds): Parsed {
  return bounded(() => {
    const text: Text = { source, at: (position) => position };
    return new Lowering(bounds).script(bash.parse(source), text);
  });
}

class Lowering {
  readonly #guard: Guard;
  #problems: Problem[] = [];

  constructor(bounds: Bounds) {
    this.#guard = new Guard(bounds);
  }

  script(node: bash.ParsedScript, text: Text): Script {
    const outer = this.#problems;
    this.#problems = [];
    this.#guard.enter();
    const body = this.statements(node.commands, text);
    for (const error of node.errors ?? []) {
      if (error.message.includes("nesting")) throw new Bounded("too-deep", error.message);
      const at = text.at(error.pos);
      this.#problems.push({ span: { start: at, end: at }, message: error.message });
    }
    this.#guard.leave();
    const script: Script = { span: span(node, text), body, problems: this.#problems };
    for (const problem of script.problems) outer.push(problem);
    this.#problems = outer;
    return script;
  }

  statements(nodes: readonly bash.Statement[], text: Text): Statement[] {
    return nodes.map((node) => ({
      span: span(node, text),
      background: node.background === true,
      command: this.command(node.command, text),
    }));
  }

  list(node: bash.CompoundList, text: Text): Statement[] {
    return this.statements(node.commands, text);
  }

  command(node: bash.PipelineNode | bash.AndOr | bash.CompoundList, text: Text): Command {
    this.#guard.enter();
    try {
      return this.#command(node, text);
    } finally {
      this.#guard.leave();
    }
  }

  #command(node: bash.PipelineNode | bash.AndOr | bash.CompoundList, text: Text): Command {
    const at = span(node, text);
    switch (node.type) {
      case "Command":
        return this.#simple(node, text, at);
      case "Pipeline": {
        const stages = node.commands.map((stage) => this.command(stage, text));
        const negations = node.prefixes.filter((prefix) => prefix.type === "Negation").length;
        return {
          kind: "pipeline",
          span: at,
          negated: negations % 2 === 1,
          timed: node.prefixes.some((prefix) => prefix.type === "Time"),
          stages,
          stderrToo: stages.map((_, index) => node.operators[index] === "|&"),
        };
      }
      case "AndOr":
        return {
          kind: "and-or",
          span: at,
          commands: node.commands.map((part) => this.command(part, text)),
          operators: node.operators,
        };
      case "Redirected":
        return {
          kind: "redirected",
          span: at,
          command: this.command(node.command, text),
          redirects: node.redirects.map((redirect) => this.#redirect(redirect, text)),
        };
      case "Subshell":
        return { kind: "group", span: at, subshell: true, body: this.list(node.body, text) };
      case "BraceGroup":
        return { kind: "group", span: at, subshell: false, body: this.list(node.body, text) };
      case "CompoundList":
        return { kind: "group", span: at, subshell: false, body: this.list(node, text) };
      case "If":
        return {
          kind: "if",
          span: at,
          branches: [node, ...node.elif].map((branch) => ({
            condition: this.list(branch.clause, text),
            body: this.list(branch.then, text),
          })),
          otherwise: node.else === undefined ? [] : this.list(node.else, text),
        };
      case "While":
        return {
          kind: "loop",
          span: at,
          until: node.kind === "until",
          condition: this.list(node.clause, text),
          body: this.list(node.body, text),
        };
      case "For":
      case "Select":
        return {
          kind: "for",
          span: at,
          select: node.type === "Select",
          name: node.name.text,
          items: node.wordlist?.map((item) => this.word(item, text)) ?? null,
          body: this.list(node.body, text),
        };
      case "ArithmeticFor":
        return {
          kind: "arithmetic-for",
          span: at,
          expressions: this.#arithmeticHeader(node, text),
          body: this.list(node.body, text),
        };
      case "Case":
        return {
          kind: "case",
          span: at,
          subject: this.word(node.word, text),
          items: node.items.map((item) => ({
            patterns: item.pattern.map((pattern) => this.word(pattern, text, "operand")),
            body: this.list(item.body, text),
            terminator: item.terminator ?? ";;",
          })),
        };
      case "TestCommand": {
        const words: Word[] = [];
        this.#test(node.expression, text, words);
        return { kind: "test", span: at, words };
      }
      case "ArithmeticCommand":
        return { kind: "arithmetic", span: at, expression: this.embedded(node.pos + 2, node.end - 2, text) };
      case "Function":
        return { kind: "function", span: at, name: node.name.text, body: this.command(node.body, text) };
      case "Coproc":
        return {
          kind: "coprocess",
          span: at,
          name: node.name?.text ?? null,
          body: this.command(node.body, text),
        };
    }
  }

  #simple(node: bash.Command, text: Text, at: Span): Command {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (const item of node.prefix) {
      if (item.type === "Assignment") assignments.push(this.#assignment(item, text));
      else redirects.push(this.#redirect(item, text));
    }
    if (node.name !== undefined) words.push(this.word(node.name, text));
    for (const item of node.suffix) {
      if (item.type === "Word") words.push(this.word(item, text));
      else if (item.type === "Assignment") words.push(this.#assignmentWord(item, text));
      else redirects.push(this.#redirect(item, text));
    }
    return { kind: "simple", span: at, assignments, words, redirects };
  }

  #assignment(node: bash.Assignment, text: Text): Assignment {
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
    this.#parts(parts, node.parts ?? [], node.pos + close + 2, node.end, text, "value");
    return {
      key: this.#key(node, close, text),
      value: word(parts, { start: text.at(node.pos + close + 2), end: text.at(node.end) }, "value"),
    };
  }

  #key(node: bash.Word, close: number, text: Text): Word {
    const parts: WordPart[] = [];
    const [start, end] = [node.pos + 1, node.pos + close];
    this.#parts(
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
  #assignmentWord(node: bash.Assignment, text: Text): Word {
    const parts: WordPart[] = [];
    const { value } = node;
    pushText(parts, text.source.slice(node.pos, value.pos), "value", (index) => text.at(node.pos + index));
    if (value.type === "Word") this.#parts(parts, value.parts ?? [], value.pos, value.end, text, "value");
    else {
      const gap = (from: number, to: number) =>
        push(parts, literal(text.source.slice(from, to), { start: text.at(from), end: text.at(to) }, true));
      let from = value.pos;
      for (const element of value.elements) {
        gap(from, element.pos);
        this.#parts(parts, element.parts ?? [], element.pos, element.end, text, "value");
        from = element.end;
      }
      gap(from, value.end);
    }
    return word(parts, span(node, text), "value");
  }

  #redirect(node: bash.Redirection, text: Text): Redirect {
    const at = span(node, text);
    const { descriptor: target } = node;
    const descriptor =
      target === undefined ? null : target.type === "FileDescriptor" ? target.value : target.name;
    if (node.type === "HereDoc") {
      const literalBody = node.delimiter?.quoted === true;
      const parts: WordPart[] = [];
      const { body } = node;
      if (node.delimiter === undefined) this.#problem(at, "here-document without a delimiter");
      if (literalBody) {
        const shown = node.operator === "<<-" ? body.text.replace(/^\t+/gm, "") : body.text;
        if (shown !== "") push(parts, literal(shown, span(body, text), true));
      } else {
        this.#parts(parts, body.parts ?? [], body.pos, body.end, text, "here");
      }
      const delimiter = node.delimiter?.value ?? "";
      const shown = node.operator === "<<-" && !literalBody ? withoutTabs(parts) : parts;
      const bodyWord: Word = { span: span(body, text), parts: shown };
      return { kind: "here-document", span: at, descriptor, delimiter, literal: literalBody, body: bodyWord };
    }
    if (node.target === undefined) this.#problem(at, `redirection ${node.operator} without a target`);
    const value: Word =
      node.target === undefined
        ? { span: { start: at.end, end: at.end }, parts: [] }
        : this.word(node.target, text);
    if (node.type === "HereString") return { kind: "here-string", span: at, descriptor, value };
    return { kind: "file", span: at, descriptor, operator: node.operator, target: value };
  }

  #test(node: bash.TestExpression, text: Text, words: Word[]): void {
    this.#guard.enter();
    switch (node.type) {
      case "TestUnary":
        words.push(this.#operator(node.operator, node.pos, text), this.word(node.operand, text));
        break;
      case "TestBinary": {
        const pattern = node.operator === "=~" ? "value" : "operand";
        words.push(this.word(node.left, text), this.#operator(node.operator, node.left.end, text));
        words.push(this.word(node.right, text, pattern));
        break;
      }
      case "TestNot":
        for (const negation of node.negations) words.push(this.#operator("!", negation.pos, text));
        this.#test(node.operand, text, words);
        break;
      case "TestGroup":
        words.push(this.#operator("(", node.pos, text));
        this.#test(node.expression, text, words);
        words.push(this.#operator(")", node.end - 1, text));
        break;
      case "TestLogical":
        for (const [index, operand] of node.operands.entries()) {
          if (index > 0) words.push(this.#operator(node.operator, operand.pos, text));
          this.#test(operand, text, words);
        }
        break;
    }
    this.#guard.leave();
  }

  #operator(operator: string, position: number, text: Text): Word {
    const at = { start: text.at(position), end: text.at(position) };
    return { span: at, parts: [literal(operator, at, true)] };
  }

  #arithmeticHeader(node: bash.ArithmeticFor, text: Text): Word[] {
    const header = text.source.slice(node.pos, node.body.pos);
    const open = header.indexOf("((");
    const close = header.lastIndexOf("))");
    if (open < 0 || close < open) return [];
    return [this.embedded(node.pos + open + 2, node.pos + close, text)];
  }

  word(node: bash.Word, text: Text, mode: Mode = "word"): Word {
    const parts: WordPart[] = [];
    this.#parts(parts, node.parts ?? [], node.pos, node.end, text, mode);
    return word(parts, span(node, text), mode);
  }

  /** Text in which only expansions count (arithmetic, subscripts), read as the body of a here-document is. */
  embedded(start: number, end: number, text: Text): Word {
    const raw = text.source.slice(start, end);
    const at = { start: text.at(start), end: text.at(end) };
    if (!/[$`]/.test(raw)) return { span: at, parts: raw === "" ? [] : [literal(raw, at, true)] };
    this.#guard.enter();
    // A delimiter longer than the text cannot occur in it.
    const delimiter = "E".repeat(raw.length + 1);
    const head = `<<${delimiter}\n`;
    const source = `${head}${raw} \n${delimiter}\n`;
    const inner: Text = { source, at: (position) => text.at(start + position - head.length) };
    const redirect = firstRedirect(bash.parse(source));
    const parts: WordPart[] = [];
    if (redirect?.type === "HereDoc") {
      this.#parts(parts, redirect.body.parts ?? [], head.length, head.length + raw.length, inner, "here");
    } else this.#problem(at, "expansions that could not be read");
    this.#guard.leave();
    return { span: at, parts };
  }

  /** The parts of a stretch of source; what unbash gives no structure for is text. */
  #parts(
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
        this.#parts(out, part.parts ?? [], part.pos, part.end, text, mode);
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
        return literal(node.value, at, true);
      case "AnsiCQuoted": {
        const raw = text.source.slice(node.pos + 2, node.end - 1);
        return { kind: "literal", span: at, text: decodeAnsiC(raw), quoted: true, form: "ansi-c", raw };
      }
      case "DoubleQuoted":
      case "LocaleString": {
        const parts: WordPart[] = [];
        const open = node.pos + (node.type === "LocaleString" ? 2 : 1);
        this.#parts(parts, node.parts, open, Math.max(open, node.end - 1), text, "double");
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
      case "ParameterExpansion":
        return {
          kind: "parameter",
          span: at,
          name: node.parameter,
          index: node.index === undefined ? null : this.word(node.index, text, "value"),
          prefix: node.prefix ?? null,
          operation:
            node.operation === undefined ? null : this.#operation(node.operation, node.end, text, mode),
        };
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
        this.#parts(parts, node.parts ?? [], node.pos + 2, node.end - 1, text, "operand");
        const expansions = parts.filter((part) => part.kind !== "literal");
        return { kind: "extended-glob", span: at, text: node.text, parts: expansions };
      }
    }
  }

  #nested(node: bash.CommandExpansionPart | bash.ProcessSubstitutionPart, text: Text, at: Span): Script {
    const { script } = node;
    if (script === undefined) {
      const inner = node.text.replace(/^[$<>]?[({`]|[)}`]$/g, "");
      const problems =
        inner.trim() === "" ? [] : [{ span: at, message: "a substitution that could not be read" }];
      return { span: at, body: [], problems };
    }
    if (script.source === undefined) return this.script(script, text);
    return this.script(script, unescaped(node.pos + 1, node.end - 1, script.source, text));
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

  #problem(at: Span, message: string): void {
    this.#problems.push({ span: at, message });
  }
}

function span(node: { readonly pos: number; readonly end: number }, text: Text): Span {
  return { start: text.at(node.pos), end: text.at(node.end) };
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
