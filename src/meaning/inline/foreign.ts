/**
 * A reader for code in languages without a grammar here (Lua, Tcl, Lisp, Java, Go, LaTeX, playbooks …): it finds the
 * string constants and asks three questions that hold in every language. Does the code start programs? Does it open
 * connections? Which files do its constants name? It errs on the side of saying too much; only code gets here.
 */

import { unknownStream } from "../stream.ts";
import { known } from "../value.ts";
import type { Embedding } from "./small.ts";

/** Names of calls that start programs, over many languages. */
const STARTS =
  /\b(?:os\.execute|io\.popen|popen|system|exec|execl|execlp|execv|execve|execvp|execSync|execFile|execFileSync|spawnSync|shell_exec|passthru|proc_open|pcntl_exec|check_output|check_call|Popen|posix_spawn|spawn|shell|sh|run|run-shell-command|run-program|launch-program|start-process|call-process|shell-command|make-process|term|ansi-term|ProcessBuilder|Runtime|Process|Command|command|callCommand|rawSystem|subprocess|write18|directlua|ShellExecute|Start-Process|Invoke-Expression|iex|pipe|open|backtick|esyscmd|syscmd|tasks|command|raw|script|cmd|Pre-Invoke|Post-Invoke|ProxyCommand|do shell script|doShellScript|unix|bang)\b|!\s*\/|`|\|\s*&?\s*["']/i;

/** Names of calls that talk to the network. */
const CONNECTS =
  /\b(?:socket|TCPSocket|TCPServer|TcpStream|TCPClient|net\.Dial|Dial|connect|Socket|inet|ztcp|tcp|NetworkStream|createConnection|fsockopen)\b/i;

/** Names of calls that write or delete. */
const WRITES =
  /\b(?:write|writeFile|FileWriter|spit|open-output-file|openout|file_put_contents|Out-File|Set-Content|print|puts|content|save|append|dest|dump|writefile)\b|["'](?:w|wb|a|ab|w\+)["']|>/i;
const DELETES =
  /\b(?:remove|removeSync|unlink|unlinkSync|rmtree|rmSync|rmdirSync|rm_rf|rm_r|remove_tree|remove_dir_all|removeDirectoryRecursive|rimraf|RemoveAll|delete|deltree|rm|Remove-Item|deleteRecursively|delete-directory|delete-file)\b/i;

/** The home directory, by its names in many languages, as what a call that deletes is given. */
const DELETES_HOME =
  /\b(?:rmtree|rmSync|rmdirSync|removeSync|rm_rf|rm_r|remove_tree|remove_dir_all|removeDirectoryRecursive|RemoveAll|deltree|rimraf|rm|unlink|delete-directory|deleteRecursively)\b\s*\(?\s*(?:Dir\.home|(?:os\.)?homedir\(\)|(?:pathlib\.)?Path\.home\(\)|os\.path\.expanduser\(["']~\/?["']\)|process\.env\.HOME|(?:ENV|os\.environ)\[["']HOME["']\]|["']~\/?["']|File\.expand_path\(["']~["']\))/;

const SHELL_PATH = /^(?:\/(?:usr\/(?:local\/)?)?bin\/)?(?:sh|bash|dash|zsh|ksh|ash|fish|csh|tcsh)(?:\s|$)/;
const PATH = /^(?:\/|~\/|\$HOME\/)[\w.~$/@%+,:*-]+$/;
const HOST = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?$/i;

/** String constants of any common form, and bare paths as Lisp, TeX and YAML write them. */
function constants(code: string): string[] {
  const out: string[] = [];
  for (const [, double, single] of code.matchAll(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'/g)) {
    const text = double ?? single;
    if (text !== undefined) out.push(text.replace(/\\(["'\\/])/g, "$1"));
  }
  // Tcl's and TeX's braces.
  for (const [, text] of code.matchAll(/\{([^{}\n]{1,200})\}/g)) if (text !== undefined) out.push(text);
  for (const [path] of code.matchAll(
    /(?<![\w"'.])(?:\/(?:usr\/)?bin\/\w+|\/tmp\/[\w./-]+|~\/[\w./-]+|\/(?:home|root|etc)\/[\w./-]+)/g,
  ))
    out.push(path);
  return [...new Set(out)];
}

export function foreignCode(code: string, to: Embedding): void {
  const texts = constants(code.length > 100_000 ? code.slice(0, 100_000) : code);
  const starts = STARTS.test(code);
  const connects = CONNECTS.test(code);
  const shells = texts.filter(
    (text) => SHELL_PATH.test(text) || SHELL_PATH.test(text.replace(/^[!|&\s]+/, "")),
  );
  if (DELETES_HOME.test(code)) to.remove("~");
  const host = connects ? texts.find((text) => HOST.test(text)) : undefined;
  if (host !== undefined) to.connect(known(host), shells.length > 0 || starts);
  // Debuggers, editors and pagers: a line of their own that a shell runs.
  for (const [, command] of code.matchAll(/^\s*(?:shell|!|system)\s+(\S.*)$/gm))
    if (command) to.shell(known(command));
  for (const text of texts) {
    if (PATH.test(text) && !shells.includes(text)) {
      if (DELETES.test(code)) to.remove(text);
      else if (WRITES.test(code)) to.write(text, unknownStream());
      to.read(text);
      if (starts && /^\/(?:tmp|var\/tmp|dev\/shm)\//.test(text)) to.shell(known(text));
    } else if (starts && (shells.includes(text) || /^[a-z][\w.-]*(?:\s+\S+)+$/.test(text.trim()))) {
      if (
        shells.includes(text) ||
        /^(?:rm|curl|wget|dd|mkfs\S*|nc|bash|sh|sudo|chmod|chown|kill|git|python\d?|perl|ruby|node|cat|tee|cp|mv|ln|find|xargs|eval|echo)\s/.test(
          text.trim(),
        )
      )
        to.shell(known(text.replace(/^[!|&\s]+/, "")));
    }
  }
}
