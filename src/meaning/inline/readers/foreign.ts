/** Languages without a grammar here: read loosely, their calls looked up by the names that languages have in common. */
import { ENVIRONMENT, FILE_MODULE, foreignCalls, luaCalls, SHARED_VERB } from "../calls/foreign.ts";
import type { CallTable } from "../calls/spec.ts";
import { isLisp, lowerLisp } from "../loose/lisp.ts";
import { lowerLoosely } from "../loose/lower.ts";
import type { Reader } from "../program.ts";

function looseReader(calls: CallTable, prepare: (source: string) => string = (source) => source): Reader {
  const spelled = new Map(
    Object.keys(calls).flatMap((name) => (/^[\w-]+$/.test(name) ? [[plainly(name), name] as const] : [])),
  );
  return {
    read: (source) => ({
      root: isLisp(source) ? lowerLisp(source) : lowerLoosely(prepare(source)),
      // There is more in it than was understood.
      broken: true,
    }),
    calls,
    environment: "ENV",
    flat: { takesSelf: false },
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
      const plain = plainly(names.at(-1) ?? "");
      return (plain === null ? undefined : spelled.get(plain)) ?? path;
    },
  };
}

/** A name of several words in one spelling for `removeDir`, `remove_dir`, `RemoveDir`; null for any other. */
function plainly(name: string): string | null {
  const words = name
    .replaceAll(/(?<=[a-z])(?=[A-Z])|[_-]/g, " ")
    .toLowerCase()
    .split(" ");
  return words.length > 1 ? words.join("") : null;
}

export const foreign = looseReader(foreignCalls);
export const lua = looseReader(luaCalls);
/** AppleScript says with several words what others say with one, or with signs. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bdo\s+shell\s+script\b/g, "doShellScript"],
  [/\brun\s+script\b/g, "eval"],
  [/^(\s*)delete\b/gm, "$1removeItem"],
  [/\bset\s+(\w+)\s+to\b/g, "$1 ="],
  [/\brepeat\s+with\s+(\w+)\s+in\b/g, "for $1 in"],
  [/\bpath\s+to\s+(\w+?)s?\s+folder\b/g, '"~/$1"'],
  [/\(\s*("~\/\w+")\s*\)/g, "$1"],
  [
    /\b(?:(?:every\s+)?(?:item|file|folder|document\s+file|disk\s+item)s?|entire\s+contents)\s+of\b/g,
    "listFiles ",
  ],
  [/\b(?:POSIX\s+file|folder|file|alias|quoted\s+form\s+of)\s+(?=["(\w])/g, ""],
];
export const applescript = looseReader(foreignCalls, (source) =>
  PHRASES.reduce((code, [phrase, word]) => code.replaceAll(phrase, word), source),
);
