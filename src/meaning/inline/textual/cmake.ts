/** What CMake starts as it configures or builds, by its own words (cmake-language(7)): quoted, in long brackets, or plain. */
import { quote } from "../../../syntax/quote.ts";

const STARTS = /^(?:execute_process|add_custom_(?:command|target)|add_test)$/i;
const MAY_START = /\bCOMMAND\b/;

/** `name(`, the beginning of an argument in brackets or quotes, the end of a call, a comment, a plain argument. */
const TOKEN = /(?<call>[A-Za-z_]\w*)\s*\(|\[(?<level>=*)\[|(?<quote>")|(?<end>\))|#.*|(?<plain>[^\s()"#]+)/g;

/** What stands in quotes, up to the one that closes them. */
const QUOTED = /(?:\\[\s\S]|[^"\\])*(?<close>"?)/y;

interface Argument {
  readonly text: string;
  readonly isPlain: boolean;
}

/** The commands that a CMake script starts, as a shell would read them; empty for code in any other language. */
export function cmakeCommands(code: string): readonly string[] {
  const variables = new Map<string, string>();
  const commands: string[] = [];
  if (!MAY_START.test(code)) return commands;
  for (const { name, args } of callsIn(code)) {
    const [first, second] = args;
    if (/^set$/i.test(name) && first && second) variables.set(first.text, filled(second.text, variables));
    if (STARTS.test(name)) commands.push(...startedBy(args, variables));
    // `cmake_language(EVAL CODE …)`
    if (/^cmake_language$/i.test(name) && second?.text === "CODE")
      commands.push(...args.slice(2).flatMap(({ text }) => cmakeCommands(filled(text, variables))));
  }
  return commands;
}

interface CMakeCall {
  readonly name: string;
  readonly args: Argument[];
}

function callsIn(code: string): readonly CMakeCall[] {
  const calls: CMakeCall[] = [];
  let open: CMakeCall | null = null;
  const tokens = new RegExp(TOKEN);
  for (let token = tokens.exec(code); token; token = tokens.exec(code)) {
    const { call, level, quote: quoted, end, plain } = token.groups ?? {};
    if (call !== undefined && open === null) {
      open = { name: call, args: [] };
      calls.push(open);
    } else if (end !== undefined) open = null;
    else if (level !== undefined || quoted !== undefined) {
      const from = tokens.lastIndex;
      const to = level === undefined ? endOfQuotes(code, from) : code.indexOf(`]${level}]`, from);
      // What is never closed ends the script.
      if (to < 0) return calls;
      const text = code.slice(from, to);
      open?.args.push({ text: level === undefined ? text.replace(/\\(.)/g, "$1") : text, isPlain: false });
      tokens.lastIndex = to + (level === undefined ? 1 : level.length + 2);
    } else open?.args.push({ text: plain ?? call ?? "", isPlain: true });
  }
  return calls;
}

function endOfQuotes(code: string, from: number): number {
  QUOTED.lastIndex = from;
  return QUOTED.exec(code)?.groups?.close === '"' ? QUOTED.lastIndex - 1 : -1;
}

/** Behind each `COMMAND`, up to the next keyword. */
function startedBy(args: readonly Argument[], variables: ReadonlyMap<string, string>): readonly string[] {
  const commands: string[][] = [];
  let open: string[] | null = null;
  for (const { text, isPlain } of args) {
    if (isPlain && text === "COMMAND") {
      open = [];
      commands.push(open);
    } else if (isPlain && /^[A-Z]{4,}(?:_[A-Z]+)*$/.test(text)) open = null;
    else open?.push(isPlain ? filled(text, variables) : quote(filled(text, variables)));
  }
  return commands.filter((words) => words.length > 0).map((words) => words.join(" "));
}

/** With what is set for its variables; of another, nothing is known but that it is a word. */
function filled(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{(\w+)\}/g, (_, name: string) => variables.get(name) ?? "x");
}
