/** Variables that a program takes from a file before it works (`node --env-file=.env x.js`), where this command wrote the file. */
import { attachedValue } from "../../call/looks.ts";
import type { Engine, Frame } from "../../interpreter/engine.ts";
import { madeFile, pathIn, textAt } from "../../locations/files.ts";
import { known, prefix, type Text } from "../../value.ts";

/** Programs whose own environment, and that of what they start here, comes from such a file, and how it is named. */
const NAMED: readonly (readonly [program: RegExp, option: RegExp])[] = [
  [/^(?:node|nodejs|bun|deno|uv|tsx|npx)$/, /^--env-file(?:-if-exists)?$/],
  [/^(?:env-cmd|dotenv|dotenvx|dotenv-cli|honcho|foreman|nodemon)$/, /^(?:-[fe]|--file|--env|--env-file)$/],
];

const LINE = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^#\n]*?))\s*(?:#.*)?$/gm;

/** The variables of a call with those that it loads itself; what is set in front of it counts more. */
export function withLoaded(
  program: string,
  args: readonly Text[],
  environment: ReadonlyMap<string, Text>,
  engine: Engine,
  frame: Frame,
): ReadonlyMap<string, Text> {
  const option = frame.shell.files.size === 0 ? undefined : NAMED.find(([name]) => name.test(program))?.[1];
  if (option === undefined) return environment;
  const loaded = new Map<string, Text>();
  for (const [i, arg] of args.entries()) {
    const [name = ""] = prefix(arg).split("=", 1);
    if (!option.test(name)) continue;
    const file = prefix(arg).startsWith("=", name.length) ? attachedValue(arg) : args[i + 1];
    const path = file ? pathIn(frame, file).absolute : null;
    const text = path !== null && madeFile(frame, path) ? textAt(engine, frame, path) : null;
    for (const [, variable = "", double, single, bare] of (text ?? "").matchAll(LINE))
      loaded.set(variable, known(double ?? single ?? bare ?? ""));
  }
  return loaded.size === 0 ? environment : new Map([...loaded, ...environment]);
}
