/** Names of subcommands and settings as tables write them. */
import type { Program } from "../../commands/spec.ts";

/** A subcommand by exact name, then by pattern (`delete-*`). */
export function findSubcommand(below: Readonly<Record<string, Program>>, word: string): Program | undefined {
  if (Object.hasOwn(below, word)) return below[word];
  let byPattern: Program | undefined;
  for (const [names, entry] of Object.entries(below)) {
    if (!names.includes(",") && !names.includes("*")) continue;
    for (const name of names.split(",")) {
      if (name === word) return entry;
      if (!byPattern && name.includes("*") && wildcard(name, word)) byPattern = entry;
    }
  }
  return byPattern;
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
