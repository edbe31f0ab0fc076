/**
 * Files that this command made under a name that is the program's own (`.progrc`, `prog.toml`, `.prog/tasks.yml`, `Progfile`,
 * `x.prog`), and those that many programs share, for the sections that are its own.
 */

import type { Unconfigured } from "../../call/invocation.ts";
import { literal } from "../../value.ts";
import { takesProjectFiles } from "../project.ts";

/** A file by its path; and where many programs share it, the program whose sections count. */
export interface OwnFile {
  readonly path: string;
  readonly sections?: string;
}

/** Endings of data, and of code by which programs are configured. */
const DATA =
  "conf|config|cfg|cnf|ini|toml|ya?ml|jsonc?|json5|neon|xml|hcl|kdl|ron|edn|dhall|cue|pkl|properties|plist";
const ENDING = `(?:${DATA}|[cm]?js|ts|py|rb|lua|php|sc|exs|kts|gradle|ps1)`;

/** Files in which each program has a section of its own. */
const SHARED = ["pyproject.toml", "setup.cfg", "tox.ini", "package.json", "Cargo.toml"];

/** The program's own files in the directories, by default where it works and the user's own. */
export function ownFiles(call: Unconfigured, directories = placesOf(call)): readonly OwnFile[] {
  const { files } = call.frame.shell;
  const names = namesOf(call);
  return directories.flatMap((directory) => {
    const below = (path: string) =>
      path.startsWith(`${directory}/`) ? path.slice(directory.length + 1).toLowerCase() : "";
    const named = names.flatMap((name) => {
      const own = patternOf(name);
      return startsOf(name)
        .flatMap((start) => files.namedFor(start))
        .filter((path) => own.test(below(path)) || isNamedFor(below(path), call.program, name));
    });
    const shared = SHARED.map((file) => `${directory}/${file}`).filter((path) => files.has(path));
    return [
      ...[...new Set(named)].map((path) => ({ path })),
      ...shared.map((path) => ({ path, sections: names[0] ?? "" })),
    ];
  });
}

/** Where a program looks for its configuration: the directory in force and the user's own. */
function placesOf({ frame, engine }: Unconfigured): readonly string[] {
  const { cwd } = frame.shell;
  const { home } = engine.context;
  return cwd === null || cwd === home ? [home] : [cwd, home];
}

/**
 * The names that its files may have: its own, without the number of its version (`buck2`: `BUCK`) or as one of several
 * (`shards`: `shard.yml`), a plug-in's or a client's without what it belongs to (`git-cliff`: `cliff.toml`, `woodpecker-cli`), and
 * the word by which it is called (`cargo make`).
 */
function namesOf({ program, args }: Unconfigured): readonly string[] {
  const name = program.replaceAll(/[^\w-]/g, "").toLowerCase();
  const names = [
    name,
    name.replace(/\d+$/, ""),
    name.replace(/s$/, ""),
    name.replace(/^.*-/, ""),
    name.replace(/-(?:cli|runner|agent)$/, ""),
  ];
  const word = CALLS_PLUGINS.has(program) && args[0] ? literal(args[0]) : null;
  if (word !== null && /^[a-z][a-z-]*$/.test(word)) names.push(word);
  return [...new Set(names)].filter((each) => each === name || each.length > 3);
}

/** Programs that start others of their name by a word (`cargo make`: `cargo-make`). */
const CALLS_PLUGINS: ReadonlySet<string> = new Set([
  "git",
  "cargo",
  "dotnet",
  "kubectl",
  "helm",
  "gh",
  "docker",
]);

const patterns = new Map<string, RegExp>();

function patternOf(name: string): RegExp {
  let pattern = patterns.get(name);
  if (pattern === undefined) {
    const inFolder = `\\.?${name}/(?:config|settings|${name})[\\w.-]*|\\.${name}/[\\w-]+\\.${ENDING}`;
    const byEnding = name.length > 3 ? `|[\\w-]+\\.${name}` : "";
    pattern = new RegExp(
      `^(?:\\.config/)?(?:[._]?${name}(?:rc|init|config)?(?:\\.${ENDING})?|${name}[_-](?:\\w+[_-])?(?:config|conf|settings)\\.${ENDING}|[._]?${name}\\.config\\.\\w+|${inFolder}${byEnding})$`,
    );
    patterns.set(name, pattern);
  }
  return pattern;
}

/** The name and its beginnings: `Doxyfile` is named by one of `doxygen`. */
function startsOf(name: string): readonly string[] {
  return Array.from({ length: Math.max(1, name.length - 2) }, (_, at) => name.slice(0, name.length - at));
}

/** `Doxyfile` is doxygen's, `Earthfile` earthly's, `Makefile.toml` that of `cargo make`, where no table says more. */
function isNamedFor(file: string, program: string, name: string): boolean {
  const stem = /^([a-z]{3,})file(?:\.\w+)?$/.exec(file)?.[1];
  return stem !== undefined && name.startsWith(stem) && !(takesProjectFiles(program) && name === program);
}
