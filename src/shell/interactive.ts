/**
 * A shell at a terminal: the real bash with everything that people use in it (editing, history, completion, job
 * control), and a hook that has each line judged as a whole before any of it runs.
 *
 * bash runs a DEBUG trap before every command; with `extdebug` a trap that fails keeps the command from running. At the
 * first command of a line the hook takes the line from the history, where bash has put it whole (a loop over several
 * lines too), and asks `guardsh --line`; the answer holds for all commands of that line. PS0 is expanded once for each line
 * that was read, and tells the hook that a new one begins.
 */
import { createMemfd, keepAcrossExec } from "../system/index.ts";
import { UnreadableCode } from "./code.ts";
import type { ParsedOptions } from "./options.ts";
import type { Given } from "./process.ts";
import type { RealShell } from "./real-shell.ts";

/** Names that the hook lives by. A line that speaks of them would switch it off, or looks like it. */
const hookNames = /__guardsh|\bextdebug\b|\bfunctrace\b|\bDEBUG\b|\bPS0\b|\bcmdhist\b|\bHISTIGNORE\b/;

/** True when a line may not be run because it reaches for the hook itself. */
export function touchesHook(line: string): boolean {
  return hookNames.test(line);
}

/** The arguments for an interactive shell: a startup file of ours, which runs the user's and then sets the hook. */
export function interactiveArguments(
  options: ParsedOptions,
  list: readonly Uint8Array[],
  given: Given,
  shell: RealShell,
): readonly Uint8Array[] {
  if (shell.family !== "bash")
    throw new UnreadableCode(
      `an interactive ${shell.path} has no hook by which guardsh could see each line before it runs`,
      "use bash at the terminal (the name bash, or shell.real in the policy), or give commands with -c",
    );
  const [name = new Uint8Array(), ...rest] = list;
  const login = options.login || name[0] === 0x2d;
  const named = options.startupFile === null ? null : (given.arguments[options.startupFile + 1] ?? null);
  const texts = given.arguments.slice(1);
  const quiet = texts.slice(0, options.operand).some((text) => text === "--norc" || text === "-norc");
  const startup = createMemfd("startup", Buffer.from(hook(startupFiles(login, quiet, named))));
  keepAcrossExec([startup]);
  const kept = rest.flatMap((bytes, index) => {
    const text = texts[index] ?? "";
    if (index >= options.operand) return [bytes];
    if (index === options.startupFile || index + 1 === options.startupFile) return [];
    if (/^--?(norc|login)$/.test(text)) return [];
    // A login shell would not read our file; it reads the profiles for us instead.
    if (/^-[^-]*l/.test(text) && !/^-(rcfile|login|posix|help)$/.test(text)) {
      const others = text.replaceAll("l", "");
      return others === "-" ? [] : [Buffer.from(others)];
    }
    return [bytes];
  });
  const plainName = name[0] === 0x2d ? name.subarray(1) : name;
  return [plainName, Buffer.from("--rcfile"), Buffer.from(`/proc/self/fd/${startup}`), ...kept];
}

/** What bash would have read by itself, as commands. */
function startupFiles(login: boolean, quiet: boolean, named: string | null): string {
  if (login)
    return `[ -r /etc/profile ] && . /etc/profile
for __guardsh_file in ~/.bash_profile ~/.bash_login ~/.profile; do
  [ -r "$__guardsh_file" ] && { . "$__guardsh_file"; break; }
done
unset __guardsh_file`;
  if (quiet) return "";
  return named === null ? "[ -r ~/.bashrc ] && . ~/.bashrc" : `. ${quoted(named)}`;
}

function hook(startup: string): string {
  return `${startup}
__guardsh_new=0 __guardsh_status=0
__guardsh_line() {
  [ -n "\${COMP_LINE-}" ] && return 0
  if [ "$BASH_COMMAND" = __guardsh_prompt ]; then __guardsh_status=0; return 0; fi
  if [ "$__guardsh_new" = 1 ]; then
    __guardsh_new=0
    local line
    line=$(HISTTIMEFORMAT= builtin history 1)
    line=\${line#"\${line%%[![:space:]]*}"}
    line=\${line#"\${line%%[!0-9]*}"}
    line=\${line#\\*}
    line=\${line#"  "}
    ${quoted(process.execPath)} --line "$line" </dev/null
    __guardsh_status=$?
  fi
  [ "$__guardsh_status" = 0 ]
}
__guardsh_prompt() { :; }
HISTCONTROL= HISTIGNORE=
set -o history
shopt -s cmdhist lithist extdebug
PROMPT_COMMAND="__guardsh_prompt\${PROMPT_COMMAND:+; $PROMPT_COMMAND}"
PS0='\${__guardsh_status:$((__guardsh_new=1,0)):0}'"\${PS0-}"
readonly -f __guardsh_line __guardsh_prompt
trap __guardsh_line DEBUG
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
