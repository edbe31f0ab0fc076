/**
 * What every start loads, in one file inside the binary. The bundler makes a file of each set of modules that the same lazy
 * parts need: forty of them, and linking those costs a start more than their code. A lazy part is hardly ever loaded before
 * the start's own modules; where it says so, by an import for its own sake, they all need the same and end up together.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Imports of our own modules, types left out: by a statement, or by `require()` and `import()` when that line is reached. */
const statement =
  /^(?:import|export)\s+(?!type\s)(?:[\w*$\s{},]+?\sfrom\s+)?"(?<now>\.[^"]+\.ts)"|(?<!typeof\s+)\b(?:require|import)\("(?<later>\.[^"]+\.ts)"\)/gm;

interface Imports {
  readonly now: readonly string[];
  readonly later: readonly string[];
}

function importsOf(path: string): Imports {
  const found = [...readFileSync(path, "utf8").matchAll(statement)].map(({ groups }) => groups ?? {});
  const absolute = (written: string | undefined) =>
    written === undefined ? [] : [join(dirname(path), written)];
  return {
    now: found.flatMap(({ now }) => absolute(now)),
    later: found.flatMap(({ later }) => absolute(later)),
  };
}

/** All modules that are loaded with these, and what those may load later. */
function reach(modules: readonly string[]): { loaded: Set<string>; later: Set<string> } {
  const loaded = new Set<string>();
  const later = new Set<string>();
  const open = [...modules];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (loaded.has(path)) continue;
    loaded.add(path);
    const imports = importsOf(path);
    open.push(...imports.now);
    for (const each of imports.later) later.add(each);
  }
  return { loaded, later };
}

export interface Loads {
  /** The module that the entry loads lazily for every ordinary command. */
  readonly start: string;
  /** What does without that module, and whose lazy parts do. */
  readonly without: string;
}

export function together(entry: string, { start, without }: Loads): Bun.BunPlugin {
  const spared = new Set([start, ...reach([without]).later]);
  const lazy = new Set<string>();
  for (let open = [entry, start]; open.length > 0; ) {
    const { later } = reach(open);
    open = [...later].filter((path) => !lazy.has(path) && !spared.has(path));
    for (const path of open) lazy.add(path);
  }
  return {
    name: "together",
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const text = readFileSync(path, "utf8");
        return {
          contents: lazy.has(path) ? `import ${JSON.stringify(start)};\n${text}` : text,
          loader: "ts",
        };
      });
    },
  };
}
