/** The way in: source text to a Reading. */
import { agree, either, type Reading } from "./agree.ts";
import { isDashDifferent } from "./dialect.ts";
import { parseFlat } from "./grammar.ts";
import { node, token } from "./nodes.generated.ts";
import { type Bounds, defaultBounds } from "./script.ts";
import { type Grammar, parseWithTreeSitter } from "./tree-sitter.ts";
import { parseWithUnbash } from "./unbash.ts";

/** The shell that will run the source. `sh` is whatever `/bin/sh` is: the worse of bash and dash. */
export type Dialect = "bash" | "sh" | "dash" | "zsh";

export interface ParseOptions {
  readonly dialect?: Dialect;
  readonly bounds?: Bounds;
}

const grammar: Grammar = {
  parse: (source, bounds) => parseFlat("bash", source, bounds),
  names: nodeNames(),
};

/** The generated tables the other way round: what a symbol is called. */
function nodeNames(): readonly string[] {
  const names: string[] = [];
  for (const table of [node, token]) {
    for (const [name, symbol] of Object.entries(table)) if (symbol !== node.ERROR) names[symbol] = name;
  }
  return names;
}

/**
 * Reads `source` with both parsers.
 *
 * Never throws. `source` is what the shell gets, as UTF-16: a byte that is not UTF-8 should come as U+FFFD (as
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
  const text = source.includes("\0") ? source.replaceAll("\0", "") : source;
  const dialect = options.dialect ?? "bash";
  if (dialect === "bash" || dialect === "zsh" || !isDashDifferent(text)) return read(text, bounds, false);
  if (dialect === "dash") return read(text, bounds, true);
  return either(
    read(text, bounds, false),
    read(text, bounds, true),
    "sh may be bash or dash, which read this otherwise",
  );
}

function read(source: string, bounds: Bounds, dash: boolean): Reading {
  try {
    return agree(parseWithUnbash(source, bounds, dash), parseWithTreeSitter(source, bounds, grammar, dash));
  } catch (error) {
    // Nothing is known to get here; if something does, the source counts as unread.
    const detail = error instanceof Error ? error.message : String(error);
    return { scripts: [], agreement: "one", note: null, unparsed: { reason: "internal", detail } };
  }
}
