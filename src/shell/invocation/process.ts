/** What this process was given when it began: taken once, first thing, before anything is opened. */
import { inheritedDescriptors, rawArguments, rawEnvironment, text, variable } from "../../system/index.ts";

export interface Given {
  /** From `argv[0]` on, as bytes and as text; the same positions in both. */
  readonly raw: readonly Uint8Array[];
  readonly arguments: readonly string[];
  /** `NAME=value` entries as bytes. */
  readonly environment: readonly Uint8Array[];
  /** Open descriptors above 2 that the command must get at their numbers. */
  readonly descriptors: readonly number[];
  readonly variable: (name: string) => string | null;
}

export function takeGiven(): Given {
  const raw = rawArguments();
  const environment = rawEnvironment();
  return {
    raw,
    arguments: raw.map(text),
    environment,
    descriptors: inheritedDescriptors(),
    variable: (name) => variable(environment, name),
  };
}
