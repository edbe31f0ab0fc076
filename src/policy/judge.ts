/** The judgement of a command: syntax → meaning → rules and controls → verdict. Everything that judges goes through here. */
import { unwrap, wrapperVariables } from "../agents/unwrap.ts";
import type { AgentName } from "../agents/wrapper.ts";
import { checkAllowlist } from "../controls/allowlist/index.ts";
import { checkBoundary } from "../controls/boundary/index.ts";
import { checkEgress } from "../controls/egress/index.ts";
import { finding, temper } from "../controls/finding.ts";
import type { Action } from "../meaning/index.ts";
import type { World } from "../meaning/world.ts";
import type { Surroundings } from "../places/index.ts";
import { applyRules, type RuleContext } from "../rules/index.ts";
import { isTemporary } from "../sandbox/index.ts";
import { Deadline, OutOfTime, parse, type Reading } from "../syntax/index.ts";
import { homeDirectory, sameFile, world } from "../system/index.ts";
import { analysisFindings, lateFindings, unparsedFindings } from "./analysis.ts";
import { customFindings } from "./custom-rules.ts";
import type { Source } from "./entitlements/seen-through.ts";
import { loadPolicy } from "./load.ts";
import type { Policy } from "./policy.ts";
import { isDisabled, tuneControls, tuned, tuneOwn } from "./tune.ts";
import { type Finding, stricter, type Verdict } from "./verdict.ts";
import { actionsInside, actionsOf } from "./wrapped.ts";

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
  /** The home directory; by default HOME, or where there is none the one of the user database. */
  readonly home?: string;
  /** The machine as judgement may look at it; by default the real one. */
  readonly world?: World;
  /** By when there has to be a verdict; by default what policy gives it from now on (`analysis.time`). */
  readonly deadline?: Deadline;
}

/** The command that was asked for, without what an agent puts around it. */
export interface Asked {
  /** What is recorded, counted and shown; the spans of the findings point into it. */
  readonly text: string;
  /** The agent whose wrapper was around it; null for an ordinary command. */
  readonly agent: AgentName | null;
  /** `snapshot`: the agent asks for itself, to save the user's functions and settings; no model wrote any of it. */
  readonly kind: "command" | "snapshot";
  /**
   * Some agents have a sandbox of their own, in which they start a second shell with the same command. Where this request is
   * the outer one, this is the shell that it starts; else null.
   */
  readonly relay: string | null;
}

/** A verdict with everything that led to it, for `explain`. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly asked: Asked;
  readonly reading: Reading;
  readonly actions: readonly Action[];
  readonly surroundings: Surroundings;
}

/** What becomes of a command. @throws Unavailable where the policy cannot be read */
export function judge(request: JudgeRequest): Verdict {
  return judgeInFull(request).verdict;
}

/** The same, with everything that led to the verdict. */
export function judgeInFull(request: JudgeRequest): Judgement {
  const { source, environment, cwd } = request;
  const policy = request.policy ?? loadPolicy({ cwd }).policy;
  const deadline = request.deadline ?? new Deadline(policy.analysis.time || Number.POSITIVE_INFINITY);
  const look = request.world ?? world;
  const home = request.home ?? environment("HOME") ?? homeDirectory();
  const surroundings: Surroundings = {
    cwd,
    home,
    project: projectRoot(cwd, home, look),
    temporary: ["/tmp", "/var/tmp", ...ownTemporary(environment("TMPDIR"), look)],
  };
  const asked: Asked = { text: source, agent: null, kind: "command", relay: null };
  const progress: Progress = { asked, reading: notRead, actions: [] };
  try {
    const verdict = judgeBy(deadline, { ...request, policy, home, world: look }, surroundings, progress);
    return { verdict, ...progress, surroundings };
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    return { verdict: verdictOf(lateFindings(progress.asked.text, policy)), ...progress, surroundings };
  }
}

/** What is known so far: what a judgement that runs out of time has to show. */
interface Progress {
  asked: Asked;
  reading: Reading;
  actions: readonly Action[];
}

const notRead: Reading = { scripts: [], agreement: "one", note: "analysis was out of time", unparsed: null };

type Circumstances = JudgeRequest & Required<Pick<JudgeRequest, "policy" | "home" | "world">>;

/** The way of a judgement, each step of which is noted in `progress`. @throws OutOfTime past the deadline */
function judgeBy(
  deadline: Deadline,
  request: Circumstances,
  surroundings: Surroundings,
  progress: Progress,
): Verdict {
  const { source, environment, policy } = request;
  const reading = parse(source, { dialect: request.shell, deadline });
  progress.reading = reading;
  if (reading.unparsed)
    return verdictOf(
      tuneControls(unparsedFindings(reading, source, request.shell, policy, deadline), policy),
    );
  const wrapper = unwrap(reading.scripts, source, { environment });
  if (wrapper !== null) {
    const { agent, kind, command } = wrapper;
    progress.asked = { text: command ?? source, agent, kind, relay: wrapper.inside?.shell ?? null };
  }
  const actions =
    wrapper === null
      ? actionsOf(reading.scripts, source, request, deadline)
      : actionsInside(wrapper, reading.scripts, request, deadline);
  progress.actions = actions;
  const verdict = verdictOf(findingsOn(actions, surroundings, policy, deadline));
  deadline.meet();
  const command = wrapper?.command ?? null;
  return command === null ? verdict : pointInto(command, verdict, { ...request, deadline });
}

/**
 * The same verdict, its findings with places in the command itself instead of in the wrapper's text. For that the command is judged
 * once more by itself; the decision stays the one that was made with everything around it.
 */
function pointInto(command: string, verdict: Verdict, request: JudgeRequest): Verdict {
  if (verdict.findings.length === 0) return verdict;
  const alone = judgeInFull({ ...request, source: command, environment: ordinary(request.environment) });
  const findings = alone.verdict.findings.filter(
    ({ decision }) => stricter(decision, verdict.decision) === verdict.decision,
  );
  const known = ({ rule, decision }: Finding) =>
    findings.some((each) => each.rule === rule && each.decision === decision);
  const unreadable = findings.length > 0 && alone.reading.unparsed !== null;
  const rest = unreadable ? [] : verdict.findings.filter((finding) => !known(finding));
  const whole = { start: 0, end: command.length };
  return {
    decision: verdict.decision,
    findings: [...findings, ...rest.map((finding) => ({ ...finding, span: whole }))],
  };
}

/**
 * The command of a judgement, for what it is entitled to: without what an agent puts around it, but where that loads a file of which it
 * is not known that the agent wrote it.
 */
export function sourceOf({ asked, actions }: Judgement, request: JudgeRequest): Source {
  const { text, agent } = asked;
  const loads = actions.some((each) => each.kind === "interpret" && /^(?:source|file)$/.test(each.from));
  const alone = () =>
    judgeInFull({ ...request, source: text, environment: ordinary(request.environment) }).actions;
  return { text, shell: request.shell, actions: agent === null || loads ? () => actions : alone };
}

/** The environment without the variables by which wrappers are recognised: the command inside one is not a wrapper again. */
function ordinary(environment: JudgeRequest["environment"]): JudgeRequest["environment"] {
  return (name) => (wrapperVariables.has(name) ? null : environment(name));
}

/** Everything that the rules and the controls have to say, rules first. */
function findingsOn(
  actions: readonly Action[],
  surroundings: Surroundings,
  policy: Policy,
  deadline: Deadline,
): readonly Finding[] {
  const own = policy.rule.length > 0 ? customFindings(actions, policy, surroundings) : [];
  const controls = [
    ...checkAllowlist(actions, policy),
    ...checkBoundary(actions, policy, surroundings, deadline),
    ...checkEgress(actions, policy),
    ...analysisFindings(actions, policy),
  ];
  return [
    ...ruleFindings(actions, surroundings, policy, deadline),
    ...temper(tuneOwn(own, policy.patterns), policy.patterns.control),
    ...tuneControls(controls, policy),
  ];
}

function ruleFindings(
  actions: readonly Action[],
  surroundings: Surroundings,
  { patterns }: Policy,
  deadline: Deadline,
): readonly Finding[] {
  if (patterns.control === "off") return [];
  const context: RuleContext = { ...surroundings, actions, isGuard };
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const { rule, action, what } of applyRules(context, deadline)) {
    const { id, title, why, instead } = rule;
    const key = `${id}\0${what}`;
    if (seen.has(key) || isDisabled(patterns, id)) continue;
    seen.add(key);
    const { severity, decision } = tuned(patterns, id, rule);
    findings.push(finding(action, { rule: id, title, severity, decision, what, why, instead }));
  }
  return temper(findings, patterns.control);
}

function verdictOf(findings: readonly Finding[]): Verdict {
  return {
    decision: findings.reduce<Verdict["decision"]>((worst, each) => stricter(worst, each.decision), "allow"),
    findings,
  };
}

/** The directory that TMPDIR names, where the kernel takes it for one too. */
function ownTemporary(named: string | null, { real }: World): readonly string[] {
  const place = named === null ? null : (real?.(named) ?? named);
  return named !== null && place !== null && isTemporary(place) ? [named, place] : [];
}

/** The git top level above the working directory (short of home and root), else the directory itself. */
function projectRoot(cwd: string, home: string, look: World): string {
  for (let at = cwd; at !== "/" && at !== home; at = at.slice(0, at.lastIndexOf("/")) || "/") {
    if (look.kind(`${at}/.git`) !== "missing") return at;
  }
  return cwd;
}

/** By device and inode, so that links and other names do not matter. */
function isGuard(path: string): boolean {
  return sameFile(path, process.execPath);
}
