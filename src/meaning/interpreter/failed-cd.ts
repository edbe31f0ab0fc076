/** A `cd` that fails leaves the shell where it was, and what stands behind `;` runs there: `cd build; rm -rf *`. */
import type { Command } from "../../syntax/script.ts";
import type { Action } from "../action.ts";
import type { World } from "../world.ts";
import type { Shell } from "./state.ts";

/** A script with this many actions before its `cd` has been somewhere and made something: such a `cd` is not questioned. */
export const FEW = 100;

/** Builtins that make no directory. */
const MAKES_NOTHING =
  /^(?:cd|pushd|popd|dirs|pwd|echo|printf|set|shopt|export|declare|local|readonly|unset|read|test|\[|:|true|alias|trap|umask)$/;

/**
 * Is the shell after this command still in the directory `from`, since the one below it that it was to go to is not there?
 * `done` is what was done before it. To a place elsewhere it counts as gone: there, more may be lost.
 */
export function failsToLeave(
  from: string,
  command: Command,
  { cwd, options, files }: Shell,
  done: readonly Action[],
  world: World,
): boolean {
  return (
    cwd?.startsWith(`${from}/`) === true &&
    !options.has("errexit") &&
    !isSeenTo(command) &&
    world.kind(from) === "directory" &&
    world.kind(cwd) === "missing" &&
    !files.has(cwd) &&
    done.length < FEW &&
    done.every((action) => action.kind !== "run" || MAKES_NOTHING.test(action.program ?? "?"))
  );
}

/** `cd build || exit`, `if ! cd build`: is the failure handled? */
function isSeenTo(command: Command): boolean {
  switch (command.kind) {
    case "simple":
      return false;
    case "redirected":
      return isSeenTo(command.command);
    case "group":
      return command.body.some((each) => isSeenTo(each.command));
    case "and-or":
      return command.operators.includes("||");
    default:
      return true;
  }
}
