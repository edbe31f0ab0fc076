/**
 * The keeper's loop: serves the shells of a session until its agent has ended. Nothing that comes from inside is
 * trusted: a request can be refused or malformed, and then that connection ends and no other.
 */
import { bootMilliseconds, POLLIN, pollFor, systemCall } from "../system/index.ts";
import type { Answer } from "./client.ts";
import { decodeFile, decodeFront, encodeFront, encodeWanted, type Started } from "./front.ts";
import { decode, type Ended, encode, isEnded, isRequest, longestRequest, type Request } from "./protocol.ts";
import { acceptFrom, peerOf, receive, sendAll, sendDescriptor } from "./socket.ts";

/** Why a request is not answered yet: looked at again after `waitMs`. `text` is for the shell that waits, empty for nothing. */
export interface Pause {
  readonly waitMs: number;
  readonly text: string;
}

/** An answer, and who hears how the command ended, if anybody: what that says goes to the shell's standard error. */
export type Ruling = Answer & { readonly onEnd?: (ended: Ended) => string };

/** Judges one request of the process `peer`, with as many pauses as it takes. The descriptor of an answer is closed here when it was sent. */
export type Judge = (request: Request, peer: number) => Generator<Pause, Ruling>;

/** Steps to a ruling; the argument whose file has to be seen first; or null: the runtime has to start, and ask again. */
export type FrontRuling = Generator<Pause, Ruling> | { readonly file: number } | null;

/** The same for a shell whose runtime has not started. */
export type JudgeStarted = (started: Started, peer: number) => FrontRuling;

/** More would only be somebody trying. */
const mostConnections = 256;
const POLLHUP = 0x10;

interface Connection {
  readonly socket: number;
  readonly peer: number;
  bytes: Buffer;
  /** A shell before its runtime, that is to send a file. */
  started: Started | null;
  /** What is being judged, and when it goes on (milliseconds since boot). */
  paused: { readonly steps: Generator<Pause, Ruling>; readonly until: number } | null;
  /** The command runs; null: it has not been answered yet. */
  onEnd: ((ended: Ended) => string) | null;
}

export class Server {
  readonly #listener: number;
  readonly #judge: Judge;
  readonly #judgeStarted: JudgeStarted;
  readonly #connections = new Map<number, Connection>();
  readonly #buffer = new Uint8Array(1 << 16);

  constructor(listener: number, judge: Judge, judgeStarted: JudgeStarted) {
    this.#listener = listener;
    this.#judge = judge;
    this.#judgeStarted = judgeStarted;
  }

  /** Serves what comes until one of `others` is readable. */
  serveUntil(others: readonly number[]): void {
    for (;;) {
      const connections = [...this.#connections.values()];
      const listening = connections.length < mostConnections;
      const wanted = [...others, ...connections.map(({ socket }) => socket)];
      if (listening) wanted.push(this.#listener);
      const events = pollFor(
        wanted.map((descriptor) => ({ descriptor, events: POLLIN })),
        timeUntilNext(connections),
      );
      const ready = (index: number) => ((events[index] ?? 0) & (POLLIN | POLLHUP)) !== 0;
      connections.forEach((connection, index) => {
        if (ready(others.length + index)) this.#take(connection);
        else this.#goOn(connection);
      });
      if (listening && ready(others.length + connections.length)) this.#accept();
      if (others.some((_, index) => ready(index))) return;
    }
  }

  #accept() {
    const socket = acceptFrom(this.#listener);
    if (socket === null) return;
    const peer = peerOf(socket);
    this.#connections.set(socket, {
      socket,
      peer,
      bytes: Buffer.alloc(0),
      started: null,
      paused: null,
      onEnd: null,
    });
  }

  /** Reads what came: a request, or the end of a command. Whoever speaks out of turn is cut off. */
  #take(connection: Connection) {
    const { socket, peer } = connection;
    const count = receive(socket, this.#buffer);
    if (count <= 0 || connection.paused !== null) return this.#end(connection);
    connection.bytes = Buffer.concat([connection.bytes, this.#buffer.subarray(0, count)]);
    this.#guarded(connection, () => {
      if (connection.bytes.length > longestRequest + 4) throw new Error("too long");
      if (this.#isFront(connection)) return;
      const message = decode(connection.bytes);
      if (message === undefined) return;
      connection.bytes = Buffer.alloc(0);
      if (connection.onEnd !== null) this.#heardEnd(connection, connection.onEnd, message);
      else if (isRequest(message)) this.#step(connection, this.#judge(message, peer));
      else throw new Error("no request");
    });
  }

  #goOn(connection: Connection) {
    const { paused } = connection;
    if (paused === null || paused.until > bootMilliseconds()) return;
    connection.paused = null;
    this.#guarded(connection, () => this.#step(connection, paused.steps));
  }

  #step(connection: Connection, steps: Generator<Pause, Ruling>) {
    const { done, value } = steps.next();
    if (done) return this.#answer(connection, value);
    connection.paused = { steps, until: bootMilliseconds() + value.waitMs };
    if (value.text !== "" && !sendAll(connection.socket, encode({ kind: "pause", text: value.text })))
      this.#end(connection);
  }

  #answer(connection: Connection, { onEnd, ...answer }: Ruling) {
    const { socket } = connection;
    if (answer.kind === "refused") {
      sendAll(socket, encode(answer));
      return this.#end(connection);
    }
    const { descriptor, ...reply } = answer;
    const sent = sendAll(socket, encode(reply)) && sendDescriptor(socket, descriptor);
    systemCall("close", descriptor);
    if (!sent || onEnd === undefined) return this.#end(connection);
    connection.onEnd = onEnd;
  }

  /** A shell before its runtime: true where what came is its, and is dealt with. */
  #isFront(connection: Connection): boolean {
    const { bytes, started: before } = connection;
    const file = before === null ? null : decodeFile(bytes);
    const started = before === null ? decodeFront(bytes) : file === null ? null : { ...before, file };
    if (started === null) return before !== null;
    connection.bytes = Buffer.alloc(0);
    const found = this.#judgeStarted(started, connection.peer);
    if (found !== null && "file" in found) {
      connection.started = started;
      if (!sendAll(connection.socket, encodeWanted(found.file))) this.#end(connection);
    } else this.#answerFront(connection, found);
    return true;
  }

  /** All of it at once: such a shell waits for nothing and tells nothing afterwards. */
  #answerFront(connection: Connection, steps: Generator<Pause, Ruling> | null) {
    const { done = true, value = null } = steps?.next() ?? {};
    if (!done) throw new Error("a nested command was held up");
    const ruling = value === null || "waitMs" in value ? null : value;
    const descriptor = ruling?.kind === "run" ? ruling.descriptor : null;
    try {
      const bytes = encodeFront(ruling);
      if (descriptor === null) sendAll(connection.socket, bytes);
      else sendDescriptor(connection.socket, descriptor, bytes);
    } finally {
      if (descriptor !== null) systemCall("close", descriptor);
    }
    this.#end(connection);
  }

  #heardEnd(connection: Connection, onEnd: (ended: Ended) => string, message: unknown) {
    if (isEnded(message)) sendAll(connection.socket, encode({ kind: "said", text: onEnd(message) }));
    this.#end(connection);
  }

  /** What goes wrong with one request is that shell's to hear, and ends nothing else. */
  #guarded(connection: Connection, action: () => void) {
    try {
      action();
    } catch (error) {
      const text = `guardsh: the keeper refused: ${error instanceof Error ? error.message : String(error)}\n`;
      sendAll(connection.socket, encode({ kind: "refused", text, status: 125 }));
      this.#end(connection);
    }
  }

  #end({ socket, paused }: Connection) {
    paused?.steps.return?.({ kind: "refused", text: "", status: 125 });
    if (this.#connections.delete(socket)) systemCall("close", socket);
  }
}

/** Milliseconds until the first pause is over; null where nobody waits. */
function timeUntilNext(connections: readonly Connection[]): number | null {
  const times = connections.flatMap(({ paused }) => (paused === null ? [] : [paused.until]));
  return times.length === 0 ? null : Math.max(0, Math.min(...times) - bootMilliseconds());
}
