/** What a session has to remember of a command that is about to start, and what it then has to say to later ones. */
import type { Action } from "../../meaning/action.ts";
import type { Finding } from "../../policy/verdict.ts";
import { checkFetched, noteFetched } from "./fetched.ts";
import type { Remembering } from "./notes.ts";
import { checkRemotes, noteRemotes } from "./remotes.ts";

/** Notes what later commands are held against. @throws Unavailable where it cannot be written */
export function remember(session: Remembering, actions: readonly Action[], cwd: string): void {
  noteFetched(session, actions, cwd);
  noteRemotes(session, actions);
}

/** What earlier commands of the session give against this one. */
export function checkRemembered(session: Remembering, actions: readonly Action[], cwd: string): Finding[] {
  return [...checkFetched(session, actions, cwd), ...checkRemotes(session, actions)];
}
