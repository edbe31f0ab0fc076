/** Perl's syntax tree → the common terms. Variables keep their sigil; file handles are plain names. */
import { type Argument, block, callOf, type Expr, nothing, positional, textOf } from "../expression.ts";
import type { Node } from "../tree.ts";
import { branch, shortCut, unary } from "./common.ts";
import { dotted, named, readline, TOPIC } from "./perl-calls.ts";
import { loopOf } from "./perl-loops.ts";
import { codeInPattern, matched } from "./perl-match.ts";
import { inside, interpolated } from "./perl-strings.ts";
import { numberOf, unescapedSingle } from "./strings.ts";

const all = (nodes: readonly Node[]): Expr[] => nodes.map(lowerPerl);
const opt = (node: Node | null | undefined): Expr => (node ? lowerPerl(node) : nothing);

export function lowerPerl(node: Node): Expr {
  switch (node.kind) {
    case "source_file":
    case "block":
    case "block_statement":
    case "expression_statement":
    case "do_expression":
    case "phaser_statement":
    case "else":
    case "varname":
      return block(all(node.children));
    case "parenthesized_expression":
      return node.children[0]?.kind === "list_expression"
        ? lowerPerl(node.children[0])
        : block(all(node.children));
    case "scalar":
    case "array":
    case "hash":
    case "glob":
      // `@{[ … ]}`: what is in the braces is worked out.
      if (node.children[0]?.kind === "block") return lowerPerl(node.children[0]);
      if (node.children[0]?.children[0]?.kind === "block") return lowerPerl(node.children[0].children[0]);
      return { kind: "name", name: node.text.replace(/[{}\s]/g, "").replace(/^(?:\*|[$@%](?=\$\w))/, "") };
    case "bareword":
    case "filehandle":
    case "package":
      return { kind: "name", name: dotted(node.text) };
    case "autoquoted_bareword":
      return textOf(node.text);
    case "number":
      return { kind: "number", value: numberOf(node.text) };
    case "string_literal": {
      const { start, end } = inside(node);
      return textOf(unescapedSingle(node.slice(start, end)));
    }
    case "interpolated_string_literal":
    case "heredoc_content":
      return interpolated(node, lowerPerl);
    case "command_string":
      return { kind: "command", command: interpolated(node, lowerPerl) };
    case "quoted_word_list":
      return {
        kind: "list",
        items: (node.get("content")?.text ?? "")
          .split(/\s+/)
          .filter((word) => word !== "")
          .map((word) => positional(textOf(word))),
      };
    case "list_expression":
    case "anonymous_array_expression":
      return { kind: "list", items: listItems(node) };
    case "anonymous_hash_expression":
      return {
        kind: "map",
        entries: listItems(node).map(({ name, value }) => ({
          key: name === null ? null : textOf(name),
          value,
        })),
      };
    case "variable_declaration": {
      const variables = node.all.filter((child) => child.field === "variable" || child.field === "variables");
      const [only] = variables;
      if (variables.length > 1 || only?.field !== "variable")
        return { kind: "list", items: variables.map(takesRest) };
      const name = lowerPerl(only);
      // `my @list;`: an empty one.
      const alone = only.kind === "array" && node.field === "";
      return alone
        ? { kind: "assign", target: name, operator: null, value: { kind: "list", items: [] } }
        : name;
    }
    case "localization_expression":
    case "refgen_expression":
    case "undef_expression":
      return opt(node.children[0]);
    case "assignment_expression":
      return assign(node);
    case "binary_expression":
    case "lowprec_logical_expression":
    case "equality_expression":
    case "relational_expression":
      return binary(node);
    case "conditional_expression":
      return branch(opt(node.get("condition")), opt(node.get("consequent")), opt(node.get("alternative")));
    case "hash_element_expression":
      return element(node, node.get("hash"), "%", node.get("key"));
    case "array_element_expression":
      return element(node, node.get("array"), "@", node.get("index"));
    case "scalar_deref_expression":
    case "array_deref_expression":
    case "hash_deref_expression":
    case "glob_deref_expression":
      return opt(node.children[0]);
    case "function_call_expression":
    case "ambiguous_function_call_expression":
    case "func1op_call_expression":
    case "func0op_call_expression":
      return call(node);
    case "function":
      // `\\&{"name"}`, `\\&name`: the function itself.
      if (node.text.startsWith("&{")) return block(all(node.children));
      return node.text.startsWith("&")
        ? { kind: "name", name: dotted(node.text.slice(1)) }
        : named(node.text, []);
    case "code_deref_expression":
      return block(all(node.children));
    case "transliteration_expression":
      return matched(TOPIC, nothing, node);
    case "match_regexp": {
      const code = codeInPattern(node.text);
      return code === undefined ? textOf(node.text) : callOf("eval", textOf(code));
    }
    case "coderef_call_expression":
      return { kind: "call", callee: opt(node.children[0]), args: argumentsOf(node.get("arguments")) };
    case "method_call_expression": {
      const method = node.get("method");
      return {
        kind: "call",
        callee: { kind: "member", object: opt(node.get("invocant")), name: method?.text ?? "" },
        args: argumentsOf(node.get("arguments")),
      };
    }
    case "eval_expression": {
      const [inner] = node.children;
      if (inner?.kind === "filename") return callOf("do", block(all(inner.children)));
      return inner?.kind === "block" ? lowerPerl(inner) : callOf("eval", inner ? lowerPerl(inner) : TOPIC);
    }
    case "require_expression":
    case "use_statement":
      return { kind: "other", parts: all(node.children.filter((child) => child.kind !== "package")) };
    case "conditional_statement":
    case "elsif": {
      const rest = node.children.filter((child) => child.kind === "elsif" || child.kind === "else");
      const body = node.get("block") ?? node.children.find((child) => child.kind === "block");
      return branch(opt(node.get("condition")), opt(body), ...(rest.length > 0 ? all(rest) : [nothing]));
    }
    case "postfix_conditional_expression":
      return branch(
        opt(node.get("condition")),
        opt(node.children.find((child) => child.field !== "condition")),
        nothing,
      );
    case "for_statement":
      return {
        kind: "each",
        target: node.get("variable") ? opt(node.get("variable")) : TOPIC,
        list: opt(node.get("list")),
        body: opt(node.get("block")),
        collects: false,
      };
    case "postfix_for_expression":
      return {
        kind: "each",
        target: TOPIC,
        list: opt(node.get("list")),
        body: opt(node.children.find((child) => child.field !== "list")),
        collects: false,
      };
    case "loop_statement":
    case "postfix_loop_expression":
    case "cstyle_for_statement":
      return loopOf(node, lowerPerl);
    case "unary_expression":
      return unary(node.get("operator")?.text, opt(node.get("operand")));
    case "map_grep_expression":
      return {
        kind: "each",
        target: TOPIC,
        list: opt(node.get("list")),
        body: opt(node.get("callback")),
        collects: true,
      };
    case "readline_expression":
      return readline(node.text.slice(1, -1));
    case "fileglob_expression":
      return callOf("glob", interpolated(node, lowerPerl));
    case "subroutine_declaration_statement":
    case "anonymous_subroutine_expression":
      return {
        kind: "function",
        name: node.get("name")?.text ?? null,
        parameters: [],
        body: { kind: "return", value: opt(node.get("body")) },
      };
    case "return_expression":
      return { kind: "return", value: block(all(node.children)) };
    case "substitution_regexp": {
      const evaluates = /e/.test(node.get("modifiers")?.text ?? "");
      const replacement = node.children.find((child) => child.kind === "replacement");
      if (!evaluates) return matched(TOPIC, nothing, node);
      // `ee`: what the replacement gives is code in turn.
      const twice = /e.*e/.test(node.get("modifiers")?.text ?? "");
      return block([
        // What the pattern caught is some of the topic.
        { kind: "assign", target: { kind: "name", name: "$1" }, operator: null, value: TOPIC },
        { kind: "assign", target: { kind: "name", name: "$&" }, operator: null, value: TOPIC },
        callOf("eval", twice ? block(all(replacement?.children ?? [])) : textOf(replacement?.text ?? "")),
      ]);
    }
    default:
      return { kind: "other", parts: all(node.children) };
  }
}

/** One of the variables that a list goes to: an array or a hash takes all that is left. */
function takesRest(node: Node): Argument {
  return { name: null, value: lowerPerl(node), spread: /^(?:array|hash)$/.test(node.kind) };
}

/** Items of a list; what stands before `=>` names what stands after it. All lists are flattened. */
function listItems(node: Node): Argument[] {
  const out: Argument[] = [];
  let key: Node | null = null;
  const parts = node.all;
  for (const [i, child] of parts.entries()) {
    if (!child.named && child.kind !== "function") continue;
    if (parts[i + 1]?.kind === "=>" && key === null) {
      key = child;
      continue;
    }
    const name = key === null ? null : key.text.replace(/^["']|["']$/g, "");
    if (child.kind === "list_expression") out.push(...listItems(child));
    else out.push({ name, value: lowerPerl(child), spread: name === null });
    key = null;
  }
  return out;
}

function argumentsOf(node: Node | null): Argument[] {
  if (!node) return [];
  if (node.kind === "list_expression") return listItems(node);
  if (node.kind === "parenthesized_expression") return node.children.flatMap((child) => argumentsOf(child));
  return [{ name: null, value: lowerPerl(node), spread: true }];
}

function call(node: Node): Expr {
  // `&{$code}(…)`, `&{"name"}(…)`
  const [dereferenced] = node.get("function")?.children ?? [];
  const variable = dereferenced?.kind === "varname" ? dereferenced.children[0] : undefined;
  const code = dereferenced?.kind === "code_deref_expression" ? dereferenced : variable;
  if (code) return { kind: "call", callee: lowerPerl(code), args: argumentsOf(node.get("arguments")) };
  const name = node.get("function")?.text ?? "";
  // `print F "x"`, which the grammar takes for a call of F.
  const inner = node.get("arguments");
  const handleName =
    inner?.kind === "ambiguous_function_call_expression" ? inner.get("function")?.text : undefined;
  if (/^(?:print|printf|say)$/.test(name) && handleName !== undefined && /^[A-Z][A-Z0-9_]*$/.test(handleName))
    return {
      kind: "call",
      callee: { kind: "member", object: { kind: "name", name: handleName }, name },
      args: argumentsOf(inner?.get("arguments") ?? null),
    };
  const fromField = argumentsOf(node.get("arguments"));
  const args =
    fromField.length > 0 || node.kind.includes("function_call")
      ? fromField
      : node.children.filter((child) => child.field !== "function").flatMap((child) => argumentsOf(child));
  const handle = node.children.find((child) => child.kind === "indirect_object");
  const hash = node.get("arguments");
  const container = handle?.children[0];
  if (container?.kind === "scalar" && hash?.kind === "anonymous_hash_expression") {
    // `f($h{key})`, which the grammar takes for an object and a hash.
    const name = container.text === "$ENV" ? "%ENV" : container.text.replace("$", "%");
    const key = textOf(hash.children[0]?.text.replace(/^["']|["']$/g, "") ?? "");
    return named(node.get("function")?.text ?? "", [
      positional({ kind: "index", object: { kind: "name", name }, index: key }),
    ]);
  }
  if (handle) {
    const object = block(all(handle.children));
    if (/^(?:print|printf|say)$/.test(name))
      return {
        kind: "call",
        callee: {
          kind: "member",
          object: handle.children.length > 0 ? object : { kind: "name", name: handle.text },
          name,
        },
        args,
      };
    // `exec {"bash"} "x", …`: the first word is only what the program is told that it is called.
    const isProgram = /^(?:exec|system)$/.test(name) && handle.children.length > 0 && args.length > 1;
    return named(name, isProgram ? [positional(object), ...args.slice(1)] : args);
  }
  return named(name, args);
}

function assign(node: Node): Expr {
  const [list] = node.get("right")?.children ?? [];
  const left = node.get("left");
  const filled = left?.kind === "variable_declaration" ? left.get("variable") : left;
  if (filled?.kind === "hash" && list?.kind === "list_expression")
    return {
      kind: "assign",
      target: opt(node.get("left")),
      operator: null,
      value: {
        kind: "map",
        entries: listItems(list).map(({ name, value }) => ({
          key: name === null ? null : textOf(name),
          value,
        })),
      },
    };
  const operator = node.get("operator")?.text.slice(0, -1) ?? "";
  const right = node.get("right");
  // An array holds a list, be it of one.
  if (filled?.kind === "array" && operator === "" && right?.kind === "parenthesized_expression")
    return {
      kind: "assign",
      target: opt(left),
      operator: null,
      value: { kind: "list", items: [{ name: null, value: lowerPerl(right), spread: true }] },
    };
  return {
    kind: "assign",
    target: opt(node.get("left")),
    operator: operator === "" ? null : operator === "||" || operator === "//" ? "|" : operator,
    value: opt(node.get("right")),
  };
}

function binary(node: Node): Expr {
  const operator = node.get("operator")?.text ?? "";
  const left = opt(node.get("left"));
  const operation = node.get("right");
  // What changes its operand by itself, no code of its own in it.
  const plain =
    operation?.kind === "transliteration_expression" ||
    (operation?.kind === "substitution_regexp" && !/e/.test(operation.get("modifiers")?.text ?? ""));
  if (operator === "=~" && plain) return matched(left, nothing, operation);
  const right = opt(node.get("right"));
  if (/^(?:\|\||&&|or|and|\/\/)$/.test(operator)) return shortCut(left, right);
  if (operator === "=~") return matched(left, right, node.get("right"));
  return { kind: "binary", operator, left, right };
}

/** `$h{x}`, `$a[0]`, `$r->{x}`; `%ENV` is the environment. */
function element(node: Node, container: Node | null, sigil: string, index: Node | null): Expr {
  const key = index ? lowerPerl(index) : opt(node.children.at(-1));
  const name = container?.text.replace(/^[$@%]|[{}]/g, "") ?? "";
  // `$$r{x}`: what the variable refers to.
  if (/^\$\w/.test(name)) return { kind: "index", object: { kind: "name", name }, index: key };
  const object: Expr =
    container === null
      ? opt(node.children[0])
      : name === "ENV"
        ? { kind: "name", name: "%ENV" }
        : { kind: "name", name: sigil + name };
  return { kind: "index", object, index: key };
}
