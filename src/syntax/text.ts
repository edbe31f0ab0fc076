/** A text that a parser reads, and where each of its positions lies in the source that the caller gave. */
export interface Text {
  readonly source: string;
  /** The outermost offset of an offset in `source`. */
  readonly at: (position: number) => number;
}

/** The source as it is. */
export function plainText(source: string): Text {
  return { source, at: (position) => position };
}
