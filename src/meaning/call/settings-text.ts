/**
 * Configuration as text: what its lines set. Files of this kind differ in their signs and agree in the rest, so one reader
 * does for `name = value` below `[section]` (INI, TOML), `name: value` with lists and blocks (YAML), `name value;` with or
 * without braces (servers), JSON, XML, and options as they would stand on a command line (`--pre=x`).
 */
import { asWord } from "../../syntax/quote.ts";
import { withHome } from "./home-names.ts";
import type { Setting } from "./setting.ts";
import { settingsOfXml } from "./settings-xml.ts";

/** At most this many lines are read. */
const MOST_LINES = 500;

const SECTION = /^\s*\[{1,2}\s*([\w.:-]+)(?:\s+"([^"]*)")?\s*\]{1,2}\s*$/;
/** `--pre=x`, `-x y`; bazel has the subcommand in front of it. */
const OPTION = /^\s*(?:[a-z]+\s+)?(--?[A-Za-z][\w.-]*)(?:\s*=\s*|\s+|$)(.*)$/;
const NAMED =
  /^\s*(?:-\s+)?["'$]?([A-Za-z_][\w.-]*(?:[:/@][\w.:/@-]*(?=["']))?)["']?(?:\s*[=:]\s*|\s+)(\S.*?)\s*$/;
/** A name whose value are the lines below it: a list, or after `|` a block. */
const OPENS = /^(\s*)(?:-\s+)?["']?([A-Za-z][\w.-]*)["']?\s*[=:]\s*([|>][-+]?|\[)?\s*$/;
const ITEM = /^\s*-\s+(\S.*?)\s*$/;
const COMMENT = /^\s*(?:#|;|\/\/)/;
/** A name alone, of several words: a switch (`skip-grant-tables`). */
const SWITCH = /^\s*([a-z]+(?:[-_][a-z\d]+)+)\s*$/;

/** What the text sets, in order; what is no such line is left out. */
export function settingsIn(content: string): readonly Setting[] {
  const text = withHome(content);
  // Between tags there may be lines as well (`<source>`, `command x`).
  if (/^\s*</.test(text)) return withArguments([...settingsOfXml(text, MOST_LINES), ...ofLines(text)]);
  return withArguments((/^\s*\{/.test(text) ? ofJson(text) : null) ?? ofLines(text));
}

/** A program, and the list of its arguments that stands beside it. */
const PROGRAM = /^(?:command|cmd|exec|executable|program|entrypoint|path)$/i;
const ARGUMENTS = /^(?:args?|arguments?|argv|params)$/i;

/** With one more setting where a program and its arguments are set apart (`command: sh`, `args: [-c, x]`): the line they make. */
function withArguments(settings: readonly Setting[]): readonly Setting[] {
  return settings.flatMap((setting, at) => {
    if (!PROGRAM.test(setting.name) || !/^\S+$/.test(setting.value)) return [setting];
    const words: string[] = [];
    for (const { section, name, value } of settings.slice(at + 1, at + 24)) {
      if (PROGRAM.test(name) && section === setting.section) break;
      if (ARGUMENTS.test(name)) words.push(asWord(value));
    }
    return words.length === 0
      ? [setting]
      : [setting, { ...setting, value: [setting.value, ...words].join(" ") }];
  });
}

function ofLines(content: string): Setting[] {
  const found: Setting[] = [];
  let section = "";
  let opened: { readonly name: string; readonly indent: number; readonly block: boolean } | null = null;
  for (const { line, table } of content.split("\n", MOST_LINES).flatMap(inTables)) {
    if (COMMENT.test(line) || line.trim() === "") continue;
    const [, heading = "", part] = SECTION.exec(line) ?? [];
    if (heading !== "") section = `${part === undefined ? heading : `${heading}.${part}`}.`;
    const indent = line.search(/\S/);
    const item = ITEM.exec(line)?.[1];
    // An item of a list, and a line of a block, are values of the name above them.
    if (opened && (item !== undefined || (opened.block && indent > opened.indent)))
      found.push({ section, name: opened.name, value: bare(item ?? line.trim()) });
    if (opened?.block && indent > opened.indent) continue;
    if (item !== undefined && !/^["']?[\w.-]+["']?\s*[=:]|^-/.test(item)) continue;
    const [, before = "", name, sign = ""] = OPENS.exec(line) ?? [];
    if (name !== undefined) {
      opened = { name, indent: before.length, block: /^[|>]/.test(sign) };
      continue;
    }
    if (item === undefined && opened && indent <= opened.indent) opened = null;
    const option = OPTION.exec(line);
    const named = option ?? NAMED.exec(line);
    const alone = SWITCH.exec(line)?.[1];
    if (alone !== undefined) found.push({ section: section + table, name: alone, value: "" });
    if (named?.[1] === undefined) continue;
    const below = opened && indent > opened.indent ? { parent: opened.name } : {};
    for (const value of valuesOf(named[1], named[2] ?? ""))
      found.push({ section: section + table, ...below, name: named[1], value });
  }
  return found;
}

/** A name whose value is a table in one line: `name = { a = "b" }`. */
const TABLE = /^\s*["']?([\w.-]+)["']?\s*[:=]\s*\{.*\}\s*,?\s*$/;

/** The statements of a line, with the name of the table that they are in as a section. */
function inTables(line: string): readonly { readonly line: string; readonly table: string }[] {
  const name = TABLE.exec(line)?.[1];
  const table = name === undefined ? "" : `${name}.`;
  return statements(line).map((each) => ({ line: each, table }));
}

/** The statements of a line that ends with `;` or has braces in it (`http { root /srv; }`); any other line is one. */
function statements(line: string): readonly string[] {
  if (!/[;{]\s*$|\{.*\}/.test(line) || /\$\{|\(\)/.test(line)) return [line];
  // A table in one line (`{ a: b, c: [d, e] }`) has commas between its settings.
  const table = /\{\s*["']?[\w.-]+["']?\s*[:=]/.test(line);
  return line.match(table ? ENTRIES : STATEMENTS) ?? [];
}

const STATEMENTS = /(?:"(?:\\.|[^"\\])*"|'[^']*'|[^{};])+/g;
const ENTRIES = /(?:"(?:\\.|[^"\\])*"|'[^']*'|\[[^\]]*\]|[^{};,])+/g;

/** The values of a name: one, but each of a list of arguments. */
function valuesOf(name: string, value: string): readonly string[] {
  return ARGUMENTS.test(name) ? (wordsIn(value) ?? [bare(value)]) : [bare(value)];
}

/** The words of a list in brackets; null: it is none. */
function wordsIn(value: string): readonly string[] | null {
  if (!/^\[\s*["'].*\],?$/s.test(value)) return null;
  return [...value.matchAll(/"((?:\\.|[^"\\])*)"|'([^']*)'/g)].map(
    ([, double, single]) => double ?? single ?? "",
  );
}

/** A value without its quotes; a list of words in brackets as one line. */
function bare(value: string): string {
  const words = wordsIn(value);
  if (words) return words.length > 1 ? words.map(asWord).join(" ") : (words[0] ?? "");
  const [, double, single] = /^(?:"((?:\\.|[^"\\])*)"|'{1,2}([^']*)'{1,2})[,;]?$/.exec(value) ?? [];
  return double?.replace(/\\(["\\])/g, "$1") ?? single ?? value.replace(/[;,]$/, "");
}

/** The strings in a document of JSON by their names, a list of them as one line; null where it is none. */
function ofJson(content: string): Setting[] | null {
  let document: unknown;
  try {
    document = JSON.parse(content);
  } catch {
    return null;
  }
  const found: Setting[] = [];
  const walk = (value: unknown, section: string, name: string): void => {
    if (found.length >= MOST_LINES) return;
    if (typeof value === "string") found.push({ section, name, value });
    else if (Array.isArray(value)) {
      if (value.length > 1 && value.every((each) => typeof each === "string") && !ARGUMENTS.test(name))
        found.push({ section, name, value: value.map(asWord).join(" ") });
      else for (const each of value) walk(each, section, name);
    } else if (typeof value === "object" && value !== null)
      for (const [key, each] of Object.entries(value))
        walk(each, name === "" ? "" : `${section}${name}.`, key);
  };
  walk(document, "", "");
  return found;
}
