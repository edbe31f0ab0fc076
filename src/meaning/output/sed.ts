/**
 * sed, worked out on text that is known, as far as one-liners go: addresses, `s`, `y`, `d`, `p`, `q`, `=`.
 * Anything else (labels, the hold space, files, `e`) gives null: not worked out.
 */
import { getopt } from "./getopt.ts";
import { regexOf } from "./regex.ts";

interface Command {
  readonly first: Address | null;
  readonly last: Address | null;
  readonly negated: boolean;
  readonly does: Step;
}

type Address = { readonly line: number } | { readonly pattern: RegExp };

type Step =
  | { readonly kind: "d" | "p" | "q" | "=" }
  | { readonly kind: "y"; readonly letters: ReadonlyMap<string, string> }
  | { readonly kind: "s"; readonly change: (line: string) => string; readonly prints: boolean };

const LONG = {
  quiet: "n",
  silent: "n",
  expression: "e",
  "regexp-extended": "E",
  unbuffered: "u",
  separate: "s",
};

const ADDRESS = /^(?:(\d+)|(\$)|\/((?:\\[\s\S]|\[[^\]]*\]|[^/\\])+)\/(I?))/;

/** What the call prints; null where it is not worked out. */
export function sed(input: string, args: readonly string[]): string | null {
  // Several scripts are lines of one.
  const scripts = args.flatMap((arg, i) => (/^-[nErsu]*e$/.test(arg) ? (args[i + 1] ?? "") : []));
  const options = getopt(args, "ne:Ersu", LONG);
  if (!options || (scripts.length > 1 && options.value("e") !== scripts.at(-1))) return null;
  const [operand, ...files] = options.operands;
  const script = scripts.length > 1 ? scripts.join("\n") : (options.value("e") ?? operand);
  if (script === undefined || (options.has("e") ? operand !== undefined : files.length > 0)) return null;
  const commands = commandsOf(script, options.has("E") || options.has("r"));
  return commands && run(commands, input, options.has("n"));
}

function run(commands: readonly Command[], input: string, quiet: boolean): string {
  const all = input.split("\n");
  const ended = all.at(-1) === "";
  if (ended) all.pop();
  const within = new Set<Command>();
  const printed: string[] = [];
  for (const [i, whole] of all.entries()) {
    let line: string | null = whole;
    let quits = false;
    for (const command of commands) {
      if (!applies(command, { line, number: i + 1, isLast: i === all.length - 1 }, within)) continue;
      const { does } = command;
      if (does.kind === "p") printed.push(line);
      else if (does.kind === "=") printed.push(String(i + 1));
      else if (does.kind === "y") line = [...line].map((c) => does.letters.get(c) ?? c).join("");
      else if (does.kind === "s") {
        const changed = does.change(line);
        if (does.prints && changed !== line) printed.push(changed);
        line = changed;
      } else {
        quits = does.kind === "q";
        if (!quits) line = null;
        break;
      }
    }
    if (line !== null && !quiet) printed.push(line);
    if (quits) break;
  }
  if (printed.length === 0) return "";
  return `${printed.join("\n")}${ended || printed.length < all.length ? "\n" : ""}`;
}

interface Place {
  readonly line: string;
  readonly number: number;
  readonly isLast: boolean;
}

function applies(command: Command, place: Place, within: Set<Command>): boolean {
  return inRange(command, place, within) !== command.negated;
}

function inRange(command: Command, place: Place, within: Set<Command>): boolean {
  const { first, last } = command;
  if (first === null) return true;
  if (last === null) return isAt(first, place);
  if (within.has(command)) {
    if ("line" in last ? place.number >= last.line : isAt(last, place)) within.delete(command);
    return true;
  }
  if (!isAt(first, place)) return false;
  if (!("line" in last) || last.line > place.number) within.add(command);
  return true;
}

function isAt(address: Address, { line, number, isLast }: Place): boolean {
  if ("pattern" in address) return address.pattern.test(line);
  return address.line === Number.POSITIVE_INFINITY ? isLast : address.line === number;
}

/** The commands of a script; null where one of them is more than this reads. */
function commandsOf(script: string, extended: boolean): readonly Command[] | null {
  const commands: Command[] = [];
  let rest = script.replace(/^[\s;]+/, "");
  while (rest !== "") {
    const addresses: Address[] = [];
    for (let found = ADDRESS.exec(rest); found; found = ADDRESS.exec(rest)) {
      const address = addressOf(found, extended);
      if (!address) return null;
      addresses.push(address);
      rest = rest.slice(found[0].length).trimStart();
      if (!rest.startsWith(",") || addresses.length > 1) break;
      rest = rest.slice(1).trimStart();
    }
    const [bang] = /^(?:!\s*)?/.exec(rest) ?? [""];
    const step = stepOf(rest.slice(bang.length), extended);
    if (!step) return null;
    const [first = null, last = null] = addresses;
    commands.push({ first, last, negated: bang !== "", does: step.does });
    rest = step.rest;
    // `2{p;q}` would need a block.
    const [gap] = /^[ \t]*(?:[\n;][\s;]*|$)/.exec(rest) ?? [];
    if (gap === undefined) return null;
    rest = rest.slice(gap.length);
  }
  return commands;
}

function addressOf(
  [, number, end, pattern, insensitive]: RegExpExecArray,
  extended: boolean,
): Address | null {
  if (end !== undefined) return { line: Number.POSITIVE_INFINITY };
  if (number !== undefined) return { line: Number(number) };
  const regex = regexOf(pattern ?? "", { extended, flags: insensitive === "I" ? "i" : "" });
  return regex && { pattern: regex };
}

function stepOf(text: string, extended: boolean): { readonly does: Step; readonly rest: string } | null {
  const kind = text[0];
  if (kind === "d" || kind === "p" || kind === "q" || kind === "=")
    return { does: { kind }, rest: text.slice(1) };
  const [whole = "", name, , from = "", to = "", flags = ""] =
    /^([sy])([^\n\\\w\s])((?:\\[\s\S]|\[[^\]]*\]|(?!\2)[^\\])*)\2((?:\\[\s\S]|(?!\2)[^\\])*)\2([gpIi\d]*)/.exec(
      text,
    ) ?? [];
  const rest = text.slice(whole.length);
  if (name === "y" && flags === "") {
    const [ours, theirs] = [lettersOf(from), lettersOf(to)];
    if (ours === null || theirs === null || ours.length !== theirs.length) return null;
    return { does: { kind: "y", letters: new Map(ours.map((c, i) => [c, theirs[i] ?? c])) }, rest };
  }
  if (name !== "s") return null;
  const regex = regexOf(from, { extended, flags: /i/i.test(flags) ? "gi" : "g" });
  if (!regex) return null;
  const nth = Number(/\d+/.exec(flags)?.[0] ?? 1);
  const all = flags.includes("g");
  const change = (line: string) => {
    let count = 0;
    return line.replace(regex, (match: string, ...groups: unknown[]) => {
      count++;
      const found = groups.map((group) => (typeof group === "string" ? group : ""));
      return count < nth || (count > nth && !all) ? match : replaced(to, [match, ...found]);
    });
  };
  return { does: { kind: "s", change, prints: flags.includes("p") }, rest };
}

/** `\n` and `\\` are what they stand for; null for other escapes. */
function lettersOf(text: string): readonly string[] | null {
  const letters = (text.match(/\\[\s\S]|[\s\S]/g) ?? []).map((c) =>
    c.length === 1 ? c : c === "\\n" ? "\n" : /^\\\W$/.test(c) ? c.slice(1) : null,
  );
  return letters.includes(null) ? null : letters.filter((c) => c !== null);
}

/** What is put in place of a match: `&`, `\1`, and `\U`, `\L`, `\u`, `\l`, `\E` for the letters behind them. */
function replaced(by: string, groups: readonly string[]): string {
  let out = "";
  let cased = (text: string) => text;
  let once: ((text: string) => string) | null = null;
  for (const [piece] of by.matchAll(/\\[\s\S]|&|[^\\&]+/g)) {
    const [first, c = ""] = piece;
    if (first === "\\" && /[ULE]/.test(c))
      cased = (text) => (c === "U" ? text.toUpperCase() : c === "L" ? text.toLowerCase() : text);
    else if (first === "\\" && /[ul]/.test(c))
      once = (text) => (c === "u" ? text.toUpperCase() : text.toLowerCase());
    else {
      const text = cased(
        piece === "&"
          ? (groups[0] ?? "")
          : first !== "\\"
            ? piece
            : /\d/.test(c)
              ? (groups[Number(c)] ?? "")
              : c === "n"
                ? "\n"
                : c === "t"
                  ? "\t"
                  : c,
      );
      out += once && text !== "" ? once(text.slice(0, 1)) + text.slice(1) : text;
      if (text !== "") once = null;
    }
  }
  return out;
}
