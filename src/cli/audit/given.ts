/** What all of `guardsh audit` shares: the options as they were given, and how it answers. */
import { parseArgs } from "node:util";
import { stateDirectory } from "../../system/index.ts";
import { tell } from "../common/tell.ts";

export type Given = ReturnType<typeof parse>;

export function parse(words: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      n: { type: "string", short: "n" },
      follow: { type: "boolean", short: "f" },
      json: { type: "boolean" },
      format: { type: "string" },
      state: { type: "string" },
      since: { type: "string" },
      until: { type: "string" },
      rule: { type: "string" },
      verdict: { type: "string" },
      session: { type: "string" },
      agent: { type: "string" },
      text: { type: "string" },
      exact: { type: "string" },
      "key-file": { type: "string" },
      "at-least": { type: "string" },
      "new-chain": { type: "boolean" },
      take: { type: "boolean" },
    },
  });
  return { values, positionals, json: values.json ?? false, state: values.state ?? stateDirectory() };
}

export function fail(message: string): number {
  tell(message);
  return 2;
}
