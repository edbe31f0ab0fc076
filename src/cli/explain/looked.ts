/** Which rules looked at a command, and which of them had something to say. */
import type { Action } from "../../meaning/index.ts";
import type { Finding } from "../../policy/verdict.ts";
import { rulesForKind, rulesLooking } from "../../rules/index.ts";

/** Names of rules by family; true: it had something to say. */
type Families = Map<string, Map<string, boolean>>;

/** What looked at each kind of action and at each program, by family, with a mark at the rules that spoke. */
export function looked(actions: readonly Action[], findings: readonly Finding[]): readonly string[] {
  const groups = new Map<string, Families>();
  for (const action of actions) {
    const general = new Set(rulesForKind(action.kind));
    for (const rule of rulesLooking(action)) {
      const group = action.kind !== "run" || general.has(rule) ? action.kind : `run of ${action.program}`;
      note(groups, group, rule.id, spoke(rule.id, action, findings));
    }
  }
  return [...groups].flatMap(([group, families]) => [group, ...lines(families)]);
}

function spoke(id: string, { origin: { span } }: Action, findings: readonly Finding[]): boolean {
  return findings.some(
    (finding) => finding.rule === id && finding.span.start === span.start && finding.span.end === span.end,
  );
}

function note(groups: Map<string, Families>, group: string, id: string, said: boolean): void {
  const [family = "", name = ""] = id.split("/");
  const families = groups.get(group) ?? new Map<string, Map<string, boolean>>();
  const names = families.get(family) ?? new Map<string, boolean>();
  groups.set(group, families.set(family, names.set(name, said || names.get(name) === true)));
}

function lines(families: Families): readonly string[] {
  return [...families].map(([family, names]) => {
    const shown = [...names].map(([name, said]) => (said ? `${name} ●` : name));
    return `  ${family}: ${shown.join(", ")}`;
  });
}
