/** Whatever goes wrong in guardsh itself, and how it is said. */
import { writeSync } from "node:fs";
import { Unavailable } from "../system/index.ts";
import { failureText } from "./admission/refusal.ts";
import { UnreadableCode } from "./invocation/code.ts";
import { NoRealShell } from "./invocation/real-shell.ts";
import { statuses } from "./statuses.ts";

/** Whatever goes wrong in guardsh itself: nothing runs, and the message says what to do about it. */
export function fail(error: unknown): never {
  if (error instanceof Unavailable) {
    say(failureText(error.message, error.mend));
    process.exit(statuses.failed);
  }
  if (error instanceof NoRealShell) {
    say(failureText(error.message, ""));
    process.exit(statuses.noShell);
  }
  if (error instanceof UnreadableCode) {
    say(failureText(error.message, error.mend));
    process.exit(statuses.refused);
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const detail = error instanceof Error && process.env.GUARDSH_DEBUG === "1" ? `\n${error.stack ?? ""}` : "";
  say(
    failureText(
      `${message}${detail}`,
      "this is a defect of guardsh; GUARDSH_DEBUG=1 shows where it happened",
    ),
  );
  process.exit(statuses.failed);
}

/** One write to standard error, whatever state it is in: nobody may be reading. */
export function say(message: string): void {
  try {
    writeSync(2, message);
  } catch {}
}
