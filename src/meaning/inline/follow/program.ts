/**
 * A program that is being followed, as the parts of `follow/` and `perform/` see it: where it runs, what is known of it so
 * far, and what can be asked of it. evaluate.ts does the following.
 */
import type { Origin, Stream } from "../../action.ts";
import { type CodeSource, type Engine, type Frame, originAt } from "../../interpreter/engine.ts";
import { append, silence } from "../../stream.ts";
import type { Text } from "../../value.ts";
import type { CallSpec, CallTable } from "../calls/spec.ts";
import type { Expr } from "../expression.ts";
import type { Scope, Value } from "../values/known.ts";
import type { Rounds } from "./rounds.ts";

/** What evaluation needs to know of a language. */
export interface Dialect {
  readonly calls: CallTable;
  /** A dotted path as the table names it. */
  readonly canonical: (path: string) => string;
  /** Functions are methods too, wherever they are defined. `takesSelf`: they get the object first. */
  readonly flat?: { readonly takesSelf: boolean };
  /** A text that is called is the name of a function (PHP). */
  readonly callsTexts?: boolean;
  /** Functions that give the home directory, and may be named without a call. */
  readonly homes?: RegExp;
  /** The dotted path of the environment (`os.environ`, `process.env`, `ENV`). */
  readonly environment: string;
}

export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly receiver: Value | null;
}

/** A connection or a listening socket. It becomes an action at the end: only then is it known whether a shell is tied to it. */
export interface Socket {
  readonly kind: "connect" | "listen";
  readonly address: Text;
  readonly port: number | null;
  readonly sends: Stream[];
  /** True when it is connected to the input or output of a program: then it is a remote shell. */
  tied: boolean;
}

/** What calls do to the world: `perform/` and program.ts. */
export interface Performer {
  readonly perform: (program: Program, spec: CallSpec, args: Arguments, path: string) => Value;
  readonly runCode: (program: Program, code: Value) => Value;
  readonly makeFunction: (program: Program, texts: readonly Value[]) => Value;
}

/** A function of the program, and an object that it made. */
export type Written = Extract<Value, { kind: "function" }>;
export type Thing = Extract<Value, { kind: "thing" }>;

/** What a function gets beside its arguments. */
export interface Received {
  /** What it is called on. */
  readonly self?: Value | null;
  readonly named?: ReadonlyMap<string, Value>;
}

/** Calls of functions, and what is kept from one to another; see apply.ts. */
export interface FunctionCalls {
  /** What is replaced while a function runs, by its body. */
  readonly patches: Map<Expr, readonly Value[]>;
  /** What parameters are where nothing is given for them, by the body of the function. */
  readonly defaults: Map<Expr, readonly (readonly [string, Value])[]>;
  /** The object that was last made with a method, by its body. */
  readonly owners: Map<Expr, Thing>;
  /** Bodies of methods that a server of a library calls with what comes in. */
  readonly served: Set<Expr>;
  callFunction(called: Written, args: readonly Value[], received?: Received): Value;
  /** A function that yields once, for a body (`@contextmanager`): what it gives, and where the body runs; null of anything else. */
  pausedAt(made: Value): { readonly value: Value | null; readonly frame: Frame } | null;
}

export abstract class Program {
  readonly engine: Engine;
  readonly source: CodeSource;
  readonly dialect: Dialect;
  frame: Frame;
  output: Stream = silence;
  readonly sockets: Socket[] = [];
  /** Files opened for writing to which nothing has been written yet. */
  readonly opened = new Set<Value>();
  /** Sockets of functions that nothing called, set aside: what other functions do has no bearing on them. */
  readonly setAside: Socket[] = [];
  exhausted = false;
  /** The file of secrets whose lines it has put into its environment by itself. */
  loads: string | null = null;
  /** Has it printed or written something of a file of secrets? */
  shows = false;
  /** Key files that were read, by their paths, each with what says so; and those that a library was given to work with. */
  readonly keysRead = new Map<string, () => void>();
  readonly keysUsed = new Set<string>();
  /** Its arguments, by where the language keeps them. */
  readonly given = new Map<string, Value>();
  /** The loop without end that is being followed. */
  rounds: Rounds | null = null;
  /** The modules that it has loaded. */
  readonly imported = new Set<string>();
  /** Functions being followed of which nobody knows whether they run. */
  perhaps = 0;
  /** The databases that it has opened, by the words with which their clients are started; null: one that is not known. */
  readonly databases: (readonly Text[] | null)[] = [];
  /** Hosts whose requests it answers itself; null: of all. */
  readonly answered = new Set<string | null>();
  /** A function that is called with whatever is printed. */
  atPrint: Value | null = null;
  /** What parts of modules have been replaced by (`os.system = f`), for as long as that is certain. */
  replaced: ReadonlyMap<string, Value> = new Map();
  /** The program as it is written. */
  readonly written: string;
  readonly global: Scope = { names: new Map(), parent: null };

  constructor(engine: Engine, source: CodeSource, frame: Frame, dialect: Dialect, written: string) {
    this.engine = engine;
    this.source = source;
    this.frame = frame;
    this.dialect = dialect;
    this.written = written;
  }

  abstract readonly calls: FunctionCalls;
  /** Expressions that may still be followed. A loop takes half of them at most, so that what comes behind it is followed too. */
  abstract get left(): number;
  abstract evaluate(expr: Expr, scope: Scope): Value;
  abstract perform(spec: CallSpec, args: Arguments, path: string): Value;
  /** `Function("a", "return a")`: a function made of texts. */
  abstract makeFunction(texts: readonly Value[]): Value;
  abstract runCode(code: Value): Value;
  /** The object that a method is running on, if the name is one of its parts (Ruby's `@name`). */
  abstract partOf(name: string, scope: Scope): Thing | null;
  /** A value that flows somewhere: the object that stands for the environment becomes its content. */
  abstract plain(value: Value): Value;
  abstract itemsOf(list: Value): readonly Value[];
  abstract assign(target: Expr, value: Value, scope: Scope): void;
  abstract member(object: Value, name: string): Value;
  /** Calls whatever the value is with arguments that are worked out. */
  abstract callValue(called: Value, positional: readonly Value[], named: ReadonlyMap<string, Value>): Value;
  /** Calls a method by its name, one of the program's own too. */
  abstract callMethod(object: Value, name: string): Value;
  abstract callFunction(called: Written, args: readonly Value[], self?: Value | null): Value;

  /** The origin of the program's actions. */
  get origin(): Origin {
    return originAt(this.frame, this.source.span);
  }

  print(stream: Stream): void {
    this.output = append(this.output, stream);
  }

  /** Follows what may not run, or not now: what it replaces holds no longer than itself. */
  apart<T>(work: () => T): T {
    const before = this.replaced;
    const value = work();
    this.replaced = before;
    return value;
  }

  /** Connects everything that is open so far to the input or output of a program. */
  tie(): void {
    for (const socket of this.sockets) socket.tied = true;
  }

  isEnvironment(value: Value): boolean {
    return value.kind === "symbol" && value.path === this.dialect.environment;
  }

  /** Whether going through a text in this language gives its letters. */
  get spellsOut(): boolean {
    return this.source.language === "python" || this.source.language === "javascript";
  }
}
