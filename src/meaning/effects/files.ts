/** The files and directories that a call touches. */
import type { Delete, Stream, Write } from "../action.ts";
import { hasFlag } from "../call/flags.ts";
import type { Invocation } from "../call/invocation.ts";
import { inputAt } from "../interpreter/descriptors.ts";
import {
  contentOf,
  landing,
  madeFile,
  pathIn,
  readPath,
  rememberAdded,
  writePath,
} from "../locations/files.ts";
import { putIn } from "../output/edited.ts";
import { madeOf } from "../output/pure.ts";
import { textStream, through, unknownStream, withText } from "../stream.ts";
import { concat, known, literal, prefix, show, type Text } from "../value.ts";
import type { CallState } from "./call-state.ts";
import { comeUp } from "./parts.ts";
import { copyTree } from "./trees.ts";

/** A file is changed in place. If this command wrote the file, it holds from now on what the program makes of it. */
export function editFile(state: CallState, text: Text): void {
  const { program, argv } = state.invocation;
  const before = readPath(state.site, text);
  state.inputs.push(before);
  const packed = /^(.+)\.(?:gz|bz2|xz|zst|lzma|lz4|Z|br)$/.exec(literal(text) ?? "")?.[1];
  if (packed !== undefined && UNPACKS.test(program))
    writePath(state.site, known(packed), through(before, program), "overwrite");
  const path = pathIn(state.frame, text).absolute;
  if (!madeFile(state.frame, path)) {
    const put = putIn(state.invocation);
    writeFile(state, text, put === null ? unknownStream() : { ...unknownStream(), holds: put }, "in-place");
    if (put !== null) rememberAdded(state.frame, path, textStream(known(put)));
    return;
  }
  const others = argv.filter((arg) => arg !== text && !/^(?:-i|--in-place)/.test(prefix(arg)));
  // A copy of a file that nobody has read is no more put together by an edit than that file would be.
  const isCopy = before.text === null && before.via.length === 0 && before.sources.length < 2;
  const edited = isCopy ? before : through(withText(before, null), program);
  writeFile(state, text, madeOf({ ...state.invocation, argv: others }, before) ?? edited, "in-place");
}

/** Programs that put what they unpack beside it, without the ending. */
const UNPACKS = /^(?:un\w+|\w*gunzip|bunzip2|gzip|bzip2|xz|zstd|lzma|lz4)$/;

/** The call looks at a path without reading what is there. */
export function lookAt(state: CallState, text: Text): void {
  const { engine, span, program } = state.invocation;
  const path = pathIn(state.frame, text, state.recursive);
  engine.say(state.frame, span, { kind: "read", path, depth: "metadata", by: program });
}

/** A server that is told of no directory shows everybody the one that it works in, with all that is below. */
export function serveDirectory(state: CallState): void {
  const { call } = state.invocation;
  const told = call.entry.serves;
  if (told === undefined || told.split(" ").some((name) => call.options.has(name))) return;
  if (call.arguments.some(({ role, option }) => role === "read" && option === null)) return;
  readPath(state.site, known("."), true);
}

/** A file is written: what it holds from then on is known to the rest of the command. */
export function writeFile(state: CallState, text: Text, content: Stream, mode: Write["mode"]): void {
  const { engine, program, call } = state.invocation;
  const { frame } = state;
  writePath(state.site, text, content, mode);
  if (mode !== "overwrite" && mode !== "create") return;
  const sources = call.arguments.filter(
    ({ role, option }) => option === null && (role === "read" || role === "move"),
  );
  const path = pathIn(frame, text);
  for (const source of copies.test(program) ? sources : sources.slice(0, 1)) {
    const from = pathIn(frame, source.text);
    const target = hasFlag(state.invocation, "--parents")
      ? pathIn(frame, concat(text, known("/"), source.text)).absolute
      : landing(engine, source.text, path);
    if (target === null) continue;
    const isProgram = from.absolute !== null && /\/s?bin\/[^/]+$/.test(from.absolute);
    const copied = copies.test(program)
      ? (inputAt(frame, source.text) ?? contentOf(engine, frame, from))
      : content;
    // In a directory each has its own name there.
    if (copies.test(program) && target !== path.absolute) writePath(state.site, known(target), copied, mode);
    // A copy of a program is that program: `cp /bin/sh x; ./x`.
    const leaf = from.absolute?.slice(from.absolute.lastIndexOf("/") + 1) ?? null;
    const { files } = frame.shell;
    // With a directory goes what lies in it.
    if (from.absolute !== null && (state.recursive || source.role === "move")) {
      copyTree(state, from.absolute, hasFlag(state.invocation, "-T") ? (path.absolute ?? target) : target);
      for (const [below, file] of [...files])
        if (below.startsWith(`${from.absolute}/`))
          files.set(target + below.slice(from.absolute.length), file);
    }
    files.set(target, {
      content: isProgram ? (inputAt(frame, source.text) ?? contentOf(engine, frame, from)) : copied,
      program: isProgram ? leaf : null,
      leadsTo: null,
      fifo: false,
    });
  }
}

/** Programs that copy or move files to their last operand, under the names that they have. */
const copies = /^(?:cp|mv|install|gcp|gmv|ginstall|ditto)$/;

/** A path is deleted. */
export function deleteFile(state: CallState, text: Text): void {
  takeAway(state, text, { recursive: state.recursive, forced: state.forced });
}

/** A path is moved away, with all that is below it; what it held goes on in the call. */
export function moveFile(state: CallState, text: Text): void {
  if (!state.harmless && literal(text) !== "") state.inputs.push(readPath(state.site, text, true));
  takeAway(state, text, { recursive: true, forced: true });
}

function takeAway(state: CallState, text: Text, how: Pick<Delete, "recursive" | "forced">): void {
  const { engine, span, program } = state.invocation;
  if (state.harmless) return lookAt(state, text);
  // The empty string names no file: `rm -rf ""` takes nothing away.
  if (literal(text) === "") return;
  const path = pathIn(state.frame, text, how.recursive);
  engine.say(state.frame, span, { kind: "delete", path, ...how, filtered: false, by: program });
}

/** `-v HERE:THERE`: a container gets at what is here. */
export function mountDirectory(state: CallState, text: Text): void {
  const { engine, span, program } = state.invocation;
  const start = show(text);
  const host =
    /(?:^|,)(?:src|source|(?:volume-opt=)?device)=([^,]+)/.exec(start)?.[1] ?? start.split(":")[0] ?? "";
  if (!/^[/.~]/.test(host)) return;
  const path = pathIn(state.frame, known(host), true);
  engine.say(state.frame, span, { kind: "read", path, depth: "content", by: `${program} mount` });
}

/** Unpackers that put the members into the directory in force; tar's reader says so itself. */
function unpacksHere({ program, call, argv }: Invocation): boolean {
  if (program === "unzip")
    return !["-l", "-p", "-c", "-t", "-v", "-z", "-Z"].some((name) => call.options.has(name));
  const mode = argv[1] ? literal(argv[1]) : null;
  if (/^(?:7z[arz]?|unrar|rar)$/.test(program))
    return /^[xe]$/.test(mode ?? "") && !argv.some((word) => prefix(word).startsWith("-o"));
  return program === "cpio" && (call.options.has("-i") || call.options.has("--extract"));
}

/** Programs for which the end of an address is the name of a repository, not of a file. */
const clones = /^(?:git|gh|glab|hg|svn|jj|fossil|bzr|darcs)$/;

/** `-d DIR -o NAME`, `-P DIR URL`: the files are written below the directory, perhaps among others. */
export function intoDirectory(state: CallState): void {
  const { call, engine } = state.invocation;
  const given = call.arguments.findLast((each) => each.role === "write-directory")?.text;
  const directory = given ?? (unpacksHere(state.invocation) ? known(".") : undefined);
  if (!directory || state.harmless) return;
  const within = (name: Text) => concat(directory, known("/"), name);
  const named = call.arguments.filter((each) => each.role === "write" || each.role === "download");
  for (const { text } of named)
    if (/^[^/~$-]/.test(prefix(text))) state.outputs.push({ text: within(text), mode: "overwrite" });
  if (named.length > 0) return;
  const isClone = clones.test(state.invocation.program);
  for (const target of isClone ? [] : state.connections) {
    const leaf = /[^/]\/([^/?#]+)(?:[?#].*)?$/.exec(literal(target) ?? "")?.[1];
    if (leaf !== undefined) state.outputs.push({ text: within(known(leaf)), mode: "overwrite" });
  }
  // An archive or a repository may hold any name. Inside the project and temporary places that says nothing; elsewhere it does.
  comeUp(state.frame, pathIn(state.frame, directory).absolute);
  const path = pathIn(state.frame, directory).absolute;
  const usual =
    path === null || `${path}/`.startsWith(`${engine.context.cwd}/`) || /^\/(?:var\/)?tmp(?:\/|$)/.test(path);
  if (!usual && (isClone || state.connections.length === 0))
    state.outputs.push({ text: anythingIn(directory), mode: "overwrite" });
}

/** A path that stands for anything in a directory. */
export function anythingIn(directory: Text): Text {
  return concat(directory, known("/"), {
    pieces: [{ kind: "hole", taint: new Set(["glob"]), label: "*", shape: "glob" }],
    taint: directory.taint,
  });
}

/** `wget URL`, `curl -O URL`, `sftp host:FILE`: the file is called what the address ends in. */
export function namedByAddress(state: CallState): void {
  const { call, program } = state.invocation;
  // Of a directory, sftp begins a session there.
  const gets = /^(?:p?sftp)$/.test(program) && /\.\w+$/.test(prefix(state.connections[0] ?? known("")));
  const saves =
    gets ||
    /^(?:wget2?|axel|aria2c)$/.test(program) ||
    (program === "curl" && hasFlag(state.invocation, "-O --remote-name --remote-name-all"));
  const placed = call.arguments.some(({ role }) => role === "download" || role === "write-directory");
  if (!saves || placed || state.harmless || hasFlag(state.invocation, "--spider -I --head")) return;
  for (const target of state.connections) {
    const leaf = /[^/]\/([^/?#]+)(?:[?#].*)?$/.exec(literal(target) ?? "")?.[1];
    if (leaf !== undefined) state.outputs.push({ text: known(leaf), mode: "overwrite" });
  }
}
