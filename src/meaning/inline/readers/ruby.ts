/** Ruby: grammar, lowering, calls and the spellings of names. */
import * as names from "../../../syntax/grammar/nodes-ruby.generated.ts";
import { rubyCalls } from "../calls/ruby.ts";
import { lowerRuby } from "../lower/ruby.ts";
import type { Reader } from "../program.ts";
import { withGrammar } from "../tree.ts";

export const reader: Reader = {
  read: withGrammar("ruby", names, lowerRuby),
  calls: rubyCalls,
  environment: "ENV",
  canonical: (path) => path.replace(/^(?:Kernel|Object|self)\.(?=[a-z`_])/, ""),
};
