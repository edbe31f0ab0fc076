/** Code in code: text that an interpreter runs is followed where it is known, and named where it is not. */
import { type Dialect, parse } from "../../syntax/index.ts";
import type { Script } from "../../syntax/script.ts";
import type { Language, PathValue, Stream } from "../action.ts";
import { contentOf, madeFile, madeMatching, pathIn, READ_LIMIT } from "../locations/files.ts";
import { appended, oneOf, silence, tainted, textStream, unknownStream, withText } from "../stream.ts";
import { concat, known, literal, noTaint, type Text } from "../value.ts";
import { type CodeSource, type Engine, type Frame, mayRecur, under } from "./engine.ts";
import { startsItself } from "./fork-bomb.ts";

/** Programs that hand a file on as it is, so that its content can be looked up here. */
const COPIERS = new Set(["cat", "head", "tail", "tee", "<", "bat", "pv"]);

/** Follows code from a stream; gives what it prints. */
export function followCode(engine: Engine, given: Stream, source: CodeSource, frame: Frame): Stream {
  const left = engine.leftOf(given);
  const code = left === given || !given.text ? given : oneOf([given, left]);
  if (code.ways) return followEach(engine, code, code.ways, source, frame);
  const stream = code.text ? code : fromFile(engine, code, frame);
  const { text, taint, sources } = stream;
  loads(stream, source, frame);
  if (!text) {
    sayInterpreted(engine, stream, source, frame, "unknown");
    return { ...unknownStream(taint, sources), fromShell: true };
  }
  if (isUnsaid(text)) {
    if (text.pieces.every((piece) => typeof piece === "string" || piece.mayBeEmpty)) return silence;
    sayInterpreted(engine, stream, source, frame, "unknown");
    return { ...unknownStream(taint, sources), fromShell: taint.has("network") || taint.has("stdin") };
  }
  if (source.language !== "shell") {
    // Loaded only now: few commands carry code of another language.
    const { readInline }: typeof import("../inline/index.ts") = require("../inline/index.ts");
    const output = readInline(engine, source, stream, frame);
    sayInterpreted(engine, stream, source, frame, output === null ? "unknown" : "followed");
    return output ?? unknownStream(taint, sources);
  }
  sayInterpreted(engine, stream, source, frame, "followed");
  return runShell(engine, stream, source, frame);
}

/** Code that may be one of several texts: each in a shell of its own, of which the command goes on with one. */
function followEach(
  engine: Engine,
  code: Stream,
  ways: readonly Text[],
  source: CodeSource,
  frame: Frame,
): Stream {
  const [first, ...others] = ways.map((way) => {
    const shell = frame.shell.fork();
    return { shell, output: followCode(engine, withText(code, way), source, { ...frame, shell }) };
  });
  if (!first) return silence;
  frame.shell.tookOneOf([first.shell, ...others.map(({ shell }) => shell)]);
  return oneOf([first, ...others].map(({ output }) => output));
}

/** Is nothing known of the text but where it comes from? */
function isUnsaid({ pieces }: Text): boolean {
  return pieces.length > 0 && pieces.every((piece) => typeof piece !== "string" || piece.trim() === "");
}

/** Says that code runs; what it does is said besides, where it could be followed. */
function sayInterpreted(
  engine: Engine,
  code: Stream,
  { language, from, file, by, span }: CodeSource,
  frame: Frame,
  outcome: "followed" | "unknown",
): void {
  const followed = outcome === "followed";
  engine.say(frame, span, { kind: "interpret", language, code, from, file: file ?? null, followed, by });
}

/** `eval "$(sed 's/^/export /' .env)"`: the shell has the variables of a file of secrets from here on. */
function loads({ taint, sources }: Stream, { language, from }: CodeSource, { shell }: Frame): void {
  const own = language === "shell" && (from === "eval" || from === "source");
  if (own && taint.has("secret") && taint.has("file")) shell.loaded ??= sources[0] ?? "a file of secrets";
}

function runShell(engine: Engine, stream: Stream, source: CodeSource, frame: Frame): Stream {
  const inner: Frame = { ...frame, at: frame.at ?? source.span, depth: frame.depth + 1 };
  if (!engine.step(inner, source.span)) return unknownStream();
  const text = stream.text ? engine.holes.encode(stream.text) : "";
  const reading = parse(text, { deadline: engine.deadline, dialect: dialectOf(engine, frame) });
  if (reading.unparsed) {
    if (source.surmised) return unknownStream(stream.taint);
    const { detail } = reading.unparsed;
    engine.say(frame, source.span, { kind: "opaque", reason: "unparsed", detail, taint: stream.taint });
    return unknownStream(stream.taint);
  }
  sayIfEndless(engine, reading.scripts, source, inner);
  let output = silence;
  const nested: Frame = { ...inner, text };
  for (const script of reading.scripts) output = engine.script(script, nested);
  return stream.taint.size > 0 ? tainted(output, stream.taint) : output;
}

function sayIfEndless(
  engine: Engine,
  scripts: readonly Script[],
  { file, span }: CodeSource,
  frame: Frame,
): void {
  const own = file?.absolute ?? null;
  if (own === null) return;
  const isItself = (word: string) => word === "$0" || pathIn(frame, known(word)).absolute === own;
  if (!scripts.some((script) => startsItself(script, isItself))) return;
  const detail = `the script ${own} starts itself whatever comes`;
  engine.say(frame, span, { kind: "opaque", reason: "recursion", detail, taint: noTaint });
}

/** The shell whose reading counts where a frame is. */
export function dialectOf({ context }: Engine, { dialect }: Frame): Dialect {
  return dialect ?? (context.dialect === "unknown" ? "sh" : context.dialect);
}

/** `cat x | sh`: the stream is a file that can be looked at. */
function fromFile(engine: Engine, stream: Stream, frame: Frame): Stream {
  const [path] = stream.sources;
  const plain =
    [...stream.taint].every((taint) => taint === "file") &&
    stream.via.every((program) => COPIERS.has(program));
  if (stream.sources.length !== 1 || path === undefined || !plain || !path.startsWith("/")) return stream;
  const made = frame.shell.files.get(path);
  if (made) return made.content;
  const text = engine.context.world.readFile(path, READ_LIMIT);
  return text === null ? stream : { ...textStream(known(text)), sources: [path] };
}

const SHEBANG = /^#!\s*(?:\S*\/)?([a-z]+)[\d.]*(?:\s+(?:-S\s+)?(\S+))?/;

const INTERPRETERS: Readonly<Record<string, Language>> = {
  sh: "shell",
  bash: "shell",
  dash: "shell",
  zsh: "shell",
  ksh: "shell",
  ash: "shell",
  python: "python",
  pypy: "python",
  uv: "python",
  node: "javascript",
  bun: "javascript",
  deno: "javascript",
  npx: "javascript",
  tsx: "javascript",
  perl: "perl",
  ruby: "ruby",
  php: "php",
  awk: "awk",
  lua: "lua",
  tclsh: "tcl",
  osascript: "applescript",
  make: "make",
};

const EXTENSIONS: Readonly<Record<string, Language>> = {
  sh: "shell",
  bash: "shell",
  zsh: "shell",
  py: "python",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  ts: "javascript",
  pl: "perl",
  rb: "ruby",
  php: "php",
  awk: "awk",
  lua: "lua",
  tcl: "tcl",
  ps1: "powershell",
  psm1: "powershell",
  bat: "cmd",
  cmd: "cmd",
};

/** The language of a program file by its first line, else by its ending; null: an executable or unknown. */
export function languageOf(path: string, text: string | null): Language | null {
  const line = text === null ? null : SHEBANG.exec(text.slice(0, 200));
  if (line) {
    const name = line[1] === "env" ? (/([a-z]+)[\d.]*$/.exec(line[2] ?? "")?.[1] ?? "") : (line[1] ?? "");
    return INTERPRETERS[name] ?? null;
  }
  const ending = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase();
  return (ending && EXTENSIONS[ending]) || null;
}

/** Follows the code in a file: one made by this very command, or one that lies there. */
export function followFile(
  engine: Engine,
  path: PathValue,
  source: Omit<CodeSource, "file" | "from">,
  frame: Frame,
): Stream {
  const { variables } = frame.shell;
  const before = variables.get("BASH_SOURCE");
  variables.set("BASH_SOURCE", { alternatives: [{ kind: "scalar", text: path.text }], exported: false });
  const output = followContent(engine, path, source, frame);
  if (before) variables.set("BASH_SOURCE", before);
  else variables.delete("BASH_SOURCE");
  return output;
}

/** Levels of a file that calls itself with known arguments. */
const DEEPEST_RECURSION = 4;

function followContent(
  engine: Engine,
  path: PathValue,
  source: Omit<CodeSource, "file" | "from">,
  frame: Frame,
): Stream {
  const several = madeMatching(frame, path.glob);
  if (several.length > 0) {
    // `sh *.sh` runs the first of them, `run-parts` and loops run all.
    const each = several.map((file) => ({ ...path, text: known(file), absolute: file, glob: null }));
    return appended(each.map((file) => followContent(engine, file, source, frame)));
  }
  const content = contentOf(engine, frame, path);
  const full: CodeSource = { ...source, file: path, from: "file" };
  if (path.absolute === null || path.glob !== null) return followCode(engine, content, full, frame);
  if (!mayRecur(frame, path.absolute, source.positional, DEEPEST_RECURSION)) return unknownStream();
  const within = { ...frame, active: [...frame.active, path.absolute] };
  const made = madeFile(frame, path.absolute);
  if (made !== null && !made.added) return followCode(engine, content, full, within);
  const text = engine.context.world.readFile(path.absolute, READ_LIMIT);
  if (made?.added) {
    const added = made.added.text;
    // Of a file that cannot be read, what this command has put in is all that is known.
    const whole = added && text !== null ? concat(known(text), added) : (content.text ?? added);
    return followCode(engine, withText(content, whole), full, within);
  }
  if (text === null || text.includes("\0")) {
    sayInterpreted(engine, content, full, frame, "unknown");
    return unknownStream(noTaint, [path.absolute]);
  }
  const inner = under(within, path.absolute, { file: path.absolute });
  return followCode(engine, { ...textStream(known(text)), sources: [path.absolute] }, full, inner);
}

/** Is this known text, all of it? */
export function isLiteral(stream: Stream): boolean {
  return stream.text !== null && literal(stream.text) !== null;
}
