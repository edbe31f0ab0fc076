/** dd: `if=` is read, `of=` is written. */
import type { Stream } from "../action.ts";
import { dropPrefix } from "../call.ts";
import { pathIn, readPath, writePath } from "../files.ts";
import type { Invocation } from "../invoke.ts";
import { silence } from "../stream.ts";
import { prefix } from "../value.ts";

export function copyBlocks(invocation: Invocation): Stream {
  const { engine, frame, span, argv } = invocation;
  const value = (key: string) => {
    const arg = argv.find((each) => prefix(each).startsWith(`${key}=`));
    return arg ? dropPrefix(arg, key.length + 1) : null;
  };
  const from = value("if");
  const to = value("of");
  const content = from ? readPath(engine, frame, from, span, "dd") : frame.stdin;
  if (!to) return content;
  const device = pathIn(frame, to).absolute?.startsWith("/dev/") ?? false;
  writePath(engine, frame, to, content, device ? "device" : "overwrite", "dd", span);
  return silence;
}
