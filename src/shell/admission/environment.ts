/** The environment that the command gets: without the secrets that it was not granted. */
import { type Built, buildEnvironment, granteeOf } from "../../controls/credentials/index.ts";
import type { Session } from "../../controls/session/index.ts";
import type { Judgement } from "../../policy/judge.ts";
import type { Policy } from "../../policy/policy.ts";

/** What was judged of a command, piece by piece: startup files first, the command last. */
export type Judged = Pick<Judgement, "actions"> & { readonly source: string };

/**
 * Splits the environment for all that was judged together: a variable is granted to the programs that all of it starts. A
 * command inside another guarded one was started with a clean environment; what is in it now, that command put there.
 */
export function commandEnvironment(
  environment: readonly Uint8Array[],
  { credentials }: Policy,
  session: Session,
  judged: readonly Judged[],
): Built {
  if (session.nested) return { kept: environment, removed: [] };
  const actions = judged.flatMap((each) => each.actions);
  const source = judged.map((each) => each.source).join("\n");
  return buildEnvironment(environment, credentials, granteeOf(actions, source));
}
