/** dd: `if=` is read, `of=` is written. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { dropPrefix } from "../call/words.ts";
import { madeFile, pathIn, readPath, writePath } from "../locations/files.ts";
import { dd } from "../output/filters.ts";
import { overlaid, silence, through, withText } from "../stream.ts";
import { known, literal, prefix, show } from "../value.ts";

export function copyBlocks(invocation: Invocation): Stream {
  const { engine, frame, span, argv } = invocation;
  const site = { engine, frame, span, by: "dd" };
  const value = (key: string) => {
    const arg = argv.find((each) => prefix(each).startsWith(`${key}=`));
    return arg ? dropPrefix(arg, key.length + 1) : null;
  };
  const from = value("if");
  const to = value("of");
  const content = from ? readPath(site, from) : frame.stdin;
  const text = content.text ? literal(content.text) : null;
  const copied = text === null ? null : dd(text, argv.slice(1).map(show));
  const part = through(
    text === null ? content : withText(content, copied === null ? null : known(copied, content.taint)),
    "dd",
  );
  if (copied !== null && text?.startsWith(copied)) engine.leave(content, known(text.slice(copied.length)));
  if (!to) return part;
  const { absolute } = pathIn(frame, to);
  const device = absolute?.startsWith("/dev/") ?? false;
  const before = madeFile(frame, absolute);
  const stays =
    before !== null && /(?:^|,)notrunc(?:,|$)/.test(value("conv") ? show(value("conv") ?? known("")) : "");
  const whole = !stays
    ? part
    : ((value("seek") ? null : overlaid(before.content, part)) ?? withText(part, null));
  writePath(site, to, whole, device ? "device" : "overwrite");
  return silence;
}
