/** Programs that code in a language without a grammar starts: what stands in the call, put together to a command. */
import { lookup } from "../../../commands/index.ts";
import { quote } from "../../../syntax/quote.ts";
import { before, type Constant } from "./constants.ts";

/** Calls that start a program, over many languages, right before their first constant. */
const START_CALL =
  /(?:\b(?:os\.execute|io\.popen|popen|system|[eE]xec|exec[lv]?[pe]*|execute|execSync|execFile(?:Sync)?|spawn(?:Sync|_shell|Process|_command_line_(?:a?sync))?|shell_exec|passthru|proc_open|check_output|check_call|Popen|posix_spawnp?|shell(?:Command|_out)?|sh|run(?:Command|Process|InTerminal)?|callCommand|callProcess|readProcess|readCreateProcess|createProcess|rawSystem|proc|execCmd(?:Ex)?|execProcess|executeShell|runSync|ProcessStartInfo|fileURLWithPath|launchPath|try-process|command|cmd|Cmd|Command(?:Context)?|ForkExec|StartProcess|ProcessBuilder|Process|Runtime|ShellExecute|Start|bash|zsh|process-file|call-process(?:-shell-command)?|start-process(?:-shell-command)?|shell-command(?:-to-string)?|async-shell-command|make-process|compile|run-shell-command|run-program|launch-program|open-(?:input-|output-)?pipe\*?|term|ansi-term|eshell-command|system2|open_process(?:_in|_out|_full|_args)?|create_process|fork_exec|unix|dos|winopen|CALL|SystemCall|HOST|open_port|(?:Pre|Post)-Invoke(?:-Success)?|Pre-Install-Pkgs|child_process|do shell script|executable|commandLine|Run[VW]?|bang)\b[*!?]?'?|(?<!\w)!|\|)(?:[\s([{:,=*&]|<<|\b(?:new|nil|null|None|Nil|t|c|s|w|List|Array|String|array|vec!|to_string|i32|std::process::|spawn(?:_executable)?|"SYSTEM"|USING|shell|const|char)\b!?|sh -c)*$/;

/** After a constant: `"ls".execute()` (Groovy), `"ls".!` (Scala), `` `ls` |> run `` (Julia). */
const STARTED_AFTER =
  /^\s*\)?\s*(?:\.\s*(?:execute\s*\(|!!?|lineStream|lazyLines)|\s+(?:try-process|system|shell)\b|\s!!?(?:\s|$)|\|>\s*(?:run|read))/;

/** What may stand between the words of one command. */
const BETWEEN =
  /^(?:[\s,()[\]{}&.@:]|\.args?\b|args?\b|nil|NULL|null|None|;?\s*\w+\.arguments\s*=|c\b|vec!|List|Nil|t\b|new|String|0|true|false|\/?>|<\/?arg\w*|\/?arguments?>?|\b(?:line|value)=)*$/;

/** What Julia works out within a command: `` `sh -c $(join(words, " "))` ``. */
const INTERPOLATED = /\$\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g;

/** `user: {shell: /bin/bash}`, `SHELL = /bin/sh`, `set shell := ["bash", "-uc"]`: said what a shell is, not started. */
export function isNamedOnly(code: string, constant: Constant): boolean {
  return (
    /^(?:\/\S*)?sh$|^(?:ba|da|z|k|fi)sh$/.test(constant.text) &&
    /\b(?:shell|executable|interpreter)["']?\s*:?[:=]\s*\[?\s*["']?$/i.test(before(code, constant)) &&
    FLAGS_ALONE.test(code.slice(constant.end))
  );
}

/** The rest of a list of words with no line for the shell in it. */
const FLAGS_ALONE =
  /^["']?\s*(?:,\s*["'](?:-\w+|pipefail)["']\s*)*(?:\]|\n|[;})]|,\s*(?:\n|["']?[\w.-]+["']?\s*[:=])|$)/;

/** The commands that the code starts, as a shell would read them. */
export function startedCommands(
  code: string,
  constants: readonly Constant[],
  backticks: boolean,
): readonly string[] {
  const out: string[] = [];
  for (const [i, constant] of constants.entries()) {
    const called = START_CALL.test(before(code, constant));
    const after = STARTED_AFTER.test(code.slice(constant.end, constant.end + 40));
    const quoted = backticks && code[constant.start] === "`";
    if ((!called && !after && !quoted) || isNamedOnly(code, constant)) continue;
    const text = quoted ? constant.text.replace(INTERPOLATED, '"$(computed)"') : constant.text;
    const words = [text.trim(), ...following(code, constants, i)];
    const [first = ""] = words;
    const name = /^\S+/.exec(first)?.[0] ?? "";
    // `x=rm; $x …`: a line for a shell by its signs, whatever it begins with.
    const line = called && /[;&|$`]/.test(first) && /^[\w$`"'./~({-]+/.test(first);
    if (!line && !/^[./~]/.test(name) && lookup(name) === null) continue;
    // A text with blanks is a command line, and so is what .NET takes behind a program (`Start("rm", "-rf x")`); words without are one command.
    const [, second = "", ...others] = words;
    if (/\s/.test(first)) out.push(first);
    else if (others.length === 0 && /^-\S*\s/.test(second)) out.push(`${first} ${second}`);
    else out.push(words.map(asWord).join(" "));
  }
  return out;
}

function following(code: string, constants: readonly Constant[], from: number): string[] {
  const words: string[] = [];
  let last = constants[from];
  for (const next of constants.slice(from + 1, from + 16)) {
    if (!last || next.start < last.end) continue;
    const between = code.slice(last.end, next.start);
    if (between.length > 48 || !BETWEEN.test(between)) break;
    // `<arg line="-rf x"/>`: several words in one constant.
    words.push(...(/line=$/.test(between) ? next.text.split(/\s+/) : [next.text]));
    last = next;
  }
  return words;
}

function asWord(word: string): string {
  return /^[\w./~:@%+=-]+$/.test(word) ? word : quote(word);
}
