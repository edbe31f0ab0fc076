/** Roles of arguments (commands/spec.ts), and what a program does with an argument of each. */
import type { CodeLanguage, Role } from "../../commands/spec.ts";
import { quote } from "../../syntax/quote.ts";
import { choosesShell, looksLikePath, WEB_CLIENTS } from "../call/looks.ts";
import { isReadable } from "../call/shell-line.ts";
import type { Argument } from "../call/sort.ts";
import { wildcard } from "../call/subcommand.ts";
import { dropPrefix, splitText } from "../call/words.ts";
import { sayRead } from "../interpreter/environment.ts";
import { remotePath } from "../locations/address.ts";
import { madeIn, pathIn, readPath } from "../locations/files.ts";
import { silence, unknownStream } from "../stream.ts";
import { concat, known, literal, prefix, show, type Text } from "../value.ts";
import { atHome, type CallState, settingFrame } from "./call-state.ts";
import { addCode, addScript, loadLibrary, runCommand, runShell, takeListed, takePackage } from "./code.ts";
import { settingsInFile } from "./configuration/settings.ts";
import { deleteFile, editFile, lookAt, mountDirectory, moveFile, writeFile } from "./files.ts";
import { languageIn } from "./languages.ts";
import { listenAt, readRemote, uploadField, uploadText, writeRemote } from "./network.ts";

/** In place of the name of a file: a command whose output is read, or whose input is written. */
function isPipe(text: Text): boolean {
  return prefix(text).startsWith("|") && show(text).length > 1 && isReadable(dropPrefix(text, 1));
}

/** Runs what an argument, an option or a setting of the program says. */
function runFor(state: CallState, text: Text, option: string | null): void {
  // A setting (`core.pager`), or a variable (`$PAGER`): what it starts runs here, wherever the rest of the call does.
  const isSetting = option !== null && /^[a-z$]/.test(option);
  if (isSetting && choosesShell(option, text)) return;
  state.codes.push(() =>
    isSetting ? runShell(state, text, settingFrame(state, option)) : runShell(state, text),
  );
}

/** The program that a text names, or the files in it, where it is a directory in which this command made some. */
function programsAt({ frame }: CallState, text: Text): readonly Text[] {
  const { absolute } = pathIn(frame, text);
  const inside = absolute === null || literal(text) === null ? [] : madeIn(frame, absolute);
  return inside.length > 0 ? inside.map((path) => known(path)) : [text];
}

/** What is done with an argument. */
type Deed = (state: CallState, argument: Argument) => void;

/** For what others look up when they need it: who, on what, with which attributes. */
const nothing: Deed = () => {};

/** Reads what the argument names, or what a pipe in its place prints. */
const read: Deed = (state, { text, role, option }) => {
  const { call, entry } = state.invocation;
  if (option === null && state.inPlace) return edit(state, { text, role, option });
  if (entry === null && !looksLikePath(text)) return;
  if (state.harmless && entry !== null) return;
  // `play '|command'`: a pipe in place of the file.
  if (isPipe(text)) {
    state.codes.push(() => runShell(state, dropPrefix(text, 1)));
    return;
  }
  // `xdg-open "https://…/?k=$KEY"`: what is read from elsewhere is asked for by its address.
  if (text.taint.has("secret") && /^https?:\/\//i.test(prefix(text))) {
    state.connections.push(text);
    return;
  }
  // `gcc @options`, `check_x --extra-opts=@file`: the file after the sign.
  const named = role !== "read" || call.entry.responseFiles;
  const file = named && prefix(text).startsWith("@") ? atHome(state, dropPrefix(text, 1)) : text;
  state.inputs.push(readPath(state.site, file, state.recursive));
  if (role === "config") for (const setting of settingsInFile(state, file)) applySetting(state, setting);
};

const edit: Deed = (state, { text }) => (state.harmless ? lookAt(state, text) : editFile(state, text));

const write: Deed = (state, { text }) => {
  if (state.harmless) return lookAt(state, text);
  // `psql -o '|command'`: the same for what is written. For most programs it is a file of that name all the same.
  if (isPipe(text) || /^!\S/.test(prefix(text))) state.codes.push(() => runShell(state, dropPrefix(text, 1)));
  state.outputs.push({ text, mode: "overwrite" });
};

const upload: Deed = (state, { text }) => {
  for (const file of state.invocation.program === "curl" ? braced(text) : [text])
    state.uploads.push(readPath(state.site, file, state.recursive));
};

/** A header with a key from the environment is how one logs in to a service: it is sent, and nothing is given away. */
function isLogin({ text: { taint }, option }: Argument): boolean {
  return /header/.test(option ?? "") && taint.has("env") && !taint.has("file");
}

/** Runs what prints the name of the file to open; without a name, what it prints is the content. */
const open: Deed = (state, { text }) => {
  state.codes.push(() => {
    const printed = runShell(state, text);
    const name = printed.text ? literal(printed.text)?.trim() : undefined;
    return name ? readPath(state.site, known(name)) : printed;
  });
};

const startProgram: Deed = (state, { text, option }) => {
  // The name of a program, where nothing of it is known, is no line of code (`gdb "$(file core | cut …)"`).
  if (prefix(text) === "" && (text.pieces.length === 0 || (text.pieces.length === 1 && option === null)))
    return;
  // `run-parts DIRECTORY`: what stands for a program is all that lies there.
  for (const each of programsAt(state, text)) runFor(state, each, option);
};

/** Words are words, but for aws and others: `--payload file://name` sends the file. */
const word: Deed = (state, { text, option }) => {
  const scheme = option === null ? undefined : /^fileb?:\/\//.exec(prefix(text))?.[0];
  if (scheme !== undefined)
    state.uploads.push(readPath(state.site, atHome(state, dropPrefix(text, scheme.length))));
};

/** Only of calls that are meant, not of those that only say what they would do. */
const meant =
  (deed: Deed): Deed =>
  (state, argument) => {
    if (!state.harmless) deed(state, argument);
  };

/** What is done with the arguments of each role but code, which has a language. */
const DEEDS: Readonly<Record<Exclude<Role, `${"code" | "script"}:${CodeLanguage}`>, Deed>> = {
  read,
  document: read,
  config: read,
  metadata: (state, { text }) => lookAt(state, text),
  identity: (state, { text }) => lookAt(state, text),
  write,
  download: write,
  append: (state, { text }) => {
    if (state.harmless) lookAt(state, text);
    else state.outputs.push({ text, mode: "append" });
  },
  create: meant((state, { text }) => writeFile(state, text, silence, "create")),
  edit,
  "write-directory": meant((state, { text }) => {
    state.outputs.push({ text, mode: "create" });
  }),
  device: meant((state, { text }) => writeFile(state, text, unknownStream(), "device")),
  delete: (state, { text }) => deleteFile(state, text),
  move: (state, { text }) => moveFile(state, text),
  url: (state, { text }) => useAddress(state, text),
  host: (state, { text }) => {
    state.connections.push(text);
  },
  "remote-move": (state, { text }) => {
    if (!state.harmless && remotePath(show(text)) === null) moveFile(state, text);
    readRemote(state, text);
  },
  "remote-read": (state, { text }) => readRemote(state, text),
  "remote-write": (state, { text }) => writeRemote(state, text),
  upload,
  "upload-text": (state, argument) => {
    if (!isLogin(argument)) uploadText(state, argument.text, argument.option);
  },
  "upload-form": (state, argument) => {
    if (!isLogin(argument)) uploadField(state, argument.text);
  },
  listen: (state, { text }) => listenAt(state, text),
  shell: (state, { text, option }) => runFor(state, text, option),
  line: (state, { text, option }) => runFor(state, text, option),
  editor: (state, { text, option }) => {
    runFor(state, concat(text, known(" .git/COMMIT_EDITMSG")), option);
    // What stands in front of the last command does not get the file.
    if (/[;|&]/.test(show(text)) && isReadable(text)) runFor(state, text, option);
  },
  opener: open,
  "comma-command": (state, { text }) => {
    state.codes.push(() => runCommand(state, splitText(text, ",")));
  },
  program: startProgram,
  library: (state, { text }) => loadLibrary(state, text),
  setting: (state, { text }) => applySetting(state, text),
  variable: (state, { text }) => {
    const { engine, span } = state.invocation;
    const name = literal(text);
    if (name !== null) sayRead(engine, state.frame, span, name);
  },
  "remote-program": (state, { text }) => takePackage(state, text, "run"),
  package: (state, { text }) => takePackage(state, text, "installed"),
  "package-list": (state, { text }) => takeListed(state, text),
  mount: (state, { text }) => mountDirectory(state, text),
  credential: word,
  text: word,
  method: nothing,
  number: nothing,
  command: nothing,
  options: nothing,
  assignment: nothing,
  "work-directory": nothing,
  attributes: nothing,
  link: nothing,
  "link-target": nothing,
  user: nothing,
  mode: nothing,
  owner: nothing,
  signal: nothing,
  process: nothing,
  container: nothing,
  image: nothing,
};

/** Does what an argument stands for by its role. */
export function apply(state: CallState, argument: Argument): void {
  const { text, role, option } = argument;
  if (!isCode(role)) return DEEDS[role](state, argument);
  const language = languageIn(role);
  // A statement of a trial is only checked: `bq query --dry_run 'DELETE …'`.
  if (language === null || (language === "sql" && state.harmless)) return;
  if (role.startsWith("script:")) addScript(state, language, text);
  else addCode(state, language, text, { prints: /^(?:-p|-pe|--print)$/.test(option ?? "") });
}

function isCode(role: Role): role is `${"code" | "script"}:${CodeLanguage}` {
  return /^(?:code|script):/.test(role);
}

/** `curl -T '{a,b}'`: curl itself takes braces apart. */
function braced(text: Text): readonly Text[] {
  const [, before = "", list, behind = ""] = /^([^{]*)\{([^{}]*)\}(.*)$/s.exec(literal(text) ?? "") ?? [];
  return list === undefined
    ? [text]
    : list.split(",").map((each) => known(before + each + behind, text.taint));
}

/** An address, or what looks like one: a file of this machine, a line for git to run, a host to talk to. */
function useAddress(state: CallState, text: Text): void {
  const { program } = state.invocation;
  // `file:///a`, `file:/a`, `file://localhost/a`
  const [scheme] = /^file:(?:\/\/(?:localhost|127\.0\.0\.1)?)?(?=[^/]*\/)/i.exec(prefix(text)) ?? [];
  if (scheme !== undefined) {
    state.inputs.push(readPath(state.site, dropPrefix(text, scheme.length)));
    return;
  }
  // git's transport `ext::command args`: the address is a command line, blanks written as `% `.
  if (program === "git" && /^ext::/.test(prefix(text))) {
    const line = show(dropPrefix(text, "ext::".length)).replaceAll("% ", "\0");
    const args = line
      .split(" ")
      .map((each) => (each.includes("\0") ? `'${each.replaceAll("\0", " ")}'` : each));
    state.codes.push(() => runShell(state, known(args.join(" "), text.taint)));
    return;
  }
  // `git@host:owner/repo` has a slash in it and is an address all the same.
  // Clients of the web take `example.com/x` for an address, never for a file.
  if (
    looksLikePath(text) &&
    remotePath(literal(text) ?? "") === null &&
    !(WEB_CLIENTS.has(program) && /^[^./~]/.test(show(text)))
  )
    state.inputs.push(readPath(state.site, text));
  else state.connections.push(text);
}

/** `NAME=VALUE` of a program whose settings can name files and programs. */
function applySetting(state: CallState, text: Text): void {
  const start = prefix(text);
  // `name=value` or `name value`; a colon only parts them where neither does (`APT::Update::Pre-Invoke::=x`).
  const parted = start.search(/[=\s]/);
  const equals = parted >= 0 ? parted : start.indexOf(":");
  const { settings = {} } = state.invocation.call.entry;
  if (equals <= 0) {
    // `npm config set NAME VALUE`, `git config NAME VALUE`: the value is the next word.
    const all = state.invocation.call.arguments;
    const at = all.findIndex((each) => each.text === text);
    const next = at >= 0 && start !== "" ? all[at + 1] : undefined;
    if (next && keeps(state, next.text)) applySetting(state, concat(text, known("="), next.text));
    return;
  }
  const name = start.slice(0, equals).toLowerCase();
  const found =
    settings[name] ??
    Object.entries(settings).find(([pattern]) => pattern.includes("*") && wildcard(pattern, name))?.[1];
  if (!found || found === "text") return;
  const [first, ...rest] = text.pieces;
  if (typeof first !== "string") return;
  const left = first.slice(equals + 1).replace(/^[\s=]+/, "");
  // git's convention: an alias is a shell command where it begins with `!`.
  const value = left.startsWith("!") ? left.slice(1) : (lineOfList(left) ?? left);
  apply(state, {
    text: { pieces: value === "" ? rest : [value, ...rest], taint: text.taint },
    role: found,
    option: name,
  });
}

/** Does the call keep this value for a setting? With `git config` that is a line to run, and not a pattern to look for. */
function keeps({ invocation: { call } }: CallState, value: Text): boolean {
  if (call.subcommand.includes("set")) return true;
  const asks = [...call.options.keys()].some((name) => /^--(?:get|unset|remove|rename|list)/.test(name));
  return call.subcommand.includes("config") && !asks && /[\s;&|<>`]/.test(show(value));
}

/** `["sh", "-c", "ls x"]`, a list of words as TOML and JSON write it, as a line for a shell; null: it is none. */
function lineOfList(value: string): string | null {
  if (!/^\[\s*["'].*\]$/s.test(value)) return null;
  const words = [...value.matchAll(/"((?:\\.|[^"\\])*)"|'([^']*)'/g)].map(
    ([, double, single]) => double ?? single ?? "",
  );
  return words.length === 0 ? null : words.map(quote).join(" ");
}
