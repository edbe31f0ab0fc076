/** JavaScript: Node, Deno, Bun: grammar, lowering, calls and the spellings of names. */
import * as names from "../../../syntax/grammar/nodes-javascript.generated.ts";
import { javascriptCalls } from "../calls/javascript.ts";
import { lowerJavaScript } from "../lower/javascript.ts";
import { withoutTypes } from "../lower/typescript.ts";
import type { Reader } from "../program.ts";
import { withGrammar } from "../tree.ts";

export const reader: Reader = {
  read: withGrammar("javascript", names, lowerJavaScript),
  plain: withoutTypes,
  calls: javascriptCalls,
  environment: "process.env",
  canonical: (path) =>
    path
      .replace(/^(?:globalThis|window|global|self|this)\.(?=.)/, "")
      .replace(/^node:/, "")
      .replace(/^@aws-sdk\/client-([\w-]+)\.(\w+)Command$/, "aws-sdk.$1:$2")
      .replace(/^(fs|fs-extra)(?:\/promises|\.promises)/, "fs")
      .replace(/^(?:fs-extra|graceful-fs)\./, "fs.")
      .replace(/\.default(?=\.|$)/, "")
      // The shell's tag, whoever makes it.
      .replace(/^[\w-]+\.\$$/, "$")
      .replace(/^((?:fs|child_process|Deno|zlib|Bun|shelljs|execa|rimraf|cross-spawn|glob)\.\w+?)Sync$/, "$1")
      .replace(/^bun\.(?=\w)/, "Bun.")
      .replace(/^Bun\.env(?!\.get\b)/, "process.env")
      .replace(/^(del)\.deleteSync$/, "$1.delete")
      .replace(/^(?:Array|Object|String|Function|Promise)\.constructor(?=\.|$)/, "Function")
      .replace(/\.promises\./, "."),
};
