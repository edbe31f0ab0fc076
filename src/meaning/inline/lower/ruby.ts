/** Ruby's syntax tree → the common terms. */
import { type Argument, block, callOf, type Expr, nothing, positional, textOf } from "../expression.ts";
import type { Node } from "../tree.ts";
import { branch, caughtAs, doLoop, shortCut, unary, whileLoop } from "./common.ts";
import { numberOf, pieces, unescaped, unescapedSingle } from "./strings.ts";

export function lowerRuby(root: Node): Expr {
  return new Lowering(root).expression(root);
}

/** Bodies of here-documents stand after the line that names them: they are taken in order. */
class Lowering {
  readonly #bodies: Node[] = [];

  constructor(root: Node) {
    this.#collect(root, 0);
  }

  #collect(node: Node, depth: number): void {
    for (const child of node.children) {
      if (child.kind === "heredoc_body") this.#bodies.push(child);
      else if (depth < 60) this.#collect(child, depth + 1);
    }
  }

  #all(nodes: readonly Node[]): Expr[] {
    return nodes.map((node) => this.expression(node));
  }

  #opt(node: Node | null | undefined): Expr {
    return node ? this.expression(node) : nothing;
  }

  expression(node: Node): Expr {
    switch (node.kind) {
      case "program":
      case "block_body":
      case "body_statement":
      case "then":
      case "do":
      case "begin":
      case "begin_block":
      case "end_block":
      case "parenthesized_statements":
      case "else":
      case "ensure":
      case "argument_list":
        return block(this.#all(node.children));
      case "rescue": {
        const caught = node.get("variable")?.children[0];
        return caughtAs(caught ? this.expression(caught) : null, this.#opt(node.get("body")));
      }
      case "heredoc_body":
        return nothing;
      case "identifier":
        // Words that are methods wherever nothing else has the name.
        return /^(?:fork|gets|readlines)$/.test(node.text)
          ? callOf(node.text)
          : { kind: "name", name: node.text };
      case "constant":
      case "instance_variable":
      case "class_variable":
      case "global_variable":
      case "self":
      case "true":
      case "false":
        return { kind: "name", name: node.text };
      case "integer":
        return { kind: "number", value: numberOf(node.text) };
      case "unary":
        return unary(node.get("operator")?.text, this.#opt(node.get("operand")));
      case "string":
      case "bare_string":
      case "delimited_symbol":
        return this.#string(node);
      case "simple_symbol":
        return textOf(node.text.slice(1));
      case "hash_key_symbol":
        return textOf(node.text);
      case "character":
        return textOf(node.text.slice(1));
      case "chained_string": {
        // The grammar takes `"%s" % ["x"]`, written without blanks, for two strings.
        const [format, values] = node.children;
        if (format && values && /^%\[/.test(values.text)) {
          const items = values.text.slice(2, -1).match(/"(?:\\.|[^"])*"|'[^']*'/g) ?? [];
          const list = items.map((item) => positional(textOf(unescaped(item.slice(1, -1)))));
          return {
            kind: "binary",
            operator: "%",
            left: this.expression(format),
            right: { kind: "list", items: list },
          };
        }
        return { kind: "join", parts: this.#all(node.children) };
      }
      case "string_array":
      case "symbol_array":
      case "array":
      case "right_assignment_list":
      case "left_assignment_list":
      case "destructured_left_assignment":
        return { kind: "list", items: node.children.map((child) => this.#argument(child)) };
      case "bare_symbol":
        return textOf(node.text);
      case "interpolation":
        return block(this.#all(node.children));
      case "subshell":
        return { kind: "command", command: this.#string(node) };
      case "heredoc_beginning": {
        const body = this.#bodies.shift();
        const text = body ? this.#string(body) : nothing;
        return node.text.includes("`") ? { kind: "command", command: text } : text;
      }
      case "call":
        return this.#call(node);
      case "scope_resolution": {
        const name = node.get("name")?.text ?? "";
        const scope = node.get("scope");
        return scope ? { kind: "member", object: this.expression(scope), name } : { kind: "name", name };
      }
      case "element_reference":
        return this.#element(node);
      case "binary":
        return this.#binary(node);
      case "assignment":
        return this.#assign(node, null);
      case "operator_assignment":
        return this.#assign(node, node.get("operator")?.text.slice(0, -1) ?? "");
      case "hash":
        return {
          kind: "map",
          entries: node.children.map((child) => ({
            key: child.kind === "pair" ? this.#opt(child.get("key")) : null,
            value: this.#opt(child.kind === "pair" ? child.get("value") : child.children[0]),
          })),
        };
      case "conditional":
      case "if":
      case "unless":
      case "elsif":
        return branch(
          this.#opt(node.get("condition")),
          this.#opt(node.get("consequence")),
          this.#opt(node.get("alternative")),
        );
      case "if_modifier":
      case "unless_modifier":
        return branch(this.#opt(node.get("condition")), this.#opt(node.get("body")), nothing);
      case "while":
      case "while_modifier": {
        const loop = node.get("body")?.kind === "begin" ? doLoop : whileLoop;
        return loop(node, (part) => (part?.field === "condition" ? this.#asked(part) : this.#opt(part)));
      }
      case "until":
      case "until_modifier":
        return block([this.#opt(node.get("condition")), this.#opt(node.get("body"))]);
      case "for":
        return {
          kind: "each",
          target: this.#opt(node.get("pattern")),
          list: this.#opt(node.get("value")?.children[0]),
          body: this.#opt(node.get("body")),
          collects: false,
        };
      case "method":
      case "singleton_method":
        return this.#function(node.get("name")?.text ?? null, node.get("parameters"), node.get("body"));
      case "lambda": {
        const body = node.get("body");
        return this.#function(null, node.get("parameters"), body?.get("body") ?? body);
      }
      case "class":
      case "module": {
        const body = node.get("body")?.children ?? [];
        const mixed = body.filter((child) =>
          /^(?:include|extend|prepend)$/.test(child.get("method")?.text ?? ""),
        );
        return {
          kind: "class",
          name: node.get("name")?.text ?? null,
          parents: this.#all([
            ...(node.get("superclass")?.children ?? []),
            ...mixed.flatMap((child) => child.get("arguments")?.children ?? []),
          ]),
          body: this.#all(body),
        };
      }
      case "singleton_class":
        return block(this.#all(node.get("body")?.children ?? []));
      case "yield":
        // The block is the last that a method is given.
        return {
          kind: "call",
          callee: {
            kind: "index",
            object: { kind: "name", name: "@_" },
            index: { kind: "number", value: -1 },
          },
          args: (node.children[0]?.children ?? []).map((child) => this.#argument(child)),
        };
      case "return":
        return { kind: "return", value: block(this.#all(node.children)) };
      default:
        return { kind: "other", parts: this.#all(node.children) };
    }
  }

  /** The condition of a loop. Every number is true, zero too: what is worked out tells something where it is compared. */
  #asked(condition: Node): Expr {
    const asked = this.expression(condition);
    if (asked.kind === "number" || (asked.kind === "name" && asked.name === "true"))
      return { kind: "name", name: "true" };
    const compares = asked.kind === "binary" && /^(?:[<>]=?|[!=]=)$/.test(asked.operator);
    return compares ? asked : { kind: "other", parts: [asked] };
  }

  #string(node: Node): Expr {
    const start = node.all[0]?.named === false ? (node.all[0]?.text ?? "") : "";
    const single = start === "'" || start.startsWith("%q");
    const decode = single ? unescapedSingle : unescaped;
    return pieces(
      node.children.flatMap((child): Expr[] => {
        if (child.kind === "interpolation") return [this.expression(child)];
        return child.kind === "heredoc_end" ? [] : [textOf(decode(child.text))];
      }),
    );
  }

  #argument(node: Node): Argument {
    switch (node.kind) {
      case "pair":
        return {
          name: node.get("key")?.text.replace(/^:|^["']|["']$/g, "") ?? null,
          value: this.#opt(node.get("value")),
          spread: false,
        };
      case "splat_argument":
      case "rest_assignment":
        return { name: null, value: this.#opt(node.children[0]), spread: true };
      case "block_argument":
        return positional(this.#opt(node.children[0]));
      default:
        return positional(this.expression(node));
    }
  }

  #call(node: Node): Expr {
    const receiver = node.get("receiver");
    const name = node.get("method")?.text ?? "call";
    const args = (node.get("arguments")?.children ?? []).map((child) => this.#argument(child));
    const given = node.get("block");
    if (given) args.push(positional(this.#function(null, given.get("parameters"), given.get("body"))));
    // Without an argument nothing comes between.
    if (name === "join" && args.length === 0) args.push(positional(textOf("")));
    const callee: Expr = receiver
      ? { kind: "member", object: this.expression(receiver), name }
      : { kind: "name", name };
    return { kind: "call", callee, args };
  }

  #element(node: Node): Expr {
    const object = node.get("object");
    const [, index] = node.children;
    if (object?.text === "Dir") return callOf("Dir.glob", this.#opt(index));
    if (index?.kind === "range")
      return {
        kind: "slice",
        object: this.#opt(object),
        from: this.#opt(index.get("begin")),
        to: null,
        step: null,
      };
    return { kind: "index", object: this.#opt(object), index: this.#opt(index) };
  }

  #binary(node: Node): Expr {
    const operator = node.get("operator")?.text ?? "";
    const left = this.#opt(node.get("left"));
    const right = this.#opt(node.get("right"));
    if (/^(?:\|\||&&|or|and)$/.test(operator)) return shortCut(left, right);
    // On a text it changes the variable; what a file or a list takes is told by the method.
    if (operator === "<<" && left.kind === "name")
      return block([
        { kind: "call", callee: { kind: "member", object: left, name: "<<" }, args: [positional(right)] },
        { kind: "assign", target: left, operator: "<<", value: right },
      ]);
    if (operator === "<<")
      return {
        kind: "call",
        callee: { kind: "member", object: left, name: "<<" },
        args: [positional(right)],
      };
    return { kind: "binary", operator, left, right };
  }

  #assign(node: Node, operator: string | null): Expr {
    const left = node.get("left");
    const receiver = left?.kind === "call" ? left.get("receiver") : null;
    return {
      kind: "assign",
      // `object.name = …`
      target: receiver
        ? { kind: "member", object: this.expression(receiver), name: left?.get("method")?.text ?? "" }
        : this.#opt(left),
      operator,
      value: this.#opt(node.get("right")),
    };
  }

  #function(name: string | null, parameters: Node | null, body: Node | null): Expr {
    return {
      kind: "function",
      name,
      parameters: (parameters?.children ?? []).map((child): Expr => {
        const target: Expr = { kind: "name", name: (child.get("name") ?? child).text };
        if (child.kind === "splat_parameter")
          return { kind: "list", items: [{ name: null, value: target, spread: true }] };
        if (child.kind === "hash_splat_parameter")
          return { kind: "map", entries: [{ key: null, value: target }] };
        const value = child.get("value");
        return value ? { kind: "assign", target, operator: null, value: this.expression(value) } : target;
      }),
      body: { kind: "return", value: this.#opt(body) },
    };
  }
}
