/** tmux and screen: new-session, send-keys, run-shell, bind, hooks and their kin give text to a shell, now or later. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { joinWords } from "../call/words.ts";
import { under } from "../interpreter/engine.ts";
import { readPath, siteOf, writePath } from "../locations/files.ts";
import { unknownStream } from "../stream.ts";
import { concat, known, literal, prefix, show, type Text } from "../value.ts";
import { runLine } from "./line.ts";
import type { ByTable } from "./reader.ts";

export function followMultiplexer(invocation: Invocation, byTable: ByTable): Stream {
  const { argv, program, call, engine, frame, environment, span } = invocation;
  byTable({ ...invocation, call: { ...call, command: null } });
  const given = argv.slice(1);
  // `screen -S NAME -X COMMAND …`: what follows is a command of screen's own, wherever the option stands.
  const at = program === "screen" ? given.findIndex((word) => literal(word) === "-X") : -1;
  if (at >= 0) run(invocation, given.slice(at + 1));
  else if (program === "screen" && call.command)
    return engine.invoke(call.command, under(frame, program), environment, span);
  else run(invocation, given.slice(Math.max(0, firstVerb(given))));
  return unknownStream();
}

/** Where the options that stand before tmux's commands end. */
function firstVerb(given: readonly Text[]): number {
  for (let i = 0; i < given.length; i++) {
    const word = prefix(given[i] ?? known(""));
    if (/^-[LSfcT]$/.test(word)) i++;
    else if (!word.startsWith("-")) return i;
  }
  return given.length;
}

/** Commands one after the other, parted by `;`. */
function run(invocation: Invocation, given: readonly Text[]): void {
  let rest = given;
  while (rest.length > 0) {
    const end = rest.findIndex((word) => literal(word) === ";" || literal(word) === "\\;");
    runOne(invocation, end < 0 ? rest : rest.slice(0, end));
    rest = end < 0 ? [] : rest.slice(end + 1);
  }
}

const RUNS =
  /^(?:new(?:-session)?|new-window|neww|split-window|splitw|respawn-(?:pane|window)|respawnp|respawnw|run(?:-shell)?|display-popup|popup|pipe-pane|pipep|stuff|exec)$/;
const SETS = /^(?:set|set-option|set-window-option|setw|default-command|shell|defshell)$/;
const LATER = /^(?:bind|bind-key|set-hook|confirm-before|confirm|command-prompt|bindkey)$/;

function runOne(invocation: Invocation, [verb, ...args]: readonly Text[]): void {
  const word = verb ? (literal(verb) ?? "") : "";
  const plain = operandsOf(word, args);
  if (/^send(?:-keys)?$/.test(word)) {
    const keys = plain.map((each) => KEYS.get(show(each)) ?? each);
    runLine(
      invocation,
      keys.reduce((all, key) => concat(all, key), known("")),
    );
  } else if (/^if(?:-shell)?$/.test(word)) {
    const [asked, ...commands] = plain;
    if (asked) runLine(invocation, asked);
    for (const each of commands) run(invocation, wordsOf(literal(each) ?? ""));
  } else if (RUNS.test(word) && plain.length > 0) runLine(invocation, joinWords(plain));
  else if (SETS.test(word) && plain.some((each) => /^default-(?:command|shell)$/.test(show(each))))
    runLine(invocation, joinWords(plain.slice(1)));
  else if (LATER.test(word)) runLater(invocation, plain);
  else files(invocation, word, plain);
}

/** `bind KEY COMMAND …`, `set-hook NAME 'COMMAND …'`: what is done when the key or the hook comes. */
function runLater(invocation: Invocation, [, ...command]: readonly Text[]): void {
  const [only] = command;
  const text = command.length === 1 && only ? literal(only) : null;
  if (text === null) return run(invocation, command);
  run(invocation, wordsOf(text));
}

function files(invocation: Invocation, word: string, plain: readonly Text[]): void {
  const [file] = plain.slice(-1);
  if (!file) return;
  if (/^(?:save-buffer|saveb|hardcopy|writebuf)$/.test(word))
    writePath(siteOf(invocation), file, unknownStream(), "overwrite");
  else if (/^(?:load-buffer|loadb|readbuf)$/.test(word)) readPath(siteOf(invocation), file);
  else if (/^(?:source-file|source)$/.test(word)) {
    const content = readPath(siteOf(invocation), file);
    const lines = content.text ? (literal(content.text) ?? "") : "";
    for (const line of lines.split("\n")) run(invocation, wordsOf(line));
  }
}

/** Letters of tmux's options that take a value, by the command; where none is named, only a target does. */
const VALUES: readonly (readonly [RegExp, string])[] = [
  [/^new(?:-session)?$/, "cefFnstxy"],
  [/^(?:new-window|neww|split-window|splitw|respawn-\w+|respawn[pw])$/, "ceFlpnt"],
  [/popup$/, "bcdehsStTwxy"],
  [/^run(?:-shell)?$/, "cdt"],
  [/^bind(?:-key)?$/, "NT"],
  [/^(?:send(?:-keys)?|confirm\w*(?:-before)?)$/, "cNpt"],
  [/^command-prompt$/, "IptT"],
  [/buffer|^(?:save|load)b$/, "bt"],
];

/** The arguments without the options and their values. */
function operandsOf(verb: string, args: readonly Text[]): readonly Text[] {
  const [, values = "t"] = VALUES.find(([verbs]) => verbs.test(verb)) ?? [];
  const open = new RegExp(`^-[a-zA-Z]*?[${values}](.*)$`, "s");
  for (let i = 0; i < args.length; i++) {
    const option = prefix(args[i] ?? known(""));
    if (option === "--") return args.slice(i + 1);
    if (!/^-./.test(option)) return args.slice(i);
    if (open.exec(option)?.[1] === "") i++;
  }
  return [];
}

const KEYS = new Map([
  ["Enter", known("\n")],
  ["C-m", known("\n")],
  ["KPEnter", known("\n")],
  ["Space", known(" ")],
]);

function wordsOf(line: string): Text[] {
  return [...line.matchAll(/"((?:\\.|[^"\\])*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) =>
    known(double ?? single ?? bare ?? ""),
  );
}
