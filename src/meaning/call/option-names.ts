/**
 * Options by their names: what programs mean by names that they share (`--exec`, `--on-change`, `--log-file`), for
 * options that no table has. Values decide as well: a name that may mean something else (`--command deploy`) only counts
 * with a value that cannot.
 */
import { literal, show, type Text } from "../value.ts";
import { SHELL_COMMAND } from "./looks.ts";

/** What the value of an option is by its name. */
export type NamedRole = "shell" | "write" | "write-directory";

/** How names of options for commands end: `--rsync-command`, `--notify-cmd`, `--deploy-hook`. */
const COMMAND = /(?:^|-)(?:exec|execute|run|command|cmd|hook|pager|editor|rsh|askpass|shell)$/;

/** How they begin, where they tell the moment: `--on-change`, `--pre-build`. */
const MOMENT = /^(?:on|pre|post|before|after)-./;

/** Files that a program makes … */
const FILE =
  /(?:^|-)(?:output|out|outfile|logfile|pidfile|(?:output|out|log|pid|dump|save|dest|trace|report)-(?:file|path|filename)|(?:save|write|dump)-to)$/;

/** … and directories that it fills. */
const DIRECTORY =
  /(?:^|-)(?:outdir|(?:output|out|dest|destination|extract|unpack)-(?:dir|directory|folder))$/;

/** What an option is by its long name (`--preHook` and `--pre-hook` are the same); null: its name tells nothing. */
export function roleByName(option: string): NamedRole | null {
  if (!/^--?[A-Za-z]{2}/.test(option)) return null;
  const name = option
    .replace(/^--?/, "")
    .replace(/([a-z\d])(?=[A-Z])/g, "$1-")
    .replaceAll(/[_.]/g, "-")
    .toLowerCase();
  if (COMMAND.test(name) || MOMENT.test(name)) return "shell";
  if (FILE.test(name)) return "write";
  return DIRECTORY.test(name) ? "write-directory" : null;
}

/** A shell by its plain name. */
const SHELL = /^(?:ba|da|z|k|a)?sh$/;

/** Is this a command line, and not a word for something (`--on-conflict replace`)? */
export function isCommandLine(text: Text): boolean {
  const shown = show(text).trim();
  if (/\s|[;&|`<>]|\$\(/.test(shown)) return true;
  return SHELL_COMMAND.test(shown) || SHELL.test(literal(text) ?? "") || /^\/(?:var\/)?tmp\/./.test(shown);
}
