/**
 * Actions: what a command would do, one thing each. Everything that judges (rules, boundary, egress, allowlist)
 * looks at these and never at source text.
 */
import type { CodeLanguage, Effect } from "../commands/spec.ts";
import type { Span } from "../syntax/script.ts";
import type { Taint, TaintSet, Text } from "./value.ts";

export type { Effect, Taint, TaintSet, Text };

/** What every action carries: where in the source it was said, and what led there. */
export interface Origin {
  readonly span: Span;
  /** Wrappers from the outside in, without the action itself: `["sudo", "xargs", "sh -c"]`; functions as `"build()"`. */
  readonly chain: readonly string[];
  /** Set when some link of the chain raises privileges (sudo, doas, su, pkexec, run0). */
  readonly privileged: boolean;
  /** Where the action takes place: here, on another host (ssh), in a container or a pod. */
  readonly place: Place;
  /** A file that was read to learn of this action (script, package.json, Makefile); null: the command itself. */
  readonly file: string | null;
  /** True if it happens only on some way through the command (`if`, `case`, `||`, loops over unknown lists). */
  readonly conditional: boolean;
}

export type Place =
  | { readonly kind: "here" }
  | { readonly kind: "host"; readonly name: string }
  | { readonly kind: "container"; readonly engine: string; readonly name: string };

export type Action =
  | Run
  | Read
  | Write
  | Delete
  | Link
  | ChangeMode
  | Connect
  | Listen
  | Interpret
  | Environment
  | Privilege
  | Signal
  | Define
  | Opaque;

/** A program is started (or a builtin run), after all wrappers, quotes and substitutions are unfolded. */
export interface Run {
  readonly kind: "run";
  readonly origin: Origin;
  /** Base name of the program, lower-level aliases resolved (`/usr/bin/rm` → `rm`); null when it is not known. */
  readonly program: string | null;
  /** The name as it was given, and all arguments. */
  readonly argv: readonly Text[];
  /** The arguments as the table of programs understands them. */
  readonly call: Call;
  /** What is on its standard input, where something is known of it. */
  readonly stdin: Stream;
  /** What it hands to a service in files (manifests, bodies of requests), as far as their content is known. */
  readonly documents: readonly string[];
  /** `NAME=value` in front of the command, and exports that are in force. */
  readonly environment: ReadonlyMap<string, Text>;
}

/** Arguments sorted by a program's table. */
export interface Call {
  /** `["push"]`, `["compose", "down"]`: the subcommand path; empty where the program has none. */
  readonly subcommand: readonly string[];
  /** Options by each of their names: `--force` and `-f`. A flag has an empty list. */
  readonly options: ReadonlyMap<string, readonly Text[]>;
  readonly operands: readonly Operand[];
  /** What the call does to things that are no files (a database, a cluster, an account), as the table says. */
  readonly effects: readonly Effect[];
  /** False when the program is not in the table, and what the operands mean is a guess. */
  readonly known: boolean;
}

export interface Operand {
  readonly text: Text;
  /** A Role of commands/spec.ts (`read`, `write`, `delete`, `url` …). */
  readonly role: string;
}

/** What flows through a pipe or a redirection. */
export interface Stream {
  /** The bytes, where they are known (`echo`, a here-document). */
  readonly text: Text | null;
  /**
   * What they are by the ways that the command may take, where these differ (`if …; then echo a; fi`). `text` has them all then,
   * each beginning on a line of its own, for whoever only looks at what may be in it.
   */
  readonly ways?: readonly Text[];
  /** Where the bytes are not known: lines that are among them (`jq '.a = "x"' FILE`). Nothing runs these; settings are read out of them. */
  readonly holds?: string;
  readonly taint: TaintSet;
  /** Hosts and files that it came from, for messages. */
  readonly sources: readonly string[];
  /** Programs it went through on its way, in order: `["curl", "base64"]`. */
  readonly via: readonly string[];
  /** True for what an interpreter of unknown code printed: sent over the network, that is a remote shell. */
  readonly fromShell: boolean;
}

/** A path after expansion. */
export interface PathValue {
  readonly text: Text;
  /** Absolute and normalised lexically (`.`, `..`, `//`), relative paths joined to the directory in force; null when its beginning is not known. */
  readonly absolute: string | null;
  /** The path names everything below too (`rm -r`, `cp -r`, a trailing `/*` or glob). */
  readonly recursive: boolean;
  /** A pattern: `absolute` is the directory before its first unknown, `glob` the absolute pattern itself. */
  readonly glob: string | null;
  /** What the path is if every variable in it that is not set here is empty; null where that says nothing new. */
  readonly ifEmpty: string | null;
  /** What it is from the other directories that the shell may be in by then. Each has an action of its own. */
  readonly elsewhere?: readonly PathValue[];
}

export interface Read {
  readonly kind: "read";
  readonly origin: Origin;
  readonly path: PathValue;
  /** `metadata`: only its existence or attributes (`ls`, `stat`); `content`: what is in it. */
  readonly depth: "metadata" | "content";
  readonly by: string;
}

export interface Write {
  readonly kind: "write";
  readonly origin: Origin;
  readonly path: PathValue;
  /** `create`: nothing was there that could be lost. */
  readonly mode: "create" | "overwrite" | "append" | "truncate" | "in-place" | "device";
  /** What is written, where something is known. */
  readonly content: Stream;
  readonly by: string;
}

export interface Delete {
  readonly kind: "delete";
  readonly origin: Origin;
  readonly path: PathValue;
  readonly recursive: boolean;
  /** `-f`, or a tool that never asks. */
  readonly forced: boolean;
  /** Set when which files go is decided by a predicate (`find -name '*.o' -delete`), not by the path alone. */
  readonly filtered: boolean;
  readonly by: string;
}

export interface Link {
  readonly kind: "link";
  readonly origin: Origin;
  readonly target: PathValue;
  readonly path: PathValue;
  readonly symbolic: boolean;
}

export interface ChangeMode {
  readonly kind: "chmod";
  readonly origin: Origin;
  readonly path: PathValue;
  readonly recursive: boolean;
  readonly change:
    | { readonly kind: "mode"; readonly mode: Text }
    | { readonly kind: "owner"; readonly owner: Text }
    | { readonly kind: "attributes"; readonly attributes: Text }
    | { readonly kind: "capabilities"; readonly capabilities: Text };
}

export interface Connect {
  readonly kind: "connect";
  readonly origin: Origin;
  /** Host as given, lower-cased, without brackets; null when it is not known. Numeric forms of an address are made canonical. */
  readonly host: string | null;
  readonly port: number | null;
  readonly scheme: string | null;
  /** The whole URL or address, for people and for host checks. */
  readonly target: Text;
  /** What leaves the machine with it; null when nothing but the request does. */
  readonly sends: Stream | null;
  /** True when the far side gets an interactive channel to a program here (reverse shell, tunnel). */
  readonly interactive: boolean;
  readonly by: string;
}

export interface Listen {
  readonly kind: "listen";
  readonly origin: Origin;
  readonly address: Text | null;
  readonly port: number | null;
  /** A program is attached to whoever connects (`nc -e`, `socat … EXEC:`). */
  readonly attached: boolean;
  readonly by: string;
}

/** Code is run by an interpreter: known text that was followed, or text that only exists at run time. */
export interface Interpret {
  readonly kind: "interpret";
  readonly origin: Origin;
  readonly language: Language;
  readonly code: Stream;
  /** `argument` (`-c`), `stdin`, `file`, `eval`, `source`, `remote` (a package or image fetched and run), `interactive`. */
  readonly from: "argument" | "stdin" | "file" | "eval" | "source" | "remote" | "interactive";
  readonly file: PathValue | null;
  /** True when the code was read and its own actions are among the others. */
  readonly followed: boolean;
  readonly by: string;
}

/** A language of code: those of the tables, and those that programs are compiled from and to. */
export type Language = CodeLanguage | "java" | "go" | "native";

export interface Environment {
  readonly kind: "environment";
  readonly origin: Origin;
  readonly operation: /** All variables are shown; `loaded`: among them those of this file of secrets. */
    | { readonly kind: "dump"; readonly loaded?: string }
    | { readonly kind: "read"; readonly name: string }
    | { readonly kind: "set"; readonly name: string; readonly value: Text; readonly exported: boolean }
    | { readonly kind: "unset"; readonly name: string }
    /** A program has put the lines of a file of secrets into its environment, and shows nothing of them. */
    | { readonly kind: "load"; readonly file: string };
}

export interface Privilege {
  readonly kind: "privilege";
  readonly origin: Origin;
  readonly by: string;
  /** The user to become; null for the superuser by default. */
  readonly user: string | null;
}

export interface Signal {
  readonly kind: "signal";
  readonly origin: Origin;
  readonly signal: string;
  /** Process ids, names or job specs; `-1` means every process. */
  readonly targets: readonly Text[];
  readonly by: string;
}

/** Something is set up to run later: a trap, an alias, a function that is named like a program, a cron line, a hook. */
export interface Define {
  readonly kind: "define";
  readonly origin: Origin;
  readonly what: "alias" | "function" | "trap" | "schedule" | "hook" | "completion";
  readonly name: string;
}

/** A part that could not be followed: too deep, over budget, a loop of aliases. Judged by policy, never ignored. */
export interface Opaque {
  readonly kind: "opaque";
  readonly origin: Origin;
  readonly reason: "depth" | "budget" | "recursion" | "unparsed" | "unreadable" | "made-here";
  readonly detail: string;
  readonly taint: TaintSet;
}

/** What analysis gives to judgement. */
export interface Meaning {
  readonly actions: readonly Action[];
}
