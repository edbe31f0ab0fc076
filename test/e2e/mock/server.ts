/** The APIs that agents talk to, on loopback, for one conversation at a time. */
import { messages } from "./anthropic.ts";
import { Conversation, isObject, type Json } from "./conversation.ts";
import { generateContent } from "./gemini.ts";
import { chatCompletions, responses } from "./openai.ts";

export interface Mock {
  readonly port: number;
  readonly conversation: Conversation;
  readonly stop: () => void;
}

export function startMock(): Mock {
  const conversation = new Conversation();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 120,
    fetch: async (request) => answer(conversation, request),
  });
  return { port: server.port ?? 0, conversation, stop: () => void server.stop(true) };
}

async function answer(conversation: Conversation, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (request.method === "GET" && pathname.endsWith("/models"))
    return Response.json({ object: "list", data: [{ id: "mock", object: "model" }], models: [] });
  if (request.method !== "POST") return notThere();
  const body = await json(request);
  if (pathname.endsWith("/messages")) return messages(conversation, body);
  if (pathname.endsWith("/count_tokens")) return Response.json({ input_tokens: 10 });
  if (pathname.endsWith("/responses")) return responses(conversation, body);
  if (pathname.endsWith("/chat/completions")) return chatCompletions(conversation, body);
  if (pathname.endsWith(":countTokens")) return Response.json({ totalTokens: 10 });
  if (pathname.endsWith(":streamGenerateContent"))
    return generateContent(conversation, body, searchParams.get("alt") === "sse");
  if (pathname.endsWith(":generateContent")) return generateContent(conversation, body, false);
  return notThere();
}

async function json(request: Request): Promise<Json> {
  try {
    const body: unknown = await request.json();
    return isObject(body) ? body : {};
  } catch {
    return {};
  }
}

function notThere(): Response {
  return Response.json({ error: { type: "not_found_error", message: "no such path" } }, { status: 404 });
}
