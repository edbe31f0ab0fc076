/**
 * From scripts to actions, where an agent has put a wrapper around the model's command: steps of its own before and behind it,
 * and a file (a snapshot) with the user's functions and aliases, which it loads first.
 */
import { isOwnSnapshot } from "../agents/unwrap.ts";
import type { Wrapper } from "../agents/wrapper.ts";
import { type Action, understand } from "../meaning/index.ts";
import type { World } from "../meaning/world.ts";
import type { Deadline, Script } from "../syntax/index.ts";

/** What a command would run in. */
interface Situation {
  readonly source: string;
  readonly shell: "bash" | "zsh" | "dash";
  readonly cwd: string;
  readonly home: string;
  /** `$0` and the positional parameters. */
  readonly arguments: readonly string[];
  readonly environment: (name: string) => string | null;
  readonly world: World;
}

/** What all readings of a source would do. @throws OutOfTime past the deadline */
export function actionsOf(
  scripts: readonly Script[],
  source: string,
  { shell, cwd, home, arguments: positional, environment, world }: Situation,
  deadline: Deadline,
): readonly Action[] {
  const context = {
    cwd,
    home,
    environment: {
      get: (name: string) => environment(name) ?? undefined,
      has: (name: string) => environment(name) !== null,
    },
    dialect: shell,
    positional,
    world,
  };
  return understand(scripts, source, context, deadline).actions;
}

/** What the model's command inside a wrapper would do. @throws OutOfTime past the deadline */
export function actionsInside(
  wrapper: Wrapper,
  scripts: readonly Script[],
  situation: Situation,
  deadline: Deadline,
): readonly Action[] {
  const { world, home, environment, source } = situation;
  const known = hasOwnSnapshot(world, wrapper, home, environment);
  const inside = wrapper.inside === null ? scripts : [wrapper.inside.script];
  const { essence } = wrapper;
  const actions = actionsOf(
    known && essence !== null && inside.length === 1 ? [essence] : inside,
    wrapper.inside?.source ?? source,
    known ? { ...situation, world: besidesSnapshot(world, wrapper) } : situation,
    deadline,
  );
  return besidesOwn(actions, wrapper, world);
}

/**
 * Agents keep the user's functions and aliases in a file (a snapshot), which their wrapper loads before the command. Is that file
 * where the agent keeps its own, so that it need not be followed on every command, or is it not there at all?
 */
function hasOwnSnapshot(
  look: World,
  { snapshot }: Wrapper,
  home: string,
  environment: Situation["environment"],
): boolean {
  const { changedAt } = look;
  if (snapshot === null || look.kind(snapshot) === "missing") return true;
  if (changedAt === undefined) return false;
  const folders = [
    `${environment("CLAUDE_CONFIG_DIR") ?? `${home}/.claude`}/shell-snapshots`,
    `${environment("CODEX_HOME") ?? `${home}/.codex`}/shell_snapshots`,
  ];
  return isOwnSnapshot(snapshot, folders, changedAt);
}

/** The machine as it would be with an empty snapshot. */
function besidesSnapshot(look: World, { snapshot }: Wrapper): World {
  return { ...look, readFile: (path, limit) => (path === snapshot ? "" : look.readFile(path, limit)) };
}

/**
 * What the model's command would do, without what the agent itself does around it: its steps that change nothing, and writing
 * its snapshot. The latter only where that file is not there yet, so that nothing of anybody else's is written over.
 */
function besidesOwn(actions: readonly Action[], wrapper: Wrapper, look: World): readonly Action[] {
  const { kind, snapshot, own } = wrapper;
  const written =
    kind === "snapshot" && snapshot !== null && look.kind(snapshot) === "missing" ? snapshot : null;
  if (own.length === 0 && written === null) return actions;
  return actions.filter((action) => {
    if (action.kind === "write" && action.path.absolute === written && written !== null) return false;
    const { start, end } = action.origin.span;
    return !own.some((span) => span.start <= start && end <= span.end);
  });
}
