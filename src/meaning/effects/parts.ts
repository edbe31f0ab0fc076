/** split and csplit: what they take in comes up again in files whose names they make up. */
import type { Stream } from "../action.ts";
import { pathIn } from "../locations/files.ts";
import { concat, known } from "../value.ts";
import type { CallState } from "./call-state.ts";

/** The names of the first parts: what more there is, nobody runs by its name. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  split: ["aa", "ab", "ac", "00", "01", "02"],
  csplit: ["00", "01", "02"],
};

/** Remembers the parts; any of them may be any part of the input, so each is taken for all of it. */
export function rememberParts({ invocation, frame }: CallState, input: Stream): void {
  const { call, program } = invocation;
  const endings = ENDINGS[program];
  if (endings === undefined) return;
  const [, named] = call.arguments.filter(({ option }) => option === null);
  const start =
    program === "split"
      ? (named?.text ?? known("x"))
      : ((call.options.get("-f") ?? call.options.get("--prefix"))?.[0] ?? known("xx"));
  for (const ending of endings) {
    const path = pathIn(frame, concat(start, known(ending))).absolute;
    if (path !== null)
      frame.shell.files.set(path, { content: input, program: null, leadsTo: null, fifo: false });
  }
}
