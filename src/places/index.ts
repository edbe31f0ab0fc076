/**
 * places/ is the knowledge of paths: which hold secrets, which start programs, which the system cannot do without.
 * It imports nothing of guardsh; meaning/, rules/, controls/ and sandbox/ look paths up in it.
 */
export type * from "./place.ts";
