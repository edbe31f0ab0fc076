/** A model that says what it is told to: one tool call after another, then a last word. */

/** One call of the shell tool; `input` adds to its arguments or replaces them. */
export interface Step {
  readonly command: string;
  readonly input?: Readonly<Record<string, unknown>>;
  /** Another tool than the one that runs commands, with `input` as all its arguments. */
  readonly tool?: string;
}

/** A tool as an agent offers it, whatever the protocol. */
export interface Tool {
  readonly name: string;
  readonly schema: Json;
  readonly type?: string;
}

export type Json = { readonly [key: string]: unknown };

export interface Call {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly input: Json;
}

/** What agents call the tool that runs commands, the most particular first. */
const shellTools = [
  "Bash",
  "bash",
  "exec_command",
  "shell_command",
  "shell",
  "run_shell_command",
  "execute_command",
  "run_commands",
];

export class Conversation {
  /** Results of tool calls as the agent sent them, in the order of their first coming. */
  readonly results: string[] = [];
  private readonly seen = new Set<string>();
  /** What the model will ask for. */
  steps: readonly Step[] = [];
  private calls = 0;

  record(id: string, content: unknown): void {
    if (this.seen.has(id)) return;
    this.seen.add(id);
    this.results.push(typeof content === "string" ? content : JSON.stringify(content));
  }

  /** The next call, given how many results the agent's message holds; null: there is nothing left to do. */
  next(resultsSoFar: number, tools: readonly Tool[]): Call | null {
    const step = this.steps[resultsSoFar];
    if (step === undefined || tools.length === 0) return null;
    const tool = step.tool
      ? tools.find(({ name }) => name === step.tool)
      : shellTools.map((name) => tools.find((each) => each.name === name)).find((each) => each !== undefined);
    if (tool === undefined) return null;
    const input = step.tool ? (step.input ?? {}) : { ...argumentsFor(tool, step.command), ...step.input };
    return {
      id: `call_${++this.calls}_${resultsSoFar}`,
      name: tool.name,
      type: tool.type ?? "function",
      input,
    };
  }
}

/** The arguments of a tool that runs commands, whatever it calls them; required ones get something plain. */
function argumentsFor({ schema }: Tool, command: string): Json {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const input: Record<string, unknown> = {};
  if (properties.commands) input.commands = [command];
  else if (properties.cmd) input.cmd = command;
  else input.command = typeOf(properties.command) === "array" ? ["bash", "-lc", command] : command;
  for (const name of Array.isArray(schema.required) ? schema.required : []) {
    if (typeof name === "string" && input[name] === undefined) input[name] = plainValue(properties[name]);
  }
  return input;
}

function plainValue(property: unknown): unknown {
  switch (typeOf(property)) {
    case "boolean":
      return false;
    case "number":
    case "integer":
      return 10_000;
    case "array":
      return [];
    default:
      return "run it";
  }
}

function typeOf(property: unknown): unknown {
  return isObject(property) ? property.type : undefined;
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; nothing for anything else. */
export function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function string(value: unknown): string {
  return typeof value === "string" ? value : "";
}
