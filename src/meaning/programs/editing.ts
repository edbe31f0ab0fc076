/** What the shell's line editor is told to run: keys and completions. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { textStream, through, unknownStream } from "../stream.ts";
import { concat, known, literal } from "../value.ts";
import { words } from "./builtins.ts";
import { lineSource } from "./line.ts";

/** `bind -x '"key":COMMAND'`: what a key runs. */
export function bindKey(invocation: Invocation): Stream | undefined {
  const { engine, frame } = invocation;
  for (const word of words(invocation)) {
    const command = /^\s*"(?:\\.|[^"])*"\s*:\s*(.+)$/s.exec(literal(word) ?? "")?.[1];
    if (command) engine.code(textStream(known(command)), lineSource(invocation, "eval"), frame);
  }
  return undefined;
}

/**
 * `compgen -W WORDS -F FUNCTION`: the words are expanded as if they stood in double quotes, the function is called. `complete` only
 * remembers them, and shows them when it is asked.
 */
export function complete(invocation: Invocation): Stream | undefined {
  const { call, engine, environment, frame, span, program } = invocation;
  if (program === "complete") return call.options.has("-p") ? through(unknownStream(), program) : undefined;
  for (const list of call.options.get("-W") ?? [])
    engine.code(textStream(concat(known(': "'), list, known('"'))), lineSource(invocation, "eval"), frame);
  for (const name of call.options.get("-F") ?? []) engine.invoke([name], frame, environment, span);
  const [list] = call.options.get("-W") ?? [];
  const [begin, end] = ["-P", "-S"].map((name) => call.options.get(name)?.[0] ?? known(""));
  const [separators] = engine.expansion(frame).separators();
  const words =
    list &&
    literal(list)
      ?.split(new RegExp(`[${separators.replace(/[\\\]^-]/g, "\\$&")}\n]+`))
      .filter((word) => word !== "");
  // What is quoted in it is expanded first.
  if (
    !words ||
    words.some((word) => /["'`$\\]/.test(word)) ||
    call.options.has("-F") ||
    call.options.has("-C")
  )
    return undefined;
  const [typed = known("")] = call.arguments.flatMap(({ option, text }) => (option === null ? [text] : []));
  const fitting = words.filter((word) => word.startsWith(literal(typed) ?? ""));
  return textStream(
    concat(...fitting.map((word) => concat(begin ?? known(""), known(word), end ?? known(""), known("\n")))),
  );
}
