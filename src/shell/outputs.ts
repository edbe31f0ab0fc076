/** Whether, and how, the outputs of a command are cleaned. */
import type { Removed } from "../controls/credentials/index.ts";
import type { Session } from "../controls/session/index.ts";
import type { Policy } from "../policy/index.ts";
import type { Filter } from "./pump.ts";

/**
 * Makes a fresh filter for one stream; null: outputs pass untouched. A command inside of another guarded command is not
 * cleaned by itself: its output is that command's, which is cleaned where the agent reads it. Without a session (the
 * pump of a command that was cleaned) there is no such question.
 */
export function outputFilter(
  { output }: Policy,
  session: Session | null,
  removed: readonly Removed[],
): (() => Filter) | null {
  if (output.control !== "enforce" || session?.nested === true) return null;
  // Loaded only where something is cleaned.
  return () => {
    const {
      createFilter,
      isKeep,
    }: typeof import("../controls/output/index.ts") = require("../controls/output/index.ts");
    return createFilter({
      keep: output.keep.filter(isKeep),
      maxLineChars: output.line,
      maxLines: output.lines,
      redactTokens: output.redact,
      // What the command was not given must not turn up either, from wherever it has it.
      secrets: output.redact ? removed.map(({ name, value }) => ({ kind: name, value })) : [],
    });
  };
}

/** Lets everything through. */
export const untouched: Filter = { push: (chunk) => chunk, end: () => new Uint8Array() };
