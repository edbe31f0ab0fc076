/**
 * Code in a language without a grammar here, as far as it can be read without one: its string constants and where they
 * stand, with constants put together that are joined by an operator and names put in for what they were set to.
 */
import { withHome } from "../../call/home-names.ts";

/** A string constant of the code. */
export interface Constant {
  readonly text: string;
  /** Of its quotes, in the code it was found in. */
  readonly start: number;
  readonly end: number;
}

/** At most this many characters of a program are read. */
const LIMIT = 100_000;

/** At most this many names are replaced by the constant that they were set to. */
const NAMES = 400;

const QUOTED = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`;

/** `name = "x"`, `name := "x"`, `name <- "x"`, `let name = "x"`, `set name "x"`, `(define name "x")`, `my $name = "x"`. */
const SETS = new RegExp(
  String.raw`(?:\b(?:set|setq|define|def|let)\s+\(?)?([A-Za-z_$][\w$]*)(?:\s*,\s*\w+)?\s*(?::=|=(?![=>~])|<-|:\s*\w+\s*=|(?<=\b(?:set|setq|define|def)\s+\(?[\w$]+)\s)\s*(${QUOTED})(?!\s*[.+(\[])`,
  "g",
);

/** Between two constants that are one: `"a" + "b"`, `"a" .. "b"`, `"a" ++ "b"`, `"a" <> "b"`, `"a" ^ "b"`, `"a" & "b"`. */
const JOINED =
  /(["'])((?:\\.|(?!\1)[^\\\n])*)\1\s*(?:\+\+?|\.\.?|<>|\^|&|\*|~)\s*(["'])((?:\\.|(?!\3)[^\\\n])*)\3/;

/** The home directory, by its names in many languages. */
const HOME = new RegExp(
  [
    String.raw`\b(?:Dir\.home|(?:pathlib\.)?Path\.home\(\)|process\.env\.HOME|NSHomeDirectory\(\)|(?:os\.|System\.)?(?:homedir|user_home!?|UserHomeDir|getHomeDirectory)\b(?:\(\))?)`,
    String.raw`\b(?:(?:os\.)?[gG]etenv|Sys\.getenv|System\.(?:getenv|get_env!?|fetch_env!|getProperty)|os:getenv|(?:std::)?env::var|path\.expand|os\.path\.expanduser|File\.expand_path|expanduser)\s*\(?\s*["'](?:HOME|~\/?|user\.home)["']\s*\)?(?:\.unwrap\(\))?`,
    String.raw`\((?:getenv "HOME"|expand-file-name "~")\)`,
    String.raw`\b(?:ENV|os\.environ|env)[[(]:?["']?HOME["']?[\])]`,
    String.raw`\$(?:::)?env\(HOME\)`,
  ].join("|"),
  "g",
);

/** The home directory put into a text: `$(homedir())/x`, `#{Dir.home}/x`. */
const HOME_IN_TEXT = /\$\(\s*"~"\s*\)|[#$]\{\s*"~"\s*\}/g;

/** A path put together from the home directory and constants: `joinpath(home, "a", "b")`, `file.path("~", "a")`. */
const JOINED_PATH = new RegExp(
  String.raw`\b[\w.:]*(?:join|path|combine|resolve|File)[\w.:]*!?\s*\(\s*"~"\s*((?:,\s*(?:${QUOTED})\s*)+)\)`,
  "gi",
);

/** The code without its comment lines, names and joins put in. */
export function settled(source: string): string {
  let code = withHome(source.slice(0, LIMIT))
    .replace(/^#! *\/.*/, "")
    // A comment of Tcl goes on behind a backslash at its end.
    .replace(/^\s*#(?!!).*(?:\\\n.*)+$/gm, "")
    .split("\n")
    .filter((line) => !/^\s*(?:\/\/|#(?!!)|--\s|;;|%)/.test(line))
    .join("\n")
    .replace(HOME, '"~"')
    .replace(HOME_IN_TEXT, "~")
    .replace(
      JOINED_PATH,
      (_, parts: string) =>
        `"${["~", ...parts.split(",").map((part) => part.trim().slice(1, -1))]
          .slice(0)
          .filter((part) => part !== "")
          .join("/")}"`,
    );
  const found = new Map<string, string | null>();
  for (const [, name, value] of code.matchAll(SETS)) {
    if (name === undefined || value === undefined) continue;
    // Set twice: not known which.
    found.set(name, found.has(name) ? null : value);
  }
  for (const [name, value] of [...found].slice(0, NAMES)) {
    if (value === null) continue;
    const use = new RegExp(
      String.raw`(?<![\w$."'])[$]?${name.replace(/^\$/, "").replaceAll("$", "\\$")}(?![\w$"'])`,
      "g",
    );
    let first = true;
    code = code.replace(use, (all) => {
      const keep = first;
      first = false;
      return keep ? all : value;
    });
  }
  for (let n = 0; n < 200 && JOINED.test(code); n++) code = code.replace(JOINED, "$1$2$4$1");
  return code;
}

const CONSTANT =
  /"""([\s\S]{0,4000}?)"""|"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|`([^`]*)`|\[\[([^\]]{0,2000})\]\]|\{([^{}\n]{1,400})\}|(?<![\w"'.:])((?:\/(?:usr\/)?bin\/\w+|\/tmp\/[\w./-]+|~\/[\w./-]+|\/(?:home|root|etc)\/[\w./-]+))/g;

/** The string constants of any common form, and bare paths as Lisp, TeX, Tcl and YAML write them. */
export function constantsOf(code: string): readonly Constant[] {
  const out: Constant[] = [];
  for (const match of code.matchAll(CONSTANT)) {
    const raw = match.slice(1).find((each) => each !== undefined) ?? "";
    const text = raw.replace(/\\(["'\\/`])/g, "$1").replace(/\\n/g, "\n");
    out.push({ text, start: match.index, end: match.index + match[0].length });
    // Braces hold a list as often as one text: `{"rm", "-rf", "/"}`.
    if (match[6] !== undefined || match[5] !== undefined)
      for (const inner of constantsOf(raw))
        out.push({ ...inner, start: match.index + 1 + inner.start, end: match.index + 1 + inner.end });
  }
  return out;
}

/** What stands before a constant in its statement. */
export function before(code: string, { start }: Constant): string {
  const text = code.slice(Math.max(0, start - 80), start);
  return text.slice(Math.max(text.lastIndexOf("\n"), text.lastIndexOf(";")) + 1);
}

/** The line that a constant stands in. */
export function lineOf(code: string, { start, end }: Constant): string {
  const from = code.lastIndexOf("\n", start) + 1;
  const to = code.indexOf("\n", end);
  return code.slice(from, to < 0 ? undefined : to);
}
