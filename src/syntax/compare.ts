/**
 * What a Script says will run, as text that two parsers can be compared by.
 *
 * Two Scripts with the same text run the same commands with the same words, redirections and nesting. What has no
 * bearing on that is left out: positions, how a literal was quoted, the operators of `[[ … ]]` and the text of
 * arithmetic (the substitutions in both are kept).
 */
import type { Command, ParameterOperation, Redirect, Script, Statement, Word, WordPart } from "./script.ts";

/** One text a statement, so that a common beginning can be found. */
export function fingerprints(script: Script): string[] {
  return script.body.map(statement);
}

function scriptText(script: Script): string {
  return script.body.map(statement).join(";");
}

function statement(node: Statement): string {
  return command(node.command) + (node.background ? "&" : "");
}

function list(nodes: readonly Statement[]): string {
  return `{${nodes.map(statement).join(";")}}`;
}

function command(node: Command): string {
  switch (node.kind) {
    case "simple": {
      let out = "(";
      for (const { name, index, append, value } of node.assignments) {
        out += `${name}${index === null ? "" : `[${word(index)}]`}${append ? "+=" : "="}`;
        if (value.kind === "scalar") out += word(value.word);
        else
          for (const item of value.items)
            out += `${item.key === null ? "" : `[${word(item.key)}]=`}${word(item.value)},`;
        out += " ";
      }
      for (const one of node.words) out += `${word(one)} `;
      for (const one of node.redirects) out += redirect(one);
      return `${out})`;
    }
    case "pipeline": {
      const stages = node.stages.map((stage, index) => command(stage) + (node.stderrToo[index] ? "|&" : "|"));
      return `pipe${node.negated ? "!" : ""}${stages.join("")}`;
    }
    case "and-or":
      return `list${node.commands.map((part, index) => command(part) + (node.operators[index] ?? "")).join("")}`;
    case "group":
      return (node.subshell ? "subshell" : "") + list(node.body);
    case "if": {
      const branches = node.branches.map((branch) => list(branch.condition) + list(branch.body));
      return `if${branches.join("")}${node.otherwise.length > 0 ? `else${list(node.otherwise)}` : ""}`;
    }
    case "loop":
      return (node.until ? "until" : "while") + list(node.condition) + list(node.body);
    case "for":
      return `for ${node.name} ${node.items === null ? '"$@"' : node.items.map(word).join(" ")}${list(node.body)}`;
    case "arithmetic-for":
      return `for((${node.expressions.map(inner).join("")}))${list(node.body)}`;
    case "case": {
      const items = node.items.map(
        (item) => item.patterns.map(pattern).join("|") + list(item.body) + item.terminator,
      );
      return `case ${word(node.subject)} ${items.join("")}`;
    }
    case "test":
      return `[[${node.words.map(inner).join("")}]]`;
    case "arithmetic":
      return `((${inner(node.expression)}))`;
    case "function":
      return `function ${node.name} ${command(node.body)}`;
    case "coprocess":
      return `coproc ${node.name ?? ""} ${command(node.body)}`;
    case "redirected":
      return command(node.command) + node.redirects.map(redirect).join("");
  }
}

function redirect(node: Redirect): string {
  const descriptor = node.descriptor ?? "";
  if (node.kind === "file") return ` ${descriptor}${node.operator}${word(node.target)}`;
  if (node.kind === "here-string") return ` ${descriptor}<<<${word(node.value)}`;
  return ` ${descriptor}<<${word(node.body)}`;
}

function word(node: Word): string {
  return parts(node.parts);
}

/** Only what runs inside. */
function inner(node: Word): string {
  return parts(node.parts.filter((part) => part.kind !== "literal" && part.kind !== "glob"));
}

/** A `case` pattern: globs and plain text alike, since neither runs anything. */
function pattern(node: Word): string {
  return node.parts
    .map((part) => (part.kind === "glob" || part.kind === "extended-glob" ? part.text : parts([part])))
    .join("");
}

function parts(nodes: readonly WordPart[]): string {
  let out = "";
  for (const [index, part] of nodes.entries()) out += partText(part, index === 0);
  return out;
}

function partText(part: WordPart, isFirst: boolean): string {
  switch (part.kind) {
    case "literal":
      return isFirst && !part.quoted && part.text.startsWith("~") ? `\0~${part.text.slice(1)}` : part.text;
    case "quoted":
      return `"${parts(part.parts)}"`;
    case "parameter": {
      const index = part.index === null ? "" : `[${word(part.index)}]`;
      return `\${${part.prefix ?? ""}${part.name}${index}${part.operation === null ? "" : operation(part.operation)}}`;
    }
    case "command-substitution":
      return `$(${scriptText(part.script)})`;
    case "process-substitution":
      return `${part.direction}(${scriptText(part.script)})`;
    case "arithmetic-expansion":
      return `$((${inner(part.expression)}))`;
    case "glob":
      return `\0*${part.text}`;
    case "extended-glob":
      return `\0*${part.text}${parts(part.parts)}`;
    case "brace-expansion": {
      const { content } = part;
      if (content.kind === "list") return `\0{${content.items.map(word).join(",")}}`;
      return `\0{${content.from}..${content.to}..${content.step ?? ""}}`;
    }
  }
}

function operation(node: ParameterOperation): string {
  switch (node.kind) {
    case "default":
      return node.operator + word(node.operand);
    case "remove":
      return node.operator + word(node.pattern);
    case "replace":
      return `${node.operator}${word(node.pattern)}/${word(node.replacement)}`;
    case "slice":
      return `:${inner(node.offset)}:${node.length === null ? "" : inner(node.length)}`;
    case "case":
      return node.operator + (node.pattern === null ? "" : word(node.pattern));
    case "transform":
      return `@${node.operator}`;
    case "names":
      return "*";
    case "unknown":
      return `?${inner(node.operand)}`;
  }
}
