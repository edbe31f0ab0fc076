/** Builtins that give values to variables: `printf -v`, `set`, `shift`, `getopts`, `let`. Those that read them are in reading.ts. */

import type { Stream } from "../action.ts";
import { ALTERNATIVES } from "../alternatives.ts";
import type { Invocation } from "../call/invocation.ts";
import { dropPrefix } from "../call/words.ts";
import { runSubscripts } from "../expansion/subscript.ts";
import { dialectOf } from "../interpreter/code.ts";
import { sayDump } from "../interpreter/environment.ts";
import { Items } from "../interpreter/items.ts";
import type { Shell } from "../interpreter/state.ts";
import { printf } from "../output/printf.ts";
import { environmentPrinted, silence } from "../stream.ts";
import { hole, known, literal, prefix, type Text } from "../value.ts";
import { words } from "./builtins.ts";
import { setFish } from "./fish.ts";

/** `printf -v name …` assigns; otherwise the table and output/pure.ts say it all. */
export function printInto(invocation: Invocation): Stream | undefined {
  const [option, ...rest] = words(invocation);
  if (!option || !prefix(option).startsWith("-v")) return undefined;
  // `printf -vNAME …`: the name may be in the same word.
  const [name, ...printed] = literal(option) === "-v" ? rest : [dropPrefix(option, 2), ...rest];
  if (!name) return undefined;
  const { engine, frame, span } = invocation;
  runSubscripts(engine, frame, name, "printf -v", span);
  const variable = literal(name);
  if (variable !== null) invocation.frame.shell.set(variable, printf(printed) ?? hole(`$${variable}`));
  return silence;
}

/** `set -- a b`: the positional parameters. Of the options, those in SWITCHES are followed. */
export function setOptions(invocation: Invocation): Stream {
  const { frame, engine, span } = invocation;
  const all = words(invocation);
  if (dialectOf(engine, frame) === "fish") return setFish(invocation);
  if (all.length === 0) {
    sayDump(engine, frame, span);
    return environmentPrinted(invocation.program);
  }
  // zsh and ksh: `set -A NAME WORD…` makes an array.
  if (literal(all[0] ?? known("")) === "-A" && all[1]) {
    frame.shell.setArray(literal(all[1]) ?? "", Items.of(all.slice(2)));
    return silence;
  }
  switchOptions(frame.shell, all.map(prefix));
  const end = all.findIndex((arg) => literal(arg) === "--" || literal(arg) === "-");
  const first =
    end >= 0
      ? end + 1
      : all.findIndex(
          (arg, i) => !/^[-+]/.test(prefix(arg)) && !/^[-+]o$/.test(prefix(all[i - 1] ?? known(""))),
        );
  if (end >= 0 || (first >= 0 && !/^[-+]/.test(prefix(all[0] ?? known("")))))
    frame.shell.positional = all.slice(Math.max(first, 0));
  return silence;
}

/** Letters of `set` that change what is followed, and what `set -o` calls them. */
const SWITCHES: Readonly<Record<string, string>> = {
  a: "allexport",
  e: "errexit",
  x: "xtrace",
  v: "verbose",
};

/** `set -a`, `set -o errexit`, `bash -x`, and with `+` the other way. */
export function switchOptions(shell: Shell, words: readonly string[]): void {
  for (const [at, word] of words.entries()) {
    if (/^--[a-z]/.test(word)) continue;
    if (!/^[-+]\w/.test(word)) {
      if (/^[-+]\w*o$/.test(words[at - 1] ?? "")) continue;
      return;
    }
    const named = /o$/.test(word) ? [words[at + 1] ?? ""] : [];
    const switched = [...word.slice(1)].flatMap((letter) => SWITCHES[letter] ?? []);
    const followed = [...switched, ...named.filter((name) => Object.values(SWITCHES).includes(name))];
    if (followed.length === 0) continue;
    const others = [...shell.options].filter((option) => !followed.includes(option));
    shell.options = new Set(word.startsWith("-") ? [...others, ...followed] : others);
  }
}

/** `shift [n]`: the positional parameters move up. */
export function shiftPositional({ frame, argv }: Invocation): Stream {
  const { shell } = frame;
  const by = Number(literal(argv[1] ?? known("1")) ?? Number.NaN);
  // What is a list or a pattern may be more words than go away.
  const left = (given: readonly Text[], count: number) => [
    ...given.slice(0, count).filter(mayBeMany),
    ...given.slice(count),
  ];
  // By nobody knows how many: any of them may be the first now.
  const counts = (given: readonly Text[]) =>
    Number.isNaN(by) ? Array.from({ length: Math.min(given.length, ALTERNATIVES) }, (_, i) => i) : [by];
  shell.positionals = shell.positionals
    .flatMap((given) => (given ? counts(given).map((count) => left(given, count)) : [null]))
    .slice(0, ALTERNATIVES);
  return silence;
}

function mayBeMany({ pieces }: Text): boolean {
  return pieces.some((piece) => typeof piece !== "string" && piece.shape !== "text");
}

/** `getopts LETTERS NAME [ARG…]`: the name may get any of the letters, OPTARG any argument. */
export function nextOption({ frame, argv }: Invocation): Stream {
  const { shell } = frame;
  const [, letters, name, ...given] = argv;
  const args =
    given.length > 0
      ? given
      : (shell.positionals.find((each) => each !== null && each.length > 0) ?? shell.positional);
  if (name) shell.set(literal(name) ?? "", hole(letters ? `-${literal(letters) ?? "?"}` : "-?"));
  if (!args) shell.set("OPTARG", hole("$OPTARG", new Set(["argument"])));
  else {
    const values = letters ? valuesOf(literal(letters) ?? "", args) : [];
    const any = args.map((arg) => (/^-./.test(prefix(arg)) ? dropPrefix(arg, 2) : arg));
    shell.setAlternatives("OPTARG", values.length > 0 ? values : any);
  }
  return silence;
}

/** What stands behind the options that take a value, the last of the letters that share a word. */
function valuesOf(letters: string, args: readonly Text[]): readonly Text[] {
  return args.flatMap((arg, i) => {
    const word = /^-(\w.*)/s.exec(prefix(arg))?.[1] ?? "";
    const at = [...word].findIndex((letter) => letters[letters.indexOf(letter) + 1] === ":");
    if (at < 0 || ![...word.slice(0, at)].every((letter) => letters.includes(letter))) return [];
    const attached = dropPrefix(arg, at + 2);
    const next = args[i + 1];
    return attached.pieces.length > 0 ? [attached] : next ? [next] : [];
  });
}

/** `let EXPRESSION…`, also written `((EXPRESSION))`. */
export function letExpressions(invocation: Invocation): Stream {
  const { engine, frame, span } = invocation;
  for (const expression of words(invocation)) engine.arithmetic(expression, frame, span);
  return silence;
}

/** Builtins that take the name of a variable for an operand: its subscript is expanded. */
export function namesVariable(invocation: Invocation): Stream | undefined {
  const { engine, frame, span, program } = invocation;
  for (const word of words(invocation)) runSubscripts(engine, frame, word, program, span);
  return undefined;
}
