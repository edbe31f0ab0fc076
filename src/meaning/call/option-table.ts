/** The options of programs, as the table of programs writes them, by each of their names. */
import type { Program, Role } from "../../commands/spec.ts";

/** An option of a program. */
export interface OptionInfo {
  readonly canonical: string;
  readonly names: readonly string[];
  /** null: a flag. */
  readonly role: Role | null;
  readonly attachedOnly: boolean;
  /** More values than one: their roles. */
  readonly several?: readonly Role[];
  /** No table has it. */
  readonly strange?: true;
}

/** The options of a program by each of their names. */
export type OptionTable = ReadonlyMap<string, OptionInfo>;

const tables = new WeakMap<Program, OptionTable>();

/** The name an option goes by in calls: the first long one, else the first. */
function canonicalName(names: readonly string[]): string {
  return names.find((name) => name.startsWith("--")) ?? names[0] ?? "";
}

/** The options that an entry of the tables names. */
export function optionTable(entry: Program): OptionTable {
  const cached = tables.get(entry);
  if (cached) return cached;
  const table = new Map<string, OptionInfo>();
  const add = (group: string, role: Role | null, attachedOnly: boolean) => {
    const names = group.split(",");
    const info = { canonical: canonicalName(names), names, role, attachedOnly };
    for (const name of names) table.set(name, info);
  };
  for (const group of entry.flags?.split(/\s+/) ?? []) if (group !== "") add(group, null, false);
  for (const group of entry.values?.split(/\s+/) ?? []) if (group !== "") add(group, "text", false);
  for (const [group, roles] of Object.entries(entry.several ?? {})) {
    const names = group.split(",");
    const info: OptionInfo = {
      canonical: canonicalName(names),
      names,
      role: roles[0] ?? null,
      attachedOnly: false,
      several: roles,
    };
    for (const name of names) table.set(name, info);
  }
  for (const [group, role] of Object.entries(entry.optional ?? {})) add(group, role, true);
  for (const [group, role] of Object.entries(entry.options ?? {})) add(group, role, false);
  tables.set(entry, table);
  return table;
}

/** The name under which a call keeps an option that a table names in any of its spellings. */
export function canonicalOption(entry: Program, name: string): string {
  return optionTable(entry).get(name)?.canonical ?? name;
}

/** The option as one of these entries has it, by its name in full or by a beginning of it. */
export function optionAmong(entries: readonly (Program | null)[], name: string): OptionInfo | undefined {
  return findOption(
    entries.filter((entry) => entry !== null).map((entry) => optionTable(entry)),
    name,
  );
}

/** What the value of an option is, by its whole name; null: it has none; undefined: none of these tables has it. */
export function optionRole(entries: readonly (Program | null)[], name: string): Role | null | undefined {
  for (const entry of entries) {
    const info = entry === null ? undefined : optionTable(entry).get(name);
    if (info) return info.role;
  }
  return undefined;
}

/**
 * An option by its name in the first of the tables that has it; a long one that none has also by an unambiguous beginning, as
 * getopt_long allows.
 */
export function findOption(tables: readonly OptionTable[], name: string): OptionInfo | undefined {
  for (const table of tables) {
    const exact = table.get(name);
    if (exact) return exact;
  }
  if (!name.startsWith("--") || name.length < 4) return undefined;
  const longer = tables
    .flatMap((table) => [...table].filter(([key]) => key.startsWith(name)))
    .sort(([a], [b]) => a.length - b.length);
  const [shortest] = longer;
  // Of several that begin so, the one that the others go on from (`--force`, not `--force-with-lease`).
  const isClear = longer.every(
    ([key, { canonical }]) => key.startsWith(shortest?.[0] ?? "") || canonical === shortest?.[1].canonical,
  );
  return isClear ? shortest?.[1] : undefined;
}

/** An option that no table has. */
export function unknownOption(name: string): OptionInfo {
  return { canonical: name, names: [name], role: null, attachedOnly: true, strange: true };
}
