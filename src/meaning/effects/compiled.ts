/** Compilers: a program compiled from a source that this command wrote is that source's code under another name. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import type { Frame } from "../interpreter/engine.ts";
import { madeFile, pathIn } from "../locations/files.ts";
import { known, literal, show, type Text } from "../value.ts";

const C_FAMILY = /^(?:.*-)?(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|tcc|icx|icpx|musl-gcc|gfortran|gdc)$/;

/** Endings of sources that compilers of many languages make programs of, with `-o` or its like. */
const SOURCE =
  /\.(?:c|cc|cpp|cxx|c\+\+|m|mm|go|rs|zig|nim|cr|d|swift|kt|kts|dart|ts|js|mjs|hs|ml|f90|pas|v|odin|adb|vala|py|scm|rkt|lisp)$/;

/** Options that name what is made. */
const MAKES = ["-o", "--output", "--outfile", "--out", "-out", "--output-file"];

/** The name of the program where `-o` gives none: `a.out`, or the source's without its ending. */
function defaultName(program: string, source: string): string | null {
  if (C_FAMILY.test(program)) return "a.out";
  const bare = /^(?:.*\/)?([^/]+)\.[^./]+$/.exec(source)?.[1];
  return /^(?:rustc|go|dmd|ldc2|fpc|javac|kotlinc|scalac|valac|v|odin|gnatmake|ghc|crystal|nim|swiftc)$/.test(
    program,
  ) && bare
    ? bare
    : null;
}

/** Remembers the program that a compiler makes, so that running it is running what its source says. */
export function rememberCompiled(invocation: Invocation, frame: Frame): void {
  const { call, program } = invocation;
  for (const { text, option } of call.arguments) {
    if (option !== null) continue;
    const given = MAKES.map((each) => call.options.get(each)?.[0]).find((each) => each !== undefined);
    const name = given && SOURCE.test(show(text)) ? show(given) : defaultName(program, show(text));
    if (name === null) continue;
    const content = sourceIn(text, frame);
    const path = pathIn(frame, given ?? known(name)).absolute;
    if (!content?.text || path === null) continue;
    frame.shell.files.set(path, { content, program: null, leadsTo: null, fifo: false, language: "other" });
  }
}

function sourceIn(text: Text, frame: Frame): Stream | null {
  if (literal(text) === "-") return frame.stdin;
  return madeFile(frame, pathIn(frame, text).absolute)?.content ?? null;
}
