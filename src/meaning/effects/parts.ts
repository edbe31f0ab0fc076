/** Content that reappears under other names: the parts that split and csplit make, the members of an archive. */
import type { Stream } from "../action.ts";
import type { Frame } from "../interpreter/engine.ts";
import { pathIn } from "../locations/files.ts";
import { resolve } from "../locations/path.ts";
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

/** What is unpacked into a directory may be any of the files that this command made, by the name that it had where it was packed. */
export function comeUp({ shell: { files, cwd } }: Frame, directory: string | null): void {
  if (directory === null || files.size === 0) return;
  for (const [path, file] of [...files]) {
    const below = cwd !== null && path.startsWith(`${cwd}/`) ? path.slice(cwd.length + 1) : null;
    for (const name of [below, path.slice(path.lastIndexOf("/") + 1)]) {
      const target = name === null ? null : resolve(directory, name);
      if (target !== null && !files.has(target)) files.set(target, file);
    }
  }
}
