/** What clients ask a proxy for: HTTP (CONNECT and absolute URLs), SOCKS 4, 4a and 5. Bytes in, a request or "more" out. */
import { authorityOf } from "../../places/index.ts";

export type Asked =
  /** Not enough bytes yet. */
  | { readonly kind: "more" }
  /** Answer these bytes and read on (the greeting of SOCKS 5). */
  | { readonly kind: "answer"; readonly bytes: Uint8Array; readonly used: number }
  | { readonly kind: "bad"; readonly reply: Uint8Array }
  | {
      readonly kind: "connect";
      readonly host: string;
      readonly port: number;
      /** Bytes of the input that belong to the request. */
      readonly used: number;
      /** What is sent on instead of the request (HTTP without CONNECT). */
      readonly forward: Uint8Array | null;
      readonly granted: Uint8Array;
      readonly refused: (why: string) => Uint8Array;
    };

const more: Asked = { kind: "more" };
const encoder = new TextEncoder();

/** The longest head of a request that is read. */
const HEAD = 64 * 1024;

/** Reads a request from the beginning of the input. `greeted` says that SOCKS 5 has been greeted before. */
export function readRequest(input: Uint8Array, greeted: boolean): Asked {
  const [first] = input;
  if (first === undefined) return more;
  if (first === 5) return greeted ? socks5(input) : greeting(input);
  return first === 4 ? socks4(input) : http(input);
}

/** RFC 1928, 3: version, number of methods, methods. Ours is "no authentication". */
function greeting(input: Uint8Array): Asked {
  const count = input[1];
  if (count === undefined || input.length < 2 + count) return more;
  return { kind: "answer", bytes: Uint8Array.of(5, 0), used: 2 + count };
}

/** RFC 1928, 4 to 6. */
function socks5(input: Uint8Array): Asked {
  const reply = (code: number) => Uint8Array.of(5, code, 0, 1, 0, 0, 0, 0, 0, 0);
  if (input.length < 5) return more;
  if (input[1] !== 1) return { kind: "bad", reply: reply(7) };
  const named = input[4] ?? 0;
  const lengths: Readonly<Record<number, number>> = { 1: 4, 3: 1 + named, 4: 16 };
  const length = lengths[input[3] ?? 0];
  if (length === undefined) return { kind: "bad", reply: reply(8) };
  const end = 4 + length + 2;
  if (input.length < end) return more;
  const address = input.subarray(4, 4 + length);
  return {
    kind: "connect",
    host: input[3] === 3 ? latin1(address.subarray(1)) : addressText(address),
    port: (input[end - 2] ?? 0) * 256 + (input[end - 1] ?? 0),
    used: end,
    forward: null,
    granted: reply(0),
    refused: () => reply(2),
  };
}

/** SOCKS 4, and 4a where the address is 0.0.0.x: the name comes after the user. */
function socks4(input: Uint8Array): Asked {
  const reply = (code: number) => Uint8Array.of(0, code, 0, 0, 0, 0, 0, 0);
  if (input.length < 9) return more;
  if (input[1] !== 1) return { kind: "bad", reply: reply(0x5b) };
  const userEnd = input.indexOf(0, 8);
  if (userEnd < 0) return input.length > 1024 ? { kind: "bad", reply: reply(0x5b) } : more;
  const address = input.subarray(4, 8);
  const byName = address[0] === 0 && address[1] === 0 && address[2] === 0 && address[3] !== 0;
  const nameEnd = byName ? input.indexOf(0, userEnd + 1) : userEnd;
  if (nameEnd < 0) return input.length > 2048 ? { kind: "bad", reply: reply(0x5b) } : more;
  return {
    kind: "connect",
    host: byName ? latin1(input.subarray(userEnd + 1, nameEnd)) : addressText(address),
    port: (input[2] ?? 0) * 256 + (input[3] ?? 0),
    used: nameEnd + 1,
    forward: null,
    granted: reply(0x5a),
    refused: () => reply(0x5b),
  };
}

function addressText(address: Uint8Array): string {
  if (address.length === 4) return address.join(".");
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(((address[i] ?? 0) * 256 + (address[i + 1] ?? 0)).toString(16));
  return groups.join(":");
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

function http(input: Uint8Array): Asked {
  const text = latin1(input.subarray(0, HEAD));
  const end = text.indexOf("\r\n\r\n");
  if (end < 0)
    return input.length >= HEAD
      ? { kind: "bad", reply: answer(431, "Request Header Fields Too Large", "") }
      : more;
  const [line = "", ...headers] = text.slice(0, end).split("\r\n");
  const match = /^([A-Z]+) (\S+) (HTTP\/1\.[01])$/.exec(line);
  const [, method = "", target = "", version = ""] = match ?? [];
  const connect = method === "CONNECT";
  const authority =
    match && (connect || /^http:\/\//i.test(target))
      ? authorityOf(connect ? `connect://${target}` : target)
      : null;
  if (!authority) return { kind: "bad", reply: answer(400, "Bad Request", "guardsh: this is a proxy\n") };
  const { host, port } = authority;
  const refused = (why: string) => answer(403, "Forbidden", `guardsh: ${host} was not reached: ${why}\n`);
  const base = { kind: "connect", host, port: port ?? (connect ? 443 : 80), used: end + 4, refused } as const;
  if (connect)
    return { ...base, forward: null, granted: encoder.encode("HTTP/1.1 200 Connection established\r\n\r\n") };
  // The origin gets a path and the host that was judged, whatever `Host` said; one request for one connection.
  const path = /^http:\/\/[^/?#]*([^#]*)/i.exec(target)?.[1] ?? "";
  const kept = headers.filter((header) => !/^(?:host|connection|proxy-[\w-]+|keep-alive)\s*:/i.test(header));
  const shown = port === null ? host : `${host}:${port}`;
  const head = [
    `${method} ${path.startsWith("/") ? path : `/${path}`} ${version}`,
    `Host: ${shown}`,
    ...kept,
    "Connection: close",
  ];
  return {
    ...base,
    forward: Buffer.from(`${head.join("\r\n")}\r\n\r\n`, "latin1"),
    granted: new Uint8Array(),
  };
}

function answer(status: number, reason: string, body: string): Uint8Array {
  const bytes = encoder.encode(body);
  const head = `HTTP/1.1 ${status} ${reason}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${bytes.length}\r\nConnection: close\r\n\r\n`;
  return Buffer.concat([encoder.encode(head), bytes]);
}
