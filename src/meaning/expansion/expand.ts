/** Expansion: from the words of the source to the words a program would get, as far as they can be known. */
import type { Parameter, ProcessSubstitution, Script, Word, WordPart } from "../../syntax/script.ts";
import type { Stream } from "../action.ts";
import { waysOf } from "../stream.ts";
import {
  concat,
  hole,
  known,
  literal,
  noTaint,
  type Piece,
  prefix,
  show,
  type TaintSet,
  type Text,
  union,
} from "../value.ts";
import { expandBraces } from "./brace.ts";
import { type Fields, fieldsOf, type Growth, joinFields, Ways } from "./fields.ts";
import { withSubscripts } from "./lists.ts";
import { expandParameter } from "./parameter.ts";
import type { ParameterScope, ParameterValue } from "./parameter-scope.ts";

/** What expansion needs from the interpreter. */
export interface Expansion extends ParameterScope {
  /** The source that spans point into, for labels. */
  readonly label: (word: { readonly span: { readonly start: number; readonly end: number } }) => string;
  /** Runs a command substitution and gives what it prints. */
  readonly substitute: (script: Script) => Stream;
  /** Sets up a process substitution and gives the path that stands for it. */
  readonly attach: (substitution: ProcessSubstitution) => Text;
  readonly home: () => Text;
  /** All that `$HOME` may be. */
  readonly homes: () => readonly Text[];
  /** `$OLDPWD`. */
  readonly previous: () => Text;
}

/** All words as one list of fields; several where variables have several possible values. */
export function expandWords(words: readonly Word[], env: Expansion): readonly Fields[] {
  const ways = new Ways<Text>();
  for (const word of words) {
    env.deadline.check();
    ways.add(expandWord(word, env));
  }
  return ways.all();
}

/** One word: the field lists it may become. */
function expandWord(word: Word, env: Expansion): readonly Fields[] {
  const [part] = word.parts;
  if (!part) return [[known("")]];
  if (word.parts.length === 1 && part.kind === "literal" && !part.text.startsWith("~")) {
    return [[{ pieces: env.holes.decode(part.text), taint: noTaint }]];
  }
  const ways = new Ways<Text>();
  for (const { parts } of expandBraces(word)) ways.add(expandParts(parts, env, true).map(fieldsOf));
  return ways.all();
}

/** A word where no splitting happens (assignments, `case`, redirections, here-documents): the texts it may become. */
export function expandText(word: Word, env: Expansion): readonly Text[] {
  return expandParts(word.parts, env, false).map((growth) => joinFields(fieldsOf(growth)));
}

/** The first of the texts a word may become, where only one is of use. */
export function expandOne(word: Word, env: Expansion): Text {
  return expandText(word, env)[0] ?? known("");
}

/** Is it several words in zsh even in double quotes: `"$@"`, `"${a[@]}"`, `"${(@)a}"`? */
function isSeveral({ name, index, operation }: Parameter): boolean {
  const [at] = index?.parts ?? [];
  return (
    name === "@" ||
    (at !== undefined && "text" in at && at.text === "@") ||
    (operation?.kind === "unknown" && /^\([^)]*@/.test(operation.text))
  );
}

function isStar(index: Word | null): boolean {
  const [part] = index?.parts ?? [];
  return index?.parts.length === 1 && part !== undefined && "text" in part && part.text === "*";
}

function expandParts(written: readonly WordPart[], env: Expansion, split: boolean): readonly Growth[] {
  const ways = new Ways<Growth[number]>();
  const parts = env.lists ? withSubscripts(written) : written;
  for (const [i, part] of parts.entries()) ways.add(expandPart(part, env, split, i === 0));
  return ways.all();
}

/** What a part may add to the word. Each is followed once, however many ways there are to what stands before it. */
function expandPart(part: WordPart, env: Expansion, split: boolean, first: boolean): readonly Growth[] {
  switch (part.kind) {
    case "literal": {
      if (!part.quoted && part.text.includes("~"))
        return env.homes().map((home) => [tilde(part.text, first, home, env)]);
      return [[{ pieces: env.holes.decode(part.text), taint: noTaint }]];
    }
    case "quoted":
      return expandQuoted(part.parts, env);
    case "parameter":
      return expandParameter(part, env).flatMap((value) =>
        !split
          ? [[joinFields(value.texts)]]
          : env.lists === "fish"
            ? [aFieldEach(value.texts)]
            : scatter(value.texts, env),
      );
    case "command-substitution": {
      const texts = substituted(part, env, split);
      // fish makes a word of each line, but for `(… | string collect)`.
      return split && !(env.lists === "fish" && collects(part.script))
        ? texts.flatMap((text) => scatter([text], env))
        : texts.map((text) => [text]);
    }
    case "process-substitution":
      return [[env.attach(part)]];
    case "arithmetic-expansion":
      return [[env.arithmetic(part.expression) ?? hole(env.label(part))]];
    case "extended-glob":
    case "glob":
      return [
        [{ pieces: [{ kind: "hole", taint: noTaint, label: part.text, shape: "glob" }], taint: noTaint }],
      ];
    case "brace-expansion":
      return [[hole(env.label(part), noTaint, "list")]];
  }
}

/** Inside double quotes: nothing is split, but `"$@"` and `"${a[@]}"` are as many fields as they have items. */
function expandQuoted(written: readonly WordPart[], env: Expansion): readonly Growth[] {
  const parts = env.lists ? withSubscripts(written) : written;
  if (parts.length === 0) return [[known("")]];
  const alone = parts.length === 1;
  const ways = new Ways<Growth[number]>();
  for (const part of parts) {
    if (part.kind === "parameter")
      ways.add(expandParameter(part, env).map((value) => quotedValue(part, value, alone, env)));
    else if (part.kind === "command-substitution")
      ways.add(substituted(part, env, false).map((text) => [text]));
    else ways.add(expandPart(part, env, false, false));
  }
  return ways.all();
}

/** A parameter in double quotes; `alone`: with nothing else between them. */
function quotedValue(
  part: Parameter,
  { texts, list }: ParameterValue,
  alone: boolean,
  env: Expansion,
): Growth {
  if (!list) return [texts[0] ?? known("")];
  // "$*" and "${a[*]}" are one word, joined by the first character of IFS.
  if (part.name === "*" || isStar(part.index) || (env.lists !== null && !isSeveral(part)))
    return [joinFields(texts, env.separators()[0][0] ?? "")];
  // No items: no field at all, unless something else makes one.
  if (texts.length === 0) return alone ? [] : [known("")];
  return texts.flatMap((text, i): Growth => (i === 0 ? [text] : ["end of field", text]));
}

function substituted(
  part: WordPart & { readonly kind: "command-substitution" },
  env: Expansion,
  split: boolean,
): readonly Text[] {
  const stream = env.substitute(part.script);
  const { taint, via, sources } = stream;
  if (!stream.text) {
    const shape = split ? "list" : "text";
    return [{ pieces: [{ kind: "hole", taint, label: env.label(part), shape, via, sources }], taint }];
  }
  return waysOf(stream).map((way) => {
    const text = trimNewlines(way);
    // What a program printed of it went the same way as the rest.
    const pieces = text.pieces.map((piece) =>
      typeof piece !== "string" && piece.via ? { ...piece, via } : piece,
    );
    return { pieces, taint: union(text.taint, taint) };
  });
}

/** Without the newlines at its end, as substitution takes them away. */
function trimNewlines(text: Text): Text {
  const last = text.pieces.at(-1);
  if (typeof last !== "string" || !last.endsWith("\n")) return text;
  const trimmed = last.replace(/\n+$/, "");
  return {
    pieces: trimmed === "" ? text.pieces.slice(0, -1) : [...text.pieces.slice(0, -1), trimmed],
    taint: text.taint,
  };
}

/** Does the script hand on all lines as one (`string collect`)? */
function collects({ body }: Script): boolean {
  const command = body.at(-1)?.command;
  const last = command?.kind === "pipeline" ? command.stages.at(-1) : command;
  if (last?.kind !== "simple") return false;
  const [program, verb] = last.words.map(({ parts: [part] }) =>
    part?.kind === "literal" ? part.text : null,
  );
  return program === "string" && verb === "collect";
}

/** A field for each text. */
function aFieldEach(texts: readonly Text[]): Growth {
  return texts.flatMap((text, i): Growth => (i === 0 ? [text] : ["end of field", text]));
}

/**
 * Unquoted text: its known parts are split at IFS, whatever that may be; globs in them stay globs. fish makes a word of each line
 * that a command prints, zsh splits only where it was told to, which may be in a file that nobody sees: there it is both.
 */
function scatter(texts: readonly Text[], env: Expansion): readonly Growth[] {
  if (env.lists === "fish") return [scatterAt(texts, "\n")];
  const ways = env.separators().map((separators) => scatterAt(texts, separators));
  const isCut = (piece: Piece) => typeof piece === "string" && /\s/.test(piece);
  return env.lists === "zsh" && texts.some(({ pieces }) => pieces.some(isCut))
    ? [...ways, aFieldEach(texts)]
    : ways;
}

function scatterAt(texts: readonly Text[], separators: string): Growth {
  const growth: Growth[number][] = [];
  for (const [i, text] of texts.entries()) {
    if (i > 0) growth.push("end of field");
    for (const piece of text.pieces) scatterPiece(piece, text.taint, separators, growth);
  }
  return growth;
}

function scatterPiece(piece: Piece, taint: TaintSet, separators: string, growth: Growth[number][]): void {
  if (typeof piece !== "string") {
    growth.push({ pieces: [piece], taint });
    return;
  }
  let start = 0;
  for (let at = 0; at <= piece.length; at++) {
    if (at < piece.length && !separators.includes(piece.charAt(at))) continue;
    if (at > start)
      for (const each of globPieces(piece.slice(start, at))) growth.push({ pieces: [each], taint });
    if (at < piece.length) growth.push("end of field");
    start = at + 1;
  }
}

/** The result of an unquoted expansion is globbed: `p='/*'; rm -rf $p`. */
function globPieces(field: string): readonly Piece[] {
  if (!/[*?[]/.test(field)) return [field];
  return field
    .split(/([*?]|\[[^\]]*\])/)
    .filter((each) => each !== "")
    .map(
      (each): Piece =>
        /^(?:[*?]|\[.*\])$/.test(each) ? { kind: "hole", taint: noTaint, label: each, shape: "glob" } : each,
    );
}

/** `~`, `~/x`, `~user/x`, `~+`, `~-`, at the beginning of a word or after `=` and `:` in assignments. */
function tilde(text: string, first: boolean, own: Text, env: Expansion): Text {
  if (!first || !text.startsWith("~")) {
    const assignment = /^([A-Za-z_]\w*=|--?[\w-]+=)(~.*)$/s.exec(text);
    if (first && assignment?.[2])
      return concat(known(assignment[1] ?? ""), tilde(assignment[2], true, own, env));
    return { pieces: env.holes.decode(text), taint: noTaint };
  }
  const slash = text.indexOf("/");
  const name = slash < 0 ? text.slice(1) : text.slice(1, slash);
  const rest = known(slash < 0 ? "" : text.slice(slash));
  if (name === "") return concat(own, rest);
  if (name === "+") return concat(env.directory(), rest);
  if (name === "-") return concat(env.previous(), rest);
  const named = env.lists === "zsh" ? namedDirectory(name, env) : null;
  if (named) return concat(named, rest);
  if (name === "root") return concat(known("/root"), rest);
  if (/^[a-z_][a-z0-9_-]*$/i.test(name)) {
    const home = literal(own);
    const base = home?.includes("/") ? home.slice(0, home.lastIndexOf("/")) : "/home";
    return concat(known(`${base === "" ? "/home" : base}/${name}`), rest);
  }
  return { pieces: env.holes.decode(text), taint: noTaint };
}

/** zsh: `hash -d name=/path`, or any variable that holds a path. */
function namedDirectory(name: string, { shell }: Expansion): Text | null {
  const [value] = (shell.get(`~${name}`) ?? shell.get(name))?.alternatives ?? [];
  return value?.kind === "scalar" && prefix(value.text).startsWith("/") ? value.text : null;
}

export { show };
