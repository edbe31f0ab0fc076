/**
 * Hooks: an agent asks a program before it runs a command. Each agent asks and understands in its own way; what is written
 * here about each was seen in runs of it, unless it says otherwise.
 *
 * What is common to all: an answer that the agent does not understand lets the command run. So each refusal is said in the
 * agent's own words, and in every way at once where that does no harm.
 */
import { quote } from "../syntax/quote.ts";

/** Who asks: the agent, and where one has two ways of asking, which. */
export type HookClient =
  | "claude"
  | "codex"
  | "gemini"
  | "qwen"
  | "copilot"
  | "cline"
  | "cursor"
  | "crush"
  | "opencode"
  | "pi";

export const hookClients: readonly HookClient[] = [
  "claude",
  "codex",
  "gemini",
  "qwen",
  "copilot",
  "cline",
  "cursor",
  "crush",
  "opencode",
  "pi",
];

/** A question: may these commands run? */
export interface HookQuestion {
  readonly client: HookClient;
  /** Empty where the tool in question runs no commands. */
  readonly commands: readonly string[];
  /** Where they would run; null where the agent does not say. */
  readonly cwd: string | null;
  /** Does an answer of `ask` really put the question to a person here? False where the agent would just run the command. */
  readonly canAsk: boolean;
  /** Copilot's own spelling of names, instead of Claude's. */
  readonly camelCase: boolean;
}

/** What one command's judgement comes to. */
export interface HookDecision {
  readonly decision: "allow" | "ask" | "deny";
  /** What the agent reads; "" with allow. */
  readonly reason: string;
}

export interface HookAnswer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Tools that run commands, in all agents. */
const shellTools = new Set([
  "bash",
  "shell",
  "run_shell_command",
  "run_commands",
  "execute_command",
  "exec_command",
]);

/** What stood on standard input is not a question that is known. */
export class UnknownQuestion extends Error {}

/** Reads a question. `named` is the agent that the hook was set up for; null: it is told by the question. */
export function readHook(input: unknown, named: HookClient | null): HookQuestion {
  if (!isObject(input)) throw new UnknownQuestion("the hook's input is not a JSON object");
  const client = named ?? clientOf(input);
  const tool =
    text(input.tool_name) ??
    text(input.toolName) ??
    nestedTool(input) ??
    (client === "cursor" ? "shell" : null);
  if (client === null || tool === null)
    throw new UnknownQuestion("the hook's input has no shape that is known");
  const about = {
    client,
    cwd: text(input.cwd) ?? firstText(input.workspaceRoots) ?? firstText(input.workspace_roots),
    canAsk: canAsk(client, input),
    camelCase: input.toolName !== undefined,
  };
  if (!shellTools.has(tool.toLowerCase())) return { ...about, commands: [] };
  const commands = commandsOf(input);
  if (commands === null) throw new UnknownQuestion(`the hook's input has no command for the tool ${tool}`);
  return { ...about, commands };
}

/** Tells the agent by keys that no other one sends. */
function clientOf(input: Input): HookClient | null {
  switch (input.hook_event_name) {
    case "BeforeTool":
      return "gemini";
    case "beforeShellExecution":
      return "cursor";
    case "PreToolUse":
      if (text(input.tool_name) === "run_shell_command") return "qwen";
      if (input.turn_id !== undefined) return "codex";
      return input.transcript_path === undefined && input.timestamp !== undefined ? "copilot" : "claude";
  }
  if (input.hookName === "tool_call" || input.preToolUse !== undefined) return "cline";
  if (input.event === "PreToolUse") return "crush";
  return input.toolName !== undefined ? "copilot" : null;
}

function nestedTool({ tool_call, preToolUse }: Input): string | null {
  if (isObject(tool_call)) return text(tool_call.name);
  return isObject(preToolUse) ? text(preToolUse.toolName) : null;
}

function commandsOf(input: Input): readonly string[] | null {
  const nested = isObject(input.tool_call) ? input.tool_call.input : undefined;
  const old = isObject(input.preToolUse) ? input.preToolUse.parameters : undefined;
  const given = decoded(input.tool_input ?? input.toolArgs ?? nested ?? old ?? input);
  if (!isObject(given)) return null;
  const several = decoded(given.commands);
  if (Array.isArray(several)) return several.every((each) => typeof each === "string") ? several : null;
  const one = text(given.command) ?? text(given.cmd);
  return one === null ? null : [one];
}

/** Some send what belongs to the tool as JSON within JSON. */
function decoded(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

/**
 * Claude Code asks a person from 2.1.113 on (told by `prompt_id`); before, in the mode that asks nothing, it runs the
 * command. Codex runs it. Gemini ends the turn without a word to the model. Crush knows no such answer (documentation).
 */
function canAsk(client: HookClient, input: Input): boolean {
  if (client === "claude") return input.prompt_id !== undefined;
  return client === "qwen" || client === "copilot" || client === "cursor";
}

/** The answer to a question, given what was decided on each of its commands. */
export function answerHook(question: HookQuestion, decisions: readonly HookDecision[]): HookAnswer {
  const refused = decisions.filter(({ decision }) => decision !== "allow");
  if (question.client === "cline") return answerCline(question.commands, decisions);
  if (refused.length === 0) return question.client === "cursor" ? say({ permission: "allow" }) : silence;
  const reason = refused.map((each) => each.reason).join("\n");
  const ask = question.canAsk && refused.every(({ decision }) => decision === "ask");
  return ask ? askPerson(question, reason) : refuse(question, reason);
}

const silence: HookAnswer = { status: 0, stdout: "", stderr: "" };

function say(answer: object, status = 0, stderr = ""): HookAnswer {
  return { status, stdout: `${JSON.stringify(answer)}\n`, stderr };
}

/** Claude's form, which most have taken over. */
function permission(decision: "ask" | "deny", reason: string) {
  return {
    hookSpecificOutput: {
      hookEventName: "PreToolUse",
      permissionDecision: decision,
      permissionDecisionReason: reason,
    },
  };
}

function askPerson({ client, camelCase }: HookQuestion, reason: string): HookAnswer {
  if (client === "cursor") return say({ permission: "ask", user_message: reason, agent_message: reason });
  if (camelCase) return say({ permissionDecision: "ask", permissionDecisionReason: reason });
  return say(permission("ask", reason));
}

function refuse({ client, camelCase }: HookQuestion, reason: string): HookAnswer {
  // Copilot shows the reason only with status 0.
  if (client === "copilot")
    return camelCase
      ? say({ permissionDecision: "deny", permissionDecisionReason: reason })
      : say(permission("deny", reason));
  if (client === "cursor")
    return say({ permission: "deny", user_message: reason, agent_message: reason }, 2, reason);
  return refuseAnybody(reason);
}

/**
 * What every agent but Cline obeys, whoever it is: status 2, the reason on standard error, and this on standard output.
 * Nothing may be added to it: with a key that it does not know Codex takes it for invalid.
 */
export function refuseAnybody(reason: string): HookAnswer {
  return say({ ...permission("deny", reason), decision: "block", reason }, 2, reason);
}

/**
 * Cline knows no refusal short of ending the whole run, and ignores the status. A refused command is replaced by one that
 * says why, so that the model learns it.
 */
function answerCline(commands: readonly string[], decisions: readonly HookDecision[]): HookAnswer {
  if (decisions.every(({ decision }) => decision === "allow")) return say({});
  return say({
    overrideInput: {
      commands: commands.map((command, index) => {
        const { decision, reason } = decisions[index] ?? { decision: "deny", reason: "not judged" };
        return decision === "allow" ? command : `printf '%s\\n' ${quote(reason.trimEnd())} >&2; exit 126`;
      }),
    },
  });
}

/** Ends Cline's run: for what cannot be answered otherwise. */
export function stopCline(reason: string): HookAnswer {
  return say({ cancel: true, errorMessage: reason }, 2, reason);
}

type Input = { readonly [key: string]: unknown };

function isObject(value: unknown): value is Input {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function firstText(value: unknown): string | null {
  return Array.isArray(value) ? text(value[0]) : null;
}
