/** Lisps (Scheme, Common Lisp, Clojure, Emacs Lisp, Racket, Janet, Fennel, Hy) → common terms. */
import { type Argument, block, callOf, type Expr, nothing, positional, textOf } from "../expression.ts";
import { unescaped } from "./scan.ts";

/** Does the code look like one? It is a list of words or of lists, from its first sign to its last. */
export function isLisp(source: string): boolean {
  return /^\s*(?:(?:;|#!|#lang)[^\n]*\n\s*)*\((?:[^\s()",;{}]+(?=[\s()"])|\()[\s\S]*\)\s*$/.test(source);
}

interface List {
  readonly kind: "list";
  readonly items: readonly Form[];
  readonly open: string;
}
type Form =
  | List
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "word"; readonly text: string };

const TOKEN =
  /\s+|,|;[^\n]*|"((?:\\[\s\S]|[^"\\])*)"|(#?['`~@^]|#_)|(#?[([{]|#\()|([)\]}])|([^\s()[\]{}",;]+)/y;

/** Deepest nesting that is read. */
const DEPTH = 80;

function formsOf(source: string): readonly Form[] {
  const top: Form[] = [];
  const stack: { items: Form[]; open: string }[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
    const [, text, , open, close, word] = match;
    const items = stack.at(-1)?.items ?? top;
    if (text !== undefined) items.push({ kind: "text", text: unescaped(text) });
    else if (word !== undefined) items.push({ kind: "word", text: word });
    else if (open !== undefined) stack.push({ items: [], open });
    else if (close !== undefined) {
      const done = stack.pop();
      if (done) (stack.at(-1)?.items ?? top).push({ kind: "list", ...done });
    }
    if (match[0] === "") break;
  }
  // What was never closed counts all the same.
  for (let left = stack.pop(); left; left = stack.pop())
    (stack.at(-1)?.items ?? top).push({ kind: "list", ...left });
  return top;
}

/** The program in common terms. */
export function lowerLisp(source: string): Expr {
  return block(formsOf(source).map((form) => lower(form, 0)));
}

const DEFINES =
  /^(?:define|def|defvar|defparameter|defconst|defonce|setq|setq-local|set!|setf|var|local|global|setv)$/;
const FUNCTIONS = /^(?:defun|defn|defn-|defmacro|lambda|fn|λ|define-command)$/;
const BINDS =
  /^(?:let\*?|letrec|let-values|when-let|if-let|with-open|with-open-file|loop|binding|doseq|dolist|for|each|for\/list)$/;
const JOINS = /^(?:str|concat|string-append|concatenate|strcat|\.\.|string)$/;
const MAPS = /^(?:for-each|map|mapc|mapcar|run!|mapv|doall|filter|pmap|vector-map)$/;

function lower(form: Form, depth: number): Expr {
  if (depth > DEPTH) return nothing;
  if (form.kind === "text")
    return /^~(?:\/\S*)?$/.test(form.text) ? callOf("guardsh.home", textOf(form.text)) : textOf(form.text);
  if (form.kind === "word") return lowerWord(form.text);
  const [head, ...rest] = form.items;
  const all = (forms: readonly Form[]) => forms.map((each) => lower(each, depth + 1));
  if (!head) return nothing;
  if (!form.open.endsWith("(")) return { kind: "list", items: all(form.items).map(positional) };
  const name = head.kind === "word" ? head.text : "";
  const [first, second, ...others] = rest;
  if (form.open === "#(")
    return {
      kind: "function",
      name: null,
      parameters: [{ kind: "name", name: "%" }],
      body: lower({ ...form, open: "(" }, depth + 1),
    };
  if (name === "quote" || name === "list" || name === "vector" || name === "c")
    return { kind: "list", items: all(rest).map(positional) };
  if (FUNCTIONS.test(name) || (name === "define" && first?.kind === "list"))
    return lowerFunction(name, rest, depth);
  if (DEFINES.test(name) && first?.kind === "word" && second) {
    const target: Expr = { kind: "name", name: first.text };
    return { kind: "assign", target, operator: null, value: lower(others.at(-1) ?? second, depth + 1) };
  }
  // Scheme's loops have a name of their own: `(let loop ((x 1)) …)`.
  if (name === "let" && first?.kind === "word" && second?.kind === "list")
    return block([...bindings(name, second, depth), ...all(others)]);
  if (BINDS.test(name) && first?.kind === "list")
    return block([...bindings(name, first, depth), ...all(second ? [second, ...others] : [])]);
  if (JOINS.test(name)) return { kind: "join", parts: all(rest) };
  if (name === "if" || name === "cond" || name === "or" || name === "and")
    return { kind: "choice", ways: all(rest) };
  if (
    /^(?:begin|progn|do|doto|prog1|save-excursion|with-temp-buffer|when|unless|quasiquote|ignore-errors)$/.test(
      name,
    )
  )
    return block(all(rest));
  if (/^(?:->>?|some->|doto)$/.test(name) && first)
    return thread(name === "->>", lower(first, depth + 1), rest.slice(1), depth);
  if (MAPS.test(name) && first)
    return { kind: "call", callee: { kind: "name", name: "guardsh.map" }, args: all(rest).map(positional) };
  if (name.startsWith(".") && name.length > 1 && first) {
    const callee: Expr = {
      kind: "member",
      object: lower(first, depth + 1),
      name: name.slice(1).replace(/^-/, ""),
    };
    return { kind: "call", callee, args: argumentsOf(rest.slice(1), depth) };
  }
  if (name === "." && first && second?.kind === "word")
    return {
      kind: "call",
      callee: { kind: "member", object: lower(first, depth + 1), name: second.text },
      args: argumentsOf(others, depth),
    };
  if (head.kind !== "word") return block(all(form.items));
  // What these give is a list without some of its items.
  if (name === "remove" || name === "delete") return { kind: "other", parts: all(rest) };
  return { kind: "call", callee: lowerWord(name), args: argumentsOf(rest, depth) };
}

function lowerWord(text: string): Expr {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return { kind: "number", value: Number(text) };
  if (/^[:#']/.test(text) && text.length > 1) return textOf(text.replace(/^[:#']+/, ""));
  const [base = "", ...parts] = text.split(/::?|(?<=\w)[/.](?=\w)/);
  return parts.reduce<Expr>((object, name) => ({ kind: "member", object, name }), {
    kind: "name",
    name: base,
  });
}

/** Arguments, those behind a keyword under its name. */
function argumentsOf(forms: readonly Form[], depth: number): Argument[] {
  const out: Argument[] = [];
  for (let i = 0; i < forms.length; i++) {
    const form = forms[i];
    if (!form) continue;
    const next = forms[i + 1];
    const keyword = form.kind === "word" ? /^#?:([\w-]+)$/.exec(form.text)?.[1] : undefined;
    if (keyword !== undefined && next) {
      out.push({ name: keyword, value: lower(next, depth + 1), spread: false });
      i++;
    } else out.push(positional(lower(form, depth + 1)));
  }
  return out;
}

function lowerFunction(kind: string, forms: readonly Form[], depth: number): Expr {
  let rest = forms;
  let name: string | null = null;
  let parameters: readonly Form[] = [];
  const [first] = rest;
  if (kind === "define" && first?.kind === "list") {
    const [own, ...given] = first.items;
    name = own?.kind === "word" ? own.text : null;
    parameters = given;
    rest = rest.slice(1);
  } else {
    if (first?.kind === "word") {
      name = first.text;
      rest = rest.slice(1);
    }
    const at = rest.findIndex((form) => form.kind === "list");
    const list = rest[at];
    if (list?.kind === "list") parameters = list.items;
    rest = rest.slice(at + 1);
  }
  return {
    kind: "function",
    name,
    parameters: parameters.flatMap((each) =>
      each.kind === "word" ? [{ kind: "name", name: each.text } as const] : [],
    ),
    body: block(rest.map((form) => lower(form, depth + 1))),
  };
}

/** `((a 1) (b 2))`, `[a 1 b 2]`, and of a loop `(f list)`: each name with its value. */
function bindings(kind: string, list: List, depth: number): Expr[] {
  const out: Expr[] = [];
  const bind = (name: Form, value: Form, item: boolean) => {
    if (name.kind !== "word") return;
    const given = lower(value, depth + 1);
    out.push({
      kind: "assign",
      target: { kind: "name", name: name.text },
      operator: null,
      value: item ? callOf("guardsh.item", given) : given,
    });
  };
  const each = /^(?:do|for|each)/.test(kind);
  const pairs = list.items.every((item) => item.kind === "list" && item.items.length === 2);
  if (pairs)
    for (const item of list.items) {
      const [name, value] = item.kind === "list" ? item.items : [];
      if (name && value) bind(name, value, each);
    }
  else
    for (let i = 0; i + 1 < list.items.length; i += 2) {
      const [name, value] = list.items.slice(i, i + 2);
      if (name && value) bind(name, value, each);
      // `(with-open-file (s "x" :direction :output))`
      if (kind === "with-open-file") break;
    }
  return out;
}

/** `(-> a (f b) g)`: what came before is the first argument, with `->>` the last. */
function thread(last: boolean, start: Expr, forms: readonly Form[], depth: number): Expr {
  return forms.reduce((value, form) => {
    const call = lower(form, depth + 1);
    if (call.kind === "call")
      return { ...call, args: last ? [...call.args, positional(value)] : [positional(value), ...call.args] };
    return { kind: "call", callee: call, args: [positional(value)] };
  }, start);
}
