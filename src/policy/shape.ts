/** A cheap check that something is a policy, for what guardsh itself wrote. The schema is for what people wrote. */
import type { Policy } from "./policy.ts";
import { profiles } from "./profiles.ts";

/** Whether a value has a policy's sections and keys, each of the right kind. */
export function isPolicy(value: unknown): value is Policy {
  return hasShape(value, profiles.standard, 2);
}

function hasShape(value: unknown, model: unknown, depth: number): boolean {
  if (Array.isArray(model)) return Array.isArray(value);
  if (typeof model !== "object" || model === null) return typeof value === typeof model;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return (
    depth === 0 ||
    Object.entries(model).every(([key, inner]) => hasShape(Reflect.get(value, key), inner, depth - 1))
  );
}
