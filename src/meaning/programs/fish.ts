/** Builtins of fish that give values to variables or call functions: `set`, `string match`, `argparse`, `emit`. */

import { EVENT } from "../../syntax/index.ts";
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { replaced } from "../expansion/lists.ts";
import { Items } from "../interpreter/items.ts";
import type { Shell } from "../interpreter/state.ts";
import { namedGroups } from "../output/fish.ts";
import { silence } from "../stream.ts";
import { computedText, concat, known, literal, literalIfEmpty, prefix, show, type Text } from "../value.ts";
import { parseArguments } from "./argparse.ts";
import { words } from "./builtins.ts";

/** What a call of such a builtin prints; undefined: its table says it all. */
export function fishBuiltin(invocation: Invocation): Stream | undefined {
  switch (invocation.program) {
    case "argparse":
      return parseArguments(invocation);
    case "emit":
      return emitEvent(invocation);
    default:
      takeGroups(invocation);
      return undefined;
  }
}

/** `emit EVENT ARGUMENT…`: the front has made a function of what waits for an event. */
function emitEvent({ engine, frame, argv, environment, span }: Invocation): Stream {
  const [, event = known(""), ...args] = argv;
  return engine.invoke([concat(known(EVENT), event), ...args], frame, environment, span);
}

/** `string match -r '(?<name>…)' TEXT` gives variables what the groups are called. */
function takeGroups(invocation: Invocation): void {
  const { frame } = invocation;
  const given = words(invocation).map(literalIfEmpty);
  const names = given.flatMap((word) =>
    [...(word ?? "").matchAll(/\(\?P?<(\w+)>/g)].map(([, name = ""]) => name),
  );
  if (names.length === 0) return;
  const input = frame.stdin.text ? literal(frame.stdin.text) : null;
  const groups = given.includes(null)
    ? null
    : namedGroups(
        input ?? "",
        given.filter((word) => word !== null),
      );
  for (const name of names)
    frame.shell.set(name, groups ? known(groups[name] ?? "") : computedText(`$${name}`, frame.stdin.taint));
}

/** `set [-x] NAME VALUE…`, `set -a NAME VALUE…`, `set -e NAME`; `set -q NAME` only asks. */
export function setFish(invocation: Invocation): Stream {
  const { shell } = invocation.frame;
  const isOption = (word: Text) => /^--?[a-zA-Z-]+$/.test(literal(word) ?? "");
  const all = words(invocation);
  const begin = all.findIndex((word) => !isOption(word));
  const flags = all.slice(0, Math.max(begin, 0)).map(prefix).join(" ");
  const [target, ...values] = all.slice(Math.max(begin, 0));
  const name = target ? show(target) : "";
  if (name === "" || /(?:^| )-(?:[a-zA-Z]*q|-query)/.test(flags)) return silence;
  const [, list, key] = /^(\w+)\[(.+)\]$/.exec(name) ?? [];
  if (list !== undefined && key !== undefined) {
    const erases = /(?:^| )-(?:[a-zA-Z]*e|-erase)/.test(flags);
    const value = replaced(
      { kind: "array", items: Items.of(itemsOf(shell, list)) },
      key,
      erases ? [] : values,
    );
    if (value?.kind === "array") shell.setArray(list, value.items);
    else shell.set(list, computedText(`$${list}`));
    return silence;
  }
  if (/(?:^| )-(?:[a-zA-Z]*e|-erase)/.test(flags)) {
    shell.variables.delete(name);
    return silence;
  }
  const before = itemsOf(shell, name);
  const becomes = /(?:^| )-(?:[a-zA-Z]*a|-append)/.test(flags)
    ? [...before, ...values]
    : /(?:^| )-(?:[a-zA-Z]*p|-prepend)/.test(flags)
      ? [...values, ...before]
      : values;
  const [only] = becomes;
  const exported = /(?:^| )-(?:[a-zA-Z]*x|-export)/.test(flags) || undefined;
  if (becomes.length === 1 && only) shell.set(name, only, exported);
  else shell.setArray(name, Items.of(becomes));
  return silence;
}

function itemsOf(shell: Shell, name: string): readonly Text[] {
  const [value] = shell.get(name)?.alternatives ?? [];
  if (value === undefined) return [];
  return value.kind === "array" ? value.items.texts() : [value.text];
}
