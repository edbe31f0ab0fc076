/** Reads a source with both parsers. Loaded for the first source that is not plain. */
import { agree, type Reading } from "./agree.ts";
import { type Deadline, noDeadline, OutOfTime } from "./deadline.ts";
import { parseFlat } from "./grammar/index.ts";
import { node, token } from "./grammar/nodes.generated.ts";
import type { Bounds } from "./script.ts";
import type { Text } from "./text.ts";
import { type Grammar, parseWithTreeSitter } from "./tree-sitter/parse.ts";
import { parseWithUnbash } from "./unbash/parse.ts";

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

/** Never throws but past the deadline. `dash`: as that shell reads it. */
export function readWithBoth(text: Text, bounds: Bounds, dash: boolean, deadline = noDeadline): Reading {
  try {
    const unbash = parseWithUnbash(text, within(bounds, deadline), dash);
    deadline.meet();
    const treeSitter = parseWithTreeSitter(text, within(bounds, deadline), grammar, dash);
    deadline.meet();
    return agree(unbash, treeSitter);
  } catch (error) {
    if (error instanceof OutOfTime) throw error;
    // Nothing is known to get here; if something does, the source counts as unread.
    const detail = error instanceof Error ? error.message : String(error);
    return { scripts: [], agreement: "one", note: null, unparsed: { reason: "internal", detail } };
  }
}

/** The bounds with no more time than the whole analysis has left. */
function within(bounds: Bounds, deadline: Deadline): Bounds {
  const milliseconds = Math.min(bounds.milliseconds, Math.ceil(deadline.left()));
  return { ...bounds, milliseconds };
}
