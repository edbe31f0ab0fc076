/** The state of a shell while its commands are followed: variables, functions, aliases, directory, descriptors, files made. */

import type { Command } from "../../syntax/script.ts";
import type { Stream } from "../action.ts";
import { ALTERNATIVES } from "../alternatives.ts";
import type { Text } from "../value.ts";
import { ForkMap, type Lookups } from "./fork-map.ts";
import { Items } from "./items.ts";
import { MadeFiles } from "./made-files.ts";
import { bounded, eitherVariable, sameValue, type Variable, type VariableValue } from "./variable.ts";
import { either } from "./ways.ts";

/** `a[1]`, where a name may be one: `printf -v 'a[1]'`, `read 'a[1]'`. */
const ELEMENT = /^([A-Za-z_]\w*)\[([^\]]*)\]$/s;

export type Attribute = "lower" | "upper" | "integer" | "associative";

export class Shell {
  variables = new ForkMap<string, Variable>();
  /** `declare -n name=other`: names that stand for others. */
  references = new ForkMap<string, string>();
  /** `declare -l`, `-u`, `-i`, `-A`: what an assignment makes of its value. */
  attributes = new ForkMap<string, Attribute>();
  functions = new ForkMap<string, Defined<Command>>();
  aliases = new ForkMap<string, Defined<string>>();
  /** Where it may be, by the ways that lead here. */
  directories: Directories;
  /** What `pushd` put aside. */
  putAside: readonly (string | null)[] = [];
  #positionals: readonly Positional[] = [null];
  /** The lists of `$1 …` that were looked at, where somebody keeps a record of that. */
  #looked: Set<readonly Positional[]> | null = null;
  zero: Text | null = null;
  /** Variables that keep what they hold (`readonly`). */
  constants = new ForkMap<string, true>();
  /** Functions that shells started from here have as well (`export -f`). */
  exportedFunctions = new ForkMap<string, true>();
  /**
   * What `set`, `shopt` and `setopt` switched on and that changes what is followed: `lastpipe` (what stands last in a pipe runs in
   * this shell), `promptsubst` (prompts are expanded as code), `allexport` (variables that are set are exported), `errexit` (what
   * fails ends the shell), `xtrace` and `verbose` (what is run or read is shown).
   */
  options: ReadonlySet<string> = new Set();
  /** The file of secrets whose lines are variables here: `. ./.env`, `export $(cat .env)`. */
  loaded: string | null = null;
  /** Descriptors above 2 that `exec` opened. */
  descriptors = new ForkMap<number | string, Descriptor>();
  /** Files that this command wrote, by absolute path. Shared by all shells of one command: the file system is one. */
  files: MadeFiles;
  stdin: Stream;
  /** What traps run, by the signal. Branches of one shell share them. */
  traps = new Map<string, Trap>();
  /** Those of the shell that this is a subshell of, which `trap -p` shows as long as there are no others. */
  parentTraps: ReadonlyMap<string, Trap> = new Map();
  /** Inside a function: what the names that it declared `local` stood for before. Null outside of functions. */
  locals: Map<string, Local> | null = null;

  constructor(cwd: string | null, stdin: Stream, files = new MadeFiles()) {
    this.directories = [cwd];
    this.stdin = stdin;
    this.files = files;
  }

  /** Where it most likely is: absolute, or null when it is not known. */
  get cwd(): string | null {
    return this.directories[0];
  }

  set cwd(to: string | null) {
    this.directories = [to];
  }

  /** `$1 …`, a list for each way that may have set them, the latest first. */
  get positionals(): readonly Positional[] {
    this.#looked?.add(this.#positionals);
    return this.#positionals;
  }

  set positionals(given: readonly Positional[]) {
    this.#positionals = given;
  }

  /** Keeps a record of the lists of `$1 …` that are looked at here and in later forks. */
  watchPositionals(): ReadonlySet<readonly Positional[]> {
    this.#looked = new Set();
    return this.#looked;
  }

  /** `$1 …` as they were set last; null when they are not known. */
  get positional(): Positional {
    return this.#positionals[0] ?? null;
  }

  set positional(given: Positional) {
    this.#positionals = [given];
  }

  /** A process of its own: what it changes is gone with it, and it has none of the traps. */
  subshell(): Shell {
    const copy = this.fork();
    copy.parentTraps = this.traps.size > 0 ? this.traps : this.parentTraps;
    copy.traps = new Map();
    return copy;
  }

  /** A copy that can go its own way (subshell, branch). */
  fork(): Shell {
    const copy = new Shell(this.cwd, this.stdin, this.files);
    copy.variables = this.variables.fork();
    copy.references = this.references.fork();
    copy.attributes = this.attributes.fork();
    copy.functions = this.functions.fork();
    copy.aliases = this.aliases.fork();
    copy.directories = this.directories;
    copy.putAside = this.putAside;
    copy.#positionals = this.#positionals;
    copy.#looked = this.#looked;
    copy.traps = this.traps;
    copy.parentTraps = this.parentTraps;
    copy.locals = this.locals;
    copy.zero = this.zero;
    copy.constants = this.constants.fork();
    copy.exportedFunctions = this.exportedFunctions.fork();
    copy.options = this.options;
    copy.loaded = this.loaded;
    copy.descriptors = this.descriptors.fork();
    return copy;
  }

  /** Takes over what another way through the command left: each variable may then hold either. */
  merge(other: Shell): void {
    for (const name of this.variables.touchedIn(other.variables))
      this.mayAlsoBe(name, other.variables.peek(name));
    this.loaded ??= other.loaded;
    if (other.options !== this.options) this.options = new Set([...this.options, ...other.options]);
    this.#positionals = bothOf(this.#positionals, other.#positionals);
    for (const [name, to] of this.references.since(other.references))
      if (!this.references.has(name)) this.references.set(name, to);
    for (const [name, what] of this.attributes.since(other.attributes))
      if (!this.attributes.has(name)) this.attributes.set(name, what);
    mayAlsoStandFor(this.functions, other.functions, this.functions.touchedIn(other.functions), either);
    mayAlsoStandFor(this.aliases, other.aliases, this.aliases.touchedIn(other.aliases), (ours) => ours);
    for (const [fd, what] of this.descriptors.since(other.descriptors))
      if (!this.descriptors.has(fd)) this.descriptors.set(fd, what);
  }

  /** The command took one of these ways, which all began here: each variable holds what it holds at the end of any of them. */
  tookOneOf([first, ...others]: readonly [Shell, ...Shell[]]): void {
    this.merge(first);
    this.variables = first.variables.fork();
    this.functions = first.functions.fork();
    this.aliases = first.aliases.fork();
    this.#positionals = first.#positionals;
    for (const other of others) {
      this.mayStillBe(other);
      this.merge(other);
    }
  }

  /** The positional parameters may also be what another way made of them. */
  mayAlsoHavePositionals(other: Shell): void {
    this.#positionals = bothOf(this.#positionals, other.#positionals);
  }

  /** Adds the state before a step that was perhaps not taken: each variable may still hold what it held then. */
  mayStillBe(before: Shell): void {
    for (const name of before.variables.touchedIn(this.variables))
      this.mayAlsoBe(name, before.variables.getEither(name));
    this.#positionals = bothOf(this.#positionals, before.#positionals);
    mayAlsoStandFor(this.functions, before.functions, before.functions.touchedIn(this.functions), either);
    mayAlsoStandFor(this.aliases, before.aliases, before.aliases.touchedIn(this.aliases), (ours) => ours);
  }

  /** `local name`: remembers what the name stands for, to be restored after the function. */
  makeLocal(name: string): void {
    if (this.locals === null || this.locals.has(name)) return;
    this.locals.set(name, {
      variable: this.variables.get(name),
      reference: this.references.get(name),
      attribute: this.attributes.get(name),
    });
  }

  /**
   * After a function: what it declared for itself is again what it was. A declaration may stand on a way that was not taken,
   * so the variable may also be what the function made of it.
   */
  restoreLocals(locals: ReadonlyMap<string, Local>): void {
    for (const [name, { variable, reference, attribute }] of locals) {
      if (reference === undefined) this.references.delete(name);
      else this.references.set(name, reference);
      if (attribute === undefined) this.attributes.delete(name);
      else this.attributes.set(name, attribute);
      const either = eitherVariable(variable, this.variables.get(name));
      if (either !== undefined) this.variables.set(name, either);
    }
  }

  /** The variable of this name, references followed, also to an element: `declare -n r='a[1]'`. */
  get(name: string): Variable | undefined {
    const target = this.#target(name);
    const [, array = "", key = ""] = target === name ? [] : (ELEMENT.exec(target) ?? []);
    if (array === "") return this.variables.get(target);
    const [value] = this.variables.get(array)?.alternatives ?? [];
    const text = value?.kind === "array" ? value.items.get(key) : undefined;
    return text && { alternatives: [{ kind: "scalar", text }], exported: false };
  }

  /** `unset 'a[1]'`: was that an element of an array? */
  removeElement(as: string): boolean {
    const [, name = "", key = ""] = ELEMENT.exec(as) ?? [];
    const [before] = this.get(name)?.alternatives ?? [];
    if (before?.kind !== "array") return false;
    const items = before.items.fork();
    items.delete(key);
    this.setArray(name, items);
    return true;
  }

  #target(name: string): string {
    let at = name;
    for (let hops = 0; hops < 4; hops++) {
      const next = this.references.get(at);
      if (next === undefined) return at;
      at = next;
    }
    return at;
  }

  /** The variables that are no longer what they were in another shell. */
  changedSince(before: Shell): readonly string[] {
    return [...before.variables.since(this.variables)].flatMap(([name, now]) => {
      const old = before.variables.get(name);
      const same =
        old === now ||
        (old?.alternatives.length === now.alternatives.length &&
          now.alternatives.every((each, i) => {
            const other = old.alternatives[i];
            return other !== undefined && sameValue(each, other);
          }));
      return same || name === "_" ? [] : [name];
    });
  }

  /** Gives a variable an attribute. An array that is there does not become a table. */
  giveAttribute(name: string, attribute: Attribute): void {
    const isArray = this.get(name)?.alternatives.some((value) => value.kind === "array") ?? false;
    if (attribute !== "associative" || !isArray) this.attributes.set(name, attribute);
  }

  /** Adds what else a variable may hold. */
  mayAlsoBe(name: string, other: Variable | undefined): void {
    const ours = this.variables.getEither(name);
    const both = ours === other ? ours : eitherVariable(ours, other);
    if (both !== undefined && both !== ours) this.variables.set(name, both);
  }

  set(as: string, text: Text, exported?: boolean): void {
    const element = ELEMENT.exec(as);
    if (element) return this.#setElement(element[1] ?? "", element[2] ?? "", text);
    const name = this.#target(as);
    this.#put(name, [{ kind: "scalar", text }], exported);
  }

  setAlternatives(as: string, texts: readonly Text[]): void {
    if (ELEMENT.test(as) && texts[0]) return this.set(as, texts[0]);
    const name = this.#target(as);
    this.#put(name, bounded(texts.map((text) => ({ kind: "scalar", text }))));
  }

  #put(name: string, alternatives: readonly VariableValue[], exported?: boolean): void {
    const before = this.variables.peek(name);
    const isExported = before?.exported || this.options.has("allexport");
    // What is constant stays what it is; the shell goes on, on the next line.
    const kept = this.constants.has(name) ? (before?.alternatives ?? []) : [];
    this.variables.set(name, {
      alternatives: bounded([...kept, ...alternatives]),
      exported: exported ?? isExported,
    });
  }

  #setElement(name: string, key: string, text: Text): void {
    const [before] = this.get(name)?.alternatives ?? [];
    const items = before?.kind === "array" ? before.items.fork() : new Items();
    items.set(items.keyOf(key), text);
    this.setArray(name, items);
  }

  setArray(as: string, items: Items): void {
    this.setArrays(as, [items]);
  }

  /** The variable is one of these arrays. */
  setArrays(as: string, several: readonly Items[]): void {
    this.#put(this.#target(as), bounded(several.map((items) => ({ kind: "array", items }))));
  }
}

/** The directories that a shell may be in, each absolute, or null where it is not known; the most likely one first. */
export type Directories = readonly [string | null, ...(string | null)[]];

/** In more directories than this a command is not followed: it may then be anywhere. */
const MOST_DIRECTORIES = 6;

/** Any of these, each once. */
export function anyOf([first, ...others]: readonly [Directories, ...Directories[]]): Directories {
  const [likeliest] = first;
  const rest = new Set([...first, ...others.flat()]);
  rest.delete(likeliest);
  return rest.size < MOST_DIRECTORIES ? [likeliest, ...rest] : [likeliest, null];
}

/** What a function or an alias stands for. */
export interface Defined<T> {
  readonly as: T;
  /** Only some ways through the command define it: the name may also be that of a program. */
  readonly perhaps: boolean;
  /** The definition as it is written. */
  readonly source?: string;
}

/** What is defined for sure. */
export function defined<T>(as: T): Defined<T> {
  return { as, perhaps: false };
}

/** Each of these names may stand for what it does in either map. */
function mayAlsoStandFor<T>(
  ours: ForkMap<string, Defined<T>>,
  theirs: ForkMap<string, Defined<T>>,
  names: Iterable<string>,
  join: (one: T, other: T) => T,
): void {
  for (const name of names) {
    const one = ours.getEither(name);
    const other = theirs.getEither(name);
    if (one === other) continue;
    const only = one ?? other;
    if (one && other) ours.set(name, { as: join(one.as, other.as), perhaps: one.perhaps || other.perhaps });
    else if (only && !one?.perhaps) ours.set(name, { ...only, perhaps: true });
  }
}

/** Arguments; null when they are not known. */
export type Positional = readonly Text[] | null;

/** Each list once. */
function bothOf(ours: readonly Positional[], theirs: readonly Positional[]): readonly Positional[] {
  return ours === theirs ? ours : [...new Set([...ours, ...theirs])].slice(0, ALTERNATIVES);
}

/** What a name stood for outside of a function. */
export interface Local {
  readonly variable: Variable | undefined;
  readonly reference: string | undefined;
  readonly attribute: Attribute | undefined;
}

/** Code that runs when a signal comes, or at the end of the shell. */
export interface Trap {
  /** Follows it, in the state that the shell is in then; gives what it prints. */
  readonly follow: (shell: Shell) => Stream;
  readonly code: Text;
  /** How it was followed last; null: not yet. */
  followed: Followed | null;
  /** It looks at the command that set it off (`$BASH_COMMAND`). */
  readonly looksAtCommand: boolean;
}

/** The state in which a trap was followed, and what of that it looked at. */
export interface Followed {
  readonly state: Shell;
  readonly variables: Lookups<string>;
  readonly functions: Lookups<string>;
  readonly positionals: ReadonlySet<readonly Positional[]>;
}

/** What a descriptor that `exec` opened leads to. */
export type Descriptor =
  | { readonly kind: "network"; readonly host: string | null; readonly port: number | null }
  | {
      readonly kind: "file";
      readonly path: string | null;
      readonly content: Stream;
      /** Opened by `<>`. */
      readonly over?: boolean;
    }
  | { readonly kind: "input"; readonly content: Stream };
