/** Source to Script by `unbash`, the parser in TypeScript. */
import * as bash from "unbash";
import { asDashReads } from "../dialect.ts";
import { Bounded, bounded, Guard } from "../guard.ts";
import type {
  Assignment,
  Bounds,
  Command,
  Parsed,
  Problem,
  Redirect,
  Script,
  Span,
  Statement,
  Word,
  WordPart,
} from "../script.ts";
import type { Text } from "../text.ts";
import { literal, parted, push, withoutTabs } from "../word.ts";
import { type Lower, span, Words } from "./words.ts";

/**
 * Reads `text` with unbash. Never throws: what passes a bound, or what unbash fails on, is `unparsed`.
 * A Script with `problems` is what unbash could make of a text that is not valid. `dash`: as that shell reads it.
 */
export function parseWithUnbash(text: Text, bounds: Bounds, dash = false): Parsed {
  const { source } = text;
  return bounded(() => {
    if (isCrowded(source)) throw new Bounded("too-large", `more than ${mostHereDocuments} "<<" on a line`);
    const read = dash ? asDashReads(source) : source;
    return new Lowering(bounds, dash).script(bash.parse(read), text);
  });
}

/** Of so many here-documents that begin on one line unbash looks at each for each. */
const mostHereDocuments = 1000;

function isCrowded(source: string): boolean {
  if (source.length < mostHereDocuments * 2) return false;
  let count = 0;
  let line = -1;
  for (let at = source.indexOf("<<"); at >= 0; at = source.indexOf("<<", at + 2)) {
    if (at > line) {
      const end = source.indexOf("\n", at);
      line = end < 0 ? source.length : end;
      count = 0;
    }
    if (++count > mostHereDocuments) return true;
  }
  return false;
}

class Lowering implements Lower {
  readonly guard: Guard;
  readonly words: Words;
  readonly #dash: boolean;
  #problems: Problem[] = [];

  constructor(bounds: Bounds, dash: boolean) {
    this.#dash = dash;
    this.guard = new Guard(bounds);
    this.words = new Words(this);
  }

  script(node: bash.ParsedScript, text: Text): Script {
    const outer = this.#problems;
    this.#problems = [];
    this.guard.enter();
    const body = this.statements(node.commands, text);
    for (const error of node.errors ?? []) {
      if (error.message.includes("nesting")) throw new Bounded("too-deep", error.message);
      const at = text.at(error.pos);
      this.#problems.push({ span: { start: at, end: at }, message: error.message });
    }
    this.guard.leave();
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
    this.guard.enter();
    try {
      return this.#command(node, text);
    } finally {
      this.guard.leave();
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
          name: text.source.slice(node.name.pos, node.name.end),
          items: node.wordlist?.map((item) => this.words.word(item, text)) ?? null,
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
          subject: this.words.word(node.word, text),
          items: node.items.map((item) => ({
            patterns: item.pattern.map((pattern) => this.words.word(pattern, text, "operand")),
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
        if (this.#dash) return this.#subshells(node, text, at);
        return {
          kind: "arithmetic",
          span: at,
          expression: this.words.embedded(node.pos + 2, node.end - 2, text),
        };
      case "Function":
        return {
          kind: "function",
          span: at,
          name: text.source.slice(node.name.pos, node.name.end),
          body: this.command(node.body, text),
        };
      case "Coproc":
        return {
          kind: "coprocess",
          span: at,
          name: node.name === undefined ? null : text.source.slice(node.name.pos, node.name.end),
          body: this.command(node.body, text),
        };
    }
  }

  /** `((…))` to dash. */
  #subshells(node: bash.ArithmeticCommand, text: Text, at: Span): Command {
    const start = node.pos + 1;
    const source = text.source.slice(start, node.end - 1);
    const inner: Text = { source, at: (position) => text.at(start + position) };
    const { body } = this.script(bash.parse(asDashReads(source)), inner);
    return { kind: "group", span: at, subshell: true, body };
  }

  #simple(node: bash.Command, text: Text, at: Span): Command {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (const item of node.prefix) {
      if (item.type === "Assignment") assignments.push(this.words.assignment(item, text));
      else redirects.push(this.#redirect(item, text));
    }
    if (node.name !== undefined) words.push(this.words.word(node.name, text));
    for (const item of node.suffix) {
      if (item.type === "Word") words.push(this.words.word(item, text));
      else if (item.type === "Assignment") words.push(this.words.assignmentWord(item, text));
      else redirects.push(this.#redirect(item, text));
    }
    return { kind: "simple", span: at, assignments, words, redirects };
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
      if (node.delimiter === undefined) this.problem(at, "here-document without a delimiter");
      if (literalBody) {
        const raw = text.source.slice(body.pos, body.end);
        const shown = node.operator === "<<-" ? raw.replace(/^\t+/gm, "") : raw;
        if (shown !== "") push(parts, literal(shown, span(body, text), true));
      } else {
        this.words.parts(parts, body.parts ?? [], body.pos, body.end, text, "here");
      }
      const delimiter = node.delimiter?.value ?? "";
      const shown = node.operator === "<<-" && !literalBody ? withoutTabs(parts) : parts;
      const bodyWord: Word = { span: span(body, text), parts: shown };
      return { kind: "here-document", span: at, descriptor, delimiter, literal: literalBody, body: bodyWord };
    }
    if (node.target === undefined) this.problem(at, `redirection ${node.operator} without a target`);
    const value: Word =
      node.target === undefined
        ? { span: { start: at.end, end: at.end }, parts: [] }
        : this.words.word(node.target, text);
    if (node.type === "HereString") return { kind: "here-string", span: at, descriptor, value };
    return { kind: "file", span: at, descriptor, operator: node.operator, target: value };
  }

  #test(node: bash.TestExpression, text: Text, words: Word[]): void {
    this.guard.enter();
    switch (node.type) {
      case "TestUnary":
        words.push(this.#operator(node.operator, node.pos, text), this.words.word(node.operand, text));
        break;
      case "TestBinary": {
        const pattern = node.operator === "=~" ? "value" : "operand";
        words.push(this.words.word(node.left, text), this.#operator(node.operator, node.left.end, text));
        words.push(this.words.word(node.right, text, pattern));
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
    this.guard.leave();
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
    return parted(this.words.embedded(node.pos + open + 2, node.pos + close, text), ";");
  }

  problem(at: Span, message: string): void {
    this.#problems.push({ span: at, message });
  }
}
