/**
 * What commands of a session have fetched. Within one command, code from the network is seen as such by what flows where; a
 * file that one command fetches, perhaps another one unpacks, and a third one starts is the same in three steps. So what comes
 * from the network into a file is noted in the session's directory, a line of JSON each, and later commands are held
 * against that. What is done to the file past guardsh is not seen; all that is asked for is a person's look.
 */
import { join, normalize, resolve } from "node:path";
import type { Action, Run } from "../../meaning/action.ts";
import { literal, show } from "../../meaning/value.ts";
import { strangerIn } from "../../places/index.ts";
import type { Finding } from "../../policy/verdict.ts";
import { finding } from "../finding.ts";
import { addNotes, notesOf, type Remembering } from "./notes.ts";

interface Fetched {
  /** Absolute. */
  readonly path: string;
  /** The address that it came from; null: something else has been written there since. */
  readonly from: string | null;
  /** An archive was unpacked there: all that lies below. */
  readonly below: boolean;
}

const list = "fetched.jsonl";

/** Notes what a command, which is about to start, brings from the network into files. @throws Unavailable where that cannot be written */
export function noteFetched(session: Remembering, actions: readonly Action[], cwd: string): void {
  if (!actions.some(({ kind }) => kind === "write")) return;
  const known = notesOf(session, list, isFetched);
  const more = actions
    .flatMap((action) => broughtBy(action, known, cwd))
    .filter(({ path, from }) => known.findLast((each) => each.path === path)?.from !== from);
  addNotes(session, list, more);
}

/** A finding for each file that a command would start and an earlier one has fetched. */
export function checkFetched(session: Remembering, actions: readonly Action[], cwd: string): Finding[] {
  // Behind a `cd` a relative path is meant from anywhere.
  const moves = actions.some((action) => action.kind === "run" && MOVES.test(action.program ?? ""));
  const from = moves ? null : cwd;
  const starts = actions.flatMap((action) => startedBy(action, from).map((path) => ({ action, path })));
  const known = starts.length === 0 ? [] : notesOf(session, list, isFetched);
  if (known.length === 0) return [];
  const found = new Map<string, Finding>();
  for (const { action, path } of starts) {
    const fetched = known.findLast((each) => isMeant(path, each));
    if (!fetched?.from || found.has(fetched.path) || replaces(actions, fetched.path)) continue;
    found.set(fetched.path, finding(action, { ...observation, what: whatFor(path, fetched) }));
  }
  return [...found.values()];
}

const observation = {
  rule: "session/fetched",
  title: "Starting what an earlier command has fetched",
  severity: "high",
  decision: "ask",
  why: "It came from the network, and fetching it first and starting it later makes it no better known.",
  instead:
    "Show the person what it is (its text, or its published checksum); or install it from a package registry, pinned.",
} as const;

function whatFor(path: string, { from, below, path: place }: Fetched): string {
  return below
    ? `starts ${path}, which came out of ${from} into ${place}`
    : `starts ${path}, fetched from ${from}`;
}

function isFetched(value: unknown): value is Fetched {
  return (
    typeof value === "object" &&
    value !== null &&
    "path" in value &&
    typeof value.path === "string" &&
    "from" in value &&
    (typeof value.from === "string" || value.from === null) &&
    "below" in value &&
    typeof value.below === "boolean"
  );
}

const unpackers = /^(?:tar|bsdtar|unzip|7z[arz]?|unrar|cpio|unar)$/;

/** What an action brings into a file: from the network, or out of what was fetched before. */
function broughtBy(action: Action, known: readonly Fetched[], cwd: string): readonly Fetched[] {
  if (action.kind !== "write" || action.origin.place.kind !== "here") return [];
  const { path, content, mode, by } = action;
  if (path.absolute === null || path.glob !== null || literal(path.text) === null) return [];
  const earlier = known.findLast((each) => content.sources.some((source) => isMeant(source, each)));
  const from = earlier?.from ?? (content.taint.has("network") ? foreignIn(content.sources) : null);
  // Its own text stands there now.
  if (from === null) return mode === "overwrite" ? forgotten(path.absolute, known) : [];
  if (mode !== "create" || !unpackers.test(by)) return [{ path: path.absolute, from, below: false }];
  // In the directory of the command itself lies everything else, too: there an archive makes one that is called after it.
  if (!`${resolve(cwd)}/`.startsWith(`${path.absolute}/`))
    return [{ path: path.absolute, from, below: true }];
  const name = (earlier?.path ?? from).replace(/^.*\//, "").replace(/(?:\.tar)?\.\w+$/, "");
  return name === "" ? [] : [{ path: join(path.absolute, name), from, below: true }];
}

function forgotten(path: string, known: readonly Fetched[]): readonly Fetched[] {
  return known.some((each) => each.path === path) ? [{ path, from: null, below: false }] : [];
}

/** The address among the sources that is a stranger's: none of this machine and its network, no forge and no registry. */
function foreignIn(sources: readonly string[]): string | null {
  const isForeign = (source: string) =>
    !/^[/.~]/.test(source) && (strangerIn(source) ?? strangerIn(`https://${source}`)) !== null;
  return sources.find(isForeign) ?? null;
}

const MOVES = /^(?:cd|pushd|popd)$/;

/** Paths of the files that an action starts or takes code from; relative ones where the directory is not known (null). */
function startedBy(action: Action, cwd: string | null): readonly string[] {
  if (action.origin.place.kind !== "here") return [];
  if (action.kind === "run") return startedByRun(action, cwd);
  if (action.kind !== "interpret") return [];
  const { file, code } = action;
  return [...(file?.absolute ? [file.absolute] : []), ...code.sources.map((source) => pathFrom(cwd, source))];
}

function startedByRun({ argv, call }: Run, cwd: string | null): readonly string[] {
  const [first] = argv;
  const name = first ? literal(first) : null;
  const given = call.operands.flatMap(({ text, role }) =>
    /^(?:script:.*|library|package|program)$/.test(role) ? [show(text)] : [],
  );
  return [...(name?.includes("/") ? [name] : []), ...given].map((path) => pathFrom(cwd, path));
}

function pathFrom(cwd: string | null, path: string): string {
  return cwd === null ? normalize(path) : resolve(cwd, path);
}

/** Is the path one that was fetched, or below one? Of a relative path only its end is known. */
function isMeant(path: string, { path: place, below }: Fetched): boolean {
  if (!path.startsWith("/")) return place.endsWith(`/${below ? path.split("/")[0] : path}`);
  return path === place || (below && path.startsWith(`${place}/`));
}

/** Does the command put something else there itself? What that is, is judged by rule. */
function replaces(actions: readonly Action[], path: string): boolean {
  return actions.some(
    (action) => action.kind === "write" && action.mode === "overwrite" && action.path.absolute === path,
  );
}
