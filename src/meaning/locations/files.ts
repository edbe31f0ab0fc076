/** Files as commands touch them: each touch is an action, and what a file holds flows on. */
import { marksOf, mayMatchSecret, type Surroundings } from "../../places/index.ts";
import type { Span } from "../../syntax/script.ts";
import type { PathValue, Stream, Write } from "../action.ts";
import { matcher } from "../expansion/pattern.ts";
import { inputAt } from "../interpreter/descriptors.ts";
import type { Engine, Frame } from "../interpreter/engine.ts";
import type { MadeFile } from "../interpreter/made-files.ts";
import { append, appended, oneOf, silence, tainted, unknownStream, withText } from "../stream.ts";
import { literal, show, type Text } from "../value.ts";
import { pathOf, resolve } from "./path.ts";

/** How much of a script or data file is read to be judged. */
export const READ_LIMIT = 256 * 1024;

/** Device names that are no files: descriptors, terminals, sources of bytes and the bit bucket. */
const PSEUDO = /^\/dev\/(?:null|zero|stdin|stdout|stderr|tty|fd\/\d+|full|random|urandom)$/;

function isPseudo<P extends Pick<PathValue, "absolute" | "glob">>(path: P): path is P & { absolute: string } {
  return path.absolute !== null && path.glob === null && PSEUDO.test(path.absolute);
}

/** Devices that give bytes without end. */
const ENDLESS = /^\/dev\/(?:zero|full|u?random)$/;

/** Who touches a file, from which state of the shell, and where in the source that is said. */
export interface Site {
  readonly engine: Engine;
  readonly frame: Frame;
  readonly span: Span;
  /** The program or the sign (`>`) that does it. */
  readonly by: string;
}

/** The site of a call that works where it was started. */
export function siteOf({
  engine,
  frame,
  span,
  program,
}: Omit<Site, "by"> & { readonly program: string }): Site {
  return { engine, frame, span, by: program };
}

/** The path that a text names from the frame's directory. */
export function pathIn(frame: Frame, text: Text, recursive = false): PathValue {
  const [likeliest, ...others] = frame.shell.directories;
  const path = pathOf(text, likeliest, recursive);
  const elsewhere = others
    .map((directory) => pathOf(text, directory, recursive))
    .filter(({ absolute }) => absolute !== path.absolute);
  return elsewhere.length === 0 ? path : { ...path, elsewhere };
}

/** The same with links that this command made followed: `ln -s ~/.ssh k; cat k/id_rsa`. */
export function targetOf(frame: Frame, text: Text, recursive = false): PathValue {
  const path = pathIn(frame, text, recursive);
  if (path.absolute === null || path.glob !== null || frame.shell.files.size === 0) return path;
  return { ...path, absolute: resolveLinks(frame, path.absolute) };
}

export function surroundings(engine: Engine): Surroundings {
  const { cwd, home } = engine.context;
  return { cwd, home, project: cwd, temporary: ["/tmp", "/var/tmp"] };
}

/** The file that this command itself made at a path, links followed. */
export function madeFile(frame: Frame, path: string | null): MadeFile | null {
  if (path === null || frame.shell.files.size === 0) return null;
  const made = frame.shell.files.get(resolveLinks(frame, path));
  return made && made.leadsTo === null ? made : null;
}

/**
 * The text at a path as far as it is known: what this command made it, or what lies there with what this command put into it;
 * null where nothing of it is known.
 */
export function textAt(engine: Engine, frame: Frame, path: string): string | null {
  const made = madeFile(frame, path);
  const lies = made && !made.added ? null : engine.context.world.readFile(path, READ_LIMIT);
  if (!made) return lies;
  const parts = [lies, made.added ? knownParts(made.added) : knownParts(made.content)];
  const all = parts.filter((part) => part !== null);
  return all.length === 0 ? null : all.join("\n");
}

function knownParts({ text, holds }: Stream): string | null {
  return (text ? literal(text) : null) ?? holds ?? null;
}

/** A file that this command has changed: what it put in is known, whatever else is there. */
export function rememberAdded(frame: Frame, path: string | null, added: Stream): void {
  const made = path === null ? undefined : frame.shell.files.get(resolveLinks(frame, path));
  if (path !== null && made) frame.shell.files.set(resolveLinks(frame, path), { ...made, added });
}

/** At most this many files are taken for what a pattern or a directory stands for. */
const MOST_MADE = 2000;

/** The files that this command made and that a pattern names, in order. */
export function madeMatching(frame: Frame, pattern: string | null): readonly string[] {
  const accepts =
    pattern === null || frame.shell.files.size === 0 ? null : matcher(pattern.replaceAll("**/", "*"));
  return accepts === null ? [] : [...frame.shell.files.keys()].filter(accepts).sort().slice(0, MOST_MADE);
}

/** The files that this command made in a directory, in order. */
export function madeIn(frame: Frame, directory: string): readonly string[] {
  const within = frame.shell.files
    .below(directory)
    .filter((path) => path.lastIndexOf("/") === directory.length);
  return within.sort().slice(0, MOST_MADE);
}

/** What reading a path gives. */
export function contentOf(engine: Engine, frame: Frame, path: PathValue): Stream {
  const made = madeFile(frame, path.absolute);
  if (made && path.glob === null) return made.content;
  const several = madeMatching(frame, path.glob);
  if (several.length > 0) return appended(several.map((each) => madeFile(frame, each)?.content ?? silence));
  const name = show(path.text);
  const at = path.glob ?? path.absolute;
  if (at === null) return unknownStream(new Set([...path.text.taint, "file"]), [name]);
  const found =
    path.glob === null ? marksOf(at, surroundings(engine)) : mayMatchSecret(at, surroundings(engine));
  const secret = found.some((mark) => mark.kind === "secret");
  return unknownStream(secret ? new Set(["file", "secret"]) : new Set(["file"]), [at]);
}

/** From here on a path is another name for what a link leads to. */
export function rememberLink(engine: Engine, frame: Frame, target: PathValue, path: PathValue): void {
  if (path.absolute === null) return;
  const isProgram = target.absolute !== null && /\/s?bin\/[^/]+$/.test(target.absolute);
  frame.shell.files.set(path.absolute, {
    content: contentOf(engine, frame, target),
    program: isProgram ? (target.absolute?.split("/").at(-1) ?? null) : null,
    leadsTo: isProgram ? null : target.absolute,
    says: target.text,
    fifo: false,
  });
}

/** A file is read: says so, and gives what it holds. `-` and /dev/stdin are the standard input. */
export function readPath({ engine, frame, span, by }: Site, text: Text, recursive = false): Stream {
  const name = literal(text);
  const device = name === "-" ? frame.stdin : inputAt(frame, text);
  if (device !== null) return device;
  const path = targetOf(frame, text, recursive);
  if (isPseudo(path))
    return ENDLESS.test(path.absolute) ? unknownStream(undefined, [path.absolute]) : silence;
  engine.say(frame, span, { kind: "read", path, depth: "content", by });
  return contentOf(engine, frame, path);
}

/** A file is written: says so (but for the bit bucket and the descriptors), and remembers what it holds. */
export function writePath(
  { engine, frame, span, by }: Site,
  text: Text,
  content: Stream,
  mode: Write["mode"],
): void {
  const path = targetOf(frame, text);
  if (!isPseudo(path) && !(path.absolute !== null && engine.sinks.has(path.absolute))) {
    const made = path.glob === null && madeFile(frame, path.absolute) !== null;
    const isNew = mode === "overwrite" && !made && isMissing(engine, frame, path);
    engine.say(frame, span, { kind: "write", path, mode: isNew ? "create" : mode, content, by });
  }
  fill(engine, frame, path, content, mode);
}

/** The same without an action, for files that are opened or filled by the way. */
export function fillPath(
  engine: Engine,
  frame: Frame,
  text: Text,
  content: Stream,
  mode: Write["mode"],
): void {
  fill(engine, frame, targetOf(frame, text), content, mode);
}

/** Remembers what a file holds from now on; what reads from a `>(…)` gets it at once. */
function fill(engine: Engine, frame: Frame, path: PathValue, content: Stream, mode: Write["mode"]): void {
  const sink = path.absolute === null ? undefined : engine.sinks.get(path.absolute);
  if (sink) return sink(content);
  if (path.absolute === null || path.glob !== null || isPseudo(path)) return;
  const before = madeFile(frame, path.absolute);
  const target = before ? resolveLinks(frame, path.absolute) : path.absolute;
  // What is in a named pipe is not gone because somebody opens it.
  const put = before?.fifo && content === silence ? before.content : content;
  // What may not run leaves what this command put there before, or not.
  const isEither = frame.origin.conditional && before?.content.text != null && put.text !== null;
  const left = isEither ? oneOf([before.content, put]) : put;
  const made = { content: left, program: null, leadsTo: null, fifo: before?.fifo ?? false };
  frame.shell.files.set(
    target,
    mode === "append" ? { ...made, ...behind(engine, target, before, content) } : made,
  );
}

/** Is it seen that nothing lies at a path: its directory is there, and it is not? */
function isMissing({ context }: Engine, frame: Frame, { absolute, glob }: PathValue): boolean {
  if (absolute === null || glob !== null || context.world.kind(absolute) !== "missing") return false;
  const directory = absolute.slice(0, absolute.lastIndexOf("/")) || "/";
  return context.world.kind(directory) === "directory" || madeFile(frame, directory) !== null;
}

/** What a file holds when something is put behind its end: behind what this command wrote, what lies there, or nothing. */
function behind(
  engine: Engine,
  path: string,
  before: MadeFile | null,
  content: Stream,
): Pick<MadeFile, "content" | "added"> {
  if (before) {
    const whole = append(before.content, content);
    if (before.added) return { content: whole, added: append(before.added, content) };
    // Behind a copy of a file that nobody has read: the lines are known, and the rest is what it was.
    const isCopy = before.content.text === null && before.content.via.length === 0 && !before.fifo;
    const isKnown = content.text !== null && literal(content.text) !== null;
    return isCopy && isKnown ? { content: { ...whole, via: [] }, added: content } : { content: whole };
  }
  if (engine.context.world.kind(path) === "missing") return { content };
  return { content: tainted(withText(content, null), new Set(["file"]), path), added: content };
}

/** The path behind links that this command made, at any of its components. */
function resolveLinks(frame: Frame, path: string): string {
  let at = path;
  for (let hops = 0; hops < 8; hops++) {
    const next = followOne(frame, at);
    if (next === null) return at;
    at = next;
  }
  return at;
}

function followOne(frame: Frame, path: string): string | null {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
    const leadsTo = frame.shell.files.get(path.slice(0, end))?.leadsTo;
    if (leadsTo) return resolve(leadsTo, `.${path.slice(end)}`);
  }
  return null;
}

/**
 * Where a copy or link ends up: at the path itself, or in it where that is a directory. Of a path with an unknown part only the directory
 * above that is known, and what it is if that part is empty.
 */
export function landing(engine: Engine, source: Text, target: PathValue): string | null {
  const at = literal(target.text) === null ? target.ifEmpty : target.absolute;
  if (at === null || target.absolute === null) return null;
  const from = literal(source);
  if (!isDirectory(engine, { ...target, absolute: at })) return at;
  return from === null ? null : resolve(at, from.slice(from.lastIndexOf("/") + 1));
}

/** Is there a directory, as far as is known? What home or the project lies in is one, whether or not it can be looked at. */
export function isDirectory(
  { context: { world, home, cwd } }: Engine,
  { absolute, text }: Pick<PathValue, "absolute" | "text">,
): boolean {
  if (absolute === null) return false;
  return (
    world.kind(absolute) === "directory" ||
    /(?:^|\/)\.{0,2}$/.test(show(text)) ||
    [home, cwd].some((each) => `${each}/`.startsWith(absolute === "/" ? "/" : `${absolute}/`))
  );
}
