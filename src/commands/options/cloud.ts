/** What a subcommand of a cloud's client does, by kinds that many of them share. */

export const DESTROY = {
  operands: ["text..."],
  network: true,
  effect: "destroy",
  flags: "-y,--yes -f,--force --quiet,-q --all --recursive",
} as const;
export const DISRUPT = {
  operands: ["text..."],
  network: true,
  effect: "disrupt",
  flags: "-y,--yes -f,--force --quiet,-q",
} as const;
export const GRANT = {
  operands: ["text..."],
  network: true,
  effect: "grant",
  flags: "-y,--yes --quiet,-q",
} as const;
export const SECRET = {
  operands: ["text..."],
  network: true,
  output: "secret",
  flags: "--quiet,-q --json",
} as const;
export const NAMES = { operands: ["text..."], network: true } as const;
