/** What a shell at a terminal is started from and with, whichever family it is of. */
import type { ParsedOptions } from "../invocation/options.ts";
import type { Given } from "../invocation/process.ts";
import type { RealShell } from "../invocation/real-shell.ts";

/** A shell that is to be started at a terminal, before guardsh has put itself in front of its lines. */
export interface Terminal {
  readonly options: ParsedOptions;
  /** From the name on that the shell will see as its own. */
  readonly list: readonly Uint8Array[];
  readonly environment: readonly Uint8Array[];
  readonly given: Given;
  readonly shell: RealShell;
}

/** What the shell is started with, so that guardsh sees its lines. */
export interface Started {
  readonly arguments: readonly Uint8Array[];
  readonly environment: readonly Uint8Array[];
}
