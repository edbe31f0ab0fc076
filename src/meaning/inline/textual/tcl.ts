/** Tcl and Expect: `exec`, `spawn`, `open "|…"`, `socket`, `file delete`, whose arguments need no quotes. */
import { lookup } from "../../../commands/index.ts";
import { quote } from "../../../syntax/quote.ts";
import type { Language } from "../../action.ts";
import { languageIn } from "../../effects/languages.ts";
import { unknownStream } from "../../stream.ts";
import { known } from "../../value.ts";
import type { Embedding } from "./small.ts";

/** Commands of a script, those in brackets and braces too. What is sent goes on behind a `;` in its quotes. */
function commandsOf(code: string): string[] {
  const out: string[] = [];
  const lines = code.replace(/\\\n/g, " ").split(/[\n;]/);
  for (const [at, line] of lines.entries()) {
    let end = at + 1;
    if (/^\s*send\b/.test(line)) while (end < at + PARTS && isOpen(lines.slice(at, end).join(";"))) end++;
    out.push(lines.slice(at, end).join(";"));
    for (const [, inner] of line.matchAll(/[[{]\s*([a-z][^[\]{}]*)/g)) if (inner) out.push(inner);
  }
  return out.map((each) => each.trim()).filter((each) => each !== "" && !each.startsWith("#"));
}

/** Nobody types a line of more commands. */
const PARTS = 16;

/** Has it a quote that is not closed? */
function isOpen(line: string): boolean {
  return line.replace(/\\./g, "").split('"').length % 2 === 0;
}

const NAMED = /^(exec|spawn|system|open|socket|file|source|load|send|log_file)\b\s*(.*)$/s;

/** Says what the script does; the rest is for the reader of foreign code. */
export function tclCode(code: string, to: Embedding): void {
  let spawned: Session | null = null;
  for (const command of commandsOf(withVariables(code.replace(/\$(?:::)?env\(HOME\)/g, "~")))) {
    const [, verb = "", rest = ""] = NAMED.exec(command) ?? [];
    const words = wordsOf(rest);
    if (verb === "exec" || verb === "spawn") {
      const begin = words.findIndex((word) => !/^-(?:noecho|ignore\w*|keepnewline|nottycopy|-)$/.test(word));
      // `<@stdin`, `2>@stderr`: Tcl's own redirections.
      const started = words.slice(Math.max(begin, 0)).filter((word) => !/^\d?[<>]+@/.test(word));
      if (verb === "spawn") {
        finish(spawned, to);
        spawned = { language: languageOf(started), typed: [] };
      }
      to.shell(known(started.map(asWord).join(" ")));
    } else if (verb === "system") to.shell(known(words.join(" ")));
    else if (verb === "send")
      spawned?.typed.push((words.find((word) => !word.startsWith("-")) ?? "").replace(/\\[rn]$/, ""));
    else if (verb === "open" && words[0]?.startsWith("|")) to.shell(known(words.join(" ").slice(1)));
    else if (verb === "open" && words[0]) {
      if (/^[wa]/.test(words[1] ?? "")) to.write(words[0], unknownStream());
      else to.read(words[0]);
    } else if (verb === "source" && words[0]) to.read(words[0]);
    else if (verb === "load" && words[0]) to.load(words[0]);
    else if (verb === "log_file")
      for (const word of words) if (!word.startsWith("-")) to.write(word, unknownStream());
    if (verb === "file") fileCommand(words, to);
    if (verb === "socket") {
      const [host, port] = words.filter((word) => !word.startsWith("-"));
      if (host && port && !words.includes("-server"))
        to.connect(known(`${host}:${port}`), /\b(?:exec|eval|spawn)\b/.test(code));
    }
  }
  finish(spawned, to);
}

/** A program that was spawned, and what is typed into it. */
interface Session {
  readonly language: Language;
  readonly typed: string[];
}

/** Says what the lines do that were typed: to an interpreter they are one program, to a shell (as most are: ssh, su) so many commands. */
function finish(session: Session | null, to: Embedding): void {
  if (session?.language === "shell") for (const line of session.typed) to.shell(known(line));
  else if (session)
    to.code(session.language, session.typed.map((line) => line.replace(/\\(["$[\]\\])/g, "$1")).join("\n"));
}

/** What a program that is spawned takes lines for. */
function languageOf([program = "", ...rest]: readonly string[]): Language {
  const input = lookup(program)?.input;
  const isInterpreter = rest.every((word) => word.startsWith("-"));
  return (isInterpreter && input !== undefined && languageIn(input)) || "shell";
}

function fileCommand([verb = "", ...rest]: readonly string[], to: Embedding): void {
  const paths = rest.filter((word) => !word.startsWith("-"));
  const target = paths.at(-1);
  if (verb === "delete") for (const path of paths) to.remove(path);
  else if ((verb === "copy" || verb === "rename") && target) {
    for (const path of paths.slice(0, -1)) to.read(path);
    to.write(target, unknownStream());
  }
}

/** At most this many variables are replaced by their values. */
const NAMES = 400;

/** The script with `$name` put in for what `set name value` says, and the home directory under its names. */
function withVariables(code: string): string {
  let out = code.replace(/\$(?:::)?env\(HOME\)|\[file normalize ~\]/g, "~");
  const sets = [...code.matchAll(/\bset\s+(\w+)\s+(?:\[list\s+([^[\]$]*)\]|("[^"\n$[]*"|[^\s"{}[\];$]+))/g)];
  for (const [, name, list, plain] of sets.slice(0, NAMES)) {
    const value = list ?? plain;
    if (name && value)
      out = out.replaceAll(new RegExp(String.raw`\$\{?${name}\b\}?`, "g"), value.replaceAll('"', ""));
  }
  out = withRounds(out.replaceAll("{*}", ""));
  // One name for all that a pattern stands for.
  for (const [, name, patterns] of out.matchAll(/\bforeach\s+(\w+)\s+\[glob\s+((?:-\w+\s+)*[^\]]+)\]/g))
    if (name && patterns)
      out = out.replaceAll(
        new RegExp(String.raw`\$\{?${name}\b\}?`, "g"),
        patterns.replace(/^(?:-\w+\s+)+/, ""),
      );
  return out;
}

const LOOP = /\bforeach\s+(\w+)\s+(?:\{([^{}[\]]*)\}|\[list\s+([^[\]]*)\])\s*\{/;

/** Loops over a list of words written out, round by round. */
function withRounds(code: string): string {
  let out = code;
  for (let n = 0; n < 8; n++) {
    const found = LOOP.exec(out);
    if (!found) return out;
    const [head, name, braced, listed] = found;
    const from = found.index + head.length;
    let depth = 1;
    let to = from;
    for (; to < out.length && depth > 0; to++) depth += out[to] === "{" ? 1 : out[to] === "}" ? -1 : 0;
    const body = out.slice(from, depth === 0 ? to - 1 : to);
    const use = new RegExp(String.raw`\$\{?${name}\b\}?`, "g");
    const rounds = wordsOf(braced ?? listed ?? "").map((word) => body.replaceAll(use, () => word));
    out = out.slice(0, found.index) + rounds.join("\n") + out.slice(to);
  }
  return out;
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(/"((?:\\.|[^"\\])*)"|\{([^{}]*)\}|([^\s"{}]+)/g)].map(
    ([, quoted, braced, plain]) => quoted ?? braced ?? plain ?? "",
  );
}

function asWord(word: string): string {
  return /^[\w./~:@%+=,|<>*?$-]+$/.test(word) ? word : quote(word);
}
