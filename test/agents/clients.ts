/**
 * How real agents take a hook's answer, as rules. `hook.test.ts` proves that these rules give the recorded effect in every
 * recorded case, and then asks them what guardsh's own answers lead to.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export type Effect = "ran" | "ran the rewritten command" | "not run" | "turn ended, no tool result";

/** What a hook did: nothing of it is required. */
export interface Given {
  readonly exit?: number;
  readonly stdout?: unknown;
  readonly stderr?: string;
}

export interface RecordedHook {
  readonly client: string;
  readonly version: string;
  readonly event: string;
  readonly setup: string;
  readonly question: { readonly [key: string]: unknown };
  readonly cases: readonly { readonly answer: Given; readonly effect: Effect }[];
}

export const recordedHooks: readonly RecordedHook[] = readFileSync(
  join(import.meta.dir, "../fixtures/hooks.jsonl"),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line): RecordedHook => JSON.parse(line));

/** The parts of an answer that any of them looks at. */
interface Answer {
  readonly decision?: string;
  readonly continue?: boolean;
  readonly permissionDecision?: string;
  readonly modifiedArgs?: object;
  readonly cancel?: boolean;
  readonly overrideInput?: object;
  readonly hookSpecificOutput?: {
    readonly permissionDecision?: string;
    readonly updatedInput?: object;
    readonly tool_input?: object;
  };
}

/** What happens to the command. */
export function effectOf({ client, version, event, setup }: RecordedHook, given: Given): Effect {
  const answer: Answer = typeof given.stdout === "object" && given.stdout !== null ? given.stdout : {};
  switch (client) {
    case "claude-code":
      return claude(given, answer, version, setup.startsWith("default") ? "not run" : "ran");
    case "codex":
      return codex(given, answer);
    case "gemini-cli":
      return gemini(given, answer);
    case "qwen-code":
      return qwen(given, answer);
    case "copilot-cli":
      return copilot(given, answer, event);
    case "cline":
      if (answer.cancel) return "turn ended, no tool result";
      return answer.overrideInput ? "ran the rewritten command" : "ran";
    default:
      throw new Error(`no rules for ${client}`);
  }
}

function claude(given: Given, answer: Answer, version: string, otherwise: Effect): Effect {
  const recent = version.startsWith("2.1.");
  if (given.exit === 2) return "not run";
  if (given.exit) return otherwise;
  if (answer.continue === false) return "turn ended, no tool result";
  if (answer.decision === "block") return "not run";
  if (answer.decision === "approve") return "ran";
  const { permissionDecision, updatedInput } = answer.hookSpecificOutput ?? {};
  if (permissionDecision === "deny") return "not run";
  if (permissionDecision === "ask") return recent ? "not run" : otherwise;
  const rewrites = updatedInput !== undefined && !version.startsWith("1.");
  if (permissionDecision === "allow") return rewrites ? "ran the rewritten command" : "ran";
  return rewrites && recent ? "ran the rewritten command" : otherwise;
}

function codex(given: Given, answer: Answer): Effect {
  if (given.exit === 2 && given.stderr) return "not run";
  if (given.exit) return "ran";
  const known = ["hookSpecificOutput", "decision", "reason", "continue", "stopReason"];
  if (Object.keys(answer).some((key) => !known.includes(key))) return "ran";
  const { permissionDecision, updatedInput } = answer.hookSpecificOutput ?? {};
  if (permissionDecision === "deny" || answer.decision === "block") return "not run";
  return permissionDecision === "allow" && updatedInput ? "ran the rewritten command" : "ran";
}

function gemini(given: Given, answer: Answer): Effect {
  if (given.exit === 2 && given.stderr) return "not run";
  if (given.exit) return "ran";
  if (answer.decision === "deny" || answer.decision === "block") return "not run";
  if (answer.decision === "ask" || answer.continue === false) return "turn ended, no tool result";
  return answer.hookSpecificOutput?.tool_input ? "ran the rewritten command" : "ran";
}

function qwen(given: Given, answer: Answer): Effect {
  if (given.exit === 2 && given.stderr) return "not run";
  if (given.exit) return "ran";
  const { permissionDecision } = answer.hookSpecificOutput ?? {};
  if (answer.continue === false || permissionDecision === "deny" || permissionDecision === "ask")
    return "not run";
  return answer.decision === "block" || answer.decision === "deny" ? "not run" : "ran";
}

function copilot(given: Given, answer: Answer, event: string): Effect {
  if (given.exit) return "not run";
  const said =
    event === "preToolUse" ? answer.permissionDecision : answer.hookSpecificOutput?.permissionDecision;
  if (said === "deny" || said === "ask") return "not run";
  const rewritten = event === "preToolUse" ? answer.modifiedArgs : answer.hookSpecificOutput?.updatedInput;
  return rewritten ? "ran the rewritten command" : "ran";
}
