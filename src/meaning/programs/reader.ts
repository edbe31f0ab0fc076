/** Readers: what `programs/` is made of. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";

/** Follows a call by what its table says alone, for readers that add to that. */
export type ByTable = (invocation: Invocation) => Stream;

/** Follows a call; gives what it prints. `undefined`: the table says it all. */
export type ProgramReader = (invocation: Invocation, byTable: ByTable) => Stream | undefined;
