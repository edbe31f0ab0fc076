/**
 * What the options of real shells mean, as far as it decides *what will be run*: which take an argument, which one
 * makes the first operand a command string, which one makes the shell only answer and run nothing.
 *
 * A misreading here would judge one text and run another, so each family is read as its own source code does it:
 * bash `parse_long_options` and `parse_shell_options` (shell.c), dash `options` (options.c), zsh `parseopts` (init.c).
 */

export type ShellFamily = "bash" | "zsh" | "posix";

/** An argument list, read as a shell reads its own. Positions are indexes into the list that was given. */
export interface ParsedOptions {
  /** `-c`: the operand is a command string. */
  readonly command: boolean;
  /** `-s`: the script is on standard input even if there are operands. */
  readonly standardInput: boolean;
  readonly interactive: boolean;
  readonly login: boolean;
  /** The shell prints something about itself and ends. */
  readonly answersOnly: boolean;
  /** It reads code for its syntax and runs nothing of it (`bash -n`), unless it is interactive. */
  readonly onlyReads: boolean;
  /** Position of the file that replaces the startup file of an interactive shell; null: none was named. */
  readonly startupFile: number | null;
  /** Position of the first operand: the list's length if there is none. */
  readonly operand: number;
}

/**
 * Reads options up to the first operand. An option that nobody knows counts as one without a value: the shell will
 * complain about it, and if it should not, whatever comes after it is still read, and judged.
 */
export function parseOptions(list: readonly string[], family: ShellFamily): ParsedOptions {
  const found = { ...nothing };
  let at = family === "bash" ? longBashOptions(list, found) : 0;
  for (; at < list.length; at++) {
    const option = list[at] ?? "";
    const sign = option[0];
    if (sign !== "-" && sign !== "+") break;
    if (option === "-" || option === "--" || (option === "+" && family === "zsh")) {
      at++;
      break;
    }
    if (option.startsWith("--")) {
      // Only zsh has long options that may come here; bash and dash end with an error.
      if (option === "--version" || option === "--help") found.answersOnly = family === "zsh";
      if (option === "--emulate" && family === "zsh") at++;
      continue;
    }
    const cluster = readCluster(option, family, found);
    at += cluster.values;
    if (cluster.last) {
      at++;
      break;
    }
  }
  const { byName, ...told } = found;
  return { ...told, onlyReads: told.onlyReads && !byName, operand: Math.min(at, list.length) };
}

interface Found {
  command: boolean;
  standardInput: boolean;
  interactive: boolean;
  login: boolean;
  answersOnly: boolean;
  onlyReads: boolean;
  /** `-o NAME`, `+o NAME`: an option was set by its name, `noexec` perhaps. */
  byName: boolean;
  startupFile: number | null;
}

const nothing: Found = {
  command: false,
  standardInput: false,
  interactive: false,
  login: false,
  answersOnly: false,
  onlyReads: false,
  byName: false,
  startupFile: null,
};

/** Letters behind one sign. `values` counts the arguments that they take; `last` says that no option follows. */
function readCluster(option: string, family: ShellFamily, found: Found): { values: number; last: boolean } {
  let values = 0;
  for (let index = 1; index < option.length; index++) {
    switch (option[index]) {
      case "c": // bash and dash look at the letter only: `+c` is `-c`.
        found.command = true;
        break;
      case "s":
        if (option[0] === "-" || family === "bash") found.standardInput = true;
        break;
      case "i":
        found.interactive = option[0] === "-";
        break;
      case "l":
        found.login = true;
        break;
      case "n": // older versions of dash run the code of `-n -c` all the same, zsh its expansions
        found.onlyReads = family === "bash" && option[0] === "-";
        break;
      case "o": // zsh takes the rest of the cluster as the value, if there is a rest.
        if (family === "zsh" && index + 1 < option.length) return { values, last: false };
        values++;
        found.byName = true;
        break;
      case "O":
        if (family === "bash") values++;
        break;
      case "b":
        if (family === "zsh") return { values, last: true };
        break;
    }
  }
  return { values, last: false };
}

/** bash's long options; true: takes a value. They come before all others and may be written with one dash. */
const bashLong: Readonly<Record<string, boolean>> = {
  debug: false,
  debugger: false,
  "dump-po-strings": false,
  "dump-strings": false,
  help: false,
  "init-file": true,
  login: false,
  noediting: false,
  noprofile: false,
  norc: false,
  posix: false,
  "pretty-print": false,
  protected: false,
  rcfile: true,
  restricted: false,
  verbose: false,
  version: false,
  wordexp: false,
};

/** Reads bash's long options and answers the position behind them. */
function longBashOptions(list: readonly string[], found: Found): number {
  let at = 0;
  for (; at < list.length; at++) {
    const option = list[at] ?? "";
    const name = /^--?(.+)$/.exec(option)?.[1];
    const takesValue = name === undefined ? undefined : bashLong[name];
    if (takesValue === undefined) {
      // An unknown `--name` is an error in bash; anything else begins the short options.
      if (name !== undefined && option.startsWith("--")) continue;
      break;
    }
    if (name === "version" || name === "help") found.answersOnly = true;
    if (name === "login") found.login = true;
    if (takesValue) {
      at++;
      if (at < list.length) found.startupFile = at;
    }
  }
  return Math.min(at, list.length);
}
