/**
 * Source in which there is nothing to disagree about, read without a parser.
 *
 * Most of what agents run is a few plain words: `git status`, `cd 'my dir' && npm test 2>&1 | tail -5`. For those, loading
 * and asking two parsers costs more than everything else together. This reader takes only a small regular language: one
 * line of words made of letters, digits and `_./:@%+,-=` or quoted text in which nothing is special, joined by `&&`, `||`, `|` and `;`
 * or grouped by `{ …; }`, with redirections to such words, no other reserved word and no assignment. A program's name may begin with a backslash
 * (`\builtin`, as agents write it so that no alias is meant). Everything else is null, and read by both parsers.
 * That all three read this language alike is proved by test/syntax/plain.test.ts; docs/two-parsers.md says why it is safe.
 */
import type { Command, FileRedirect, Group, Literal, Script, Simple, Statement, Word } from "./script.ts";

/** Longer sources are left to the parsers, which watch the clock. */
const maximumLength = 2048;

/** Words that some shell reads otherwise where a command may begin. */
const special =
  " if then else elif fi for foreach while until repeat do done case esac select function in end time coproc " +
  "nocorrect noglob declare typeset local export readonly integer float unset unsetenv alias let ";

/** A word that is nothing but text. */
interface PlainWord extends Word {
  readonly parts: readonly Literal[];
}

/** The Script of a plain source; null for any other. */
export function readPlain(source: string): Script | null {
  if (source.length > maximumLength) return null;
  return new Reader(source).script();
}

class Reader {
  readonly #source: string;
  #at = 0;
  #grouped = false;

  constructor(source: string) {
    this.#source = source;
  }

  script(): Script | null {
    const body = this.#statements();
    if (body === null || this.#at < this.#source.length) return null;
    return { span: { start: 0, end: this.#source.length }, body, problems: [] };
  }

  /** Up to the end, or to the brace that ends a group. */
  #statements(): Statement[] | null {
    const body: Statement[] = [];
    do {
      const command = this.#list();
      if (command === null) return null;
      body.push({ span: command.span, background: false, command });
      if (!this.#take(";")) return body;
      this.#blanks();
    } while (this.#at < this.#source.length && this.#source[this.#at] !== "}");
    return body;
  }

  #list(): Command | null {
    const first = this.#pipeline();
    if (first === null) return null;
    const commands = [first];
    const operators: ("&&" | "||")[] = [];
    for (;;) {
      const operator = this.#take("&&") ? "&&" : this.#take("||") ? "||" : null;
      if (operator === null) break;
      const next = this.#pipeline();
      if (next === null) return null;
      operators.push(operator);
      commands.push(next);
    }
    return operators.length === 0
      ? first
      : { kind: "and-or", span: around(first, commands), commands, operators };
  }

  #pipeline(): Command | null {
    const first = this.#command();
    if (first === null) return null;
    const stages: Command[] = [first];
    while (this.#source[this.#at + 1] !== "|" && this.#take("|")) {
      const next = this.#command();
      if (next === null) return null;
      stages.push(next);
    }
    if (stages.length === 1) return first;
    return {
      kind: "pipeline",
      span: around(first, stages),
      negated: false,
      timed: false,
      stages,
      stderrToo: stages.map(() => false),
    };
  }

  #command(): Command | null {
    this.#blanks();
    return this.#source[this.#at] === "{" ? this.#group() : this.#simple();
  }

  /** A group in a group is left to the parsers. */
  #group(): Command | null {
    const start = this.#at;
    this.#at++;
    if (this.#grouped || !this.#blanks()) return null;
    this.#grouped = true;
    const body = this.#statements();
    this.#grouped = false;
    if (body === null || this.#source[lastBefore(this.#source, this.#at)] !== ";" || !this.#take("}"))
      return null;
    const group: Group = { kind: "group", span: { start, end: this.#at }, subshell: false, body };
    const redirects: FileRedirect[] = [];
    while (this.#blanks() || !this.#isOperator()) {
      if (this.#isOperator()) break;
      const begin = this.#at;
      if (this.#source[begin - 1] !== " ") return null;
      const word = this.#word();
      const redirect = this.#isRedirection() ? this.#redirect(begin, word) : null;
      if (redirect === null) return null;
      redirects.push(redirect);
    }
    const last = redirects.at(-1);
    if (last === undefined) return group;
    return { kind: "redirected", span: { start, end: last.span.end }, command: group, redirects };
  }

  #simple(): Simple | null {
    const start = this.#at;
    let end = start;
    const words: PlainWord[] = [];
    const redirects: FileRedirect[] = [];
    for (;;) {
      const next = this.#source.charCodeAt(this.#at);
      if (Number.isNaN(next) || next === semicolon || next === bar || next === ampersand) break;
      const begin = this.#at;
      const word = words.length === 0 ? (this.#escaped() ?? this.#word()) : this.#word();
      if (this.#isRedirection()) {
        const redirect = this.#redirect(begin, word);
        if (redirect === null) return null;
        redirects.push(redirect);
      } else if (word === null || (words.length === 0 && !mayBegin(word))) return null;
      else words.push(word);
      end = this.#at;
      if (!this.#blanks() && !this.#isOperator()) return null;
    }
    // A redirection in front of the program, and one that stands alone, are for the parsers.
    const [program] = words;
    if (program?.span.start !== start) return null;
    return { kind: "simple", span: { start, end }, assignments: [], words, redirects };
  }

  #isRedirection(): boolean {
    const code = this.#source.charCodeAt(this.#at);
    return code === less || code === greater;
  }

  /** `word` is what stands right in front of the operator. */
  #redirect(start: number, word: PlainWord | null): FileRedirect | null {
    let descriptor: number | null = null;
    if (word !== null) {
      descriptor = digit(word);
      if (descriptor === null) return null;
    }
    const operator = this.#take(">>")
      ? ">>"
      : this.#take(">|")
        ? ">|"
        : this.#take(">&")
          ? ">&"
          : this.#angle();
    if (operator === null) return null;
    if (operator !== ">&") this.#blanks();
    const target = this.#word();
    if (target === null || this.#isRedirection()) return null;
    if (operator === ">&" && digit(target) === null) return null;
    return { kind: "file", span: { start, end: this.#at }, descriptor, operator, target };
  }

  #angle(): "<" | ">" | null {
    const operator = this.#take(">") ? ">" : this.#take("<") ? "<" : null;
    const next = this.#source.charCodeAt(this.#at);
    return next === less || next === greater || next === ampersand || next === bar ? null : operator;
  }

  /** A name behind a backslash: its first letter is quoted. */
  #escaped(): PlainWord | null {
    const start = this.#at;
    if (this.#source[start] !== "\\" || !isLetter(this.#source.charCodeAt(start + 1))) return null;
    this.#at = start + 2;
    const first = literal(start, this.#at, this.#source.slice(start + 1, this.#at), true);
    const rest = this.#word();
    return { span: { start, end: this.#at }, parts: rest === null ? [first] : [first, ...rest.parts] };
  }

  /** Plain and quoted pieces; null where none is, or an odd one, and then nothing is taken. */
  #word(): PlainWord | null {
    const start = this.#at;
    const parts: Literal[] = [];
    for (let part = this.#piece(); part !== null; part = this.#piece()) parts.push(part);
    const end = this.#at;
    // zsh takes `=name` for a path; tree-sitter-bash loses its way at `- 2>x`.
    const isOdd = this.#source[start] === "=" || (end === start + 1 && this.#source[start] === "-");
    if (!isOdd && parts.length > 0 && !isQuote(this.#source.charCodeAt(end)))
      return { span: { start, end }, parts };
    this.#at = start;
    return null;
  }

  /** Null, and nothing is taken, at what is not in the language or goes on with another quote: two quotes are one piece to unbash. */
  #piece(): Literal | null {
    const start = this.#at;
    const mark = this.#source.charCodeAt(start);
    if (isQuote(mark)) {
      const end = this.#source.indexOf(mark === quote ? "'" : '"', start + 1);
      const text = this.#source.slice(start + 1, end);
      if (end < 0 || !isPrintable(text) || isQuote(this.#source.charCodeAt(end + 1))) return null;
      if (mark === doubleQuote && !isInert(text)) return null;
      this.#at = end + 1;
      return literal(start, end + 1, text, true);
    }
    while (isPlain(this.#source.charCodeAt(this.#at))) this.#at++;
    return this.#at === start ? null : literal(start, this.#at, this.#source.slice(start, this.#at), false);
  }

  #isOperator(): boolean {
    const code = this.#source.charCodeAt(this.#at);
    return Number.isNaN(code) || code === semicolon || code === bar || code === ampersand;
  }

  #blanks(): boolean {
    const start = this.#at;
    while (this.#source.charCodeAt(this.#at) === blank) this.#at++;
    return this.#at > start;
  }

  #take(operator: string): boolean {
    if (!this.#source.startsWith(operator, this.#at)) return false;
    this.#at += operator.length;
    return true;
  }
}

const blank = 0x20;
const doubleQuote = 0x22;
const ampersand = 0x26;
const quote = 0x27;
const semicolon = 0x3b;
const less = 0x3c;
const greater = 0x3e;
const bar = 0x7c;

/** Letters, digits, and `_ . / : @ % + , - =`. */
function isPlain(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x2b && code <= 0x3a) ||
    (code >= 0x40 && code <= 0x5a) ||
    code === 0x5f ||
    code === 0x25 ||
    code === 0x3d
  );
}

/** What names of programs are made of. At `@ : % , =` there tree-sitter-bash loses its way, or it is an assignment. */
function isOfName(code: number): boolean {
  return isPlain(code) && code !== 0x40 && code !== 0x3a && code !== 0x25 && code !== 0x2c && code !== 0x3d;
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** Where the last character stands that is no blank. */
function lastBefore(source: string, end: number): number {
  let at = end - 1;
  while (source.charCodeAt(at) === blank) at--;
  return at;
}

function isQuote(code: number): boolean {
  return code === quote || code === doubleQuote;
}

/** Nothing that is special between double quotes, nor `!`, with which an interactive shell repeats what was said before. */
function isInert(text: string): boolean {
  return !/[$`\\!]/.test(text);
}

/** ASCII without control characters. */
function isPrintable(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

/** A word that is a program's name to every shell: in one unquoted piece, no assignment, not reserved. */
function mayBegin({ parts }: PlainWord): boolean {
  const [first, ...more] = parts;
  // The escaped letter of #escaped: quotes have a span of their own.
  const isEscaped =
    first?.quoted === true && first.text.length === 1 && first.span.end - first.span.start === 2;
  const [name, rest] = isEscaped ? more : parts;
  if (rest !== undefined || name === undefined || name.quoted) return false;
  const text = isEscaped ? `${first.text}${name.text}` : name.text;
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isOfName(code)) return false;
    if (letters === at && isLetter(code)) letters++;
  }
  // tree-sitter-bash takes `select-x` for `select`.
  return text[0] !== "-" && !special.includes(` ${text.slice(0, letters)} `);
}

/** The descriptor that a word of one digit names. */
function digit({ parts }: PlainWord): number | null {
  const [part] = parts;
  if (part === undefined || parts.length > 1 || part.quoted || part.text.length !== 1) return null;
  const value = part.text.charCodeAt(0) - 0x30;
  return value >= 0 && value <= 9 ? value : null;
}

function literal(start: number, end: number, text: string, quoted: boolean): Literal {
  return { kind: "literal", span: { start, end }, text, quoted, form: "plain" };
}

function around(first: Command, all: readonly Command[]): Script["span"] {
  return { start: first.span.start, end: (all.at(-1) ?? first).span.end };
}
