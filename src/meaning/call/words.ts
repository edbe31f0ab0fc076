/** Cutting one word into several, and joining several into one. */
import { concat, known, type Text } from "../value.ts";

/** The text without its first `count` characters, which must be known. */
export function dropPrefix(text: Text, count: number): Text {
  const [first, ...rest] = text.pieces;
  if (typeof first !== "string") return text;
  const left = first.slice(count);
  return { pieces: left === "" ? rest : [left, ...rest], taint: text.taint };
}

/** A text cut at a separator that is known to stand in it: `sh,-c,ls` at commas. */
export function splitText(text: Text, separator: string): readonly Text[] {
  const out: Text["pieces"][number][][] = [[]];
  for (const piece of text.pieces) {
    const parts = typeof piece === "string" ? piece.split(separator) : [piece];
    parts.forEach((part, i) => {
      if (i > 0) out.push([]);
      if (part !== "") out.at(-1)?.push(part);
    });
  }
  return out.map((pieces) => ({ pieces, taint: text.taint }));
}

/** Words joined by blanks, as `ssh` and `eval` do. */
export function joinWords(words: readonly Text[]): Text {
  const space = known(" ");
  const pieces: Text["pieces"][number][] = [];
  let taint: Text["taint"] = new Set();
  words.forEach((word, i) => {
    for (const piece of i > 0 ? [...space.pieces, ...word.pieces] : word.pieces) {
      const last = pieces.at(-1);
      if (typeof piece === "string" && typeof last === "string") pieces[pieces.length - 1] = last + piece;
      else pieces.push(piece);
    }
    if (word.taint.size > 0) taint = new Set([...taint, ...word.taint]);
  });
  return { pieces, taint };
}

/** The text with something else in each place where a token stands in what is known of it. */
export function substituted(text: Text, token: string | RegExp, by: Text): Text {
  const parts = text.pieces.flatMap((piece) =>
    typeof piece === "string"
      ? piece.split(token).flatMap((part, i) => (i === 0 ? [known(part)] : [by, known(part)]))
      : [{ pieces: [piece], taint: text.taint }],
  );
  return concat(known("", text.taint), ...parts);
}
