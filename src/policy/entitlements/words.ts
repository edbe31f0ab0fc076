/** The words of a call: what of the machine they may lead to, and whether they may be something else than they look like. */
import type { Action, Run } from "../../meaning/action.ts";
import { literal, prefix } from "../../meaning/value.ts";
import { lexical } from "../../places/index.ts";
import { tables } from "./tables.ts";
import { type Circumstances, holdsWayOut, isWritable, leadsOut, resolved } from "./whereabouts.ts";

/**
 * Does a package manager get what lies where commands may write, or what this command puts there, instead of what has a name elsewhere?
 * Also inside of a word: `Dir::Bin::dpkg=./x`.
 */
export function takesOwn(
  { program, argv, call }: Run,
  actions: readonly Action[],
  around: Circumstances,
): boolean {
  const { cwd, world } = around;
  const made = new Set(
    actions.flatMap((each) => (each.kind === "write" && each.path.absolute ? [each.path.absolute] : [])),
  );
  const isOwnPath = (word: string) => {
    const path = resolved(cwd, word, world);
    if (word === "" || !isWritable(path, around)) return false;
    const [first = ""] = word.split("/");
    return (
      /^[.~/]/.test(word) ||
      made.has(path) ||
      [word, first].some((each) => world.kind(resolved(cwd, each, world)) !== "missing")
    );
  };
  // It looks for a package of that name here before it asks anybody.
  if (program === "gem" && [...(world.list(cwd, 1000) ?? []), ...made].some((name) => name.endsWith(".gem")))
    return true;
  const given = [
    ...argv.slice(1),
    ...call.operands.map(({ text }) => text),
    ...[...call.options.values()].flat(),
  ];
  return given.map(literal).some((word) => {
    if (word === null || word === "") return true;
    return [word, ...word.split(/[=,]|@(?=file:|\.)|file:(?:\/\/)?/).slice(1)].some(isOwnPath);
  });
}

/** Programs that take a link for a link, or what their words name elsewhere. */
const looksElsewhere = /^(?:git|gh|glab|hub|ssh|scp|sftp|mosh|rsync|tar)$/;

/**
 * Does a word, or a part of it (`--data=@file`, `key=file`), name a link that leads out, or for a client a directory with one?
 * @param directories where the shell may stand by then
 */
export function namesWayOut(
  { program, argv }: Run,
  holds: boolean,
  directories: readonly string[],
  around: Circumstances,
): boolean {
  const deep = holds && !looksElsewhere.test(program ?? "");
  return argv.slice(1).some((word) => {
    const text = literal(word) ?? prefix(word);
    if (text === "" || text.length > LONGEST_PATH) return false;
    return [text, ...text.split(/[a-z]+:\/\/|[=@,:;'"\s]/).slice(1)].some((part) => {
      if (part === "") return false;
      const paths = part.startsWith("/") ? [part] : directories.map((each) => `${each}/${part}`);
      return paths.map(lexical).some((path) => {
        const goesBelow = deep && isWritable(path, around) && around.world.kind(path) === "directory";
        return goesBelow ? holdsWayOut(path, around) : leadsOut(path, around);
      });
    });
  });
}

/** Longer than a path can be. */
const LONGEST_PATH = 4096;

/** Might a word be an option, as far as is known of it? */
export function hasStrangeWords(run: Run): boolean {
  const { argv, call } = run;
  const { takesAnyWords, takesAnyWordsBehindFirst, takesCode } = tables();
  if (takesAnyWords(run)) return false;
  if (takesCode(run)) return argv.some((word) => literal(word) === null);
  const values = new Set([...call.options.values()].flat());
  const [first] = call.operands;
  const free =
    takesAnyWordsBehindFirst(run) && first !== undefined && literal(first.text) !== null
      ? new Set(call.operands.slice(1).map(({ text }) => text))
      : null;
  return argv.slice(1).some((word) => {
    if (free?.has(word)) return false;
    const holes = word.pieces.filter((piece) => typeof piece !== "string");
    // Not in quotes it may be several words.
    if (holes.some(({ shape }) => shape === "list")) return true;
    return holes.length > 0 && !values.has(word) && prefix(word) === "";
  });
}
