/** `GUARDSH_TRACE=1`: where the time of a command goes, on stderr. Costs nothing when it is off. */
import { writeSync } from "node:fs";

let marks: { readonly name: string; readonly at: number }[] | null = null;

/** Begins to take times. */
export function startTrace(): void {
  marks = [{ name: "start of the runtime", at: performance.now() }];
}

/** Everything since the last mark was this step. */
export function mark(name: string): void {
  marks?.push({ name, at: performance.now() });
}

/** Prints the steps; called just before the real shell takes over. */
export function printTrace(): void {
  if (marks === null) return;
  let before = 0;
  const lines = marks.map(({ name, at }) => {
    const line = `guardsh: trace: ${(at - before).toFixed(2).padStart(8)} ms  ${name}`;
    before = at;
    return line;
  });
  writeSync(2, `${lines.join("\n")}\nguardsh: trace: ${before.toFixed(2).padStart(8)} ms  in all\n`);
}
