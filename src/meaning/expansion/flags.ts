/** zsh's `${(flags)name}`: how a value is joined, split, unquoted, put in order, expanded. */
import { quote } from "../../syntax/quote.ts";
import { computedText, known, literal, type Text } from "../value.ts";
import { decodeEscapes } from "./escapes.ts";
import { joinFields } from "./fields.ts";
import type { ParameterScope } from "./parameter-scope.ts";
import { matcher } from "./pattern.ts";

/** A flag, with the text between its delimiters where it takes one: `j:,:`. */
interface Flag {
  readonly letter: string;
  readonly text: string;
}

/** Flags that are followed by a text in delimiters. */
const WITH_TEXT = /[jsglrZI_]/;

function flagsIn(written: string): readonly Flag[] {
  const flags: Flag[] = [];
  for (let at = 0; at < written.length; at++) {
    const letter = written[at] ?? "";
    const close = WITH_TEXT.test(letter) ? written.indexOf(written[at + 1] ?? "", at + 2) : -1;
    flags.push({ letter, text: close < 0 ? "" : written.slice(at + 2, close) });
    if (close >= 0) at = close;
  }
  return flags;
}

/** Does it name the variable that is meant (`P`), or ask for the keys of a table (`k`), or its values (`v`)? */
export function asksFor(written: string, letter: "P" | "k" | "v"): boolean {
  return flagsIn(written).some((flag) => flag.letter === letter);
}

/** What the flags make of the texts. `filter`: the pattern of `${(M)name:#pattern}`, or of the same without M. */
export function flagged(
  written: string,
  given: readonly Text[],
  filter: string | null,
  scope: ParameterScope,
): readonly Text[] {
  const flags = flagsIn(written);
  const has = (letter: string) => flags.some((flag) => flag.letter === letter);
  let texts = filter === null ? given : filtered(given, filter, has("M"));
  if (has("f")) texts = split(texts, "\n");
  // With `p` escapes count in the texts of the flags behind it.
  for (const { letter, text: written } of flags) {
    const text = has("p") ? decodeEscapes(written) : written;
    if (letter === "j") texts = [joinFields(texts, text)];
    else if (letter === "F") texts = [joinFields(texts, "\n")];
    else if (letter === "s") texts = split(texts, text);
    else if (letter === "z") texts = texts.flatMap((each) => split([each], " "));
  }
  if (has("q")) texts = texts.map((text) => changed(text, quote));
  if (has("Q")) texts = texts.map((text) => changed(text, unquoted));
  if (has("g")) texts = texts.map((text) => changed(text, decodeEscapes));
  if (has("U")) texts = texts.map((text) => changed(text, (each) => each.toUpperCase()));
  if (has("L")) texts = texts.map((text) => changed(text, (each) => each.toLowerCase()));
  if (has("#")) texts = texts.map((text) => changed(text, (each) => String.fromCodePoint(Number(each) || 0)));
  const [width] = flags.flatMap(({ letter, text }) =>
    /[rl]/.test(letter) ? [{ letter, size: Number(text) }] : [],
  );
  if (width)
    texts = texts.map((text) => changed(text, (each) => cut(each, width.size, width.letter === "l")));
  if (has("0")) texts = split(texts, "\0");
  if (has("n") || has("i")) texts = [...texts].sort(has("n") ? byNumber : byText);
  else if (has("o") || (has("O") && !has("a"))) texts = [...texts].sort(byText);
  if (has("O")) texts = [...texts].reverse();
  if (has("e") || has("%")) texts = texts.map(scope.prompt);
  return texts;
}

/** A part that is not known stays as it is, where the rest of the text is changed letter by letter. */
function changed(text: Text, change: (known: string) => string): Text {
  const whole = literal(text);
  return whole === null ? computedText("${(…)…}", text.taint) : known(change(whole), text.taint);
}

/** `(l:4:)` cuts from the left, `(r:4:)` from the right, and fills up with blanks. */
function cut(text: string, size: number, left: boolean): string {
  if (Number.isNaN(size) || size > 10_000) return text;
  return left ? text.slice(-size).padStart(size) : text.slice(0, size).padEnd(size);
}

function split(texts: readonly Text[], at: string): readonly Text[] {
  return texts.flatMap((text) => {
    const whole = literal(text);
    if (whole === null) return [text];
    const parts = at === "" ? [...whole] : whole.split(at);
    return parts.filter((part) => part !== "").map((part) => known(part, text.taint));
  });
}

/** One level of quotes taken off. */
function unquoted(text: string): string {
  return text.replace(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\([\s\S])/g, (_, single, double, escaped) =>
    String(single ?? double?.replace(/\\([\\"$`])/g, "$1") ?? escaped),
  );
}

function filtered(texts: readonly Text[], pattern: string, keeps: boolean): readonly Text[] {
  const accepts = matcher(pattern);
  return accepts === null ? texts : texts.filter((text) => accepts(literal(text) ?? "") === keeps);
}

/** Numbers in the texts by what they are worth. */
function byNumber(one: Text, other: Text): number {
  return (literal(one) ?? "").localeCompare(literal(other) ?? "", "en", { numeric: true });
}

function byText(one: Text, other: Text): number {
  const [a, b] = [literal(one) ?? "", literal(other) ?? ""];
  return a < b ? -1 : a > b ? 1 : 0;
}
