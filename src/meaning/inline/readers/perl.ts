/** Perl: grammar, lowering, calls and the spellings of names. */
import * as names from "../../../syntax/grammar/nodes-perl.generated.ts";
import { perlCalls } from "../calls/perl.ts";
import { lowerPerl } from "../lower/perl.ts";
import type { Reader } from "../program.ts";
import { withGrammar } from "../tree.ts";

export const reader: Reader = {
  read: withGrammar("perl", names, lowerPerl),
  calls: perlCalls,
  environment: "%ENV",
  callsTexts: true,
  flat: { takesSelf: true },
  canonical: (path) =>
    path
      .replace(/^main::/, "")
      .replaceAll("::", ".")
      .replace(
        /^(?:CORE(?:\.GLOBAL)?|File\.(?:Path|Copy|Slurp|Temp|Basename|Glob|Spec\.Functions)|POSIX|MIME\.Base64|Socket|LWP\.Simple|IPC\.Open[23]|IPC\.System\.Simple|Path\.Tiny)\.(?=\w)/,
        "",
      ),
};
