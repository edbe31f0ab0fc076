/** Programs that an inline program types into (`pexpect.spawn("ssh host")`, `sendline("…")`). */

import { concat, known } from "../../value.ts";
import type { SpecOf } from "../calls/spec.ts";
import type { Arguments, Program } from "../follow/program.ts";
import { nothingKnown, text, thing, toLiteral, toText, type Value } from "../values/known.ts";
import { pick } from "./arguments.ts";
import { shell } from "./start.ts";

/** Programs that take lines for a shell: one here, one elsewhere, or one of somebody else. */
const SHELL = /^(?:\S*\/)?(?:ba|da|z|k)?sh\b/;
const ELSEWHERE = /^(?:\S*\/)?(?:ssh|docker exec|kubectl exec|podman exec|lxc exec|telnet)\s/;

/** A program is started at a terminal of its own. */
export function openTerminal(program: Program, spec: SpecOf<"terminal">, args: Arguments): Value {
  const command = pick(args, spec.command);
  const given = args.positional[1];
  const words = given?.kind === "list" ? given.items : [];
  const line = text(
    concat(toText(command ?? nothingKnown), ...words.flatMap((word) => [known(" "), toText(word)])),
  );
  if (command) shell(program, line, "status", args);
  return thing("terminal", { command: line });
}

/** A line is typed: for a shell it is a command. */
export function type(program: Program, spec: SpecOf<"type">, args: Arguments): Value {
  const line = pick(args, spec.data);
  const command = args.receiver?.kind === "thing" ? args.receiver.slots.get("command") : undefined;
  const shown = toLiteral(command) ?? "";
  if (!line) return nothingKnown;
  if (SHELL.test(shown) || /^su(?:do)?\b/.test(shown)) shell(program, line, "status", args);
  else if (ELSEWHERE.test(shown))
    shell(program, text(concat(known(`${shown} `), toText(quotedFor(program, line)))), "status", args);
  return nothingKnown;
}

function quotedFor(program: Program, line: Value): Value {
  return program.perform(
    { does: "fold", fold: "shellQuote" },
    { positional: [line], named: new Map(), receiver: null },
    "",
  );
}
