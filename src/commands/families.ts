/** The families of tables, each loaded when a program of it is looked up: most commands need one or two of them. */
import { FAMILY_MODULES, type Family, PROGRAMS } from "./families.generated.ts";
import type { Program, Table } from "./spec.ts";

export type { Family };

/** All families, in the order of their file names. */
export const familyNames = (): readonly Family[] => PROGRAMS.map(([family]) => family);

/**
 * The family of a program by its exact name; null where no table has it. A search through the families' lists of names,
 * because making a map of them all would cost every start more than the one or two look-ups of a command do.
 */
export function familyOf(name: string): Family | null {
  if (name === "") return null;
  for (const [family, names] of PROGRAMS) {
    for (let at = names.indexOf(name); at >= 0; at = names.indexOf(name, at + 1)) {
      if (isEdge(names.charCodeAt(at - 1)) && isEdge(names.charCodeAt(at + name.length))) return family;
    }
  }
  return null;
}

/** White space, or beyond the end. */
function isEdge(code: number): boolean {
  return Number.isNaN(code) || code <= 32;
}

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
