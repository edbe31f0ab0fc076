/** What an agent put around a command. */
import type { Span } from "../syntax/script.ts";

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
  /**
   * The shell that the text is handed to by a level that only starts the agent's own sandbox; null where the text itself
   * runs. If that shell is guardsh, the command is confined there: the launchers in between need what a sandbox takes.
   */
  readonly relay: string | null;
}

/** What else there is to go by. */
export interface Circumstances {
  /** The value of an exported variable; null if it is not set. */
  readonly environment: (name: string) => string | null;
}
