/** Connections and requests of inline programs, and what was put off until the whole program was seen. */

import { addressOf } from "../../locations/address.ts";
import { mix, textStream, unknownStream } from "../../stream.ts";
import type { Text } from "../../value.ts";
import { concat, known, prefix, show } from "../../value.ts";
import type { SpecOf } from "../calls/spec.ts";
import { keptNames } from "../follow/callbacks.ts";
import type { Arguments, Program } from "../follow/program.ts";
import type { Value } from "../values/known.ts";
import {
  alternatives,
  fromStream,
  nothingKnown,
  taintOf,
  text,
  thing,
  toNumber,
  toStream,
  toText,
  unknownFrom,
} from "../values/known.ts";
import { contentOf, read, write } from "./access.ts";
import { fromNetwork, NETWORK, named, pathsOf, pick } from "./arguments.ts";
import { asCommand, requestWords } from "./equivalent.ts";

/** A connection is opened; it is said at the end, when it is known what it is tied to. */
export function connect(program: Program, spec: SpecOf<"connect">, args: Arguments): Value {
  const address = pick(args, spec.address);
  let host = pick(args, spec.host);
  let port = pick(args, spec.port);
  if (address?.kind === "list") [host = null, port = null] = address.items;
  else if (address?.kind === "map" || args.named.has("host") || args.named.has("hostname")) {
    host = args.named.get("host") ?? args.named.get("hostname") ?? host ?? text("localhost");
    port = args.named.get("port") ?? port;
  } else if (!host && address) host = address.kind === "number" ? text("localhost") : address;
  // `tls.connect(8000, { key })`
  if (host?.kind === "map") host = host.entries.get("host") ?? text("localhost");
  if (host?.kind === "function" || (host === null && toNumber(port) !== null)) host = text("localhost");
  const shown = host ? toText(host) : known("?");
  const number = toNumber(port);
  program.sockets.push({ kind: "connect", address: shown, port: number, sends: [], tied: false });
  return args.receiver?.kind === "thing" ? args.receiver : thing("socket");
}

/** A request is made: said at once, with what it sends. Its response is the value. */
export function request(program: Program, spec: SpecOf<"request">, args: Arguments, path: string): Value {
  const { engine, source } = program;
  const given = pick(args, spec.url);
  const target =
    given?.kind === "thing" && given.slots.has("url") ? (given.slots.get("url") ?? nothingKnown) : given;
  const payload: Value[] = [];
  for (const at of spec.sends ?? []) {
    const value = pick(args, at);
    if (!value || value.kind === "function") continue;
    const plain = at === "headers" ? headersOf(value) : contentOf(program, program.plain(value));
    if (plain) payload.push(plain);
  }
  const held = given?.kind === "thing" ? (given.slots.get("data") ?? given.slots.get("body")) : undefined;
  if (held) payload.push(program.plain(held));
  let url = target?.kind === "map" ? addressFromOptions(target) : target ? toText(target) : known("?");
  // `file:` is no request at all.
  if (prefix(url).startsWith("file:")) return fromStream(read(program, url));
  for (const way of target ? alternatives(target) : []) {
    url = way.kind === "map" ? addressFromOptions(way) : toText(way);
    const sent =
      payload.length > 0 ? mix(payload.map(toStream)) : url.taint.has("secret") ? textStream(url) : null;
    // What the program answers itself goes nowhere; what it sends is looked at all the same.
    if (sent === null && isAnswered(program, url)) continue;
    const words = requestWords(pick(args, spec.methodIn), spec.method, url);
    if (words && sent === null) {
      asCommand(program, words);
      continue;
    }
    if (/^https?\.request$/.test(path)) {
      // What is written to it comes later.
      const sends = sent ? [sent] : [];
      program.sockets.push({ kind: "connect", address: url, port: null, sends, tied: false });
      continue;
    }
    engine.emit({
      kind: "connect",
      origin: program.origin,
      ...addressOf(url),
      target: url,
      sends: sent,
      interactive: false,
      by: source.by,
    });
  }
  const response = unknownStream(NETWORK, [show(url)]);
  for (const file of pathsOf(pick(args, spec.saves))) write(program, file, response, "overwrite");
  return /^https?\.request$/.test(path)
    ? thing("request-stream", { content: fromStream(response) })
    : fromStream(response);
}

/** A library for tests answers what is asked of this host from here on, or of any. */
export function answers(program: Program, spec: SpecOf<"answers">, args: Arguments): Value {
  const given = pick(args, spec.address);
  const host = given ? addressOf(toText(given)).host : null;
  if (spec.address === undefined || host !== null) program.answered.add(host);
  return thing("mock");
}

function isAnswered({ answered }: Program, url: Text): boolean {
  return answered.has(null) || (answered.size > 0 && answered.has(addressOf(url).host ?? ""));
}

/** Names of headers in which services expect keys. */
const CREDENTIAL_HEADER = /auth|token|key|secret|cookie|session|signature|passw|credential|jwt|bearer/i;

/** Headers that carry what is no credential by its name: a key in `Authorization` is how one logs in. */
function headersOf(headers: Value): Value | null {
  if (headers.kind !== "map") return null;
  const others = [...headers.entries].filter(([name]) => !CREDENTIAL_HEADER.test(name));
  return others.length > 0 ? { kind: "list", items: others.map(([, value]) => value) } : null;
}

function addressFromOptions({ entries }: Extract<Value, { kind: "map" }>): Text {
  const host = entries.get("url") ?? entries.get("hostname") ?? entries.get("host") ?? nothingKnown;
  const path = entries.get("path");
  const whole = toText(host);
  if (prefix(whole).includes("://")) return whole;
  return concat(known("http://"), whole, path ? toText(path) : known(""));
}

/** A socket waits for connections. */
export function listen(program: Program, spec: SpecOf<"listen">, args: Arguments): Value {
  for (const each of [...args.positional, ...args.named.values()]) serveFiles(program, each);
  const address = pick(args, spec.address);
  const pair = address?.kind === "list" ? address.items : [];
  const port = toNumber(pick(args, spec.port)) ?? toNumber(pair[1]) ?? toNumber(args.named.get("port"));
  program.sockets.push({
    kind: "listen",
    address: pair[0] ? toText(pair[0]) : known(""),
    port,
    sends: [],
    tied: false,
  });
  return args.receiver ?? thing("socket");
}

/** Python's handler that shows a directory, or one with its directory given in advance (`functools.partial`). */
function serveFiles(program: Program, handler: Value): void {
  const given = handler.kind === "thing" && handler.type === "partial" ? handler : null;
  const callee = given?.slots.get("callee") ?? handler;
  if (callee.kind !== "symbol" || !/\b(?:Simple|CGI)HTTPRequestHandler$/.test(callee.path)) return;
  const directory = given ? keptNames(given).get("directory") : undefined;
  const words = ["python3", "-m", "http.server"].map((word) => known(word));
  asCommand(program, [...words, ...(directory ? [known("-d"), toText(directory)] : [])]);
}

/** Data goes out over the connections that are open. */
export function send(program: Program, spec: SpecOf<"send">, args: Arguments): Value {
  const data = pick(args, spec.data);
  const stream = data ? toStream(program.plain(data)) : null;
  if (stream && (stream.taint.size > 0 || stream.fromShell)) program.sockets.at(-1)?.sends.push(stream);
  if (stream?.fromShell) program.tie();
  return fromNetwork("the connection");
}

/** An address as it stands in code. */
const ADDRESS = /^(?:https?|wss?|ftps?|tcp|udp):\/\//i;

/**
 * One of the steps in which a library puts a request together, whose order nobody knows: an address opens a
 * connection, whatever else has come from somewhere goes over the last one. What comes back is the far side's.
 */
export function exchange(program: Program, args: Arguments): Value {
  const given = [...args.positional, ...args.named.values()].map((each) => program.plain(each));
  const parts = given.flatMap((each) =>
    each.kind === "list" ? each.items : each.kind === "map" ? [...each.entries.values()] : [each],
  );
  let answered = args.receiver ? taintOf(args.receiver).has("network") : false;
  for (const part of parts.flatMap(alternatives)) {
    const address = toText(part);
    if (!ADDRESS.test(prefix(address))) continue;
    program.sockets.push({ kind: "connect", address, port: null, sends: [], tied: false });
    answered = true;
  }
  for (const part of parts) {
    const stream = toStream(part);
    if (stream.taint.size > 0 && !ADDRESS.test(prefix(toText(part))))
      program.sockets.at(-1)?.sends.push(stream);
  }
  const from = unknownFrom(...(args.receiver ? [args.receiver] : []), ...given);
  return answered ? unknownFrom(from, fromNetwork("the connection")) : from;
}

/** What the far side sends. Python's `makefile` gives the connection itself, as a file. */
export function receive(args: Arguments, path: string): Value {
  return args.receiver?.kind === "thing" && path === "makefile"
    ? args.receiver
    : fromNetwork("the connection");
}

/** An option of a request that is made later. */
export function setRequestOption(spec: SpecOf<"curl">, args: Arguments): Value {
  const handle = pick(args, spec.handle);
  const option = pick(args, spec.option);
  const value = pick(args, spec.value);
  if (handle?.kind !== "thing" || option?.kind !== "symbol" || !value) return nothingKnown;
  if (option.path === "curlopt_url") handle.slots.set("url", value);
  if (option.path === "curlopt_postfields") handle.slots.set("data", value);
  return nothingKnown;
}

/** A file goes to another machine, by a library that knows where. */
export function upload(program: Program, spec: SpecOf<"upload">, args: Arguments, path: string): Value {
  const content = pathsOf(pick(args, spec.path))
    .filter(named)
    .map((each) => fromStream(read(program, each)));
  const sent = { positional: [text(spec.to), ...content], named: new Map(), receiver: null };
  return request(program, { does: "request", url: 0, sends: [1] }, sent, path);
}

/** Everything that was put off until the whole program was seen. */
export function finish(program: Program): void {
  const { engine, origin } = program;
  const { by } = program.source;
  for (const file of program.opened)
    if (file.kind === "thing")
      for (const path of pathsOf(file.slots.get("path") ?? null))
        if (named(path))
          write(program, path, unknownStream(), file.slots.has("appends") ? "append" : "overwrite");
  for (const socket of [...program.setAside, ...program.sockets]) {
    const { address, port } = socket;
    if (socket.kind === "listen") {
      engine.emit({ kind: "listen", origin, address, port, attached: socket.tied, by });
      continue;
    }
    // A name that is asked for carries what it is made of.
    const asked = address.taint.has("secret") ? [textStream(address)] : [];
    const all = [...socket.sends, ...asked];
    const sends = all.length > 0 ? mix(all) : null;
    const at = addressOf(address);
    engine.emit({
      kind: "connect",
      origin,
      host: at.host,
      port: port ?? at.port,
      scheme: at.scheme ?? "tcp",
      target: address,
      sends,
      interactive: socket.tied,
      by,
    });
  }
}
