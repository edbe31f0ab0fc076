/** bash itself as the judge: of words, and of which scripts are scripts. */
import { describe, expect, test } from "bun:test";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { parse, type Word } from "../../src/syntax/index.ts";

const bash = Bun.which("bash");

/** What a word of literals and quoted literals is after quote removal; null when there is anything else in it. */
function plain(word: Word): string | null {
  let text = "";
  for (const part of word.parts) {
    if (part.kind !== "literal") return null;
    text += part.text;
  }
  return text;
}

const words = [
  "a",
  "'b'\"c\"d",
  "\\g",
  "\\\\",
  "'\\'",
  '"\\\\"',
  '"\\a"',
  '"\\$"',
  '"\\`"',
  "''",
  '""',
  "a''b",
  "'a'\\''b'",
  '"a\'b"',
  "'a\"b'",
  "\\'",
  '\\"',
  "a\\ b",
  '"a\\\nb"',
  "a\\\nb",
  "'a\\\nb'",
  "$'a\\tb'",
  "$'\\x41'",
  "$'\\x4'",
  "$'\\x414'",
  "$'\\101'",
  "$'\\1011'",
  "$'\\7'",
  "$'\\u41'",
  "$'\\U41'",
  "$'\\u00e9'",
  "$'\\xc3\\xa9'",
  "$'\\'\\\"\\?'",
  "$'\\a\\b\\e\\E\\f\\n\\r\\v'",
  "$'\\cA'",
  "$'\\ca'",
  "$'\\c['",
  "$'\\z'",
  "$'a\\0b'c",
  "$'\\x{41}'",
  "$'\\x'",
  "$'\\u'",
  '$"a"',
  "a#b",
  "\\#",
  "a=b",
  "a:~",
  "%",
  "@",
  "é",
  "😀",
];

describe.if(bash !== null)("bash", () => {
  test.each(words)("reads %j as we do", (word) => {
    const child = Bun.spawnSync([bash ?? "", "--norc", "-c", `printf '%s' ${word}`], {
      env: { LC_ALL: "C.UTF-8" },
    });
    const command = parse(`printf '%s' ${word}`).scripts[0]?.body[0]?.command;
    const last = command?.kind === "simple" ? command.words[2] : undefined;
    expect(last === undefined ? null : plain(last)).toBe(child.stdout.toString());
  });

  /** Every shell script in these folders that bash accepts can be read; the guard must not stand in its way. */
  const scripts = ["/usr/bin", "/usr/sbin", "/etc/init.d", "/usr/lib/git-core"]
    .flatMap(shellScripts)
    .slice(0, 150);
  test.if(scripts.length > 0)(`${scripts.length} scripts of this machine`, () => {
    const refused = scripts.filter((path) => {
      const source = readFileSync(path, "utf8");
      if (parse(source).unparsed === null) return false;
      return Bun.spawnSync([bash ?? "", "-n", path], { stderr: "pipe" }).stderr.length === 0;
    });
    expect(refused).toEqual([]);
  });
});

function shellScripts(folder: string): string[] {
  try {
    return readdirSync(folder)
      .map((name) => `${folder}/${name}`)
      .filter((path) => statSync(path).isFile() && statSync(path).size < 200_000)
      .filter((path) =>
        /^#! ?\/(usr\/)?bin\/(env )?(ba|da)?sh\b/.test(readFileSync(path, "latin1").slice(0, 40)),
      );
  } catch {
    return [];
  }
}
