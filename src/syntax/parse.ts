/** The way in: source text to a Reading. */
import type { Reading } from "./agree.ts";
import { type Deadline, noDeadline } from "./deadline.ts";
import { readPlain } from "./plain.ts";
import { type Bounds, defaultBounds } from "./script.ts";

/** The shell that will run the source. fish is read as bash is, which most of what it runs is like. `sh` is whatever `/bin/sh` is: the worse of bash and dash. */
export type Dialect = "bash" | "sh" | "dash" | "zsh" | "fish";

export interface ParseOptions {
  readonly dialect?: Dialect;
  readonly bounds?: Bounds;
  /** Past it, OutOfTime is thrown. */
  readonly deadline?: Deadline;
}

/**
 * Reads `source`: with both parsers, unless it is plain (plain.ts).
 *
 * Never throws but past the deadline. `source` is what the shell gets, as UTF-16: a byte that is not UTF-8 should come as U+FFFD (as
 * TextDecoder gives it) and is an ordinary character of a word, as it is to the shell. So is a carriage return:
 * bash does not know CRLF. A NUL cannot be in a command string; in a script file bash drops it, so it is dropped
 * here (spans then count without it).
 */
export function parse(source: string, options: ParseOptions = {}): Reading {
  const bounds = options.bounds ?? defaultBounds;
  // A code unit is at least one byte, so most sources need no counting.
  if (
    source.length > bounds.bytes ||
    (source.length * 3 > bounds.bytes && Buffer.byteLength(source) > bounds.bytes)
  ) {
    const detail = `longer than ${bounds.bytes} bytes`;
    return { scripts: [], agreement: "one", note: null, unparsed: { reason: "too-large", detail } };
  }
  const plain = readPlain(source);
  if (plain !== null) return { scripts: [plain], agreement: "both", note: null, unparsed: null };
  const text = source.includes("\0") ? source.replaceAll("\0", "") : source;
  const { readWithBoth }: typeof import("./both.ts") = require("./both.ts");
  const { dialect = "bash", deadline = noDeadline } = options;
  if (dialect !== "sh" && dialect !== "dash") return readWithBoth(text, bounds, false, deadline);
  const { isDashDifferent }: typeof import("./dialect.ts") = require("./dialect.ts");
  if (!isDashDifferent(text)) return readWithBoth(text, bounds, false, deadline);
  if (dialect === "dash") return readWithBoth(text, bounds, true, deadline);
  const { either }: typeof import("./agree.ts") = require("./agree.ts");
  return either(
    readWithBoth(text, bounds, false, deadline),
    readWithBoth(text, bounds, true, deadline),
    "sh may be bash or dash, which read this otherwise",
  );
}
