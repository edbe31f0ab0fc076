/** Options that a program takes by a parser of the library: what is given for them, or what stands for them else. */
import type { Arguments, Program } from "../follow/program.ts";
import { nothingKnown, text, thing, toLiteral, type Value } from "../values/known.ts";

/** Where the parser keeps which flag is for which name, and the names of its operands. */
const FLAGS = "guardsh.flags";
const OPERANDS = "guardsh.operands";
/** The words that it will read, where it was made for some (`yargs(["--all"])`). */
const WORDS = "guardsh.words";

/** A parser; `given`: what it was made of. */
export function optionParser(given: Value | undefined): Value {
  return thing("options", given?.kind === "list" ? { [WORDS]: given } : {});
}

/** `parser.add_argument("--path", "-p", default="/x")`: kept under the name that it is read by. */
export function addOption(parser: Value | null, { positional, named }: Arguments): Value {
  if (parser?.kind !== "thing") return nothingKnown;
  const [written = "", ...others] = positional.map((each) => toLiteral(each) ?? "");
  // commander: all flags in one text, then what they mean, then what stands for them.
  const [whole, ...spaced] = written.split(/[ ,|]+/);
  const flags = (spaced.length > 0 ? [whole ?? "", ...spaced] : [written, ...others]).filter(
    (flag) => flag !== "",
  );
  const long = flags.find((flag) => flag.startsWith("--")) ?? flags[0] ?? "";
  const name = toLiteral(named.get("dest")) ?? long.replace(/^-+|[[\]<>.]/g, "").replaceAll("-", "_");
  parser.slots.set(
    name,
    named.get("default") ??
      (spaced.length > 0 || /^[[<]/.test(written) ? positional[2] : undefined) ??
      nothingKnown,
  );
  const [before, operands] = [parser.slots.get(FLAGS), parser.slots.get(OPERANDS)];
  const own = flags.filter((flag) => flag.startsWith("-")).map((flag) => [flag, text(name)] as const);
  parser.slots.set(FLAGS, {
    kind: "map",
    entries: new Map([...(before?.kind === "map" ? before.entries : []), ...own]),
  });
  if (own.length === 0)
    parser.slots.set(OPERANDS, {
      kind: "list",
      items: [...(operands?.kind === "list" ? operands.items : []), text(name)],
    });
  return parser;
}

/** What a parser's operands are, in their order. */
export function operandsOf(parser: Value): readonly Value[] {
  if (parser.kind !== "thing") return [];
  const names = parser.slots.get(OPERANDS);
  const all = names?.kind === "list" ? names.items.map((name) => toLiteral(name) ?? "") : [];
  return all.map((name) => parser.slots.get(name) ?? nothingKnown);
}

/** What stands before a program's own words, in Python's list of them and in Node's. */
const BEFORE = [
  ["sys.argv", 1],
  ["process.argv", 2],
] as const;

function wordsFor(program: Program, given: Value | undefined): readonly Value[] {
  if (given?.kind === "list") return given.items;
  return BEFORE.flatMap(([place, before]) => {
    const own = program.given.get(place);
    return own?.kind === "list" ? own.items.slice(before) : [];
  });
}

/** `parser.parse_args(words)`; without words those that the program was started with. */
export function parseOptions(program: Program, parser: Value | null, given: Value | undefined): Value {
  if (parser?.kind !== "thing") return nothingKnown;
  const words = wordsFor(program, given ?? parser.slots.get(WORDS));
  const [flags, operands] = [parser.slots.get(FLAGS), parser.slots.get(OPERANDS)];
  const names = operands?.kind === "list" ? operands.items.map(toLiteral) : [];
  const rest: Value[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? nothingKnown;
    const [, flag = "", value] = /^(--?[\w-]+)(?:=(.*))?$/s.exec(toLiteral(word) ?? "") ?? [];
    const named = flags?.kind === "map" ? toLiteral(flags.entries.get(flag)) : null;
    // yargs: options are told by their names, without dashes.
    const plain = flag.replace(/^--/, "");
    const name = named ?? (flag.startsWith("--") && parser.slots.has(plain) ? plain : null);
    if (name === null) rest.push(word);
    else parser.slots.set(name, value === undefined ? (words[++i] ?? nothingKnown) : text(value));
  }
  for (const [i, name] of names.entries()) {
    const last = i === names.length - 1 && rest.length > names.length;
    const operand: Value | undefined = last ? { kind: "list", items: rest.slice(i) } : rest[i];
    if (name !== null && operand) parser.slots.set(name, operand);
  }
  return parser;
}
