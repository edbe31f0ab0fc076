/** fish's `set`: lists of words, by name. */

import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { replaced } from "../expansion/lists.ts";
import { Items } from "../interpreter/items.ts";
import type { Shell } from "../interpreter/state.ts";
import { silence } from "../stream.ts";
import { computedText, literal, prefix, type Text } from "../value.ts";
import { words } from "./builtins.ts";

/** `set [-x] NAME VALUE…`, `set -a NAME VALUE…`, `set -e NAME`; `set -q NAME` only asks. */
export function setFish(invocation: Invocation): Stream {
  const { shell } = invocation.frame;
  const isOption = (word: Text) => /^--?[a-zA-Z-]+$/.test(literal(word) ?? "");
  const all = words(invocation);
  const begin = all.findIndex((word) => !isOption(word));
  const flags = all.slice(0, Math.max(begin, 0)).map(prefix).join(" ");
  const [target, ...values] = all.slice(Math.max(begin, 0));
  const name = literal(target ?? { pieces: [], taint: new Set() }) ?? "";
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
