/** fish's `set`: lists of words, by name. */

import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { Items } from "../interpreter/items.ts";
import type { Shell } from "../interpreter/state.ts";
import { silence } from "../stream.ts";
import { literal, prefix, type Text } from "../value.ts";
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
  if (/(?:^| )-(?:[a-zA-Z]*e|-erase)/.test(flags)) {
    shell.variables.delete(name);
    return silence;
  }
  const before = itemsOf(shell, name);
  const list = /(?:^| )-(?:[a-zA-Z]*a|-append)/.test(flags)
    ? [...before, ...values]
    : /(?:^| )-(?:[a-zA-Z]*p|-prepend)/.test(flags)
      ? [...values, ...before]
      : values;
  const [only] = list;
  const exported = /(?:^| )-(?:[a-zA-Z]*x|-export)/.test(flags) || undefined;
  if (list.length === 1 && only) shell.set(name, only, exported);
  else shell.setArray(name, Items.of(list));
  return silence;
}

function itemsOf(shell: Shell, name: string): readonly Text[] {
  const [value] = shell.get(name)?.alternatives ?? [];
  if (value === undefined) return [];
  return value.kind === "array" ? value.items.texts() : [value.text];
}
