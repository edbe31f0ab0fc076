/** One reading of a source out of two parsers. */
import { type Bounds, defaultBounds, type Problem, type Script, type UnparsedReason } from "./script.ts";
import { parseWithUnbash } from "./unbash.ts";

/** The shell that will run the source. `sh` is whatever `/bin/sh` is: the worse of bash and dash. */
export type Dialect = "bash" | "sh" | "dash" | "zsh";

/**
 * What a source says will run.
 *
 * `scripts` holds every reading that has to be judged, the fuller one first: one where the parsers agree or
 * only one of them could read the source, two where they differ (what either says counts), none where
 * `unparsed` says why.
 */
export interface Reading {
  readonly scripts: readonly Script[];
  readonly agreement: "both" | "union" | "one";
  /** For the record: why this is not plain agreement. */
  readonly note: string | null;
  /** What the parsers could not read in what is nevertheless judged; empty for a well-formed source. */
  readonly problems: readonly Problem[];
  readonly unparsed: { readonly reason: UnparsedReason; readonly detail: string } | null;
}

export interface ParseOptions {
  readonly dialect?: Dialect;
  readonly bounds?: Bounds;
}

/** Reads `source`. Never throws. */
export function parse(source: string, options: ParseOptions = {}): Reading {
  const bounds = options.bounds ?? defaultBounds;
  if (source.length > bounds.bytes || Buffer.byteLength(source) > bounds.bytes) {
    return unparsed("too-large", `more than ${bounds.bytes} bytes`);
  }
  const second = parseWithUnbash(source, bounds);
  if (second.kind === "unparsed") return unparsed(second.reason, second.detail);
  const { script } = second;
  return { scripts: [script], agreement: "one", note: null, problems: script.problems, unparsed: null };
}

function unparsed(reason: UnparsedReason, detail: string): Reading {
  return { scripts: [], agreement: "one", note: null, problems: [], unparsed: { reason, detail } };
}
