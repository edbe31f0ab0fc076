/**
 * PowerShell's text before its commands are read: what it puts together of constants is put together, and what goes
 * through a list of constants is written out, round by round.
 */

const TEXT = String.raw`(?:"(?:[^"$\n]|\$(?:HOME|env:\w+))*"|'[^'\n]*')`;
const LIST = String.raw`@?\(?\s*${TEXT}(?:\s*,\s*${TEXT})*\s*\)?`;

/** Text in base64, in either encoding. */
function decoded(encoded: string): string {
  const bytes = Buffer.from(encoded, "base64");
  return bytes.toString(bytes[1] === 0 ? "utf16le" : "utf8").replaceAll("'", "");
}

/** Each with what it comes to. */
const FOLDS: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  // `[char]0x72`, `[char]114`
  [
    /\[char\]\s*(?:\(\s*)?(0x[\da-f]+|\d+)(?:\s*\))?/gi,
    (_, code = "") => `'${String.fromCodePoint(Math.min(0x10ffff, Number(code)))}'`,
  ],
  // `[char[]](114,109)`, `-join (114,109 | % { [char]$_ })`
  [
    /(?:-join\s*)?\(?\s*\[char\[\]\]\s*@?\(?\s*((?:\d+\s*,\s*)+\d+)\s*\)?(?:\s*-join\s*''|\s*\))?/gi,
    (_, codes = "") =>
      `'${codes
        .split(",")
        .map((code) => String.fromCodePoint(Number(code)))
        .join("")}'`,
  ],
  // `[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String("…"))`
  [
    /(?:\[[\w.]+\]::\w+\.GetString\(\s*)?\[(?:System\.)?Convert\]::FromBase64String\(\s*["']([^"']+)["']\s*\)+/gi,
    (_, encoded = "") => `'${decoded(encoded)}'`,
  ],
  // `"{1}{0}" -f "a","b"`
  [
    new RegExp(String.raw`\(?\s*(${TEXT})\s*-f\s*(${TEXT}(?:\s*,\s*${TEXT})*)\s*\)?`, "gi"),
    (_, format = "", list = "") => {
      const values = textsOf(list);
      return `'${format.slice(1, -1).replace(/\{(\d+)\}/g, (_whole, at: string) => values[Number(at)] ?? "")}'`;
    },
  ],
  // `-join ("a","b")`, `("a","b") -join ""`
  [new RegExp(String.raw`-join\s*(${LIST})`, "gi"), (_, list = "") => `'${textsOf(list).join("")}'`],
  [
    new RegExp(String.raw`(${LIST})\s*-join\s*(${TEXT})`, "gi"),
    (_, list = "", by = "''") => `'${textsOf(list).join(by.slice(1, -1))}'`,
  ],
  // `"a".Replace("b","c")`, `"a" -replace "b","c"`
  [
    new RegExp(String.raw`(${TEXT})(?:\.Replace\(|\s*-c?replace\s*)(${TEXT})\s*,\s*(${TEXT})\)?`, "gi"),
    (_, text = "", from = "", to = "") =>
      `'${text.slice(1, -1).replaceAll(from.slice(1, -1), to.slice(1, -1))}'`,
  ],
  // `"a" + "b"`
  [
    new RegExp(String.raw`\(?\s*(${TEXT}(?:\s*\+\s*${TEXT})+)\s*\)?`, "g"),
    (_, sum = "") => `'${textsOf(sum).join("")}'`,
  ],
];

const BODY = String.raw`\{((?:[^{}]|\{[^{}]*\})*)\}`;
const LOOP = new RegExp(String.raw`\bforeach\s*\(\s*\$(\w+)\s+in\s+(${LIST})\s*\)\s*${BODY}`, "gi");
const PIPED = new RegExp(String.raw`(${LIST})\s*\|\s*(?:%|foreach(?:-object)?)\s*${BODY}`, "gi");

const LISTED = new RegExp(String.raw`\$(\w+)\s*=\s*(@\(\s*${TEXT}(?:\s*,\s*${TEXT})*\s*\))`, "g");

/** Names of lists of constants where they are gone through: `foreach ($x in $list)`, `$list | % { … }`. */
function withLists(code: string): string {
  let out = code;
  for (const [, name, list = ""] of code.matchAll(LISTED))
    out = out.replace(new RegExp(String.raw`(?<=\bin\s+)\$${name}\b|\$${name}(?=\s*\|)`, "gi"), () => list);
  return out;
}

/** The code with its constants put together and its loops over them written out. */
export function settledPowershell(code: string): string {
  let settled = code;
  for (let n = 0; n < 4; n++) for (const [pattern, fold] of FOLDS) settled = settled.replace(pattern, fold);
  return withLists(settled)
    .replace(LOOP, (_, name: string, list: string, body: string) => rounds(name, list, body))
    .replace(PIPED, (_, list: string, body: string) => rounds("_", list, body));
}

function rounds(name: string, list: string, body: string): string {
  return textsOf(list)
    .map((item) => `$${name} = "${item}"\n${body}`)
    .join("\n");
}

function textsOf(list: string): readonly string[] {
  return (list.match(new RegExp(TEXT, "g")) ?? []).map((text) => text.slice(1, -1));
}
