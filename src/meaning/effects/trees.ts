/** Whole trees that are copied: the files in them whose names mean something at the new place. */

import { isWithin, marksOf } from "../../places/index.ts";
import { originAt } from "../interpreter/engine.ts";
import { surroundings } from "../locations/files.ts";
import { unknownStream } from "../stream.ts";
import { known } from "../value.ts";
import type { CallState } from "./call-state.ts";

/** At most this many names below a directory are looked at. */
const MOST = 500;

/**
 * A directory's content comes up below another (`cp -r dotfiles/. ~`). Inside the project that says nothing; elsewhere each start-up file, key
 * or hook among the names is written like any other.
 * @param from an absolute path on this machine
 */
export function copyTree({ invocation, frame }: CallState, from: string, to: string): void {
  const { engine, span, program } = invocation;
  const { world, cwd } = engine.context;
  if (isWithin(to, cwd) || isWithin(to, "/tmp") || world.kind(from) !== "directory") return;
  const around = surroundings(engine);
  const waiting = [""];
  for (let seen = 0, at = waiting.pop(); at !== undefined && seen < MOST; at = waiting.pop(), seen++) {
    if (world.kind(from + at) === "directory") {
      waiting.push(...(world.list(from + at, MOST) ?? []).map((name) => `${at}/${name}`));
      continue;
    }
    const absolute = to + at;
    if (marksOf(absolute, around).length === 0) continue;
    const path = { text: known(absolute), absolute, recursive: false, glob: null, ifEmpty: null };
    const origin = originAt(frame, span);
    engine.emit({ kind: "write", origin, path, mode: "overwrite", content: unknownStream(), by: program });
  }
}
