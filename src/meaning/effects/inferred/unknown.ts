/** A program that nobody knows: its arguments by their looks, its first words by what such words mean (`prog wipe ~`). */
import type { Language } from "../../action.ts";
import { isTrial } from "../../call/flags.ts";
import { attachedValue, CODE_FOLLOWS, isOfTheHost, looksLikePath, SHELL_COMMAND } from "../../call/looks.ts";
import { isPureLine, readsAsShell } from "../../call/shell-line.ts";
import { dropPrefix } from "../../call/words.ts";
import { languageOf } from "../../interpreter/code.ts";
import { contentOf, pathIn, readPath } from "../../locations/files.ts";
import { unknownStream } from "../../stream.ts";
import { known, literal, prefix, show, type Text } from "../../value.ts";
import { atHome, type CallState, settingFrame } from "../call-state.ts";
import { addCode, addScript, runCommand, runShell } from "../code.ts";
import { anythingIn, deleteFile, writeFile } from "../files.ts";
import { holdsWhatRunsLater, runsLater, writeGuessed } from "./named-options.ts";
import { STARTS, WHOM, wrappedCommand } from "./started.ts";

/** What a program that nobody knows does by the looks of its arguments. */
export function guessArguments(state: CallState): void {
  const { argv, program } = state.invocation;
  // `$MAKE -C dir clean` with nothing in MAKE: no program is called like an option.
  if (/^-(?:[A-Za-z]$|-)/.test(program)) return;
  const args = argv.slice(1);
  for (const [i, arg] of args.entries()) {
    const value = atHome(state, attachedValue(arg));
    const shown = show(value);
    const before = show(args[i - 1] ?? value);
    if (i > 0 && CODE_FOLLOWS.test(before) && /[("'`;{\s]/.test(shown)) {
      if (readsAsShell(value)) state.codes.push(() => runShell(state, value, settingFrame(state, before)));
      else addCode(state, "other", value);
    }
    if (SHELL_COMMAND.test(shown)) state.codes.push(() => runShell(state, value));
    else if (HIDDEN_DIRECTORY.test(shown) && args.some((each) => WITH_ALL_BELOW.test(show(each))))
      state.inputs.push(readPath(state.site, value, true));
    else if (value.pieces !== arg.pieces && looksLikePath(value) && !isUsedOnly(state, value))
      state.inputs.push(readPath(state.site, value));
  }
  const wrapped = wrappedCommand(args);
  const line = lineAmong(args, STARTER.test(program));
  if (wrapped) state.codes.push(() => runCommand(state, wrapped));
  else if (line) state.codes.push(() => runShell(state, line));
  else if (!isTrial(state.invocation.call.options)) followWords(state);
}

/** Is it a key that the program works with (`server --tls-key=/srv/tls.key`)? */
function isUsedOnly({ invocation }: CallState, value: Text): boolean {
  const shown = show(value);
  return invocation.call.arguments.some(({ role, text }) => role === "identity" && show(text) === shown);
}

/** Programs whose name says that they start others: `bgrun 'ls'`, `every 5m 'make'`. */
const STARTER =
  /^run(?!time|e)|run(?:ner)?$|exec|spawn|retry|repeat|^every|launch|^on-?(?:fail|change|error|success)$/;

/**
 * The line for a shell among the operands: any, of a program that starts others by its name; of the rest only the first one
 * behind those that say on which hosts (`prog all 'rm -rf /srv'`), and only where it is nothing but a command with options and
 * paths, or a pipeline of commands.
 */
function lineAmong(args: readonly Text[], starts: boolean): Text | undefined {
  if (starts) return args.find((arg) => /\s/.test(show(arg)) && readsAsShell(arg));
  const first = args.find((arg) => !/^(?:-.*|\d+[smhd]?)$/.test(show(arg)) && !WHOM.test(show(arg)));
  return first && /\s/.test(show(first)) && isPureLine(first) ? first : undefined;
}

/** Words for taking away what is named … */
const TAKES =
  /^(?:delete|del|destroy|drop|purge|wipe|erase|nuke|remove|rm|rmdir|truncate|obliterate|unlink|shred|clean|clear|empty|trash|zap)$/;
/** … as a part of the name of a program … */
const TAKER =
  /^(?:rm(?:tree|dir|rf|all)?|(?:del(?:ete)?|wipe|erase|nuke|purge|shred|clean|trash|destroy)(?:r|er|tree|all)?)$|(?:wipe|erase|nuke|purge|shred|clean)r?$|^(?:wipe|erase|nuke|purge|shred|zap)(?:paths?|dirs?|files?|home)$/;
/** … as an option … */
const TAKING =
  /^--?(?:delete|purge|wipe|erase|destroy|nuke)(?:-(?:all|everything|files?|data|original|source))?$/;
/** … for putting something there … */
const PUTS = /^(?:write|overwrite|append|edit|patch|inject)(?:conf|file|ln|line|er)?$/;
/** … and for bringing something there from elsewhere. */
const BRINGS = /^(?:copy|cp|move|mv|install|link|symlink|extract|unpack|put|putfile)$/;
const BRINGER = /^(?:safe|fast|my|x|p)?(?:cp|mv)$|^(?:copy|move)[a-z]?$|copy$|^put(?:file)?$/;
/** Words for sending what is named … */
const SENDS = /send|share|upload|sync|copy|push|backup|mirror|publish|transfer|attach|paste|\bgist|\bput$/;
/** … and options by which a directory is meant with all that is below, where that is one of a program's own (`~/.ssh`). */
const WITH_ALL_BELOW = /^(?:-[rR]|--recursive)$/;
const HIDDEN_DIRECTORY = /^[~/].*\/\.[^/]/;
/** … and programs that print it, by their names. */
const PRINTS = /^(?:[a-z]{0,4}cat|[a-z]*(?:view|viewer|pager|print|dump)|show)$/;
/** Words by which code is loaded, besides those by which it is started. */
const LOADS = /^(?:source|load|eval|bootstrap|install|apply)$/;
/** Subcommands and flags that only look. */
const LOOKS =
  /^(?:-{0,2}(?:list|show|info|status|get|print|check|inspect|query|identify|verify|health|help)|-[lih])$/;

/** The first words of the call, and the name of the program, say what is done to what stands behind them. */
function followWords(state: CallState): void {
  const { argv, program, call } = state.invocation;
  const operands = call.arguments.filter(({ option }) => option === null).map(({ text }) => text);
  const words = operands.slice(0, 2).map(show);
  const says = (meaning: RegExp) => words.some((word) => meaning.test(word));
  const looks = argv.slice(1).some((arg) => LOOKS.test(show(arg)));
  // `fast-rm /etc/x`, but not a project's own `./clean-up`.
  const isBare = !show(argv[0] ?? known("")).includes("/");
  const called = (meaning: RegExp) =>
    isBare && !looks && program.split(/[-_]/).some((part) => meaning.test(part));
  const paths = operands.filter(isOfTheHost);
  const takes = says(TAKES) || called(TAKER) || [...call.options.keys()].some((name) => TAKING.test(name));
  if (takes) for (const path of paths) deleteFile(state, path);
  const last = operands.at(-1);
  const brings = (says(BRINGS) && operands.length > 2) || (called(BRINGER) && operands.length > 1);
  const target = says(PUTS) || brings ? last : called(PUTS) ? operands[0] : undefined;
  if (target && isOfTheHost(target)) writeGuessed(state, target);
  else if (!looks && !COMPARES.test(program)) writeLast(state, operands);
  const sends = SENDS.test(program) || says(SENDS) || argv.some((arg) => ELSEWHERE.test(show(arg)));
  if (sends) sendAll(state, paths);
  if (sends || program.split(/[-_.\d]/).some((part) => PRINTS.test(part))) readSecrets(state);
  if (!looks) writeDisks(state);
  if (says(LOADS) || words.some((word) => STARTS.has(word))) runAddresses(state, operands);
}

/** Programs that read their last operand like the others. */
const COMPARES =
  /diff|cmp|lint|grep|(?:^|[-_])(?:compare|merge|check|search|find|view|cat|show|less|print|read|hash|test)(?:[-_]|$)/;

/** Of several operands the last is often where the result goes. That is believed only of files that something runs or reads by itself later. */
function writeLast(state: CallState, operands: readonly Text[]): void {
  const [last, ...others] = operands.map(withoutScheme).reverse();
  // Behind an option it may be the value of that.
  const isValue = prefix(state.invocation.argv.at(-2) ?? known("")).startsWith("-");
  const areFiles = others.some((text) => /[./]/.test(show(text)));
  if (!last || isValue || !areFiles || others.some((text) => runsLater(state, text))) return;
  if (runsLater(state, last)) writeGuessed(state, last);
  else if (holdsWhatRunsLater(state, last)) writeGuessed(state, anythingIn(last));
}

/** `pcapfile:/srv/x`: the path alone. */
function withoutScheme(text: Text): Text {
  return dropPrefix(text, /^[a-z][\w+]+:(?=[/~])/.exec(prefix(text))?.[0].length ?? 0);
}

/** Another machine: `host:/path`, `https://…`. */
const ELSEWHERE = /^[\w.@-]+:\/|^[a-z][a-z\d+]+:\/\//;

/** Sends the named paths, each with everything below it. */
function sendAll(state: CallState, paths: readonly Text[]): void {
  for (const path of paths) if (show(path) !== "/") state.inputs.push(readPath(state.site, path, true));
}

/** Reads files of secrets that are named without a directory; such a name hardly means anything else: `upload .env`. */
function readSecrets(state: CallState): void {
  const { argv, engine } = state.invocation;
  for (const arg of argv.slice(1)) {
    const value = attachedValue(arg);
    const name = literal(value);
    if (name === null || !/^\.?\w[\w.-]*\.?\w+$/.test(name) || looksLikePath(value)) continue;
    if (isUsedOnly(state, value)) continue;
    if (contentOf(engine, state.frame, pathIn(state.frame, value)).taint.has("secret"))
      state.inputs.push(readPath(state.site, value));
  }
}

/** Writes to a disk that is named, unless the call says that it only looks. */
function writeDisks(state: CallState): void {
  for (const arg of state.invocation.argv.slice(1)) {
    // `dd`'s way: `of=/dev/sda`.
    const name = /^[a-z]+(?==\/)/.exec(prefix(arg))?.[0];
    // `root=/dev/sda1` says to a kernel where it finds its files.
    if (name !== undefined && /^(?:if|in|input|src|source|from|root|resume)$/.test(name)) continue;
    const value = name === undefined ? attachedValue(arg) : dropPrefix(arg, name.length + 1);
    if (DISK.test(show(value))) writeFile(state, value, unknownStream(), "device");
  }
}

const DISK = /^\/dev\/(?:[shv]d[a-z]|xvd[a-z]|nvme\d|mmcblk\d|r?disk\d|mapper\/.|md\d|dm-\d)[\w./-]*$/;

/** Runs program files that are named by an address. */
function runAddresses(state: CallState, operands: readonly Text[]): void {
  for (const text of operands) {
    const language = remoteLanguage(text);
    if (language !== null) addScript(state, language, text);
  }
}

/** The language of a program file by its address; null: something else, or a file of this machine. */
function remoteLanguage(text: Text): Language | null {
  const address = literal(text);
  if (address === null || !/^https?:\/\//i.test(address)) return null;
  return languageOf(address.replace(/[?#].*$/, ""), null);
}
