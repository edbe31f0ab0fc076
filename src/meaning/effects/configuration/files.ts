/**
 * Which files are the configuration of a call: those that it or its variables name, and those that this command has put where
 * the program looks for it. Programs share conventions for these places, so most of them need no table.
 */

import type { Configuration, Unconfigured } from "../../call/invocation.ts";
import { attachedValue } from "../../call/looks.ts";
import type { Setting } from "../../call/setting.ts";
import { settingsIn } from "../../call/settings-text.ts";
import type { Argument } from "../../call/sort.ts";
import { languageOf } from "../../interpreter/code.ts";
import { madeFile, pathIn, READ_LIMIT, textAt } from "../../locations/files.ts";
import { literal, prefix, show, type Text } from "../../value.ts";
import { manifestsOf, takesProjectFiles } from "../project.ts";
import { ownFiles } from "./own-files.ts";

/** Options that name configuration, for tables that do not have them. */
const OPTION =
  /^--?(?:[\w-]*-)?(?:(?:kube)?config(?:uration)?|conf|cfg|rc|\w*rc-?file|\w+rc|ini|settings|defaults|(?:make|task|just|proc|build|job|flow)-?file|manifest|recipe|pipeline)(?:[-_]?(?:file|path|dir))?$/i;

/** Variables that name a file or a directory by custom. */
const VARIABLE =
  /(?:CONFIG|CONF|CFG|RC|INI|SETTINGS|PROFILE|PREFIX|HOME|DIR|FILE|FILES|FILENAME|PATH|ENV|KEYIN)$/i;

/** Variables of this kind that name something else. */
const ELSE =
  /^(?:PATH|PWD|OLDPWD|TMPDIR|BASH_ENV|ENV|HISTFILE)$|_(?:OUTPUT|LOG|DATA|CACHE)_?(?:DIR|FILE|PATH)?$/;

/** Files that people read, and data: no configuration, whoever is given them. */
const PROSE = /\.(?:md|markdown|txt|rst|adoc|html?|csv|tsv|log|diff|patch|sql|xml|svg|lock|ipynb)$/i;

/** Files that are configuration by their ending, whatever the option that names them is to the programs of a table. */
const ENDING = /\.(?:conf|cfg|cnf|ini|rc)$/i;

/** Programs that run the blocks of code in documents. */
const RUNS_BLOCKS = /^(?:runme|mdsh|xc|mdx|mdexec)$/;

/** At most this many files of one directory are read. */
const MOST = 8;

/** The configuration of a call: what it and its variables name, and what this command has put where the program looks for it. */
export function configurationOf(call: Unconfigured): readonly Configuration[] {
  // What configuration starts has it too, and is not started by it again.
  const { program, frame } = call;
  if (program === "" || frame.origin.chain.some((by) => by === program || by.startsWith(`${program} `)))
    return [];
  // Of a language of the program's own, its lines are all that can be read (`i3 -c FILE`).
  const isConfiguration = ({ role, option }: Argument) =>
    role === "config" ||
    (role === "script:other" && option !== null) ||
    (/^(?:read|text)$/.test(role) && OPTION.test(option ?? ""));
  const made = frame.shell.files.size > 0;
  const own = () => ownFiles(call).flatMap(({ path, sections }) => madeAt(call, path, sections));
  // What a shell or an interpreter is given is code; what lies there for it may be data.
  if (/^code:(?!sql)/.test(call.entry?.input ?? "") && !takesProjectFiles(program))
    return made && call.entry?.input !== "code:shell" ? own() : [];
  const given = call.call.arguments.filter(isConfiguration).map(({ text }) => text);
  const found = [
    ...given.flatMap((text) => filesAt(call, text, true)).map((file) => ({ ...file, described: true })),
    ...(made ? namedByOption(call).flatMap((text) => filesAt(call, text)) : []),
    ...(made ? inForce(call).flatMap((variable) => namedByVariable(call, variable)) : []),
    ...(made ? own() : []),
    ...(made ? manifestsOf(program, frame).flatMap((path) => madeAt(call, path)) : []),
  ];
  return found.filter(({ path }, i) => found.findIndex((each) => each.path === path) === i);
}

/** What a file of configuration sets for the call. */
export function settingsOf({ content, sections }: Configuration): readonly Setting[] {
  const all = settingsIn(content);
  return sections === undefined ? all : all.filter(({ section }) => isOwnSection(section, sections));
}

/** `tool.prog.tasks.`, `prog:local.`, `prog.ini_options.`: a section that is the program's by one of its parts. */
function isOwnSection(section: string, program: string): boolean {
  return section
    .toLowerCase()
    .split(/[.:]/)
    .some((part) => {
      const [short, long] = part.length < program.length ? [part, program] : [program, part];
      return part === program || (short.length > 2 && long.startsWith(short));
    });
}

/** The files in what a variable names; a home directory holds much else, so of that only those with the program's name. */
function namedByVariable(
  call: Unconfigured,
  [name, text]: readonly [string, Text],
): readonly Configuration[] {
  if (name === "HOME") {
    const home = pathIn(call.frame, text).absolute;
    return home === null ? [] : ownFiles(call, [home]).flatMap(({ path }) => madeAt(call, path));
  }
  if (!VARIABLE.test(name) || ELSE.test(name)) return [];
  const described = call.entry?.environment?.[name] === "config";
  return filesAt(call, text).map((file) => ({ ...file, described }));
}

/** Variables that are set in front of the call, or, where it has made files that they may name, exported by this command. */
export function inForce({
  environment,
  frame,
  program,
  entry,
}: Unconfigured): readonly (readonly [string, Text])[] {
  if (frame.shell.files.size === 0) return [...environment];
  // What stands in front of a call is for it; what is exported is for whose name it has.
  const start = program.slice(0, 3).toUpperCase();
  const exported = [...frame.shell.variables.entries()].flatMap(([name, variable]) => {
    const isOwn = name.startsWith(start) || Object.hasOwn(entry?.environment ?? {}, name);
    const values = isOwn && variable.exported && !environment.has(name) ? variable.alternatives : [];
    return values.flatMap((value) => (value.kind === "scalar" ? [[name, value.text] as const] : []));
  });
  return [...environment, ...exported];
}

/**
 * Values of options whose name says that they are configuration; of those of which nothing is said, whatever they are; all that
 * is given to a program that nobody knows; and of what is given to a program that runs a project's code, what is no code itself.
 */
function namedByOption({ args, entry, call, program }: Unconfigured): readonly Text[] {
  const others = call.arguments.flatMap(({ role, option, text }) => {
    const isOpen =
      entry === null
        ? role !== "identity"
        : (option !== null && (role === "text" || (role === "read" && ENDING.test(show(text))))) ||
          (role === "read" && entry.projectCode === true && languageOf(show(text), null) === null);
    return isOpen && (!PROSE.test(show(text)) || RUNS_BLOCKS.test(program)) ? [text] : [];
  });
  const named = args.flatMap((arg, i) => {
    const name = /^--?[A-Za-z][\w-]*/.exec(prefix(arg))?.[0] ?? "";
    if (!OPTION.test(name)) return [];
    const next = args[i + 1];
    return prefix(arg).startsWith("=", name.length) ? [attachedValue(arg)] : next ? [next] : [];
  });
  return [...named, ...others];
}

/** The files of this command at a path or below it; `lies`: else what lies there. */
function filesAt(call: Unconfigured, text: Text, lies = false): readonly Configuration[] {
  const { engine, frame } = call;
  const path = literal(text) === null || /\s/.test(show(text)) ? null : pathIn(frame, text).absolute;
  if (path === null) return [];
  const below = frame.shell.files.below(path).slice(0, MOST);
  const made = [path, ...below].flatMap((each) => madeAt(call, each));
  if (made.length > 0 || !lies || madeFile(frame, path)) return made;
  const content = engine.context.world.readFile(path, READ_LIMIT);
  return content === null ? [] : [{ path, content, described: false }];
}

/** The file that this command made at a path, as far as it is known. */
function madeAt({ engine, frame }: Unconfigured, path: string, sections?: string): readonly Configuration[] {
  const content = madeFile(frame, path) ? textAt(engine, frame, path) : null;
  if (!content) return [];
  const file = { path, content, described: false };
  return [sections === undefined ? file : { ...file, sections }];
}
