/** curl: `-K FILE` holds options, one a line, with or without dashes: `url = "file:///etc/shadow"`. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { madeFile, pathIn } from "../locations/files.ts";
import { append } from "../stream.ts";
import { known, literal } from "../value.ts";
import type { ByTable } from "./reader.ts";

export function readOptionsFile(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const { call, engine, frame, environment, span, program } = invocation;
  const [file] = (program === "curl" ? call.options.get("--config") : undefined) ?? [];
  if (!file) return undefined;
  const content =
    literal(file) === "-" ? frame.stdin : madeFile(frame, pathIn(frame, file).absolute)?.content;
  const text = content?.text ? literal(content.text) : null;
  if (text === null) return undefined;
  const words = text.split("\n").flatMap((line) => {
    const [, name, value] = /^\s*-{0,2}([\w-]+)\s*(?:[=:\s]\s*"?(.*?)"?)?\s*$/.exec(line) ?? [];
    if (name === undefined || line.trim().startsWith("#")) return [];
    const option = known(name.length === 1 ? `-${name}` : `--${name}`);
    return value === undefined || value === "" ? [option] : [option, known(value)];
  });
  const output = byTable(invocation);
  return append(output, engine.invoke([known("curl"), ...words], frame, environment, span));
}
