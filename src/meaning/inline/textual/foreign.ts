/**
 * A reader for code in languages without a grammar here (Lua, Tcl, Lisp, Java, Go, LaTeX, playbooks …): it finds the
 * string constants and asks what the calls around them do. Does the code start programs? Does it open connections?
 * Which files do its constants name? It errs on the side of saying too much; only code gets here.
 */

import { unknownStream } from "../../stream.ts";
import { hole, known } from "../../value.ts";
import { FILE_MODULE } from "../calls/foreign.ts";
import { isLisp } from "../loose/lisp.ts";
import { cmakeCommands } from "./cmake.ts";
import { before, type Constant, constantsOf, lineOf, settled } from "./constants.ts";
import type { Embedding } from "./small.ts";
import { isNamedOnly, startedCommands } from "./starts.ts";

/** Names of calls that start programs, over many languages. */
const STARTS =
  /\b(?:os\.execute|io\.popen|popen|system|exec|execl|execlp|execv|execve|execvp|execSync|execFile|execFileSync|spawnSync|spawn_command_line_a?sync|SystemCall|HOST COMMAND|HOST|shell_exec|passthru|proc_open|pcntl_exec|check_output|check_call|Popen|posix_spawn|spawn|shell|sh|run|run-shell-command|run-program|launch-program|start-process|call-process|shell-command|make-process|term|ansi-term|ProcessBuilder|Runtime|Process|Command|command|callCommand|rawSystem|subprocess|write18|directlua|ShellExecute|Start-Process|Invoke-Expression|iex|pipe|open|backtick|esyscmd|syscmd|tasks|command|execProcess|extern|runCommand\w*|CALL|execCmd|execCmdEx|startProcess|raw|scripts?|cmds?|commands?|Pre-Invoke|Post-Invoke|ProxyCommand|do shell script|doShellScript|unix|bang)\b|\^\/|!\s*\/|`|\|\s*&?\s*["']/i;

/** One of them, given something else than a constant: `system(command)`, `Command::new(path)`. */
const STARTS_NAMED = new RegExp(
  String.raw`(?:${STARTS.source})[\w:.]*(?:\s*\(\s*|\s+|(?=[&*$@]))[&*$@]?[a-z_]`,
  "i",
);

/** Right before what a call for files and directories is given: no program that is started by another name. */
const OF_FILES =
  /(?:mkdir|create|write|remove|delete|unlink|read|stat|exists|list|dirs?|temp)\w*[\s(&]*["'`]?$/i;

/** Names of calls that talk to the network, and of those that wait for it. */
const CONNECTS =
  /\b(?:socket|TCPSocket|TCPServer|TcpStream|TCPClient|TcpClient|net\.Dial|DialTCP|DialTimeout|Dial|connect|connectTo|Socket|socketConnection|gen_tcp|inet|inet_addr|ztcp|tcp|open-network-stream|make-network-process|NetworkStream|createConnection|fsockopen|ParseIP|open_connection)\b/i;
const LISTENS =
  /\b(?:net\.Listen|Listen|bind|Bind|TcpListener|ServerSocket|TCPServer|gen_tcp:listen|listen|accept)\s*\(/;

/** A command that is no constant: what a peer sent, where there is one. */
const RUNS_WHAT_COMES =
  /\b(?:popen|pipe|os\.execute|os[.:]cmd|system|exec(?:Process|Cmd\w*|Sync)?|shell_exec|callCommand|Process\.(?:Start|new)|Command|run-program)(?:::new)?[\s(]+[a-z_][\w.]*\s*[,)(]|\b(?:iex|Invoke-Expression)\b/i;

/** Names of calls that write or delete. */
const WRITES =
  /\b(?:write|writeFile|WriteFile|appendFile|FileWriter|PrintWriter|FileOutputStream|spit|open-output-file|call-with-output-file|write-region|append-to-file|openout|open_out|Create|OpenFile|file_put_contents|Out-File|Set-Content|print|puts|content|save|append|dest|dump|writefile|writeLines|writeText|writeString|fs::write|File::create|download\w*|copy\w*|rename\w*|cat)\b|["'](?:w|wb|a|ab|w\+|a\+)["']|>/i;
const DELETES =
  /\b(?:remove|removeSync|unlink|unlinkSync|rmtree|rmSync|rmdirSync|rm_rf|rm_r|remove_tree|remove_dir_all|remove_file|removeDirectoryRecursive|removePathForcibly|removeFile|removeItem(?:At\w+)?|rimraf|RemoveAll|Remove|delete|deleteDir|removeDir|deltree|rm|Remove-Item|deleteRecursively|deleteDirectory|delete-directory|delete-file|del_dir_r|confirm_recursive_rmdir|rmdir)\b[!?]?/i;

/** An address, and calls that run a text as code of the language: what the address sends is the text. */
const ADDRESS = /^(?:[^\n]*\b(?:curl|wget|fetch)\b[^\n]*)?\s*(?:https?|ftp):\/\/(?!localhost|127\.)/i;
const ADDRESS_UNQUOTED = /\bgeturl\s+https?:/i;
const EVALUATES =
  /\b(?:eval(?:uate|q)?(?:[-_](?:buffer|region|string|expression))?|(?<!\.)load(?:string|-string|_string)?|include_string|parse\s*\(\s*text\s*=|Code\.eval_\w+|new Function|run script)(?=\s*[()[{"'\s])/;
/** R and Octave have a call of this name for data. */
const LOADS_DATA = /\bload\s*\(\s*(?:url\s*\(|["'])/;

const DELETES_HOME = new RegExp(
  String.raw`${DELETES.source}[\s(]*(?:[\w.]+\(\s*|\w+=)?["']~\/?["']\s*(?:[,;)\]}/]|$|\s\w)`,
  "im",
);
/** What lists and maps have too: right before its path, behind a module of files or nothing; in a Lisp it is a list's alone. */
const SHARED_DELETE = /(?<receiver>[\w.:)\]-]*?)\b(?:remove|delete)[!?]?[\s([]*["']?$/i;

function isDeleting(code: string, constant: Constant): boolean {
  const statement = before(code, constant);
  if (DELETES.test(statement.replaceAll(/\b(?:remove|delete)\b(?!-)/gi, ""))) return true;
  const receiver = SHARED_DELETE.exec(statement)?.groups?.receiver;
  if (receiver === undefined) return false;
  return receiver === "" ? !isLisp(code) : FILE_MODULE.test(receiver.replace(/\]?(?:\.|::?)$/, ""));
}

const DELETED_AFTER = new RegExp(String.raw`^\s*\)?\s*\.\s*(?:toFile\(\)\.)?${DELETES.source}`, "i");

const SHELL_PATH =
  /^(?:\/(?:usr\/(?:local\/)?)?bin\/)?(?:sh|bash|dash|zsh|ksh|ash|fish|csh|tcsh)(?:[\s;&|]|$)/;
const PATH = /^(?:\/|~\/|\$HOME\/)[\w.~$/@%+,:*-]+$/;
const HOST = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?$/i;

/** Programs that a text with their name in front is taken to start, wherever in the code it stands. */
const LIKELY_COMMAND =
  /^(?:rm|curl|wget|dd|mkfs\S*|nc|ncat|socat|bash|sh|sudo|chmod|chown|kill|git|python\d?|perl|ruby|node|cat|tee|cp|mv|ln|find|xargs|eval|echo)\s/;

/** Programs whose languages have something else between backticks than a command. */
const NO_BACKTICKS =
  /^(?:go|cargo|rustc|ghc|ghci|runghc|runhaskell|stack|cabal|kotlinc?|scalac?|swiftc?|sbt|Rscript|R|nim|javac?|dotnet|dart|flutter|zig|mix|elixir|iex|tclsh|wish|expect)$/;

/** Says what code in some language does, by its string constants and the calls around them. */
export function foreignCode(source: string, to: Embedding, by: string): void {
  const code = settled(source);
  const constants = constantsOf(code);
  const texts = [...new Set(constants.map(({ text }) => text))];
  // What strings speak of is not done by the code around them; one that begins with a pipe is a program.
  const said = code.replace(/"(?![|!])(?:\\.|[^"\\\n])*"/g, '""');
  const starts = STARTS.test(said);
  const startsNamed = STARTS_NAMED.test(said);
  const shells = texts.filter(
    (text) => SHELL_PATH.test(text) || SHELL_PATH.test(text.replace(/^[!|&\s]+/, "")),
  );
  if (DELETES_HOME.test(code)) to.remove("~");
  if (
    (texts.some((text) => ADDRESS.test(text)) || ADDRESS_UNQUOTED.test(code)) &&
    EVALUATES.test(code.replace(LOADS_DATA, ""))
  )
    to.shell(hole("what the address sends", new Set(["network"])));
  const host = CONNECTS.test(code) ? texts.find((text) => HOST.test(text)) : undefined;
  if (host !== undefined) to.connect(known(host), shells.length > 0 || RUNS_WHAT_COMES.test(code));
  if ((shells.length > 0 || RUNS_WHAT_COMES.test(code)) && LISTENS.test(code)) to.listen();
  // Debuggers, editors and pagers: a line of their own that a shell runs.
  for (const [, command] of code.matchAll(/^\s*(?:shell|!|system)\s+(\S.*)$/gm))
    if (command) to.shell(known(command));
  for (const [, files] of code.matchAll(/\bfile\s*\(\s*REMOVE(?:_RECURSE)?\s+([^)]+)\)/gi))
    for (const file of (files ?? "").match(/[^\s"]+/g) ?? [])
      if (PATH.test(file) || file === "~") to.remove(file);
  for (const command of cmakeCommands(code)) to.shell(known(command));
  for (const command of startedCommands(code, constants, !NO_BACKTICKS.test(by))) to.shell(known(command));
  for (const constant of constants) {
    const { text } = constant;
    const isPath = PATH.test(text) && !shells.includes(text);
    if (isPath) {
      const deleted =
        isDeleting(code, constant) || DELETED_AFTER.test(code.slice(constant.end, constant.end + 40));
      if (/\.(?:so|dylib|dll)(?:\.\d+)*$/.test(text) && LOADS_LIBRARY.test(before(code, constant)))
        to.load(text);
      touch(text, deleted, lineOf(code, constant), to);
      const statement = statementBefore(code, constant);
      const perhaps = (startsNamed && !OF_FILES.test(statement)) || STARTS.test(statement);
      if (starts && perhaps && /^\/(?:tmp|var\/tmp|dev\/shm)\//.test(text)) to.shell(known(text));
    } else if (/^\w+$/.test(text)) continue;
    else if (shells.includes(text) && (isInList(code, constant) || isNamedOnly(code, constant))) continue;
    else if (starts && (shells.includes(text) || LIKELY_COMMAND.test(text.trim().replace(/^[!|&]+/, ""))))
      to.shell(known(text.replace(/^[!|&\s]+/, "")));
  }
}

/** What stands in the same statement before a constant. */
function statementBefore(code: string, { start }: Constant): string {
  return /[^;{}\n]*$/.exec(code.slice(Math.max(0, start - 400), start))?.[0] ?? "";
}

/** `["sh", "-c", …]`: with the words behind it, as which it has been looked at. */
function isInList(code: string, { end }: Constant): boolean {
  return /^["']?\s*,\s*["'](?:[^-"']|-[^"']*["']\s*,\s*["'])/.test(code.slice(end));
}

/** Calls that load machine code into the process, right before the constant that names it. */
const LOADS_LIBRARY =
  /\b(?:dyn\.load|dlopen|loadlib|LoadLibrary\w*|load(?:Library)?|CDLL|load-(?:shared-object|foreign-library|extension))\s*\(?\s*$/;

/** A path in the code: deleted, written or read, as what stands around it says. */
function touch(path: string, deleted: boolean, line: string, to: Embedding): void {
  if (deleted) to.remove(path);
  // A place of the system as a whole is nothing that one writes to: it is a name among others.
  else if (WRITES.test(line) && !/^\/\w*\/?$/.test(path)) to.write(path, unknownStream());
  to.read(path);
}
