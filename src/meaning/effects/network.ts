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

/** What an option says is to be sent: text, or `@file`. */
export function uploadText(state: CallState, text: Text, form: boolean, option: string | null): void {
  const { program } = state.invocation;
  const start = prefix(text);
  // `-F name=@file`, `--data-urlencode name@file`, `-d @file`; a cookie without `=` is a file of cookies.
  const isFile = option === "--cookie" ? !start.includes("=") : start.startsWith("@");
  const at = ITEMS.test(program)
    ? ITEM_FILE.exec(start)?.[0].length
    : form
      ? FORM_FILE.exec(start)?.[0].length
      : isFile
        ? start.startsWith("@")
          ? 1
          : 0
        : undefined;
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

/** `host:path`, or a path here, of a program that copies between hosts. */
export function touchRemote(state: CallState, text: Text, write: boolean): void {
  const { engine, program } = state.invocation;
  const place = remotePath(show(text));
  if (place) {
    state.connections.push(text);
    if (!write) state.fetched = true;
    return;
  }
  if (write) {
    state.outputs.push({ text, mode: "overwrite" });
    // Into a directory: the file keeps its name.
    const target = pathIn(state.frame, text);
    if (isDirectory(engine, target))
      for (const from of state.connections) {
        const leaf = /[:/]([^:/]+)$/.exec(show(from))?.[1];
        if (leaf) state.outputs.push({ text: concat(text, known(`/${leaf}`)), mode: "overwrite" });
      }
    for (const { role, text: from } of state.invocation.call.arguments) {
      const source =
        role === "remote-read" && !remotePath(show(from)) ? pathIn(state.frame, from).absolute : null;
      if (source === null || target.absolute === null) continue;
      // rsync takes the slash for "what is in it"; the others, and without one, for the directory itself.
      const itself = !(program === "rsync" && /\/\.?$/.test(show(from)));
      copyTree(
        state,
        source,
        itself ? `${target.absolute}${source.slice(source.lastIndexOf("/"))}` : target.absolute,
      );
    }
  } else state.uploads.push(readPath(state.site, text, true));
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
