/** Names of subcommands and settings as tables write them. */
import type { Program } from "../../commands/spec.ts";

type Subcommands = Readonly<Record<string, Program>>;

/** A table of subcommands by each of their names, and those whose names are patterns in the order in which they stand there. */
interface Names {
  readonly exact: ReadonlyMap<string, Program>;
  readonly patterns: readonly (readonly [string, Program])[];
}

const read = new WeakMap<Subcommands, Names>();

/** A subcommand by exact name, then by pattern (`delete-*`). */
export function findSubcommand(below: Subcommands, word: string): Program | undefined {
  let names = read.get(below);
  if (names === undefined) {
    names = namesIn(below);
    read.set(below, names);
  }
  return names.exact.get(word) ?? names.patterns.find(([pattern]) => wildcard(pattern, word))?.[1];
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
  return { exact, patterns };
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
