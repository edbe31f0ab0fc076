/**
 * The filtering proxy that guardsh runs beside a command when only some hosts are allowed: one loopback port that speaks
 * HTTP (CONNECT and plain) and SOCKS. It judges the name that the client asks for, looks it up itself, judges the
 * address too, and connects to exactly that one. Loaded only when it is needed.
 */
import { lookup } from "node:dns/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { canonicalHost, isLoopback } from "../../places/index.ts";
import type { Policy } from "../../policy/policy.ts";
import { proxyEnvironment, refusalFor, refusalForAddress } from "./reach.ts";
import { type Asked, readRequest } from "./requests.ts";

/** A host that was asked for and not reached. */
export interface Refused {
  readonly host: string;
  readonly port: number;
  readonly why: string;
}

/** A connection that was let through, when it is over. */
export interface Passed {
  readonly host: string;
  readonly port: number;
  /** Bytes that went to the host, and that came from it. */
  readonly sent: number;
  readonly received: number;
}

export interface ProxyOptions {
  readonly egress: Policy["egress"];
  /** Ports of this machine that are not reached through here, whatever the lists say. */
  readonly shut?: readonly number[];
  /** Told of every refusal, for the log. */
  readonly onRefused?: (refused: Refused) => void;
  /** Told of every connection when it ends. */
  readonly onPassed?: (passed: Passed) => void;
  /** How names are looked up; by default as the system does. */
  readonly resolve?: (name: string) => Promise<readonly string[]>;
}

export interface FilteringProxy {
  readonly port: number;
  /** Variables that name it to the programs of the command. */
  readonly environment: Readonly<Record<string, string>>;
  /** Connections that are open now, both sides counted. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

/** How long a client may take to say what it wants. */
const PATIENCE_MS = 10_000;

/** Starts the proxy on a free port of 127.0.0.1. */
export async function startProxy(options: ProxyOptions): Promise<FilteringProxy> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on("close", () => open.delete(client));
    client.on("error", () => client.destroy());
    client.setTimeout(PATIENCE_MS, () => client.destroy());
    listen(client, options, open);
  });
  const port = await listening(server);
  return {
    port,
    environment: proxyEnvironment(port),
    connections: () => open.size,
    close: () =>
      new Promise((done) => {
        for (const socket of open) socket.destroy();
        server.close(() => done());
      }),
  };
}

function listening(server: Server): Promise<number> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") fail(new Error("the proxy has no port"));
      else done(address.port);
    });
  });
}

/** Collects bytes until they are a request, then serves it. */
function listen(client: Socket, options: ProxyOptions, open: Set<Socket>): void {
  let input = Buffer.alloc(0);
  let greeted = false;
  const onData = (chunk: Buffer): void => {
    input = Buffer.concat([input, chunk]);
    let asked = readRequest(input, greeted);
    while (asked.kind === "answer") {
      client.write(asked.bytes);
      greeted = true;
      input = input.subarray(asked.used);
      asked = readRequest(input, greeted);
    }
    if (asked.kind === "bad") client.end(asked.reply);
    if (asked.kind !== "connect") return;
    client.off("data", onData);
    client.pause();
    const rest = input.subarray(asked.used);
    serve(client, asked, rest, options, open).catch(() => client.destroy());
  };
  client.on("data", onData);
}

type Connect = Extract<Asked, { kind: "connect" }>;

async function serve(
  client: Socket,
  asked: Connect,
  rest: Uint8Array,
  options: ProxyOptions,
  open: Set<Socket>,
): Promise<void> {
  const { host, port } = asked;
  const found = await addressOf(host, port, options);
  if ("why" in found) {
    options.onRefused?.({ host, port, why: found.why });
    client.end(asked.refused(found.why));
    return;
  }
  let connected = false;
  const upstream = connect({ host: found.address, port });
  open.add(upstream);
  upstream.on("close", () => {
    open.delete(upstream);
    if (connected)
      options.onPassed?.({ host, port, sent: upstream.bytesWritten, received: upstream.bytesRead });
    client.destroySoon();
  });
  client.on("close", () => upstream.destroySoon());
  upstream.on("error", () => {
    if (connected) client.destroy();
    else client.end(asked.refused("the host does not answer"));
  });
  upstream.on("connect", () => {
    connected = true;
    client.setTimeout(0);
    if (asked.granted.length > 0) client.write(asked.granted);
    if (asked.forward) upstream.write(asked.forward);
    if (rest.length > 0) upstream.write(rest);
    client.pipe(upstream);
    upstream.pipe(client);
    client.resume();
  });
}

type Found = { readonly address: string } | { readonly why: string };

/** The address to connect to, judged by name and by address; or why not. */
async function addressOf(given: string, port: number, options: ProxyOptions): Promise<Found> {
  const found = await allowedAddress(given, port, options);
  if ("why" in found || options.shut?.includes(port) !== true) return found;
  return isLoopback(canonicalHost(found.address)) ? { why: "this port is not for commands" } : found;
}

async function allowedAddress(
  given: string,
  port: number,
  { egress, resolve = systemLookup }: ProxyOptions,
): Promise<Found> {
  const refused = refusalFor(given, port, egress);
  if (refused !== null) return { why: refused };
  const host = canonicalHost(given);
  if (host.kind !== "name") return { address: host.host };
  let addresses: readonly string[];
  try {
    addresses = await resolve(host.host);
  } catch {
    return { why: "the name cannot be looked up" };
  }
  const [address] = addresses;
  if (address === undefined) return { why: "the name has no address" };
  // One bad address among good ones is enough: which one a client would take is chance.
  for (const each of addresses) {
    const why = refusalForAddress(each, host, egress);
    if (why !== null) return { why };
  }
  return { address };
}

async function systemLookup(name: string): Promise<readonly string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}
