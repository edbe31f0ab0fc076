/** Reads an inline program with its grammar: source → tree → common terms → actions. */
import { OutOfTime } from "../../syntax/index.ts";
import type { Stream } from "../action.ts";
import { type CodeSource, type Engine, type Frame, originAt, under } from "../interpreter/engine.ts";
import { madeFile } from "../locations/files.ts";
import { noTaint, type Text } from "../value.ts";
import type { Expr } from "./expression.ts";
import { Evaluation } from "./follow/evaluate.ts";
import { giveArguments } from "./follow/given.ts";
import type { Dialect, Program } from "./follow/program.ts";
import { finish } from "./perform/network.ts";
import { perform } from "./perform/perform.ts";
import { nothingKnown, toLiteral, toStream, type Value } from "./values/known.ts";

/** A program in common terms; `broken`: some of it could not be read. */
export interface Tree {
  readonly root: Expr;
  readonly broken: boolean;
}

/** A language whose programs are followed. */
export interface Reader extends Dialect {
  /** The program in common terms, or why there is none in a few words. */
  readonly read: (source: string) => Tree | string;
  /** Another reading of what the grammar does not take: the same program in the language's plain form (TypeScript's). */
  readonly plain?: (source: string) => string;
}

/** What reading gave: `problem` says why the program, or some of it, could not be read. */
export interface ProgramReading {
  readonly output: Stream | null;
  readonly problem: string | null;
}

/** Readers of the programs being followed, for code that they run in turn. */
const readers = new WeakMap<Program, Reader>();

/** Follows a program; its output, or why it could not be read. */
export function readProgram(
  engine: Engine,
  source: CodeSource,
  code: Text,
  frame: Frame,
  reader: Reader,
): ProgramReading {
  const program = withStandIns(code);
  const reading = readText(engine, source, program, frame, reader);
  const plain = reading.problem === null ? program.source : reader.plain?.(program.source);
  if (plain === undefined || plain === program.source) return reading;
  const again = readText(engine, source, { ...program, source: plain }, frame, reader);
  return again.problem === null ? again : reading;
}

/** Source with stand-ins, and what they stand for. */
interface StandIns {
  readonly source: string;
  readonly holes: readonly Text[];
}

function readText(
  engine: Engine,
  source: CodeSource,
  { source: text, holes }: StandIns,
  frame: Frame,
  reader: Reader,
): ProgramReading {
  const tree = reader.read(text);
  if (typeof tree === "string") return { output: null, problem: tree };
  const linked = frame.origin.chain.at(-1) === source.by ? frame : under(frame, source.by);
  const inner: Frame = {
    ...linked,
    shell: frame.shell.fork(),
    at: frame.at ?? source.span,
    depth: frame.depth + 1,
  };
  if (!engine.step(inner, source.span)) return { output: null, problem: null };
  const program = new Evaluation(
    engine,
    source,
    inner,
    reader,
    { perform, runCode, makeFunction },
    holes,
    text,
  );
  readers.set(program, reader);
  try {
    giveArguments(program);
    const value = program.evaluate(tree.root, program.global);
    if (source.prints)
      program.perform(
        { does: "print", newline: true },
        { positional: [value], named: new Map(), receiver: null },
        "",
      );
    program.followUncalled();
  } catch (error) {
    if (error instanceof OutOfTime) throw error;
    // Nested deeper than the stack, or a fault here: what was not followed is said to be so.
    const detail = `the ${source.language} program could not be followed: ${error instanceof Error ? error.message : String(error)}`;
    engine.emit({
      kind: "opaque",
      origin: originAt(frame, source.span),
      reason: "unparsed",
      detail,
      taint: noTaint,
    });
  }
  finish(program);
  const { loads } = program;
  const isShown = program.shows || program.output.taint.has("secret");
  for (const [path, say] of program.keysRead) if (isShown || !program.keysUsed.has(path)) say();
  if (loads !== null && !isShown)
    engine.emit({
      kind: "environment",
      origin: originAt(frame, source.span),
      operation: { kind: "load", file: loads },
    });
  // A long file of the project's own is followed as far as that goes, like one that is too large to be read at all.
  if (program.exhausted && !liesThere(source, frame))
    engine.emit({
      kind: "opaque",
      origin: originAt(frame, source.span),
      reason: "budget",
      detail: "a program longer than is followed",
      taint: noTaint,
    });
  return { output: program.output, problem: tree.broken ? "some of it could not be parsed" : null };
}

/** Is it a file that was there before the command? */
function liesThere({ from, file }: CodeSource, frame: Frame): boolean {
  return from === "file" && file != null && madeFile(frame, file.absolute) === null;
}

/** Code that a program runs: in its own scope where it is known, else named with its origin. */
export function runCode(program: Program, code: Value): Value {
  const { engine, source } = program;
  const text = toLiteral(code);
  const reader = readers.get(program);
  const by = source.by;
  if (text === null || !reader || program.frame.depth > 20) {
    if (code.kind === "number" || code.kind === "symbol" || code.kind === "function") return nothingKnown;
    engine.code(toStream(code), { ...source, from: "eval", file: null, by }, program.frame);
    return nothingKnown;
  }
  const tree = reader.read(text);
  engine.emit({
    kind: "interpret",
    origin: originAt(program.frame, source.span),
    language: source.language,
    code: toStream(code),
    from: "eval",
    file: null,
    followed: typeof tree !== "string",
    by,
  });
  if (typeof tree === "string") return nothingKnown;
  const before = program.frame;
  program.frame = { ...before, depth: before.depth + 1 };
  const value = program.evaluate(tree.root, program.global);
  program.frame = { ...program.frame, depth: before.depth };
  return value;
}

/** A function of the program's language made of texts: its parameters, then its body. */
export function makeFunction(program: Program, texts: readonly Value[]): Value {
  const reader = readers.get(program);
  const written = texts.map(toLiteral);
  const body = written.at(-1);
  if (!reader || typeof body !== "string" || written.includes(null)) {
    runCode(program, texts.at(-1) ?? nothingKnown);
    return nothingKnown;
  }
  const parameters = written.slice(0, -1).flatMap((each) => (each ?? "").split(/\s*,\s*/));
  const tree = reader.read(body);
  if (typeof tree === "string") {
    runCode(program, texts.at(-1) ?? nothingKnown);
    return nothingKnown;
  }
  return {
    kind: "function",
    name: null,
    parameters: parameters.filter((name) => name !== "").map((name) => ({ kind: "name", name })),
    body: tree.root,
    scope: program.global,
  };
}

/** The code with each part that is not known as a name that can stand in code and in strings. */
function withStandIns(code: Text): StandIns {
  const holes: Text[] = [];
  let source = "";
  for (const piece of code.pieces) {
    if (typeof piece === "string") source += piece;
    else {
      source += `guardsh_hole_${holes.length}_`;
      holes.push({ pieces: [piece], taint: piece.taint });
    }
  }
  return { source, holes };
}
