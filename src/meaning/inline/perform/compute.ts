/** Functions and methods of inline programs that only compute, but need to know where they run. */
import { concat, known } from "../../value.ts";
import type { CallSpec } from "../calls/spec.ts";
import { setPart } from "../follow/assign.ts";
import { isCallable, namedCall, partial, recordOf } from "../follow/callbacks.ts";
import { classOf } from "../follow/classes.ts";
import { anyOf } from "../follow/lookup.ts";
import type { Arguments, Program } from "../follow/program.ts";
import { answer, proxyOf, textual } from "../follow/protocols.ts";
import { decode, globText, pathJoin } from "../values/constant.ts";
import { folds } from "../values/folds.ts";
import type { Value } from "../values/known.ts";
import {
  joinTexts,
  mapWays,
  nothingKnown,
  text,
  thing,
  toLiteral,
  toText,
  unknownFrom,
} from "../values/known.ts";
import { foldMethod, indexed } from "../values/methods.ts";
import { ofSocket, pick } from "./arguments.ts";
import { writeTo } from "./open.ts";
import { addOption, operandsOf, optionParser, parseOptions } from "./options.ts";
import { tell } from "./start.ts";

/** Functions that only compute but need to know where they run. */
export function fold(
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
    case "pathPush": {
      const grown = pathJoin(values);
      if (receiver?.kind === "thing") receiver.slots.set("path", text(toText(grown)));
      return grown;
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
    case "partial": {
      const [callee = nothingKnown, ...given] = args.positional;
      return partial(callee, given, args.named);
    }
    case "methodcaller":
    case "attrgetter":
      return namedCall(spec.fold, args.positional);
    case "functionNamed": {
      const [name] = args.positional;
      const path = toLiteral(name);
      return path === null
        ? (name ?? nothingKnown)
        : partial({ kind: "symbol", path: path.toLowerCase() }, []);
    }
    case "globals":
      return thing("scope", Object.fromEntries(program.global.names));
    case "dict": {
      const byName: Value = { kind: "map", entries: new Map(args.named) };
      return folds.mapOf?.(args.named.size > 0 ? [...values, byName] : values) ?? nothingKnown;
    }
    case "record":
      return recordOf(program, args.positional);
    case "class":
      return args.positional.length === 3 ? classOf(program, args.positional) : unknownFrom(...values);
    case "default": {
      const make = args.named.get("default_factory") ?? args.named.get("factory");
      if (make) return program.callValue(make, [], new Map());
      return args.named.get("default") ?? values[0] ?? nothingKnown;
    }
    case "mock": {
      const work = args.named.get("side_effect") ?? args.named.get("wraps");
      return work && isCallable(work) ? partial(work, []) : thing("mock");
    }
    case "optionDecorator":
      return thing("options", { "guardsh.decorates": addOption(thing("options"), args) });
    case "subclasses":
      // Everything that is loaded is a class below the first one: what starts programs too.
      return args.receiver === nothingKnown && !/^(?:object|type)\./.test(path)
        ? nothingKnown
        : { kind: "list", items: [{ kind: "symbol", path: "subprocess.Popen" }] };
    case "settings": {
      const [, section = nothingKnown, name] = values;
      if (receiver?.kind !== "thing") return nothingKnown;
      if (name) return indexed(program.member(receiver, toLiteral(section) ?? ""), name);
      const read = folds.document?.([section]) ?? nothingKnown;
      if (read.kind === "map") for (const [each, value] of read.entries) receiver.slots.set(each, value);
      return nothingKnown;
    }
    case "written": {
      const written = text(joinTexts(values.slice(1).flatMap((each) => program.itemsOf(each))));
      if (receiver?.kind === "thing")
        receiver.slots.set("content", text(joinTexts([receiver.slots.get("content") ?? text(""), written])));
      return nothingKnown;
    }
    case "optionParser":
      return optionParser(values[0]);
    case "option":
      return addOption(receiver, args);
    case "action": {
      const [parser = nothingKnown, work] = values;
      if (work) program.callValue(work, [...operandsOf(parser), parser, parser], new Map());
      return parser;
    }
    case "options":
      return parseOptions(program, receiver, args.positional[0]);
    case "namespace":
      return thing("object", Object.fromEntries(args.named));
    case "proxy":
      return proxyOf(args.positional);
    case "input": {
      // Lines of a connection are what the connection sends.
      const input = args.named.get("input");
      return input && ofSocket(input) ? thing("socket") : nothingKnown;
    }
    case "defaults": {
      // A map that asks a function for what it does not have.
      const [make] = values;
      return make && isCallable(make) ? thing("defaults", { make }) : { kind: "map", entries: new Map() };
    }
    case "formatted": {
      const [value = nothingKnown, how = text("")] = values;
      return answer(program, value, "format", [how]) ?? folds.text?.([textual(program, value)]) ?? value;
    }
    case "text": {
      const [value] = values;
      return folds.text?.(value ? [textual(program, value)] : []) ?? nothingKnown;
    }
    case "substitute": {
      // `string.Template("$x").substitute(x="…")`
      const pattern = receiver?.kind === "thing" ? toLiteral(receiver.slots.get("text")) : null;
      const [given] = args.positional;
      const names = given?.kind === "map" ? given.entries : args.named;
      if (pattern === null) return unknownFrom(...values, ...names.values());
      const parts = pattern.split(/(?:\$\{?|\{\{\s*)(\w+)(?:\s*\}\}|\}?)/);
      return text(
        concat(
          ...parts.map((part, i) => (i % 2 === 0 ? known(part) : toText(names.get(part) ?? nothingKnown))),
        ),
      );
    }
    case "erb": {
      // A text with code in it, which runs as it is filled.
      const written = receiver?.kind === "thing" ? toLiteral(receiver.slots.get("text")) : null;
      for (const [name, value] of args.named) program.global.names.set(name, value);
      const parts = (written ?? "").split(/<%(?![%#])(=?)([\s\S]*?)-?%>/);
      const filled = parts.flatMap((part, i) => {
        if (i % 3 === 0) return [text(part)];
        const value = i % 3 === 2 ? program.runCode(text(part)) : null;
        return value && parts[i - 1] === "=" ? [value] : [];
      });
      return written === null ? unknownFrom(...values) : text(joinTexts(filled));
    }
    case "user":
      return thing("user", { homedir: text(home), pw_dir: text(home), dir: text(home) });
    case "setAttribute": {
      const [object, name, value = nothingKnown] = args.positional;
      const key = toLiteral(name);
      if (object && key !== null) setPart(program, object, key, value);
      return nothingKnown;
    }
    case "sitePackages": {
      const place = text(`${home}/.local/lib/python3/site-packages`);
      if (path.endsWith("getsitepackages")) return { kind: "list", items: [place] };
      const names = ["purelib", "platlib", "stdlib", "platstdlib"] as const;
      return path.endsWith("get_paths")
        ? { kind: "map", entries: new Map(names.map((name) => [name, place])) }
        : place;
    }
    case "walk": {
      const [root = text(".")] = args.positional;
      const entry = (): Value => ({ kind: "list", items: [text(globText(known("*")))] });
      return { kind: "list", items: [{ kind: "list", items: [root, entry(), entry()] }] };
    }
    case "cwd":
      return text(program.frame.shell.cwd ?? ".");
    case "cwdPath":
      return thing("path", { path: text(program.frame.shell.cwd ?? ".") });
    case "members": {
      // `Object.values(module)`: any of its functions; those that start programs count.
      const [object = nothingKnown] = args.positional;
      if (object.kind === "map") return foldMethod(object, path.slice("Object.".length), [], new Map());
      if (object.kind !== "symbol") return unknownFrom(object);
      const any = anyOf(program, object.path) ?? nothingKnown;
      const item: Value = path.endsWith("entries") ? { kind: "list", items: [nothingKnown, any] } : any;
      return { kind: "list", items: [item] };
    }
    case "sorted": {
      const [given = nothingKnown] = args.positional;
      const list =
        given.kind === "map" ? textsOf([...given.entries.keys()]) : (folds.list?.([given]) ?? given);
      return list.kind === "list" && !args.named.has("key")
        ? { kind: "list", items: inOrder(list.items, args.named.has("reverse")) }
        : list;
    }
    case "apply": {
      const [callee = nothingKnown, , list] = args.positional;
      return program.callValue(callee, list?.kind === "list" ? list.items : [], args.named);
    }
    case "construct": {
      const [callee = nothingKnown, list] = args.positional;
      return program.callValue(callee, list?.kind === "list" ? list.items : [], args.named);
    }
    case "method":
      return method(program, path, args);
    default:
      return folds[spec.fold]?.(values) ?? unknownFrom(...values);
  }
}

function textsOf(names: readonly string[]): Value {
  return { kind: "list", items: names.map((name) => text(name)) };
}

/** Items by their numbers, else by their texts; tuples by what stands first in them. As they are where one is not known. */
function inOrder(items: readonly Value[], backwards: boolean): Value[] {
  const keyOf = (item: Value): string | null =>
    item.kind === "list" ? (item.items[0] ? keyOf(item.items[0]) : "") : toLiteral(item);
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  if (keyed.some(({ key }) => key === null)) return [...items];
  const areNumbers = keyed.every(({ key }) => /^-?\d+(?:\.\d+)?$/.test(key ?? ""));
  keyed.sort(({ key: one }, { key: other }) =>
    areNumbers ? Number(one) - Number(other) : (one ?? "") < (other ?? "") ? -1 : one === other ? 0 : 1,
  );
  const sorted = keyed.map(({ item }) => item);
  return backwards ? sorted.reverse() : sorted;
}

/** A method of a thing that no table names: what files and processes have in every language. */
export function method(program: Program, name: string, { receiver, positional, named }: Arguments): Value {
  const [, ...args] = positional;
  if (receiver?.kind !== "thing") return unknownFrom(...args);
  if (
    receiver.type === "file" &&
    /^(?:write|writelines|print|puts|printf|say|end|<<|write_text|syswrite)$/.test(name)
  )
    return writeTo(program, receiver, args.length === 1 && args[0] ? args[0] : unknownFrom(...args));
  if (
    receiver.type === "path" &&
    /^(?:as_posix|__str__|__toString|toString|to_s|to_path|realpath|get(?:Real|Absolute)?Path(?:name)?)$/.test(
      name,
    )
  )
    return receiver.slots.get("path") ?? nothingKnown;
  if (receiver.type === "path" && /^with_/.test(name)) return unknownFrom(receiver);
  if (receiver.type === "path" && /^(?:exists|is_file|is_dir|mkdir|stat)$/.test(name)) return nothingKnown;
  if (receiver.type === "socket" && /^(?:fileno|makefile|detach|settimeout)$/.test(name)) return receiver;
  if (
    (receiver.type === "pipe" || receiver.type === "process") &&
    /^(?:write|writelines|puts|print|printf|say|<<|end|communicate)$/.test(name) &&
    args[0]
  )
    return tell(program, receiver, args[0]);
  if (receiver.type === "process" && /^(?:on|once|wait|kill|unref|ref|send)$/.test(name)) return nothingKnown;
  // `globals().update(f=g)`
  if (receiver.type === "scope" && name === "update")
    for (const [each, value] of named) setPart(program, receiver, each, value);
  if (receiver.type === "server") return receiver;
  return receiver.slots.get("content") ?? receiver.slots.get("stdout") ?? unknownFrom(receiver, ...args);
}
