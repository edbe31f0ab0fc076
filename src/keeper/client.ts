/** The shell's side: as thin as can be, because every nested `sh -c` goes this way. */
import { join } from "node:path";
import { systemCall, Unavailable } from "../system/index.ts";
import {
  decode,
  type Ended,
  encode,
  isReply,
  keeperDirectory,
  keeperVariable,
  type Reply,
  type Request,
  socketName,
} from "./protocol.ts";
import { connectTo, receive, receiveDescriptor, sendAll } from "./socket.ts";

export type Answer =
  | (Extract<Reply, { kind: "run" }> & {
      /** The real shell, to be executed. */
      readonly descriptor: number;
    })
  | Extract<Reply, { kind: "refused" }>;

/** A connection to the keeper of the session that we are in; null: there is none. Throws `Unavailable` for one that is dead. */
export function findKeeper(variable: (name: string) => string | null): number | null {
  const named = variable(keeperVariable);
  const usual = join(keeperDirectory(), socketName);
  try {
    return connectTo(usual) ?? (named ? connectTo(named) : null);
  } catch (error) {
    throw gone(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Asks, and waits for the answer; `onPause` is for what the keeper says meanwhile. The connection stays open for
 * {@link tellEnd}; who becomes another program closes it by that. Throws `Unavailable` when the keeper is gone: then nothing
 * may run.
 */
export function askKeeper(connection: number, request: Request, onPause: (text: string) => void): Answer {
  if (!sendAll(connection, encode(request))) throw gone("it ended in the middle of a question");
  for (;;) {
    const reply = readReply(connection);
    if (reply === null) throw gone("it ended in the middle of an answer");
    if (reply.kind === "pause") onPause(reply.text);
    if (reply.kind === "refused") return reply;
    if (reply.kind !== "run") continue;
    const descriptor = receiveDescriptor(connection);
    if (descriptor === null) throw gone("it sent no shell");
    return { ...reply, descriptor };
  }
}

/** Tells how the command ended; answers what there is to say to that. The command has run: a keeper that is gone says nothing. */
export function tellEnd(connection: number, ended: Ended): string {
  const reply = sendAll(connection, encode(ended)) ? readReply(connection) : null;
  systemCall("close", connection);
  return reply?.kind === "said" ? reply.text : "";
}

/** Exactly the reply and not one byte more: the next byte has a descriptor on it. */
function readReply(connection: number): Reply | null {
  let bytes = Buffer.alloc(4);
  if (!fill(connection, bytes)) return null;
  bytes = Buffer.concat([bytes, Buffer.alloc(bytes.readUInt32LE(0))]);
  if (!fill(connection, bytes.subarray(4))) return null;
  const value = decode(bytes);
  return isReply(value) ? value : null;
}

function fill(connection: number, buffer: Buffer): boolean {
  for (let at = 0; at < buffer.length; ) {
    const count = receive(connection, buffer.subarray(at));
    if (count <= 0) return false;
    at += count;
  }
  return true;
}

function gone(why: string): Unavailable {
  return new Unavailable(
    "the keeper of this session does not answer",
    why,
    "the session is over, or its keeper was killed; begin a new one with guardsh run",
  );
}
