/**
 * Files that a shell runs before anything else, because the environment or an option says so, as the code that this amounts
 * to. Those at their usual places under the home directory are the user's own; writing to them is judged when a command tries
 * to. But a shell finds them by `$HOME` and `$ZDOTDIR`, which whoever starts it chooses.
 */
import { quote } from "../../syntax/quote.ts";
import { homeDirectory } from "../../system/index.ts";
import type { Code } from "./code.ts";
import type { Invocation } from "./invocation.ts";
import type { ShellFamily } from "./options.ts";
import type { Given } from "./process.ts";

export function startupCode(
  invocation: Invocation,
  given: Pick<Given, "arguments" | "variable">,
  family: ShellFamily,
): readonly Code[] {
  const options = "options" in invocation ? invocation.options : null;
  const interactive = options?.interactive === true;
  const login = options?.login === true || given.arguments[0]?.startsWith("-") === true;
  const named =
    options === null || options.startupFile === null ? null : given.arguments[options.startupFile + 1];
  const codes = foundBy(given.variable, filesOf(family, login, interactive), family);
  // bash expands the value as if it stood in double quotes, substitutions too.
  const expanded = interactive ? given.variable("ENV") : given.variable("BASH_ENV");
  if (expanded && family !== "zsh" && (interactive || family === "bash"))
    codes.push({ name: interactive ? "ENV" : "BASH_ENV", source: `. "${expanded.replaceAll('"', '\\"')}"` });
  if (interactive && named) codes.push({ name: "startup file", source: `. ${quote(named)}` });
  return codes;
}

/** Names in the startup directory, in the order in which they are read. */
function filesOf(family: ShellFamily, login: boolean, interactive: boolean): readonly string[] {
  const when = (condition: boolean, ...names: string[]) => (condition ? names : []);
  if (family === "zsh")
    return [
      ".zshenv",
      ...when(login, ".zprofile"),
      ...when(interactive, ".zshrc"),
      ...when(login, ".zlogin"),
    ];
  if (family === "bash")
    return [
      ...when(login, ".bash_profile", ".bash_login", ".profile"),
      ...when(interactive && !login, ".bashrc"),
    ];
  return when(login, ".profile");
}

/** What is read of them where that directory is not the user's own. */
function foundBy(variable: Given["variable"], names: readonly string[], family: ShellFamily): Code[] {
  const name = family === "zsh" && variable("ZDOTDIR") ? "ZDOTDIR" : "HOME";
  const directory = variable(name);
  if (names.length === 0 || !directory || isUsersOwn(directory)) return [];
  const source = names
    .map((file) => quote(`${directory}/${file}`))
    .map((path) => `[ -r ${path} ] && . ${path}`)
    .join("\n");
  return [{ name, source }];
}

/** The home directory, and where people keep zsh's files in it. */
function isUsersOwn(directory: string): boolean {
  const home = homeDirectory();
  const plain = directory.replace(/\/+$/, "");
  if (plain === home) return true;
  const below = plain.startsWith(`${home}/`) ? plain.slice(home.length + 1) : "";
  return /^\.(?:config\/|zsh)/.test(below) && !/(?:^|\/)\.\.?(?:\/|$)/.test(below);
}
