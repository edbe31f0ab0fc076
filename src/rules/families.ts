/** The families of rules, each loaded when an action comes up that one of its rules looks at. */
import type { Action } from "../meaning/action.ts";
import { FAMILIES } from "./families.generated.ts";
import type { AnyRule } from "./rule.ts";

/** Is the word in a list separated by blanks? */
function lists(list: string, word: string): boolean {
  if (word === "" || word.includes(" ")) return false;
  for (let at = list.indexOf(word); at >= 0; at = list.indexOf(word, at + 1)) {
    const before = list.charCodeAt(at - 1);
    const after = list.charCodeAt(at + word.length);
    if ((Number.isNaN(before) || before === 32) && (Number.isNaN(after) || after === 32)) return true;
  }
  return false;
}

const byKind = new Map<string, readonly AnyRule[]>();
const byProgram = new Map<string, readonly AnyRule[]>();

/** The rules that want to see actions of this kind, whatever the program. */
export function rulesForKind(kind: Action["kind"]): readonly AnyRule[] {
  let rules = byKind.get(kind);
  if (!rules) {
    rules = FAMILIES.filter((family) => lists(family.kinds, kind))
      .flatMap((family) => family.rules())
      .filter(({ on }) => on.kinds.includes(kind) && (kind !== "run" || !on.programs));
    byKind.set(kind, rules);
  }
  return rules;
}

/** The rules that want to see runs of this program. */
export function rulesForProgram(program: string): readonly AnyRule[] {
  let rules = byProgram.get(program);
  if (!rules) {
    rules = FAMILIES.filter((family) => lists(family.programs, program))
      .flatMap((family) => family.rules())
      .filter(({ on }) => on.kinds.includes("run") && on.programs?.includes(program));
    byProgram.set(program, rules);
  }
  return rules;
}
