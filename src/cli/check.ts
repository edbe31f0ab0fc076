/** `guardsh check`: what would happen to a command, without running anything. */
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { loadPolicy } from "../policy/index.ts";
import { type JudgeRequest, judge } from "../policy/judge.ts";
import type { Policy } from "../policy/policy.ts";
import type { Verdict } from "../policy/verdict.ts";
import { claimedHome, readNamed, Unavailable } from "../system/index.ts";
import { Misuse } from "./common/misuse.ts";
import { profileNamed } from "./common/profile.ts";
import { print, say } from "./common/streams.ts";
import { tell } from "./common/tell.ts";

export const usage = `usage: guardsh check [options] COMMAND
       guardsh check [options] --stdin0 --json    judge many commands, NUL-separated, one JSON line each
options: --json  --cwd DIR  --home DIR  --env-file FILE (NAME=value lines)  --shell bash|zsh|dash
         --policy FILE (instead of your own policy file)  --profile PROFILE (as a session would ask for it)
status: 0 allow or warn, 1 deny, 2 ask, 3 could not judge (the shell refuses such a command)`;

const STATUS = { allow: 0, warn: 0, deny: 1, ask: 2 } as const;

type Settings = Omit<JudgeRequest, "source">;

export const cannot = 3;

export function run(list: readonly string[]): number {
  const { values, positionals } = parseOptions(list);
  const settings = settingsOf(values);
  if (values.stdin0) return checkMany(settings);
  const [command] = positionals;
  if (command === undefined) throw new Misuse("which command?");
  if (positionals.length > 1) throw new Misuse("the command is one argument: put it in quotes");
  return checkOne(command, settings, values.json ?? false);
}

/** What a command is judged in, instead of the circumstances of this process. */
const contextOptions = {
  cwd: { type: "string" },
  home: { type: "string" },
  "env-file": { type: "string" },
  policy: { type: "string" },
  profile: { type: "string" },
  shell: { type: "string" },
} as const;

type ContextValues = { readonly [name in keyof typeof contextOptions]?: string | undefined };

function parseOptions(list: readonly string[]) {
  const options = { ...contextOptions, json: { type: "boolean" }, stdin0: { type: "boolean" } } as const;
  return parseArgs({ args: [...list], allowPositionals: true, options });
}

/** The options for the circumstances alone, and what else was said; throws on any other option. */
export function parseContext(list: readonly string[]) {
  return parseArgs({ args: [...list], allowPositionals: true, options: contextOptions });
}

/** The circumstances to judge in, from the options and, where they say nothing, from the process. */
export function settingsOf(values: ContextValues): Settings {
  const environment = new Map<string, string>();
  const file = values["env-file"];
  if (file !== undefined) {
    for (const line of readNamed(file).toString().split("\n")) {
      const equals = line.indexOf("=");
      if (equals > 0) environment.set(line.slice(0, equals), line.slice(equals + 1));
    }
  }
  const home = values.home ?? environment.get("HOME") ?? claimedHome();
  const { shell = "bash" } = values;
  if (shell !== "bash" && shell !== "zsh" && shell !== "dash")
    throw new Misuse(`--shell ${shell}: say bash, zsh or dash`);
  const lookup = (name: string) =>
    name === "HOME" ? home : ((file !== undefined ? environment.get(name) : process.env[name]) ?? null);
  const cwd = resolve(values.cwd ?? "");
  const policy = policyOf(values.policy, values.profile, cwd);
  return { shell, cwd, home, arguments: [], environment: lookup, ...(policy && { policy }) };
}

/** The policy that the options ask for; null: they ask for none, and the one in force counts. */
function policyOf(file: string | undefined, profile: string | undefined, cwd: string): Policy | null {
  if (file === undefined && profile === undefined) return null;
  // A file that is not there is no policy of anybody's, but one that was asked for by name has to be.
  if (file !== undefined) statSync(file);
  const places = file === undefined ? {} : { user: resolve(file) };
  return loadPolicy({ cwd, profile: profileNamed(profile), places }).policy;
}

/** A verdict, or why there is none. */
type Outcome = { readonly verdict: Verdict } | { readonly error: string; readonly mend: string };

export function outcomeOf(source: string, settings: Settings): Outcome {
  try {
    return { verdict: judge({ ...settings, source }) };
  } catch (error) {
    return {
      error: error instanceof Error ? error.message : String(error),
      mend: error instanceof Unavailable ? error.mend : "",
    };
  }
}

function jsonLine(outcome: Outcome): string {
  if ("error" in outcome)
    return JSON.stringify({ verdict: "error", rule: null, error: outcome.error, findings: [] });
  const { decision, findings } = outcome.verdict;
  const decisive = findings.find((finding) => finding.decision === decision);
  return JSON.stringify({ verdict: decision, rule: decisive?.rule ?? null, findings });
}

function checkOne(command: string, settings: Settings, json: boolean): number {
  const outcome = outcomeOf(command, settings);
  if (json) say(jsonLine(outcome));
  else if ("error" in outcome)
    tell(
      `guardsh: could not judge: ${outcome.error}${outcome.mend === "" ? "" : `\n  mend: ${outcome.mend}`}`,
    );
  else {
    say(outcome.verdict.decision);
    for (const { rule, severity, what } of outcome.verdict.findings) say(`  ${severity} ${rule}: ${what}`);
  }
  return "error" in outcome ? 3 : STATUS[outcome.verdict.decision];
}

function checkMany(settings: Settings): number {
  const commands = readFileSync(0).toString("utf8").split("\0");
  if (commands.at(-1) === "") commands.pop();
  const lines = commands.map((command) => jsonLine(outcomeOf(command, settings)));
  print(lines.map((line) => `${line}\n`).join(""));
  return 0;
}
