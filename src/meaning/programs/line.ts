/** Lines of shell code that a program hands on: how they come to be run, and running one. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { type CodeSource, under } from "../interpreter/engine.ts";
import { textStream } from "../stream.ts";
import type { Text } from "../value.ts";

/** How a line comes to be run: out of an argument of the call, or in the shell itself (`eval`). */
export function lineSource(
  { program, span }: Invocation,
  from: "argument" | "eval" = "argument",
): CodeSource {
  return { language: "shell", from, by: program, span };
}

/** Follows a line, one link further down the chain. */
export function runLine(invocation: Invocation, code: Text): Stream {
  const { engine, frame, program } = invocation;
  return engine.code(textStream(code), lineSource(invocation), under(frame, program));
}
