/**
 * Ways around that are known and not caught yet, each with the concept that is missing. `npm run score` counts them.
 * One that is caught goes into the table of its class.
 */
export interface KnownMiss {
  readonly command: string;
  readonly concept: string;
}

export const knownMisses: readonly KnownMiss[] = [
  { command: "./evil.sh", concept: "a script of the project called by its path" },
  { command: "echo ${a[$(rm -rf /)]}", concept: "a substitution in the index of an expansion" },
];
