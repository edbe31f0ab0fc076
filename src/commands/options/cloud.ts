/** What a subcommand of a cloud's client does, by kinds that many of them share. */

export const DESTROY = {
  operands: ["text..."],
  effect: "destroy",
  flags: "-y,--yes -f,--force --quiet,-q --all --recursive",
} as const;
export const DISRUPT = { effect: "disrupt", flags: "-y,--yes -f,--force --quiet,-q" } as const;
export const GRANT = { operands: ["text..."], effect: "grant", flags: "-y,--yes --quiet,-q" } as const;
export const SECRET = { output: "secret", flags: "--quiet,-q --json" } as const;
export const NAMES = { operands: ["text..."] } as const;
