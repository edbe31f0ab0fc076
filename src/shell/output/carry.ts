/**
 * Going on with a shell whose output has been carried by native/front/carry.h, which ran in this process before the runtime: now
 * there is something to clean, or it has left something behind.
 */
import { readFileSync } from "node:fs";
import { longestTail, type OutputRules } from "../../keeper/protocol.ts";
import { sendAll } from "../../keeper/socket.ts";
import { encodeEnding } from "../../standby/ending.ts";
import { closeOnExec, endAs, endedBy, readNow, systemCall } from "../../system/index.ts";
import { say } from "../failure.ts";
import type { Given } from "../invocation/process.ts";
import { pumpFor } from "./delegate.ts";
import { Tail } from "./denied.ts";
import { cleanerFor } from "./outputs.ts";
import { type Supervised, superviseOn } from "./supervise.ts";

/** Runs it to its end, and ends as it did. */
export function carryOn(descriptor: number, given: Given): number {
  const { supervised, rules, connection, tail: before } = readHandover(descriptor);
  // They came through an execve, and are not meant for the next one: whoever holds a reader keeps its writers from noticing.
  for (const own of [connection, ...supervised.streams.map(({ reader }) => reader)]) closeOnExec(own);
  const tail = new Tail();
  tail.begin(before);
  const cleaner = tail.watch(cleanerFor(rules, given.variable));
  const outcome = superviseOn(supervised, cleaner.make, pumpFor(cleaner, given));
  const last = outcome.status === 0 ? "" : tail.text().slice(-longestTail);
  sendAll(connection, encodeEnding({ ...outcome, tail: last, cleaned: cleaner.cleaned() }));
  const buffer = new Uint8Array(4096);
  for (let read = readNow(connection, buffer); read.kind === "data"; read = readNow(connection, buffer))
    say(Buffer.from(read.bytes).toString());
  return endAs(outcome);
}

interface Handover {
  readonly supervised: Supervised;
  readonly rules: OutputRules;
  /** To who settled the command. */
  readonly connection: number;
  readonly tail: Uint8Array;
}

const streamBytes = 32;
const headBytes = 24 + 2 * streamBytes + 8;

/** `struct handover` of native/front/carry.h, and what follows it. */
function readHandover(descriptor: number): Handover {
  const bytes = readFileSync(descriptor);
  systemCall("close", descriptor);
  const [child, status, connection, count] = [0, 4, 8, 12].map((at) => bytes.readInt32LE(at));
  let at = headBytes;
  const take = (size: number) => {
    at += size;
    return bytes.subarray(at - size, at);
  };
  const streams = Array.from({ length: count ?? 0 }, (_, index) => {
    const from = 24 + index * streamBytes;
    const clean = take(bytes.readUInt32LE(from + 8));
    const unclean = take(bytes.readUInt32LE(from + 12));
    return {
      reader: bytes.readInt32LE(from),
      number: bytes.readInt32LE(from + 4),
      before: {
        lines: Number(bytes.readBigInt64LE(from + 16)),
        bytes: Number(bytes.readBigInt64LE(from + 24)) + clean.length,
      },
      clean,
      unclean,
    };
  });
  const rules: OutputRules = JSON.parse(take(bytes.readUInt32LE(headBytes - 8)).toString());
  return {
    supervised: {
      child: child || endedBy(status ?? 0),
      streams,
      bytes: bytes.readUInt32LE(headBytes - 4),
      started: Number(bytes.readBigInt64LE(16)) / 1e6,
    },
    rules,
    connection: connection ?? -1,
    tail: bytes.subarray(at),
  };
}
