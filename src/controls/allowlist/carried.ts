/** Programs that an interpreter carries along as modules: the start of the module is the start that the list names. */
import type { Action, Run } from "../../meaning/action.ts";
import { literal } from "../../meaning/value.ts";

const carriers = /^(?:python[\d.]*|pypy[\d.]*)$/;

/** The name of the module that `python -m NAME` starts; null for any other command. */
function moduleOf({ program, argv }: Run): string | null {
  if (program === null || !carriers.test(program)) return null;
  const at = argv.findIndex((word) => literal(word) === "-m");
  const name = argv[at + 1];
  return at < 0 || name === undefined ? null : literal(name);
}

/** The runs that are no more than the module of another run of these actions: judged with that one, whatever is thought of it. */
export function carried(actions: readonly Action[]): ReadonlySet<Action> {
  const modules = new Set<string>();
  for (const action of actions) {
    const name = action.kind === "run" ? moduleOf(action) : null;
    if (name !== null) modules.add(name).add(name.replaceAll("_", "-")).add(`python:${name}`);
  }
  if (modules.size === 0) return new Set();
  return new Set(
    actions.filter((action) => {
      if (action.kind !== "run" || action.program === null || !modules.has(action.program)) return false;
      const by = action.origin.chain.at(-1) ?? "";
      return by === "python -m" || carriers.test(by);
    }),
  );
}
