/** Documents that a program has in a text (INI, TOML, YAML, XML): what stands under which name in them. */
import { choice, text, type Value } from "./known.ts";

/** `name = value`, `name: value`, `- name: value`. */
const LINE = /^[ \t]*(?:-[ \t]+)?["']?([\w.-]+)["']?[ \t]*[:=][ \t]*(\S.*?)[ \t]*$/gm;
/** `[section]`, `section:`. */
const SECTION = /^[ \t]*(?:\[+([\w.-]+)\]+|["']?([\w.-]+)["']?:)[ \t]*$/gm;
/** `<name a="b">value</name>`. */
const ELEMENT = /<([\w.-]+)(?:\s[^<>]*)?>([^<>]*)<\/\1>/g;
/** So many sections within sections are told apart from a value; which one a value stands in is not. */
const DEPTH = 3;

/** What is read from the document by name: its values, and under each section's name the values again. */
export function documentOf(shown: string): Value {
  // A list of documents, or of texts.
  const [, indent] = /^\s*?\n?([ \t]*)-[ \t]/.exec(shown) ?? [];
  if (indent !== undefined) {
    const items = shown.split(new RegExp(`^${indent}-[ \\t]+`, "m")).slice(1);
    return {
      kind: "list",
      items: items.map((item) => (/[:=]/.test(item) ? documentOf(item) : literalOf(item.trim()))),
    };
  }
  const values = new Map<string, Value>();
  for (const [, name = "", value = ""] of [...shown.matchAll(LINE), ...shown.matchAll(ELEMENT)])
    values.set(name, choice([...[values.get(name) ?? []].flat(), literalOf(value)]));
  const sections = [...shown.matchAll(SECTION)].map(([, bracketed, plain]) => bracketed ?? plain ?? "");
  let entries = values;
  for (let n = 0; n < DEPTH && sections.length > 0; n++) {
    const inner: Value = { kind: "map", entries };
    entries = new Map([...sections.map((name) => [name, inner] as const), ...values]);
  }
  return { kind: "map", entries };
}

/** `"a"`, `["a", "b"]`, or as it stands. */
function literalOf(written: string): Value {
  const [, quote, inner = ""] = /^(["'])(.*)\1$/.exec(written) ?? [];
  if (quote !== undefined) return text(inner);
  const [, list] = /^\[(.*)\]$/.exec(written) ?? [];
  if (list === undefined) return text(written);
  return { kind: "list", items: list.split(/,\s*/).map((item) => literalOf(item.trim())) };
}
