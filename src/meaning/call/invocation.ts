/** An invocation: a program about to start, with its arguments sorted, for all that look at what it would do. */
import type { Program } from "../../commands/spec.ts";
import type { Span } from "../../syntax/script.ts";
import type { Configuration } from "../effects/configuration-files.ts";
import type { Engine, Frame } from "../interpreter/engine.ts";
import type { Text } from "../value.ts";
import type { SortedCall } from "./sort.ts";

/** One program about to start. */
export interface Invocation {
  readonly engine: Engine;
  readonly frame: Frame;
  readonly span: Span;
  /** Base name, as the table knows it. */
  readonly program: string;
  readonly entry: Program | null;
  readonly argv: readonly Text[];
  readonly call: SortedCall;
  /** What the call hands to a service in files (documents.ts). */
  readonly documents: readonly string[];
  readonly environment: ReadonlyMap<string, Text>;
  /** Files of configuration whose content is known (effects/configured.ts). */
  readonly configuration: readonly Configuration[];
}
