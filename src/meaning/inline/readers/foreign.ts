/** Languages without a grammar here: read loosely, their calls looked up by the names that languages have in common. */
import { ENVIRONMENT, FILE_MODULE, foreignCalls, luaCalls, SHARED_VERB } from "../calls/foreign.ts";
import type { CallTable } from "../calls/spec.ts";
import { isLisp, lowerLisp } from "../loose/lisp.ts";
import { lowerLoosely } from "../loose/lower.ts";
import type { Reader } from "../program.ts";

function looseReader(calls: CallTable, prepare: (source: string) => string = (source) => source): Reader {
  return {
    read: (source) => ({
      root: isLisp(source) ? lowerLisp(source) : lowerLoosely(prepare(source)),
      // There is more in it than was understood.
      broken: true,
    }),
    calls,
    environment: "ENV",
    homes: /(?:^|\.)(?:home|home_?dir|homeDirectory\w*|user_home)$/,
    canonical: (path) => {
      if (ENVIRONMENT.test(path)) return "ENV";
      const names = path.split(".").map((name) => name.replace(/[!?']+$/, ""));
      // The most that the table knows of its end: `System.Directory.removeFile`, `D.removeFile`.
      for (let from = Math.max(0, names.length - 3); from < names.length; from++) {
        const end = names.slice(from).join(".");
        const whose = names[from - 1];
        if (SHARED_VERB.test(end) && whose !== undefined && !FILE_MODULE.test(whose)) continue;
        if (Object.hasOwn(calls, end)) return end;
      }
      return path;
    },
  };
}

export const foreign = looseReader(foreignCalls);
export const lua = looseReader(luaCalls);
/** A call of AppleScript has several words for its name. */
export const applescript = looseReader(foreignCalls, (source) =>
  source.replaceAll(/\bdo\s+shell\s+script\b/g, "doShellScript"),
);
