/** `guardsh allow suggest|claude`: from what the log saw to an allowlist, and from an allowlist to Claude Code's. */
import { parseArgs } from "node:util";
import { commands } from "../audit/query.ts";
import { printable } from "../audit/show.ts";
import { checkAllowlist, needsNoEntry } from "../controls/allowlist/index.ts";
import { type Seen, suggest } from "../controls/allowlist/suggest.ts";
import { type Policy, profiles } from "../policy/index.ts";
import { inspect } from "../policy/inspect.ts";
import { judgeInFull } from "../policy/judge.ts";
import { quote } from "../syntax/quote.ts";
import { stateDirectory } from "../system/index.ts";
import { counted } from "./common/counted.ts";
import { Misuse, noSuchVerb } from "./common/misuse.ts";
import { say } from "./common/streams.ts";
import { tell } from "./common/tell.ts";
import { pointInTime } from "./common/time.ts";

export const usage = `usage: guardsh allow suggest [--since 7d] [--session ID] [--toml | --json]
           the least allowlist for what the audit log saw, and what it would have stopped
       guardsh allow claude [--settings]
           the policy's lists as Claude Code's --allowedTools, or as permissions for its settings.json
options: --state DIR  --cwd DIR`;

const options = {
  since: { type: "string" },
  session: { type: "string" },
  toml: { type: "boolean" },
  json: { type: "boolean" },
  settings: { type: "boolean" },
  state: { type: "string" },
  cwd: { type: "string" },
} as const;

export function run(list: readonly string[]): number {
  const { values, positionals } = parseArgs({ args: [...list], options, allowPositionals: true });
  const [verb, ...more] = positionals;
  if (verb === "suggest" && more.length === 0) return proposals(values);
  if (verb === "claude" && more.length === 0) return claude(values);
  throw verb === undefined ? new Misuse("suggest, or claude?") : noSuchVerb("allow", positionals.join(" "));
}

interface Values {
  readonly since?: string | undefined;
  readonly session?: string | undefined;
  readonly toml?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly settings?: boolean | undefined;
  readonly state?: string | undefined;
  readonly cwd?: string | undefined;
}

/** One command of the log, as often as it was seen, with what it does. */
interface Logged extends Seen {
  readonly command: string;
}

function logged({ since, session, state }: Values): readonly Logged[] {
  const from = since === undefined ? undefined : pointInTime(since);
  const counts = new Map<string, { readonly cwd: string; count: number }>();
  for (const { command, cwd, verdict, approved } of commands(state ?? stateDirectory(), {
    since: from,
    session,
  })) {
    // What was refused, or asked about in vain, is no habit to build a list on.
    if (verdict === "deny" || verdict === "error" || (verdict === "ask" && approved === null)) continue;
    const there = counts.get(command);
    if (there) there.count++;
    else counts.set(command, { cwd, count: 1 });
  }
  return [...counts].map(([command, { cwd, count }]) => ({
    command,
    count,
    actions: actionsOf(command, cwd),
  }));
}

function actionsOf(source: string, cwd: string) {
  const environment = (name: string) => process.env[name] ?? null;
  return judgeInFull({ source, shell: "bash", cwd, arguments: [], environment, policy: profiles.standard })
    .actions;
}

function proposals(values: Values): number {
  const seen = logged(values);
  const found = suggest(seen, needsNoEntry);
  const policy: Policy = {
    ...profiles.standard,
    allow: { control: "enforce", otherwise: "deny", commands: found.map(({ entry }) => entry) },
  };
  const stopped = seen.filter(({ actions }) => checkAllowlist(actions, policy).length > 0);
  if (values.json) {
    const wouldStop = stopped.map(({ command, count }) => ({ command, count }));
    say(JSON.stringify({ commands: found, wouldStop }, null, 2));
    return 0;
  }
  if (seen.length === 0) {
    tell("guardsh: the log has no commands to make a list from; use guardsh for a while first");
    return 1;
  }
  const total = seen.reduce((sum, { count }) => sum + count, 0);
  if (values.toml) {
    say(`[allow]\ncontrol = "enforce"\ncommands = [`);
    for (const { entry, count } of found)
      say(`  ${JSON.stringify(entry)}, # ${count === 1 ? "once" : `${count} times`}`);
    say("]");
  } else {
    for (const { entry, count } of found) say(`${String(count).padStart(6)}  ${entry}`);
    const times = stopped.reduce((sum, { count }) => sum + count, 0);
    const all = `${found.length} ${found.length === 1 ? "entry" : "entries"} for ${counted(total, "command")}`;
    const colon = stopped.length === 0 ? "" : ":";
    say(`\n${all}; the list would have stopped ${times === 0 ? "none" : times} of them${colon}`);
    for (const { command, count } of stopped.slice(0, 20))
      say(`${String(count).padStart(6)}  ${printable(command).slice(0, 100)}`);
    if (stopped.length > 20) say(`        and ${stopped.length - 20} more`);
  }
  return 0;
}

/** Claude Code's notation is ours with `Bash(…)` around it, and `:*` where more words may follow. */
function claude({ cwd, settings }: Values): number {
  const { allow, deny } = inspect(cwd ?? process.cwd()).policy;
  if (allow.commands.length + deny.commands.length === 0) {
    tell(
      "guardsh: the policy has no lists (allow.commands, deny.commands); guardsh allow suggest proposes one",
    );
    return 1;
  }
  const rule = (entry: string) => `Bash(${entry.endsWith(":*") ? entry : `${entry}:*`})`;
  if (settings) {
    const permissions = { allow: allow.commands.map(rule), deny: deny.commands.map(rule) };
    say(JSON.stringify({ permissions }, null, 2));
  } else say(`--allowedTools ${allow.commands.map((entry) => quote(rule(entry))).join(" ")}`);
  return 0;
}
