/**
 * Which project files a person has trusted, by path and content. Kept in the state directory, which guarded commands
 * cannot write; any change of the file un-trusts it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  ensureStateDirectory,
  errorCode,
  replaceFile,
  stateDirectory,
  unavailable,
} from "../../system/index.ts";

/** Path → SHA-256 of the content that was trusted, in hexadecimal. */
export type TrustList = ReadonlyMap<string, string>;

const fileName = "trust.json";

export function contentHash(content: Uint8Array | string): string {
  return new Bun.CryptoHasher("sha256").update(content).digest("hex");
}

/** What is trusted. A list that is not there trusts nothing; one that cannot be read or understood neither. */
export function readTrust(state: string = stateDirectory()): TrustList {
  try {
    const value: unknown = JSON.parse(readFileSync(join(state, fileName), "utf8"));
    if (typeof value !== "object" || value === null) return new Map();
    return new Map(
      Object.entries(value).flatMap(([path, hash]) => (typeof hash === "string" ? [[path, hash]] : [])),
    );
  } catch (error) {
    if (error instanceof SyntaxError || ["ENOENT", "ENOTDIR", "EACCES"].includes(errorCode(error)))
      return new Map();
    throw unavailable(join(state, fileName), error);
  }
}

/** Trusts a file's present content, or no longer trusts the file (`hash` null). */
export function writeTrust(path: string, hash: string | null, state: string = stateDirectory()): void {
  ensureStateDirectory(state);
  const list = new Map(readTrust(state));
  if (hash === null) list.delete(path);
  else list.set(path, hash);
  replaceFile(join(state, fileName), `${JSON.stringify(Object.fromEntries(list), null, 2)}\n`);
}
