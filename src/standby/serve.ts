/** The socket's side of a guardsh that stands by: one question after the other, and an end when nobody has asked for a while. */
import { rmSync } from "node:fs";
import { acceptFrom, listenAt, peerOf, receive, sendAll, sendDescriptor } from "../keeper/socket.ts";
import { bootMilliseconds, POLLIN, pollFor, systemCall } from "../system/index.ts";
import { type Answer, encodeAnswer } from "./answer.ts";
import { decodeQuestion, type Question } from "./question.ts";

/** Settles what the process `peer` would run. The answer is sent by `send`, false where nobody takes it; whoever settles cleans up behind it. */
export type Settle = (question: Question, peer: number, send: (answer: Answer) => boolean) => void;

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
}

/** More would only be somebody trying. */
const mostConnections = 128;
/** What a process is started with: the kernel's limit on arguments and environment together is 6 MiB and more, ours is enough for commands. */
const longestQuestion = 1 << 21;
/** How often `wanted` is asked when nothing else happens. */
const lookMs = 5_000;

/** Listens, and answers until it is not wanted any more. */
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
    const listening = open.length < mostConnections;
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
      const accepted = acceptFrom(listener);
      if (accepted !== null) connections.set(accepted, { socket: accepted, bytes: Buffer.alloc(0) });
    }
  }
  rmSync(socket, { force: true });
}

/** Looks at what has come; true where the connection has had its answer. What goes wrong is the asker's to do itself, and to say. */
function take({ socket, bytes }: Connection, settle: Settle): boolean {
  const send = (answer: Answer): boolean => {
    const { bytes: message, descriptor } = encodeAnswer(answer);
    return descriptor === null
      ? sendAll(socket, message)
      : sendDescriptor(socket, descriptor, message.subarray(0, 8)) && sendAll(socket, message.subarray(8));
  };
  try {
    if (bytes.length > longestQuestion) throw new Error("too long");
    const question = decodeQuestion(bytes);
    if (question === null) return false;
    settle(question, peerOf(socket), send);
  } catch {
    send({ kind: "start" });
  }
  return true;
}
