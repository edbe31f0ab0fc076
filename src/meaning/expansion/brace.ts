/** Brace expansion: one word into several, before anything else happens to it. */
import type { BraceExpansion, Literal, Word, WordPart } from "../../syntax/script.ts";
import { combined } from "./fields.ts";

/** A sequence of more words than this is not written out, and of more combinations only so many that each word is in one. */
const WORD_LIMIT = 1000;

/** The words that a word's braces make; a sequence that is longer than anybody would look at stays as it is. */
export function expandBraces(word: Word): readonly Word[] {
  if (!word.parts.some((part) => part.kind === "brace-expansion")) return [word];
  let words: (readonly WordPart[])[] = [[]];
  for (const part of word.parts) {
    if (part.kind !== "brace-expansion") {
      words = words.map((parts) => [...parts, part]);
      continue;
    }
    const items = alternatives(part);
    words = combined(words, items, WORD_LIMIT).map(([parts, item]) => [...parts, ...item]);
  }
  return words.map((parts) => ({ span: word.span, parts }));
}

function alternatives(brace: BraceExpansion): readonly (readonly WordPart[])[] {
  if (brace.content.kind === "list") {
    const out: (readonly WordPart[])[] = [];
    for (const item of brace.content.items) {
      out.push(...expandBraces(item).map((each) => each.parts));
    }
    return out;
  }
  const literals = sequence(brace.content.from, brace.content.to, brace.content.step);
  return (
    literals?.map((text): readonly Literal[] => [
      { kind: "literal", span: brace.span, text, quoted: true, form: "plain" },
    ]) ?? [[brace]]
  );
}

function sequence(from: string, to: string, step: number | null): readonly string[] | null {
  const letters = /^[A-Za-z]$/.test(from) && /^[A-Za-z]$/.test(to);
  const start = letters ? from.charCodeAt(0) : Number(from);
  const end = letters ? to.charCodeAt(0) : Number(to);
  if (!Number.isFinite(start) || !Number.isFinite(end)) return null;
  const by = Math.abs(step ?? 1) || 1;
  if (Math.abs(end - start) / by > WORD_LIMIT) return null;
  const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
  const out: string[] = [];
  for (let i = start; start <= end ? i <= end : i >= end; i += start <= end ? by : -by) {
    out.push(letters ? String.fromCharCode(i) : String(i).padStart(width, "0"));
  }
  return out;
}
