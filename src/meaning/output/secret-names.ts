/**
 * Names of secrets that a listing is narrowed to: `git ls-files | grep '\.env$'`, `fd id_rsa`, `rg --files -g '*.pem'`. Which
 * files there are nobody knows before it runs, but all that comes out has such a name. Of other names nothing is said.
 */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { contentOf, pathIn } from "../locations/files.ts";
import { hole, known, literal, sequence, show, type Text } from "../value.ts";

/** Programs that print names of files, one on each line. */
const LISTS = /^(?:ls|dir|find|fd|fdfind|git|locate|plocate|mdfind|tree|rg)$/;
const PICKS = /^(?:[ef]?grep|rg|ag|ack)$/;

/** What such a listing prints where its pattern is the name of a secret: that name, in any directory. */
export function secretsListed(invocation: Invocation, input: Stream): Text | null {
  const names = patterns(invocation, input).flatMap((pattern) => secretsCalled(pattern, invocation));
  if (names.length === 0) return null;
  return sequence(names.flatMap((name) => [anywhere(name), known("\n")]));
}

/** The names that a pattern asks for, a regular expression or a shell's, where they are those of secrets. */
export function secretsCalled(pattern: string, { engine, frame }: Invocation): readonly string[] {
  return pattern.split(/\\?\|/).flatMap((way) => {
    const name = way
      .replace(/\(\^\|\/\)|\^|\$|\.\*|\\b|^\(|\)$|^(?:\*\*\/)+|^\.?\/|\*+$/g, "")
      .replaceAll("\\", "")
      .replaceAll("*", "x");
    if (name.length < 4 || /[/[\](){}\s]/.test(name)) return [];
    // `\.pem$` asks for an ending.
    const isSecret = (each: string) =>
      contentOf(engine, frame, pathIn(frame, known(each))).taint.has("secret");
    return [name, `x${name}`].filter(isSecret).slice(0, 1);
  });
}

function anywhere(name: string): Text {
  return sequence([hole("**/", new Set(["glob"]), "glob"), known(name)]);
}

function patterns({ program, argv, call }: Invocation, input: Stream): readonly string[] {
  const words = argv.slice(1).map(show);
  const operands = call.arguments.flatMap(({ text, option }) =>
    option === null ? (literal(text) ?? []) : [],
  );
  const options = (...names: readonly string[]) =>
    names.flatMap((name) => (call.options.get(name) ?? []).map(show));
  if (program === "git") return call.subcommand[0] === "ls-files" ? operands : [];
  if (program === "locate" || program === "plocate") return operands;
  if (!PICKS.test(program)) return [];
  if (words.includes("--files"))
    return options("-g", "--glob", "--iglob").filter((glob) => !glob.startsWith("!"));
  const leavesOut = words.some((word) => /^-[a-zA-Z]*[vcqL]|^--(?:invert-match|count|quiet)$/.test(word));
  if (leavesOut || input.text !== null || !LISTS.test(input.via.at(-1) ?? "")) return [];
  const given = options("-e", "--regexp");
  return given.length > 0 ? given : operands.slice(0, 1);
}
