/** Server-sent events, all at once: agents read them as they come, and it does not matter how fast that is. */

export type Event = readonly [name: string | null, data: unknown];

export function stream(events: readonly Event[]): Response {
  const body = events
    .map(([name, data]) => {
      const text = typeof data === "string" ? data : JSON.stringify(data);
      return `${name === null ? "" : `event: ${name}\n`}data: ${text}\n\n`;
    })
    .join("");
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-cache" },
  });
}
