/** What a subcommand is, to cli/index.ts. */

/** What a subcommand's file exports: it gets the words behind its name, and answers the exit status. */
export interface Subcommand {
  /** How it is called: what `--help` prints, and what is said to words that it does not take. */
  readonly usage: string;
  /** The status where it cannot be done; 2 unless the statuses of this one are answers. */
  readonly cannot?: number;
  readonly run: (list: readonly string[]) => Promise<number> | number;
}
