/** The socket's side of a guardsh that stands by: one question after the other, and an end when nobody has asked for a while. */
import type { Ended } from "../keeper/protocol.ts";
import { acceptFrom, listenAt, peerOf, receive, sendAll, sendDescriptor } from "../keeper/socket.ts";
import { bootMilliseconds, POLLIN, pollFor, systemCall } from "../system/index.ts";
import { type Answer, encodeAnswer } from "./answer.ts";
import { decodeEnding } from "./ending.ts";
import { decodeQuestion, type Question } from "./question.ts";

/**
 * Settles what the process `peer` would run, and sends the answer; whoever settles cleans up behind it. Answers who hears how
 * the command ended, if anybody: what that one says goes to the command's standard error.
 */
export type Settle = (question: Question, peer: number, send: (answer: Answer) => void) => OnEnd | null;
export type OnEnd = (ended: Ended) => string;

export interface Service {
  readonly socket: string;
  /** Ends when nothing was asked for so long, in milliseconds. */
  readonly idle: number;
  /** Asked before each wait: is there still a reason to be here? */
  readonly wanted: () => boolean;
  readonly settle: Settle;
}

interface Connection {
  readonly socket: number;
  bytes: Buffer;
  /** The command runs; null: nothing was settled yet. */
  onEnd: OnEnd | null;
}

/** More would only be somebody trying: who has been about to ask for longest makes room. */
const mostAsking = 128;
/** Each is a descriptor. */
const mostOpen = 900;
/** What a process is started with: the kernel's limit on arguments and environment together is 6 MiB and more, ours is enough for commands. */
const longestQuestion = 1 << 21;
/** How often `wanted` is asked when nothing else happens. */
const lookMs = 5_000;

/** Listens, and answers until it is not wanted any more. The socket stays for the caller to remove. */
export function standBy({ socket, idle, wanted, settle }: Service): void {
  const listener = listenAt(socket);
  const connections = new Map<number, Connection>();
  const buffer = new Uint8Array(1 << 16);
  let last = bootMilliseconds();
  const end = (connection: Connection) => {
    connections.delete(connection.socket);
    systemCall("close", connection.socket);
  };
  while (wanted() && bootMilliseconds() - last < idle) {
    const open = [...connections.values()];
    // Those whose command runs only wait for its end, and there may be many.
    const listening = open.length < mostOpen;
    if (open.some((each) => each.onEnd !== null)) last = bootMilliseconds();
    const waits = [...(listening ? [listener] : []), ...open.map((each) => each.socket)];
    const events = pollFor(
      waits.map((descriptor) => ({ descriptor, events: POLLIN })),
      Math.min(lookMs, idle),
    );
    const first = listening ? 1 : 0;
    for (const [index, connection] of open.entries()) {
      if ((events[first + index] ?? 0) === 0) continue;
      last = bootMilliseconds();
      const count = receive(connection.socket, buffer);
      connection.bytes = Buffer.concat([connection.bytes, buffer.subarray(0, Math.max(0, count))]);
      if (count <= 0 || take(connection, settle)) end(connection);
    }
    if (listening && (events[0] ?? 0) !== 0) {
      const asking = [...connections.values()].filter((each) => each.onEnd === null);
      const [oldest] = asking;
      if (oldest !== undefined && asking.length >= mostAsking) end(oldest);
      const accepted = acceptFrom(listener);
      if (accepted !== null)
        connections.set(accepted, { socket: accepted, bytes: Buffer.alloc(0), onEnd: null });
    }
  }
  systemCall("close", listener);
}

/** Looks at what has come; true where the connection is done with. What goes wrong is the asker's to do itself, and to say. */
function take(connection: Connection, settle: Settle): boolean {
  const { socket, bytes, onEnd } = connection;
  try {
    if (bytes.length > longestQuestion) throw new Error("too long");
    if (onEnd !== null) return heardEnd(socket, onEnd, bytes);
    const question = decodeQuestion(bytes);
    if (question === null) return false;
    connection.bytes = Buffer.alloc(0);
    connection.onEnd = settle(question, peerOf(socket), (answer) => reply(socket, answer));
    return connection.onEnd === null;
  } catch {
    if (onEnd === null) reply(socket, { kind: "start" });
    return true;
  }
}

function reply(socket: number, answer: Answer): void {
  const { bytes, descriptor } = encodeAnswer(answer);
  if (descriptor === null) sendAll(socket, bytes);
  else if (sendDescriptor(socket, descriptor, bytes.subarray(0, 8))) sendAll(socket, bytes.subarray(8));
}

function heardEnd(socket: number, onEnd: OnEnd, bytes: Buffer): boolean {
  const ended = decodeEnding(bytes);
  if (ended === null) return false;
  const text = onEnd(ended);
  if (text !== "") sendAll(socket, Buffer.from(text));
  return true;
}
