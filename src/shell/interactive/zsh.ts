/**
 * zsh at a terminal. `preexec` is given each line that was read, whole and with its aliases expanded; the DEBUG trap, before
 * the line's first command, asks `guardsh --line` about it. A trap that sets ERR_EXIT keeps its command from running, so
 * that the answer holds for all commands of the line (zshbuiltins(1), `trap`); what it returns is the line's status.
 *
 * zsh takes no startup file by name, only a directory, `ZDOTDIR`. Ours is in the state directory, where no guarded command
 * can write; its files run the user's own, with the user's ZDOTDIR, and then set the hook.
 */
import { mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stateDirectory, variable, withoutVariable, withVariable } from "../../system/index.ts";
import { UnreadableCode } from "../invocation/code.ts";
import type { Started, Terminal } from "./terminal.ts";

/** Points zsh at our startup files. */
export function zshAtTerminal({ options, list, environment, given }: Terminal): Started {
  const [name = new Uint8Array(), ...rest] = list;
  const texts = given.arguments.slice(1);
  const quiet = texts.slice(0, options.operand).some(isQuiet);
  const kept = rest.flatMap((bytes, index) => {
    const text = texts[index] ?? "";
    if (!quiet || index >= options.operand || !isQuiet(text)) return [bytes];
    const others = text.replaceAll("f", "");
    return text.startsWith("--") || others === "-" ? [] : [Buffer.from(others)];
  });
  const theirs = variable(environment, "ZDOTDIR");
  let built = withVariable(environment, "ZDOTDIR", startupDirectory());
  built = withVariable(built, "GUARDSH_PROGRAM", process.execPath);
  built = withVariable(built, "GUARDSH_STARTUP", quiet ? "none" : "all");
  built =
    theirs === null
      ? withoutVariable(built, "GUARDSH_ZDOTDIR")
      : withVariable(built, "GUARDSH_ZDOTDIR", theirs);
  return { arguments: [name, ...kept], environment: built };
}

/** `-f`, which would keep zsh from reading our files too. */
function isQuiet(text: string): boolean {
  return /^-[a-zA-Z]*f/.test(text) || /^--no-?_?rcs$/i.test(text);
}

/** Where our startup files are, for a sandbox that has to leave them readable. Made if it is missing. */
export function zshStartupPlace(): string {
  const place = join(stateDirectory(), "terminal/zsh");
  mkdirSync(place, { recursive: true, mode: 0o700 });
  return realpathSync(place);
}

/** Our startup files, written where they are not as they should be. */
function startupDirectory(): string {
  const directory = join(
    stateDirectory(),
    "terminal/zsh",
    Bun.hash(Object.values(files).join("\0")).toString(36),
  );
  try {
    for (const [name, content] of Object.entries(files)) put(directory, name, content);
  } catch {
    throw new UnreadableCode(
      "an interactive zsh inside a guarded command cannot be given its startup files",
      "use bash there, or give commands with -c",
    );
  }
  return directory;
}

function put(directory: string, name: string, content: string): void {
  const file = join(directory, name);
  try {
    if (readFileSync(file, "utf8") === content) return;
  } catch {}
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.${process.pid}`, content, { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
}

/** Runs the user's file of that name, where there is one, with the user's ZDOTDIR. */
const theirs = (name: string) => `__guardsh_leave
[[ -r "\${ZDOTDIR-$HOME}/${name}" ]] && . "\${ZDOTDIR-$HOME}/${name}"
`;

const hook = `
__guardsh_new=0 __guardsh_status=0 __guardsh_text=
__guardsh_read() { __guardsh_text=$3 __guardsh_new=1 }
__guardsh_judge() {
  emulate -L zsh
  [[ $ZSH_EVAL_CONTEXT == toplevel* ]] || return 0
  if (( __guardsh_new )); then
    __guardsh_new=0
    __guardsh_state | "$__guardsh_program" --line zsh "$__guardsh_text"
    __guardsh_status=$?
  fi
  return $__guardsh_status
}
__guardsh_state() {
  builtin typeset -f; builtin printf '\\0'
  builtin typeset -p; builtin printf '\\0'
  builtin printf '\\0%s' "$__guardsh_functions" "$__guardsh_variables"
}
typeset -gr __guardsh_functions=$(typeset -f) __guardsh_variables=$(typeset -p)
preexec_functions+=(__guardsh_read)
setopt debug_before_cmd
trap '__guardsh_judge || { setopt err_exit; return 126 }' DEBUG
`;

/**
 * A history that the sandbox keeps from being written is read here, once: zsh itself would complain at its start and at its end that
 * it cannot lock it.
 */
const readOnlyHistory = `
if [[ -n \${HISTFILE-} ]] && ! { : >> "$HISTFILE" } 2>/dev/null; then
  fc -R "$HISTFILE" 2>/dev/null
  unset HISTFILE
fi
`;

const files: Readonly<Record<string, string>> = {
  ".zshenv": `typeset -gr __guardsh_program=$GUARDSH_PROGRAM __guardsh_here=$ZDOTDIR __guardsh_startup=$GUARDSH_STARTUP
typeset -g __guardsh_theirs=\${GUARDSH_ZDOTDIR-}
unset GUARDSH_PROGRAM GUARDSH_STARTUP GUARDSH_ZDOTDIR
__guardsh_leave() { if [[ -n $__guardsh_theirs ]]; then export ZDOTDIR=$__guardsh_theirs; else unset ZDOTDIR; fi }
__guardsh_enter() { __guardsh_theirs=\${ZDOTDIR-}; export ZDOTDIR=$__guardsh_here }
if [[ $__guardsh_startup == none ]]; then
  __guardsh_leave
  unsetopt rcs
${hook}
else
${theirs(".zshenv")}
__guardsh_enter
fi
`,
  ".zprofile": `${theirs(".zprofile")}
__guardsh_enter
`,
  // The last of ours: .zlogin and .zlogout are read from the user's own directory again.
  ".zshrc": `__guardsh_leave
[[ \${HISTFILE-} == $__guardsh_here/* ]] && HISTFILE=\${ZDOTDIR-$HOME}/\${HISTFILE:t}
${theirs(".zshrc")}
${readOnlyHistory}
${hook}`,
};
