/** Damaged variants of a text, the same ones at every run. */

const pieces = [
  "$(",
  ")",
  "`",
  '"',
  "'",
  "<<E\n",
  "\n",
  ";",
  "|",
  "{",
  "}",
  "\\",
  "$",
  "\0",
  "\r",
  "é",
  "😀",
  "\ud800",
];

/** @param seed equal texts get different variants where their seeds differ */
export function mutations(text: string, count: number, seed: number): string[] {
  let state = (seed * 2654435761 + 12345) >>> 0;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return Array.from({ length: count }, () => {
    let result = text;
    for (let edits = 1 + below(3); edits > 0; edits--) {
      const at = below(result.length + 1);
      const length = below(6);
      const insert = below(2) === 0 ? (pieces[below(pieces.length)] ?? "") : result.slice(at, at + below(12));
      result = result.slice(0, at) + insert + result.slice(at + length);
    }
    return result;
  });
}
