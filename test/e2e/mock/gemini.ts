/** Gemini's generateContent, as much of it as Gemini CLI needs. */
import { type Conversation, isObject, type Json, objects, string } from "./conversation.ts";
import { stream } from "./stream.ts";

export function generateContent(conversation: Conversation, body: Json, streamed: boolean): Response {
  let results = 0;
  for (const { parts } of objects(body.contents)) {
    for (const { functionResponse } of objects(parts)) {
      if (!isObject(functionResponse)) continue;
      results++;
      conversation.record(`${string(functionResponse.id)}#${results}`, functionResponse.response);
    }
  }
  const tools = objects(body.tools)
    .flatMap(({ functionDeclarations }) => objects(functionDeclarations))
    .map((tool) => ({
      name: string(tool.name),
      schema: objects([tool.parametersJsonSchema ?? tool.parameters])[0] ?? {},
    }));
  const call = conversation.next(results, tools);
  const part =
    call === null
      ? { text: textFor(body) }
      : { functionCall: { id: call.id, name: call.name, args: call.input } };
  const answer = {
    candidates: [{ content: { role: "model", parts: [part] }, finishReason: "STOP", index: 0 }],
    usageMetadata: { promptTokenCount: 10, candidatesTokenCount: 10, totalTokenCount: 20 },
    modelVersion: "model",
  };
  return streamed ? stream([[null, answer]]) : Response.json(answer);
}

/** The last word; where an answer of a certain form is asked for (who speaks next), one of that form. */
function textFor({ generationConfig }: Json): string {
  const config = isObject(generationConfig) ? generationConfig : {};
  const schema = config.responseJsonSchema ?? config.responseSchema;
  if (!isObject(schema)) return "DONE";
  const answer: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
    const type = isObject(property) ? string(property.type).toLowerCase() : "";
    const [choice] = isObject(property) && Array.isArray(property.enum) ? property.enum : [];
    answer[name] =
      choice ?? (type === "boolean" ? false : type === "array" ? [] : type === "object" ? {} : "ok");
  }
  if ("next_speaker" in answer) answer.next_speaker = "user";
  return JSON.stringify(answer);
}
