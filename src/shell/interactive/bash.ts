/**
 * bash at a terminal. It runs a DEBUG trap before every command; with `extdebug` a trap that fails keeps the command from
 * running. At the first command of a line the hook takes the line from the history, where bash has put it whole (a loop over
 * several lines too), and asks `guardsh --line`; the answer holds for all commands of that line. PS0 is expanded once for each
 * line that was read, and tells the hook that a new one begins; one that has not come into the history is refused. What earlier
 * lines have made of the shell goes with the question (earlier.ts). The hook is called with `$_`, which is then what it was
 * before. Inside of `guardsh run` our own path is a shell's, so the name says who is meant.
 */
import { quote } from "../../syntax/quote.ts";
import { createMemfd, keepAcrossExec } from "../../system/index.ts";
import type { Started, Terminal } from "./terminal.ts";

/** Gives bash a startup file of ours, which runs the user's and then sets the hook. */
export function bashAtTerminal({ options, list, environment, given }: Terminal): Started {
  const [name = new Uint8Array(), ...rest] = list;
  const login = options.login || name[0] === 0x2d;
  const named = options.startupFile === null ? null : (given.arguments[options.startupFile + 1] ?? null);
  const texts = given.arguments.slice(1);
  const quiet = texts.slice(0, options.operand).some((text) => text === "--norc" || text === "-norc");
  // With this name bash would be a login shell, and read no file of ours; it can be given it later.
  const ownName =
    name[0] === 0x2d ? `((BASH_VERSINFO < 5)) || BASH_ARGV0=${quote(given.arguments[0] ?? "")}\n` : "";
  const startup = createMemfd("startup", Buffer.from(ownName + hook(startupFiles(login, quiet, named))));
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
  return {
    arguments: [plainName, Buffer.from("--rcfile"), Buffer.from(`/proc/self/fd/${startup}`), ...kept],
    environment,
  };
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
  return named === null ? "[ -r ~/.bashrc ] && . ~/.bashrc" : `. ${quote(named)}`;
}

/** In a subshell: no function of the user's stands in for `builtin`. In POSIX mode `unset` comes before functions. */
const undisguised = "POSIXLY_CORRECT=; unset -f builtin; unset POSIXLY_CORRECT";

function hook(startup: string): string {
  return `${startup}
__guardsh_new=0 __guardsh_status=0 __guardsh_number= __guardsh_text=
__guardsh_state() {
  builtin declare -f; builtin printf '\\0'
  builtin declare -p; builtin printf '\\0'
  builtin alias -p
  builtin printf '\\0%s' "$__guardsh_functions" "$__guardsh_variables" "$__guardsh_aliases"
}
__guardsh_ask() {
  __guardsh_text=$(${undisguised}; HISTTIMEFORMAT= builtin history 1)
  __guardsh_text=\${__guardsh_text#"\${__guardsh_text%%[![:space:]]*}"}
  if [[ \${__guardsh_text%%[!0-9]*} == "$__guardsh_number" ]]; then
    (${undisguised}; builtin exec -a guardsh ${quote(process.execPath)} --line </dev/null)
    __guardsh_status=$?
  else
    __guardsh_number=\${__guardsh_text%%[!0-9]*}
    __guardsh_text=\${__guardsh_text#"$__guardsh_number"}
    __guardsh_text=\${__guardsh_text#\\*}
    __guardsh_text=\${__guardsh_text#"  "}
    (${undisguised}; __guardsh_state | (builtin exec -a guardsh ${quote(process.execPath)} --line bash "$__guardsh_text"))
    __guardsh_status=$?
  fi
}
__guardsh_line() {
  if [[ -z \${COMP_LINE-} ]]; then
    if [[ $BASH_COMMAND == __guardsh_prompt ]]; then __guardsh_status=0
    elif [[ $__guardsh_new == 1 ]]; then __guardsh_new=0; __guardsh_ask
    fi
    [[ $__guardsh_status == 0 ]]
  fi
}
__guardsh_prompt() { :; }
HISTCONTROL= HISTIGNORE=
set -o history
shopt -s cmdhist lithist extdebug
PROMPT_COMMAND="__guardsh_prompt\${PROMPT_COMMAND:+; $PROMPT_COMMAND}"
PS0='\${__guardsh_status:$((__guardsh_new=1,0)):0}'"\${PS0-}"
__guardsh_functions=$(declare -f) __guardsh_variables=$(declare -p) __guardsh_aliases=$(alias -p)
readonly -f __guardsh_line __guardsh_prompt __guardsh_ask __guardsh_state
readonly __guardsh_functions __guardsh_variables __guardsh_aliases
trap '__guardsh_line "$_"' DEBUG
`;
}
