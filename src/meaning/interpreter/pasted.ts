/**
 * A program of another language where a shell's command is expected: pasted there, or meant for an interpreter that
 * whoever calls will name next. A shell makes nothing of it, so what it says is what it would do where it belongs.
 */
import type { Language } from "../action.ts";
import { textStream } from "../stream.ts";
import { known } from "../value.ts";
import { followCode } from "./code.ts";
import type { Engine, Frame } from "./engine.ts";

/** First lines that files of a language have, and commands of a shell have not. */
const OPENINGS: readonly (readonly [opening: RegExp, language: Language])[] = [
  [/^module\s+[A-Z][\w.]*(?:\s*\([^)]*\))?\s+where\b/, "other"],
  [/^import\s+(?:qualified\s+)?[A-Z]\w*(?:\.[A-Z]\w*)+(?:\s+(?:as|hiding)\b.*|\s*\(.*)?$/m, "other"],
  [/^package\s+[a-z][\w.]*;?[ \t]*\n\s*(?:import|func|public|class|type|var|const)\b/, "other"],
  [/^import\s+(?:static\s+)?(?:java|javax|scala|kotlin|groovy|org|com)\.[\w.*{},\s]+;?[ \t]*\n/, "other"],
  [/^#include\s*[<"][\w./+-]+[>"]/, "other"],
  [/^using\s+(?:static\s+)?[A-Z][\w.]*;/, "other"],
  [/^(?:(?:public|final|abstract)\s+)*(?:class|interface|object)\s+[A-Z]\w*[^\n]*\{/, "other"],
  [/^(?:pub\s+)?fn\s+main\s*\(|^use\s+std::|^defmodule\s+[A-Z][\w.]*\s+do\b|^-module\(\w+\)\./, "other"],
  [/^<\?php\b/, "php"],
  [
    /^(?:import\s+[a-z_][\w.]*(?:\s*,\s*[\w.]+)*|from\s+[a-z_][\w.]*\s+import\s+[\w*,. ]+)[ \t]*[;\n][\s\S]*[(=]/,
    "python",
  ],
  [/^(?:const|let|var)\s+[\w${},\s]+=\s*(?:await\s+)?(?:require|import)\s*\(/, "javascript"],
  [/^import\s+[\w${},*\s]+\s+from\s+['"][^'"]+['"]/, "javascript"],
  [/^require\s+['"][\w/-]+['"][ \t]*[;\n]/, "ruby"],
  [/^use\s+(?:strict|warnings|[A-Z]\w*(?:::\w+)*)\b[^\n;]*;/, "perl"],
];

/** Quick for all that is none: a word for a module, a library, a class. */
const BEGINS =
  /^(?:module|import|package|using|public|final|abstract|class|interface|object|pub|fn|use|defmodule|from|const|let|var|require)\s|^(?:#include|-module|<\?php)/;

/** Follows the whole text in its own language, if it begins as a file in one does. */
export function followPasted(engine: Engine, frame: Frame): void {
  const text = engine.source.trimStart();
  if (!BEGINS.test(text)) return;
  const language = OPENINGS.find(([opening]) => opening.test(text))?.[1];
  if (language === undefined) return;
  followCode(
    engine,
    textStream(known(text)),
    {
      language,
      from: "argument",
      by: "the command",
      span: { start: 0, end: engine.source.length },
    },
    frame,
  );
}
