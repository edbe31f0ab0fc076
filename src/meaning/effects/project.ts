/** Code that a program takes from the project without being told to (`make`: Makefile): what this command itself put there is followed. */
import { projectFiles } from "../../commands/project-files.ts";
import type { PathValue, Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { wildcard } from "../call/subcommand.ts";
import { type Engine, type Frame, under } from "../interpreter/engine.ts";
import { madeFile, pathIn } from "../locations/files.ts";
import { known, literal, show } from "../value.ts";

/** What each program takes for code. */
const ownFiles = Map.groupBy(
  projectFiles.flatMap(({ programs, names, ...file }) =>
    programs.split(/\s+/).map((program) => ({ program, names: names.split(" "), ...file })),
  ),
  ({ program }) => program,
);

/**
 * Runs, one function each, of the files that this command made in or below the directory that the call works in and
 * that the program takes for code by their names (`echo … > Gemfile; bundle install`).
 */
export function madeProjectCode(invocation: Invocation, frame: Frame): readonly (() => Stream)[] {
  const found = codeIn(invocation, frame);
  // What is built in a directory may be described outside of it: `cmake --build DIR`.
  const isElsewhere = frame.shell.cwd !== invocation.frame.shell.cwd;
  return found.length === 0 && isElsewhere ? codeIn(invocation, invocation.frame) : found;
}

function codeIn(invocation: Invocation, frame: Frame): readonly (() => Stream)[] {
  const { engine, program, span } = invocation;
  const { cwd, files } = frame.shell;
  if (files.size === 0 || cwd === null) return [];
  const own = ownFiles.get(program);
  if (!own) return [];
  const folders = [cwd, ...namedFolders(invocation, frame)].map((each) => (each === "/" ? each : `${each}/`));
  const runs: (() => Stream)[] = [];
  for (const path of files.keys()) {
    const base = path.slice(path.lastIndexOf("/") + 1);
    const found = folders.some((folder) => path.startsWith(folder))
      ? own.find(({ names }) => isNamed(names, base))
      : undefined;
    const mark = `${program} ${path}`;
    if (!found || frame.active.includes(mark)) continue;
    const place = { kind: "container", engine: program, name: "?" } as const;
    const isInside = found.inside === "container" && !says(frame, path, found.unless);
    const there = isInside ? under(frame, program, { place }) : frame;
    const inner: Frame = { ...there, active: [...frame.active, mark] };
    const source = { language: found.language, by: program, span };
    const at = pathIn(frame, known(path));
    const isBuild = found.language === "shell";
    runs.push(() => (isBuild ? followBuild(engine, at, source, inner) : engine.codeFile(at, source, inner)));
  }
  return runs;
}

/** Is the word in the file? */
function says(frame: Frame, path: string, word: string | undefined): boolean {
  const content = word === undefined ? undefined : madeFile(frame, path)?.content.text;
  return content != null && word !== undefined && show(content).includes(word);
}

/** Variables of the directories, below the one it works in, that a builder of packages has for the functions that it calls. */
const DIRECTORIES = "pkgdir srcdir subpkgdir builddir startdir D ED S WORKDIR T".split(" ");

/** A description of a package: the builder calls the functions that it defines (`build() { … }`). */
function followBuild(
  engine: Engine,
  path: PathValue,
  source: Parameters<Engine["codeFile"]>[1],
  frame: Frame,
): Stream {
  const shell = frame.shell.fork();
  const inner = { ...frame, shell };
  for (const name of DIRECTORIES) shell.set(name, known(shell.cwd ?? "."));
  const before = shell.functions.fork();
  const output = engine.codeFile(path, source, inner);
  for (const name of before.since(shell.functions).keys())
    engine.invoke([known(name)], inner, new Map(), source.span);
  return output;
}

/** Does the program take files of a project for code, by the table? */
export function takesProjectFiles(program: string): boolean {
  return ownFiles.has(program);
}

function isNamed(names: readonly string[], base: string): boolean {
  return names.some((name) => name === base || wildcard(name, base));
}

/** Formats of data, whose lines are settings. */
const DATA =
  /\.(?:ya?ml|toml|ini|cfg|xml|hcl|tf|tofu|nix|properties|sls|\w*proj|props|targets)$|^[A-Z][a-z]+file$|rc$/;

/** The files of the program that this command made where the call works, as far as they are data that holds settings. */
export function manifestsOf(program: string, frame: Frame): readonly string[] {
  const { cwd, files } = frame.shell;
  const own = ownFiles.get(program)?.filter(({ language, lines }) => language === "other" || lines);
  if (!own || cwd === null) return [];
  return [...files.keys()].filter((path) => {
    const base = path.slice(path.lastIndexOf("/") + 1);
    const found = path.startsWith(`${cwd}/`) && own.find(({ names }) => isNamed(names, base));
    return found && (DATA.test(base) || found.lines) && (!found.inside || says(frame, path, found.unless));
  });
}

/** Directories that the call names: `pip install ./x`, `gem build DIR`. */
function namedFolders({ call }: Invocation, frame: Frame): string[] {
  return call.arguments.flatMap(({ text, option }) => {
    const path = option === null && /^[./~]/.test(literal(text) ?? "") ? pathIn(frame, text).absolute : null;
    return path === null ? [] : [path];
  });
}
