/** Python's syntax tree → the common terms. */
import { type Argument, block, callOf, type Expr, nothing, positional, textOf } from "../expression.ts";
import type { Node } from "../tree.ts";
import { branch, caughtAs, shortCut, whileLoop } from "./common.ts";
import { unescaped } from "./strings.ts";

const all = (nodes: readonly Node[]): Expr[] => nodes.map(lowerPython);
const opt = (node: Node | null): Expr => (node ? lowerPython(node) : nothing);

export function lowerPython(node: Node): Expr {
  switch (node.kind) {
    case "module":
    case "block":
      return block(all(node.children));
    case "identifier":
    case "true":
    case "false":
      return { kind: "name", name: node.text };
    case "integer":
      return { kind: "number", value: Number(node.text.replaceAll("_", "")) };
    case "string":
      return string(node);
    case "concatenated_string":
      return { kind: "join", parts: all(node.children) };
    case "expression_statement":
    case "expression_list":
    case "tuple":
    case "list":
    case "set":
    case "pattern_list":
    case "tuple_pattern":
    case "list_pattern":
      return node.kind === "expression_statement" && node.children.length === 1
        ? opt(node.children[0] ?? null)
        : { kind: "list", items: node.children.map(argument) };
    case "parenthesized_expression":
    case "await":
    case "as_pattern_target":
    case "interpolation":
    case "type":
      return opt(node.children[0] ?? null);
    case "yield":
      return { kind: "yield", value: opt(node.children[0] ?? null) };
    case "attribute":
      return { kind: "member", object: opt(node.get("object")), name: node.get("attribute")?.text ?? "" };
    case "subscript":
      return subscript(node);
    case "call":
      return call(node);
    case "binary_operator":
    case "boolean_operator":
      if (node.get("operator")?.text === "or" || node.get("operator")?.text === "and")
        return shortCut(opt(node.get("left")), opt(node.get("right")));
      return {
        kind: "binary",
        operator: node.get("operator")?.text ?? "",
        left: opt(node.get("left")),
        right: opt(node.get("right")),
      };
    case "unary_operator":
      return {
        kind: "binary",
        operator: node.get("operator")?.text ?? "",
        left: { kind: "number", value: 0 },
        right: opt(node.get("argument")),
      };
    case "assignment":
      // `path: str` alone declares a part of a class.
      return node.get("right") || node.get("left")?.kind !== "identifier"
        ? assignment(opt(node.get("left")), null, node.get("right"))
        : { kind: "assign", target: opt(node.get("left")), operator: "declared", value: nothing };
    case "named_expression":
      return assignment(opt(node.get("name")), null, node.get("value"));
    case "augmented_assignment":
      return assignment(
        opt(node.get("left")),
        node.get("operator")?.text.slice(0, -1) ?? "",
        node.get("right"),
      );
    case "dictionary":
      return {
        kind: "map",
        entries: node.children.map((child) =>
          child.kind === "pair"
            ? { key: opt(child.get("key")), value: opt(child.get("value")) }
            : { key: null, value: opt(child.children[0] ?? null) },
        ),
      };
    case "conditional_expression": {
      const [yes, test, no] = all(node.children);
      return branch(test ?? nothing, yes ?? nothing, no ?? nothing);
    }
    case "list_comprehension":
    case "set_comprehension":
    case "generator_expression":
    case "dictionary_comprehension":
      return comprehension(node);
    case "lambda":
      return functionOf(null, node);
    case "function_definition":
      return functionOf(node.get("name")?.text ?? null, node);
    case "decorated_definition": {
      const definition = definitionIn(node);
      const decorators = node.children
        .filter((child) => child.kind === "decorator")
        .map((child): Expr => {
          const callee = opt(child.children[0] ?? null);
          return { kind: "call", callee, args: [positional(definition)] };
        });
      // Each gets what the one below it gave.
      const chain = node.children
        .filter((child) => child.kind === "decorator")
        .reduceRight<Expr>(
          (inner, child) => ({
            kind: "call",
            callee: opt(child.children[0] ?? null),
            args: [positional(inner)],
          }),
          definition,
        );
      return block([...decorators, ...(decorators.length > 1 ? [chain] : []), definition]);
    }
    case "class_definition":
      return {
        kind: "class",
        name: node.get("name")?.text ?? null,
        parents: all(
          (node.get("superclasses")?.children ?? []).filter((child) => child.kind !== "keyword_argument"),
        ),
        options: (node.get("superclasses")?.children ?? [])
          .filter((child) => child.kind === "keyword_argument")
          .map(argument),
        body: all(node.get("body")?.children ?? []),
      };
    case "match_statement":
      return matchOf(node);
    case "break_statement":
    case "raise_statement":
      return { kind: "leave", value: block(all(node.children)) };
    case "return_statement":
      return { kind: "return", value: opt(node.children[0] ?? null) };
    case "if_statement":
      return conditional(node);
    case "for_statement":
      return block([
        {
          kind: "each",
          target: opt(node.get("left")),
          list: opt(node.get("right")),
          body: opt(node.get("body")),
          collects: false,
        },
        opt(node.get("alternative")),
      ]);
    case "while_statement":
      return block([whileLoop(node, opt), opt(node.get("alternative"))]);
    case "except_clause": {
      const caught = node.get("value")?.get("alias")?.children[0];
      return caughtAs(
        caught ? lowerPython(caught) : null,
        ...all(node.children.filter((child) => child.field !== "value")),
      );
    }
    case "with_statement":
      return { kind: "within", managers: withItems(node), body: opt(node.get("body")) };
    case "try_statement":
      // Nobody knows how far the first part comes.
      return block([
        { kind: "choice", ways: [opt(node.get("body"))] },
        ...all(node.children.filter((child) => child.field !== "body")),
      ]);
    case "comparison_operator": {
      const [left, right] = node.children;
      const operator = node.all.find((child) => child.field === "operators")?.text ?? "";
      return node.children.length === 2 && left && right && /^(?:[<>=!]=|[<>]|(?:not )?in)$/.test(operator)
        ? { kind: "binary", operator, left: lowerPython(left), right: lowerPython(right) }
        : { kind: "other", parts: all(node.children) };
    }
    case "import_statement":
    case "import_from_statement":
      return imports(node);
    case "print_statement":
      return {
        kind: "call",
        callee: { kind: "name", name: "print" },
        args: node.children.map((child) => positional(lowerPython(child))),
      };
    case "exec_statement":
      return {
        kind: "call",
        callee: { kind: "name", name: "exec" },
        args: node.children.map((child) => positional(lowerPython(child))),
      };
    default:
      return { kind: "other", parts: all(node.children) };
  }
}

function assignment(target: Expr, operator: string | null, value: Node | null): Expr {
  return value ? { kind: "assign", target, operator, value: lowerPython(value) } : nothing;
}

function argument(node: Node): Argument {
  switch (node.kind) {
    case "keyword_argument":
      return { name: node.get("name")?.text ?? null, value: opt(node.get("value")), spread: false };
    case "list_splat":
    case "list_splat_pattern":
      return { name: null, value: opt(node.children[0] ?? null), spread: true };
    case "dictionary_splat":
      return { name: "**", value: opt(node.children[0] ?? null), spread: true };
    default:
      return positional(lowerPython(node));
  }
}

function call(node: Node): Expr {
  const args = node.get("arguments");
  return {
    kind: "call",
    callee: opt(node.get("function")),
    args:
      args?.kind === "generator_expression"
        ? [positional(lowerPython(args))]
        : (args?.children ?? []).map(argument),
  };
}

function subscript(node: Node): Expr {
  const object = opt(node.get("value"));
  const index = node.get("subscript");
  const all = node.all.filter((child) => child.field === "subscript");
  if (all.length > 1) return { kind: "index", object, index: { kind: "list", items: all.map(argument) } };
  if (index?.kind !== "slice") return { kind: "index", object, index: opt(index) };
  const parts: (Expr | null)[] = [null, null, null];
  let at = 0;
  for (const part of index.all) {
    if (part.kind === ":") at++;
    else if (at < 3) parts[at] = lowerPython(part);
  }
  const [from = null, to = null, step = null] = parts;
  return { kind: "slice", object, from, to, step };
}

/** `'…'`, `b'…'`, `r'…'`, `f'…'` and their triple forms. */
function string(node: Node): Expr {
  const start = node.children.find((child) => child.kind === "string_start");
  const raw = /r/i.test(start?.text ?? "");
  const parts: Expr[] = [];
  for (const child of node.children) {
    if (child.kind === "string_content") {
      const text = /f/i.test(start?.text ?? "")
        ? child.text.replaceAll("{{", "{").replaceAll("}}", "}")
        : child.text;
      parts.push(textOf(raw ? text : unescaped(text)));
    } else if (child.kind === "interpolation") {
      const value = opt(child.get("expression"));
      const format = child.children.find((each) => each.kind === "format_specifier");
      parts.push(format ? callOf("format", value, textOf(format.text.replace(/^:/, ""))) : value);
    }
  }
  const [only] = parts;
  if (parts.length === 0) return textOf("");
  return parts.length === 1 && only?.kind === "text" ? only : { kind: "join", parts };
}

function comprehension(node: Node): Expr {
  const body = node.get("body");
  let inner: Expr =
    body?.kind === "pair" ? { kind: "list", items: all(body.children).map(positional) } : opt(body);
  let flat = false;
  for (const clause of [...node.children].reverse()) {
    if (clause.kind === "for_in_clause") {
      inner = {
        kind: "each",
        target: opt(clause.get("left")),
        list: opt(clause.get("right")),
        body: inner,
        collects: true,
        flat,
      };
      flat = true;
    } else if (clause.kind === "if_clause")
      inner = block([{ kind: "other", parts: all(clause.children) }, inner]);
  }
  if (body?.kind === "pair") return callOf("dict", inner);
  return inner;
}

/** What decorators stand on; a property is called by its name alone. */
function definitionIn(node: Node): Expr {
  const definition = opt(node.get("definition"));
  const isGetter = node.children.some(
    (child) =>
      child.kind === "decorator" && /^(?:\w+\.)?(?:cached_)?property$/.test(child.children[0]?.text ?? ""),
  );
  return definition.kind === "function" && isGetter ? { ...definition, getter: true } : definition;
}

/** `match x: case [a, b]: …`: names in a pattern are what is matched. */
function matchOf(node: Node): Expr {
  const subject = opt(node.get("subject"));
  const ways = (node.get("body")?.children ?? []).map((clause): Expr => {
    const [pattern] = clause.children.filter((child) => child.kind === "case_pattern");
    const caught: Expr = pattern
      ? { kind: "assign", target: patternOf(pattern), operator: null, value: subject }
      : nothing;
    return block([caught, opt(clause.get("guard")), opt(clause.get("consequence"))]);
  });
  return branch(subject, ...ways, nothing);
}

function patternOf(node: Node): Expr {
  const [only] = node.children;
  if (node.kind === "dotted_name" || node.kind === "identifier") return { kind: "name", name: node.text };
  if (/^(?:list|tuple|_as)?_?pattern$|^(?:list|tuple)_pattern$/.test(node.kind) && node.children.length > 1)
    return {
      kind: "list",
      items: node.children.map((child) => {
        const inner = child.kind === "case_pattern" ? (child.children[0] ?? child) : child;
        return { name: null, value: patternOf(inner), spread: inner.kind === "splat_pattern" };
      }),
    };
  return only && node.children.length === 1 ? patternOf(only) : nothing;
}

function parameterName(node: Node): Expr {
  const [splat] = node.children;
  if (node.kind === "list_splat_pattern")
    return { kind: "list", items: [{ name: null, value: opt(splat ?? null), spread: true }] };
  if (node.kind === "dictionary_splat_pattern")
    return { kind: "map", entries: [{ key: null, value: opt(splat ?? null) }] };
  if (node.kind === "typed_parameter" && /splat/.test(splat?.kind ?? "")) return parameterName(splat ?? node);
  const name =
    node.kind === "identifier"
      ? node
      : (node.get("name") ?? node.children.find((c) => c.kind === "identifier"));
  const value = node.get("value");
  const target: Expr = { kind: "name", name: name?.text ?? "" };
  return value ? { kind: "assign", target, operator: null, value: lowerPython(value) } : target;
}

function functionOf(name: string | null, node: Node): Expr {
  const parameters = node.get("parameters")?.children.map(parameterName) ?? [];
  const body = opt(node.get("body"));
  return { kind: "function", name, parameters, body: name === null ? { kind: "return", value: body } : body };
}

function conditional(node: Node): Expr {
  const conditions = [opt(node.get("condition"))];
  const ways = [opt(node.get("consequence"))];
  let otherwise = false;
  for (const child of node.children) {
    if (child.kind === "elif_clause") {
      conditions.push(opt(child.get("condition")));
      ways.push(opt(child.get("consequence")));
    } else if (child.kind === "else_clause") {
      otherwise = true;
      ways.push(opt(child.get("body")));
    }
  }
  if (!otherwise) ways.push(nothing);
  return branch(block(conditions), ...ways);
}

function withItems(node: Node): Expr[] {
  return (node.children.find((child) => child.kind === "with_clause")?.children ?? []).map((item) => {
    const value = item.get("value");
    if (value?.kind !== "as_pattern") return opt(value);
    const [made, target] = value.children;
    return { kind: "assign", target: opt(target ?? null), operator: null, value: opt(made ?? null) };
  });
}

function imports(node: Node): Expr {
  const from = node.get("module_name");
  const names = node.all.filter((child) => child.field === "name");
  if (from) {
    return {
      kind: "use",
      module: from.text,
      names: node.children.some((child) => child.kind === "wildcard_import")
        ? [{ part: "*", as: "*" }]
        : names.map((child) => {
            const part = child.get("name")?.text ?? child.text;
            return { part, as: child.get("alias")?.text ?? part };
          }),
    };
  }
  return block(
    names.map((child): Expr => {
      const module = child.get("name")?.text ?? child.text;
      const alias = child.get("alias")?.text;
      const [top = module] = module.split(".");
      return alias === undefined
        ? { kind: "use", module: top, names: [{ part: null, as: top }] }
        : { kind: "use", module, names: [{ part: null, as: alias }] };
    }),
  );
}
