/**
 * Options by other ways: what a program takes from its configuration and from its variables, as the words that would stand
 * for it on the command line. Programs share the convention that a line `log-file = x` and a variable `PROG_LOG_FILE=x` are
 * the option `--log-file=x`, so their tables, and the names of options, say what such a line does.
 */
import type { Program, Role } from "../../commands/spec.ts";
import { attachedValue } from "../call/looks.ts";
import { roleByName } from "../call/option-names.ts";
import { optionRole } from "../call/option-table.ts";
import { type Setting, settingsIn } from "../call/settings-text.ts";
import { isPureLine, readsAsShell } from "../call/shell-line.ts";
import type { Argument, SortedCall } from "../call/sort.ts";
import type { Engine, Frame } from "../interpreter/engine.ts";
import { madeFile, pathIn, READ_LIMIT } from "../locations/files.ts";
import { concat, known, literal, prefix, show, type Text } from "../value.ts";

/** A call whose configuration is looked for. */
export interface Configured {
  readonly engine: Engine;
  readonly frame: Frame;
  readonly program: string;
  readonly entry: Program | null;
  readonly args: readonly Text[];
  readonly call: SortedCall;
  readonly environment: ReadonlyMap<string, Text>;
}

/** A file of configuration whose content is known. */
export interface Configuration {
  readonly path: string;
  readonly content: string;
  /** Does the table say that the argument is configuration? */
  readonly described: boolean;
}

/** Options that name configuration, for tables that do not have them. */
const OPTION =
  /^--?(?:[\w-]*-)?(?:config(?:uration)?|conf|cfg|rc|\w*rc-?file|\w+rc|ini|settings|defaults)(?:[-_]?(?:file|path|dir))?$/i;

/** Variables that name a file or a directory by custom. */
const VARIABLE =
  /(?:CONFIG|CONF|CFG|RC|INI|SETTINGS|PROFILE|PREFIX|HOME|DIR|FILE|FILES|FILENAME|PATH|ENV|KEYIN)$/i;

/** Variables of this kind that name something else. */
const ELSE =
  /^(?:PATH|PWD|OLDPWD|TMPDIR|BASH_ENV|ENV|HISTFILE)$|_(?:OUTPUT|LOG|DATA|CACHE)_?(?:DIR|FILE|PATH)?$/;

/** Files that people read, and data: no configuration, whoever is given them. */
const PROSE = /\.(?:md|markdown|txt|rst|adoc|html?|csv|tsv|log|diff|patch|sql|xml|svg|lock)$/i;

/** So many files of one directory are read. */
const MOST = 8;

/** The configuration of a call: what it and its variables name, and what this command has put where the program looks for it. */
export function configurationOf(call: Configured): readonly Configuration[] {
  // What a shell or an interpreter reads at its start is code.
  if (/^code:(?!sql)/.test(call.entry?.input ?? "")) return [];
  // Of a language of the program's own, its lines are all that can be read (`i3 -c FILE`).
  const isConfiguration = ({ role, option }: Argument) =>
    role === "config" ||
    (role === "script:other" && option !== null) ||
    (/^(?:read|text)$/.test(role) && OPTION.test(option ?? ""));
  const given = call.call.arguments.filter(isConfiguration).map(({ text }) => text);
  const made = call.frame.shell.files.size > 0;
  const found = [
    ...given.flatMap((text) => filesAt(call, text, true)).map((file) => ({ ...file, described: true })),
    ...(made ? namedByOption(call).flatMap((text) => filesAt(call, text)) : []),
    ...(made ? inForce(call).flatMap((variable) => namedByVariable(call, variable)) : []),
    ...(made ? ownFilesBelow(call, call.frame.shell.cwd) : []),
  ];
  return found.filter(({ path }, i) => found.findIndex((each) => each.path === path) === i);
}

/** The files in what a variable names; a home directory holds much else, so of that only those with the program's name. */
function namedByVariable(call: Configured, [name, text]: readonly [string, Text]): readonly Configuration[] {
  if (name === "HOME") return ownFilesBelow(call, pathIn(call.frame, text).absolute);
  if (!VARIABLE.test(name) || ELSE.test(name)) return [];
  const described = call.entry?.environment?.[name] === "config";
  return filesAt(call, text).map((file) => ({ ...file, described }));
}

/** The words that its configuration and its variables put before the arguments of a call. */
export function configuredWords(call: Configured, files: readonly Configuration[]): readonly Text[] {
  const { entry } = call;
  if (entry?.style === "none" || entry?.style === "keys" || entry?.style === "old") return [];
  const settings = [
    ...files.flatMap(({ content }) => settingsIn(content)),
    // `NIX_CONFIG='builders = x'`: the variable is the file.
    ...inForce(call).flatMap(([name, text]) =>
      /_CONFIG$/.test(name) ? settingsIn(inlineConfiguration(text)) : [],
    ),
  ];
  return [...settings.flatMap((setting) => wordsOf(call, setting)), ...wordsOfVariables(call)];
}

function inlineConfiguration(text: Text): string {
  const value = literal(text) ?? "";
  return /[\s=:{]/.test(value) && !/^[./~]/.test(value) ? value : "";
}

/** A setting as the option of the same name, where the table has one, or its name says what it does. */
function wordsOf(call: Configured, { name, value }: Setting): readonly Text[] {
  if (value === "") return [];
  if (name.startsWith("-")) {
    const isKnown = optionRole([call.call.entry, call.entry], name) != null;
    if (!isKnown && roleByName(name) === null) return [];
    return name.startsWith("--") ? [known(`${name}=${value}`)] : [known(name), known(value)];
  }
  const long = kebab(name);
  const option = spelled(call, long);
  if (option !== null) return [known(`${option}=${value}`)];
  if (value.startsWith("|") && readsAsShell(known(value.slice(1))))
    return [known(`--command=${value.slice(1)}`)];
  // `LoadModule NAME FILE`
  if (roleByName(`--${long}`) !== null) return [known(`--${long}=${value.replace(/^\w+ (?=\/\S+$)/, "")}`)];
  const isLine = COMMANDS.test(long) ? readsAsShell(known(value)) : isPureLine(known(value));
  return isLine ? [known(`--command=${value}`)] : [];
}

/** Names in configuration, besides those that options have, under which stand lines to run. */
const COMMANDS =
  /(?:^|-)(?:scripts?|commands|cmds|cmd|hooks|process|entry|entrypoint|start|steps?|tasks?|up|down|shell-command)$/;

/** `PROG_LOG_FILE=x`: the option `--log-file=x`, where the table has it. */
function wordsOfVariables(call: Configured): readonly Text[] {
  const own = `${call.program.toUpperCase().replaceAll(/[^A-Z\d]/g, "_")}_`;
  return [...call.environment].flatMap(([name, text]) => {
    const said = Object.hasOwn(call.entry?.environment ?? {}, name);
    const option = said || !name.startsWith(own) ? null : spelled(call, kebab(name.slice(own.length)));
    return option === null ? [] : [concat(known(`${option}=`), text)];
  });
}

/** An option with a value by its name without dashes, as the tables of the call spell it; null where they do not have it. */
function spelled({ entry, call }: Configured, long: string): string | null {
  const spellings = [`--${long}`, `-${long}`, `--${long.replaceAll("-", "_")}`];
  const holds = (role: Role | null | undefined) => role !== undefined && role !== null;
  return spellings.find((each) => holds(optionRole([call.entry, entry], each))) ?? null;
}

function kebab(name: string): string {
  return name
    .replace(/([a-z\d])(?=[A-Z])/g, "$1-")
    .replaceAll(/[_.]/g, "-")
    .toLowerCase();
}

/** Variables that are set in front of the call, or, where it has made files that they may name, exported by this command. */
function inForce({ environment, frame, program, entry }: Configured): readonly (readonly [string, Text])[] {
  if (frame.shell.files.size === 0) return [...environment];
  // What stands in front of a call is for it; what is exported is for whose name it has.
  const start = program.slice(0, 3).toUpperCase();
  const exported = [...frame.shell.variables.entries()].flatMap(([name, variable]) => {
    const isOwn = name.startsWith(start) || Object.hasOwn(entry?.environment ?? {}, name);
    const [set] = isOwn && variable.exported && !environment.has(name) ? variable.alternatives : [];
    return set?.kind === "scalar" ? [[name, set.text] as const] : [];
  });
  return [...environment, ...exported];
}

/**
 * Values of options whose name says that they are configuration; of those of which nothing is said, whatever they are, and
 * all that is given to a program that nobody knows.
 */
function namedByOption({ args, entry, call }: Configured): readonly Text[] {
  const others = call.arguments.flatMap(({ role, option, text }) => {
    const isOpen = entry === null ? role !== "identity" : role === "text" && option !== null;
    return isOpen && !PROSE.test(show(text)) ? [text] : [];
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
function filesAt(call: Configured, text: Text, lies = false): readonly Configuration[] {
  const { engine, frame } = call;
  const path = literal(text) === null || /\s/.test(show(text)) ? null : pathIn(frame, text).absolute;
  if (path === null) return [];
  const below = frame.shell.files.below(path).slice(0, MOST);
  const made = [path, ...below].flatMap((each) => madeAt(call, each));
  if (made.length > 0 || !lies || madeFile(frame, path)) return made;
  const content = engine.context.world.readFile(path, READ_LIMIT);
  return content === null ? [] : [{ path, content, described: false }];
}

/** The file that this command made at a path, if all of it is known. */
function madeAt({ frame }: Configured, path: string): readonly Configuration[] {
  const text = madeFile(frame, path)?.content.text;
  const content = text ? literal(text) : null;
  return content ? [{ path, content, described: false }] : [];
}

/** Files that this command made in a directory under a name that is the program's own: `.progrc`, `prog.toml`, `prog/config`. */
function ownFilesBelow(call: Configured, directory: string | null): readonly Configuration[] {
  if (directory === null) return [];
  const name = call.program.replaceAll(/[^\w-]/g, "").toLowerCase();
  const own = new RegExp(
    `^(?:\\.config/)?(?:[._]?${name}(?:rc)?(?:\\.${ENDING})?|[._]?${name}\\.config\\.\\w+|\\.?${name}/(?:config|${name})[\\w.-]*)$`,
  );
  return call.frame.shell.files
    .namedFor(name)
    .filter(
      (path) => path.startsWith(`${directory}/`) && own.test(path.slice(directory.length + 1).toLowerCase()),
    )
    .flatMap((path) => madeAt(call, path));
}

const ENDING = "(?:conf|cfg|ini|toml|ya?ml|json|[cm]?js|ts|py|rb|lua)";
