/** An invocation: a program about to start, with its arguments sorted, for all that look at what it would do. */
import type { Program } from "../../commands/spec.ts";
import type { Span } from "../../syntax/script.ts";
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
  /** Files of configuration whose content is known (effects/configuration/). */
  readonly configuration: readonly Configuration[];
}

/** A call as it stands on the command line, before its configuration puts words in front of its arguments. */
export interface Unconfigured {
  readonly engine: Engine;
  readonly frame: Frame;
  readonly program: string;
  readonly entry: Program | null;
  readonly args: readonly Text[];
  readonly call: SortedCall;
  readonly environment: ReadonlyMap<string, Text>;
}

/** A file of configuration whose content is known. */
export interface Configuration {
  readonly path: string;
  readonly content: string;
  /** Does the table say that the argument is configuration? */
  readonly described: boolean;
  /** The program whose sections alone count, in a file that many programs share. */
  readonly sections?: string;
}
