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

/** Options that end the call before anything runs. */
const HARMLESS = new Set(["--version", "--help", "-V"]);

/** How shells read code, where it is not as bash does. */
const DIALECTS: Readonly<Record<string, Dialect>> = {
  sh: "sh",
  dash: "dash",
  ash: "dash",
  zsh: "zsh",
  fish: "fish",
};

export function runShell(invocation: Invocation): Stream {
  const { engine, frame, span, program, argv } = invocation;
  let command: Text | null = null;
  let wantsCommand = false;
  let wantsStdin = false;
  let interactive = false;
  let login = false;
  const args = argv.slice(1);
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i];
    const word = arg ? literal(arg) : null;
    const start = arg ? prefix(arg) : "";
    if (word === "--" || word === "-") {
      i++;
      break;
    }
    if (word !== null && HARMLESS.has(word)) return silence;
    if (!/^[-+]./.test(start)) break;
    if (word !== null && WITH_VALUE.has(word)) {
      if (word.includes("file")) sourceStartup(invocation, args[i + 1]);
      i++;
      continue;
    }
    if (word === "--login") login = true;
    if (start.startsWith("--")) continue;
    // `sh -n` reads the code and runs none of it.
    if (/^-[a-zA-Z]*n/.test(start) && program !== "csh") return silence;
    if (program === "fish" && (word === "-C" || word === "--init-command")) {
      const code = args[++i];
      if (code) fishCode(invocation, code);
      continue;
    }
    if (/^-[a-zA-Z]*c/.test(start)) wantsCommand = true;
    if (/^-[a-zA-Z]*s/.test(start)) wantsStdin = true;
    if (/^-[a-zA-Z]*i/.test(start)) interactive = true;
    if (/^-[a-zA-Z]*l/.test(start)) login = true;
    if (/^[-+][a-zA-Z]*[oO]$/.test(start)) i++;
  }
  const rest = args.slice(i);
  if (wantsCommand) command = rest.shift() ?? null;
  writeAside(invocation);
  const dialect = DIALECTS[program] ?? "bash";
  const inner = under(
    { ...frame, shell: childShell(invocation), dialect },
    command ? `${program} -c` : program,
  );
  switchOptions(
    inner.shell,
    args.slice(0, i).map((arg) => (literal(arg) === "--verbose" ? "-v" : prefix(arg))),
  );
  const base = { language: "shell", by: program, span } as const;
  startupFiles(invocation, inner, { login, interactive });
  if (command) {
    const [zero, ...positional] = rest;
    inner.shell.zero = zero ?? known(program);
    inner.shell.set("BASH_EXECUTION_STRING", command);
    inner.shell.positional = program === "fish" ? rest : positional;
    const source = { ...base, from: "argument" } as const;
    const output = engine.code(textStream(command), source, inner);
    followTraps(inner.shell, "at the end");
    return output;
  }
  const [file, ...positional] = rest;
  if (file && !wantsStdin) {
    inner.shell.zero = file;
    inner.shell.positional = positional;
    const name = literal(file);
    const device = name === "-" ? frame.stdin : inputAt(frame, file);
    if (device) return engine.code(device, { ...base, from: "stdin" }, inner);
    const path = pathIn(frame, file);
    const secret = secretFile(engine, frame, path);
    const output = engine.codeFile(path, base, inner);
    if (secret !== null) takeOver(engine, inner, secret, inner.shell, span);
    followTraps(inner.shell, "at the end");
    return output;
  }
  inner.shell.positional = rest;
  const terminal = frame.stdin === callerInput;
  const output = engine.code(
    frame.stdin,
    { ...base, from: terminal || interactive ? "interactive" : "stdin" },
    inner,
  );
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

/** What fish runs before anything else. */
function fishCode(invocation: Invocation, code: Text): void {
  runLine(invocation, code);
}

function sourceStartup(invocation: Invocation, file: Text | undefined): void {
  if (!file) return;
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
  { login, interactive }: { readonly login: boolean; readonly interactive: boolean },
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
