/** TeX: an operand that begins with a backslash is a document itself, which can start programs (`\write18`) and touch files. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { readPath, siteOf, writePath } from "../locations/files.ts";
import { append, unknownStream } from "../stream.ts";
import { known, prefix, show } from "../value.ts";
import { runLine } from "./line.ts";
import type { ByTable } from "./reader.ts";

/** What an inline document runs, reads and writes, by the commands that do it. */
const RUNS =
  /\\(?:immediate\s*)?(?:write18|ShellEscape|directlua|openin\d*=?"?\|)\s*\{((?:[^{}]|\{[^{}]*\})*)\}/g;
/** `\\input{|"command"}`: what a command prints is the text. */
const PIPES = /\\(?:input|include|openin\\?\w+\s*=)\s*\{?\s*"?\|\s*"?([^{}"]+)/g;
const READS = /\\(?:input|include|verbatiminput|lstinputlisting|openin\\?\w+\s*=)\s*\{?\s*([^\s{}\\]+)/g;
const WRITES = /\\openout\\?\w+\s*=\s*\{?\s*([^\s{}\\]+)/g;

export function runTex(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const { call } = invocation;
  const documents = call.arguments.filter(
    (each) => each.option === null && prefix(each.text).startsWith("\\"),
  );
  if (documents.length === 0) return undefined;
  const files = call.arguments.filter((each) => !documents.includes(each));
  let output = byTable({ ...invocation, call: { ...call, arguments: files } });
  for (const { text } of documents) {
    const source = show(text);
    for (const [, code] of source.matchAll(RUNS))
      output = append(output, runLine(invocation, known(code ?? "")));
    for (const [, code] of source.matchAll(PIPES))
      output = append(output, runLine(invocation, known(code ?? "")));
    for (const [, file] of source.matchAll(READS))
      output = append(output, readPath(siteOf(invocation), known(file ?? "")));
    for (const [, file] of source.matchAll(WRITES))
      writePath(siteOf(invocation), known(file ?? ""), unknownStream(), "overwrite");
  }
  return output;
}
