/** The two shells of Windows, as WSL and Git Bash start them: what stands behind `/c` and `-Command` is one line of code. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { under } from "../interpreter/engine.ts";
import { textStream } from "../stream.ts";
import { concat, known, show, type Text } from "../value.ts";
import type { ByTable } from "./reader.ts";

/** `cmd /s /c LINE`; Git Bash writes `//c`, for it takes `/c` for a path. */
export function runCmd(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const { argv } = invocation;
  const at = argv.findIndex((word) => /^\/{1,2}[ckr]$/i.test(show(word)));
  if (at < 0) return undefined;
  byTable(invocation);
  return runLine(invocation, "cmd", argv.slice(at + 1));
}

/** Parameters of PowerShell itself, which may be cut short: `-c`, `-Comm`, `-enc`. */
const COMMAND = /^(?:-{1,2}|\/)c(?:o(?:m(?:m(?:a(?:n(?:d(?:withargs)?)?)?)?)?)?)?$/i;
const ENCODED = /^(?:-{1,2}|\/)(?:e|ec|en(?:c(?:o(?:d(?:e(?:d(?:c\w*)?)?)?)?)?)?)$/i;
const FILE = /^(?:-{1,2}|\/)f(?:i(?:l(?:e)?)?)?$/i;
/** Those that take a value. */
const VALUED =
  /^(?:-{1,2}|\/)(?:ex|ep|exec\w*|w|wi\w*|inp\w*|o|out\w*|settings\w*|config\w*|custom\w*|version|v|psc\w*|wd|workingd\w*)$/i;

/** `powershell -Command LINE`, `-EncodedCommand BASE64`, `powershell LINE`; with `-File`, and for pwsh, a script's name. */
export function runPowershell(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const { argv, program } = invocation;
  for (let at = 1; at < argv.length; at++) {
    const word = show(argv[at] ?? known(""));
    if (FILE.test(word)) return undefined;
    const starts = COMMAND.test(word) || ENCODED.test(word);
    if (!starts && word.startsWith("-") && word !== "-") {
      if (VALUED.test(word)) at++;
      continue;
    }
    const code = argv.slice(starts ? at + 1 : at);
    if (!starts && (program === "pwsh" || /\.ps1$/i.test(word))) return undefined;
    if (show(code[0] ?? known("-")) === "-") return undefined;
    byTable(invocation);
    return runLine(invocation, "powershell", code);
  }
  return undefined;
}

/** Words that the program joins by blanks before it reads them. */
function runLine(invocation: Invocation, language: "cmd" | "powershell", words: readonly Text[]): Stream {
  const { engine, frame, program, span } = invocation;
  const [first, ...rest] = words;
  if (!first) return textStream(known(""));
  const line = rest.reduce((all, word) => concat(all, known(" "), quoted(word)), first);
  const source = { language, from: "argument", by: program, span } as const;
  return engine.code(textStream(line), source, under(frame, program));
}

/** An argument with blanks in it is handed on in quotes. */
function quoted(word: Text): Text {
  return /\s/.test(show(word)) ? concat(known('"'), word, known('"')) : word;
}
