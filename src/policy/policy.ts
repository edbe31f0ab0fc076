/** The policy as the rest of guardsh sees it. Types only: nothing here costs anything at run time. */
import type { PolicyOutput } from "./schema/index.ts";

type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** Every key with its value. Durations are in milliseconds, sizes in bytes; 0 in a limit means none. Keys are named as in the file. */
export type Policy = Frozen<PolicyOutput>;

export type ProfileName = Policy["profile"];
/** `off`: not looked at; `observe`: findings become warnings; `enforce`: findings decide. */
export type Control = Policy["allow"]["control"];
/** A `[[rule]]` of a policy file. */
export type CustomRule = Policy["rule"][number];
export type { Layer, LayerInput } from "./schema/index.ts";
