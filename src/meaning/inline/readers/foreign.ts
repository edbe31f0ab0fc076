/** Languages without a grammar here: read loosely, their calls looked up by the names that languages have in common. */
import { ENVIRONMENT, foreignCalls } from "../calls/foreign.ts";
import { isLisp, lowerLisp } from "../loose/lisp.ts";
import { lowerLoosely } from "../loose/lower.ts";
import type { Reader } from "../program.ts";

export const reader: Reader = {
  read: (source) => ({
    root: isLisp(source) ? lowerLisp(source) : lowerLoosely(source),
    // There is more in it than was understood.
    broken: true,
  }),
  calls: foreignCalls,
  environment: "ENV",
  canonical: (path) => {
    if (ENVIRONMENT.test(path)) return "ENV";
    const names = path.split(".").map((name) => name.replace(/[!?']+$/, ""));
    // The most that the table knows of its end: `System.Directory.removeFile`, `D.removeFile`.
    for (let from = Math.max(0, names.length - 3); from < names.length; from++) {
      const end = names.slice(from).join(".");
      if (Object.hasOwn(foreignCalls, end)) return end;
    }
    return path;
  },
};
