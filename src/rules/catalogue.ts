/** The whole catalogue, family after family, for people and tests. Loads every family: nothing for the way of a command. */
import { FAMILIES } from "./families.generated.ts";
import type { AnyRule } from "./rule.ts";

export const catalogue: readonly AnyRule[] = FAMILIES.flatMap((family) => family.rules());
