/** The options of a call of which its table says nothing, or too little to be sure, each with what may be its value. */
import { isShared } from "../../../commands/index.ts";
import type { Invocation } from "../../call/invocation.ts";
import { attachedValue, choosesShell } from "../../call/looks.ts";
import { optionAmong } from "../../call/option-table.ts";
import { dropPrefix } from "../../call/words.ts";
import { prefix, type Text } from "../../value.ts";

/** An option and its value, attached or in the next word. */
export interface Given {
  readonly name: string;
  readonly value: Text;
  /** What the table has it for; null: it does not have it. */
  readonly known: "text" | "flag" | null;
}

/** Options whose value sets an option by name: `-p command=x`, `--set pre-hook=x`. */
const SETS = /^(?:-[copP]|--(?:opt(?:ion)?|param(?:eter)?|prop(?:erty)?|setting|set|override)s?)$/;

/** The options that the table knows too little of; without those that belong to a command or a script behind them. */
export function strangeOptions(invocation: Invocation): readonly Given[] {
  const { argv, call, entry, program } = invocation;
  if (entry?.style === "none" || entry?.style === "keys" || entry?.style === "old") return [];
  // What stands behind a script is the script's (`php artisan --execute=…`), behind a command the command's.
  const script = call.arguments.find(({ role, option }) => option === null && /^(?:code|script):/.test(role));
  const end = script ? argv.indexOf(script.text) : argv.length - (call.command?.length ?? 0);
  const described = new Set(call.arguments.filter(({ option }) => option !== null).map(({ text }) => text));
  const mayTake = call.entry.operands?.[0] === "text..." && isShared(program);
  const found: Given[] = [];
  for (const [i, arg] of argv.slice(1, end).entries()) {
    const start = prefix(arg);
    if (start === "--") break;
    // Of a program that nobody knows, `out=PATH` is as good as `--out=PATH`.
    if (entry === null) found.push(...assignmentIn(arg));
    const name = /^--?[A-Za-z][\w.-]*/.exec(start)?.[0];
    if (name === undefined || described.has(arg)) continue;
    const info = optionAmong([call.entry, entry], name);
    // A flag of a program that shares its entry with many others may take a value all the same.
    if (info && info.role !== "text" && !(info.role === null && mayTake)) continue;
    // What seems to be the script, or the command, may be the value of an option that nobody knows.
    const next = argv[i + 2];
    const isAttached = start.startsWith("=", name.length);
    const isAlone = start.length === name.length && next && !prefix(next).startsWith("-");
    const value = isAttached ? attachedValue(arg) : isAlone ? next : undefined;
    if (!value) continue;
    found.push({ name, value, known: info ? (info.role === null ? "flag" : "text") : null });
    if (SETS.test(name)) found.push(...assignmentIn(value));
  }
  return found;
}

/** `NAME=VALUE` as the option of that name. */
function assignmentIn(text: Text): readonly Given[] {
  const name = /^[A-Za-z][\w.-]*(?==)/.exec(prefix(text))?.[0];
  const value = dropPrefix(text, (name?.length ?? -1) + 1);
  return name === undefined || choosesShell(name, value) ? [] : [{ name: `--${name}`, value, known: null }];
}
