/** Programs whose command is put together from options: maven's `-Dexec.executable=…`, `start-stop-daemon --exec`. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { under } from "../interpreter/engine.ts";
import { append } from "../stream.ts";
import { known, literal } from "../value.ts";
import { runLine } from "./line.ts";
import type { ByTable } from "./reader.ts";

export function runAssembled(invocation: Invocation, byTable: ByTable): Stream | undefined {
  return invocation.program === "start-stop-daemon"
    ? startDaemon(invocation, byTable)
    : runExecutable(invocation, byTable);
}

/** The program of `--exec` (or `--startas`) with the words behind `--`. */
function startDaemon(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const { call, engine, frame, span, environment, program } = invocation;
  const named = call.options.get("--startas")?.[0] ?? call.options.get("--exec")?.[0];
  const words = call.arguments.filter((each) => each.option === null).map((each) => each.text);
  if (!named || call.options.has("--stop") || words.length === 0) return undefined;
  const output = byTable(invocation);
  return append(output, engine.invoke([named, ...words], under(frame, program), environment, span));
}

/** `mvn exec:exec`: a program and one line of arguments, as properties. */
function runExecutable(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const property = (name: string) => {
    const start = `-D${name}=`;
    const word = invocation.argv.map((each) => literal(each) ?? "").find((each) => each.startsWith(start));
    return word?.slice(start.length);
  };
  const executable = property("exec.executable");
  if (executable === undefined) return undefined;
  const line = `${executable} ${property("exec.args") ?? ""}`;
  return append(byTable(invocation), runLine(invocation, known(line)));
}
