/**
 * Configuration written as XML: elements with text in them and attributes are settings by their names
 * (`<executable>sh</executable>`, `<exec executable="sh">`), and so are the keys of property lists.
 */
import type { Setting } from "./setting.ts";

/** A tag with its attributes and the text up to the next. */
const TAG = /<([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>([^<]*)/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Attributes that hold what their element stands for: `<arg value="-c"/>`. */
const VALUE = /^(?:value|line|include|name)$/i;

/** Elements of property lists that are the value of the key in front of them. */
const PLIST_VALUE = /^(?:string|array|integer|date|data)$/;

/** What the document sets, in order, `most` settings at most. */
export function settingsOfXml(content: string, most: number): Setting[] {
  const found: Setting[] = [];
  let key = "";
  for (const [, tag = "", attributes = "", closed, text = ""] of content.matchAll(TAG)) {
    if (found.length >= most) break;
    const value = plain(text.trim());
    if (tag === "key") key = value;
    const name = key !== "" && PLIST_VALUE.test(tag) ? key : tag;
    for (const [, attribute = "", double, single] of attributes.matchAll(ATTRIBUTE))
      found.push({
        section: "",
        name: VALUE.test(attribute) ? name : attribute,
        value: plain(double ?? single ?? ""),
      });
    if (closed === "" && value !== "" && tag !== "key") found.push({ section: "", name, value });
  }
  return found;
}

/** A text without the entities of XML. */
function plain(text: string): string {
  return text
    .replace(/&(?:lt|#60);/g, "<")
    .replace(/&(?:gt|#62);/g, ">")
    .replace(/&(?:quot|#34);/g, '"')
    .replace(/&(?:apos|#39);/g, "'")
    .replace(/&(?:#10|#xA);/gi, "\n")
    .replace(/&(?:amp|#38);/g, "&");
}
