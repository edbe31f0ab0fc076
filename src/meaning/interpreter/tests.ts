/** `[[ … ]]`: what of its words is evaluated, and what `=~` leaves in BASH_REMATCH, in zsh in `match`. */

import type { Word } from "../../syntax/script.ts";
import { TooCostly } from "../bounded-regex.ts";
import { expandOne } from "../expansion/expand.ts";
import { runSubscripts } from "../expansion/subscript.ts";
import { regexOf } from "../output/regex.ts";
import { computedText, literal, literalIfEmpty, prefix, type Text } from "../value.ts";
import type { Engine, Frame } from "./engine.ts";
import type { HoleTable } from "./holes.ts";
import { Items } from "./items.ts";
import type { Shell } from "./state.ts";

/** Follows a test: what is compared as a number, or named to `-v`, is evaluated. */
export function test(engine: Engine, words: readonly Word[], frame: Frame): void {
  const env = engine.expansion(frame);
  const texts = words.map((word) => expandOne(word, env));
  rememberMatch(texts, frame.shell, engine.holes);
  if (!texts.some((text) => /^-(?:v|eq|ne|lt|le|gt|ge)$/.test(literal(text) ?? ""))) return;
  for (const [i, text] of texts.entries())
    runSubscripts(engine, frame, text, "[[", words[i]?.span ?? { start: 0, end: 0 }, true);
}

/** Where nothing can be said of a match, what it left is put together by the command. */
function rememberMatch(texts: readonly Text[], shell: Shell, holes: HoleTable): void {
  // zsh: what the groups of a pattern matched.
  if (texts.some((text) => prefix(text).includes("(#m)"))) shell.set("MATCH", computedText("$MATCH"));
  if (texts.some((text) => prefix(text).includes("(#b)")))
    shell.setArray("match", Items.of([computedText("$match"), computedText("$match")]));
  const at = texts.findIndex((text) => literal(text) === "=~");
  const subject = texts[at - 1];
  const pattern = texts[at + 1];
  if (at < 0 || !subject || !pattern) return;
  const groups = matchOf(subject, pattern, holes);
  // What did not match may do so where it runs: nothing is said of it then.
  const found = groups ?? Array.from({ length: 10 }, () => computedText("${BASH_REMATCH}", subject.taint));
  shell.setArray("BASH_REMATCH", Items.of(found));
  shell.setArray("match", Items.of(found.slice(1)));
  if (found[0]) shell.set("MATCH", found[0]);
}

/** Null also where it takes too long to say. */
function held(regex: RegExp, text: string): RegExpExecArray | null {
  try {
    return regex.exec(text);
  } catch (error) {
    if (error instanceof TooCostly) return null;
    throw error;
  }
}

function matchOf(subject: Text, pattern: Text, holes: HoleTable): readonly Text[] | null {
  const source = literal(pattern);
  if (source === null) return null;
  const regex = regexOf(source, { extended: true, flags: "s" });
  const match = regex && held(regex, literalIfEmpty(subject) ?? holes.encode(subject));
  return match
    ? [...match].map((group = "") => ({ pieces: holes.decode(group), taint: subject.taint }))
    : null;
}
