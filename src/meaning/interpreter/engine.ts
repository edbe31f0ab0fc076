/**
 * The engine as its parts see each other: following a command means lists calling commands calling programs
 * calling code again. Each part is a file of functions over this interface; `interpreter.ts` ties them together.
 */
import type { Deadline, Dialect } from "../../syntax/index.ts";
import type { Command, Redirect, Script, Span, Statement } from "../../syntax/script.ts";
import type { Action, Language, Origin, PathValue, Stream } from "../action.ts";
import type { Expansion } from "../expansion/expand.ts";
import { literal, type Text } from "../value.ts";
import type { Context } from "../world.ts";
import type { HoleTable } from "./holes.ts";
import type { Descriptor, Shell } from "./state.ts";

/** Where a command is being followed: its shell, its input, and what led there. */
export interface Frame {
  readonly shell: Shell;
  readonly stdin: Stream;
  /** The text that spans point into, inside nested code; null or missing: the command itself. */
  readonly text?: string;
  /** Descriptors that the redirections of this very command opened. */
  readonly descriptors?: ReadonlyMap<number | string, Descriptor>;
  /** The origin of actions here, but for the span, which each action has of its own. */
  readonly origin: Omit<Origin, "span">;
  /** Set inside nested code: findings point at the word of the outer source that held it. */
  readonly at: Span | null;
  /** How deep this lies in code within code. */
  readonly depth: number;
  /** The shell that reads the code here; missing: the one that was called. */
  readonly dialect?: Dialect;
  /** Functions and aliases that are being followed, so that recursion ends. */
  readonly active: readonly string[];
}

/** How code came to be run. */
export interface CodeSource {
  readonly language: Language;
  readonly from: "argument" | "stdin" | "file" | "eval" | "source" | "remote" | "interactive";
  readonly by: string;
  readonly file?: PathValue | null;
  /** `$0`, `$1 …` for shell code, the arguments of a program in another language; missing: as they are. */
  readonly positional?: readonly Text[] | null;
  /** `NAME=VALUE` that the command line gives a program of awk (`-v`). */
  readonly variables?: readonly Text[];
  readonly span: Span;
  /** The value of the program's last expression is printed (`node -p`). */
  readonly prints?: boolean;
  /** The program runs for each line of its input (`perl -n`). */
  readonly lines?: boolean;
  /** It only looks like code (a text in a program that was read without a grammar): what is no code is nothing then. */
  readonly surmised?: boolean;
}

/** An action of any kind, without its origin. */
export type Unplaced<A = Action> = A extends unknown ? Omit<A, "origin"> : never;

export interface Engine {
  /** The command as it was given. */
  readonly source: string;
  /** What reads from the paths that stand for `>(…)`. */
  readonly sinks: Map<string, (content: Stream) => void>;
  readonly context: Context;
  /** Checked in every step and for every action, and by whatever else may take long. */
  readonly deadline: Deadline;
  readonly holes: HoleTable;
  /** How many descriptors `{name}<file` has opened. */
  /** Steps that may still be followed. */
  readonly left: number;
  pickedDescriptors: number;
  /** Calls of functions deep in themselves that were followed. */
  deepCalls: number;
  /** Says what is left of an input after something has read a part of it. */
  readonly leave: (input: Stream, rest: Text) => void;
  /** What the next one to read an input finds. */
  readonly leftOf: (input: Stream) => Stream;
  readonly emit: (action: Action) => void;
  /** The same for what is said at a place: where it is, and what led there, is added. */
  readonly say: (frame: Frame, span: Span, action: Unplaced) => void;
  readonly list: (statements: readonly Statement[], frame: Frame) => Stream;
  readonly command: (command: Command, frame: Frame) => Stream;
  readonly script: (script: Script, frame: Frame) => Stream;
  /** Starts a program, function or builtin with all its words. */
  readonly invoke: (
    argv: readonly Text[],
    frame: Frame,
    environment: ReadonlyMap<string, Text>,
    span: Span,
  ) => Stream;
  /** Runs code that is in a stream, following it where it is known. */
  readonly code: (code: Stream, source: CodeSource, frame: Frame) => Stream;
  /** Runs the code in a file. */
  readonly codeFile: (path: PathValue, source: Omit<CodeSource, "file" | "from">, frame: Frame) => Stream;
  readonly redirect: (redirects: readonly Redirect[], frame: Frame) => Redirection;
  /** The value of an arithmetic expression, null where it is not known. Assignments in it are carried out. */
  readonly arithmetic: (expression: Text, frame: Frame, span: Span) => number | null;
  readonly expansion: (frame: Frame) => Expansion;
  /** Counts a step; false when the budget is used up (said once, as an opaque action). */
  readonly step: (frame: Frame, span: Span) => boolean;
}

/** A command's redirections in force. */
export interface Redirection {
  readonly frame: Frame;
  /** Takes what the command printed to where its standard output leads; gives what is left for the caller. */
  readonly deliver: (output: Stream, span: Span) => Stream;
  /** For `exec` without a command, whose redirections hold for the rest of the shell. */
  readonly keep: () => void;
}

/** The source at a span, inside nested code that of the code. */
export function sourceAt(engine: Engine, frame: Frame, { start, end }: Span): string {
  return (frame.text ?? engine.source).slice(start, end);
}

/** The origin of an action at a span. */
export function originAt(frame: Frame, span: Span): Origin {
  return { ...frame.origin, span: frame.at ?? span };
}

/** The frame one link further down a chain. */
export function under(
  frame: Frame,
  link: string,
  change: Partial<Omit<Origin, "span" | "chain">> = {},
): Frame {
  return { ...frame, origin: { ...frame.origin, ...change, chain: [...frame.origin.chain, link] } };
}

/**
 * Is what is called by itself followed once more? One level shows what it does; another shows something new only where it is
 * told something that is known, and then `deepest` of them are followed.
 */
export function mayRecur(
  { active }: Frame,
  mark: string,
  told: readonly Text[] | null | undefined,
  deepest: number,
): boolean {
  const depth = active.filter((each) => each === mark).length;
  const isTold = told != null && told.length > 0 && told.every((word) => literal(word) !== null);
  return depth <= (isTold ? deepest : 1);
}
