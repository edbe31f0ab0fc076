/** The other direction: text as source. */

/** A text as one word of a shell, which says that text and nothing else. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The same, without quotes where it needs none. */
export function asWord(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : quote(text);
}
