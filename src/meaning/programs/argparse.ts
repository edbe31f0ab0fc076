/** fish's `argparse SPECIFICATION… -- ARGUMENT…`: options become variables (`_flag_x`), what is left becomes `argv`. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { dropPrefix } from "../call/words.ts";
import { Items } from "../interpreter/items.ts";
import type { Shell } from "../interpreter/state.ts";
import { silence } from "../stream.ts";
import { known, literal, prefix, type Text } from "../value.ts";
import { words } from "./builtins.ts";

interface Flag {
  /** Its letter and its name, as far as it has them. */
  readonly names: readonly string[];
  /** `=`: takes a value; `=?`: may have one, in the same word; `=+`: each time one more. */
  readonly value: "none" | "one" | "attached" | "several";
}

/** Options of argparse itself that take a value. */
const WITH_VALUE = /^(?:-[nxNXU]|--(?:name|exclusive|min-args|max-args|unknown-arguments))$/;

export function parseArguments(invocation: Invocation): Stream {
  const all = words(invocation);
  const end = all.findIndex((word) => literal(word) === "--");
  const flags = specified(all.slice(0, Math.max(end, 0)).map((word) => literal(word) ?? ""));
  const { shell } = invocation.frame;
  const operands: Text[] = [];
  const given = all.slice(end + 1);
  for (let at = 0; at < given.length; at++) {
    const word = given[at] ?? known("");
    const [, dashes = "", written = ""] = /^(--?)([\w-]+)/.exec(prefix(word)) ?? [];
    if (literal(word) === "--") {
      operands.push(...given.slice(at + 1));
      break;
    }
    const name = dashes === "--" ? written : written.slice(0, 1);
    const flag = flags.find(({ names }) => names.includes(name));
    if (!flag) {
      operands.push(word);
      continue;
    }
    const rest = dropPrefix(word, dashes.length + name.length);
    const attached = prefix(rest).startsWith("=")
      ? dropPrefix(rest, 1)
      : rest.pieces.length > 0
        ? rest
        : null;
    const value =
      flag.value === "none" ? word : (attached ?? (flag.value === "attached" ? word : given[++at]));
    remember(shell, flag, value ?? known(""));
  }
  shell.positional = operands;
  return silence;
}

function specified(specifications: readonly string[]): readonly Flag[] {
  return specifications.flatMap((written, i): readonly Flag[] => {
    if (written.startsWith("-") || WITH_VALUE.test(specifications[i - 1] ?? "")) return [];
    const [, names = "", sign = ""] = /^([^=!]+)(=[?+*]?)?/.exec(written) ?? [];
    const value =
      ({ "=": "one", "=?": "attached", "=+": "several", "=*": "several" } as const)[sign] ?? "none";
    return [{ names: names.split(/[/#]/).filter((name) => name !== ""), value }];
  });
}

function remember(shell: Shell, { names, value }: Flag, text: Text): void {
  for (const name of names) {
    const variable = `_flag_${name.replaceAll("-", "_")}`;
    const [before] = value === "several" ? (shell.get(variable)?.alternatives ?? []) : [];
    const others = before === undefined ? [] : before.kind === "array" ? before.items.texts() : [before.text];
    if (others.length === 0) shell.set(variable, text);
    else shell.setArray(variable, Items.of([...others, text]));
  }
}
