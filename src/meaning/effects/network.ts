/** What a call sends and whom it talks to. */
import type { Stream } from "../action.ts";
import { addressOf, remotePath, withoutUserinfo } from "../locations/address.ts";
import { isDirectory, pathIn, readPath } from "../locations/files.ts";
import { mix, silence, textStream } from "../stream.ts";
import { concat, known, prefix, show, type Text } from "../value.ts";
import { atHome, type CallState, innerFrame } from "./call-state.ts";
import { copyTree } from "./trees.ts";

/** A file to send among the fields of a form: `name=@file`, `name=<file`, `name@file`. */
const FORM_FILE = /^(?:[^=]*=[@<]|[\w-]*@(?=[/~.\w]))/;

/** Clients that take the parts of a request as words of a shape: `name=@file`, `name:=@file`, `Header:@file`, `name@file`. */
const ITEMS = /^(?:https?|httpie|xhs?)$/;
const ITEM_FILE = /^[^@]*?(?::=@|==@|=@|:@|@)(?=[/~.\w])/;

/** What an option says is to be sent: text, or a file that is named in it (`@file`). */
export function uploadText(state: CallState, text: Text, option: string | null): void {
  const start = prefix(text);
  const sign = start.startsWith("@") ? 1 : 0;
  // A cookie without `=` is a file of cookies.
  const isFile = option === "--cookie" ? !start.includes("=") : sign > 0;
  upload(state, text, isFile ? sign : undefined);
}

/** The same for a field of a form: `-F name=@file`, `--data-urlencode name@file`. */
export function uploadField(state: CallState, text: Text): void {
  upload(state, text, FORM_FILE.exec(prefix(text))?.[0].length);
}

/** Sends the file that is named behind so many characters; where there is none, the text itself. */
function upload(state: CallState, text: Text, before: number | undefined): void {
  const at = ITEMS.test(state.invocation.program) ? ITEM_FILE.exec(prefix(text))?.[0].length : before;
  if (at === undefined) {
    state.uploads.push(textStream(text));
    return;
  }
  const [first, ...rest] = text.pieces;
  if (typeof first !== "string") return;
  const left = first.slice(at).replace(/;(?:type|filename)=.*$/, "");
  const name: Text = { pieces: left === "" ? rest : [left, ...rest], taint: text.taint };
  state.uploads.push(readPath(state.site, atHome(state, name)));
}

/** Where a program that copies between hosts takes something from: `host:path`, or a path here. */
export function readRemote(state: CallState, text: Text): void {
  if (isElsewhere(state, text)) state.fetched = true;
  else state.uploads.push(readPath(state.site, text, true));
}

/** Where it puts what it copies: `host:path`, or a path here. */
export function writeRemote(state: CallState, text: Text): void {
  if (isElsewhere(state, text)) return;
  const { engine, program, call } = state.invocation;
  state.outputs.push({ text, mode: "overwrite" });
  // Into a directory: the file keeps its name.
  const target = pathIn(state.frame, text);
  if (isDirectory(engine, target))
    for (const from of state.connections) {
      const leaf = /[:/]([^:/]+)$/.exec(show(from))?.[1];
      if (leaf) state.outputs.push({ text: concat(text, known(`/${leaf}`)), mode: "overwrite" });
    }
  for (const { role, text: from } of call.arguments) {
    const isHere = role === "remote-read" && !remotePath(show(from));
    const source = isHere ? pathIn(state.frame, from).absolute : null;
    if (source === null || target.absolute === null) continue;
    // rsync takes the slash for "what is in it"; the others, and without one, for the directory itself.
    const isContent = program === "rsync" && /\/\.?$/.test(show(from));
    const leaf = isContent ? "" : source.slice(source.lastIndexOf("/"));
    copyTree(state, source, target.absolute + leaf);
  }
}

/** Is it a place on another host? The call connects to it then. */
function isElsewhere(state: CallState, text: Text): boolean {
  if (remotePath(show(text)) === null) return false;
  state.connections.push(text);
  return true;
}

/** The program waits for connections. */
export function listenAt(state: CallState, text: Text): void {
  const { engine, span, program } = state.invocation;
  const port = /(\d+)$/.exec(show(text))?.[1];
  engine.say(state.frame, span, {
    kind: "listen",
    address: text,
    port: port ? Number(port) : null,
    attached: false,
    by: program,
  });
}

/** Says what the call talks to, and what leaves with it. */
export function connectAll(state: CallState, input: Stream): void {
  const { engine, span, program, call } = state.invocation;
  const sends = state.uploads.length > 0 ? mix(state.uploads) : null;
  const inContainer = call.entry.place === "container";
  const all = call.entry.place === "host" ? input : null;
  for (const target of state.connections) {
    const address = addressOf(target);
    const rest = withoutUserinfo(target);
    // `docker cp x web:/y`: the other side is a container; of the engine's own address a port is given.
    const isName = inContainer && address.scheme === null && address.port === null;
    const frame = isName ? innerFrame(state) : state.frame;
    const query = rest.taint.size > 0 ? mix([textStream(rest), ...state.uploads]) : sends;
    const sent = query ?? (all && all !== silence && (all.taint.has("secret") || all.fromShell) ? all : null);
    engine.say(frame, span, {
      kind: "connect",
      ...address,
      target,
      sends: sent,
      interactive: sent?.fromShell ?? false,
      by: program,
    });
  }
  if (state.connections.length === 0 && call.entry.network) {
    engine.say(state.frame, span, {
      kind: "connect",
      host: null,
      port: null,
      scheme: null,
      target: known(program),
      sends,
      interactive: false,
      by: program,
    });
  }
}
