/** What a program is given from outside: the words behind its code, and with `-n` the lines of its input. */
import type { CodeSource, Frame } from "../../interpreter/engine.ts";
import { hole, literal, type Text } from "../../value.ts";
import { choice, fromStream, nothingKnown, text, thing, type Value } from "../values/known.ts";
import type { Program } from "./program.ts";

/** What somebody on the network asks a server for. */
export const REQUEST: Value = { ...nothingKnown, taint: new Set(["network"]), sources: ["a request"] };

/** Where each language keeps its arguments, and how many others stand before them (`sys.argv[0]`). */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  python: ["sys.argv"],
  javascript: ["process.argv", "Bun.argv", "Deno.args"],
  perl: ["@ARGV", "@_"],
  ruby: ["ARGV", "$*"],
  php: ["$argv"],
};

/** Where languages have the path of their own interpreter. */
const INTERPRETERS = [
  ["sys.executable", "python3"],
  ["process.execPath", "node"],
  ["process.argv0", "node"],
  ["RbConfig.ruby", "ruby"],
] as const;

/** Python's constants of letters. */
const LETTERS = [
  ["string.ascii_lowercase", "abcdefghijklmnopqrstuvwxyz"],
  ["string.ascii_uppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
  ["string.ascii_letters", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"],
  ["string.digits", "0123456789"],
] as const;

/** What a request holds, where libraries keep the one that is being answered. */
const REQUESTS: readonly string[] = ["flask.request", "bottle.request"].flatMap((request) =>
  "args form values json data headers cookies query forms params body get_json get_data"
    .split(" ")
    .map((part) => `${request}.${part}`),
);

/** Puts arguments and input under the names that the language has for them. */
export function giveArguments(program: Program): void {
  const { source, global, frame } = program;
  const places = PLACES[source.language] ?? [];
  if (source.positional) {
    const args = source.positional.map((each): Value => text(each));
    for (const place of places)
      program.given.set(place, { kind: "list", items: [...before(source, place), ...args] });
    for (const [place, list] of program.given) if (!place.includes(".")) global.names.set(place, list);
  }
  for (const [place, interpreter] of INTERPRETERS) program.given.set(place, text(interpreter));
  if (source.language === "python")
    for (const [place, letters] of LETTERS) program.given.set(place, text(letters));
  // What somebody asked for, where the library has it.
  if (source.language === "ruby" && /\brequire\s+["'](?:sinatra|roda)\b/.test(program.written))
    global.names.set("params", REQUEST);
  if (source.language === "javascript") program.given.set("commander.program", thing("options"));
  if (source.language === "python") program.given.set("stat.S_ISUID", { kind: "number", value: 0o4000 });
  // What stands behind the program itself, in Perl and Ruby.
  const [, data] = /^__(?:END|DATA)__\n([\s\S]*)/m.exec(program.written) ?? [];
  if (data !== undefined) global.names.set("DATA", thing("file", { content: text(data) }));
  // The process that started this one, by the shell's name for it.
  program.given.set("process.ppid", text(hole("$PPID")));
  if (source.language === "python") for (const part of REQUESTS) program.given.set(part, REQUEST);
  if (!source.lines) return;
  global.names.set("$_", choice(linesOfInput(frame)));
}

/** The input of a program, by the names that the languages have for it. */
export const INPUT = /^(?:sys\.stdin(?:\.buffer)?|\$stdin|stdin|argf|process\.stdin)$/i;

/** The lines that come in, as far as they are known. */
export function linesOfInput({ stdin }: Frame): readonly Value[] {
  const input = stdin.text ? literal(stdin.text) : null;
  const lines = input?.split("\n").filter((line) => line !== "") ?? [];
  return lines.length > 0 ? lines.map((line) => text(line)) : [fromStream(stdin)];
}

function before(source: CodeSource, place: string): readonly Value[] {
  const own: Text = { pieces: ["-"], taint: new Set() };
  if (place === "sys.argv" || place === "$argv") return [text(own)];
  if (place === "process.argv" || place === "Bun.argv")
    return source.from === "argument" ? [text(own)] : [text(own), text(own)];
  return [];
}
