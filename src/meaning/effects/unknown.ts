/**
 * Calls by what all programs share, where no table says anything: options by their names, and, of a program that nobody
 * knows, its operands by their looks, its first words by what such words mean (`prog exec -- rm x`, `prog wipe ~`).
 */
import { canonicalName } from "../../commands/index.ts";
import { parse } from "../../syntax/index.ts";
import type { Language } from "../action.ts";
import { attachedValue, CODE_FOLLOWS, looksLikePath, SHELL_COMMAND } from "../call/looks.ts";
import { isCommandLine, roleByName } from "../call/option-names.ts";
import { optionKnown } from "../call/sort.ts";
import { languageOf } from "../interpreter/code.ts";
import { readPath } from "../locations/files.ts";
import { unknownStream } from "../stream.ts";
import { literal, prefix, show, type Text } from "../value.ts";
import { atHome, type CallState, settingFrame } from "./call-state.ts";
import { addCode, runCommand, runShell } from "./code.ts";
import { deleteFile, writeFile } from "./files.ts";

/** Options that the program's table does not have, by their names. */
export function namedOptions(state: CallState): void {
  for (const { name, value } of strangeOptions(state)) {
    const role = roleByName(name);
    if (role === "shell" && isCommandLine(value) && readsAsShell(value))
      state.codes.push(() => runShell(state, value, settingFrame(state, name)));
    else if (role !== null && role !== "shell" && looksLikePath(value)) writeGuessed(state, value);
  }
}

/** An option and its value, attached or in the next word. */
interface Given {
  readonly name: string;
  readonly value: Text;
}

/** Options with what may be their value, without those that the table knows or that belong to a command behind them. */
function strangeOptions({ invocation }: CallState): readonly Given[] {
  const { argv, call, entry } = invocation;
  if (entry?.style === "none" || entry?.style === "keys" || entry?.style === "old") return [];
  // What stands behind a script is the script's (`php artisan --execute=…`), behind a command the command's.
  const script = call.arguments.find(({ role, option }) => option === null && /^(?:code|script):/.test(role));
  const end = script ? argv.indexOf(script.text) : argv.length - (call.command?.length ?? 0);
  const own = argv.slice(1, end);
  const known = new Set(call.arguments.filter(({ option }) => option !== null).map(({ text }) => text));
  const found: Given[] = [];
  for (const [i, arg] of own.entries()) {
    const start = prefix(arg);
    if (start === "--") break;
    const name = /^--?[A-Za-z][\w.-]*/.exec(start)?.[0];
    if (name === undefined || known.has(arg) || optionKnown([call.entry, entry], name)) continue;
    const next = own[i + 1];
    if (start.startsWith("=", name.length)) found.push({ name, value: attachedValue(arg) });
    else if (start.length === name.length && next && !prefix(next).startsWith("-"))
      found.push({ name, value: next });
  }
  return found;
}

/** A file or what is in a directory is written; with what an address on the command line sends, if there is one. */
function writeGuessed(state: CallState, text: Text): void {
  const address = state.invocation.argv
    .slice(1)
    .find((arg) => /^https?:\/\//i.test(show(attachedValue(arg))));
  const content = address ? unknownStream(new Set(["network"]), [show(address)]) : unknownStream();
  writeFile(state, atHome(state, text), content, "overwrite");
}

/** What a program that nobody knows does by the looks of its arguments. */
export function guessArguments(state: CallState): void {
  const { argv, engine, span, program } = state.invocation;
  const args = argv.slice(1);
  for (const [i, arg] of args.entries()) {
    const value = atHome(state, attachedValue(arg));
    const shown = show(value);
    const before = show(args[i - 1] ?? value);
    if (i > 0 && CODE_FOLLOWS.test(before) && /[("'`;{\s]/.test(shown)) {
      if (readsAsShell(value)) state.codes.push(() => runShell(state, value, settingFrame(state, before)));
      else addCode(state, false, "other", value);
    }
    if (before === "-o" && i > 0 && looksLikePath(value)) writeGuessed(state, value);
    if (SHELL_COMMAND.test(shown)) state.codes.push(() => runShell(state, value));
    else if (value.pieces !== arg.pieces && looksLikePath(value))
      state.inputs.push(readPath(engine, state.frame, value, span, program));
  }
  const wrapped = wrappedCommand(args);
  if (wrapped) state.codes.push(() => runCommand(state, wrapped));
  else followWords(state);
}

/**
 * Is this a line for a shell, and neither text nor code of another language: does it begin with a program that the tables
 * know, or with a path, and is it one that a shell can read?
 */
function readsAsShell(line: Text): boolean {
  const first = /^\s*(?:\w+=\S*\s+)*([\w./~+-]+)/.exec(show(line))?.[1];
  if (first === undefined || !(/^[./~]/.test(first) || canonicalName(first) !== null)) return false;
  return parse(show(line)).unparsed === null;
}

/** Words by which a program says that a command follows. */
const STARTS = new Set("run exec execute shell start spawn launch wrap call cmd ssh".split(" "));

/** Programs that nobody names a subcommand after, or whose name as a subcommand means the same. */
const WRAPPED = new Set(
  "sh bash dash zsh ksh ash rm dd shred curl wget chmod chown tee mv nc ncat python python3 perl ruby node sudo doas".split(
    " ",
  ),
);

/** The command in `prog rm -rf x`, `prog -n 5 bash -c …`, `prog exec x -- ls`; null where there is none. */
function wrappedCommand(args: readonly Text[]): readonly Text[] | null {
  const dashes = args.findIndex((arg) => literal(arg) === "--");
  if (dashes >= 0) {
    const first = literal(args[dashes + 1] ?? { pieces: [], taint: new Set() });
    if (first && !first.startsWith("-") && canonicalName(first) !== null) return args.slice(dashes + 1);
  }
  for (const [i, arg] of args.entries()) {
    const word = literal(arg);
    if (word === null) return null;
    const name = word.slice(word.lastIndexOf("/") + 1);
    if (WRAPPED.has(name) && i + 1 < args.length) return args.slice(i);
    const behindOption = i > 0 && /^-[A-Za-z]$/.test(show(args[i - 1] ?? arg));
    if (!word.startsWith("-") && !STARTS.has(word) && !/^\d+[smhd]?$/.test(word) && !behindOption)
      return null;
  }
  return null;
}

/** Words for taking away what is named … */
const TAKES =
  /^(?:delete|del|destroy|drop|purge|wipe|erase|nuke|remove|rm|rmdir|truncate|obliterate|unlink|shred|clean|clear|empty|trash|zap)$/;
/** … for putting something there … */
const PUTS = /^(?:write|overwrite|append|edit|patch|inject)$/;
/** … and for bringing something there from elsewhere. */
const BRINGS = /^(?:copy|cp|move|mv|install|link|symlink|extract|unpack)$/;
/** Subcommands and flags that only look. */
const LOOKS =
  /^(?:-{0,2}(?:list|show|info|status|get|print|check|inspect|query|identify|verify|health|help)|-[lih])$/;

/** The language of a program file by its address; null: something else, or a file of this machine. */
function remoteLanguage(text: Text): Language | null {
  const address = literal(text);
  if (address === null || !/^https?:\/\//i.test(address)) return null;
  return languageOf(address.replace(/[?#].*$/, ""), null);
}

/** The first words of the call, and the name of the program, say what is done to the paths and addresses behind them. */
function followWords(state: CallState): void {
  const { argv, program, call } = state.invocation;
  const operands = call.arguments.filter(({ option }) => option === null).map(({ text }) => text);
  const words = operands.slice(0, 2).map(show);
  const looks = argv.slice(1).some((arg) => LOOKS.test(show(arg)));
  const paths = operands.filter((text) => isOfTheHost(show(text)));
  const says = (meaning: RegExp) => words.some((word) => meaning.test(word));
  const bare = !show(argv[0] ?? { pieces: [], taint: new Set() }).includes("/");
  const named = bare && program.split(/[-_]/).some((part) => TAKES.test(part));
  if (says(TAKES) || (named && !looks)) for (const path of paths) deleteFile(state, path, false);
  const last = paths.at(-1);
  if (last && last === operands.at(-1) && (says(PUTS) || (says(BRINGS) && operands.length > 2)))
    writeGuessed(state, last);
  if (!looks)
    for (const arg of argv.slice(1)) {
      const value = attachedValue(arg);
      if (DISK.test(show(value))) writeFile(state, value, unknownStream(), "device");
    }
  if (words.some((word) => STARTS.has(word) || /^(?:source|load|eval|bootstrap)$/.test(word)))
    for (const text of operands) {
      const language = remoteLanguage(text);
      if (language !== null) addCode(state, true, language, text);
    }
}

const DISK = /^\/dev\/(?:[shv]d[a-z]|xvd[a-z]|nvme\d|mmcblk\d|r?disk\d|mapper\/.|md\d|dm-\d)/;

/** A path of this machine, and not one of a service (`/api/users`): by the directory that it begins with. */
function isOfTheHost(path: string): boolean {
  return /^(?:~|\/$|\/\*|\/(?:bin|boot|dev|etc|home|lib\w*|media|mnt|opt|proc|root|sbin|srv|sys|usr|var|Users|Library|System|Applications)(?:\/|$))|^\.\.(?:\/|$)/.test(
    path,
  );
}
