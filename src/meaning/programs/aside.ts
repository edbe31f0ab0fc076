/** What a call writes besides its work: logs, profiles and dumps that its options name. For readers that see to the rest themselves. */
import type { Invocation } from "../call/invocation.ts";
import { siteOf, writePath } from "../locations/files.ts";
import { unknownStream } from "../stream.ts";

export function writeAside(invocation: Invocation): void {
  for (const { option, role, text } of invocation.call.arguments)
    if (option !== null && (role === "write" || role === "append"))
      writePath(siteOf(invocation), text, unknownStream(), role === "append" ? "append" : "overwrite");
}
