/** The languages whose programs are followed. What reads one is loaded when a program in it first comes up. */
import type { Language } from "../action.ts";
import type { CodeSource, Engine, Frame } from "../interpreter/engine.ts";
import type { Text } from "../value.ts";
import type { ProgramReading, Reader } from "./program.ts";

/** One reader for all that have no grammar. */
const foreign = (): Reader => require("./readers/foreign.ts").foreign;

const readers: Readonly<Partial<Record<Language, () => Reader>>> = {
  python: () => require("./readers/python.ts").reader,
  javascript: () => require("./readers/javascript.ts").reader,
  perl: () => require("./readers/perl.ts").reader,
  ruby: () => require("./readers/ruby.ts").reader,
  php: () => require("./readers/php.ts").reader,
  lua: () => require("./readers/foreign.ts").lua,
  applescript: () => require("./readers/foreign.ts").applescript,
  r: foreign,
  elisp: foreign,
  other: foreign,
};

type Programs = typeof import("./program.ts");
const programs = (): Programs => require("./program.ts");

/** Reads a program and follows it; null where nothing reads its language. */
export function followProgram(
  engine: Engine,
  source: CodeSource,
  code: Text,
  frame: Frame,
): ProgramReading | null {
  const reader = readers[source.language]?.();
  return reader ? programs().readProgram(engine, source, code, frame, reader) : null;
}
