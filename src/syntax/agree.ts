/**
 * One reading of a source out of two parsers. The reasons for each step are in docs/two-parsers.md.
 */
import { fingerprints } from "./compare.ts";
import type { Parsed, Problem, Script, UnparsedReason } from "./script.ts";

/**
 * What a source says will run.
 *
 * `scripts` holds every reading that has to be judged: one where the parsers agree or only one of them could
 * read the source, more where they differ (what any of them says counts; the first is the fullest). With
 * `unparsed` set no parser could read the source as a whole; what could be made out is still in `scripts`.
 */
export interface Reading {
  readonly scripts: readonly Script[];
  readonly agreement: "both" | "union" | "one";
  /** For the record and for `explain`: why this is not plain agreement. */
  readonly note: string | null;
  readonly unparsed: { readonly reason: UnparsedReason; readonly detail: string } | null;
}

/** Joins what the two parsers made of one source. */
export function agree(unbash: Parsed, treeSitter: Parsed): Reading {
  if (unbash.kind === "unparsed") return single(unbash, "unbash", treeSitter);
  if (treeSitter.kind === "unparsed") return single(treeSitter, "tree-sitter-bash", unbash);
  const ours = unbash.script.problems;
  const theirs = treeSitter.script.problems;
  const [a, b] = [fingerprints(unbash.script), fingerprints(treeSitter.script)];
  const same = a.length === b.length && a.every((text, index) => text === b[index]);
  if (ours.length === 0 && theirs.length === 0) {
    if (same) return { scripts: [unbash.script], agreement: "both", note: null, unparsed: null };
    const at = a.findIndex((text, index) => text !== b[index]);
    return union(
      unbash.script,
      treeSitter.script,
      `the parsers differ from statement ${Math.max(at, 0) + 1} on`,
    );
  }
  const scripts = same ? [unbash.script] : [unbash.script, treeSitter.script];
  if (theirs.length === 0) {
    return { scripts, agreement: "union", note: `unbash: ${first(ours)}`, unparsed: null };
  }
  if (ours.length === 0) {
    const sound = before(treeSitter.script, theirs);
    const known = fingerprints(sound).every((text, index) => text === a[index]);
    const note = `tree-sitter-bash: ${first(theirs)}`;
    if (known) return { scripts: [unbash.script], agreement: "one", note, unparsed: null };
    return union(unbash.script, sound, note);
  }
  const detail = `${first(ours)} (tree-sitter-bash: ${first(theirs)})`;
  const [one, other] = [untilExit(before(unbash.script, ours)), untilExit(before(treeSitter.script, theirs))];
  if (one !== null && other !== null) return union(one, other, `behind exit: ${detail}`);
  return { scripts, agreement: "union", note: detail, unparsed: { reason: "syntax", detail } };
}

/** Two readings of one source, of which either may be the one that runs. */
export function either(one: Reading, other: Reading, note: string): Reading {
  const known = one.scripts.map((script) => fingerprints(script).join("\n"));
  const others = other.scripts.filter((script) => !known.includes(fingerprints(script).join("\n")));
  if (others.length === 0 && other.unparsed === null) return one;
  const notes = [note, one.note, other.note].filter((text) => text !== null);
  return {
    scripts: [...one.scripts, ...others],
    agreement: "union",
    note: notes.join("; "),
    // A shell that cannot read the source does not run it, apart from the lines before: those are in `scripts`.
    unparsed: one.unparsed !== null && other.unparsed !== null ? one.unparsed : null,
  };
}

function union(one: Script, other: Script, note: string): Reading {
  return { scripts: [one, other], agreement: "union", note, unparsed: null };
}

/**
 * One of the parsers gave nothing. A source that passes one parser's bounds is past them, whatever the other made
 * of it, and one on which unbash breaks is not judged by tree-sitter-bash alone, which accepts too much. Only a
 * tree-sitter-bash that is not there, or breaks, leaves the other's reading standing.
 */
function single(failed: Failed, name: "unbash" | "tree-sitter-bash", other: Parsed): Reading {
  const note = `${name}: ${failed.detail}`;
  const scripts = other.kind === "script" ? [other.script] : [];
  const problems = other.kind === "script" ? other.script.problems : [];
  const stands = name === "tree-sitter-bash" && failed.reason === "internal" && other.kind === "script";
  if (!stands) return { scripts, agreement: "one", note, unparsed: { reason: failed.reason, detail: note } };
  const unparsed = problems.length > 0 ? { reason: "syntax" as const, detail: first(problems) } : null;
  return { scripts, agreement: "one", note, unparsed };
}

type Failed = Extract<Parsed, { kind: "unparsed" }>;

/** The statements of a script that end before its first problem: beyond it the parser has lost its place. */
function before(script: Script, problems: readonly Problem[]): Script {
  const end = problems.reduce(
    (least, problem) => Math.min(least, problem.span.start),
    Number.POSITIVE_INFINITY,
  );
  return { ...script, body: script.body.filter((statement) => statement.span.end < end) };
}

/**
 * A script that leaves by an `exit` that nothing has given another meaning, up to there; null for any other. What stands behind it (an
 * archive, say) is never read, whether a parser understands it or not.
 */
function untilExit(script: Script): Script | null {
  const at = script.body.findIndex(({ background, command }) => {
    const [word] = command.kind === "simple" ? command.words : [];
    const [name] = word?.parts ?? [];
    return !background && word?.parts.length === 1 && name?.kind === "literal" && name.text === "exit";
  });
  if (at < 0) return null;
  const cut = { ...script, body: script.body.slice(0, at + 1) };
  return redefines.test(fingerprints(cut).join("\n")) ? null : cut;
}

/** What may make a word mean something else than it does. */
const redefines = /function exit |\((?:\\?|builtin |command )(?:alias|enable|eval|source|\.|trap|set) /;

function first(problems: readonly Problem[]): string {
  const problem = problems[0];
  return problem === undefined ? "" : `${problem.message} at offset ${problem.span.start}`;
}
