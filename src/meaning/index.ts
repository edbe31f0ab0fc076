/**
 * meaning/ works out what a Script would do: a list of actions. It is a small abstract interpreter over the typed
 * syntax tree; it never executes or changes anything and has no opinion. Used by policy/ and cli/; uses commands/,
 * places/, syntax/.
 *
 * action.ts says what comes out, value.ts and stream.ts what is known of words and of bytes on the way. A command's own way:
 * `interpreter/` follows the script and has each word expanded (`expansion/`); `call/` sorts the words of a call by its program's
 * table; `effects/` does what the table says, or a reader in `programs/` what no table can; code in other languages goes to
 * `inline/`. What a program prints, where that can be worked out, is in `output/`.
 */
import { type Deadline, noDeadline } from "../syntax/index.ts";
import type { Script } from "../syntax/script.ts";
import type { Action, Meaning } from "./action.ts";
import { type Budget, defaultBudget } from "./budget.ts";
import type { Frame } from "./interpreter/engine.ts";
import { sayShown } from "./interpreter/environment.ts";
import { Interpreter } from "./interpreter/interpreter.ts";
import { followPasted } from "./interpreter/pasted.ts";
import { Shell } from "./interpreter/state.ts";
import { followTraps } from "./interpreter/traps.ts";
import { normalise } from "./locations/path.ts";
import { callerInput, mix, unknownStream } from "./stream.ts";
import { known } from "./value.ts";
import type { Context } from "./world.ts";

export { canonicalName, runsScripts, startsCommands } from "../commands/index.ts";
export type * from "./action.ts";
export { takesProjectFiles } from "./effects/project.ts";
export type { Context, World } from "./world.ts";
export { type Deadline, noDeadline };

/**
 * What all readings of a source would do, together. `source` is the text that spans point into.
 * @throws OutOfTime past the deadline
 */
export function understand(
  scripts: readonly Script[],
  source: string,
  context: Context,
  deadline: Deadline = noDeadline,
  budget: Budget = defaultBudget,
): Meaning {
  const interpreter = new Interpreter(context, source, deadline, budget);
  for (const script of scripts) follow(interpreter, script, context);
  followPasted(interpreter, frameOf(newShell(context)));
  return { actions: interpreter.actions };
}

function follow(interpreter: Interpreter, script: Script, context: Context): void {
  const shell = newShell(context);
  const frame = frameOf(shell);
  sayShown(interpreter, frame, interpreter.script(script, frame));
  followTraps(shell, "at the end");
  const fifos = [...shell.files].filter(([, file]) => file.fifo);
  if (fifos.length === 0) return;
  // Through a named pipe what is written last is read first: a second round sees what the first one wrote.
  const again = newShell(context);
  for (const [path, file] of fifos)
    again.files.set(path, {
      ...file,
      content: file.content.text ? file.content : mix([file.content, unknownStream()]),
    });
  const before = interpreter.actions.length;
  interpreter.script(script, frameOf(again));
  const seen = new Set<string>();
  for (const [i, action] of interpreter.actions.splice(0).entries()) {
    interpreter.deadline.check();
    const said = key(action);
    if (i < before || !seen.has(said)) interpreter.actions.push(action);
    if (i < before) seen.add(said);
  }
}

function key(action: Action): string {
  return JSON.stringify(action, (_, value: unknown) =>
    value instanceof Set ? [...value] : value instanceof Map ? [...value] : value,
  );
}

function newShell(context: Context): Shell {
  const shell = new Shell(normalise(context.cwd), callerInput);
  shell.positional = context.positional?.slice(1).map((argument) => known(argument)) ?? null;
  const zero = context.positional?.[0];
  shell.zero = known(zero ?? "bash");
  return shell;
}

function frameOf(shell: Shell): Frame {
  return {
    shell,
    stdin: callerInput,
    origin: { chain: [], privileged: false, place: { kind: "here" }, file: null, conditional: false },
    at: null,
    depth: 0,
    active: [],
  };
}
