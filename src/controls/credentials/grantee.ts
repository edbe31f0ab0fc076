/** Who would get a granted variable: every program that a command starts, unless that cannot be known. */
import type { Action } from "../../meaning/action.ts";
import type { Grantee } from "./environment.ts";

/**
 * A variable is granted to programs, but the shell hands it to all that a command line starts. So all of them have to
 * be known and named in the grant, by a name that cannot mean another program.
 */
export function granteeOf(actions: readonly Action[], source: string): Grantee {
  const programs: string[] = [];
  let known = true;
  for (const action of actions) {
    switch (action.kind) {
      case "run": {
        const [name] = action.argv;
        const first = name?.pieces[0];
        const spelled = name?.pieces.length === 1 && typeof first === "string" ? first : "";
        // `./terraform` is not terraform.
        if (
          action.program === null ||
          (spelled.includes("/") && !/^(?:\/usr)?(?:\/local)?\/s?bin\/[^/]+$/.test(spelled))
        )
          known = false;
        else programs.push(action.program);
        break;
      }
      case "interpret":
        if (!action.followed) known = false;
        break;
      case "opaque":
        known = false;
        break;
      case "environment":
        if (action.operation.kind === "dump") known = false;
        if (action.operation.kind === "set" && /^(?:PATH|LD_.*|BASH_ENV|ENV)$/.test(action.operation.name))
          known = false;
        break;
      default:
    }
  }
  return { programs: known ? programs : null, source };
}
