/** Options that no table has, by their names: `--pre-hook=CMD`, `--log-file PATH`. */
import { marksOf } from "../../../places/index.ts";
import { attachedValue, isOfTheHost, looksLikePath } from "../../call/looks.ts";
import {
  emptiesTarget,
  isCommandLine,
  isLibraryFile,
  isMachineCode,
  isSwitch,
  roleByName,
} from "../../call/option-names.ts";
import { isPureLine, isSequence, readsAsShell } from "../../call/shell-line.ts";
import { dropPrefix } from "../../call/words.ts";
import { under } from "../../interpreter/engine.ts";
import { pathIn, surroundings } from "../../locations/files.ts";
import { unknownStream } from "../../stream.ts";
import { concat, known, prefix, show, type Text } from "../../value.ts";
import { atHome, type CallState, settingFrame } from "../call-state.ts";
import { loadLibrary, runShell } from "../code.ts";
import { anythingIn, deleteFile, writeFile } from "../files.ts";
import { type Given, strangeOptions } from "./strange-options.ts";

/** Options that the program's table does not have, or has for words of any kind (`--output yaml`), by their names. */
export function namedOptions(state: CallState): void {
  for (const given of strangeOptions(state.invocation))
    if (given.known === null) takeStrange(state, given);
    else takeWords(state, given);
  if ([...state.invocation.call.options.keys()].some(emptiesTarget))
    for (const path of outputs(state)) if (isOfTheHost(path)) deleteFile(state, path);
}

/**
 * What the table says is a word, or a flag of all the programs that share its entry: where the name of the option or the file
 * itself says more, that counts.
 */
function takeWords(state: CallState, { name, value, known: said }: Given): void {
  const role = roleByName(name);
  if (said === "text" && role === "library" && isLibraryFile(value)) loadLibrary(state, value);
  else if (role === null && !READS.test(name) && isMachineCode(value)) loadLibrary(state, value);
  else if (said === "text" && /^write/.test(role ?? "") && isPath(value)) writeGuessed(state, value);
  else writeByLetter(state, name, value);
}

/** Letters for what is written in most programs: the log, the output, the number of the process, a trace … */
const MAY_WRITE = /^-[lopwDLOPTW]$/;
/** … and for the directory that it is written to. */
const MAY_FILL = /^-[doCDO]$/;

/** A file that is read on its own later, or a directory of such files, behind a letter. */
function writeByLetter(state: CallState, name: string, value: Text): void {
  if (MAY_WRITE.test(name) && runsLater(state, value)) writeGuessed(state, value);
  if (MAY_FILL.test(name) && looksLikePath(value) && holdsWhatRunsLater(state, value))
    writeGuessed(state, anythingIn(value));
}

/** Is it a directory of files that are read on their own later? */
export function holdsWhatRunsLater(state: CallState, directory: Text): boolean {
  const leaves = ["/authorized_keys", "/x", "/x.sh", "/x.desktop"];
  return leaves.some((leaf) => runsLater(state, concat(directory, known(leaf))));
}

/** The value of an option that no table has, by the name of the option, and by what it looks like. */
function takeStrange(state: CallState, { name, value }: Given): void {
  const script = SCRIPT_IN_VALUE.exec(prefix(value))?.[0];
  if (script !== undefined) {
    const { program } = state.invocation;
    const there = under(state.frame, program, { place: { kind: "host", name: program } });
    state.codes.push(() => runShell(state, dropPrefix(value, script.length), there));
  }
  const role = /^-[oO]$/.test(name) ? "write" : roleByName(name);
  const isStarted =
    (role === "shell" && isCommandLine(name, value) && readsAsShell(value)) ||
    (mayStart(state, name) && (isPureLine(value) || (isSequence(value) && !isSwitch(name))));
  if (isStarted) state.codes.push(() => runShell(state, value, settingFrame(state, name)));
  else if (role === "library" && (isLibraryFile(value) || /^https?:\/\//i.test(show(value))))
    loadLibrary(state, value);
  else if (role === "libraries" && /^\/(?:var\/)?tmp\/./.test(show(value))) loadLibrary(state, value);
  else if (/^write/.test(role ?? "") && looksLikePath(value) && !isOwnLog(name, value)) {
    writeGuessed(state, value);
    // `--output-path` may be a directory as well.
    if (role === "write-directory" || holdsWhatRunsLater(state, value))
      writeGuessed(state, anythingIn(value));
  } else if (role === null && !READS.test(name) && !isSwitch(name)) {
    if (isMachineCode(value)) loadLibrary(state, value);
    else if (isOneName(state, name) && runsLater(state, value)) writeGuessed(state, value);
    else writeByLetter(state, name, value);
  }
}

/** A directory of its own among the logs of the machine, to which it adds its own (`--log-dir /var/log/app`). */
function isOwnLog(name: string, value: Text): boolean {
  return /log/i.test(name) && /^\/var\/log\/(?!audit|journal|guardsh)[\w-]+(?:\/|$)/.test(show(value));
}

/** What the call is told to write to: by the table, by the names of its options; and the last operand of a program that nobody knows. */
function outputs({ invocation }: CallState): readonly Text[] {
  const writes = (name: string) => /^-[oO]$/.test(name) || /^write/.test(roleByName(name) ?? "");
  const named = strangeOptions(invocation).flatMap(({ name, value }) => (writes(name) ? [value] : []));
  const { entry, call } = invocation;
  const described = call.arguments.flatMap(({ role, text }) => (/^write/.test(role) ? [text] : []));
  const operands = call.arguments.filter(({ option }) => option === null);
  const last = entry === null && operands.length > 1 ? operands.at(-1) : undefined;
  return [...named, ...described, ...(last ? [last.text] : [])];
}

/** Names of options for what is read or only named: `--config`, `--input-file`, `--ignore-path`, `--target`. */
const READS =
  /(?:^|[-_.])(?:[a-z]*rc|conf(?:ig)?|cfg|init|settings?|profile|in|infile|input|src|source|sources|from|import|read|include|env|refs?|base(?:line)?|old|compare|with|keys?|identity|certs?|hosts?|passwd|paths?|dirs?|directory|root|home|cwd|prefix|mount(?:point)?|ignore|exclude|skip|watch|users?|groups?|exe|binary|object|target|script|policy|rules?|schema|template|format|layout)(?:$|[-_.=])|^--files?(?:name)?$/i;

/**
 * Is it one option, and not several letters? Of letters that a stranger has, those for files to read are left out; and of a
 * program that is known they only count where its operands are no files, which a flag may stand in front of.
 */
function isOneName({ invocation: { entry, call } }: CallState, name: string): boolean {
  if (name.startsWith("--")) return true;
  if (entry !== null) return call.entry.operands?.[0] === "text..." && MAY_WRITE.test(name);
  return /^-(?:[A-Za-z][\w.-]{4,}|[^cfirsCFIRS])$/.test(name);
}

/** A file that a shell, a scheduler or a login reads on its own later: an option that reads it says so by its name. */
export function runsLater(state: CallState, value: Text): boolean {
  const { engine, frame } = state.invocation;
  const { absolute } = pathIn(frame, atHome(state, value));
  // The list of users is the example of a file that everybody reads.
  const marks =
    absolute === null || absolute === "/etc/passwd" ? [] : marksOf(absolute, surroundings(engine));
  return marks.some(({ kind }) => kind === "startup" || kind === "authority");
}

/** A path, and no pattern for what is printed (`curl --write-out '%{http_code}/x'`). */
function isPath(text: Text): boolean {
  return looksLikePath(text) && !/[%{}=]/.test(show(text));
}

/** What a machine that is made runs at its start, among other things that it is told: `--metadata startup-script=LINE`. */
const SCRIPT_IN_VALUE = /^(?:startup-script|shutdown-script|user-data|user_data|cloud-init)=/;

/** Names of options whose value is said, searched or compared, not run: `--message`, `--exclude-pattern`. */
const WORDS =
  /message|title|body|text|desc|comment|note|prompt|pattern|query|name|label|reason|subject|summary|search|grep|find|filter|match|regex|ignore|exclude|include|deny|allow|block|header|content|input|data|string|value|args?$|tag|task|goal|instruction|question|expect|example/i;

/** The same as letters: `-m MESSAGE`, `-t TITLE`, `-q QUERY`. */
const WORDS_LETTER = /^-[bdgklmnqst]$/;

/**
 * May the value of an option that nobody knows be a command although its name does not say so (`feh --action`)? A single
 * letter says little, and may be several flags (`-rn`), so it only counts for programs that nobody knows.
 */
export function mayStart(state: CallState, name: string): boolean {
  if (name.startsWith("--")) return !WORDS.test(name);
  return state.invocation.entry === null && !WORDS_LETTER.test(name);
}

/** A file or what is in a directory is written; with what an address on the command line sends, if there is one. */
export function writeGuessed(state: CallState, text: Text): void {
  const address = state.invocation.argv
    .slice(1)
    .find((arg) => /^https?:\/\//i.test(show(attachedValue(arg))));
  const content = address ? unknownStream(new Set(["network"]), [show(address)]) : unknownStream();
  writeFile(state, atHome(state, text), content, "overwrite");
}
