/** The families of tables, each loaded when a program of it is looked up: most commands need one or two of them. */
import { FAMILY_MODULES, type Family, PROGRAMS } from "./families.generated.ts";
import type { Program, Table } from "./spec.ts";

export type { Family };

/** All families, in the order of their file names. */
export const FAMILY_NAMES: readonly Family[] = PROGRAMS.map(([family]) => family);

/** Program name → family. */
export const FAMILY_OF: ReadonlyMap<string, Family> = new Map(
  PROGRAMS.flatMap(([family, names]) => names.split(/\s+/).map((name): [string, Family] => [name, family])),
);

const loaded = new Map<Family, ReadonlyMap<string, Program>>();

/** The programs of one family by each of their names. */
export function load(family: Family): ReadonlyMap<string, Program> {
  let programs = loaded.get(family);
  if (programs === undefined) {
    programs = new Map(expand(familyTable(family)));
    loaded.set(family, programs);
  }
  return programs;
}

/** The table of one family as it is written. */
export function familyTable(family: Family): Table {
  return FAMILY_MODULES[family]();
}

function* expand(table: Table): Generator<[string, Program]> {
  for (const [names, program] of Object.entries(table))
    for (const name of names.split(",")) yield [name, program];
}
