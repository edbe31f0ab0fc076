/** Shells: `sh -c CODE name args`, `sh file args`, `sh` on standard input. */
import { type Dialect, parse } from "../../syntax/index.ts";
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { inputAt } from "../interpreter/descriptors.ts";
import { type Frame, under } from "../interpreter/engine.ts";
import { secretFile, takeOver } from "../interpreter/environment.ts";
import { Shell } from "../interpreter/state.ts";
import { followTraps } from "../interpreter/traps.ts";
import { madeFile, pathIn } from "../locations/files.ts";
import { callerInput, silence, textStream, unknownStream } from "../stream.ts";
import { concat, known, literal, prefix, type Text } from "../value.ts";
import { writeAside } from "./aside.ts";
import { runLine } from "./line.ts";
import { switchOptions } from "./variables.ts";

/** Long options of shells that take a value. */
const WITH_VALUE = new Set(["--rcfile", "--init-file", "-o", "+o", "-O", "+O", "--emulate"]);

/** Options that have the shell tell something of itself and end. */
const TELLS = new Set(["--version", "--help", "-V"]);

/** How shells read code, where it is not as bash does. */
const DIALECTS: Readonly<Record<string, Dialect>> = {
  sh: "sh",
  dash: "dash",
  ash: "dash",
  zsh: "zsh",
  fish: "fish",
};

/** What the options of a shell's call say. */
interface ShellCall {
  /** What it runs before anything else, in order: the file of `--rcfile`, the code of fish's `-C`. */
  readonly first: readonly { readonly kind: "file" | "code"; readonly text: Text }[];
  /** Only reads the code (`-n`), or only tells something of itself (`--version`). */
  readonly runsNothing: boolean;
  /** `-c`: the first word behind the options is the code. */
  readonly takesCode: boolean;
  /** `-s`: the code comes on standard input, and all words are arguments. */
  readonly readsInput: boolean;
  readonly interactive: boolean;
  readonly login: boolean;
  readonly options: readonly Text[];
  readonly operands: readonly Text[];
}

/** A shell: code in an argument, in a file, or on its standard input. */
export function runShell(invocation: Invocation): Stream {
  const { frame, program } = invocation;
  const call = readCall(invocation);
  for (const { kind, text } of call.first)
    if (kind === "file") sourceStartup(invocation, text);
    else runLine(invocation, text);
  if (call.runsNothing) return silence;
  writeAside(invocation);
  const [first, ...others] = call.operands;
  const code = call.takesCode ? first : undefined;
  const dialect = DIALECTS[program] ?? "bash";
  const shell = childShell(invocation);
  const inner = under({ ...frame, shell, dialect }, code ? `${program} -c` : program);
  switchOptions(
    shell,
    call.options.map((arg) => (literal(arg) === "--verbose" ? "-v" : prefix(arg))),
  );
  startupFiles(invocation, inner, call);
  if (code) return runCode(invocation, code, others, inner);
  if (first && !call.readsInput) return runFile(invocation, first, others, inner);
  return runInput(invocation, call, inner);
}

function readCall({ program, argv }: Invocation): ShellCall {
  const args = argv.slice(1);
  const first: { kind: "file" | "code"; text: Text }[] = [];
  const letters = new Set<string>();
  let at = 0;
  const taken = (runsNothing: boolean): ShellCall => ({
    first,
    runsNothing,
    takesCode: letters.has("c"),
    readsInput: letters.has("s"),
    interactive: letters.has("i"),
    login: letters.has("l"),
    options: args.slice(0, at),
    operands: args.slice(at),
  });
  for (; at < args.length; at++) {
    const arg = args[at] ?? known("");
    const word = literal(arg);
    const start = prefix(arg);
    const next = args[at + 1];
    if (word === "--" || word === "-") {
      at++;
      break;
    }
    if (word !== null && TELLS.has(word)) return taken(true);
    if (!/^[-+]./.test(start)) break;
    if (word !== null && WITH_VALUE.has(word)) {
      if (word.includes("file") && next) first.push({ kind: "file", text: next });
      at++;
      continue;
    }
    if (word === "--login") letters.add("l");
    if (start.startsWith("--") && word !== "--init-command") continue;
    // `sh -n` reads the code and runs none of it.
    if (/^-[a-zA-Z]*n/.test(start) && program !== "csh") return taken(true);
    if (program === "fish" && (word === "-C" || word === "--init-command")) {
      if (next) first.push({ kind: "code", text: next });
      at++;
      continue;
    }
    for (const letter of /^-([a-zA-Z]*)/.exec(start)?.[1] ?? "") letters.add(letter);
    if (/^[-+][a-zA-Z]*[oO]$/.test(start)) at++;
  }
  return taken(false);
}

/** `sh -c CODE NAME ARGUMENT…`. */
function runCode(
  { engine, program, span }: Invocation,
  code: Text,
  rest: readonly Text[],
  inner: Frame,
): Stream {
  const [zero, ...positional] = rest;
  inner.shell.zero = zero ?? known(program);
  inner.shell.set("BASH_EXECUTION_STRING", code);
  inner.shell.positional = program === "fish" ? rest : positional;
  const output = engine.code(
    textStream(code),
    { language: "shell", by: program, span, from: "argument" },
    inner,
  );
  followTraps(inner.shell, "at the end");
  return output;
}

/** `sh FILE ARGUMENT…`. */
function runFile(
  { engine, frame, program, span }: Invocation,
  file: Text,
  positional: readonly Text[],
  inner: Frame,
): Stream {
  const source = { language: "shell", by: program, span } as const;
  inner.shell.zero = file;
  inner.shell.positional = positional;
  const device = literal(file) === "-" ? frame.stdin : inputAt(frame, file);
  if (device) return engine.code(device, { ...source, from: "stdin" }, inner);
  const path = pathIn(frame, file);
  const secret = secretFile(engine, frame, path);
  const output = engine.codeFile(path, source, inner);
  if (secret !== null) takeOver(engine, inner, secret, inner.shell, span);
  followTraps(inner.shell, "at the end");
  return output;
}

/** Code on standard input, or from a person at a terminal. */
function runInput(invocation: Invocation, { operands, interactive }: ShellCall, inner: Frame): Stream {
  const { engine, frame, program, span } = invocation;
  inner.shell.positional = operands;
  const from = frame.stdin === callerInput || interactive ? "interactive" : "stdin";
  const output = engine.code(frame.stdin, { language: "shell", by: program, span, from }, inner);
  followTraps(inner.shell, "at the end");
  return frame.stdin.text && !interactive ? output : { ...unknownStream(frame.stdin.taint), fromShell: true };
}

/** What a child shell starts with: the exported variables, the directory, nothing else. */
function childShell(invocation: Invocation): Shell {
  const { frame, environment, engine, span } = invocation;
  const child = new Shell(frame.shell.cwd, frame.stdin, frame.shell.files);
  child.descriptors = frame.shell.descriptors.fork();
  child.loaded = frame.shell.loaded;
  for (const [name, variable] of frame.shell.variables.entries()) {
    if (variable.exported || invocation.engine.context.environment.has(name))
      child.variables.set(name, variable);
  }
  for (const [name, text] of environment) child.set(name, text, true);
  child.functions = frame.shell.functions.fork();
  child.exportedFunctions = frame.shell.exportedFunctions.fork();
  // `BASH_FUNC_name%%='() { … }'` in the environment is a function of bash.
  for (const [name, text] of environment) {
    const own = /^BASH_FUNC_(.+?)(?:%%|\(\))$/.exec(name)?.[1];
    const [script] =
      own === undefined ? [] : parse(engine.holes.encode(concat(known(`${own} `), text))).scripts;
    if (script) engine.script(script, { ...frame, shell: child, at: frame.at ?? span });
  }
  return child;
}

function sourceStartup(invocation: Invocation, file: Text): void {
  const { engine, frame, span, program } = invocation;
  engine.codeFile(pathIn(frame, file), { language: "shell", by: program, span }, under(frame, program));
}

/** The files that shells look for at home: always, at a terminal, as the first shell of a session. */
const AT_HOME: readonly (readonly [
  RegExp,
  Readonly<Record<"always" | "interactive" | "login", readonly string[]>>,
])[] = [
  [/^zsh$/, { always: [".zshenv"], interactive: [".zshrc"], login: [".zprofile", ".zlogin"] }],
  [/^bash$/, { always: [], interactive: [".bashrc"], login: [".bash_profile", ".bash_login", ".profile"] }],
  [/^(?:sh|dash|ksh|mksh|ash)$/, { always: [], interactive: [], login: [".profile"] }],
];

/** BASH_ENV and ENV name files that a shell runs before anything else; others lie where it looks for them. */
function startupFiles(
  invocation: Invocation,
  inner: Frame,
  { login, interactive }: Pick<ShellCall, "login" | "interactive">,
): void {
  for (const name of ["BASH_ENV", "ENV"]) {
    const text = exported(invocation, name);
    if (text && text.pieces.length > 0) sourceStartup(invocation, text);
  }
  const { program, engine, span } = invocation;
  const home =
    (program === "zsh" ? exported(invocation, "ZDOTDIR") : undefined) ?? exported(invocation, "HOME");
  const [, files] = AT_HOME.find(([shells]) => shells.test(program)) ?? [];
  if (!home || !files || inner.shell.files.size === 0) return;
  const names = [...files.always, ...(interactive ? files.interactive : []), ...(login ? files.login : [])];
  for (const name of names) {
    const path = pathIn(inner, concat(home, known(`/${name}`)));
    // What lies there anyway is the user's; what this command made is its own code.
    if (madeFile(inner, path.absolute))
      engine.codeFile(path, { language: "shell", by: program, span }, inner);
  }
}

/** What the shell finds in its environment under this name. */
function exported({ frame, environment }: Invocation, name: string): Text | undefined {
  const set = frame.shell.variables.get(name);
  const [value] = set?.alternatives ?? [];
  return environment.get(name) ?? (set?.exported && value?.kind === "scalar" ? value.text : undefined);
}
