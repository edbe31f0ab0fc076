/**
 * inline/ reads programs in other languages (`python -c`, `awk '…'`, here-documents into an interpreter) and says
 * what they would do, as actions.
 *
 * Python, JavaScript, Perl, Ruby and PHP have grammars. Their way through the folders: a syntax tree (tree.ts) is lowered to
 * terms that all five have in common (`lower/`, expression.ts), which are then followed (`follow/`, with what is known of
 * values in `values/`); each call is looked up in its language's table (`calls/`) and becomes actions (`perform/`).
 *
 * The little languages (awk, sed, vim …) are read as text, by a reader each (`textual/`). All others are read twice: loosely
 * (`loose/`), as calls in any of the usual notations, which are lowered to the same terms and looked up by the names that
 * languages have in common; and as text, by the string constants in them and what stands around these.
 */
import type { Language, Stream } from "../action.ts";
import { type CodeSource, type Engine, type Frame, originAt } from "../interpreter/engine.ts";
import { unknownStream } from "../stream.ts";
import { known, noTaint, show } from "../value.ts";
import { followProgram } from "./languages.ts";
import { awkCode } from "./textual/awk.ts";
import { bindingsCode } from "./textual/bindings.ts";
import { cmdCode } from "./textual/cmd.ts";
import { bangLines, macroEscapes, makeCode, recipeLines, transferCode } from "./textual/escapes.ts";
import { foreignCode } from "./textual/foreign.ts";
import { ipythonCode, notebookCode } from "./textual/ipython.ts";
import { powershellCode, powershellText } from "./textual/powershell.ts";
import { embed, sedCode, sqlCode, vimCode } from "./textual/small.ts";
import { tclCode } from "./textual/tcl.ts";

/** Clients whose commands move files. */
const TRANSFERS = new Set("ftp lftp yafc tnftp ncftp sftp psftp tftp atftp smbclient cadaver".split(" "));

/** Finders whose keys can be bound to commands. */
const FINDERS = new Set(["fzf", "sk", "skim"]);

/** Programs whose Python has lines for a shell and for themselves in it. */
const IPYTHON = /^(?:i(?:python|py)|jupyter|papermill)/;

/** Further than this no program is read in a language that has no grammar here. */
const LONGEST = 100_000;
const GRAMMARS: ReadonlySet<Language> = new Set(["python", "javascript", "perl", "ruby", "php"]);

/** What a program prints by a reading that misses things: something, but never that it is nothing. */
function printedFor(output: Stream | null | undefined): Stream | null {
  return output && output.text?.pieces.length !== 0 ? output : null;
}

/** The output of the code if it could be followed (its actions are emitted), else null. */
export function readInline(engine: Engine, source: CodeSource, code: Stream, frame: Frame): Stream | null {
  if (!code.text) return null;
  const text = show(code.text);
  const output = unknownStream(frame.stdin.taint, frame.stdin.sources);
  if (text.length > LONGEST && source.from !== "file" && !GRAMMARS.has(source.language))
    sayUnread(engine, source, frame, "it is too long");
  switch (source.language) {
    case "awk":
      awkCode(text, embed(engine, source, frame), source.variables);
      return output;
    case "sed":
      sedCode(text, embed(engine, source, frame));
      return output;
    case "vim":
      vimCode(text, embed(engine, source, frame));
      return output;
    case "sql":
      sqlCode(text, embed(engine, source, frame));
      return output;
    case "make":
      // Of a makefile only the targets asked for run: programs/makefile.ts follows those. What `--eval` gives it has no targets.
      if (source.from !== "file" && source.from !== "stdin") makeCode(text, embed(engine, source, frame));
      return output;
    case "tcl":
      tclCode(text, embed(engine, source, frame));
      foreignCode(text, embed(engine, { ...source, surmised: true }, frame), source.by);
      return output;
    case "powershell":
      powershellCode(powershellText(text), embed(engine, source, frame));
      foreignCode(powershellText(text), embed(engine, { ...source, surmised: true }, frame), source.by);
      return output;
    case "cmd":
      cmdCode(text, embed(engine, source, frame));
      return output;
    case "other": {
      if (FINDERS.has(source.by)) {
        bindingsCode(text, embed(engine, source, frame));
        return output;
      }
      const to = embed(engine, { ...source, surmised: true }, frame);
      // Editors are told keys.
      bangLines(text.replace(/<(?:ret|cr|enter)>/gi, "\n"), to, source.by);
      macroEscapes(text, to);
      if (source.from === "file") recipeLines(text, to);
      if (TRANSFERS.has(source.by)) transferCode(text, to);
      foreignCode(text, to, source.by);
      return printedFor(followProgram(engine, source, code.text, frame)?.output) ?? output;
    }
    default: {
      let program = code.text;
      const cells = source.language === "python" ? notebookCode(text) : null;
      if (cells !== null || IPYTHON.test(source.by))
        program = known(ipythonCode(cells ?? text, embed(engine, source, frame)));
      const reading = followProgram(engine, source, program, frame);
      // Of what runs for each line nobody can say that it prints nothing.
      if (reading?.output && reading.problem === null)
        return source.lines ? (printedFor(reading.output) ?? output) : reading.output;
      foreignCode(text, embed(engine, source, frame), source.by);
      if (!reading || reading.output) return reading?.output ?? output;
      // Past a bound. A program file may be long; one that is given on the command line has no reason to be.
      if (source.from !== "file") sayUnread(engine, source, frame, reading.problem);
      return null;
    }
  }
}

function sayUnread(engine: Engine, source: CodeSource, frame: Frame, problem: string | null): void {
  engine.emit({
    kind: "opaque",
    origin: originAt(frame, source.span),
    reason: "unparsed",
    detail: `the ${source.language} program could not be read: ${problem ?? "it is nested too deeply"}`,
    taint: noTaint,
  });
}
