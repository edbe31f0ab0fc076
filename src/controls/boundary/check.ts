/** The filesystem boundary: what a command reads, writes and deletes outside the places that the policy opens. */
import type { Action, Link, PathValue } from "../../meaning/action.ts";
import type { Deadline } from "../../meaning/index.ts";
import { literal, show } from "../../meaning/value.ts";
import { isWithin, lexical, placeOf, type Surroundings } from "../../places/index.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Decision, Finding } from "../../policy/verdict.ts";
import { finding, temper } from "../finding.ts";
import { fileSystemLinks } from "./links.ts";
import { type Links, Resolver } from "./resolve.ts";
import { type Right, rightAt, rootsOf } from "./roots.ts";

type Use = "read" | "write" | "delete";

/**
 * Every use of a path outside the boundary. Looks at links on the machine, or at those that are given.
 * @throws OutOfTime past the deadline
 */
export function checkBoundary(
  actions: readonly Action[],
  policy: Policy,
  surroundings: Surroundings,
  deadline: Deadline,
  links: Links = fileSystemLinks,
): readonly Finding[] {
  const { boundary } = policy;
  if (boundary.control === "off") return [];
  const resolver = new Resolver(links);
  const roots = rootsOf(boundary, surroundings, (path) => resolver.resolve(path));
  const found: Finding[] = [];
  const seen = new Set<string>();
  // What a command takes away again was its own.
  const made = new Set<string>();
  for (const action of actions) {
    deadline.check();
    if (action.origin.place.kind !== "here") continue;
    for (const { use, path } of usesOf(action)) {
      const where = placeOfPath(path, use, resolver, surroundings, unlinks(action, path));
      if (where !== null && use === "delete" && made.has(nameAt(where, path))) continue;
      if (where !== null && makes(action) && !links.exists(where)) made.add(nameAt(where, path));
      const right = where === null ? null : rightAt(where, roots);
      if (right !== null && permits(right, use, action)) continue;
      const strict = decisionOn(action, use, where, boundary, surroundings);
      const decision = strict === "ask" && meansTemporary(action, actions) ? "warn" : strict;
      if (decision === "allow" || (where === null && decision !== "deny")) continue;
      const named = where ?? path.glob ?? "a path that is not known before it runs";
      if (seen.has(`${use}\0${named}`)) continue;
      seen.add(`${use}\0${named}`);
      found.push(describe(action, use, named, path, decision, right, surroundings));
    }
    if (action.kind === "link") note(action, resolver);
  }
  return temper(found, boundary.control);
}

interface Touch {
  readonly use: Use;
  readonly path: PathValue;
}

function usesOf(action: Action): readonly Touch[] {
  switch (action.kind) {
    case "read":
      return action.depth === "content" ? [{ use: "read", path: action.path }] : [];
    case "write":
    case "chmod":
      return [{ use: "write", path: action.path }];
    case "delete":
      return [{ use: "delete", path: action.path }];
    case "link":
      // A hard link is a second name for its target, with all its rights; a symbolic one is judged when it is used.
      return action.symbolic
        ? [{ use: "write", path: action.path }]
        : [
            { use: "write", path: action.path },
            { use: "write", path: action.target },
          ];
    default:
      return [];
  }
}

/** Does it make a file of that name, if there is none yet? */
function makes(action: Action): boolean {
  return action.kind === "link" || (action.kind === "write" && !/^(?:in-place|device)$/.test(action.mode));
}

/** A place by its name: of one with an unknown part, only what is written the same way is the same. */
function nameAt(where: string, { glob, text }: PathValue): string {
  return glob === null && literal(text) !== null ? where : `${where}\0${show(text)}`;
}

function note({ path, target }: Link, resolver: Resolver): void {
  // Of a path with an unknown part only the directory above is known, and that is not what the link is called.
  if (path.absolute === null || target.absolute === null || literal(path.text) === null) return;
  resolver.make(path.absolute, target.absolute);
}

/** They take a name out of its directory (unlink(2)): what it leads to stays. Others may follow it: shred, `find -L`, rsync. */
const unlinkers: ReadonlySet<string> = new Set(["rm", "unlink", "rmdir", "git"]);

/** Does a link go itself? Not in `rm -rf link/` and `rm -rf link/*`, which name what is behind it. */
function unlinks(action: Action, { text, glob }: PathValue): boolean {
  if (action.kind !== "delete" || !unlinkers.has(action.by) || glob !== null) return false;
  const written = literal(text);
  return written !== null && !/(?:^|\/)\.{0,2}$/.test(written);
}

/**
 * Where a path leads; null where its beginning is not known. A glob stands for the directory that it looks in.
 * With `itself` a link stands for itself, where nothing but its directory is looked up.
 * For a deletion a variable that is not set counts as the empty text that it is: `rm -rf "$BUILD/cache"` deletes /cache.
 */
function placeOfPath(
  { absolute, ifEmpty, text }: PathValue,
  use: Use,
  resolver: Resolver,
  { cwd }: Surroundings,
  itself: boolean,
): string | null {
  const follow = (whole: string) => (itself ? resolver.entry(whole) : resolver.resolve(whole));
  if (absolute === null) return use === "delete" && ifEmpty !== null ? resolver.resolve(ifEmpty) : null;
  // `..` after a link leaves the link's target and not its name, so the text before tidying counts where there is one.
  const written = literal(text);
  if (written?.includes("..")) {
    const whole = written.startsWith("/") ? written : `${cwd}/${written}`;
    if (lexical(whole) === absolute) return follow(whole);
  }
  return follow(absolute);
}

/** Devices that programs write to as a matter of course; what is behind `/dev/fd` was opened by somebody who may. */
const devices =
  /^\/dev\/(?:null|zero|full|tty|ptmx|random|urandom|stdin|stdout|stderr|(?:pts|fd|shm|mqueue)\/.*)$|^\/proc\/[^/]+\/fd\/\d+$/;

function permits(right: Right, use: Use, action: Action): boolean {
  const path = "path" in action ? action.path.absolute : null;
  if (path !== null && devices.test(path) && use !== "delete") return true;
  return right === "write" || (right === "read" && use === "read");
}

/**
 * What the policy says of a use outside. Where it asks about deletions, it asks about trees, patterns and the system;
 * one named file warns.
 */
function decisionOn(
  action: Action,
  use: Use,
  where: string | null,
  { reads, writes, deletes, system }: Policy["boundary"],
  around: Surroundings,
): Decision {
  const decision = { read: reads, write: writes, delete: deletes }[use];
  if (use === "read" || where === null) return decision;
  const many =
    action.kind === "delete" &&
    (action.recursive || action.path.recursive || action.path.glob !== null || action.filtered);
  // `rm -f "$DIR/$NAME"` with nothing in either: a directory stays where it is.
  const unset = action.kind === "delete" && action.path.absolute === null;
  const nothing = where === "/" && unset && action.by === "rm" && !many;
  if (isSystem(where, around) && !nothing) return stricterOf(decision, system);
  if (decision !== "ask" || action.kind !== "delete") return decision;
  return many ? "ask" : "warn";
}

/** Variables that name a directory for temporary files, where there is one. */
const TEMPORARY = /^\$\{?(TMPDIR|TEMPDIR|TMP|TEMP|RUNNER_TEMP)\}?$/;

/** `rm -rf "$TMPDIR/build"` where nobody has set it: by its name it is meant for a temporary directory. */
function meansTemporary(action: Action, actions: readonly Action[]): boolean {
  if (action.kind !== "delete" || action.by !== "rm") return false;
  const [first, below = "", ...others] = action.path.text.pieces;
  const [, variable] = (typeof first === "object" && TEMPORARY.exec(first.label)) || [];
  const isSet = actions.some(
    (each) =>
      each.kind === "environment" && each.operation.kind === "set" && each.operation.name === variable,
  );
  const named = typeof below === "string" && /^\/+[^/]/.test(below) && !below.includes("..");
  const patterns = others.every((piece) => typeof piece === "object" && piece.shape === "glob");
  return variable !== undefined && !isSet && named && patterns;
}

/** What the machine needs to run; not what its owner installs for all users. */
function isSystem(path: string, around: Surroundings): boolean {
  if (isWithin(path, "/usr/local") || isWithin(path, "/opt")) return false;
  return ["root", "system", "device", "kernel"].includes(placeOf(path, around));
}

const strictness: readonly Decision[] = ["allow", "warn", "ask", "deny"];

function stricterOf(left: Decision, right: Decision): Decision {
  return strictness.indexOf(left) >= strictness.indexOf(right) ? left : right;
}

const verbs: Record<Use, string> = { read: "reads", write: "writes", delete: "deletes" };

/** How a path that was written otherwise leads to `where`. */
function viaOf({ absolute, text }: PathValue, where: string): string {
  if (absolute === where) return "";
  if (absolute !== null) return ` (${absolute} leads there)`;
  const unset = text.pieces.find((piece) => typeof piece !== "string");
  return unset === undefined ? "" : ` (${unset.label} is not set)`;
}

function describe(
  action: Action,
  use: Use,
  where: string,
  path: PathValue,
  decision: Decision,
  right: Right | null,
  { home }: Surroundings,
): Finding {
  const via = viaOf(path, where);
  return finding(action, {
    rule: `boundary/${use}`,
    title: `${use === "read" ? "Read" : use === "write" ? "Write" : "Deletion"} outside the boundary`,
    severity: decision === "deny" ? "high" : "medium",
    decision,
    what: `${verbs[use]} ${where}${via}, ${right === "read" ? "which is read-only here" : "outside the places that are open here"}`,
    why: "The policy keeps commands inside the project, temporary files and tool caches.",
    instead:
      use === "read"
        ? "Work with files of the project, or ask the person for what you need from there."
        : use === "write" && isWithin(where, home) && !where.includes("/", home.length + 1)
          ? "Use a path in the project or below /tmp, or in a directory that is there already: the sandbox lets nothing new be made right in the home directory, and what is there only be changed where the person opens it (policy key boundary.write)."
          : "Use a path in the project or below /tmp, or ask the person to do this or to open the place (policy key boundary.write).",
  });
}
