/**
 * Environment files that a shell reads with `export` in front of each line: `source <(sed 's/^/export /' .env)` does what
 * `set -a; . ./.env` does, and nothing else of the lines is changed.
 */
import type { Action, Interpret, Origin, Run } from "../meaning/action.ts";
import { literal } from "../meaning/value.ts";
import { has } from "./vocabulary.ts";

/** Takes lines away, or puts `export` in front of them. */
const EXPORTS =
  /^(?:\/(?:[^/\\]|\\.)*\/d|s([/|#,])\^(?:\\?\([^/|#,]*\\?\))?\1export (?:\\1)?\1g?)(?:\s*;\s*(?:\/(?:[^/\\]|\\.)*\/d))*$/;

/** Is this code what a pipeline makes of environment files in that way? `actions` are all those of the command. */
export function exportsLines({ code, origin }: Interpret, actions: readonly Action[]): boolean {
  if (code.via.length === 0 || !code.via.every((program) => FILTERS.has(program))) return false;
  const inside = actions.filter((each): each is Run => each.kind === "run" && within(each.origin, origin));
  const filters = inside.filter(({ program }) => FILTERS.has(program ?? ""));
  return (
    // Each is read once, for this: `sed … .env; cat .env >&2` shows it, too.
    code.sources.length > 0 &&
    actions.filter((each) => each.kind === "read" && within(each.origin, origin)).length ===
      code.sources.length &&
    code.sources.every((source) => /\/\.env(?:\.[\w-]+)*$/.test(source)) &&
    filters.length > 0 &&
    filters.every(keepsLines)
  );
}

const FILTERS: ReadonlySet<string> = new Set(["sed", "grep", "cat"]);

function keepsLines({ program, call }: Run): boolean {
  if (program === "grep") return !has(call, "-o", "--only-matching");
  if (program !== "sed") return true;
  const given = call.options.get("-e") ?? call.operands.slice(0, 1).map(({ text }) => text);
  return !has(call, "-f", "--file") && given.every((script) => EXPORTS.test(literal(script) ?? ""));
}

function within(inner: Origin, outer: Origin): boolean {
  return inner.span.start >= outer.span.start && inner.span.end <= outer.span.end;
}
