/** make's own language: `$(NAME)`, `$(NAME:.c=.o)`, `$(shell …)` and the other functions, worked out as far as they are known. */
import { concat, hole, known, literal, type Text } from "../value.ts";

/** What references in a Makefile stand for. */
export interface MakeScope {
  readonly variables: ReadonlyMap<string, string>;
  /** What this command has put into the environment; null where that is nothing, or not known. */
  readonly environment?: (name: string) => string | null;
  /** `$@`, `$<`, the arguments of `$(call …)`, the variable of `$(foreach …)`. */
  readonly automatic: ReadonlyMap<string, Text>;
  /** Follows what `$(shell …)` runs; gives what it prints. */
  readonly shell: (command: Text) => Text;
  /** How many references may still be followed: they can multiply. */
  readonly budget: { left: number };
}

/** References within references are followed down to this depth. */
const DEPTH = 64;

/** Variables that make sets itself. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ["MAKE", "make"],
  ["RM", "rm -f"],
  ["CC", "cc"],
  ["CXX", "g++"],
  ["AR", "ar"],
]);

/** Expands a text of a Makefile; what cannot be known stays a hole. */
export function expandMake(text: string, scope: MakeScope, depth = 0): Text {
  const parts: Text[] = [];
  let at = 0;
  for (let sign = text.indexOf("$"); sign >= 0; sign = text.indexOf("$", at)) {
    parts.push(known(text.slice(at, sign)));
    const next = text[sign + 1] ?? "";
    const end = next === "(" || next === "{" ? closing(text, sign + 1) : sign + 2;
    const inner = next === "(" || next === "{" ? text.slice(sign + 2, end - 1) : next;
    parts.push(next === "$" ? known("$") : reference(inner, scope, depth));
    at = end;
  }
  parts.push(known(text.slice(at)));
  return concat(...parts);
}

/** The words of an expanded text, where all of it is known. */
export function wordsOf(text: Text): readonly string[] | null {
  const whole = literal(text)?.trim();
  if (whole === undefined) return null;
  return whole === "" ? [] : whole.split(/\s+/);
}

/** The place behind the bracket that closes the one at `open`. */
function closing(text: string, open: number): number {
  const begin = text[open] ?? "(";
  const end = begin === "(" ? ")" : "}";
  let nested = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === begin) nested++;
    else if (text[i] === end && --nested === 0) return i + 1;
  }
  return text.length;
}

function reference(inner: string, scope: MakeScope, depth: number): Text {
  const unknown = hole(`$(${inner.length > 60 ? `${inner.slice(0, 60)}…` : inner})`);
  if (depth > DEPTH || scope.budget.left-- <= 0) return unknown;
  const expanded = (text: string, within = scope) => expandMake(text, within, depth + 1);
  const [, name = "", rest = ""] = /^([a-z-]+)\s+([\s\S]*)$/.exec(inner) ?? [];
  const compute = FUNCTIONS.get(name);
  if (compute) return compute({ args: argumentsOf(rest), scope, expanded, unknown });
  const [, variable = inner, from, to] = /^([^\s:]+):([^=]+)=([\s\S]*)$/.exec(inner) ?? [];
  const called = literal(expanded(variable));
  if (called === null) return unknown;
  const value = variableNamed(called, scope, expanded) ?? unknown;
  if (from === undefined || to === undefined) return value;
  const pattern = from.includes("%") ? from : `%${from}`;
  return replaced(value, pattern, from.includes("%") ? to : `%${to}`) ?? unknown;
}

function variableNamed(name: string, scope: MakeScope, expanded: (text: string) => Text): Text | null {
  const automatic = scope.automatic.get(name);
  if (automatic) return automatic;
  const value = scope.variables.get(name) ?? DEFAULTS.get(name);
  if (value !== undefined) return expanded(value);
  // The environment is make's too.
  const inherited = scope.environment?.(name);
  if (inherited != null) return expanded(inherited);
  return name === "HOME" ? known("${HOME}") : null;
}

/** What stands between commas that are in no brackets. */
function argumentsOf(text: string): readonly string[] {
  const args: string[] = [];
  let from = 0;
  let nested = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "(" || text[i] === "{") nested++;
    else if (text[i] === ")" || text[i] === "}") nested--;
    else if (text[i] === "," && nested === 0) {
      args.push(text.slice(from, i));
      from = i + 1;
    }
  }
  args.push(text.slice(from));
  return args;
}

interface FunctionCall {
  readonly args: readonly string[];
  readonly scope: MakeScope;
  readonly expanded: (text: string, within?: MakeScope) => Text;
  /** What the call comes to where it cannot be worked out. */
  readonly unknown: Text;
}

type MakeFunction = (call: FunctionCall) => Text;

/** A function of words alone: every argument expanded, null where that is not known or says nothing. */
function ofWords(
  compute: (words: readonly string[], ...before: string[]) => readonly string[] | null,
): MakeFunction {
  return ({ args, expanded, unknown }) => {
    const texts = args.map((each) => expanded(each));
    const words = wordsOf(texts.at(-1) ?? known(""));
    const before = texts.slice(0, -1).map(literal);
    if (words === null || before.includes(null)) return unknown;
    const found = compute(words, ...before.filter((each) => each !== null));
    return found === null ? unknown : known(found.join(" "));
  };
}

/** Expanded for what `$(shell …)` in it runs; it leaves nothing in the text. */
const silent: MakeFunction = ({ args, expanded }) => {
  for (const each of args) expanded(each);
  return known("");
};

const opaque = ofWords(() => null);

const FUNCTIONS: ReadonlyMap<string, MakeFunction> = new Map(
  Object.entries<MakeFunction>({
    shell: ({ args, scope, expanded }) => scope.shell(expanded(args.join(","))),
    if: ({ args: [condition = "", then = "", otherwise = ""], expanded }) => {
      const asked = literal(expanded(condition))?.trim();
      if (asked === undefined) return expanded(then.trim() === "" ? otherwise : then);
      return expanded(asked === "" ? otherwise : then);
    },
    or: ({ args, expanded }) => {
      for (const each of args) {
        const value = expanded(each);
        if (literal(value)?.trim() !== "") return value;
      }
      return known("");
    },
    and: ({ args, expanded }) => {
      const values = args.map((each) => expanded(each));
      return values.some((each) => literal(each)?.trim() === "") ? known("") : (values.at(-1) ?? known(""));
    },
    foreach: ({ args: [name = "", list = "", text = ""], scope, expanded }) => {
      const items = expanded(list);
      const words = wordsOf(items)?.map((word) => known(word)) ?? [items];
      const each = (item: Text) =>
        expanded(text, { ...scope, automatic: new Map([...scope.automatic, [name.trim(), item]]) });
      return concat(...words.flatMap((word, i) => (i === 0 ? [each(word)] : [known(" "), each(word)])));
    },
    call: ({ args: [name = "", ...given], scope, expanded, unknown }) => {
      const body = scope.variables.get(literal(expanded(name))?.trim() ?? "");
      const values = given.map((each, i) => [String(i + 1), expanded(each)] as const);
      if (body === undefined) return unknown;
      return expanded(body, { ...scope, automatic: new Map([...scope.automatic, ...values]) });
    },
    eval: silent,
    info: silent,
    warning: silent,
    error: silent,
    strip: ({ args, expanded }) => {
      const text = expanded(args.join(","));
      const words = wordsOf(text);
      return words === null ? text : known(words.join(" "));
    },
    subst: ({ args: [from = "", to = "", text = ""], expanded, unknown }) => {
      const [a, b, whole] = [from, to, text].map((each) => literal(expanded(each)));
      return typeof a === "string" && typeof b === "string" && typeof whole === "string" && a !== ""
        ? known(whole.replaceAll(a, b))
        : unknown;
    },
    patsubst: ({ args: [from = "", to = "", text = ""], expanded, unknown }) => {
      const [a, b] = [from, to].map((each) => literal(expanded(each)));
      const whole = expanded(text);
      return typeof a === "string" && typeof b === "string" ? (replaced(whole, a, b) ?? unknown) : unknown;
    },
    addprefix: ofWords((words, before = "") => words.map((word) => before + word)),
    addsuffix: ofWords((words, behind = "") => words.map((word) => word + behind)),
    dir: ofWords((words) => words.map((word) => /^.*\//.exec(word)?.[0] ?? "./")),
    notdir: ofWords((words) => words.map((word) => word.slice(word.lastIndexOf("/") + 1))),
    basename: ofWords((words) => words.map((word) => word.replace(/\.[^./]*$/, ""))),
    sort: ofWords((words) => [...new Set(words)].sort()),
    firstword: ofWords((words) => words.slice(0, 1)),
    lastword: ofWords((words) => words.slice(-1)),
    wildcard: opaque,
    filter: opaque,
    "filter-out": opaque,
    findstring: opaque,
    suffix: opaque,
    join: opaque,
    word: opaque,
    wordlist: opaque,
    words: opaque,
    realpath: opaque,
    abspath: opaque,
    origin: opaque,
    flavor: opaque,
    value: opaque,
    file: opaque,
  }),
);

/** `%` in the pattern stands for the same in what replaces it. */
function replaced(text: Text, pattern: string, by: string): Text | null {
  const words = wordsOf(text);
  if (words === null) return null;
  const [head = "", tail] = pattern.split("%");
  const each = (word: string) => {
    if (tail === undefined) return word === pattern ? by : word;
    const fits = word.length >= head.length + tail.length && word.startsWith(head) && word.endsWith(tail);
    return fits ? by.replace("%", word.slice(head.length, word.length - tail.length)) : word;
  };
  return known(words.map(each).join(" "));
}
