/**
 * cli/ is guardsh's own command line: one file (or folder) a subcommand, loaded only when it is asked for. Only main.ts imports it.
 */
import { existsSync } from "node:fs";
import { nearest } from "../policy/nearest.ts";
import { restoreEnvironment, Unavailable } from "../system/index.ts";
import { misuse } from "./common/misuse.ts";
import { say } from "./common/streams.ts";
import type { Subcommand } from "./common/subcommand.ts";
import { tell } from "./common/tell.ts";
import { troubleWithFile } from "./common/trouble.ts";

/** Every word that is a subcommand, with how its file is loaded. */
const subcommands: Readonly<Record<string, () => Promise<Subcommand>>> = {
  alerts: () => import("./alerts.ts"),
  allow: () => import("./allow.ts"),
  approve: () => import("./approve.ts"),
  audit: () => import("./audit/index.ts"),
  check: () => import("./check.ts"),
  doctor: () => import("./doctor/index.ts"),
  egress: () => import("./egress.ts"),
  hook: () => import("./hook.ts"),
  explain: () => import("./explain/index.ts"),
  pending: () => import("./pending.ts"),
  policy: () => import("./policy.ts"),
  rules: () => import("./rules.ts"),
  run: () => import("./run/index.ts"),
  sandbox: () => import("./sandbox.ts"),
  sanitize: () => import("./sanitize.ts"),
  session: () => import("./session.ts"),
  setup: () => import("./setup.ts"),
  status: () => import("./status.ts"),
  trust: () => import("./trust.ts"),
  completion: async () => (await import("./completion.ts")).completionOf(usages),
  version: () => import("./version.ts"),
  help: async () => (await import("./help.ts")).helpOf(usageOf),
};

export function isSubcommand(word: string): boolean {
  return Object.hasOwn(subcommands, word);
}

/** What other tools call it. */
const elsewhereCalled: ReadonlyMap<string, string> = new Map([
  ["log", "audit"],
  ["logs", "audit"],
  ["config", "policy"],
]);

/**
 * The subcommand that a word was probably meant to be; null for all else. What is a program or a file here is a shell's business, as it
 * is for whoever calls guardsh as a shell.
 */
function meantBy(word: string): string | null {
  if (!/^[a-z]{3,}$/.test(word) || existsSync(word) || Bun.which(word) !== null) return null;
  return elsewhereCalled.get(word) ?? nearest(word, subcommandNames);
}

/** Is a first word for the command line: a subcommand, or one that is misspelt? */
export function takes(word: string): boolean {
  return isSubcommand(word) || meantBy(word) !== null;
}

export const subcommandNames: readonly string[] = Object.keys(subcommands);

/** How a subcommand is called; undefined for a word that is none. */
async function usageOf(word: string): Promise<string | undefined> {
  return isSubcommand(word) ? (await subcommands[word]?.())?.usage : undefined;
}

/** How each is called. Loads all of them. */
async function usages(): Promise<Readonly<Record<string, string>>> {
  const all = Object.entries(subcommands).map(async ([word, load]) => [word, (await load()).usage] as const);
  return Object.fromEntries(await Promise.all(all));
}

/** Subcommands whose words may be a command of somebody else's: only their first word asks for help. */
const takesCommand: ReadonlySet<string> = new Set(["check", "explain", "run"]);

/** Runs `WORD ARGS…`. */
export async function run(list: readonly string[]): Promise<number> {
  restoreEnvironment();
  const [word = "help", ...rest] = list;
  const load = subcommands[word];
  if (load === undefined) {
    tell(`guardsh: there is no subcommand ${word}; did you mean ${meantBy(word)}? (guardsh help lists them)`);
    return 2;
  }
  const command = await load();
  if (asksForHelp(word, rest)) {
    say(command.usage);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    const said = whatToSay(error, command.usage);
    if (said === null) throw error;
    tell(said);
    return command.cannot ?? 2;
  }
}

function asksForHelp(word: string, rest: readonly string[]): boolean {
  const end = takesCommand.has(word) ? 1 : rest.indexOf("--");
  return rest.slice(0, end < 0 ? rest.length : end).some((each) => each === "--help" || each === "-h");
}

/** What is in the way, for people; null where it is a defect. */
function whatToSay(error: unknown, usage: string): string | null {
  const words = misuse(error);
  if (words !== null) return `guardsh: ${words}\n${usage}`;
  if (error instanceof Unavailable) return `guardsh: ${error.message}\n  mend: ${error.mend}`;
  const ofSystem = error instanceof Error && "syscall" in error;
  return ofSystem ? `guardsh: ${troubleWithFile(error) ?? error.message}` : null;
}
