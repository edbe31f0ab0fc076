/** The way in: source text to a Reading. */
import type { Reading } from "./agree.ts";
import { type Deadline, noDeadline } from "./deadline.ts";
import { readPlain } from "./plain.ts";
import { type Bounds, defaultBounds } from "./script.ts";
import { plainText, type Text } from "./text.ts";

/** The shell that will run the source. zsh and fish are told in bash's words where they differ (fronts/). `sh` is whatever `/bin/sh` is: the worse of bash and dash. */
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
  const { dialect = "bash", deadline = noDeadline } = options;
  const plain = ownKeywords[dialect]?.test(source) ? null : readPlain(source);
  if (plain !== null) return { scripts: [plain], agreement: "both", note: null, unparsed: null };
  const text = source.includes("\0") ? source.replaceAll("\0", "") : source;
  const { readWithBoth }: typeof import("./both.ts") = require("./both.ts");
  const asBash = () => readWithBoth(plainText(text), bounds, false, deadline);
  if (dialect === "zsh" || dialect === "fish") {
    const told = toldInBash(text, dialect);
    return told === null ? asBash() : toldOrWritten(readWithBoth(told, bounds, false, deadline), asBash());
  }
  if (dialect !== "sh" && dialect !== "dash") return asBash();
  const { isDashDifferent }: typeof import("./dialect.ts") = require("./dialect.ts");
  if (!isDashDifferent(text)) return asBash();
  const asDash = () => readWithBoth(plainText(text), bounds, true, deadline);
  if (dialect === "dash") return asDash();
  const { either }: typeof import("./agree.ts") = require("./agree.ts");
  return either(asBash(), asDash(), "sh may be bash or dash, which read this otherwise");
}

/** Words that are reserved in other shells alone. */
const ownKeywords: Partial<Record<Dialect, RegExp>> = {
  zsh: /\b(?:repeat|foreach)\b/,
  fish: /\b(?:and|or|not|begin|end)\b/,
};

/** A source of zsh or fish in bash's words; null where it needs no telling, or is not understood. */
function toldInBash(source: string, dialect: "zsh" | "fish"): Text | null {
  if (dialect === "fish") {
    const { fishAsBash }: typeof import("./fronts/fish.ts") = require("./fronts/fish.ts");
    return fishAsBash(source);
  }
  const { zshAsBash }: typeof import("./fronts/zsh.ts") = require("./fronts/zsh.ts");
  return zshAsBash(source);
}

/** What a front made of a source; and the source as bash reads it, where it can, so that no telling hides anything. */
function toldOrWritten(told: Reading, written: Reading): Reading {
  if (told.unparsed !== null) return written.unparsed === null ? written : told;
  const { either }: typeof import("./agree.ts") = require("./agree.ts");
  return written.unparsed === null ? either(told, written, "read as zsh and as bash") : told;
}
