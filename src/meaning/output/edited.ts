/**
 * What programs that edit data put into it, where the rest is not known: the settings that a filter sets
 * (`jq '.a.b = "x"'`), what a pattern is replaced by (`sed 's/x/y/'`), a name and its value (`crudini --set FILE a b x`).
 */
import type { Invocation } from "../call/invocation.ts";
import { settingWords } from "../call/setting-words.ts";
import { literal, show } from "../value.ts";

/** Editors of JSON and YAML by filters. */
const FILTERS = /^(?:jq|yq|jaq|gojq|dasel|xq|tomlq|fx)$/;

/** `.a.b = VALUE`, `.a["b"] |= VALUE`: the last name and what it is set to. */
const ASSIGNMENT =
  /(?:\.|\[\s*)["']?([\w:-]+)["']?\]?\s*(?:[|+]|\/\/)?=(?!=)\s*("(?:\\.|[^"\\])*"|\[[^\]]*\])/g;
/** `{ "b": "x" }` */
const PAIR = /["']?([\w:-]+)["']?\s*:\s*("(?:\\.|[^"\\])*"|\[[^\]]*\])/g;

/** `s/a/TEXT/`, with any sign in place of the slashes; `a TEXT`, `i\TEXT`. */
const REPLACED = /(?:^|[\s;{}/$\d,])s([/|#,@!%:~])(?:\\.|(?!\1).)*\1((?:\\.|(?!\1)[^\\])*)\1/g;
const SUBSTITUTED = /\bg?sub\(\s*(?:\/(?:\\.|[^/])*\/|"[^"]*")\s*,\s*"((?:\\.|[^"\\])*)"/g;
const INSERTED = /^\s*(?:\d+|\$|\/(?:\\.|[^/])*\/)?\s*[aic](?:\\\s*|\s+)(\S[\s\S]*)$/;

/** Lines that are in what the call makes of its input, whatever the input is; null where nothing is known of it. */
export function putIn(invocation: Invocation): string | null {
  const { program, argv } = invocation;
  const words = argv.slice(1).map((word) => literal(word) ?? show(word));
  const lines = FILTERS.test(program)
    ? words.flatMap((word, i) => (words[i - 2] === "--arg" ? [] : setBy(withArguments(word, words))))
    : /^(?:g?sed|perl|[gmn]?awk)$/.test(program)
      ? words.flatMap(replacedBy)
      : settingWords(invocation).map(({ name, value }) => `${name} = ${show(value)}`);
  return lines.length === 0 ? null : `\n${lines.join("\n")}\n`;
}

/** `p.a.b = "x"`, `p["a"]["b"] = "x"`: what a program sets parts of its values to, as lines of configuration; null: nothing. */
export function assignmentsIn(program: string): string | null {
  const lines = [...program.matchAll(MEMBER)].map(
    ([, name = "", , value = ""]) =>
      `${JSON.stringify(name)}: ${JSON.stringify(value.replace(/\\(.)/g, "$1"))}`,
  );
  return lines.length === 0 ? null : `\n${lines.join("\n")}\n`;
}

const MEMBER = /(?:\.|\[\s*["'])([\w:-]+)(?:["']\s*\])?\s*=\s*(["'`])((?:\\.|(?!\2)[^\\])*)\2/g;

function setBy(filter: string): readonly string[] {
  return [...filter.matchAll(ASSIGNMENT), ...filter.matchAll(PAIR)].map(
    ([, name = "", value = ""]) => `"${name}": ${value}`,
  );
}

/** `--arg NAME VALUE`: in the filter `$NAME` stands for the value. */
function withArguments(filter: string, words: readonly string[]): string {
  return words.reduce((text, word, i) => {
    const [name, value] = words.slice(i + 1, i + 3);
    return word === "--arg" && name !== undefined && value !== undefined
      ? text.replaceAll(new RegExp(`\\$${name}\\b`, "g"), () => JSON.stringify(value))
      : text;
  }, filter);
}

function replacedBy(script: string): readonly string[] {
  const replaced = [...script.matchAll(REPLACED)].map(([, , text = ""]) => text.replace(/\\([^\w&])/g, "$1"));
  const substituted = [...script.matchAll(SUBSTITUTED)].map(([, text = ""]) => text.replace(/\\(.)/g, "$1"));
  const inserted = INSERTED.exec(script)?.[1];
  return [
    ...replaced,
    ...substituted,
    ...(inserted === undefined ? [] : [inserted.replaceAll("\\n", "\n")]),
  ].filter((text) => text.trim() !== "");
}
