/**
 * Configuration as text: what its lines set. Files of this kind differ in their signs and agree in the rest, so one reader
 * does for `name = value` below `[section]` (INI, TOML), `name: value` with lists and blocks (YAML), `name value;` with or
 * without braces (servers), JSON, and options as they would stand on a command line (`--pre=x`).
 */
import { asWord } from "../../syntax/quote.ts";

export interface Setting {
  /** The section in front of the name, with a dot behind it (`core.`), or nothing. */
  readonly section: string;
  /** As it is written; with its dashes where the line is an option. */
  readonly name: string;
  readonly value: string;
}

/** More lines than this are not gone through. */
const MOST_LINES = 500;

const SECTION = /^\s*\[{1,2}\s*([\w.-]+)(?:\s+"([^"]*)")?\s*\]{1,2}\s*$/;
/** `--pre=x`, `-x y`; bazel has the subcommand in front of it. */
const OPTION = /^\s*(?:[a-z]+\s+)?(--?[A-Za-z][\w.-]*)(?:\s*=\s*|\s+|$)(.*)$/;
const NAMED = /^\s*(?:-\s+)?["']?([A-Za-z][\w.-]*)["']?(?:\s*[=:]\s*|\s+)(\S.*?)\s*$/;
/** A name whose value are the lines below it: a list, or after `|` a block. */
const OPENS = /^(\s*)(?:-\s+)?["']?([A-Za-z][\w.-]*)["']?\s*[=:]\s*([|>][-+]?|\[)?\s*$/;
const ITEM = /^\s*-\s+(\S.*?)\s*$/;
const COMMENT = /^\s*(?:#|;|\/\/)/;

/** What the text sets, in order; what is no such line is left out. */
export function settingsIn(content: string): readonly Setting[] {
  return /^\s*\{/.test(content) ? (ofJson(content) ?? ofLines(content)) : ofLines(content);
}

function ofLines(content: string): Setting[] {
  const found: Setting[] = [];
  let section = "";
  let opened: { readonly name: string; readonly indent: number; readonly block: boolean } | null = null;
  for (const line of content.split("\n", MOST_LINES).flatMap(statements)) {
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
    if (named?.[1] !== undefined) found.push({ section, name: named[1], value: bare(named[2] ?? "") });
  }
  return found;
}

/** The statements of a line that ends with `;` or has braces in it (`http { root /srv; }`); any other line is one. */
function statements(line: string): readonly string[] {
  if (!/[;{]\s*$|\{.*\}/.test(line) || /\$\{|\(\)/.test(line)) return [line];
  return line.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|[^{};])+/g) ?? [];
}

/** A value without its quotes; a list of words in brackets as one line. */
function bare(value: string): string {
  if (/^\[\s*["'].*\],?$/s.test(value)) {
    const words = [...value.matchAll(/"((?:\\.|[^"\\])*)"|'([^']*)'/g)].map(
      ([, double, single]) => double ?? single ?? "",
    );
    const [only = ""] = words;
    return words.length > 1 ? words.map(asWord).join(" ") : only;
  }
  const [, double, single] = /^(?:"((?:\\.|[^"\\])*)"|'([^']*)')[,;]?$/.exec(value) ?? [];
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
      if (value.length > 1 && value.every((each) => typeof each === "string"))
        found.push({ section, name, value: value.map(asWord).join(" ") });
      else for (const each of value) walk(each, section, name);
    } else if (typeof value === "object" && value !== null)
      for (const [key, each] of Object.entries(value))
        walk(each, name === "" ? "" : `${section}${name}.`, key);
  };
  walk(document, "", "");
  return found;
}
