/** A datagram to a Unix socket (syslog, journald), which neither node:net nor Bun can send. */
import { closeSync } from "node:fs";
import { errno, errnoName } from "./errno.ts";
import { ptr } from "./libc.ts";
import { systemCall } from "./syscalls.ts";

/** AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, MSG_NOSIGNAL. */
const unix = 1;
const kind = 2 | 0o2000000 | 0o4000;
const noSignal = 0x4000;

/** Sends each message as one datagram, never blocking. Answers null, or the name of the error that stopped it. */
export function sendDatagrams(path: string, messages: readonly Uint8Array[]): string | null {
  const socket = systemCall("socket", unix, kind);
  if (socket < 0) return errnoName(errno());
  try {
    // struct sockaddr_un: family, then the path with its NUL
    const name = Buffer.from(`\x01\x00${path}\0`, "latin1");
    for (const message of messages) {
      const sent = systemCall(
        "sendto",
        socket,
        ptr(message),
        message.length,
        noSignal,
        ptr(name),
        name.length,
      );
      if (sent < 0) return errnoName(errno());
    }
    return null;
  } finally {
    closeSync(socket);
  }
}
