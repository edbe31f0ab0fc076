/** Environment variables that make a program run something: those its table names, and those whose names say so. */
import type { Program, Role } from "../../../commands/spec.ts";
import type { Invocation } from "../../call/invocation.ts";
import { findSubcommand } from "../../call/subcommand.ts";
import { dropPrefix, splitText } from "../../call/words.ts";
import type { Frame } from "../../interpreter/engine.ts";
import { madeFile, pathIn } from "../../locations/files.ts";
import { concat, known, literal, prefix, type Text } from "../../value.ts";
import { anythingIn } from "../files.ts";
import { holdsWords, roleOfVariable } from "./names.ts";

export interface VariableUse {
  readonly name: string;
  readonly role: Role;
  readonly text: Text;
}

/** Every variable in force whose value the called program runs. */
export function variableUses(invocation: Invocation): readonly VariableUse[] {
  const { call, environment, frame } = invocation;
  const table = call.entry.environment ?? {};
  const uses: VariableUse[] = [];
  // What a variable starts has the variable too, and is not started by it again.
  if (frame.origin.chain.includes(invocation.program)) return uses;
  for (const [name, role] of Object.entries(table)) {
    if (role === "options") continue;
    for (const text of valuesIn(name, environment, frame)) {
      // The shell that a program uses for its commands, by its name alone, runs nothing yet.
      if (name === "SHELL" && /^\S*sh$/.test(literal(text) ?? "")) continue;
      // `LESSOPEN='|lesspipe %s'`: the sign says how its output is taken.
      const pipe = role === "opener" ? (/^[|-]+(?=[^|-])/.exec(prefix(text))?.[0].length ?? 0) : 0;
      uses.push({ name, role: role === "opener" && pipe > 0 ? "shell" : role, text: dropPrefix(text, pipe) });
    }
  }
  if (invocation.program === "git") uses.push(...gitSettings(environment));
  if (NODE_MANAGERS.test(invocation.program)) uses.push(...npmSettings(environment));
  for (const [name, text] of [...environment, ...assigned(invocation)]) {
    if (Object.hasOwn(table, name)) continue;
    const role = isMadeProgram(text, frame)
      ? "shell"
      : roleOfVariable(name, literal(text), invocation.program);
    // A list of directories, each of them to be loaded from.
    const parts = role === "library" ? splitText(text, ":") : [text];
    if (role === "write-directory") uses.push({ name, role: "append", text: anythingIn(text) });
    else if (role !== null) for (const part of parts) uses.push({ name, role, text: part });
  }
  return uses;
}

/** `make CC=x`: variables of the program's own language, which go into the environment of what it starts. */
function assigned({ entry, call }: Invocation): readonly (readonly [string, Text])[] {
  if (entry?.assignments !== "anywhere") return [];
  return call.arguments.flatMap(({ role, text }) => {
    const sign = role === "assignment" ? /^(\w+)[:+?]?=/.exec(prefix(text)) : null;
    return sign?.[1] === undefined ? [] : [[sign[1], dropPrefix(text, sign[0].length)] as const];
  });
}

/** Programs that take their settings from `npm_config_NAME` as well. */
const NODE_MANAGERS = /^(?:npm|npx|pnpm|pnpx|cnpm)$/;

/** `npm_config_script_shell=…`: a setting of npm by another way. */
function npmSettings(environment: ReadonlyMap<string, Text>): VariableUse[] {
  const uses: VariableUse[] = [];
  for (const [name, text] of environment) {
    const setting = /^npm_config_(\w+)$/i.exec(name)?.[1]?.toLowerCase().replaceAll("_", "-");
    if (setting !== undefined) uses.push({ name, role: "setting", text: concat(known(`${setting}=`), text) });
  }
  return uses;
}

/** git: settings by number (`GIT_CONFIG_KEY_0`, `GIT_CONFIG_VALUE_0`) and in one list (`GIT_CONFIG_PARAMETERS`). */
function gitSettings(environment: ReadonlyMap<string, Text>): VariableUse[] {
  const uses: VariableUse[] = [];
  for (const [name, text] of environment) {
    const number = /^GIT_CONFIG_KEY_(\d+)$/.exec(name)?.[1];
    const value = number === undefined ? undefined : environment.get(`GIT_CONFIG_VALUE_${number}`);
    if (value) uses.push({ name, role: "setting", text: concat(text, known("="), value) });
    if (name === "GIT_CONFIG_PARAMETERS")
      for (const word of wordsOf(text)) uses.push({ name, role: "setting", text: word });
  }
  return uses;
}

/** Variables that reach every program of a kind below the one started, and the kind: `NODE_OPTIONS=… npm test`. */
const INHERITED: Readonly<Record<string, string>> = {
  NODE_OPTIONS: "node",
  JAVA_TOOL_OPTIONS: "java",
  JDK_JAVA_OPTIONS: "java",
  _JAVA_OPTIONS: "java",
  JAVA_OPTS: "java",
  MAVEN_OPTS: "java",
  GRADLE_OPTS: "java",
  SBT_OPTS: "java",
  ANT_OPTS: "java",
  CATALINA_OPTS: "java",
  npm_config_node_options: "node",
  NPM_CONFIG_NODE_OPTIONS: "node",
  ERL_FLAGS: "erl",
  ERL_AFLAGS: "erl",
  ERL_ZFLAGS: "erl",
  ELIXIR_ERL_OPTIONS: "erl",
  RUBYOPT: "ruby",
  PERL5OPT: "perl",
  RUSTFLAGS: "rustc",
  RUSTDOCFLAGS: "rustdoc",
  CFLAGS: "gcc",
  CXXFLAGS: "g++",
  CPPFLAGS: "gcc",
  CGO_CFLAGS: "gcc",
  CGO_LDFLAGS: "gcc",
  LDFLAGS: "gcc",
};

/** Options of a Java machine that load code into it; whoever starts one has a variable of its own for them (`KAFKA_OPTS`). */
const AGENT = /-(?:javaagent|agentpath|agentlib|Xbootclasspath)\b/;

/** Those of them that this command has exported before. */
function exported(
  frame: Frame,
  environment: ReadonlyMap<string, Text>,
): readonly (readonly [string, Text])[] {
  return Object.keys(INHERITED).flatMap((name) => {
    const texts = environment.has(name) ? [] : valuesIn(name, environment, frame);
    return texts.map((text) => [name, text] as const);
  });
}

const COMPILER = /^(?:rustc|rustdoc|gcc|g\+\+)$/;

/** Flags of compilers that matter here; without one of them nothing is said of the others. */
const LOADS = /plugin|linker|wrapper|specs|load|-B|-fuse-ld=\//;

/** The calls, without anything to run, by which interpreters further down would start: their options alone. */
export function inheritedCalls({ program, environment, frame }: Invocation): readonly (readonly Text[])[] {
  const calls: Text[][] = [];
  for (const [name, text] of [...exported(frame, environment), ...environment]) {
    const interpreter =
      INHERITED[name] ?? (/_OPTS$/.test(name) && AGENT.test(prefix(text)) ? "java" : undefined);
    if (interpreter === undefined || interpreter === program) continue;
    if (frame.origin.chain.some((by) => by.startsWith(interpreter))) continue;
    if (COMPILER.test(interpreter) && !LOADS.test(prefix(text))) continue;
    const options = wordsOf(text).map((word, i) =>
      i === 0 && interpreter === "perl" && /^[a-zA-Z]/.test(prefix(word)) ? concat(known("-"), word) : word,
    );
    calls.push([known(interpreter), ...options]);
  }
  return calls;
}

/** The arguments with the words of option variables among them. */
export function withOptionWords(
  program: string,
  entry: Program | null,
  args: readonly Text[],
  environment: ReadonlyMap<string, Text>,
  frame: Frame,
): readonly Text[] {
  return behindSubcommand(entry, args, optionWords(program, entry, environment, frame));
}

/** The arguments with more words before all of them, behind a subcommand. */
export function behindSubcommand(
  entry: Program | null,
  args: readonly Text[],
  words: readonly Text[],
): readonly Text[] {
  if (words.length === 0) return args;
  const first = args[0] ? literal(args[0]) : null;
  const at = entry && first !== null && findSubcommand(entry, first) ? 1 : 0;
  return [...args.slice(0, at), ...words, ...args.slice(at)];
}

/** Words that programs take from a variable as if they stood before the arguments (`TAR_OPTIONS`, `NODE_OPTIONS`, `FZF_DEFAULT_OPTS`). */
function optionWords(
  program: string,
  entry: Program | null,
  environment: ReadonlyMap<string, Text>,
  frame: Frame,
): readonly Text[] {
  const words: Text[] = [];
  for (const [name, role] of Object.entries(entry?.environment ?? {})) {
    if (role !== "options") continue;
    for (const text of valuesIn(name, environment, frame)) words.push(...wordsOf(text));
  }
  for (const [name, text] of environment) {
    const said = INHERITED[name] !== undefined || Object.hasOwn(entry?.environment ?? {}, name);
    if (!said && entry && holdsWords(name, program)) words.push(...wordsOf(text));
  }
  return words;
}

/** The words of a value; quotes may stand around part of one: `--bind='load:execute(x)'`. */
function wordsOf(text: Text): Text[] {
  const words = (literal(text) ?? "").match(/(?:"(?:\\.|[^"])*"|'[^']*'|\\.|[^\s"'])+/g) ?? [];
  return words.map((word) =>
    known(
      word.replace(
        /"((?:\\.|[^"])*)"|'([^']*)'|\\(.)/g,
        (_, double, single, escaped) => double ?? single ?? escaped,
      ),
    ),
  );
}

/** What a variable may hold for a program that is started: set in front of it, or exported by this command. */
function valuesIn(name: string, environment: ReadonlyMap<string, Text>, frame: Frame): readonly Text[] {
  const set = environment.get(name);
  if (set) return [set];
  const variable = frame.shell.variables.get(name);
  return variable?.exported
    ? variable.alternatives.flatMap((value) => (value.kind === "scalar" ? [value.text] : []))
    : [];
}

/** The path of a script that this very command wrote: `AUTOM4TE=$TF autoconf`. */
function isMadeProgram(text: Text, frame: Frame): boolean {
  if (!/^[./~]/.test(prefix(text)) || literal(text) === null) return false;
  const made = madeFile(frame, pathIn(frame, text).absolute);
  const start = made?.content.text ? prefix(made.content.text) : "";
  return made?.program != null || /^(?:#!|\s*(?:exec\s+)?\/(?:usr\/)?bin\/)/.test(start);
}
