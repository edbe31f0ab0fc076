/** Names of subcommands and settings as tables write them. */
import { slotsOf } from "../../commands/index.ts";
import type { Program } from "../../commands/spec.ts";

type Subcommands = Readonly<Record<string, Program>>;

/** What a subcommand has from the entry above it, where it does not say otherwise itself. */
const INHERITED = [
  "output",
  "network",
  "service",
  "place",
  "privilege",
  "interactive",
  "interactiveWith",
  "responseFiles",
  "recursive",
  "force",
  "inPlace",
  "harmless",
  "settings",
  "environment",
] as const satisfies readonly (keyof Program)[];

/** A table of subcommands by each of their names, and those whose names are patterns in the order in which they stand there. */
interface Names {
  readonly exact: ReadonlyMap<string, Program>;
  readonly patterns: readonly (readonly [string, Program])[];
  /** Entries with what they have from the one above, as far as they were asked for. */
  readonly whole: Map<Program, Program>;
}

const read = new WeakMap<Program, Names>();

/** A subcommand of an entry by exact name, then by pattern (`delete-*`), with what it has from the entry. */
export function findSubcommand(above: Program, word: string): Program | undefined {
  if (above.subcommands === undefined) return undefined;
  let names = read.get(above);
  if (names === undefined) {
    names = namesIn(above.subcommands);
    read.set(above, names);
  }
  const own = names.exact.get(word) ?? names.patterns.find(([pattern]) => wildcard(pattern, word))?.[1];
  if (own === undefined) return undefined;
  const whole = names.whole.get(own) ?? inheriting(above, own);
  names.whole.set(own, whole);
  return whole;
}

/** A subcommand's entry, with what it does not say itself from the entry above it. */
function inheriting(above: Program, own: Program): Program {
  const inherited: Program = Object.fromEntries(
    INHERITED.filter((key) => above[key] !== undefined).map((key) => [key, above[key]]),
  );
  return {
    ...inherited,
    operands: slotsOf(above),
    // `bun` takes code on its input, `bun build` does not.
    ...(above.input !== undefined && !above.input.startsWith("code:") && { input: above.input }),
    ...own,
    ...(own.settings && { settings: { ...above.settings, ...own.settings } }),
    ...(own.environment && { environment: { ...above.environment, ...own.environment } }),
  };
}

function namesIn(below: Subcommands): Names {
  const exact = new Map<string, Program>();
  const patterns: (readonly [string, Program])[] = [];
  for (const [names, entry] of Object.entries(below)) {
    for (const name of names.split(",")) {
      if (name.includes("*")) patterns.push([name, entry]);
      // A name of its own goes before the same in a row of names.
      else if (name === names || !exact.has(name)) exact.set(name, entry);
    }
  }
  return { exact, patterns, whole: new Map() };
}

/** `*` stands for any part of the name. */
export function wildcard(pattern: string, name: string): boolean {
  const parts = pattern.split("*");
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}
