/** The policy in force with everything that led to it, for people: the slow way, never the compiled form. */
import { readFileSync } from "node:fs";
import { stateDirectory } from "../system/index.ts";
import { compile, type PolicyText } from "./layers/compile.ts";
import type { Merged } from "./layers/merge.ts";
import { findSources, type Places } from "./layers/sources.ts";
import { contentHash, readTrust } from "./layers/trust.ts";
import type { ProfileName } from "./policy.ts";

export interface Inspected extends Merged {
  readonly files: readonly (PolicyText & { readonly trusted: boolean })[];
}

/** Reads and merges all files. Throws `PolicyError` where one cannot be used. */
export function inspect(cwd: string, places: Places = {}, session: ProfileName | null = null): Inspected {
  const trust = readTrust(stateDirectory());
  const files = findSources(cwd, places).map(({ kind, path }) => {
    const text = readFileSync(path, "utf8");
    return { kind, path, text, trusted: kind !== "project" || trust.get(path) === contentHash(text) };
  });
  return { ...compile(files, trust, session), files };
}
