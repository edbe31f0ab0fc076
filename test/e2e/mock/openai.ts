/** Chat completions (Qwen Code, opencode, pi) and the Responses API (Codex). */
import { type Conversation, type Json, objects, string } from "./conversation.ts";
import { type Event, stream } from "./stream.ts";

export function chatCompletions(conversation: Conversation, body: Json): Response {
  let results = 0;
  for (const message of objects(body.messages)) {
    if (message.role !== "tool") continue;
    results++;
    conversation.record(string(message.tool_call_id), message.content);
  }
  const tools = objects(body.tools).map((tool) => {
    const [described] = objects([tool.function]);
    return { name: string(described?.name), schema: objects([described?.parameters])[0] ?? {} };
  });
  const call = conversation.next(results, tools);
  const named = call && {
    id: call.id,
    type: "function",
    function: { name: call.name, arguments: JSON.stringify(call.input) },
  };
  const base = { id: `chatcmpl-${results}`, created: 1, model: body.model ?? "model" };
  const usage = { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 };
  const reason = call === null ? "stop" : "tool_calls";
  if (body.stream !== true) {
    const message = named
      ? { role: "assistant", content: null, tool_calls: [named] }
      : { role: "assistant", content: "DONE" };
    return Response.json({
      ...base,
      object: "chat.completion",
      choices: [{ index: 0, finish_reason: reason, message }],
      usage,
    });
  }
  const chunk = (delta: object, finish_reason: string | null, more: object = {}): Event => [
    null,
    { ...base, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }], ...more },
  ];
  const said = named
    ? { role: "assistant", content: null, tool_calls: [{ index: 0, ...named }] }
    : { role: "assistant", content: "DONE" };
  return stream([chunk(said, null), chunk({}, reason, { usage }), [null, "[DONE]"]]);
}

export function responses(conversation: Conversation, body: Json): Response {
  let results = 0;
  for (const item of objects(body.input)) {
    if (!string(item.type).endsWith("_output")) continue;
    results++;
    conversation.record(string(item.call_id ?? item.id), item.output ?? item);
  }
  const tools = objects(body.tools).map((tool) => ({
    name: string(tool.name ?? tool.type),
    type: string(tool.type),
    schema: objects([tool.parameters])[0] ?? {},
  }));
  const call = conversation.next(results, tools);
  const text = { type: "output_text", text: "DONE", annotations: [] };
  const item =
    call === null
      ? { type: "message", id: `msg_${results}`, role: "assistant", status: "completed", content: [text] }
      : {
          type: "function_call",
          id: `fc_${call.id}`,
          call_id: call.id,
          status: "completed",
          name: call.name,
          arguments: JSON.stringify(call.input),
        };
  const response = {
    id: `resp_${results}`,
    object: "response",
    created_at: 1,
    status: "completed",
    model: body.model,
    output: [item],
    parallel_tool_calls: false,
    error: null,
    incomplete_details: null,
    instructions: null,
    metadata: {},
    tools: [],
    tool_choice: "auto",
    usage: {
      input_tokens: 10,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 10,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 20,
    },
  };
  if (body.stream !== true) return Response.json(response);
  const begun = { ...response, status: "in_progress", output: [], usage: null };
  const started =
    call === null
      ? { ...item, status: "in_progress", content: [] }
      : { ...item, status: "in_progress", arguments: "" };
  const events: [string, object][] = [
    ["response.created", { response: begun }],
    ["response.in_progress", { response: begun }],
    ["response.output_item.added", { output_index: 0, item: started }],
    ...spoken(item, text),
    ["response.output_item.done", { output_index: 0, item }],
    ["response.completed", { response }],
  ];
  return stream(
    events.map(([type, data], sequence_number): Event => [type, { type, sequence_number, ...data }]),
  );
}

function spoken(
  item: { readonly id: string; readonly arguments?: string },
  text: object,
): [string, object][] {
  const at = { item_id: item.id, output_index: 0 };
  if (item.arguments !== undefined)
    return [
      ["response.function_call_arguments.delta", { ...at, delta: item.arguments }],
      ["response.function_call_arguments.done", { ...at, arguments: item.arguments }],
    ];
  const part = { ...at, content_index: 0 };
  return [
    ["response.content_part.added", { ...part, part: { ...text, text: "" } }],
    ["response.output_text.delta", { ...part, delta: "DONE" }],
    ["response.output_text.done", { ...part, text: "DONE" }],
    ["response.content_part.done", { ...part, part: text }],
  ];
}
