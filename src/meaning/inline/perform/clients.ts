/** Objects of libraries that stand for a service or a program: their calls are judged as its words. */

import { concat, known, literal, type Text } from "../../value.ts";
import { type Client, clientNamed, clientOf, EMPTY_WORDS, KEY_ARGUMENT } from "../calls/clients.ts";
import type { Arguments, Program } from "../follow/program.ts";
import { touchNamed } from "../follow/unnamed.ts";
import { taintOf, text, toLiteral, toText, type Value } from "../values/known.ts";
import { isTrue } from "./arguments.ts";
import { runStatement } from "./databases.ts";
import { asCommand, kebab } from "./equivalent.ts";

type Thing = Extract<Value, { kind: "thing" }>;

/** A function of a client's library is called: what comes of it stands for the service. Null for any other. */
export function callOfClient(program: Program, path: string, args: Arguments): Value | null {
  const found = clientOf(path) ?? keyed(program, path, args);
  if (!found || isLocal(args)) return null;
  const words = wordsOf(found.rest).filter((word) => word !== `${found.client.program}-client`);
  // A class is made, or something that gives one; with words before it, it is a call like those of its objects.
  const made = /(?:^|\.)[A-Z]\w*$|^\w*$/.test(found.rest);
  const object = clientThing(found.client, made ? words.map((word) => word.replace(/-client$/, "")) : words);
  return made ? object : callClient(program, object, args);
}

/** A part of an object of Amazon's library (`s3.buckets`), as words of the service; null for any other value. */
export function partOfService(value: Value): Thing | null {
  if (value.kind === "thing" && value.type === "aws")
    return clientThing({ program: "aws" }, [toLiteral(value.slots.get("service")) ?? ""]);
  if (value.kind !== "bound") return null;
  const whole = partOfService(value.receiver);
  return whole ? partOfClient(whole, value.name) : null;
}

/** A part of such an object: one word more. */
export function partOfClient({ type, slots }: Thing, name: string): Thing {
  const words = listOf([...itemsOf({ kind: "thing", type, slots }), name]);
  return { kind: "thing", type: "client", slots: new Map([...slots, ["words", words]]) };
}

/** The object is called by its last word. */
export function callClient(program: Program, object: Thing, args: Arguments): Value {
  // What every library's method of that name does.
  const own = program.dialect.calls[`*#${itemsOf(object).at(-1) ?? ""}`];
  if (own?.does === "equivalent" || own?.does === "upload") return program.perform(own, args, "");
  // A client of a data warehouse takes SQL.
  if (own?.does === "statement" && "code" in own && args.positional[0]?.kind === "text")
    runStatement(program, args.positional[0].text);
  const client = clientBy(object);
  const all = itemsOf(object).flatMap((each) => wordsOf(each));
  const verb = all.at(-1);
  const nouns = client.verbs
    ? []
    : all
        .slice(0, -1)
        .filter((word) => !EMPTY_WORDS.has(word))
        .map(singular);
  const [request] = args.positional;
  const [, method, path] = /^([A-Z]{3,7}) (\/\S*)/.exec((request && toLiteral(request)) ?? "") ?? [];
  if (method !== undefined && path !== undefined)
    asCommand(
      program,
      ["gh", "api", "-X", method, path].map((word) => known(word)),
    );
  else if (verb !== undefined) {
    const said = /^(?:raw|execute|run-command)$/.test(verb) && client.verbs ? [] : [known(verb)];
    const operands = args.positional.flatMap(operandsOf);
    // `git.execute(["git", …])`
    const rest = said.length === 0 && operands[0] && literal(operands[0]) === client.program ? 1 : 0;
    asCommand(program, [
      known(client.program),
      ...nouns.map((word) => known(word)),
      ...said,
      ...[...args.named].flatMap(([name, value]) => optionOf(client, name, value)),
      ...operands.slice(rest),
    ]);
  }
  touchNamed(program, verb ?? "", args, object);
  const list = /^(?:list|get|all|find|filter)(?:-|$)/.test(verb ?? "");
  if (verb === undefined) return clientThing(client, nouns);
  // Ruby's parts look like calls: `s3.buckets`.
  const isPart =
    program.source.language === "ruby" && args.positional.length === 0 && singular(verb) !== verb;
  return clientThing(
    client,
    isPart ? [...nouns, verb] : list ? [...nouns, ...verb.split("-").slice(1)] : nouns,
  );
}

function clientThing(client: Client, words: readonly string[]): Thing {
  return {
    kind: "thing",
    type: "client",
    slots: new Map<string, Value>([
      ["program", text(client.program)],
      ["words", listOf(words)],
    ]),
  };
}

function clientBy(object: Thing): Client {
  const program = toLiteral(object.slots.get("program")) ?? "";
  return clientNamed(program);
}

/** Whoever hands over a key has an account somewhere: an unknown library of that kind is a client too. */
function keyed(program: Program, path: string, args: Arguments): ReturnType<typeof clientOf> {
  const [top = "", ...rest] = path.split(".");
  const makes = /^[A-Z]|client|connect|login|create|init|open/.test(rest.at(-1) ?? "");
  if (!makes || !program.imported.has(top)) return null;
  const handsOver = [...args.named].some(([name]) => KEY_ARGUMENT.test(name));
  return handsOver ? { client: { program: top.toLowerCase() }, rest: rest.at(-1) ?? "" } : null;
}

const HERE = /(?:^|[/@,=\s])(?:localhost|127(?:\.\d+){3}|\[?::1\]?)(?=[:/,]|$)/;

/** A service on this machine is one for trying things out. */
function isLocal(args: Arguments): boolean {
  return [...args.positional, ...args.named.values()].some((each) => HERE.test(toLiteral(each) ?? ""));
}

/** `get_user.deleteRepo`: words as programs write them. */
function wordsOf(path: string): string[] {
  return path
    .split(/[./:]/)
    .map((name) => kebab(name).replace(/^-+|-+$/g, ""))
    .filter((word) => word !== "");
}

function singular(word: string): string {
  return word.replace(/(?<=[a-z]{3}[^su])s$/, "");
}

function operandsOf(value: Value): readonly Text[] {
  if (value.kind === "list") return value.items.flatMap(operandsOf);
  const isPart = value.kind === "thing" && value.type === "client";
  return value.kind === "text" || value.kind === "number" || isPart || taintOf(value).size > 0
    ? [toText(value)]
    : [];
}

/** `force=True` is `--force`; what a map nests are options too. */
function optionOf(client: Client, name: string, value: Value): readonly Text[] {
  const [word = name] = wordsOf(name);
  const option = client.options?.[word] ?? client.options?.[word.replaceAll("-", "")] ?? word;
  const dashed = option.length === 1 ? `-${option}` : `--${option}`;
  if (value.kind === "map" && option === "volume")
    return [...value.entries].map(([from, to]) => {
      const inside = to.kind === "map" ? to.entries.get("bind") : null;
      return concat(known(`${dashed}=${from}:`), inside ? toText(inside) : known("/x"));
    });
  if (value.kind === "map") return [...value.entries].flatMap(([key, each]) => optionOf(client, key, each));
  if (value.kind === "list") return value.items.map((each) => concat(known(`${dashed}=`), toText(each)));
  if (value.kind === "symbol" || (value.kind === "number" && option.length === 1))
    return isTrue(value) ? [known(dashed)] : [];
  return value.kind === "text" ? [concat(known(`${dashed}=`), value.text)] : [];
}

function listOf(words: readonly string[]): Value {
  return { kind: "list", items: words.map((word) => text(word)) };
}

function itemsOf(object: Thing): readonly string[] {
  const words = object.slots.get("words");
  return words?.kind === "list" ? words.items.flatMap((word) => toLiteral(word) ?? []) : [];
}
