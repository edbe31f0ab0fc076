/** Flags of a call, as the tables name them. */
import type { Invocation } from "./invoke.ts";
import { literal } from "./value.ts";

/** Is one of these flags (as in a table entry) given? `*` is always. */
export function hasFlag(invocation: Invocation, flags: string | undefined): boolean {
  if (!flags) return false;
  const names = flags.split(/[\s,]+/).filter((name) => name !== "");
  if (names.includes("*") || names.some((name) => invocation.call.options.has(name))) return true;
  return invocation.argv.slice(1).some((arg) => names.includes(literal(arg) ?? ""));
}
