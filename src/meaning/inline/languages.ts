/** The languages that are read with grammars. Each reader is made when its language first comes up. */
import * as javascript from "../../syntax/nodes-javascript.generated.ts";
import * as perl from "../../syntax/nodes-perl.generated.ts";
import * as php from "../../syntax/nodes-php.generated.ts";
import * as python from "../../syntax/nodes-python.generated.ts";
import * as ruby from "../../syntax/nodes-ruby.generated.ts";
import type { Language } from "../action.ts";
import { javascriptCalls } from "./calls/javascript.ts";
import { perlCalls } from "./calls/perl.ts";
import { phpCalls } from "./calls/php.ts";
import { pythonCalls } from "./calls/python.ts";
import { rubyCalls } from "./calls/ruby.ts";
import { lowerJavaScript } from "./lower/javascript.ts";
import { lowerPerl } from "./lower/perl.ts";
import { lowerPhp } from "./lower/php.ts";
import { lowerPython } from "./lower/python.ts";
import { lowerRuby } from "./lower/ruby.ts";
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

const perlReader: Reader = {
  grammar: "perl",
  names: perl,
  lower: lowerPerl,
  calls: perlCalls,
  environment: "%ENV",
  canonical: (path) =>
    path
      .replaceAll("::", ".")
      .replace(
        /^(?:CORE(?:\.GLOBAL)?|File\.(?:Path|Copy|Slurp|Temp|Basename|Glob|Spec\.Functions)|POSIX|MIME\.Base64|Socket|LWP\.Simple|IPC\.Open[23]|Path\.Tiny)\.(?=\w)/,
        "",
      ),
};

const rubyReader: Reader = {
  grammar: "ruby",
  names: ruby,
  lower: lowerRuby,
  calls: rubyCalls,
  environment: "ENV",
  canonical: (path) => path.replace(/^(?:Kernel|Object|self)\.(?=[a-z`_])/, ""),
};

const phpReader: Reader = {
  grammar: "php",
  names: php,
  lower: lowerPhp,
  calls: phpCalls,
  environment: "$_ENV",
  callsTexts: true,
  canonical: (path) => path,
  prepare: (source) => (source.includes("<?") ? source : `<?php ${source}`),
};

const readers: Readonly<Partial<Record<Language, Reader>>> = {
  python: pythonReader,
  javascript: javascriptReader,
  perl: perlReader,
  ruby: rubyReader,
  php: phpReader,
};

export function readerOf(language: Language): Reader | null {
  return readers[language] ?? null;
}
