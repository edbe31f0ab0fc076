/** PHP: grammar, lowering, calls and the spellings of names. */
import * as names from "../../../syntax/grammar/nodes-php.generated.ts";
import { phpCalls } from "../calls/php.ts";
import { lowerPhp } from "../lower/php.ts";
import type { Reader } from "../program.ts";
import { withGrammar } from "../tree.ts";

export const reader: Reader = {
  read: withGrammar("php", names, lowerPhp, (source) => (source.includes("<?") ? source : `<?php ${source}`)),
  calls: phpCalls,
  environment: "$_ENV",
  callsTexts: true,
  // Names of functions and classes are written in any case; those of variables are not.
  canonical: (path) =>
    (/^\w+$/.test(path) ? path.toLowerCase() : path).replace(/^illuminate\.support\.facades\./, ""),
};
