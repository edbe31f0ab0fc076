/** JavaScript's (and, as far as it parses, TypeScript's) syntax tree → the common terms. */
import { type Argument, block, callOf, type Expr, nothing, positional, textOf } from "../expression.ts";
import type { Node } from "../tree.ts";
import { branch, caughtAs, counted, countedLoop, doLoop, shortCut, unary, whileLoop } from "./common.ts";
import { unescaped } from "./strings.ts";

const all = (nodes: readonly Node[]): Expr[] => nodes.map(lowerJavaScript);
const opt = (node: Node | null | undefined): Expr => (node ? lowerJavaScript(node) : nothing);

export function lowerJavaScript(node: Node): Expr {
  switch (node.kind) {
    case "program":
    case "statement_block":
    case "sequence_expression":
    case "lexical_declaration":
    case "variable_declaration":
    case "using_declaration":
      return block(all(node.children));
    case "identifier":
    case "shorthand_property_identifier":
    case "shorthand_property_identifier_pattern":
    case "undefined":
    case "true":
    case "false":
    case "this":
    case "super":
      return { kind: "name", name: plainName(node.text) };
    case "number":
      return { kind: "number", value: Number(node.text.replaceAll("_", "")) };
    case "regex":
      return textOf(node.text);
    case "string":
      return textOf(unescaped(node.text.slice(1, -1)));
    case "template_string":
      return template(node);
    case "expression_statement":
    case "parenthesized_expression":
    case "await_expression":
    case "template_substitution":
    case "spread_element":
    case "computed_property_name":
    case "else_clause":
      return opt(node.children[0]);
    case "member_expression":
      return {
        kind: "member",
        object: opt(node.get("object")),
        name: plainName(node.get("property")?.text ?? ""),
      };
    case "subscript_expression":
      return { kind: "index", object: opt(node.get("object")), index: opt(node.get("index")) };
    case "call_expression":
      return call(node);
    case "new_expression":
      return {
        kind: "call",
        callee: opt(node.get("constructor")),
        args: node.get("arguments")?.children.map(argument) ?? [],
      };
    case "binary_expression": {
      const operator = node.get("operator")?.text ?? "";
      const left = opt(node.get("left"));
      const right = opt(node.get("right"));
      return operator === "||" || operator === "??" || operator === "&&"
        ? shortCut(left, right)
        : { kind: "binary", operator, left, right };
    }
    case "unary_expression":
      return unary(node.get("operator")?.text, opt(node.get("argument")));
    case "variable_declarator":
      return assign(node.get("name"), null, node.get("value"));
    case "assignment_expression":
      return assign(node.get("left"), null, node.get("right"));
    case "augmented_assignment_expression":
      return assign(node.get("left"), node.get("operator")?.text.slice(0, -1) ?? "", node.get("right"));
    case "assignment_pattern":
    case "object_assignment_pattern":
      return assign(node.get("left"), null, node.get("right"));
    case "array":
    case "array_pattern":
      return { kind: "list", items: itemsOf(node) };
    case "object":
    case "object_pattern":
      return { kind: "map", entries: node.children.map(entry) };
    case "ternary_expression":
    case "if_statement":
      return branch(opt(node.get("condition")), opt(node.get("consequence")), opt(node.get("alternative")));
    case "function_expression":
    case "generator_function":
    case "function_declaration":
    case "generator_function_declaration":
    case "arrow_function":
    case "method_definition":
      return functionOf(node);
    case "class_declaration":
    case "class":
      return {
        kind: "class",
        name: node.get("name")?.text ?? null,
        parents: all(node.children.find((child) => child.kind === "class_heritage")?.children ?? []),
        body: (node.get("body")?.children ?? []).map(classMember),
      };
    case "class_static_block":
      return opt(node.get("body"));
    case "field_definition":
      return {
        kind: "assign",
        target: { kind: "name", name: node.get("property")?.text ?? "" },
        operator: null,
        value: opt(node.get("value")),
      };
    case "yield_expression":
      return { kind: "yield", value: opt(node.children[0]) };
    case "rest_pattern":
      return { kind: "list", items: [argument(node)] };
    case "break_statement":
    case "throw_statement":
      return { kind: "leave", value: block(all(node.children)) };
    case "return_statement":
      return { kind: "return", value: opt(node.children[0]) };
    case "for_in_statement":
      return {
        kind: "each",
        target: opt(node.get("left")),
        list: opt(node.get("right")),
        body: opt(node.get("body")),
        collects: false,
      };
    case "for_statement":
      return countedLoop(node, opt, "initializer", "increment");
    case "while_statement":
      return whileLoop(node, opt);
    case "do_statement":
      return doLoop(node, opt);
    case "update_expression":
      return counted(node, opt);
    case "with_statement":
      return block([starOf(node.get("object")), opt(node.get("body"))]);
    case "catch_clause": {
      const caught = node.get("parameter");
      return caughtAs(caught && lowerJavaScript(caught), opt(node.get("body")));
    }
    case "import_statement":
      return imports(node);
    case "export_statement":
      return block(all(node.children));
    default:
      return { kind: "other", parts: all(node.children) };
  }
}

/** `ex\u0065c`: names may be written with escapes. */
function plainName(text: string): string {
  return text.includes("\\") ? unescaped(text) : text;
}

/** A method of a class goes by its name there. */
function classMember(node: Node): Expr {
  const lowered = lowerJavaScript(node);
  return lowered.kind === "function" && node.kind === "method_definition"
    ? {
        ...lowered,
        name: node.get("name")?.text ?? null,
        ...(node.all.some((child) => child.kind === "get") && { getter: true }),
      }
    : lowered;
}

/** `with (require("x")) f()`: the names of the module are at hand. */
function starOf(object: Node | null): Expr {
  const module = /require\s*\(\s*["']([^"']+)["']/.exec(object?.text ?? "")?.[1];
  const use: Expr = { kind: "use", module: module ?? object?.text ?? "", names: [{ part: "*", as: "*" }] };
  return block([opt(object), use]);
}

function assign(target: Node | null, operator: string | null, value: Node | null): Expr {
  if (!value) return nothing;
  return { kind: "assign", target: opt(target), operator, value: lowerJavaScript(value) };
}

/** The items of a list or pattern, with those that are left out (`[, b]`). */
function itemsOf(node: Node): Argument[] {
  const items: Argument[] = [];
  let filled = false;
  for (const child of node.all) {
    if (child.named) items.push(argument(child));
    else if (child.kind === "," && !filled) items.push(positional(nothing));
    filled = child.named;
  }
  return items;
}

function argument(node: Node): Argument {
  const spread = node.kind === "spread_element" || node.kind === "rest_pattern";
  return spread ? { name: null, value: opt(node.children[0]), spread } : positional(lowerJavaScript(node));
}

function call(node: Node): Expr {
  const callee = node.get("function");
  const args = node.get("arguments");
  if (args?.kind === "template_string") {
    // `$`…`` of Bun and zx: a tag is a function of the text.
    const parts = args.children.map(
      (child): Expr =>
        child.kind === "template_substitution"
          ? callOf("guardsh.quote", opt(child.children[0]))
          : textOf(unescaped(child.text)),
    );
    const strings = args.children
      .filter((child) => child.kind !== "template_substitution")
      .map((child) => positional(textOf(unescaped(child.text))));
    // A shell's tag quotes what is put in; any other gets the texts, and what is put in behind them.
    const joined: Expr = { kind: "join", parts: [textOf(""), ...parts] };
    return /(?:^|\.)(?:\$|sh|exec|execa|cmd|sql$)/.test(callee?.text ?? "")
      ? { kind: "call", callee: opt(callee), args: [positional(joined)] }
      : {
          kind: "call",
          callee: opt(callee),
          args: [
            positional({ kind: "list", items: strings }),
            ...parts.filter((part) => part.kind === "call").flatMap((part) => part.args),
          ],
        };
  }
  const list = args?.children.map(argument) ?? [];
  if (callee?.kind === "import")
    return { kind: "call", callee: { kind: "name", name: "require" }, args: list };
  return { kind: "call", callee: opt(callee), args: list };
}

function template(node: Node): Expr {
  const parts = node.children.map((child) =>
    child.kind === "template_substitution" ? opt(child.children[0]) : textOf(unescaped(child.text)),
  );
  return { kind: "join", parts: [textOf(""), ...parts] };
}

function keyOf(node: Node | null): Expr | null {
  if (!node) return null;
  return node.kind === "property_identifier" ? textOf(node.text) : lowerJavaScript(node);
}

function entry(node: Node): { key: Expr | null; value: Expr } {
  switch (node.kind) {
    case "pair":
    case "pair_pattern":
      return { key: keyOf(node.get("key")), value: opt(node.get("value")) };
    case "method_definition":
      return { key: keyOf(node.get("name")), value: functionOf(node) };
    case "object_assignment_pattern":
      return { key: textOf(node.get("left")?.text ?? ""), value: lowerJavaScript(node) };
    case "spread_element":
    case "rest_pattern":
      return { key: null, value: opt(node.children[0]) };
    default:
      return { key: textOf(node.text), value: { kind: "name", name: node.text } };
  }
}

function functionOf(node: Node): Expr {
  const single = node.get("parameter");
  const parameters = single ? [lowerJavaScript(single)] : all(node.get("parameters")?.children ?? []);
  const body = node.get("body");
  const lowered = opt(body);
  return {
    kind: "function",
    name: node.kind.endsWith("declaration") ? (node.get("name")?.text ?? null) : null,
    parameters,
    body: body?.kind === "statement_block" ? lowered : { kind: "return", value: lowered },
  };
}

function imports(node: Node): Expr {
  const module = unescaped(node.get("source")?.text.slice(1, -1) ?? "");
  const clause = node.children.find((child) => child.kind === "import_clause");
  const names: { part: string | null; as: string }[] = [];
  for (const child of clause?.children ?? []) {
    if (child.kind === "identifier") names.push({ part: null, as: child.text });
    else if (child.kind === "namespace_import") names.push({ part: null, as: child.children[0]?.text ?? "" });
    else
      for (const item of child.children) {
        const part = item.get("name")?.text ?? item.text;
        names.push({ part: part === "default" ? null : part, as: item.get("alias")?.text ?? part });
      }
  }
  return { kind: "use", module, names };
}
