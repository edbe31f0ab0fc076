/**
 * Ways out to a shell that are not calls of a function: a line with `!` in debuggers and clients, m4's `esyscmd`, pic's
 * `sh X … X`, recipes of a makefile.
 */
import { readsAsShell } from "../../call/shell-line.ts";
import { unknownStream } from "../../stream.ts";
import { known } from "../../value.ts";
import type { Embedding } from "./small.ts";

/** Words of single programs that a command stands behind, on a line of its own or behind `;`. */
const OWN_WORDS: Readonly<Record<string, RegExp>> = {
  lf: /(?:send\s+(?:\d+\s+)?)?[$&]{1,2}/,
  nnn: /\w:!{1,2}/,
  mpv: /run|subprocess/,
  keynav: /sh/,
  dbx: /sh/,
  broot: /:?!|:e/,
  r2: /#?!(?:pipe)?/,
  lnav: /:(?:shexec|pipe-to|pipe-line-to)/,
  fricas: /\)system/,
  axiom: /\)system/,
  kak: /%?[|!]|nop %sh\{/,
};

/** The words of a program by its name: `i3-msg` and `swaymsg` speak the language of i3, chat programs that of IRC. */
function ownWords(program: string): RegExp | undefined {
  if (/^(?:i3-msg|sway(?:msg)?|herbstclient|bspc|fluxbox-remote|qtile|hyprctl)$/.test(program))
    return /exec(?:_always|-once)?|spawn|dispatch exec/;
  if (/^(?:irssi|weechat.*|epic\d?|bitchx|hexchat|xchat|profanity|kvirc|mcabber)$/i.test(program))
    return /\/?(?:exec|shell|sh)/;
  return OWN_WORDS[program];
}

/** `!COMMAND`, `:!COMMAND`, `shell COMMAND` on a line of its own (gdb, dc, task shells, ghci, mail, ftp). */
export function bangLines(code: string, to: Embedding, program = ""): void {
  const own = ownWords(program);
  if (own) {
    const line = new RegExp(
      String.raw`(?:^|;)[ \t]*(?:${own.source})[ \t]*((?:-{1,2}[\w-]+[ \t]+)*)([^\s-].*)$`,
      "gm",
    );
    for (const [, , command] of code.matchAll(line))
      if (command !== undefined) to.shell(known(command.replace(/<ret>.*$/, "")));
  }
  for (const [, command] of code.matchAll(
    /^[ \t]*:?(?:!{1,2}|(?:(?:platform[ \t]+)?shell|system|make)[ \t])[ \t]*([\w./~$"'({[].*)$/gim,
  ))
    if (command !== undefined && !/^[=(]/.test(command)) to.shell(known(command));
  // gdb: `pipe COMMAND | SHELL`, `| COMMAND | SHELL`.
  for (const [, command] of code.matchAll(/^[ \t]*(?:pipe[ \t]|\|)[^|\n]*\|[ \t]*(\S.*)$/gm))
    if (command !== undefined) to.shell(known(command));
}

/** Clients of file servers: `put FILE`, `mirror -R DIR`, `get NAME FILE`, one command a line or parted by `;`. */
export function transferCode(code: string, to: Embedding): void {
  for (const statement of code.split(/[\n;]|&&/)) {
    const [verb = "", ...words] = statement.trim().split(/\s+/);
    const paths = words
      .filter((word) => !word.startsWith("-"))
      .map((word) => word.replace(/^["']|["']$/g, ""));
    const [first] = paths;
    const sends = /^(?:m?put|send|append|reput|mirror|source|batch)$/.test(verb) || words.includes("-R");
    if (sends) for (const path of paths) to.read(path, words.includes("-R") || verb === "mput");
    if (/^(?:m?get|pget|recv|reget)$/.test(verb) && first) {
      const at = words.indexOf("-o");
      const target = at >= 0 ? words[at + 1] : paths[1];
      if (target) to.write(target, unknownStream(new Set(["network"])));
    }
  }
}

/** Words that a command line in a file of tasks or settings begins with, and that matter. */
const LINE =
  /^\s*(?:[-@+]\s*)*(?:\/\/go:generate\s+)?(?:["']?[\w.@-]+["']?\s*[:=]\s*(?<opened>(?:["'[]\s*)*)|(?:ProxyCommand|LocalCommand|KnownHostsCommand|exec|system|on\w+|up|down|path|IN_\w+|\S+\s+IN_\w+)\s+)?(?<command>(?:\/(?:usr\/)?s?bin\/)?(?:rm|curl|wget|dd|mkfs\S*|nc|ncat|socat|bash|sh|sudo|chmod|chown|cat|tee|cp|mv|ln|python\d?|perl|ruby|node|base64|scp|rsync|ssh|shred|find)[ \t].*?)["'\],;]*$/gm;

/** Files of tasks and settings without a syntax for calls: a line that is a command, alone or behind a name. */
export function recipeLines(code: string, to: Embedding): void {
  for (const { groups } of code.matchAll(LINE)) {
    const { opened = "", command = "" } = groups ?? {};
    const line = known(withItsQuotes(opened.includes('"') ? command.replace(/\\(["\\])/g, "$1") : command));
    // That it is a command at all is a guess.
    if (readsAsShell(line)) to.shell(line);
  }
}

/** A line whose last quote was taken for the end of the value that it stands in (`run: sh -c "x"`). */
function withItsQuotes(command: string): string {
  for (const quote of ['"', "'"]) if (command.split(quote).length % 2 === 0) return `${command}${quote}`;
  return command;
}

/** m4, pic, conky, Zabbix and gyp: macros that start programs. */
export function macroEscapes(code: string, to: Embedding): void {
  for (const [, argument] of code.matchAll(/\be?syscmd\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g))
    to.shell(known((argument ?? "").replace(/^[`'\s[]+|[`'\s\]]+$/g, "")));
  for (const [, command] of code.matchAll(/\$\{t?exec[a-z]*\s+(?:\d+\s+)?([^{}]+)\}/g))
    to.shell(known(command ?? ""));
  for (const [, command] of code.matchAll(/\bsystem\.run\[([^\]]+?)(?:,\s*nowait)?\]/g))
    to.shell(known(command ?? ""));
  // gyp: `"sources": ["<!(ls x)"]`
  for (const [, command] of code.matchAll(/["']<!@?\(([^"'\n]+)\)["']/g)) to.shell(known(command ?? ""));
  for (const [, , command] of code.matchAll(/^[ \t]*sh[ \t]+(\S)(.+)\1[ \t]*$/gm))
    to.shell(known((command ?? "").trim()));
}

/** A makefile given as text: its recipes and `$(shell …)`. Variables are left as words that say nothing. */
export function makeCode(code: string, to: Embedding): void {
  for (const [, command] of code.matchAll(/\$\(shell\s+((?:[^()]|\([^()]*\))*)\)/g))
    to.shell(known(command ?? ""));
  for (const [, , path] of code.matchAll(/\$\(file\s+(>>?)\s*([^,)\s]+)/g))
    to.write(path ?? "", unknownStream());
  for (const [, path] of code.matchAll(/\$\(file\s+<\s*([^,)\s]+)/g)) to.read(path ?? "");
  const recipes = [...code.matchAll(/(?:^\t|^[^\t\n:=#]+:[^=\n;]*;)[ \t@+-]*(.+)$/gm)];
  for (const [, recipe] of recipes) {
    const command = (recipe ?? "").replace(/\$[({][^)}]*[)}]|\$[@<^*?%]/g, "x").replaceAll("$$", "$");
    to.shell(known(command));
  }
}
