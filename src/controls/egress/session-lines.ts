/** What the proxies of a session of `guardsh run` tell its keeper, a line of JSON each. */
import type { Policy } from "../../policy/policy.ts";
import type { Passed, Refused } from "./proxy.ts";

/** What each may reach: the agent its API as well, its commands only what the policy lists. */
export interface SessionLists {
  readonly agent: Policy["egress"];
  readonly commands: Policy["egress"];
}

export type Line =
  /** The first: where they listen. */
  | { readonly kind: "ports"; readonly agent: number; readonly commands: number }
  | ({ readonly kind: "passed"; readonly by: keyof SessionLists } & Passed)
  | ({ readonly kind: "refused"; readonly by: keyof SessionLists } & Refused);

/** A line as the keeper reads it: it comes from guardsh itself. Null for what is cut off. */
export function readLine(text: string): Line | null {
  try {
    const line: Line = JSON.parse(text);
    return line;
  } catch {
    return null;
  }
}
