/** What becomes known of the environment: all of it at once, single variables, and those that a file of secrets has put there. */

import type { Span } from "../../syntax/script.ts";
import type { PathValue, Stream } from "../action.ts";
import { isSecretName } from "../call/secret-name.ts";
import { contentOf } from "../locations/files.ts";
import { show, type Text } from "../value.ts";
import type { Engine, Frame } from "./engine.ts";
import { secretOf } from "./inherited.ts";
import type { Shell } from "./state.ts";

/**
 * All variables are shown, among them those of a file that the shell has taken over; `values`: not only something about them, like
 * how many there are.
 */
export function sayDump(engine: Engine, frame: Frame, span: Span, values = true): void {
  const loaded = values ? frame.shell.loaded : null;
  engine.say(frame, span, {
    kind: "environment",
    operation: { kind: "dump", ...(loaded !== null && { loaded }) },
  });
}

/** One variable is shown. */
export function sayRead(engine: Engine, frame: Frame, span: Span, name: string): void {
  engine.say(frame, span, { kind: "environment", operation: { kind: "read", name } });
}

/** The name of a file of secrets whose lines become variables; null where it is none, or nobody knows. */
export function secretFile(engine: Engine, frame: Frame, path: PathValue): string | null {
  return contentOf(engine, frame, path).taint.has("secret") ? show(path.text) : null;
}

/**
 * A shell has read a file of secrets: what is called like a secret is one now, whatever the file says. A shell that says what it
 * runs, or what it reads, has shown all of it.
 */
export function takeOver(engine: Engine, frame: Frame, file: string, before: Shell, span: Span): void {
  const { shell } = frame;
  shell.loaded = file;
  for (const name of shell.changedSince(before)) if (isSecretName(name)) shell.set(name, secretOf(name));
  if (isTraced(shell)) sayDump(engine, frame, span);
}

/** The file of secrets whose content stands where variables are set: `export $(cat .env)`, `env $(xargs < .env) printenv`. */
export function fileOfVariables(words: readonly Text[]): string | null {
  for (const { pieces } of words)
    for (const piece of pieces)
      if (typeof piece !== "string" && piece.taint.has("secret") && piece.taint.has("file"))
        return piece.sources?.[0] ?? piece.label;
  return null;
}

/** `set -x`, `set -v`: does the shell show what it runs, as it has been expanded or as it was read? */
function isTraced({ options }: Shell): boolean {
  return options.has("xtrace") || options.has("verbose");
}

/** A shell that shows each command shows what is secret in its words. */
export function sayTraced(engine: Engine, frame: Frame, words: readonly Text[], span: Span): void {
  if (!frame.shell.options.has("xtrace")) return;
  for (const name of new Set(words.flatMap(secretVariables))) sayRead(engine, frame, span, name);
}

/** Filters that write what they read, all or part of it, or the same in another spelling. */
const FILTERS = new Set(
  `cat tac rev tee nl head tail cut tr fold fmt column paste expand unexpand sort uniq shuf sed awk gawk mawk grep egrep fgrep rg base64
  base32 basenc xxd od hexdump hd uuencode iconv strings bat less more pv sponge`.split(/\s+/),
);

/** What the command prints at its end, nobody takes it in: variables that filters have been given are shown (`rev <<< "$TOKEN"`). */
export function sayShown(engine: Engine, frame: Frame, { text, taint, sources, via }: Stream): void {
  if (!taint.has("secret") || !taint.has("env") || via.length === 0) return;
  if (!via.every((program) => FILTERS.has(program))) return;
  const spelled = text
    ? secretVariables(text)
    : sources.flatMap((source) => /^\$(\w+)$/.exec(source)?.[1] ?? []);
  const end = engine.source.length;
  for (const name of new Set(spelled)) sayRead(engine, frame, { start: 0, end }, name);
}

/** The secret variables of the environment that a text spells out. */
export function secretVariables({ pieces, taint }: Text): readonly string[] {
  if (!taint.has("secret") || !taint.has("env")) return [];
  return pieces.flatMap((piece) => {
    if (typeof piece === "string" || !piece.taint.has("secret") || !piece.taint.has("env")) return [];
    const name = /^"?\$\{?(\w+)/.exec(piece.label)?.[1];
    return name === undefined ? [] : [name];
  });
}
