/**
 * A Script as one line of s-expressions: for `guardsh explain` and for the tests.
 *
 * Literals stand bare, quoted ones in quotes; parts of one word that touch stand in `[…]`. Positions are left out.
 */
import type {
  Assignment,
  Command,
  Parameter,
  ParameterOperation,
  Redirect,
  Script,
  Statement,
  Word,
  WordPart,
} from "./script.ts";

/** The script as one line of s-expressions. */
export function printScript(script: Script): string {
  const problems = script.problems.length > 0 ? ["!!"] : [];
  return [...script.body.map(statement), ...problems].join("; ");
}

function statement(node: Statement): string {
  return node.background ? `(& ${printCommand(node.command)})` : printCommand(node.command);
}

function list(nodes: readonly Statement[]): string {
  return `{${nodes.map(statement).join("; ")}}`;
}

function form(...items: readonly (string | readonly string[])[]): string {
  return `(${items
    .flat()
    .filter((item) => item !== "")
    .join(" ")})`;
}

function printCommand(node: Command): string {
  switch (node.kind) {
    case "simple":
      return form(node.assignments.map(assignment), node.words.map(printWord), node.redirects.map(redirect));
    case "pipeline": {
      const marks = [node.negated ? "!" : "", node.timed ? "time" : ""];
      const stages = node.stages.map(
        (stage, index) => printCommand(stage) + (node.stderrToo[index] ? "&" : ""),
      );
      return form("pipe", marks, stages);
    }
    case "and-or":
      return `(${node.commands.map((part, index) => `${index > 0 ? `${node.operators[index - 1]} ` : ""}${printCommand(part)}`).join(" ")})`;
    case "group":
      return form(node.subshell ? "subshell" : "group", list(node.body));
    case "if": {
      const branches = node.branches.map((branch) => `${list(branch.condition)} ${list(branch.body)}`);
      return form("if", branches, node.otherwise.length > 0 ? `else ${list(node.otherwise)}` : "");
    }
    case "loop":
      return form(node.until ? "until" : "while", list(node.condition), list(node.body));
    case "for":
      return form(
        node.select ? "select" : "for",
        node.name,
        node.items === null ? "" : ["in", ...node.items.map(printWord)],
        list(node.body),
      );
    case "arithmetic-for":
      return form("for((", node.expressions.map(printWord), list(node.body));
    case "case":
      return form(
        "case",
        printWord(node.subject),
        node.items.map(
          (item) =>
            `${item.patterns.map(printWord).join("|")} ${list(item.body)}${item.terminator === ";;" ? "" : item.terminator}`,
        ),
      );
    case "test":
      return form("[[", node.words.map(printWord));
    case "arithmetic":
      return form("((", printWord(node.expression));
    case "function":
      return form("function", node.name, printCommand(node.body));
    case "coprocess":
      return form("coproc", node.name ?? "", printCommand(node.body));
    case "redirected":
      return form("redirected", printCommand(node.command), node.redirects.map(redirect));
  }
}

function assignment(node: Assignment): string {
  const index = node.index === null ? "" : `[${printWord(node.index)}]`;
  const left = `${node.name}${index}${node.append ? "+" : ""}=`;
  if (node.value.kind === "scalar") return left + printWord(node.value.word);
  const items = node.value.items.map(
    (item) => (item.key === null ? "" : `[${printWord(item.key)}]=`) + printWord(item.value),
  );
  return `${left}(${items.join(" ")})`;
}

function redirect(node: Redirect): string {
  const name = typeof node.descriptor === "string" ? `{${node.descriptor}}` : String(node.descriptor ?? "");
  if (node.kind === "file") return `${name}${node.operator}${printWord(node.target)}`;
  if (node.kind === "here-string") return `${name}<<<${printWord(node.value)}`;
  return `${name}<<${node.literal ? "'" : ""}${printWord(node.body)}`;
}

function printWord(word: Word): string {
  return parts(word.parts);
}

function parts(nodes: readonly WordPart[]): string {
  const texts = nodes.map(part);
  return texts.length === 1 ? (texts[0] ?? "") : `[${texts.join(" ")}]`;
}

function part(node: WordPart): string {
  switch (node.kind) {
    case "literal": {
      const mark = node.form === "ansi-c" ? "$'" : node.form === "locale" ? "$" : "";
      return node.quoted ? mark + JSON.stringify(node.text) : node.text;
    }
    case "quoted":
      return `(${node.locale === true ? "$" : ""}" ${node.parts.map(part).join(" ")})`;
    case "parameter":
      return parameter(node);
    case "command-substitution":
      return `$(${printScript(node.script)})`;
    case "process-substitution":
      return `${node.direction}(${printScript(node.script)})`;
    case "arithmetic-expansion":
      return form("arith", printWord(node.expression));
    case "glob":
      return `*${node.text}`;
    case "extended-glob":
      return `(glob ${node.text}${node.parts.map((inner) => ` ${part(inner)}`).join("")})`;
    case "brace-expansion": {
      const { content } = node;
      if (content.kind === "list") return `{${content.items.map(printWord).join(",")}}`;
      return `{${content.from}..${content.to}${content.step === null ? "" : `..${content.step}`}}`;
    }
  }
}

function parameter(node: Parameter): string {
  const index = node.index === null ? "" : `[${printWord(node.index)}]`;
  const name = `${node.prefix ?? ""}${node.name}${index}`;
  return node.operation === null ? `$${name}` : `\${${name} ${operation(node.operation)}}`;
}

function operation(node: ParameterOperation): string {
  switch (node.kind) {
    case "default":
      return `${node.operator} ${printWord(node.operand)}`;
    case "remove":
      return `${node.operator} ${printWord(node.pattern)}`;
    case "replace":
      return `${node.operator} ${printWord(node.pattern)} ${printWord(node.replacement)}`;
    case "slice":
      return `: ${printWord(node.offset)}${node.length === null ? "" : ` ${printWord(node.length)}`}`;
    case "case":
      return `${node.operator}${node.pattern === null ? "" : ` ${printWord(node.pattern)}`}`;
    case "transform":
      return `@${node.operator}`;
    case "names":
      return "names";
    case "unknown":
      return `? ${printWord(node.operand)}`;
  }
}
