/**
 * The keeper's loop: serves the shells of a session until its agent has ended. Nothing that comes from inside is
 * trusted: a request can be refused or malformed, and then that connection ends and no other.
 */
import { POLLIN, pollFor, systemCall } from "../system/index.ts";
import type { Answer } from "./client.ts";
import { decode, encode, isRequest, longestRequest, type Request } from "./protocol.ts";
import { acceptFrom, peerOf, receive, sendAll, sendDescriptor } from "./socket.ts";

/** Judges one request of the process `peer`. The descriptor of an answer is closed here when it was sent. */
export type Judge = (request: Request, peer: number) => Answer;

/** More would only be somebody trying. */
const mostConnections = 256;
const POLLHUP = 0x10;

interface Connection {
  readonly socket: number;
  readonly peer: number;
  bytes: Buffer;
}

export class Server {
  readonly #listener: number;
  readonly #judge: Judge;
  readonly #connections = new Map<number, Connection>();
  readonly #buffer = new Uint8Array(1 << 16);

  constructor(listener: number, judge: Judge) {
    this.#listener = listener;
    this.#judge = judge;
  }

  /** Serves what comes until one of `others` is readable, or until it is time. */
  serveUntil(others: readonly number[], milliseconds: number | null): void {
    for (;;) {
      const sockets = [...this.#connections.keys()];
      const listening = sockets.length < mostConnections;
      const events = pollFor(
        [...others, ...sockets, ...(listening ? [this.#listener] : [])].map((descriptor) => ({
          descriptor,
          events: POLLIN,
        })),
        milliseconds,
      );
      const ready = (index: number) => ((events[index] ?? 0) & (POLLIN | POLLHUP)) !== 0;
      sockets.forEach((socket, index) => {
        if (ready(others.length + index)) this.#take(socket);
      });
      if (listening && ready(others.length + sockets.length)) this.#accept();
      if (others.some((_, index) => ready(index)) || events.every((event) => event === 0)) return;
    }
  }

  #accept() {
    const socket = acceptFrom(this.#listener);
    if (socket !== null)
      this.#connections.set(socket, { socket, peer: peerOf(socket), bytes: Buffer.alloc(0) });
  }

  #take(socket: number) {
    const connection = this.#connections.get(socket);
    if (connection === undefined) return;
    const count = receive(socket, this.#buffer);
    if (count <= 0) return this.#end(socket);
    connection.bytes = Buffer.concat([connection.bytes, this.#buffer.subarray(0, count)]);
    try {
      if (connection.bytes.length > longestRequest + 4) throw new Error("too long");
      const request = decode(connection.bytes);
      if (request === undefined) return;
      if (!isRequest(request)) throw new Error("no request");
      this.#reply(connection, this.#judge(request, connection.peer));
    } catch (error) {
      const text = `guardsh: the keeper refused: ${error instanceof Error ? error.message : String(error)}\n`;
      sendAll(socket, encode({ kind: "refused", text, status: 125 }));
    }
    this.#end(socket);
  }

  #reply({ socket }: Connection, answer: Answer) {
    if (answer.kind === "refused") {
      sendAll(socket, encode(answer));
      return;
    }
    const { descriptor, ...reply } = answer;
    if (sendAll(socket, encode(reply))) sendDescriptor(socket, descriptor);
    systemCall("close", descriptor);
  }

  #end(socket: number) {
    this.#connections.delete(socket);
    systemCall("close", socket);
  }
}
