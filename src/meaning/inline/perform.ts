/** What calls of inline programs do, as actions: one function for each kind of entry in the tables of calls. */
import type { Stream } from "../action.ts";
import { addressOf } from "../address.ts";
import { originAt, under } from "../engine.ts";
import { pathIn, readPath, writePath } from "../files.ts";
import { append, mix, silence, textStream, unknownStream } from "../stream.ts";
import { concat, known, literal, prefix, show, type Text } from "../value.ts";
import type { At, CallSpec, Gives } from "./calls/spec.ts";
import { decode, expandHome, folds, globText, pathJoin } from "./constant.ts";
import type { Arguments, Program } from "./evaluate.ts";
import {
  alternatives,
  fromStream,
  mapWays,
  nothingKnown,
  taintOf,
  text,
  thing,
  toLiteral,
  toNumber,
  toStream,
  toText,
  unknownFrom,
  type Value,
} from "./known.ts";

const NETWORK = new Set(["network"] as const);

/** Shells without a command. */
const BARE_SHELL =
  /^(?:\S*\/)?(?:(?:ba|da|z|k|a|c|tc|fi)?sh|cmd(?:\.exe)?|powershell(?:\.exe)?)(?:\s+-[il]+)*$/;

/** The argument at a place; null where none is given. */
export function pick(args: Arguments, at: At | undefined): Value | null {
  if (at === undefined) return null;
  for (const place of typeof at === "object" ? at : [at]) {
    const value =
      place === "self"
        ? args.receiver
        : typeof place === "number"
          ? args.positional[place]
          : /^-\d+$/.test(place)
            ? args.positional.at(Number(place))
            : args.named.get(place);
    if (value) return value;
  }
  return null;
}

/** Every path that a value may be. */
function pathsOf(value: Value | null): readonly Text[] {
  if (!value) return [];
  return alternatives(value).flatMap((way) => (way.kind === "list" ? way.items.map(toText) : [toText(way)]));
}

/** Is it known at all? A path that may be anything says nothing. */
function named(path: Text): boolean {
  return path.pieces.some((piece) => typeof piece === "string" && piece !== "") || path.taint.size > 0;
}

export function perform(program: Program, spec: CallSpec, args: Arguments, path: string): Value {
  const { engine, source } = program;
  const { span, by } = source;
  const origin = originAt(program.frame, span);
  switch (spec.does) {
    case "delete": {
      const values = spec.all ? args.positional : [pick(args, spec.path)];
      const tree = spec.tree ?? isTrue(args.named.get("recursive"));
      for (const each of values.flatMap(pathsOf)) {
        if (!named(each)) continue;
        engine.emit({
          kind: "delete",
          origin,
          path: pathIn(program.frame, each, tree),
          recursive: tree,
          forced: true,
          filtered: false,
          by,
        });
      }
      return nothingKnown;
    }
    case "read": {
      const streams = pathsOf(pick(args, spec.path)).map((each) => read(program, each));
      return streams.length === 1 && streams[0] ? fromStream(streams[0]) : fromStream(mix(streams));
    }
    case "write": {
      const content = pick(args, spec.content);
      const receiver = args.receiver?.kind === "thing" ? args.receiver : null;
      for (const each of (spec.all ? args.positional : [pick(args, spec.path)]).flatMap(pathsOf)) {
        if (!named(each)) continue;
        const append =
          spec.append ?? (isTrue(args.named.get("append")) || receiver?.slots.has("appends") === true);
        writePath(
          engine,
          program.frame,
          each,
          content ? toStream(content) : silence,
          append ? "append" : "overwrite",
          by,
          span,
        );
      }
      return content?.kind === "text" ? { kind: "number", value: 1 } : nothingKnown;
    }
    case "open":
      return open(program, pick(args, spec.path), modeOf(spec, args), spec.by);
    case "copy": {
      const content = mix(
        pathsOf(pick(args, spec.from))
          .filter(named)
          .map((each) => read(program, each)),
      );
      for (const from of spec.moves ? pathsOf(pick(args, spec.from)).filter(named) : [])
        engine.emit({
          kind: "delete",
          origin,
          path: pathIn(program.frame, from, true),
          recursive: true,
          forced: true,
          filtered: true,
          by,
        });
      for (const to of pathsOf(pick(args, spec.to)))
        if (named(to)) writePath(engine, program.frame, to, content, "overwrite", by, span);
      return nothingKnown;
    }
    case "link":
      for (const target of pathsOf(pick(args, spec.target)))
        for (const at of pathsOf(pick(args, spec.path)))
          engine.emit({
            kind: "link",
            origin,
            target: pathIn(program.frame, target),
            path: pathIn(program.frame, at),
            symbolic: spec.symbolic,
          });
      return nothingKnown;
    case "chmod": {
      const mode = pick(args, spec.mode);
      const number = toNumber(mode);
      const shown =
        number === null
          ? mode
            ? toText(mode)
            : known("?")
          : known(spec.owner ? String(number) : `0${number.toString(8)}`);
      for (const each of pathsOf(pick(args, spec.path)))
        if (named(each))
          engine.emit({
            kind: "chmod",
            origin,
            path: pathIn(program.frame, each, spec.tree ?? false),
            recursive: spec.tree ?? false,
            change: spec.owner ? { kind: "owner", owner: shown } : { kind: "mode", mode: shown },
          });
      return nothingKnown;
    }
    case "list": {
      const names = globText(known("*"));
      const [directory = known(".")] = pathsOf(pick(args, spec.path));
      const item = spec.whole
        ? thing("path", { path: text(concat(directory, known("/"), names)) })
        : text(names);
      return { kind: "list", items: [item] };
    }
    case "chdir": {
      const [directory] = pathsOf(pick(args, spec.path));
      const shell = program.frame.shell.fork();
      shell.cwd = directory && literal(directory) !== null ? pathIn(program.frame, directory).absolute : null;
      program.frame = { ...program.frame, shell };
      return nothingKnown;
    }
    case "shell":
      return shell(program, pick(args, spec.command) ?? nothingKnown, spec.gives ?? "status", args);
    case "start":
      return start(program, spec, args);
    case "connect":
      return connect(program, spec, args);
    case "listen": {
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
    case "request":
      return request(program, spec, args, path);
    case "send": {
      const data = pick(args, spec.data);
      const stream = data ? toStream(program.plain(data)) : null;
      if (stream && (stream.taint.size > 0 || stream.fromShell)) program.sockets.at(-1)?.sends.push(stream);
      if (stream?.fromShell) program.tie();
      return fromNetwork("the connection");
    }
    case "receive":
      return args.receiver?.kind === "thing" && path === "makefile"
        ? args.receiver
        : fromNetwork("the connection");
    case "tie":
      program.tie();
      return nothingKnown;
    case "pipe": {
      const to = pick(args, spec.to);
      if (to && (ofSocket(to) || ofSocket(args.receiver)) && (ofProcess(to) || ofProcess(args.receiver)))
        program.tie();
      return to ?? nothingKnown;
    }
    case "code": {
      const code = pick(args, spec.code) ?? nothingKnown;
      if (code.kind === "function") return nothingKnown;
      if (spec.file) {
        for (const each of pathsOf(code))
          engine.codeFile(
            pathIn(program.frame, each),
            { language: source.language, by, positional: null, span },
            program.frame,
          );
        return nothingKnown;
      }
      if (spec.language === "shell") return shell(program, code, "status", args);
      return program.runCode(code);
    }
    case "library": {
      const value = pick(args, spec.path);
      const library = value ? toText(value) : known("");
      const name = literal(library);
      if (
        name !== null &&
        (name === "" ||
          /^(?:lib)?(?:c|m|dl|pthread|rt)(?:\.so(?:\.\d+)?|\.dylib)?$|^msvcrt|libSystem/.test(name))
      )
        return thing("clib");
      if (named(library))
        engine.emit({
          kind: "interpret",
          origin,
          language: "native",
          code: unknownStream(library.taint, [show(library)]),
          from: "file",
          file: pathIn(program.frame, library),
          followed: false,
          by,
        });
      return thing("clib");
    }
    case "print": {
      const values = args.positional.map((value) => program.plain(value));
      const target = args.named.get("file");
      if (target?.kind === "thing" && target.slots.has("path"))
        return writeTo(program, target, values[0] ?? nothingKnown);
      const stream = values
        .map(toStream)
        .reduce(
          (all, each, i) => (i === 0 ? each : append(append(all, textStream(known(" "))), each)),
          silence,
        );
      dumped(program, values);
      program.print(spec.newline ? append(stream, textStream(known("\n"))) : stream);
      return nothingKnown;
    }
    case "environment": {
      const name = pick(args, spec.name);
      if (spec.name === undefined || !name)
        return { ...nothingKnown, taint: new Set(["env", "secret"]), sources: ["the environment"] };
      const variable = toLiteral(name);
      if (variable === null)
        return { ...nothingKnown, taint: new Set(["env"]), sources: ["the environment"] };
      const value = environmentValue(program, variable);
      const fallback = args.positional[1];
      return value ? text(value) : (fallback ?? nothingKnown);
    }
    case "input":
      return fromStream(program.frame.stdin);
    case "make": {
      const slots = Object.entries(spec.keep ?? {}).flatMap(([name, at]) => {
        const value = pick(args, at);
        return value ? [[name, value] as const] : [];
      });
      return thing(spec.type, Object.fromEntries(slots));
    }
    case "module": {
      const name = toLiteral(pick(args, spec.name));
      if (name === null) return nothingKnown;
      if (/^[./]/.test(name) || (source.language === "perl" && name.includes("/"))) return nothingKnown;
      return { kind: "symbol", path: program.dialect.canonical(name) };
    }
    case "attribute": {
      const object = pick(args, spec.object) ?? nothingKnown;
      const name = toLiteral(pick(args, spec.name));
      return name === null ? unknownFrom(object) : program.member(object, name);
    }
    case "words":
      return openWords(program, spec, args);
    case "handle-read": {
      const handle = pick(args, spec.handle) ?? nothingKnown;
      if (ofSocket(handle)) return fromNetwork("the connection");
      return handle.kind === "thing"
        ? (handle.slots.get("content") ?? unknownFrom(handle))
        : unknownFrom(handle);
    }
    case "handle-write": {
      const handle = pick(args, spec.handle);
      const content = pick(args, spec.content) ?? nothingKnown;
      if (ofSocket(handle))
        return perform(program, { does: "send", data: 0 }, { ...args, positional: [content] }, path);
      if (handle?.kind === "thing" && handle.type === "file") return writeTo(program, handle, content);
      if (ofProcess(handle) && taintOf(content).has("network")) program.tie();
      return nothingKnown;
    }
    case "reopen":
      if (ofSocket(pick(args, spec.to))) program.tie();
      return nothingKnown;
    case "dispatch": {
      const called = args.positional[spec.name];
      const rest = args.positional.filter((_, i) => i !== spec.name);
      const name = toLiteral(called);
      if (called?.kind === "function") return program.callFunction(called, rest);
      if (name === null) return unknownFrom(...args.positional);
      const flat = rest.flatMap((each) => (each.kind === "list" ? each.items : [each]));
      const target: Value =
        args.receiver && args.receiver !== nothingKnown
          ? program.member(args.receiver, name)
          : { kind: "symbol", path: program.dialect.canonical(name) };
      return program.callValue(target, flat, args.named);
    }
    case "curl": {
      const handle = pick(args, spec.handle);
      const option = pick(args, spec.option);
      const value = pick(args, spec.value);
      if (handle?.kind !== "thing" || option?.kind !== "symbol" || !value) return nothingKnown;
      if (option.path === "curlopt_url") handle.slots.set("url", value);
      if (option.path === "curlopt_postfields") handle.slots.set("data", value);
      return nothingKnown;
    }
    case "home": {
      const value = expandHome(pick(args, spec.path) ?? nothingKnown, engine.context.home);
      return mapWays(value, (way) => {
        const shown = toLiteral(way);
        const match = shown === null ? null : /^\$\{?HOME\}?(.*)$/s.exec(shown);
        return match ? text(engine.context.home + match[1]) : way;
      });
    }
    case "value":
      return text(spec.text);
    case "fold":
      return fold(program, spec, args, path);
    case "map": {
      const [work, ...rest] = args.positional;
      const callable = args.named.get("target") ?? work;
      if (!callable) return nothingKnown;
      const given = args.named.get("args") ?? rest[0];
      if (args.named.has("target"))
        return program.callValue(callable, given?.kind === "list" ? given.items : [], new Map());
      if (given === undefined) return program.callValue(callable, [], new Map());
      return {
        kind: "list",
        items: program
          .itemsOf(given)
          .slice(0, 24)
          .map((item) => program.callValue(callable, [item], new Map())),
      };
    }
    case "signal": {
      const target = pick(args, spec.target);
      const number = toNumber(target);
      const targets = target && (number !== null || toLiteral(target) !== null) ? [toText(target)] : [];
      const signal = pick(args, spec.signal);
      if (targets.length > 0)
        engine.emit({
          kind: "signal",
          origin,
          signal: signal ? (toLiteral(signal) ?? "TERM") : "TERM",
          targets,
          by,
        });
      return nothingKnown;
    }
  }
}

function fromNetwork(source: string): Value {
  return { ...nothingKnown, taint: NETWORK, sources: [source] };
}

/** Python's `True`, and the like in the others. */
function isTrue(value: Value | undefined): boolean {
  if (!value) return false;
  if (value.kind === "symbol") return /^true$/i.test(value.path);
  return value.kind === "number" ? value.value !== 0 : value.kind === "text";
}

function read(program: Program, path: Text): Stream {
  if (!named(path)) return unknownStream(path.taint);
  if (/^(?:https?|ftps?):\/\//i.test(prefix(path))) {
    const { engine, frame, source } = program;
    const origin = originAt(frame, source.span);
    const sends = path.taint.has("secret") ? textStream(path) : null;
    engine.emit({
      kind: "connect",
      origin,
      ...addressOf(path),
      target: path,
      sends,
      interactive: false,
      by: source.by,
    });
    return unknownStream(NETWORK, [show(path)]);
  }
  return readPath(program.engine, program.frame, path, program.source.span, program.source.by);
}

function modeOf(spec: Extract<CallSpec, { does: "open" }>, args: Arguments): string {
  if (spec.by === "write") return toLiteral(pick(args, spec.mode)) ?? "w";
  const mode = pick(args, spec.mode);
  if (!mode) return "r";
  const shown = toLiteral(mode);
  if (shown !== null) return shown;
  return mode.kind === "symbol" ? (/O_(?:WRONLY|RDWR|CREAT|TRUNC)/.test(mode.path) ? "w" : "r") : "r";
}

/** Standard streams that a descriptor may lead to without any connection. */
const STANDARD = /^(?:STD(?:IN|OUT|ERR)|[012])$/;

/** Perl's and Ruby's `open`, where the mode, the path and even a command may be one word. */
function openWords(program: Program, spec: Extract<CallSpec, { does: "words" }>, args: Arguments): Value {
  const [first = nothingKnown, ...rest] = args.positional;
  const mode = toLiteral(first)?.trim() ?? "";
  const command = (line: Value): Value => shell(program, line, "process", args);
  if (!spec.second && rest.length > 0) {
    // `open F, MODE, WORDS`
    const [path = nothingKnown] = rest;
    if (mode.includes("|") || mode.startsWith("-|"))
      return rest.length === 1
        ? command(path)
        : start(
            program,
            { does: "start", program: 0, rest: 1, gives: "process" },
            { ...args, positional: rest },
          );
    if (/&/.test(mode)) return duplicated(program, path);
    return open(program, path, mode.replace(/:.*$/, "") || "r", undefined);
  }
  const shown = toText(first);
  const [head] = shown.pieces;
  const beginning = typeof head === "string" ? head.trimStart() : "";
  const without = (prefix: string): Value =>
    text({ pieces: [beginning.slice(prefix.length), ...shown.pieces.slice(1)], taint: shown.taint });
  if (beginning.startsWith("|")) return command(without("|"));
  const last = shown.pieces.at(-1);
  if (typeof last === "string" && last.trimEnd().endsWith("|"))
    return command(
      text({ pieces: [...shown.pieces.slice(0, -1), last.trimEnd().slice(0, -1)], taint: shown.taint }),
    );
  if (/^[a-z]+:\/\//.test(beginning)) return request(program, { does: "request", url: 0 }, args, "open");
  const redirection = /^(\+?[<>]{1,2})(&=?)?\s*/.exec(beginning);
  if (redirection?.[2]) return duplicated(program, without(redirection[0]));
  if (redirection) return open(program, without(redirection[0]), redirection[1] ?? "r", undefined);
  return open(program, first, spec.second ? (toLiteral(rest[0]) ?? "r") : "r", undefined);
}

/** A descriptor that becomes another: with a connection around, that ties it to a standard stream. */
function duplicated(program: Program, to: Value): Value {
  if (program.sockets.length > 0 && !STANDARD.test(toLiteral(to) ?? "")) program.tie();
  return thing("socket");
}

/** An open file: reading is said at once, writing when something is written or at the end. */
function open(program: Program, path: Value | null, mode: string, by: string | undefined): Value {
  if (by === "temporary" || !path) {
    const place = folds.temporary?.([]) ?? nothingKnown;
    return thing("file", { path: place, name: place });
  }
  if (path.kind === "number" || ofSocket(path)) return path;
  const slots: Record<string, Value> = { path };
  if (/[wax>]/.test(mode)) {
    const file = thing("file", /a|>>/.test(mode) ? { ...slots, appends: text("yes") } : slots);
    program.opened.add(file);
    return file;
  }
  const streams = pathsOf(path).map((each) => read(program, each));
  slots.content = streams.length === 1 && streams[0] ? fromStream(streams[0]) : fromStream(mix(streams));
  return thing("file", slots);
}

function writeTo(program: Program, file: Extract<Value, { kind: "thing" }>, content: Value): Value {
  const first = program.opened.delete(file);
  const appends = file.slots.has("appends") || !first;
  for (const each of pathsOf(file.slots.get("path") ?? null))
    if (named(each))
      writePath(
        program.engine,
        program.frame,
        each,
        toStream(program.plain(content)),
        appends ? "append" : "overwrite",
        program.source.by,
        program.source.span,
      );
  return nothingKnown;
}

/** Says a dump where the whole environment is shown. */
function dumped(program: Program, values: readonly Value[]): void {
  const { engine, source } = program;
  for (const value of values) {
    const taint = taintOf(value);
    const origins = unknownFrom(value);
    if (
      taint.has("env") &&
      origins.kind === "unknown" &&
      origins.sources.includes("the environment") &&
      taint.has("secret")
    )
      engine.emit({
        kind: "environment",
        origin: originAt(program.frame, source.span),
        operation: { kind: "dump" },
      });
  }
}

function environmentValue(program: Program, name: string): Text | null {
  const variable = program.frame.shell.variables.get(name);
  const [value] = variable?.alternatives ?? [];
  if (value?.kind === "scalar") return value.text;
  return program.engine.expansion(program.frame).inherited(name);
}

/** A command line for the shell. */
function shell(program: Program, command: Value, gives: Gives, args: Arguments): Value {
  const { engine, source } = program;
  if (tiesStreams(args)) program.tie();
  let all: Stream = silence;
  for (const way of alternatives(command)) {
    const line = way.kind === "list" ? (way.items[0] ?? nothingKnown) : way;
    const shown = toLiteral(line)?.trim() ?? "";
    if (program.sockets.length > 0 && (BARE_SHELL.test(shown) || taintOf(line).has("network"))) program.tie();
    const output = engine.code(
      toStream(line),
      { language: "shell", from: "argument", by: source.by, file: null, positional: null, span: source.span },
      inner(program, args),
    );
    all = append(all, output);
  }
  return result(program, all, gives, args);
}

/** The frame that a started program runs in. */
function inner(program: Program, args: Arguments) {
  const input = args.named.get("input");
  const frame = program.frame;
  const place = args.named.get("cwd");
  const directory = place ? toText(place) : null;
  const shell = directory ? frame.shell.fork() : frame.shell;
  if (directory) shell.cwd = literal(directory) === null ? null : pathIn(frame, directory).absolute;
  const by = program.source.by;
  const linked = frame.origin.chain.at(-1) === by ? frame : under(frame, by);
  return {
    ...linked,
    shell,
    stdin: input ? toStream(input) : frame.stdin,
    at: frame.at ?? program.source.span,
  };
}

function start(program: Program, spec: Extract<CallSpec, { does: "start" }>, args: Arguments): Value {
  const { engine, source } = program;
  const first = pick(args, spec.program);
  if (!first) return nothingKnown;
  // Ruby takes the environment first.
  if (first.kind === "map") return start(program, spec, { ...args, positional: args.positional.slice(1) });
  if (tiesStreams(args)) program.tie();
  const list = pick(args, spec.args);
  const rest =
    spec.rest === undefined
      ? []
      : args.positional.slice(spec.rest).filter((arg) => arg.kind !== "map" && arg.kind !== "function");
  const more = [...(list?.kind === "list" ? list.items : []), ...rest];
  const option = args.named.get("shell");
  const lined =
    spec.line === "always"
      ? more.length === 0 && first.kind !== "list"
      : spec.line === "option" && (isTrue(option) || option?.kind === "text");
  if (lined) {
    const whole =
      more.length > 0
        ? text(concat(toText(first), ...more.flatMap((each) => [known(" "), toText(each)])))
        : first;
    return shell(program, whole, spec.gives ?? "status", args);
  }
  let all: Stream = silence;
  for (const way of alternatives(first)) {
    const heads = way.kind === "list" ? way.items : [way];
    const argv = [...heads, ...(spec.zero ? more.slice(1) : more)].map(toText);
    const [name] = argv;
    if (!name || (way.kind !== "list" && !named(name) && argv.length === 1)) continue;
    const network = argv.some((word) => word.taint.has("network"));
    if (program.sockets.length > 0 && (network || BARE_SHELL.test(argv.map(show).join(" ")))) program.tie();
    all = append(all, engine.invoke(argv, inner(program, args), new Map(), source.span));
  }
  return result(program, all, spec.gives ?? "status", args);
}

/** Is one of the standard streams given as a connection? */
function tiesStreams(args: Arguments): boolean {
  const stdio = args.named.get("stdio");
  const given = [
    args.named.get("stdin"),
    args.named.get("stdout"),
    args.named.get("stderr"),
    args.named.get("in"),
    args.named.get("out"),
  ];
  return [...given, ...(stdio?.kind === "list" ? stdio.items : [stdio])].some((value) =>
    ofSocket(value ?? null),
  );
}

function ofSocket(value: Value | null): boolean {
  if (!value) return false;
  if (value.kind === "bound") return ofSocket(value.receiver);
  if (value.kind === "thing" && value.type === "socket") return true;
  return value.kind === "unknown" && value.sources.includes("the connection");
}

function ofProcess(value: Value | null): boolean {
  if (!value) return false;
  if (value.kind === "bound") return ofProcess(value.receiver);
  return value.kind === "thing" && (value.type === "process" || value.type === "pipe");
}

function result(program: Program, output: Stream, gives: Gives, args: Arguments): Value {
  if (gives === "output" && !args.named.has("detached")) {
    const value = fromStream(output);
    return value.kind === "unknown" ? { ...value, fromShell: true } : value;
  }
  const captured =
    args.named.has("stdout") ||
    args.named.has("capture_output") ||
    (gives === "process" && program.source.language === "javascript");
  if (!captured) program.print(output);
  if (gives === "status") return nothingKnown;
  const stdout = thing("pipe", { content: fromStream(output) });
  return thing("process", { stdout, stderr: stdout, stdin: thing("pipe") });
}

function connect(program: Program, spec: Extract<CallSpec, { does: "connect" }>, args: Arguments): Value {
  const address = pick(args, spec.address);
  let host = pick(args, spec.host);
  let port = pick(args, spec.port);
  if (address?.kind === "list") [host = null, port = null] = address.items;
  else if (address?.kind === "map" || args.named.has("host") || args.named.has("hostname")) {
    host = args.named.get("host") ?? args.named.get("hostname") ?? host ?? text("localhost");
    port = args.named.get("port") ?? port;
  } else if (!host && address) host = address.kind === "number" ? text("localhost") : address;
  if (host?.kind === "function" || (host === null && toNumber(port) !== null)) host = text("localhost");
  const shown = host ? toText(host) : known("?");
  const number = toNumber(port);
  program.sockets.push({ kind: "connect", address: shown, port: number, sends: [], tied: false });
  return args.receiver?.kind === "thing" ? args.receiver : thing("socket");
}

function request(
  program: Program,
  spec: Extract<CallSpec, { does: "request" }>,
  args: Arguments,
  path: string,
): Value {
  const { engine, source, frame } = program;
  const given = pick(args, spec.url);
  const target =
    given?.kind === "thing" && given.slots.has("url") ? (given.slots.get("url") ?? nothingKnown) : given;
  const payload: Value[] = [];
  for (const at of spec.sends ?? []) {
    const value = pick(args, at);
    if (value && value.kind !== "function") payload.push(program.plain(value));
  }
  const held = given?.kind === "thing" ? given.slots.get("data") : undefined;
  if (held) payload.push(program.plain(held));
  let url = target?.kind === "map" ? addressFromOptions(target) : target ? toText(target) : known("?");
  for (const way of target ? alternatives(target) : []) {
    url = way.kind === "map" ? addressFromOptions(way) : toText(way);
    const sent =
      payload.length > 0 ? mix(payload.map(toStream)) : url.taint.has("secret") ? textStream(url) : null;
    engine.emit({
      kind: "connect",
      origin: originAt(frame, source.span),
      ...addressOf(url),
      target: url,
      sends: sent,
      interactive: false,
      by: source.by,
    });
  }
  const response = unknownStream(NETWORK, [show(url)]);
  for (const file of pathsOf(pick(args, spec.saves)))
    writePath(engine, frame, file, response, "overwrite", source.by, source.span);
  return /^https?\.request$/.test(path)
    ? thing("request-stream", { content: fromStream(response) })
    : fromStream(response);
}

function addressFromOptions({ entries }: Extract<Value, { kind: "map" }>): Text {
  const host = entries.get("url") ?? entries.get("hostname") ?? entries.get("host") ?? nothingKnown;
  const path = entries.get("path");
  const whole = toText(host);
  if (prefix(whole).includes("://")) return whole;
  return concat(known("http://"), whole, path ? toText(path) : known(""));
}

/** Functions that only compute but need to know where they run. */
function fold(
  program: Program,
  spec: Extract<CallSpec, { does: "fold" }>,
  args: Arguments,
  path: string,
): Value {
  const { home } = program.engine.context;
  const receiver = spec.from ? pick(args, spec.from) : null;
  const values = [...(receiver ? [receiver] : []), ...args.positional];
  switch (spec.fold) {
    case "home":
      return thing("path", { path: text(home) });
    case "homePath":
      return text(home);
    case "path":
      return mapWays(values.length > 1 ? pathJoin(values, "text") : (values[0] ?? text(".")), (way) =>
        way.kind === "thing" && way.type === "path"
          ? way
          : thing("path", { path: way.kind === "thing" ? way : text(toText(way)) }),
      );
    case "pathGlob": {
      const pattern = globText(toText(args.positional[0] ?? text("*")));
      return {
        kind: "list",
        items: [thing("path", { path: text(concat(toText(receiver ?? text(".")), known("/"), pattern)) })],
      };
    }
    case "codec": {
      const codec = toLiteral(args.positional[1]) ?? "";
      const name = /^rot/.test(codec)
        ? "rot13"
        : /^hex/.test(codec)
          ? "hex"
          : /^base64/.test(codec)
            ? "base64"
            : "first";
      return folds[name]?.(args.positional) ?? nothingKnown;
    }
    case "buffer": {
      const encoding = toLiteral(args.positional[1]) ?? "";
      const [value = nothingKnown] = args.positional;
      if (encoding === "base64" || encoding === "base64url") return decode("base64", value);
      return encoding === "hex" ? decode("xxd", value) : (folds.characters?.([value]) ?? value);
    }
    case "socket":
      return thing("socket");
    case "sockaddr":
      return {
        kind: "list",
        items: [args.positional[1] ?? nothingKnown, args.positional[0] ?? nothingKnown],
      };
    case "accepted":
      return { kind: "list", items: [receiver?.kind === "thing" ? receiver : thing("socket"), nothingKnown] };
    case "content": {
      const [value = nothingKnown] = values;
      return value.kind === "thing" ? (value.slots.get("content") ?? unknownFrom(value)) : unknownFrom(value);
    }
    case "method":
      return method(program, path, args);
    default:
      return folds[spec.fold]?.(values) ?? unknownFrom(...values);
  }
}

/** A method of a thing that no table names: what files and processes have in every language. */
function method(program: Program, name: string, { receiver, positional }: Arguments): Value {
  const [, ...args] = positional;
  if (receiver?.kind !== "thing") return unknownFrom(...args);
  if (
    receiver.type === "file" &&
    /^(?:write|writelines|print|puts|printf|say|end|<<|write_text|syswrite)$/.test(name)
  )
    return writeTo(program, receiver, args.length === 1 && args[0] ? args[0] : unknownFrom(...args));
  if (receiver.type === "path" && /^(?:as_posix|__str__|toString|to_s)$/.test(name))
    return receiver.slots.get("path") ?? nothingKnown;
  if (receiver.type === "path" && /^with_/.test(name)) return unknownFrom(receiver);
  if (receiver.type === "path" && /^(?:exists|is_file|is_dir|mkdir|stat)$/.test(name)) return nothingKnown;
  if (receiver.type === "socket" && /^(?:fileno|makefile|detach|settimeout)$/.test(name)) return receiver;
  if (receiver.type === "pipe" && name === "write" && args[0]) {
    const written = args[0];
    if (taintOf(written).has("network")) program.tie();
    return nothingKnown;
  }
  if (receiver.type === "process" && /^(?:on|once|wait|kill|unref|ref|send)$/.test(name)) return nothingKnown;
  return receiver.slots.get("content") ?? receiver.slots.get("stdout") ?? unknownFrom(receiver, ...args);
}

/** Everything that was put off until the whole program was seen. */
export function finish(program: Program): void {
  const { engine, source, frame } = program;
  const origin = originAt(frame, source.span);
  const { by } = source;
  for (const file of program.opened)
    if (file.kind === "thing")
      for (const path of pathsOf(file.slots.get("path") ?? null))
        if (named(path))
          writePath(
            engine,
            frame,
            path,
            unknownStream(),
            file.slots.has("appends") ? "append" : "overwrite",
            by,
            source.span,
          );
  for (const socket of [...program.apart, ...program.sockets]) {
    const { address, port } = socket;
    if (socket.kind === "listen") {
      engine.emit({ kind: "listen", origin, address, port, attached: socket.tied, by });
      continue;
    }
    const sends = socket.sends.length > 0 ? mix(socket.sends) : null;
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
