/**
 * The Script AST: what a piece of shell source says, whichever parser read it.
 *
 * Nothing behind this file knows about tree-sitter or unbash. Spans are half-open UTF-16 offsets into the
 * source that was parsed (for a nested script: into the outermost source, so that a finding can point at it).
 */

/** A half-open range `[start, end)` of UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A whole piece of source. `problems` (also of the scripts in it) is empty when the parser understood everything. */
export interface Script {
  readonly span: Span;
  readonly body: readonly Statement[];
  readonly problems: readonly Problem[];
}

/** Something a parser could not make sense of. What it did understand is still in the tree. */
export interface Problem {
  readonly span: Span;
  readonly message: string;
}

/** One command of a list, with what follows it: `&` makes it run in the background. */
export interface Statement {
  readonly span: Span;
  readonly background: boolean;
  readonly command: Command;
}

export type Command =
  | Simple
  | Pipeline
  | AndOr
  | Group
  | If
  | Loop
  | For
  | ArithmeticFor
  | Case
  | Test
  | Arithmetic
  | FunctionDefinition
  | Coprocess
  | Redirected;

/** `A=1 prog word… >file`: assignments, words and redirections, each in source order. */
export interface Simple {
  readonly kind: "simple";
  readonly span: Span;
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

/** `a | b |& c`; `stderrToo[i]` says whether stage i's stderr goes into the pipe as well. */
export interface Pipeline {
  readonly kind: "pipeline";
  readonly span: Span;
  readonly negated: boolean;
  readonly timed: boolean;
  readonly stages: readonly Command[];
  readonly stderrToo: readonly boolean[];
}

/** `a && b || c`: `operators[i]` stands between `commands[i]` and `commands[i + 1]`. */
export interface AndOr {
  readonly kind: "and-or";
  readonly span: Span;
  readonly commands: readonly Command[];
  readonly operators: readonly ("&&" | "||")[];
}

/** `{ …; }` (same shell) or `( … )` (its own shell). */
export interface Group {
  readonly kind: "group";
  readonly span: Span;
  readonly subshell: boolean;
  readonly body: readonly Statement[];
}

export interface If {
  readonly kind: "if";
  readonly span: Span;
  /** `if` and every `elif`, in order. */
  readonly branches: readonly {
    readonly condition: readonly Statement[];
    readonly body: readonly Statement[];
  }[];
  readonly otherwise: readonly Statement[];
}

/** `while` and `until`. */
export interface Loop {
  readonly kind: "loop";
  readonly span: Span;
  readonly until: boolean;
  readonly condition: readonly Statement[];
  readonly body: readonly Statement[];
}

/** `for name in items` (null: over `"$@"`); `select` asks the user for the item. */
export interface For {
  readonly kind: "for";
  readonly span: Span;
  readonly select: boolean;
  readonly name: string;
  readonly items: readonly Word[] | null;
  readonly body: readonly Statement[];
}

/** `for ((a; b; c))`. */
export interface ArithmeticFor {
  readonly kind: "arithmetic-for";
  readonly span: Span;
  readonly expressions: readonly Word[];
  readonly body: readonly Statement[];
}

export interface Case {
  readonly kind: "case";
  readonly span: Span;
  readonly subject: Word;
  readonly items: readonly {
    readonly patterns: readonly Word[];
    readonly body: readonly Statement[];
    readonly terminator: ";;" | ";&" | ";;&";
  }[];
}

/** `[[ … ]]`. Its operands and operators in source order, because substitutions in them run. */
export interface Test {
  readonly kind: "test";
  readonly span: Span;
  readonly words: readonly Word[];
}

/** `(( … ))`: the text as one word, because substitutions in it run and assignments in it count. */
export interface Arithmetic {
  readonly kind: "arithmetic";
  readonly span: Span;
  readonly expression: Word;
}

export interface FunctionDefinition {
  readonly kind: "function";
  readonly span: Span;
  readonly name: string;
  readonly body: Command;
}

export interface Coprocess {
  readonly kind: "coprocess";
  readonly span: Span;
  readonly name: string | null;
  readonly body: Command;
}

/** A compound command with redirections of its own: `{ a; b; } >file`, `while …; done <file`. */
export interface Redirected {
  readonly kind: "redirected";
  readonly span: Span;
  readonly command: Command;
  readonly redirects: readonly Redirect[];
}

/** `name=value`, `name+=value`, `name[index]=value`, `name=(a b c)`. */
export interface Assignment {
  readonly span: Span;
  readonly name: string;
  readonly index: Word | null;
  readonly append: boolean;
  readonly value:
    | { readonly kind: "scalar"; readonly word: Word }
    | { readonly kind: "array"; readonly items: readonly ArrayItem[] };
}

/** One element of `( … )`; `[key]=value` has a key. */
export interface ArrayItem {
  readonly key: Word | null;
  readonly value: Word;
}

export type Redirect = FileRedirect | HereDocument | HereString;

export interface FileRedirect {
  readonly kind: "file";
  readonly span: Span;
  /** The descriptor that is redirected; null: the operator's default; a string: `{name}>…`. */
  readonly descriptor: number | string | null;
  readonly operator: "<" | ">" | ">>" | ">|" | "<>" | "<&" | ">&" | "&>" | "&>>";
  readonly target: Word;
}

export interface HereDocument {
  readonly kind: "here-document";
  readonly span: Span;
  readonly descriptor: number | string | null;
  readonly delimiter: string;
  /** True when the delimiter was quoted: nothing in the body is expanded. */
  readonly literal: boolean;
  /** With `<<-` the leading tabs are already gone. */
  readonly body: Word;
}

export interface HereString {
  readonly kind: "here-string";
  readonly span: Span;
  readonly descriptor: number | string | null;
  readonly value: Word;
}

/** A word before expansion. An empty `parts` is the empty word (as in `a=`). */
export interface Word {
  readonly span: Span;
  readonly parts: readonly WordPart[];
}

export type WordPart =
  | Literal
  | Quoted
  | Parameter
  | CommandSubstitution
  | ProcessSubstitution
  | ArithmeticExpansion
  | Glob
  | ExtendedGlob
  | BraceExpansion;

/**
 * Text after quote removal. `quoted` text is never split, globbed, brace- or tilde-expanded.
 * An unquoted literal may begin with `~`; escapes (`\x`) are quoted literals.
 */
export interface Literal {
  readonly kind: "literal";
  readonly span: Span;
  readonly text: string;
  readonly quoted: boolean;
  /** How it was quoted, where only some shells know the form: `$'…'` (bash, zsh) or `$"…"` (bash). */
  readonly form: "plain" | "ansi-c" | "locale";
  /** With `ansi-c`: what stood between the quotes. A shell that does not know the form reads `$` and this. */
  readonly raw?: string;
}

/**
 * `"…"`: its parts are expanded but not split. Without an expansion in it, it is a quoted Literal instead.
 * `locale`: written `$"…"`; a shell that does not know the form reads `$` and the rest.
 */
export interface Quoted {
  readonly kind: "quoted";
  readonly span: Span;
  readonly locale?: true;
  readonly parts: readonly WordPart[];
}

/** `$x`, `${x…}`. `name` may be a special parameter (`@ * # ? - $ ! 0 1 …`). */
export interface Parameter {
  readonly kind: "parameter";
  readonly span: Span;
  readonly name: string;
  readonly index: Word | null;
  /** `${!x}` indirection, `${#x}` length. */
  readonly prefix: "!" | "#" | null;
  readonly operation: ParameterOperation | null;
}

export type ParameterOperation =
  | {
      readonly kind: "default";
      readonly operator: "-" | ":-" | "=" | ":=" | "+" | ":+" | "?" | ":?";
      readonly operand: Word;
    }
  | { readonly kind: "remove"; readonly operator: "#" | "##" | "%" | "%%"; readonly pattern: Word }
  | {
      readonly kind: "replace";
      readonly operator: "/" | "//" | "/#" | "/%";
      readonly pattern: Word;
      readonly replacement: Word;
    }
  | { readonly kind: "slice"; readonly offset: Word; readonly length: Word | null }
  | { readonly kind: "case"; readonly operator: "^" | "^^" | "," | ",,"; readonly pattern: Word | null }
  | { readonly kind: "transform"; readonly operator: string }
  | { readonly kind: "names" }
  /** `${x~y}` and what else no parser knows; `operand` holds the substitutions in it, which still run. */
  | { readonly kind: "unknown"; readonly text: string; readonly operand: Word };

/** `$( … )` and backticks. */
export interface CommandSubstitution {
  readonly kind: "command-substitution";
  readonly span: Span;
  readonly script: Script;
}

/** `<( … )` and `>( … )`. */
export interface ProcessSubstitution {
  readonly kind: "process-substitution";
  readonly span: Span;
  readonly direction: "<" | ">";
  readonly script: Script;
}

/** `$(( … ))`: its text as a word, for the substitutions in it. */
export interface ArithmeticExpansion {
  readonly kind: "arithmetic-expansion";
  readonly span: Span;
  readonly expression: Word;
}

/** An unquoted `*`, `?` or `[…]`, as written. */
export interface Glob {
  readonly kind: "glob";
  readonly span: Span;
  readonly text: string;
}

/** `@(a|b)`, `!(x)` …, as written. `parts` holds the expansions in it (only those): they run. */
export interface ExtendedGlob {
  readonly kind: "extended-glob";
  readonly span: Span;
  readonly text: string;
  readonly parts: readonly WordPart[];
}

/** `{a,b}` as alternatives, or `{1..9..2}` as a sequence. */
export interface BraceExpansion {
  readonly kind: "brace-expansion";
  readonly span: Span;
  readonly content:
    | { readonly kind: "list"; readonly items: readonly Word[] }
    | { readonly kind: "sequence"; readonly from: string; readonly to: string; readonly step: number | null };
}

/** What a parser gives back. `unparsed` is for what no tree could be made of within the bounds. */
export type Parsed =
  | { readonly kind: "script"; readonly script: Script }
  | { readonly kind: "unparsed"; readonly reason: UnparsedReason; readonly detail: string };

export type UnparsedReason = "too-large" | "too-deep" | "too-slow" | "syntax" | "disagreement" | "internal";

/** Bounds of one parse. Past any of them the answer is `unparsed`. */
export interface Bounds {
  readonly bytes: number;
  readonly depth: number;
  readonly milliseconds: number;
}

export const defaultBounds: Bounds = { bytes: 1 << 20, depth: 200, milliseconds: 1000 };
