/** Lines of cmd.exe and batch files: commands parted by `&` and `|`, words in double quotes, `%NAME%`, `^` before what is meant literally. */
import { unknownStream } from "../../stream.ts";
import type { Embedding } from "./small.ts";
import { asFile, COMMON, placeOfVariable, slashed } from "./windows.ts";

/** What may stand in front of a command: a condition, a loop. */
const BEFORE =
  /^(?:@|\(|else\b|call\b|if\s+(?:\/i\s+)?(?:not\s+)?(?:exist\s+(?:"[^"]*"|\S+)|errorlevel\s+\d+|defined\s+\S+|(?:"[^"]*"|\S+?)\s*(?:==|equ|neq)\s*(?:"[^"]*"|\S+))|for\s+(?:\/\w\s+(?:"[^"]*"\s+)?)*%{1,2}\w\s+in\s*\([^)]*\)\s*do)\s*/i;

/** `start "title" /b PROGRAM`: starts what follows. */
const START = /^start\s+(?:"[^"]*"\s+)?(?:\/\w+(?::\w+)?\s+)*/i;

export function cmdCode(code: string, to: Embedding): void {
  for (const statement of statementsOf(code.replace(/\^([\s\S])/g, "$1"))) {
    let rest = statement.trim();
    while (BEFORE.test(rest)) rest = rest.replace(BEFORE, "");
    rest = rest.replace(START, "").replace(/\)+$/, "");
    if (/^(?:rem\b|::|:\w|echo\s+(?:on|off)$)/i.test(rest)) continue;
    const words: string[] = [];
    let target = false;
    for (const [, mark, quoted, bare] of rest.matchAll(/(\d?>{1,2}|<)|"([^"]*)"|([^\s"<>]+)/g)) {
      if (mark !== undefined) {
        target = mark !== "<";
        continue;
      }
      const word = slashed(withPlaces(quoted ?? bare ?? ""));
      if (target && !/^(?:nul|&\d)$/i.test(word)) to.write(word, unknownStream());
      else if (!target) words.push(word);
      target = false;
    }
    const [name = "", ...args] = words;
    if (name === "") continue;
    const own = COMMON[name.toLowerCase()];
    if (own === undefined) to.call([asFile(name), ...args]);
    // Switches of cmd's own commands begin with a slash: `del /s /q`.
    else to.call([own, ...args.filter((word) => !/^\/[a-z](?::\S*)?$/i.test(word))]);
  }
}

/** Commands parted by line ends and by `&`, `|` outside quotes. */
function statementsOf(code: string): readonly string[] {
  return code.match(/(?:"[^"\n]*"|\d?>&\d|[^"&|\n])+/g) ?? [];
}

/** `%USERPROFILE%` and its like by the places that they stand for. */
function withPlaces(word: string): string {
  return word.replace(/%(\w+)%/g, (whole, name: string) => placeOfVariable(name) ?? whole);
}
