/** PHP's syntax tree → the common terms. Variables keep their `$`, functions are in lower case. */
import { type Argument, block, callOf, type Expr, nothing, positional, textOf } from "../expression.ts";
import type { Node } from "../tree.ts";
import { branch, caughtAs, counted, countedLoop, doLoop, shortCut, unary, whileLoop } from "./common.ts";
import { numberOf, pieces, unescaped, unescapedSingle } from "./strings.ts";

const all = (nodes: readonly Node[]): Expr[] => nodes.map(lowerPhp);
const opt = (node: Node | null | undefined): Expr => (node ? lowerPhp(node) : nothing);

/** What a request brings. */
const REQUEST = /^\$_(?:GET|POST|REQUEST|COOKIE|FILES)$/;

export function lowerPhp(node: Node): Expr {
  switch (node.kind) {
    case "program":
    case "compound_statement":
    case "colon_block":
    case "expression_statement":
    case "parenthesized_expression":
    case "error_suppression_expression":
    case "else_clause":
      return block(all(node.children));
    case "variable_name":
      if (REQUEST.test(node.text)) return callOf("$request");
      return { kind: "name", name: node.text === "$_ENV" || node.text === "$_SERVER" ? "$_ENV" : node.text };
    case "name":
    case "qualified_name":
      return { kind: "name", name: dotted(node.text) };
    case "namespace_use_declaration":
      return block(node.children.filter((child) => child.kind === "namespace_use_clause").map(used));
    case "boolean":
      return { kind: "name", name: node.text.toLowerCase() };
    case "integer":
      return { kind: "number", value: numberOf(node.text) };
    case "unary_op_expression":
      return unary(node.all[0]?.kind, opt(node.children.at(-1)));
    case "string":
      return textOf(unescapedSingle(node.children.map((child) => child.text).join("")));
    case "nowdoc":
      return textOf(node.get("value")?.text ?? "");
    case "encapsed_string":
    case "heredoc_body":
      return encapsed(node);
    case "heredoc":
      return opt(node.get("value"));
    case "shell_command_expression":
      return { kind: "command", command: encapsed(node) };
    case "binary_expression": {
      const operator = node.get("operator")?.text ?? "";
      const left = opt(node.get("left"));
      const right = opt(node.get("right"));
      if (/^(?:\|\||&&|or|and|\?\?)$/.test(operator)) return shortCut(left, right);
      return { kind: "binary", operator, left, right };
    }
    case "assignment_expression":
    case "reference_assignment_expression":
      return { kind: "assign", target: opt(node.get("left")), operator: null, value: opt(node.get("right")) };
    case "augmented_assignment_expression":
      return {
        kind: "assign",
        target: opt(node.get("left")),
        operator: node.get("operator")?.text.slice(0, -1) ?? "",
        value: opt(node.get("right")),
      };
    case "function_call_expression":
      // `f(...)`: the function itself.
      if (node.get("arguments")?.children[0]?.kind === "variadic_placeholder")
        return opt(node.get("function"));
      return { kind: "call", callee: opt(node.get("function")), args: args(node.get("arguments")) };
    case "member_call_expression":
    case "nullsafe_member_call_expression":
      return {
        kind: "call",
        callee: { kind: "member", object: opt(node.get("object")), name: node.get("name")?.text ?? "" },
        args: args(node.get("arguments")),
      };
    case "scoped_call_expression":
      return {
        kind: "call",
        callee: { kind: "member", object: opt(node.get("scope")), name: node.get("name")?.text ?? "" },
        args: args(node.get("arguments")),
      };
    case "object_creation_expression": {
      const [made] = node.children;
      const given = (made?.kind === "anonymous_class" ? made : node).children;
      return {
        kind: "call",
        callee: opt(made),
        args: args(given.find((child) => child.kind === "arguments") ?? null),
      };
    }
    case "member_access_expression":
    case "nullsafe_member_access_expression":
      return { kind: "member", object: opt(node.get("object")), name: node.get("name")?.text ?? "" };
    case "dynamic_variable_name":
      // `$$name`: which variable that is, the program works out.
      if (node.children[0]?.kind === "subscript_expression") return superGlobal(node.children[0]);
      return { kind: "name", name: "$$" };
    case "subscript_expression": {
      const [object, index] = node.children;
      if (object?.text === "$GLOBALS" && index)
        return { kind: "name", name: `$${index.text.replace(/^["']|["']$/g, "")}` };
      return { kind: "index", object: opt(object), index: opt(index) };
    }
    case "array_creation_expression":
      return array(node);
    case "list_literal":
      return { kind: "list", items: all(node.children).map(positional) };
    case "echo_statement":
    case "print_intrinsic":
      return {
        kind: "call",
        callee: { kind: "name", name: "print" },
        args: node.children
          .flatMap((child) => (child.kind === "sequence_expression" ? child.children : [child]))
          .map((child) => positional(lowerPhp(child))),
      };
    case "include_expression":
    case "include_once_expression":
    case "require_expression":
    case "require_once_expression":
      return callOf("include", ...all(node.children));
    case "if_statement":
    case "else_if_clause":
    case "conditional_expression":
      return conditional(node);
    case "foreach_statement": {
      const [list, item] = node.children;
      const target = item?.kind === "pair" ? item.children[1] : item;
      return {
        kind: "each",
        target: opt(target),
        list: opt(list),
        body: opt(node.get("body")),
        collects: false,
      };
    }
    case "function_definition":
    case "anonymous_function":
    case "arrow_function":
    case "method_declaration":
      return functionOf(node);
    case "class_declaration":
    case "trait_declaration":
    case "enum_declaration":
    case "anonymous_class": {
      const body = node.get("body")?.children ?? [];
      return {
        kind: "class",
        name: node.get("name")?.text.toLowerCase() ?? null,
        // What it uses is in it like what it extends.
        parents: [
          ...node.children.filter((child) => child.kind === "base_clause"),
          ...body.filter(isUse),
        ].flatMap((child) => all(child.children)),
        body: all(body.filter((child) => !isUse(child))),
      };
    }
    case "relative_scope":
      return { kind: "name", name: node.text === "parent" ? "super" : "$this" };
    case "property_declaration":
    case "const_declaration":
      return block(all(node.children));
    case "enum_case":
    case "const_element": {
      const [name, value] = node.children;
      const written = name?.text ?? "";
      // A constant of its own is read as names are: in lower case.
      return block(
        [written, written.toLowerCase()].map((each) => ({
          kind: "assign",
          target: { kind: "name", name: each },
          operator: null,
          value: opt(value),
        })),
      );
    }
    case "property_element": {
      const [name, value] = node.children;
      return {
        kind: "assign",
        target: { kind: "name", name: name?.text ?? "" },
        operator: null,
        value: opt(node.get("default_value") ?? value),
      };
    }
    case "while_statement":
      return whileLoop(node, opt);
    case "do_statement":
      return doLoop(node, opt);
    case "for_statement":
      return countedLoop(node, opt, "initialize", "update");
    case "update_expression":
      return counted(node, opt);
    case "class_constant_access_expression": {
      const [scope, name] = node.children;
      return { kind: "member", object: opt(scope), name: name?.text ?? "" };
    }
    case "catch_clause": {
      const caught = node.get("name");
      return caughtAs(caught && lowerPhp(caught), opt(node.get("body")));
    }
    case "yield_expression":
      return { kind: "yield", value: block(all(node.children.flatMap((child) => child.children))) };
    case "return_statement":
      return { kind: "return", value: opt(node.children[0]) };
    default:
      return { kind: "other", parts: all(node.children) };
  }
}

/** `\\App\\Task` as the tables of calls write it. */
function dotted(name: string): string {
  return name.replace(/^\\/, "").replaceAll("\\", ".").toLowerCase();
}

/** `use Symfony\\Component\\Process\\Process;`, `use A\\B as C;` */
function used(clause: Node): Expr {
  const [name, alias] = clause.children;
  const module = dotted(name?.text ?? "");
  const as = alias
    ? alias.text.replace(/^as\s+/i, "").toLowerCase()
    : module.slice(module.lastIndexOf(".") + 1);
  return { kind: "use", module, names: [{ part: null, as }] };
}

function isUse(node: Node): boolean {
  return node.kind === "use_declaration";
}

/** `${_SERVER["HOME"]}` in a string. */
function superGlobal(node: Node): Expr {
  const [object, index] = node.children;
  const name = /^_(?:SERVER|ENV)$/.test(object?.text ?? "") ? "$_ENV" : `$${object?.text}`;
  return { kind: "index", object: { kind: "name", name }, index: opt(index) };
}

function args(node: Node | null): Argument[] {
  return (node?.children ?? []).flatMap((child): Argument[] => {
    if (child.kind !== "argument") return [];
    const value = child.children.at(-1);
    if (!value) return [];
    if (value.kind === "variadic_unpacking")
      return [{ name: null, value: opt(value.children[0]), spread: true }];
    return [{ name: child.get("name")?.text ?? null, value: lowerPhp(value), spread: false }];
  });
}

function encapsed(node: Node): Expr {
  return pieces(
    node.children.map((child) =>
      child.kind === "string_content" || child.kind === "escape_sequence"
        ? textOf(unescaped(child.text))
        : lowerPhp(child),
    ),
  );
}

function array(node: Node): Expr {
  const items = node.children.map((child) => child.children);
  if (items.some((parts) => parts.length === 2))
    return {
      kind: "map",
      entries: items.map(([key, value], i) =>
        value ? { key: opt(key), value: lowerPhp(value) } : { key: textOf(String(i)), value: opt(key) },
      ),
    };
  return { kind: "list", items: items.map(([value]) => positional(opt(value))) };
}

function conditional(node: Node): Expr {
  const alternatives = node.all.filter((child) => child.field === "alternative");
  const ways = [opt(node.get("body")), ...all(alternatives)];
  return branch(opt(node.get("condition")), ...ways, ...(alternatives.length === 0 ? [nothing] : []));
}

function functionOf(node: Node): Expr {
  const body = node.get("body");
  return {
    kind: "function",
    name: node.get("name")?.text.toLowerCase() ?? null,
    parameters: (node.get("parameters")?.children ?? []).map((child): Expr => {
      const target: Expr = { kind: "name", name: child.get("name")?.text ?? "" };
      if (child.kind === "variadic_parameter")
        return { kind: "list", items: [{ name: null, value: target, spread: true }] };
      const value = child.get("default_value");
      return value ? { kind: "assign", target, operator: null, value: lowerPhp(value) } : target;
    }),
    body:
      node.kind === "arrow_function"
        ? { kind: "return", value: opt(body) }
        : block([...promoted(node), opt(body)]),
  };
}

/** `function __construct(private $c)`: the parameter is a part of the object too. */
function promoted(node: Node): Expr[] {
  return (node.get("parameters")?.children ?? [])
    .filter((child) => child.kind === "property_promotion_parameter")
    .map((child) => {
      const name = child.get("name")?.text ?? "";
      const target: Expr = {
        kind: "member",
        object: { kind: "name", name: "$this" },
        name: name.replace(/^\$/, ""),
      };
      return { kind: "assign", target, operator: null, value: { kind: "name", name } };
    });
}
