/** Variables and rules of a Makefile. Conditionals are read on all ways; includes have been put in before. */
import { expandMake, type MakeScope, wordsOf } from "./make-text.ts";

export interface Makefile {
  readonly variables: Map<string, string>;
  /** Variables whose value make works out as it reads them (`:=`, `!=`): what runs for them runs whatever is made. */
  readonly immediate: string[];
  readonly rules: readonly Rule[];
}

/** What stands in front of a colon, behind it, and below: unexpanded. */
interface Rule {
  readonly targets: string;
  readonly prerequisites: string;
  readonly recipe: string[];
}

/** A target with the lines that make it. */
export interface Step {
  readonly target: string;
  readonly prerequisites: readonly string[];
  readonly recipe: readonly string[];
}

/** So many targets are followed: what is deeper in one another is nobody's makefile. */
const TARGETS = 2000;

const ASSIGNMENT = /^\s*(?:(?:export|override|private)\s+)*([\w.-]+)\s*(:::?|::|:|\+|\?|!)?=\s*(.*)$/;
const RULE = /^([^\s#:=][^:=#]*):{1,2}(?!=)\s*([^;#]*)(?:;\s*(.*))?/;
/** Lines that are about which lines count. */
const DIRECTIVE = /^\s*(?:ifn?eq|ifn?def|else|endif|-?include|sinclude|vpath|undefine|unexport)\b/;

/** Lines that begin with a tab and are no recipe all the same: no shell has such commands. */
const NO_RECIPE =
  /^\t\s*(?:(?:ifn?eq|ifn?def)\s|else\s*$|endif\b|(?:export\s+|override\s+)?[\w.-]+\s+[:+?]?=\s)/;

export function readMakefile(text: string): Makefile {
  const variables = new Map<string, string>();
  const immediate: string[] = [];
  const rules: Rule[] = [];
  let current: Rule | null = null;
  const lines = text.replace(/\\\r?\n\s*/g, " ").split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const defined = /^\s*(?:(?:export|override)\s+)*define\s+([\w.-]+)/.exec(line)?.[1];
    if (defined !== undefined) {
      let until = at + 1;
      while (until < lines.length && !/^\s*endef\b/.test(lines[until] ?? "")) until++;
      variables.set(defined, lines.slice(at + 1, until).join("\n"));
      at = until;
      continue;
    }
    if (line.startsWith("\t") && current !== null && !NO_RECIPE.test(line)) {
      current.recipe.push(line.slice(1));
      continue;
    }
    if (DIRECTIVE.test(line)) continue;
    const [, name, operator = "", value = ""] = ASSIGNMENT.exec(line) ?? [];
    if (name !== undefined) {
      setVariable(variables, name, operator, value);
      if (operator.includes(":") || operator === "!") immediate.push(name);
      continue;
    }
    const [, targets, prerequisites = "", command] = RULE.exec(line) ?? [];
    if (targets === undefined) continue;
    current = { targets, prerequisites, recipe: command ? [command] : [] };
    rules.push(current);
  }
  return { variables, immediate, rules };
}

function setVariable(variables: Map<string, string>, name: string, operator: string, value: string): void {
  const before = variables.get(name);
  if (operator === "?" && before !== undefined) return;
  if (operator === "+" && before !== undefined) variables.set(name, `${before} ${value}`);
  else if (operator === "!") variables.set(name, `$(shell ${value})`);
  // A value that is made of what the variable held before would never end.
  else if (before !== undefined && new RegExp(`\\$[({]${name.replaceAll(".", "\\.")}[)}]`).test(value))
    variables.set(
      name,
      value.replace(/\$[({]([\w.-]+)[)}]/g, (all, each) => (each === name ? before : all)),
    );
  else variables.set(name, value);
}

/** What making the targets runs, prerequisites first. No target: the first one. */
export function stepsFor({ rules }: Makefile, wanted: readonly string[], scope: MakeScope): readonly Step[] {
  const byName = new Map<string, Named>();
  for (const rule of rules) {
    // Of targets that cannot be named yet, the text itself is the name.
    const names = wordsOf(expandMake(rule.targets, scope)) ?? [rule.targets.trim()];
    for (const name of names) {
      const known = byName.get(name) ?? { prerequisites: [], recipe: [] };
      known.prerequisites.push(rule.prerequisites);
      known.recipe.push(...rule.recipe);
      byName.set(name, known);
    }
  }
  const first = [...byName.keys()].find((name) => !name.startsWith(".") && !name.includes("%"));
  const steps: Step[] = [];
  const seen = new Set<string>();
  const visit = (target: string): void => {
    const rule = byName.get(target) ?? patternRule(byName, target);
    if (!rule || seen.has(target) || seen.size > TARGETS) return;
    seen.add(target);
    const prerequisites = rule.prerequisites
      .flatMap((each) => wordsOf(expandMake(each, scope)) ?? each.trim().split(/\s+/))
      .filter((word) => word !== "|");
    for (const each of prerequisites) visit(each);
    if (rule.recipe.length > 0) steps.push({ target, prerequisites, recipe: rule.recipe });
  };
  for (const target of wanted.length > 0 ? wanted : first === undefined ? [] : [first]) {
    visit(target);
    const fallback = seen.has(target) ? undefined : byName.get(".DEFAULT");
    if (fallback) steps.push({ target, prerequisites: [], recipe: fallback.recipe });
  }
  return steps;
}

/** What stands below the targets of one name. */
interface Named {
  readonly prerequisites: string[];
  readonly recipe: string[];
}

/** `%.o: %.c`: the rule of a pattern that the target fits, with what `%` stands for put in. */
function patternRule(byName: ReadonlyMap<string, Named>, target: string): Named | undefined {
  for (const [pattern, { prerequisites, recipe }] of byName) {
    const at = pattern.indexOf("%");
    if (at < 0 || recipe.length === 0) continue;
    const [head, tail] = [pattern.slice(0, at), pattern.slice(at + 1)];
    const fits =
      target.length > head.length + tail.length && target.startsWith(head) && target.endsWith(tail);
    if (!fits) continue;
    const stem = target.slice(head.length, target.length - tail.length);
    return { prerequisites: prerequisites.map((each) => each.replaceAll("%", () => stem)), recipe };
  }
  return undefined;
}
