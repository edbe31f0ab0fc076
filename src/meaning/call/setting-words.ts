/**
 * Settings by words: programs that keep configuration for others, or their own, share the custom that a word says so and a
 * name and its value come last (`prog config set NAME VALUE`, `dconf write NAME VALUE`, `crudini --set FILE SECTION NAME VALUE`),
 * or one word has both (`go env -w NAME=VALUE`).
 */

import { literal, prefix, show, type Text } from "../value.ts";
import type { Invocation } from "./invocation.ts";
import { dropPrefix } from "./words.ts";

/** A name and what it is set to. */
export interface SettingWords {
  /** As it is written. */
  readonly whole: string;
  /** Its last part. */
  readonly name: string;
  readonly value: Text;
}

/** Words that say that something is set. */
const SETS = /^(?:set|put|write|config|-w|-s|--set|--write|--replace|-replace|--key)$/;

/** Programs that are named for it: `kwriteconfig5`, `luarocks-config`. */
const SETTER = /config/;

/** Words that say that it is only looked at, or taken away. */
const ASKS =
  /^-{0,2}(?:get(?:-\w+)?|list|show|read|unset(?:-\w+)?|remove(?:-\w+)?|delete|rm|reset|dump|edit|-l|help)$/;

/** The last part of `a.b.NAME`, `/a/b/NAME`, `a:NAME`. */
const LAST = /[\w-]+$/;

/** What the call sets by words. */
export function settingWords({ program, argv }: Invocation): readonly SettingWords[] {
  const words = argv.slice(1);
  const says = words.findIndex((word) => SETS.test(literal(word) ?? ""));
  const asks = words.some((word) => ASKS.test(literal(word) ?? ""));
  if (asks || (says < 0 && !SETTER.test(program))) return [];
  const behind = words.slice(says + 1);
  const attached = behind.flatMap((word) => {
    const [all, name] = /^([A-Za-z][\w.-]*)=/.exec(prefix(word)) ?? [];
    return all === undefined || name === undefined
      ? []
      : [{ whole: name, name: last(name), value: dropPrefix(word, all.length) }];
  });
  if (attached.length > 0) return attached;
  const value = behind.at(-1);
  const name = behind.findLast((word, i) => i < behind.length - 1 && !prefix(word).startsWith("-"));
  if (!value || !name || !LAST.test(show(name))) return [];
  return [{ whole: show(name), name: last(show(name)), value }];
}

function last(name: string): string {
  return LAST.exec(name)?.[0] ?? name;
}
