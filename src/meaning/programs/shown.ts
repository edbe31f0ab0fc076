/**
 * What builtins tell of the shell's state, in words that a shell reads again: functions, aliases, traps, remembered programs.
 * Null where they are asked for something else, of which it is not known what they print.
 */
import { quote } from "../../syntax/quote.ts";
import type { Invocation } from "../call/invocation.ts";
import { bodyOf } from "../expansion/own-variables.ts";
import { dialectOf } from "../interpreter/code.ts";
import type { Shell } from "../interpreter/state.ts";
import { concat, known, literal, mapKnown, type Text } from "../value.ts";

/** `declare -f NAME`, `type NAME`, zsh's `functions NAME`: as bash writes them, its body in lines of its own. */
export function shownFunctions({ functions }: Shell, names: readonly string[]): Text | null {
  const shown = names.map((name) => {
    const source = functions.get(name)?.source;
    return source === undefined ? null : `${name} () \n{ \n    ${bodyOf(source)}\n}\n`;
  });
  return shown.length === 0 || shown.includes(null) ? null : known(shown.join(""));
}

/** `alias NAME`. */
export function shownAliases({ engine, frame }: Invocation, names: readonly Text[]): Text | null {
  const prefix = dialectOf(engine, frame) === "bash" ? "alias " : "";
  const shown = names.map((name) => {
    const alias = frame.shell.aliases.get(literal(name) ?? "");
    return alias ? `${prefix}${literal(name)}=${quote(alias.as)}\n` : null;
  });
  return shown.length === 0 || shown.includes(null) ? null : known(shown.join(""));
}

/** `trap -p [SIGNAL…]`, or `trap` alone: all of them. */
export function shownTraps({ traps, parentTraps }: Shell, signals: readonly string[]): Text {
  const wanted = [...(traps.size > 0 ? traps : parentTraps)].filter(
    ([signal]) =>
      !signal.endsWith("()") && (signals.length === 0 || signals.some((each) => isSame(each, signal))),
  );
  return concat(
    ...wanted.map(([signal, { code }]) =>
      concat(
        known("trap -- '"),
        mapKnown(code, (text) => text.replaceAll("'", "'\\''")),
        known(`' ${signal}\n`),
      ),
    ),
  );
}

function isSame(one: string, other: string): boolean {
  return one.replace(/^SIG/i, "").toUpperCase() === other.replace(/^SIG/i, "").toUpperCase();
}
