/** The verification key: where it is found, and how a person gets it (`guardsh audit init`, `key`). */
import { existsSync, readFileSync, unlinkSync } from "node:fs";
import { openAudit } from "../../audit/index.ts";
import { keyPath } from "../../audit/place.ts";
import { parseKey, type VerificationKey } from "../../audit/seal.ts";
import { readNamed } from "../../system/index.ts";
import { say } from "../common/streams.ts";
import { tell } from "../common/tell.ts";
import { fail, type Given } from "./given.ts";

/** The verification key: from the file named, the environment, or beside the log. */
export async function findKey(given: Given): Promise<{ key: VerificationKey | null; here: boolean }> {
  const file = given.values["key-file"];
  const beside = keyPath(given.state);
  if (file !== undefined)
    return { key: must(file === "-" ? await Bun.stdin.text() : readNamed(file).toString()), here: false };
  const variable = process.env.GUARDSH_AUDIT_KEY;
  if (variable) return { key: must(variable), here: false };
  if (existsSync(beside)) return { key: must(readFileSync(beside, "utf8")), here: true };
  return { key: null, here: false };
}

function must(text: string): VerificationKey {
  const key = parseKey(text);
  if (key) return key;
  throw new Error("that is no verification key: it looks like guardsh-audit-key:CHAIN:KEY");
}

export function init(given: Given): number {
  const key = openAudit({ state: given.state }).begin(given.values["new-chain"] ?? false);
  if (key === null)
    return fail(
      "guardsh: the log has begun already\n  its key, if it began by itself: guardsh audit key\n  a new chain beside it: guardsh audit init --new-chain",
    );
  say(key);
  tell("This is the verification key of the audit log. It is shown once and kept nowhere here.");
  tell("Keep it where this account cannot read it; verify with: guardsh audit verify --key-file -");
  return 0;
}

export function showKey(given: Given): number {
  const path = keyPath(given.state);
  if (!existsSync(path))
    return fail("guardsh: no key is kept here: it was shown when the log began, or taken since");
  say(readFileSync(path, "utf8").trim());
  if (given.values.take) {
    unlinkSync(path);
    tell("The key is no longer here. Keep it where this account cannot read it.");
  }
  return 0;
}
