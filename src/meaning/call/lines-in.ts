/**
 * Lines to run in the text of configuration, whatever its language is: configuration of programs that nobody described holds
 * them in strings, behind a keyword (`bind X !ls`), behind a sign (`CustomLog "|sh x"`, `UserParameter=a,ls`) or in brackets
 * (`${execi 5 ls}`). Only what cannot be anything else than such a line counts.
 */
import { known } from "../value.ts";
import { isPureLine } from "./shell-line.ts";

/** At most this much of a text is searched, in characters. */
const MOST = 32_000;
/** At most this many lines of one file are followed. */
const MOST_LINES = 24;

/** In vim's language a quote that stands alone begins one. */
const COMMENT = /^\s*(?:#|;|\/\/|--\s|%|"(?!.*"\s*$))/;
const STRING = /"((?:\\.|[^"\\\n])*)"|'([^'\n]*)'|`([^`\n]*)`/g;
/** Strings one behind the other, as the words of a command are written; in a map a colon is between them. */
const STRINGS = new RegExp(`(?:${STRING.source})(?:[\\s,]+(?:${STRING.source}))+`, "g");
/** Signs that such a line stands behind; a bracket ends it. */
const SIGN = /[=,!|&:]|\$\{\w+(?:\s+\d+)?/g;

/** The lines, each once. */
export function linesIn(content: string): readonly string[] {
  const found = new Set<string>();
  for (const line of content.slice(0, MOST).split("\n")) {
    if (COMMENT.test(line) || found.size >= MOST_LINES) continue;
    for (const candidate of candidatesIn(line.trim())) if (isPureLine(known(candidate))) found.add(candidate);
  }
  return [...found];
}

function candidatesIn(line: string): readonly string[] {
  // `run("rm", "-rf", "x")`: the words of a command apart.
  const apart = [...line.matchAll(STRINGS)].map(([list]) => stringsIn(list).join(" "));
  const words = line.split(/\s+/);
  const behindWords = [0, 1, 2, 3].map((count) =>
    words
      .slice(count)
      .join(" ")
      .replace(/^[!|&]+\s*/, ""),
  );
  const behindSigns = [...line.matchAll(SIGN)].map(({ 0: sign, index }) =>
    line
      .slice(index + sign.length)
      .replace(/[{}].*$/, "")
      .trim(),
  );
  // `(layer x (cmd ls -l))`, `(*,1,Exec,ls -l)`
  const bare = [...behindWords, ...behindSigns].map((each) => each.replace(/^([^()]*)\)+$/, "$1"));
  return [...stringsIn(line), ...apart, ...bare];
}

function stringsIn(text: string): readonly string[] {
  return [...text.matchAll(STRING)].map(([, double, single, back]) =>
    (double?.replace(/\\(.)/g, "$1") ?? single ?? back ?? "").replace(/^(?:[!|&\s]|exec:)+/, ""),
  );
}
