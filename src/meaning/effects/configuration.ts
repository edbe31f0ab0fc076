/**
 * Configuration files that are named on a command line or by a variable (`php -c FILE`, `ssh -F FILE`, `GIT_CONFIG_GLOBAL=FILE`):
 * each line sets what an option of the program would set (`settings` of its table), so it is taken as if it stood there.
 */
import { madeFile, pathIn, READ_LIMIT } from "../locations/files.ts";
import { known, literal, show, type Text } from "../value.ts";
import type { CallState } from "./call-state.ts";

/** More lines than this are not gone through. */
const MOST_LINES = 500;

/** The settings in the file, as `name=value`; none where nobody can tell what is in it, or the program has no settings. */
export function settingsInFile(state: CallState, file: Text): readonly Text[] {
  const { invocation, frame } = state;
  const { entry, call, engine, argv } = invocation;
  const path = pathIn(frame, file).absolute;
  if ((!entry?.settings && !call.entry.settings) || literal(file) === null || path === null) return [];
  const made = madeFile(frame, path)?.content.text;
  const content = made ? literal(made) : engine.context.world.readFile(path, READ_LIMIT);
  // An alias does nothing until it is called by its name.
  const called = new Set(argv.slice(1).map((word) => `alias.${show(word)}`));
  return linesOf(content ?? "").flatMap(({ name, value }) =>
    name.startsWith("alias.") && !called.has(name) ? [] : [known(`${name}=${value}`)],
  );
}

interface Line {
  readonly name: string;
  readonly value: string;
}

/** `name = value`, `name value` and, below `[section "part"]`, `section.part.name`; what is no such line is left out. */
function linesOf(content: string): readonly Line[] {
  const found: Line[] = [];
  let section = "";
  for (const line of content.split("\n", MOST_LINES)) {
    const [, name = "", part] = /^\s*\[\s*([\w.-]+)(?:\s+"([^"]*)")?\s*\]/.exec(line) ?? [];
    if (name !== "") section = `${part === undefined ? name : `${name}.${part}`}.`;
    const [, key, given = ""] = /^\s*([A-Za-z][\w.-]*)(?:\s*=\s*|\s+)(\S.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined)
      found.push({ name: `${section}${key}`.toLowerCase(), value: given.replace(/^"(.*)"$/, "$1") });
  }
  return found;
}
