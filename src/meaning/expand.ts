/** Expansion: from the words of the source to the words a program would get, as far as they can be known. */
import type { ProcessSubstitution, Script, Word, WordPart } from "../syntax/script.ts";
import type { Stream } from "./action.ts";
import { expandBraces } from "./brace.ts";
import type { HoleTable } from "./holes.ts";
import { expandParameter, type ParameterScope } from "./parameter.ts";
import {
  concat,
  hole,
  known,
  literal,
  noTaint,
  type Piece,
  show,
  type TaintSet,
  type Text,
  union,
} from "./value.ts";

/** What expansion needs from the interpreter. */
export interface Expansion extends ParameterScope {
  readonly holes: HoleTable;
  /** The source that spans point into, for labels. */
  readonly label: (word: { readonly span: { readonly start: number; readonly end: number } }) => string;
  /** Runs a command substitution and gives what it prints. */
  readonly substitute: (script: Script) => Stream;
  /** Sets up a process substitution and gives the path that stands for it. */
  readonly attach: (substitution: ProcessSubstitution) => Text;
  readonly home: () => Text;
}

/** At most this many different results of one expansion are followed. */
const WAYS = 12;

/** One possible result of expanding a word: its fields. */
export type Fields = readonly Text[];

/** Fields under construction. `open` is the field being built; null when nothing has begun. */
interface Draft {
  readonly done: readonly Text[];
  readonly open: Text | null;
}

const start: Draft = { done: [], open: null };

/** All words as one list of fields; several where variables have several possible values. */
export function expandWords(words: readonly Word[], env: Expansion): readonly Fields[] {
  let results: Fields[] = [[]];
  for (const word of words) {
    const ways = expandWord(word, env);
    const [only] = ways;
    if (ways.length === 1 && only) results = results.map((fields) => [...fields, ...only]);
    else results = results.flatMap((fields) => ways.map((way) => [...fields, ...way])).slice(0, WAYS);
  }
  return results;
}

/** One word: the field lists it may become. */
export function expandWord(word: Word, env: Expansion): readonly Fields[] {
  const [part] = word.parts;
  if (!part) return [[known("")]];
  if (word.parts.length === 1 && part.kind === "literal" && !part.text.startsWith("~")) {
    return [[{ pieces: env.holes.decode(part.text), taint: noTaint }]];
  }
  const words = expandBraces(word);
  if (!words) return [[hole(env.label(word), noTaint, "list")]];
  if (words.length === 1) return finish(expandParts(words[0]?.parts ?? [], env, true));
  let results: Fields[] = [[]];
  for (const each of words) {
    const ways = finish(expandParts(each.parts, env, true));
    results = results.flatMap((fields) => ways.map((way) => [...fields, ...way])).slice(0, WAYS);
  }
  return results;
}

/** A word where no splitting happens (assignments, `case`, redirections, here-documents): the texts it may become. */
export function expandText(word: Word, env: Expansion): readonly Text[] {
  return expandParts(word.parts, env, false).map((draft) =>
    joinFields([...draft.done, ...(draft.open ? [draft.open] : [])]),
  );
}

/** The first of the texts a word may become, where only one is of use. */
export function expandOne(word: Word, env: Expansion): Text {
  return expandText(word, env)[0] ?? known("");
}

function finish(drafts: readonly Draft[]): readonly Fields[] {
  return drafts.map((draft) => (draft.open ? [...draft.done, draft.open] : draft.done));
}

function isStar(index: Word | null): boolean {
  const [part] = index?.parts ?? [];
  return index?.parts.length === 1 && part !== undefined && "text" in part && part.text === "*";
}

function joinFields(fields: readonly Text[], between = " "): Text {
  if (fields.length === 1 && fields[0]) return fields[0];
  return fields.reduce((all, field, i) => (i === 0 ? field : concat(all, known(between), field)), known(""));
}

function expandParts(parts: readonly WordPart[], env: Expansion, split: boolean): readonly Draft[] {
  let drafts: readonly Draft[] = [start];
  parts.forEach((part, i) => {
    drafts = drafts.flatMap((draft) => expandPart(part, draft, env, split, i === 0)).slice(0, WAYS);
  });
  return drafts;
}

function expandPart(
  part: WordPart,
  draft: Draft,
  env: Expansion,
  split: boolean,
  first: boolean,
): readonly Draft[] {
  switch (part.kind) {
    case "literal": {
      if (!part.quoted && part.text.includes("~")) return [grow(draft, tilde(part.text, first, env))];
      return [grow(draft, { pieces: env.holes.decode(part.text), taint: noTaint })];
    }
    case "quoted":
      return expandQuoted(part.parts, draft, env);
    case "parameter":
      return expandParameter(part, env).map((value) =>
        split ? scatter(draft, value.texts, env) : growAll(draft, value.texts),
      );
    case "command-substitution": {
      const text = substituted(part, env, split);
      return [split ? scatter(draft, [text], env) : grow(draft, text)];
    }
    case "process-substitution":
      return [grow(draft, env.attach(part))];
    case "arithmetic-expansion":
      return [grow(draft, env.arithmetic(part.expression) ?? hole(env.label(part)))];
    case "glob":
    case "extended-glob":
      return [
        grow(draft, {
          pieces: [{ kind: "hole", taint: noTaint, label: part.text, shape: "glob" }],
          taint: noTaint,
        }),
      ];
    case "brace-expansion":
      return [grow(draft, hole(env.label(part), noTaint, "list"))];
  }
}

/** Inside double quotes: nothing is split, but `"$@"` and `"${a[@]}"` are as many fields as they have items. */
function expandQuoted(parts: readonly WordPart[], draft: Draft, env: Expansion): readonly Draft[] {
  let drafts: readonly Draft[] = [grow(draft, known(""))];
  if (parts.length === 1 && parts[0]?.kind === "parameter") drafts = [draft];
  for (const part of parts) {
    drafts = drafts
      .flatMap((each): readonly Draft[] => {
        switch (part.kind) {
          case "parameter":
            return expandParameter(part, env).map((value) => {
              if (!value.list) return grow(each, value.texts[0] ?? known(""));
              // "$*" and "${a[*]}" are one word, joined by the first character of IFS.
              if (part.name === "*" || isStar(part.index))
                return grow(each, joinFields(value.texts, env.separators()[0] ?? ""));
              const [head, ...rest] = value.texts;
              if (!head) return each.open === null && parts.length === 1 ? each : grow(each, known(""));
              return rest.reduce<Draft>(
                (all, text) => ({ done: all.open ? [...all.done, all.open] : all.done, open: text }),
                grow(each, head),
              );
            });
          case "command-substitution":
            return [grow(each, substituted(part, env, false))];
          default:
            return expandPart(part, each, env, false, false);
        }
      })
      .slice(0, WAYS);
  }
  return drafts;
}

function substituted(
  part: WordPart & { readonly kind: "command-substitution" },
  env: Expansion,
  split: boolean,
): Text {
  const stream = env.substitute(part.script);
  if (!stream.text) {
    return {
      pieces: [
        {
          kind: "hole",
          taint: stream.taint,
          label: env.label(part),
          shape: split ? "list" : "text",
          via: stream.via,
          sources: stream.sources,
        },
      ],
      taint: stream.taint,
    };
  }
  return { ...trimNewlines(stream.text), taint: union(stream.text.taint, stream.taint) };
}

/** Without the newlines at its end, as substitution takes them away. */
export function trimNewlines(text: Text): Text {
  const last = text.pieces.at(-1);
  if (typeof last !== "string" || !last.endsWith("\n")) return text;
  const trimmed = last.replace(/\n+$/, "");
  return {
    pieces: trimmed === "" ? text.pieces.slice(0, -1) : [...text.pieces.slice(0, -1), trimmed],
    taint: text.taint,
  };
}

function grow(draft: Draft, text: Text): Draft {
  return { done: draft.done, open: draft.open ? concat(draft.open, text) : text };
}

function growAll(draft: Draft, texts: readonly Text[]): Draft {
  return grow(draft, joinFields(texts));
}

/** Adds unquoted text: its known parts are split at IFS, globs in them stay globs. */
function scatter(draft: Draft, texts: readonly Text[], env: Expansion): Draft {
  let result = draft;
  texts.forEach((text, i) => {
    if (i > 0 && result.open) result = { done: [...result.done, result.open], open: null };
    result = scatterOne(result, text, env);
  });
  return result;
}

function scatterOne(draft: Draft, text: Text, env: Expansion): Draft {
  const separators = env.separators();
  let { done, open } = draft;
  const add = (piece: Piece, taint: TaintSet) => {
    const grown: Text = { pieces: [piece], taint };
    open = open ? concat(open, grown) : grown;
  };
  for (const piece of text.pieces) {
    if (typeof piece !== "string") {
      add(piece, text.taint);
      continue;
    }
    let field = "";
    for (const c of piece) {
      if (!separators.includes(c)) {
        field += c;
        continue;
      }
      if (field !== "") for (const each of globPieces(field)) add(each, text.taint);
      field = "";
      if (open) {
        done = [...done, open];
        open = null;
      }
    }
    if (field !== "") for (const each of globPieces(field)) add(each, text.taint);
  }
  return { done, open };
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
function tilde(text: string, first: boolean, env: Expansion): Text {
  if (!first || !text.startsWith("~")) {
    const assignment = /^([A-Za-z_]\w*=|--?[\w-]+=)(~.*)$/s.exec(text);
    if (first && assignment?.[2]) return concat(known(assignment[1] ?? ""), tilde(assignment[2], true, env));
    return { pieces: env.holes.decode(text), taint: noTaint };
  }
  const slash = text.indexOf("/");
  const name = slash < 0 ? text.slice(1) : text.slice(1, slash);
  const rest = known(slash < 0 ? "" : text.slice(slash));
  if (name === "") return concat(env.home(), rest);
  if (name === "+") return concat(env.directory(), rest);
  if (name === "root") return concat(known("/root"), rest);
  if (/^[a-z_][a-z0-9_-]*$/i.test(name)) {
    const home = literal(env.home());
    const base = home?.includes("/") ? home.slice(0, home.lastIndexOf("/")) : "/home";
    return concat(known(`${base === "" ? "/home" : base}/${name}`), rest);
  }
  return { pieces: env.holes.decode(text), taint: noTaint };
}

export { show };
