/** Little languages with a way out: sed's `e` and `w`, editors' `!`, SQL clients' `\!`. */
import type { Language, Stream } from "../../action.ts";
import { dropPrefix } from "../../call/words.ts";
import { type CodeSource, type Engine, type Frame, originAt, under } from "../../interpreter/engine.ts";
import { addressOf } from "../../locations/address.ts";
import { pathIn, readPath, writePath } from "../../locations/files.ts";
import { callerInput, silence, textStream, unknownStream } from "../../stream.ts";
import { concat, known, noTaint, prefix, type Text } from "../../value.ts";

/** Where a language is embedded: what its escapes do is said as actions of the program that reads it. */
export interface Embedding {
  /** Runs a shell command that the code starts. */
  readonly shell: (command: Text) => Stream;
  /** Starts a program by its words, as no shell would read them. */
  readonly call: (words: readonly string[]) => Stream;
  readonly read: (path: string | Text, below?: boolean) => Stream;
  readonly write: (path: string | Text, content: Stream) => void;
  readonly remove: (path: string) => void;
  readonly connect: (target: Text, interactive: boolean) => void;
  /** Waits on some port, a program attached to whoever connects. */
  readonly listen: () => void;
  /** Runs code in another language inside the program. */
  readonly code: (language: Language, code: string) => void;
  /** Loads machine code into the program. */
  readonly load: (path: string) => void;
}

/** Ties an embedded language to the engine. */
export function embed(engine: Engine, source: CodeSource, frame: Frame): Embedding {
  const { span, by, surmised = false } = source;
  const link = frame.origin.chain.at(-1) === by ? frame : under(frame, by);
  // Code from standard input has used that up: what it starts is left with the terminal.
  const inner = source.from === "stdin" ? { ...link, stdin: callerInput } : link;
  const { home } = engine.context;
  const at = (path: string | Text) => {
    const text = typeof path === "string" ? known(path) : path;
    return /^~(?:\/|$)/.test(prefix(text)) ? concat(known(home), dropPrefix(text, 1)) : text;
  };
  const shell = { language: "shell", from: "argument", by, span, surmised } as const;
  return {
    shell: (command) => engine.code(textStream(command), shell, inner),
    call: (words) => engine.invoke(words.map(at), inner, new Map(), span),
    code: (language, code) =>
      engine.code(textStream(known(code)), { language, from: "argument", by, span }, inner),
    read: (path, below = false) => readPath({ engine, frame, span, by }, at(path), below),
    write: (path, content) => writePath({ engine, frame, span, by }, at(path), content, "overwrite"),
    remove: (path) =>
      engine.emit({
        kind: "delete",
        origin: originAt(frame, span),
        path: pathIn(frame, at(path), true),
        recursive: true,
        forced: true,
        filtered: false,
        by,
      }),
    connect: (target, interactive) =>
      engine.emit({
        kind: "connect",
        origin: originAt(frame, span),
        ...addressOf(target),
        target,
        sends: null,
        interactive,
        by,
      }),
    load: (path) =>
      engine.emit({
        kind: "interpret",
        origin: originAt(frame, span),
        language: "native",
        code: unknownStream(undefined, [path]),
        from: "file",
        file: pathIn(frame, at(path)),
        followed: false,
        by,
      }),
    listen: () =>
      engine.emit({
        kind: "listen",
        origin: originAt(frame, span),
        address: null,
        port: null,
        attached: true,
        by,
      }),
  };
}

/** What a little language writes: its own work. */
export function writtenBy(program: string): Stream {
  return { ...unknownStream(), via: [program] };
}

/** A part of a command line that the program of a little language works out as it runs. */
export function computed(label: string, by: string): Text {
  return {
    pieces: [{ kind: "hole", taint: noTaint, label, shape: "text", via: [by] }],
    taint: noTaint,
  };
}

export function unquote(text: string): string {
  return text
    .replace(/\\(["\\/])/g, "$1")
    .replace(/\\n/g, "\n")
    .replace(/\\t/g, "\t");
}

/** sed: the `e` command and flag run shell code; `w` and `W` write, `r` and `R` read files. */
export function sedCode(code: string, to: Embedding): void {
  for (const command of sedCommands(code)) {
    const [, letter, rest = ""] = /^([a-zA-Z=])\s*([\s\S]*)$/.exec(command) ?? [];
    if (letter === "e") {
      to.shell(rest === "" ? computed("(the line)", "sed") : known(rest));
    } else if (letter === "w" || letter === "W") to.write(rest, writtenBy("sed"));
    else if (letter === "r" || letter === "R") to.read(rest);
    else if (letter === "s") {
      const delimiter = command[1] ?? "/";
      const parts = splitUnescaped(command.slice(2), delimiter);
      const flags = command.slice(4 + (parts[0]?.length ?? 0) + (parts[1]?.length ?? 0));
      // `e` runs the line as the replacement left it: nobody knows the rest of it.
      if (/^[gpiImM0-9]*e/.test(flags)) {
        to.shell(known(parts[1] ?? ""));
        to.shell(computed("(the line)", "sed"));
      }
      const file = /^[gpiImMe0-9]*w\s*(\S.*)$/.exec(flags)?.[1];
      if (file) to.write(file, writtenBy("sed"));
    }
  }
}

/** The commands of a sed script without their addresses. A rough cut: text commands (`a`, `i`, `c`) swallow their line. */
function sedCommands(code: string): string[] {
  const out: string[] = [];
  for (const line of code.split("\n")) {
    let rest = line;
    for (let n = 0; rest !== "" && n < 100; n++) {
      rest = rest.replace(/^[\s;{}]+/, "");
      const address =
        /^(?:\d+(?:~\d+)?|\$|\/(?:\\.|[^/\\])*\/[IM]*|\\(.)(?:\\.|(?!\1).)*\1[IM]*)(?:,\s*(?:[+~]?\d+|\$|\/(?:\\.|[^/\\])*\/[IM]*))?\s*!?\s*/.exec(
          rest,
        );
      if (address) rest = rest.slice(address[0].length);
      if (rest === "") break;
      const letter = rest[0] ?? "";
      if ("aic".includes(letter)) break;
      if ("rRwWe:btT".includes(letter)) {
        out.push(rest);
        break;
      }
      if (letter === "s" || letter === "y") {
        const delimiter = rest[1] ?? "";
        const parts = splitUnescaped(rest.slice(2), delimiter);
        const length = 2 + (parts[0]?.length ?? 0) + 1 + (parts[1]?.length ?? 0) + 1;
        const flags = /^[^;}\n]*/.exec(rest.slice(length))?.[0] ?? "";
        out.push(rest.slice(0, length) + flags);
        rest = rest.slice(length + flags.length);
        continue;
      }
      out.push(letter);
      rest = rest.slice(1);
    }
  }
  return out;
}

function splitUnescaped(text: string, delimiter: string): string[] {
  const out = [""];
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? "";
    if (c === "\\" && i + 1 < text.length) {
      out[out.length - 1] += c + (text[++i] ?? "");
    } else if (c === delimiter) out.push("");
    else out[out.length - 1] += c;
  }
  return out;
}

/** The commands of a line, which bars part; `:!` takes all that follows for its own. */
function exCommands(line: string): readonly string[] {
  return /^\s*:?\s*(?:[\d%$.,]+|'<,'>)*\s*(?:r(?:ead)?\s*|w(?:rite)?\s*|sil(?:ent)?!?\s*)?!/.test(line)
    ? [line]
    : line.split(/(?<!\|)\|(?!\|)/);
}

/** vim's own lines for code in other languages. */
const BRIDGE = /^\s*:?\s*(py(?:thon)?[3x]?|lua|perl|ruby|tcl|mzscheme)\s+(?!<<)(.*)$/;
const BRIDGES: Readonly<Record<string, Language>> = {
  py: "python",
  python: "python",
  lua: "lua",
  perl: "perl",
  ruby: "ruby",
  tcl: "tcl",
};

/** What an event of vim runs: `au VimEnter * CMD`, `autocmd GROUP BufRead *.c ++once CMD`. */
const AT_EVENT = /^\s*:?\s*au(?:tocmd)?!?\s+(?:\w+\s+)?[A-Z][\w,]*\s+\S+\s+(?:\+\+\w+\s+)*/;

/** The programs that `:make`, `:grep`, `=` and `K` start. */
const TOOL =
  /^\s*:?\s*set(?:l(?:ocal)?|g(?:lobal)?)?\s+(?:makeprg|mp|grepprg|gp|equalprg|ep|formatprg|fp|keywordprg|kp)=((?:\\.|\S)+)/;

/** vim, ex, ed: `:!cmd`, `:r !cmd`, `:w !cmd`, `:terminal`, `system('…')`, and the python, lua, perl bridges. */
export function vimCode(code: string, to: Embedding): void {
  for (const written of code.split("\n").flatMap(exCommands)) {
    const line = written
      .replace(AT_EVENT, "")
      .replace(/(["'])([^"'\n]*)\1\s*\.\.?\s*(["'])([^"'\n]*)\3/g, "$1$2$4$1");
    const tool = TOOL.exec(line)?.[1];
    if (tool) to.shell(known(tool.replace(/\\(.)/g, "$1")));
    const shell =
      /^\s*:?\s*(?:\d+|[%$.,]|'<,'>)*\s*(?:r(?:ead)?\s*|w(?:rite)?\s*|sil(?:ent)?!?\s*|exe(?:cute)?\s+["']:?)*!+\s*(.*)$/.exec(
        line,
      )?.[1];
    if (shell !== undefined) to.shell(known(shell.replace(/["']$/, "")));
    const call =
      /\b(?:system|systemlist|termopen|jobstart|job_start|term_start)\s*\(\s*\[?\s*(["'])(.*?)\1/.exec(
        line,
      )?.[2];
    if (call) to.shell(known(call));
    // Its own functions, called as those of other languages.
    const expression = /^\s*:?\s*(?:cal(?:l)?|let\s+\S+\s*=|echo(?:m(?:sg)?)?|eval)\s+(\w+\(.*)$/.exec(
      line,
    )?.[1];
    if (expression !== undefined) to.code("other", expression);
    const terminal = /^\s*:?\s*(?:ter(?:minal)?|sh(?:ell)?)\b\s*(.*)$/.exec(line)?.[1];
    if (terminal !== undefined) to.shell(known(terminal === "" ? "sh" : terminal));
    const [, bridge = "", inner] = BRIDGE.exec(line) ?? [];
    if (inner !== undefined) to.code(BRIDGES[bridge.replace(/[3x]$/, "")] ?? "other", inner);
    const target = /^\s*:?\s*(?:w(?:rite)?q?|sav(?:eas)?|wq|x(?:it)?|up(?:date)?)!?\s+(?![!>])(\S+)/.exec(
      line,
    )?.[1];
    if (target) to.write(target, writtenBy("ed"));
    const [, , list] = /\bwritefile\s*\(.*?,\s*(["'])(.*?)\1/.exec(line) ?? [];
    if (list) to.write(list, writtenBy("ed"));
    const read = /^\s*:?\s*(?:r(?:ead)?|e(?:dit)?)!?\s+(?!!)(\S+)/.exec(line)?.[1];
    if (read) to.read(read);
  }
}

/** Statements in texts: `EXECUTE IMMEDIATE '…'`, `PREPARE s FROM '…'`, `SET @s = '…'`, `EXEC('…')`, `sp_executesql N'…'`. */
const PREPARED =
  /(?:\bEXEC(?:UTE)?(?:\s+IMMEDIATE)?\s*\(?|\bPREPARE\s+\w+\s+(?:FROM|AS)|\bsp_executesql|\bSET\s+@\w+\s*:?=)\s*N?'((?:''|[^'])+)'/gi;

/** SQL clients: `\! cmd` (psql, mysql), `.shell cmd`, `.system cmd` (sqlite3), `COPY … PROGRAM 'cmd'`, files read and written. */
export function sqlCode(code: string, to: Embedding): void {
  for (const line of code.split("\n")) {
    const shell =
      /(?:^|\s|["'])\\!\s*(.*)$/.exec(line)?.[1] ??
      /^\s*\.(?:shell|system)\s+(.*)$/.exec(line)?.[1] ??
      /^\s*system\s+(?!["'])(.*)$/.exec(line)?.[1] ??
      /^\s*(?::?!{1,2}|ho(?:st)?\s)\s*([\w./~].*?);?\s*$/i.exec(line)?.[1];
    if (shell !== undefined) to.shell(known(shell === "" ? "sh" : shell));
    const piped =
      /\\(?:g|o)\s*\|\s*(.*)$|^\s*\.(?:output|once)\s+\|\s*(.*)$|^\s*\.import\s+["']?\|\s*([^"']*)/.exec(
        line,
      );
    const target = piped?.[1] ?? piped?.[2] ?? piped?.[3];
    if (target) to.shell(known(target));
    const file = /^\s*\.(?:output|once|save|backup|clone|excel)\s+([^|\s]\S*)|\\o\s+([^|\s]\S*)/.exec(line);
    const path = file?.[1] ?? file?.[2];
    if (path && path !== "stdout") to.write(path, writtenBy("sql"));
    const sourced = /^\s*(?:source|@{1,2}|\\i)\s*["']?([/~.][^\s"';]*)/i.exec(line)?.[1];
    if (sourced) to.read(sourced);
    const library =
      /^\s*\.load\s+([^|\s]\S*)/.exec(line)?.[1] ?? /\bload_extension\s*\(\s*['"]([^'"]+)/i.exec(line)?.[1];
    if (library) to.load(library.replace(/^["']|["']$/g, ""));
    const read = /^\s*\.(?:read|import|open)\s+([^|\s]\S*)/.exec(line)?.[1];
    if (read) to.read(read.replace(/^["']|["']$/g, ""));
  }
  for (const [, statement = ""] of code.matchAll(PREPARED)) to.code("sql", statement.replaceAll("''", "'"));
  for (const [, command] of code.matchAll(/\bPROGRAM\s+'((?:''|[^'])*)'/gi))
    to.shell(known((command ?? "").replaceAll("''", "'")));
  for (const [, path] of code.matchAll(/\bINTO\s+(?:OUTFILE|DUMPFILE)\s+['"]([^'"]+)/gi))
    to.write(path ?? "", writtenBy("sql"));
  // DuckDB's shellfs: what is read is what a command prints.
  for (const [, path] of code.matchAll(
    /\b(?:LOAD_FILE|pg_read_file|readfile|pg_read_binary_file|file|read_(?:text|blob|csv|csv_auto|json|json_auto|parquet)|pg_ls_dir|OPENROWSET)\s*\(\s*['"]([^'"]+)/gi,
  ))
    if (/\|\s*$/.test(path ?? "")) to.shell(known((path ?? "").replace(/\|\s*$/, "")));
    else to.read(path ?? "");
  for (const [, path] of code.matchAll(/\bCOPY\b[^;]*?\bFROM\s+'([^']+)'/gi)) to.read(path ?? "");
  for (const [, path] of code.matchAll(/\bCOPY\b[^;]*?\bTO\s+'([^']+)'/gi)) to.write(path ?? "", silence);
  for (const [, path] of code.matchAll(/\bATTACH\s+(?:DATABASE\s+)?'([^':?]+)'/gi))
    to.write(path ?? "", writtenBy("sql"));
  for (const [, path] of code.matchAll(/\b(?:writefile|lo_export)\s*\(\s*(?:\d+\s*,\s*)?['"]([^'"]+)/gi))
    to.write(path ?? "", writtenBy("sql"));
}
