/** ls: the names that it prints, where they are those that it is given. */

import type { Invocation } from "../call/invocation.ts";
import { pathIn } from "../locations/files.ts";
import { known, literal, type Text } from "../value.ts";

/** What `ls FILE…` prints; null where a directory is listed, or more than names is shown. */
export function listed({ call, engine, frame }: Invocation): Text | null {
  const names = call.arguments.flatMap(({ text, option }) => (option === null ? [literal(text)] : []));
  const isFile = (name: string | null) => {
    const path = name === null || !/\/[^/]+$/.test(name) ? null : pathIn(frame, known(name)).absolute;
    return path !== null && engine.context.world.kind(path) !== "directory";
  };
  const more = [...call.options.keys()].some((name) => /^-[lisodgn]$/.test(name));
  return names.length > 0 && !more && names.every(isFile) ? known(`${names.join("\n")}\n`) : null;
}
