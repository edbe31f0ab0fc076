/**
 * PowerShell's text before its commands are read: what it puts together of constants is put together, and what goes
 * through a list of constants is written out, round by round.
 */

const TEXT = String.raw`(?:"(?:[^"$\n]|\$(?:HOME|env:\w+))*"|'(?:[^'\n]|'')*')`;
const TEXTS = String.raw`${TEXT}(?:\s*,\s*${TEXT})*`;
const LIST = String.raw`(?:@?\(\s*${TEXTS}\s*\)|${TEXTS})`;

/** A text as it is written: in single quotes, which are doubled where they are in it; in double ones where it names a place. */
function written(text: string): string {
  if (/\$(?:HOME|env:)/.test(text) && !text.includes('"')) return `"${text}"`;
  return `'${text.replaceAll("'", "''")}'`;
}

function textOf(quoted: string): string {
  const inside = quoted.slice(1, -1);
  return quoted.startsWith("'") ? inside.replaceAll("''", "'") : inside;
}

/** Text in base64, in either encoding. */
function decoded(encoded: string): string {
  const bytes = Buffer.from(encoded, "base64");
  return bytes.toString(bytes[1] === 0 ? "utf16le" : "utf8");
}

/** Each with what it comes to. */
const FOLDS: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  // `[char]0x72`, `[char]114`
  [
    /\[char\]\s*(?:\(\s*)?(0x[\da-f]+|\d+)(?:\s*\))?/gi,
    (_, code = "") => written(String.fromCodePoint(Math.min(0x10ffff, Number(code)))),
  ],
  // `[char[]](114,109)`, `-join (114,109 | % { [char]$_ })`
  [
    /\[char\[\]\]\s*(?:@?\(\s*((?:\d+\s*,\s*)+\d+)\s*\)|((?:\d+\s*,\s*)+\d+))/gi,
    (_, bracketed = "", codes = bracketed) =>
      written(
        codes
          .split(",")
          .map((code) => String.fromCodePoint(Number(code)))
          .join(""),
      ),
  ],
  // `[Convert]::FromBase64String("…")`, `[Text.Encoding]::UTF8.GetString(…)`
  [
    /\[(?:System\.)?Convert\]::FromBase64String\(\s*["']([^"']+)["']\s*\)/gi,
    (_, encoded = "") => written(decoded(encoded)),
  ],
  [new RegExp(String.raw`\[[\w.]+\]::\w+\.GetString\(\s*(${TEXT})\s*\)`, "gi"), (_, text = "''") => text],
  // `"{1}{0}" -f "a","b"`
  [
    new RegExp(String.raw`(${TEXT})\s*-f\s*(${LIST})`, "gi"),
    (_, format = "", list = "") => {
      const values = textsOf(list);
      return written(textOf(format).replace(/\{(\d+)\}/g, (_whole, at: string) => values[Number(at)] ?? ""));
    },
  ],
  // `-join ("a","b")`, `("a","b") -join ""`
  [new RegExp(String.raw`-join\s*(${LIST})`, "gi"), (_, list = "") => written(textsOf(list).join(""))],
  [
    new RegExp(String.raw`(${LIST})\s*-join\s*(${TEXT})`, "gi"),
    (_, list = "", by = "''") => written(textsOf(list).join(textOf(by))),
  ],
  // `"a".Replace("b","c")`, `"a" -replace "b","c"`
  [
    new RegExp(
      String.raw`(${TEXT})(?:\.Replace\((?=[^()]*\))|\s*-c?replace\s*)(${TEXT})\s*,\s*(${TEXT})(?:(?<=\.Replace\([^()]*)\))?`,
      "gi",
    ),
    (_, text = "", from = "", to = "") => written(textOf(text).replaceAll(textOf(from), textOf(to))),
  ],
  // `"a" + "b"`
  [
    new RegExp(String.raw`(${TEXT}(?:\s*\+\s*${TEXT})+)`, "g"),
    (_, sum = "") => written(textsOf(sum).join("")),
  ],
  // `("a")`, where it is no argument of a method.
  [new RegExp(String.raw`(?<![\w.)\]])\(\s*(${TEXT})\s*\)`, "g"), (_, text = "''") => text],
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

const TABLE = /\$(\w+)\s*=\s*@\{([^{}]*)\}/g;

/** Options that stand in a table: `$o = @{Path="x"; Recurse=$true}; Remove-Item @o`. */
function withSplats(code: string): string {
  let out = code;
  for (const [, name, table = ""] of code.matchAll(TABLE)) {
    const options = [...table.matchAll(/(\w+)\s*=\s*("[^"]*"|'[^']*'|[^;\n]+)/g)].map(
      ([, option, value = ""]) => (/^\$true\b/i.test(value) ? `-${option}` : `-${option} ${value.trim()}`),
    );
    out = out.replaceAll(new RegExp(String.raw`(?<=\s)@${name}\b(?!\s*[({])`, "g"), () => options.join(" "));
  }
  return out;
}

/** The code with its constants put together and its loops over them written out. */
export function settledPowershell(code: string): string {
  let settled = turned(code);
  for (let n = 0; n < 4; n++) for (const [pattern, fold] of FOLDS) settled = settled.replace(pattern, fold);
  return withSplats(withLists(settled))
    .replace(LOOP, (_, name: string, list: string, body: string) => rounds(name, list, body))
    .replace(PIPED, (_, list: string, body: string) => rounds("_", list, body));
}

/** `$x[-1..-$x.Length]`: the letters of a text backwards. */
function turned(code: string): string {
  return code.replace(
    /(?:-join\s*)?\$(\w+)\[-1\.\.-(?:\(\$\1\.Length\)|\$\1\.Length)\](?:\s*-join\s*(?:''|""))?/gi,
    (whole, name: string) => {
      const value = new RegExp(String.raw`\$${name}\s*=\s*(${TEXT})`, "i").exec(code)?.[1];
      return value === undefined ? whole : written([...textOf(value)].reverse().join(""));
    },
  );
}

function rounds(name: string, list: string, body: string): string {
  return textsOf(list)
    .map((item) => `$${name} = ${written(item)}\n${body}`)
    .join("\n");
}

function textsOf(list: string): readonly string[] {
  return (list.match(new RegExp(TEXT, "g")) ?? []).map(textOf);
}
