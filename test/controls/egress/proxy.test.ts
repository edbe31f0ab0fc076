/** The proxy on loopback, with a server of its own behind it and names that are looked up in a table. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { connect, createServer, type Server } from "node:net";
import { type FilteringProxy, type Refused, startProxy } from "../../../src/controls/egress/proxy.ts";
import { policyWith } from "../meaning.ts";

const names: Readonly<Record<string, readonly string[]>> = {
  "good.example": ["127.0.0.1"],
  "rebound.example": ["127.0.0.1"],
  "meta.example": ["169.254.169.254"],
  "mixed.example": ["203.0.113.1", "169.254.169.254"],
};

let server: Server;
let proxy: FilteringProxy;
let port = 0;
const refused: Refused[] = [];
const received: string[] = [];

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (data) => {
      received.push(data.toString());
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  port = address.port;
  const { egress } = policyWith({
    egress: {
      mode: "allowlist",
      allow: ["rebound.example", "meta.example", "mixed.example", `localhost:${port}`],
      deny: ["127.0.0.9"],
    },
  });
  proxy = await startProxy({
    egress,
    resolve: async (name) => names[name] ?? (name === "localhost" ? ["127.0.0.1"] : []),
    onRefused: (each) => refused.push(each),
  });
});
afterAll(async () => {
  await proxy.close();
  server.close();
});

/** Sends bytes to the proxy and gives back all that comes, as Latin-1. `then` is sent after the first answer. */
function exchange(bytes: string | Uint8Array, ...then: readonly (string | Uint8Array)[]): Promise<string> {
  return new Promise((done) => {
    const waiting = [...then];
    let answer = "";
    const socket = connect(proxy.port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (data) => {
      answer += data.toString("latin1");
      const next = waiting.shift();
      if (next !== undefined) socket.write(next);
    });
    socket.on("close", () => done(answer));
    socket.on("error", () => done(answer));
  });
}

const get = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

describe("HTTP", () => {
  test("CONNECT to an allowed host", async () => {
    const answer = await exchange(`CONNECT localhost:${port} HTTP/1.1\r\nHost: localhost\r\n\r\n`, get);
    expect(answer).toStartWith("HTTP/1.1 200 Connection established\r\n\r\n");
    expect(answer).toEndWith("hello");
  });
  test("a request in pieces, with bytes behind it", async () => {
    const answer = await exchange(`CONNECT localhost:${port} HTTP/1.1\r\n\r\n${get}`);
    expect(answer).toEndWith("hello");
  });
  test("a plain request goes on with the host that was judged", async () => {
    received.length = 0;
    const answer = await exchange(
      `GET http://localhost:${port}/a?b HTTP/1.1\r\nHost: attacker.example\r\nProxy-Authorization: x\r\nX: y\r\n\r\n`,
    );
    expect(answer).toEndWith("hello");
    expect(received.join("")).toBe(
      `GET /a?b HTTP/1.1\r\nHost: localhost:${port}\r\nX: y\r\nConnection: close\r\n\r\n`,
    );
  });
  test("a host that is not allowed is refused with the reason", async () => {
    refused.length = 0;
    const answer = await exchange("CONNECT attacker.example:443 HTTP/1.1\r\n\r\n");
    expect(answer).toStartWith("HTTP/1.1 403");
    expect(answer).toContain("egress.allow");
    expect(refused).toEqual([
      { host: "attacker.example", port: 443, why: "it is not on the list (egress.allow)" },
    ]);
    expect(await exchange("GET http://attacker.example/ HTTP/1.1\r\n\r\n")).toStartWith("HTTP/1.1 403");
  });
  test("what is no request", async () => {
    for (const bytes of ["GET / HTTP/1.1\r\n\r\n", "nonsense\r\n\r\n", "CONNECT  HTTP/1.1\r\n\r\n"])
      expect(await exchange(bytes)).toStartWith("HTTP/1.1 400");
    expect(await exchange(`GET http://localhost/ HTTP/1.1\r\nX: ${"y".repeat(70_000)}`)).toStartWith(
      "HTTP/1.1 431",
    );
  });
});

describe("names and addresses", () => {
  const connectTo = (target: string) => exchange(`CONNECT ${target} HTTP/1.1\r\n\r\n`);
  test("an allowed name that leads to this machine or to a metadata service", async () => {
    expect(await connectTo(`rebound.example:${port}`)).toContain("resolves to this machine");
    expect(await connectTo("meta.example:80")).toContain("resolves to a metadata service");
    expect(await connectTo("mixed.example:80")).toContain("resolves to a metadata service");
  });
  test("other spellings of an address are what they are", async () => {
    for (const target of [
      "2852039166:80",
      "0xa9fea9fe:80",
      "[::ffff:169.254.169.254]:80",
      "169.254.169.254.:80",
    ])
      expect(await connectTo(target)).toContain("metadata");
    expect(await connectTo("127.0.0.9:80")).toContain("egress.deny");
    expect(await connectTo("203.0.113.5:80")).toContain("egress.allow");
  });
});

describe("SOCKS", () => {
  const socks5 = (host: string, to: number) =>
    Uint8Array.of(5, 1, 0, 3, host.length, ...Buffer.from(host), to >> 8, to & 255);
  test("5 by name", async () => {
    const answer = await exchange(Uint8Array.of(5, 1, 0), socks5("localhost", port), get);
    expect(answer.slice(0, 4)).toBe("\x05\x00\x05\x00");
    expect(answer).toEndWith("hello");
    expect((await exchange(Uint8Array.of(5, 1, 0), socks5("attacker.example", 443))).slice(0, 4)).toBe(
      "\x05\x00\x05\x02",
    );
  });
  test("5 by address", async () => {
    const request = Uint8Array.of(5, 1, 0, 1, 169, 254, 169, 254, 0, 80);
    expect((await exchange(Uint8Array.of(5, 1, 0), request)).slice(0, 4)).toBe("\x05\x00\x05\x02");
  });
  test("4 and 4a", async () => {
    const request = Uint8Array.of(4, 1, port >> 8, port & 255, 0, 0, 0, 1, 0, ...Buffer.from("localhost"), 0);
    expect((await exchange(request, get)).slice(0, 2)).toBe("\x00\x5a");
    const bad = Uint8Array.of(4, 1, 0, 80, 203, 0, 113, 5, 0);
    expect((await exchange(bad)).slice(0, 2)).toBe("\x00\x5b");
  });
  test("nothing but CONNECT: no BIND, no UDP", async () => {
    expect(
      (await exchange(Uint8Array.of(5, 1, 0), Uint8Array.of(5, 3, 0, 1, 1, 1, 1, 1, 0, 80))).slice(2, 4),
    ).toBe("\x05\x07");
  });
});

test("the command learns of it by the usual variables", () => {
  expect(proxy.environment.HTTPS_PROXY).toBe(`http://127.0.0.1:${proxy.port}`);
  expect(proxy.environment.ALL_PROXY).toStartWith("socks5h://");
  expect(proxy.environment.NO_PROXY).toBe("");
});
