/**
 * How guardsh was called: as which shell, and where the code is that it shall run.
 *
 * Arguments are looked at as text and handed on as bytes, so everything here is a position in the argument list.
 */
import { type ParsedOptions, parseOptions, type ShellFamily } from "./options.ts";

/** The name in `argv[0]`, understood. */
export interface CalledAs {
  /** The shell that is asked for by name; null under guardsh's own name, where policy chooses. */
  readonly shell: "bash" | "zsh" | "dash" | "sh" | null;
  /** True for exactly a real shell's name: then options such as `--version` are that shell's business. */
  readonly realName: boolean;
  /** A leading `-`: a login shell. */
  readonly login: boolean;
}

/** What is to be done. `at` is the position of the code (or its file) in the arguments, `argv[0]` being 0. */
export type Invocation =
  /** `-c CODE [name args…]`. */
  | { readonly kind: "command"; readonly at: number; readonly options: ParsedOptions }
  /** One argument that is code: how agents call a shell prefix. Runs as `-c CODE`. */
  | { readonly kind: "bare"; readonly at: number }
  /** A script file with arguments. */
  | { readonly kind: "script"; readonly at: number; readonly options: ParsedOptions }
  /** A script on standard input, which is no terminal. */
  | { readonly kind: "stdin"; readonly options: ParsedOptions }
  /** A person, or something that pretends to be one, types lines. */
  | { readonly kind: "interactive"; readonly options: ParsedOptions }
  /** The real shell only says something about itself, or about the syntax of code that it does not run. */
  | { readonly kind: "answer" }
  | { readonly kind: "about"; readonly what: "version" | "help" }
  | { readonly kind: "cli"; readonly subcommand: string }
  /** The hook of an interactive shell asks about a line: `--line DIALECT TEXT`. */
  | { readonly kind: "line" }
  /** An interactive shell without a hook asks for its next line: `--ask PIPE STATUS PS2 [PS1]`. */
  | { readonly kind: "ask" }
  /** guardsh started itself to stand by for others, until none came for so many milliseconds: `--standby IDLE`. */
  | { readonly kind: "standby"; readonly idle: number }
  /** native/front/carry.h has carried the output of a shell, and the runtime has to go on: `--carry DESCRIPTOR`. */
  | { readonly kind: "carry"; readonly descriptor: number }
  /** The same for what a shell left behind. */
  | { readonly kind: "pump"; readonly rules: string; readonly streams: readonly number[] };

/** What the surroundings say, asked only when it matters. */
export interface Surroundings {
  /** Standard input and standard error are terminals: what makes a shell interactive without being told. */
  readonly isTerminal: () => boolean;
  /** The argument is a file that a shell would read as a script (not a program to start). */
  readonly isScriptFile: (path: string) => boolean;
  readonly isSubcommand: (word: string) => boolean;
}

/** Understands a name: exact shell names first, then `bash` or `zsh` anywhere in the base name. */
export function calledAs(argument0: string): CalledAs {
  const login = argument0.startsWith("-");
  const name = argument0.slice(argument0.lastIndexOf("/") + 1).replace(/^-/, "");
  switch (name) {
    case "bash":
    case "rbash":
      return { shell: "bash", realName: true, login };
    case "zsh":
      return { shell: "zsh", realName: true, login };
    case "dash":
    case "ash":
      return { shell: "dash", realName: true, login };
    case "sh":
      return { shell: "sh", realName: true, login };
  }
  if (name.includes("zsh")) return { shell: "zsh", realName: false, login };
  if (name.includes("bash")) return { shell: "bash", realName: false, login };
  return { shell: null, realName: false, login };
}

/**
 * Is guardsh meant itself, not the shell that it stands for? `argv[0]` first in the list. Comes before the real shell is
 * looked for: `guardsh doctor` must work where there is none.
 */
export function readOwnInvocation(list: readonly string[], around: Surroundings): Invocation | null {
  const called = calledAs(list[0] ?? "");
  const first = list[1];
  if (called.realName || first === undefined) return null;
  if (first === "--version") return { kind: "about", what: "version" };
  // `-h` is an option of real shells, which alone means nothing there.
  if (first === "--help" || (first === "-h" && list.length === 2)) return { kind: "about", what: "help" };
  if (first === "--line") return { kind: "line" };
  if (first === "--ask") return { kind: "ask" };
  if (first === "--standby") return { kind: "standby", idle: Number(list[2]) };
  if (first === "--carry") return { kind: "carry", descriptor: Number(list[2]) };
  if (first === "--pump")
    return { kind: "pump", rules: list[2] ?? "", streams: (list[3] ?? "").split(",").map(Number) };
  if (called.shell === null && !called.login && around.isSubcommand(first))
    return { kind: "cli", subcommand: first };
  return null;
}

/** Reads an argument list, `argv[0]` first, as the real shell of this family will read it. */
export function readShellInvocation(
  list: readonly string[],
  family: ShellFamily,
  around: Surroundings,
): Invocation {
  const called = calledAs(list[0] ?? "");
  const first = list[1];
  const bare = first !== undefined && !/^[-+]/.test(first) && list.length === 2 && !called.realName;
  if (bare && !around.isScriptFile(first)) return { kind: "bare", at: 1 };
  const options = parseOptions(list.slice(1), family);
  const at = options.operand + 1;
  const isScript = !options.command && !options.standardInput && at < list.length;
  const isInteractive = options.interactive || (!options.command && !isScript && around.isTerminal());
  if (options.answersOnly || (options.onlyReads && !isInteractive)) return { kind: "answer" };
  if (options.command) return { kind: "command", at, options };
  if (isScript) return { kind: "script", at, options };
  return { kind: isInteractive ? "interactive" : "stdin", options };
}
