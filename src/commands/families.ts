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
  let family = families.get(name);
  if (family === undefined) {
    family = searchFor(name);
    families.set(name, family);
  }
  return family;
}

/** What was looked for: long scripts start the same programs again and again. */
const families = new Map<string, Family | null>();

function searchFor(name: string): Family | null {
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

const found = new Map<string, Program | null>();

/** The entry of a program by its exact name. Looked for among the family's keys: no map of them is ever made. */
export function programOf(name: string): Program | null {
  const known = found.get(name);
  if (known !== undefined) return known;
  const family = familyOf(name);
  const program = family === null ? null : entryOf(familyTable(family), name);
  found.set(name, program);
  return program;
}

function entryOf(table: Table, name: string): Program | null {
  const own = table[name];
  if (own !== undefined && Object.hasOwn(table, name)) return own;
  for (const names in table) {
    if (names.includes(name) && names.split(",").includes(name)) return table[names] ?? null;
  }
  return null;
}

/** So many programs with one entry: what is a flag of most of them may take a value in another. */
const MANY = 8;

/** Does the program share its entry with many others? */
export function isShared(name: string): boolean {
  const family = familyOf(name);
  const keys = family === null ? [] : Object.keys(familyTable(family));
  const key = keys.find((names) => names.includes(name) && names.split(",").includes(name)) ?? "";
  return key.split(",").length >= MANY;
}

/** The table of one family as it is written. */
export function familyTable(family: Family): Table {
  return FAMILY_MODULES[family]();
}
