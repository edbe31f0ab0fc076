/** maven: `exec:exec` runs the program that two properties name, `-Dexec.executable=… -Dexec.args=…`. */
import type { Stream } from "../action.ts";
import { plainEffects } from "../effects.ts";
import { under } from "../engine.ts";
import type { Invocation } from "../invoke.ts";
import { append, textStream } from "../stream.ts";
import { known, literal } from "../value.ts";

export function runExecutable(invocation: Invocation): Stream | undefined {
  const { engine, frame, span, program, argv } = invocation;
  const property = (name: string) => {
    const start = `-D${name}=`;
    const word = argv.map((each) => literal(each) ?? "").find((each) => each.startsWith(start));
    return word?.slice(start.length);
  };
  const executable = property("exec.executable");
  if (executable === undefined) return undefined;
  const line = `${executable} ${property("exec.args") ?? ""}`;
  const source = {
    language: "shell",
    from: "argument",
    by: program,
    file: null,
    positional: null,
    span,
  } as const;
  const output = plainEffects(invocation);
  return append(output, engine.code(textStream(known(line)), source, under(frame, program)));
}
