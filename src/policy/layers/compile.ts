/**
 * From policy files to a policy, the slow way: parse, validate, merge. Loads zod and the TOML parser; runs when a file
 * has changed, and for the `guardsh policy` commands.
 */

import type { ProfileName } from "../policy.ts";
import { PolicyError, type Problem } from "../problem.ts";
import { type Merged, mergeLayers, type NamedLayer } from "./merge.ts";
import type { LayerKind } from "./sources.ts";
import { contentHash, type TrustList } from "./trust.ts";
import { readLayer } from "./validate.ts";

/** One policy file with its content. */
export interface PolicyText {
  readonly kind: LayerKind;
  readonly path: string;
  readonly text: string;
}

/** Throws {@link PolicyError} with the problems of all files. */
export function compile(
  files: readonly PolicyText[],
  trust: TrustList,
  session: ProfileName | null = null,
): Merged {
  const layers: NamedLayer[] = [];
  const problems: Problem[] = [];
  for (const { kind, path, text } of files) {
    try {
      const layer = readLayer(text, path);
      if (layer.locked !== undefined && kind !== "system") {
        const hint = "only the system's policy can lock keys: take it out";
        problems.push({
          file: path,
          line: lineOf(text, "locked"),
          key: "locked",
          message: "not allowed here",
          hint,
        });
      }
      const trusted = kind !== "project" || trust.get(path) === contentHash(text);
      layers.push({ name: path, layer, trusted });
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new PolicyError(problems);
  return mergeLayers(layers, session);
}

function lineOf(text: string, key: string): number {
  return text.split("\n").findIndex((line) => line.trimStart().startsWith(key)) + 1;
}
