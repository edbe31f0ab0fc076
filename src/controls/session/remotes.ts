/**
 * Remotes that commands of a session have added to a repository. A name that a person has set up says where a push goes; one that the
 * agent has set up a few commands before says no more than the address itself, which a push is asked about.
 */
import type { Action, Run } from "../../meaning/action.ts";
import { show } from "../../meaning/value.ts";
import { strangerIn } from "../../places/index.ts";
import type { Finding } from "../../policy/verdict.ts";
import { finding } from "../finding.ts";
import { addNotes, notesOf, type Remembering } from "./notes.ts";

interface Remote {
  readonly name: string;
  readonly address: string;
}

const list = "remotes.jsonl";

/** Notes the remotes with a stranger's address that a command, which is about to start, adds. @throws Unavailable where that cannot be written */
export function noteRemotes(session: Remembering, actions: readonly Action[]): void {
  addNotes(session, list, actions.flatMap(addedBy));
}

/** A finding for each push to a remote that an earlier command has added. */
export function checkRemotes(session: Remembering, actions: readonly Action[]): Finding[] {
  const pushes = actions.filter(
    (action): action is Run => isGit(action) && action.call.subcommand[0] === "push",
  );
  const known = pushes.length === 0 ? [] : notesOf(session, list, isRemote);
  return pushes.flatMap((push) => {
    const to = push.call.operands[0];
    const remote = known.findLast(({ name }) => to !== undefined && name === show(to.text));
    return remote === undefined
      ? []
      : [finding(push, { ...observation, what: `pushes to ${remote.name}, which is ${remote.address}` })];
  });
}

const observation = {
  rule: "session/push-elsewhere",
  title: "Pushing to a remote that this session has added",
  severity: "high",
  decision: "ask",
  why: "The history goes to an address that no person has set up.",
  instead: "Push to a remote that the person has set up (git remote -v), or ask for this one.",
} as const;

function isGit(action: Action): action is Run {
  return action.kind === "run" && action.program === "git";
}

/** `git remote add NAME ADDRESS`, `git config remote.NAME.url ADDRESS`. */
function addedBy(action: Action): readonly Remote[] {
  if (!isGit(action)) return [];
  const steps = [...action.call.subcommand, ...action.call.operands.map(({ text }) => show(text))];
  const [verb, next = "", name = "", address = ""] = steps;
  const set = verb === "config" ? /^remote\.(.+)\.(?:push)?url$/i.exec(next)?.[1] : undefined;
  const remote = set === undefined ? { name, address } : { name: set, address: name };
  if (set === undefined && (verb !== "remote" || next !== "add")) return [];
  return strangerIn(remote.address) === null ? [] : [remote];
}

function isRemote(value: unknown): value is Remote {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "address" in value &&
    typeof value.address === "string"
  );
}
