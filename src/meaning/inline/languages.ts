/** The languages that are read with grammars. Each reader is made when its language first comes up. */
import * as javascript from "../../syntax/nodes-javascript.generated.ts";
import * as python from "../../syntax/nodes-python.generated.ts";
import type { Language } from "../action.ts";
import { javascriptCalls } from "./calls/javascript.ts";
import { pythonCalls } from "./calls/python.ts";
import { lowerJavaScript } from "./lower/javascript.ts";
import { lowerPython } from "./lower/python.ts";
import type { Reader } from "./program.ts";

const pythonReader: Reader = {
  grammar: "python",
  names: python,
  lower: lowerPython,
  calls: pythonCalls,
  environment: "os.environ",
  canonical: (path) => path.replace(/^(?:posix|nt)\./, "os.").replace(/^os\.environb/, "os.environ"),
};

const javascriptReader: Reader = {
  grammar: "javascript",
  names: javascript,
  lower: lowerJavaScript,
  calls: javascriptCalls,
  environment: "process.env",
  canonical: (path) =>
    path
      .replace(/^(?:globalThis|window|global|self)\.(?=.)/, "")
      .replace(/^node:/, "")
      .replace(/^(fs|fs-extra)(?:\/promises|\.promises)/, "fs")
      .replace(/^(?:fs-extra|graceful-fs)\./, "fs.")
      .replace(/\.default(?=\.|$)/, "")
      .replace(/^((?:fs|child_process|Deno|zlib|Bun|shelljs|execa|rimraf|cross-spawn|glob)\.\w+?)Sync$/, "$1")
      .replace(/\.promises\./, "."),
};

const readers: Readonly<Partial<Record<Language, Reader>>> = {
  python: pythonReader,
  javascript: javascriptReader,
};

export function readerOf(language: Language): Reader | null {
  return readers[language] ?? null;
}
