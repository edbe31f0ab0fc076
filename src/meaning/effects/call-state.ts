/** A call while its arguments are worked through: what it has taken in, sent, written and started so far. */

import { authorityOf, canonicalHost, isLoopback } from "../../places/index.ts";
import type { Stream, Write } from "../action.ts";
import { hasFlag, onlyLooksAt } from "../call/flags.ts";
import type { Invocation } from "../call/invocation.ts";
import { dropPrefix } from "../call/words.ts";
import { type Frame, under } from "../interpreter/engine.ts";
import { fileOfVariables } from "../interpreter/environment.ts";
import { ForkMap } from "../interpreter/fork-map.ts";
import { type Site, siteOf } from "../locations/files.ts";
import { enter } from "../locations/path.ts";
import { callerInput } from "../stream.ts";
import { concat, known, literal, prefix, show, type Text } from "../value.ts";

export class CallState {
  readonly invocation: Invocation;
  /** The frame of the invocation, until an option moves the call to another directory. */
  frame: Frame;
  /** What the call reads, in order. */
  readonly inputs: Stream[] = [];
  /** What leaves the machine with its connections. */
  readonly uploads: Stream[] = [];
  /** Files that get what the call makes of its inputs. */
  readonly outputs: { readonly text: Text; readonly mode: Write["mode"] }[] = [];
  /** Addresses that it talks to. */
  readonly connections: Text[] = [];
  /** Code to be followed when all arguments have been gone through; each gives what it prints. */
  readonly codes: (() => Stream)[] = [];
  /** Set when something came from another host: then its output does too, whatever the table says. */
  fetched = false;
  /** Set when the code was among the arguments, so that standard input is not taken for code. */
  ranCode = false;
  readonly recursive: boolean;
  readonly forced: boolean;
  readonly inPlace: boolean;
  /** The call does nothing: it only prints something (`--help`), or only says what it would do (`--dry-run`). */
  readonly harmless: boolean;

  constructor(invocation: Invocation) {
    this.invocation = invocation;
    this.frame = invocation.frame;
    const { call, entry } = invocation;
    this.recursive = hasFlag(invocation, call.entry.recursive);
    this.forced = hasFlag(invocation, call.entry.force);
    this.inPlace = hasFlag(invocation, call.entry.inPlace);
    const { harmless = "", looks } = call.entry;
    this.harmless =
      entry !== null &&
      call.command === null &&
      (hasFlag(invocation, `--help --version ${harmless}`) || onlyLooksAt(call.arguments, looks));
  }

  /** Where the call touches files from now on. */
  get site(): Site {
    return siteOf({ ...this.invocation, frame: this.frame });
  }
}

/** `--config=~/x`: the shell leaves the tilde, the program knows it. */
export function atHome(state: CallState, text: Text): Text {
  const start = prefix(text);
  return start.startsWith("~/")
    ? concat(known(state.invocation.engine.context.home), dropPrefix(text, 1))
    : text;
}

/** `-C DIR`: the rest of the call is meant from there. */
export function enterDirectory(state: CallState, text: Text): void {
  const to = literal(text);
  const shell = state.frame.shell.fork();
  shell.cwd = to === null ? null : enter(shell.cwd, to);
  state.frame = { ...state.frame, shell };
}

/** The frame in which what this call starts runs: down the chain, elsewhere for ssh and containers. */
export function innerFrame(state: CallState): Frame {
  const { call, program } = state.invocation;
  const privileged = state.frame.origin.privileged || (call.entry.privilege ?? false);
  const { place } = call.entry;
  if (!place || isThisMachine(state)) return under(withEnvironment(state), program, { privileged });
  const shell = state.frame.shell.fork();
  // A login begins at home, which there is called otherwise than here; what is meant is the same. In a container it is root's.
  const { home } = state.invocation.engine.context;
  shell.cwd = place === "host" ? home : null;
  shell.variables = new ForkMap();
  shell.set("HOME", known(place === "host" ? home : "/root"), true);
  const where = call.arguments.find((each) => ["host", "container", "image", "url"].includes(each.role));
  const name = where ? show(where.text) : "?";
  const to =
    place === "host"
      ? ({ kind: "host", name } as const)
      : ({ kind: "container", engine: program, name } as const);
  return under({ ...state.frame, shell }, program, { privileged, place: to });
}

/**
 * Interpreters that have read all of a program before its first line runs: what they start finds none of it on its input,
 * as if it had been started anywhere else. Shells and prompts (`irb`) read on as they go.
 */
const READS_WHOLE = /^(?:python[\d.]*|node|deno|bun|perl|ruby|php|Rscript)$/;

/** The frame of a program that comes on standard input. */
export function frameBehindInput(state: CallState): Frame {
  const inner = innerFrame(state);
  return READS_WHOLE.test(state.invocation.program) ? { ...inner, stdin: callerInput } : inner;
}

/** The frame of what a setting of the program starts (`ssh -o ProxyCommand=…`): here, wherever the rest of it runs. */
export function settingFrame(state: CallState, name: string): Frame {
  return under(withEnvironment(state), `${state.invocation.program} ${name}`);
}

/** `ssh localhost`, `ansible localhost`, `machinectl shell root@.host`: another host that is this one. */
function isThisMachine({ invocation }: CallState): boolean {
  const found = invocation.call.arguments.find(({ role }) => role === "host" || role === "container");
  // Ansible's lists of hosts end in a comma.
  const host = authorityOf(found ? show(found.text).replace(/,$/, "") : "")?.host;
  // systemd calls the machine that containers are on `.host`.
  return host !== undefined && (host === ".host" || isLoopback(canonicalHost(host)));
}

/** The frame with the variables in front of the call (`X=… php -r …`) set, for what the call runs. */
function withEnvironment(state: CallState): Frame {
  const { environment } = state.invocation;
  const loaded = loadedBy(state);
  if (environment.size === 0 && loaded === null) return state.frame;
  const shell = state.frame.shell.fork();
  shell.loaded = loaded ?? shell.loaded;
  for (const [name, text] of environment) shell.set(name, text, true);
  return { ...state.frame, shell };
}

/** Programs that are there to put a `.env` file into the environment of another. */
const LOADERS = /^(?:direnv|dotenv|dotenvx|env-cmd|dotenv-run-script|dotenv-cli)$/;

/** Libraries that do so when they are loaded: `node -r dotenv/config`, `ruby -rdotenv/load`. */
export const LOADS_ENVIRONMENT = /^(?:@dotenvx\/)?dotenv(?:x|-flow|-safe)?\/(?:config|load)$/;

/** The file of variables that a program starts others with, or that the language loads before the code: `node --env-file=.env -e …`. */
function loadedBy({ invocation: { program, call, argv } }: CallState): string | null {
  const file = ["--env-file", "--env-file-if-exists"].flatMap((name) => call.options.get(name) ?? [])[0];
  if (file) return show(file);
  if (LOADERS.test(program)) return ".env";
  const libraries = ["-r", "--require", "--import"].flatMap((name) => call.options.get(name) ?? []);
  if (libraries.some((library) => LOADS_ENVIRONMENT.test(show(library)))) return ".env";
  return program === "env" ? fileOfVariables(argv) : null;
}
