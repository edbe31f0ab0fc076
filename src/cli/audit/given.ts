/** What all of `guardsh audit` shares: the options as they were given, and how it answers. */
import { parseArgs } from "node:util";
import { stateDirectory } from "../../system/index.ts";
import { Misuse } from "../common/misuse.ts";
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

/** How many of the last the caller wants to see (`-n`); null: it was not said. */
export function countIn({ values: { n } }: Given): number | null {
  if (n === undefined) return null;
  const count = Number(n);
  if (n === "" || !Number.isSafeInteger(count) || count < 0)
    throw new Misuse(`-n ${n}: say a number of lines`);
  return count;
}

/** The last so many of a list; all of it where no number is said. */
export function lastOf<T>(list: readonly T[], count: number | null): readonly T[] {
  return count === null ? list : list.slice(Math.max(0, list.length - count));
}

export function fail(message: string): number {
  tell(message);
  return 2;
}
