/** Python: grammar, lowering, calls and the spellings of names. */
import * as names from "../../../syntax/grammar/nodes-python.generated.ts";
import { pythonCalls } from "../calls/python.ts";
import { lowerPython } from "../lower/python.ts";
import type { Reader } from "../program.ts";
import { withGrammar } from "../tree.ts";

export const reader: Reader = {
  read: withGrammar("python", names, lowerPython),
  calls: pythonCalls,
  environment: "os.environ",
  homes: /^(?:site\.USER_SITE|plumbum\.local\.env\.home)$/,
  canonical: (path) =>
    path
      .replace(/^(?:__builtins__|builtins)\.(?=\w)/, "")
      .replace(/^sys\.modules\.(?=\w)/, "")
      // Modules have what they import: `shutil.os.system`.
      .replace(/^(?!asyncio\.)[a-z]\w*\.(os|sys|subprocess|shutil|posix)(?=\.)/, "$1")
      .replace(/^(?:posix|nt)\./, "os.")
      .replace(/^os\.environb/, "os.environ"),
};
