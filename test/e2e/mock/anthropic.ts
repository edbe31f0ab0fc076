/** The Messages API, as much of it as Claude Code needs. */
import { type Conversation, type Json, objects, string } from "./conversation.ts";
import { stream } from "./stream.ts";

export function messages(conversation: Conversation, body: Json): Response {
  let results = 0;
  for (const { content } of objects(body.messages)) {
    for (const block of objects(content)) {
      if (block.type !== "tool_result") continue;
      results++;
      conversation.record(string(block.tool_use_id), { content: block.content, is_error: block.is_error });
    }
  }
  const tools = objects(body.tools).map((tool) => ({
    name: string(tool.name),
    schema: isSchema(tool.input_schema),
  }));
  // Side questions (titles, topics) are asked without the task's own words.
  const call = JSON.stringify(body.messages ?? "").includes("run it")
    ? conversation.next(results, tools)
    : null;
  const block =
    call === null
      ? { type: "text", text: "DONE" }
      : { type: "tool_use", id: `toolu_${call.id}`, name: call.name, input: call.input };
  const usage = {
    input_tokens: 10,
    output_tokens: 10,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
  };
  const reason = call === null ? "end_turn" : "tool_use";
  const message = {
    id: `msg_${results}`,
    type: "message",
    role: "assistant",
    model: body.model ?? "model",
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  };
  if (body.stream !== true) return Response.json({ ...message, content: [block], stop_reason: reason });
  const empty = call === null ? { type: "text", text: "" } : { ...block, input: {} };
  const delta =
    call === null
      ? { type: "text_delta", text: "DONE" }
      : { type: "input_json_delta", partial_json: JSON.stringify(call.input) };
  return stream([
    ["message_start", { type: "message_start", message }],
    ["content_block_start", { type: "content_block_start", index: 0, content_block: empty }],
    ["content_block_delta", { type: "content_block_delta", index: 0, delta }],
    ["content_block_stop", { type: "content_block_stop", index: 0 }],
    [
      "message_delta",
      {
        type: "message_delta",
        delta: { stop_reason: reason, stop_sequence: null },
        usage: { output_tokens: 10 },
      },
    ],
    ["message_stop", { type: "message_stop" }],
  ]);
}

function isSchema(value: unknown): Json {
  return objects([value])[0] ?? {};
}
