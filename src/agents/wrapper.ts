/** What an agent put around a command. */
import type { Script, Span } from "../syntax/script.ts";

export type AgentName = "claude" | "codex" | "gemini";

export interface Wrapper {
  readonly agent: AgentName;
  /** `snapshot`: the agent writes down the user's functions and aliases; nothing in it is the model's. */
  readonly kind: "command" | "snapshot";
  /** What the model asked for; null where nothing is its. */
  readonly command: string | null;
  /** Where that stands in the source, as far out as it can be pointed at. */
  readonly span: Span;
  /** The file of functions and aliases that is loaded first, or written. */
  readonly snapshot: string | null;
  /** Steps that give variables the values that they have already, and so say nothing about the command. */
  readonly own: readonly Span[];
  /**
   * The step that runs the command, where nothing else around it could make a difference to what that does: then it is judged
   * alone. Null where that is not sure. It holds only if the snapshot is the agent's own.
   */
  readonly essence: Script | null;
  /**
   * The text within the levels of the agent's own sandbox, which is judged in place of the whole: what those levels do (start
   * the sandbox's relays, enter it) is the agent's and would be refused to a command. `shell` is what the outermost level
   * starts with the next one. Null where there are none.
   */
  readonly inside: { readonly source: string; readonly script: Script; readonly shell: string } | null;
}

/** What else there is to go by. */
export interface Circumstances {
  /** The value of an exported variable; null if it is not set. */
  readonly environment: (name: string) => string | null;
}
