/** What calls of inline programs do, as actions: one case for each kind of entry in the tables of calls. */

import { originAt } from "../../interpreter/engine.ts";
import { pathIn, writePath } from "../../locations/files.ts";
import { append, mix, silence, textStream, unknownStream } from "../../stream.ts";
import type { Text } from "../../value.ts";
import { concat, known, literal, show } from "../../value.ts";
import type { CallSpec } from "../calls/spec.ts";
import type { Arguments, Program } from "../follow/evaluate.ts";
import { loadModule } from "../follow/modules.ts";
import { decode, expandHome, globText } from "../values/constant.ts";
import type { Value } from "../values/known.ts";
import {
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
} from "../values/known.ts";
import { fromNetwork, isTrue, named, ofProcess, ofSocket, pathsOf, pick } from "./arguments.ts";
import { fold } from "./compute.ts";
import { performLater } from "./later.ts";
import { connect, request } from "./network.ts";
import { modeOf, open, openWords, read, writeTo } from "./open.ts";
import { serve } from "./serve.ts";
import { shell, start } from "./start.ts";

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
      // Descriptor 0 is the input.
      if (toNumber(pick(args, spec.path)) === 0) return fromStream(program.frame.stdin);
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
        : text({ ...names, taint: new Set(["glob"]) });
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
    case "statement":
    case "equivalent":
    case "aws":
    case "rows":
      return serve(program, spec, args, path);
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
        // PHP's `include "data:…"`: the address is the code.
        const [, data] = /^data:[^,]*;base64,(.*)$/s.exec(toLiteral(code) ?? "") ?? [];
        if (data !== undefined) return program.runCode(decode("base64", text(data)));
        for (const each of pathsOf(code))
          engine.codeFile(
            pathIn(program.frame, each),
            { language: source.language, by, positional: null, span },
            program.frame,
          );
        return nothingKnown;
      }
      if (spec.language === "shell") return shell(program, code, "status", args);
      // Names that are given to the code with it (`vm.runInNewContext(code, { require })`).
      for (const [name, value] of args.named)
        if (/^[A-Za-z_$][\w$]*$/.test(name)) program.global.names.set(name, value);
      return program.runCode(code);
    }
    case "make-function":
    case "worker":
    case "later":
    case "find":
    case "output-to":
    case "value-of":
    case "fork":
      return performLater(program, spec, args, path);
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
      if (program.atPrint) program.callValue(program.atPrint, values, new Map());
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
      loadModule(program, name);
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
      if (called?.kind === "function") {
        const [list] = rest;
        const items = list?.kind === "list" ? list.items.slice(0, 24) : null;
        if (!items) return program.callFunction(called, rest);
        return { kind: "list", items: items.map((item) => program.callFunction(called, [item])) };
      }
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
          .slice(0, 4_096)
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

/** Says a dump where the whole environment is shown. */
export function dumped(program: Program, values: readonly Value[]): void {
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
