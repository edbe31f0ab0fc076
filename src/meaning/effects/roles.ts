/** Roles of arguments (commands/spec.ts), and what a program does with an argument of each. */
import type { Role } from "../../commands/spec.ts";
import { quote } from "../../syntax/quote.ts";
import { looksLikePath, PLAIN_SHELL, WEB_CLIENTS } from "../call/looks.ts";
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
import { addCode, loadLibrary, runCommand, runShell, takeListed, takePackage } from "./code.ts";
import { settingsInFile } from "./configuration.ts";
import { deleteFile, editFile, lookAt, mountDirectory, writeFile } from "./files.ts";
import { languageIn } from "./languages.ts";
import { listenAt, touchRemote, uploadText } from "./network.ts";

/** In place of the name of a file: a command whose output is read, or whose input is written. */
function isPipe(text: Text): boolean {
  return prefix(text).startsWith("|") && show(text).length > 1 && isReadable(dropPrefix(text, 1));
}

/** Runs what an argument, an option or a setting of the program says. */
function runFor(state: CallState, text: Text, option: string | null): void {
  // A setting (`core.pager`), or a variable (`$PAGER`): what it starts runs here, wherever the rest of the call does.
  const isSetting = option !== null && /^[a-z$]/.test(option);
  if (isSetting && /shell$/.test(option) && PLAIN_SHELL.test(literal(text) ?? "")) return;
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

/** Does what an argument of this role stands for. */
export function apply(state: CallState, role: Role, argument: Argument): void {
  const { text, option } = argument;
  const { engine, span, program, call, entry } = state.invocation;
  const language = languageIn(role);
  // A statement of a trial is only checked: `bq query --dry_run 'DELETE …'`.
  if (language === "sql" && state.harmless) return;
  if (language !== null) {
    const prints = /^(?:-p|-pe|--print)$/.test(option ?? "");
    return addCode(state, role.startsWith("script:"), language, text, prints);
  }
  switch (role) {
    case "read":
    case "document":
    case "config": {
      if (option === null && state.inPlace) return apply(state, "edit", argument);
      if (entry === null && !looksLikePath(text)) return;
      if (state.harmless && entry !== null) return;
      // `play '|command'`: a pipe in place of the file.
      if (isPipe(text)) {
        state.codes.push(() => runShell(state, dropPrefix(text, 1)));
        return;
      }
      // `gcc @options`, `check_x --extra-opts=@file`: the file after the sign.
      const named = role !== "read" || call.entry.responseFiles;
      const file = named && prefix(text).startsWith("@") ? atHome(state, dropPrefix(text, 1)) : text;
      state.inputs.push(readPath(state.site, file, state.recursive));
      if (role === "config") for (const setting of settingsInFile(state, file)) applySetting(state, setting);
      return;
    }
    case "metadata":
    case "identity":
      return lookAt(state, text);
    case "write":
    case "download":
      if (state.harmless) return lookAt(state, text);
      // `psql -o '|command'`: the same for what is written. For most programs it is a file of that name all the same.
      if (isPipe(text) || /^!\S/.test(prefix(text)))
        state.codes.push(() => runShell(state, dropPrefix(text, 1)));
      state.outputs.push({ text, mode: "overwrite" });
      return;
    case "append":
      if (state.harmless) return lookAt(state, text);
      state.outputs.push({ text, mode: "append" });
      return;
    case "create":
      if (!state.harmless) writeFile(state, text, silence, "create");
      return;
    case "edit":
      if (state.harmless) return lookAt(state, text);
      return editFile(state, text);
    case "write-directory":
      if (!state.harmless) state.outputs.push({ text, mode: "create" });
      return;
    case "device":
      if (!state.harmless) writeFile(state, text, unknownStream(), "device");
      return;
    case "delete":
      return deleteFile(state, text, false);
    case "move":
      return deleteFile(state, text, true);
    case "url":
      return useAddress(state, text);
    case "host":
      state.connections.push(text);
      return;
    case "remote-move":
      if (!state.harmless && remotePath(show(text)) === null) deleteFile(state, text, true);
      return touchRemote(state, text, false);
    case "remote-read":
    case "remote-write":
      return touchRemote(state, text, role === "remote-write");
    case "upload":
      for (const file of program === "curl" ? braced(text) : [text])
        state.uploads.push(readPath(state.site, file, state.recursive));
      return;
    case "upload-text":
    case "upload-form":
      // A header with a key from the environment is how one logs in to a service.
      if (/header/.test(option ?? "") && text.taint.has("env") && !text.taint.has("file")) return;
      return uploadText(state, text, role === "upload-form", option);
    case "listen":
      return listenAt(state, text);
    case "shell":
    case "line":
      runFor(state, text, option);
      return;
    case "opener":
      state.codes.push(() => {
        const printed = runShell(state, text);
        const name = printed.text ? literal(printed.text)?.trim() : undefined;
        return name ? readPath(state.site, known(name)) : printed;
      });
      return;
    case "comma-command":
      state.codes.push(() => runCommand(state, splitText(text, ",")));
      return;
    case "program":
      // The name of a program, where nothing of it is known, is no line of code (`gdb "$(file core | cut …)"`).
      if (option === null && prefix(text) === "" && text.pieces.length === 1) return;
      if (prefix(text).trim() === "" && text.pieces.length === 0) return;
      // `run-parts DIRECTORY`: what stands for a program is all that lies there.
      for (const each of programsAt(state, text)) runFor(state, each, option);
      return;
    case "library":
      return loadLibrary(state, text);
    case "setting":
      return applySetting(state, text);
    case "variable": {
      const name = literal(text);
      if (name !== null) sayRead(engine, state.frame, span, name);
      return;
    }
    case "remote-program":
    case "package":
      return takePackage(state, text, role === "remote-program");
    case "package-list":
      return takeListed(state, text);
    case "mount":
      return mountDirectory(state, text);
    case "credential":
    case "text": {
      // aws and others: `--payload file://name` sends the file.
      const local = option === null ? null : /^fileb?:\/\//.exec(prefix(text));
      if (local) state.uploads.push(readPath(state.site, atHome(state, dropPrefix(text, local[0].length))));
      return;
    }
    case "method":
    case "number":
    case "command":
    case "options":
    case "assignment":
    case "work-directory":
    case "attributes":
    case "link":
    case "link-target":
    case "user":
    case "mode":
    case "owner":
    case "signal":
    case "process":
    case "container":
    case "image":
      return;
  }
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
  if (/^file:\/\//i.test(prefix(text))) {
    state.inputs.push(readPath(state.site, dropPrefix(text, "file://".length)));
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
  apply(state, found, {
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
