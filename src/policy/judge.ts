/** The judgement of a command: syntax → meaning → rules and controls → verdict. Everything that judges goes through here. */
import { checkAllowlist } from "../controls/allowlist/index.ts";
import { checkBoundary } from "../controls/boundary/index.ts";
import { checkEgress } from "../controls/egress/index.ts";
import { temper } from "../controls/finding.ts";
import { type Action, type Context, understand } from "../meaning/index.ts";
import type { World } from "../meaning/world.ts";
import type { Surroundings } from "../places/index.ts";
import { applyRules, catalogue, type Dispatch, dispatchTable, type RuleContext } from "../rules/index.ts";
import { parse, type Reading } from "../syntax/index.ts";
import { world } from "../system/index.ts";
import { customFindings } from "./custom-rules.ts";
import { loadPolicy } from "./load.ts";
import type { Policy } from "./policy.ts";
import { type Finding, stricter, type Verdict } from "./verdict.ts";

/** The shell whose reading of the source counts. */
export type Dialect = "bash" | "zsh" | "dash";

/** One piece of code to judge, with what it would run in. */
export interface JudgeRequest {
  readonly source: string;
  readonly shell: Dialect;
  /** Directory that relative paths are meant from. */
  readonly cwd: string;
  /** `$0` and the positional parameters. */
  readonly arguments: readonly string[];
  /** The value of an exported variable; null if it is not set. */
  readonly environment: (name: string) => string | null;
  /** The policy to judge by; by default the one in force in `cwd`. */
  readonly policy?: Policy;
  /** The home directory; by default HOME. */
  readonly home?: string;
  /** The machine as judgement may look at it; by default the real one. */
  readonly world?: World;
}

/** A verdict with everything that led to it, for `explain`. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reading: Reading;
  readonly actions: readonly Action[];
  readonly surroundings: Surroundings;
}

let dispatch: Dispatch | undefined;

export function judge(request: JudgeRequest): Verdict {
  return judgeInFull(request).verdict;
}

export function judgeInFull(request: JudgeRequest): Judgement {
  const look = request.world ?? world;
  const home = request.home ?? request.environment("HOME") ?? "/root";
  const surroundings: Surroundings = {
    cwd: request.cwd,
    home,
    project: projectRoot(request.cwd, home, look),
    temporary: ["/tmp", "/var/tmp", request.environment("TMPDIR") ?? "/tmp"],
  };
  const reading = parse(request.source, { dialect: request.shell });
  if (reading.unparsed) {
    return { verdict: unparsed(reading, request.source), reading, actions: [], surroundings };
  }
  const context: Context = {
    cwd: request.cwd,
    home,
    environment: {
      get: (name) => request.environment(name) ?? undefined,
      has: (name) => request.environment(name) !== null,
    },
    dialect: request.shell,
    positional: request.arguments,
    world: look,
  };
  const { actions } = understand(reading.scripts, request.source, context);
  const policy = request.policy ?? loadPolicy({ cwd: request.cwd }).policy;
  return { verdict: verdictOn(actions, surroundings, policy), reading, actions, surroundings };
}

/** Rules first, then the controls: everything that any of them has to say. */
function verdictOn(actions: readonly Action[], surroundings: Surroundings, policy: Policy): Verdict {
  return verdictOf([
    ...ruleFindings(actions, surroundings, policy),
    ...(policy.rule.length > 0
      ? temper(customFindings(actions, policy, surroundings), policy.patterns.control)
      : []),
    ...checkAllowlist(actions, policy),
    ...checkBoundary(actions, policy, surroundings),
    ...checkEgress(actions, policy),
  ]);
}

function ruleFindings(
  actions: readonly Action[],
  surroundings: Surroundings,
  { patterns }: Policy,
): readonly Finding[] {
  if (patterns.control === "off") return [];
  dispatch ??= dispatchTable(catalogue);
  const context: RuleContext = { ...surroundings, actions };
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const { rule, action, what } of applyRules(dispatch, context)) {
    const { id, title, why, instead } = rule;
    const key = `${id}\0${what}`;
    const family = `${id.slice(0, id.indexOf("/"))}/*`;
    if (seen.has(key) || patterns.disable.includes(id) || patterns.disable.includes(family)) continue;
    seen.add(key);
    const severity = patterns.severity[id] ?? patterns.severity[family] ?? rule.severity;
    const decided = patterns.decision[id] ?? patterns.decision[family] ?? rule.decision;
    const decision = severity === "critical" ? stricter(decided, patterns.stop) : decided;
    const { span, chain } = action.origin;
    findings.push({
      rule: id,
      title,
      severity,
      decision,
      span,
      chain: [...chain, nameOf(action)],
      what,
      why,
      instead,
    });
  }
  return temper(findings, patterns.control);
}

function verdictOf(findings: readonly Finding[]): Verdict {
  return {
    decision: findings.reduce<Verdict["decision"]>((worst, each) => stricter(worst, each.decision), "allow"),
    findings,
  };
}

function nameOf(action: Action): string {
  if (action.kind === "run") return action.program ?? "?";
  return "by" in action ? action.by : action.kind;
}

function unparsed(reading: Reading, source: string): Verdict {
  return verdictOf([
    {
      rule: "syntax/unparsed",
      title: "The command cannot be read",
      severity: "high",
      decision: "deny",
      span: { start: 0, end: source.length },
      chain: [],
      what: `cannot be read: ${reading.unparsed?.detail ?? "unknown reason"}`,
      why: "What cannot be read cannot be judged, so it does not run.",
      instead: "Write it more simply: shorter, less deeply nested, one step at a time.",
    },
  ]);
}

/** The git top level above the working directory (short of home and root), else the directory itself. */
function projectRoot(cwd: string, home: string, look: World): string {
  for (let at = cwd; at !== "/" && at !== home; at = at.slice(0, at.lastIndexOf("/")) || "/") {
    if (look.kind(`${at}/.git`) !== "missing") return at;
  }
  return cwd;
}
