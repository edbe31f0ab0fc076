/**
 * Unix stream sockets with what Bun's do not have: descriptors in messages, and who is at the other end. Everything
 * waits; the keeper asks with poll before it calls.
 */
import {
  checked,
  closeOnExec,
  EACCES,
  ENOENT,
  ENOTDIR,
  errno,
  ptr,
  SystemError,
  systemCall,
} from "../system/index.ts";

const AF_UNIX = 1;
const SOCK_STREAM = 1;
const SOCK_CLOEXEC = 0o2000000;
const SOL_SOCKET = 1;
const SO_PEERCRED = 17;
const SO_SNDTIMEO = 21;
const SCM_RIGHTS = 1;
const MSG_NOSIGNAL = 0x4000;
const MSG_CMSG_CLOEXEC = 0x40000000;
/** sun_path with its closing NUL. */
export const longestPath = 107;

function open(): number {
  return checked("socket", systemCall("socket", AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

/** struct sockaddr_un */
function address(path: string): Uint8Array {
  const bytes = new Uint8Array(3 + Buffer.byteLength(path));
  new DataView(bytes.buffer).setUint16(0, AF_UNIX, true);
  bytes.set(Buffer.from(path), 2);
  return bytes;
}

/** A socket that listens at a path; who may use it is for the directory to say. */
export function listenAt(path: string): number {
  const socket = open();
  const where = address(path);
  checked(`bind ${path}`, systemCall("bind", socket, ptr(where), where.length));
  checked(`listen ${path}`, systemCall("listen", socket, 128));
  return socket;
}

/** A connection to a path; null where there is no such socket. Throws SystemError where there is one and nobody listens. */
export function connectTo(path: string): number | null {
  const where = address(path);
  const socket = systemCall("socket", AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  // A sandbox without Unix sockets is none of a keeper's.
  if (socket < 0) return null;
  if (systemCall("connect", socket, ptr(where), where.length) === 0) return socket;
  const why = errno();
  systemCall("close", socket);
  if (why === ENOENT || why === ENOTDIR || why === EACCES) return null;
  throw new SystemError(`connect ${path}`, why);
}

/** Seconds and microseconds (struct timeval): what a shell that reads can take is sent at once. */
const patience = new BigInt64Array([0n, 250_000n]);

/** The next connection; null if it is gone already. Whoever asks and does not read the answer holds nobody up. */
export function acceptFrom(listener: number): number | null {
  const socket = systemCall("accept4", listener, 0, 0, SOCK_CLOEXEC);
  if (socket < 0) return null;
  systemCall("setsockopt", socket, SOL_SOCKET, SO_SNDTIMEO, ptr(patience), 16);
  return socket;
}

/** The process that connected, as the kernel knows it. */
export function peerOf(socket: number): number {
  // struct ucred: pid, uid, gid.
  const credentials = new Int32Array(3);
  const length = new Int32Array([12]);
  checked(
    "getsockopt",
    systemCall("getsockopt", socket, SOL_SOCKET, SO_PEERCRED, ptr(credentials), ptr(length)),
  );
  return credentials[0] ?? 0;
}

/** Sends all of it. False when the other end is gone. */
export function sendAll(socket: number, bytes: Uint8Array): boolean {
  for (let sent = 0; sent < bytes.length; ) {
    const count = systemCall("sendto", socket, ptr(bytes, sent), bytes.length - sent, MSG_NOSIGNAL, 0, 0);
    if (count <= 0) return false;
    sent += count;
  }
  return true;
}

/** What is there now, at most as much as the buffer takes; 0 at the end. */
export function receive(socket: number, buffer: Uint8Array): number {
  return systemCall("read", socket, ptr(buffer), buffer.length);
}

/** struct msghdr for one buffer and 24 bytes of control data, which is what one descriptor takes. */
function message(bytes: Uint8Array, control: Uint8Array): { header: BigUint64Array; vector: BigUint64Array } {
  const vector = new BigUint64Array([BigInt(ptr(bytes)), BigInt(bytes.length)]);
  const header = new BigUint64Array(7);
  header[2] = BigInt(ptr(vector));
  header[3] = 1n;
  header[4] = BigInt(ptr(control));
  header[5] = BigInt(control.length);
  return { header, vector };
}

/** Sends a few bytes, one if nothing is said, with a descriptor riding on them. */
export function sendDescriptor(
  socket: number,
  descriptor: number,
  bytes: Uint8Array = new Uint8Array([1]),
): boolean {
  const control = new Uint8Array(24);
  const view = new DataView(control.buffer);
  // struct cmsghdr: length (header and data), level, type; then the descriptor.
  view.setBigUint64(0, 20n, true);
  view.setInt32(8, SOL_SOCKET, true);
  view.setInt32(12, SCM_RIGHTS, true);
  view.setInt32(16, descriptor, true);
  const { header } = message(bytes, control);
  return systemCall("sendmsg", socket, ptr(header), MSG_NOSIGNAL) === bytes.length;
}

/** Takes that byte; the descriptor closes on exec. Null when none came. */
export function receiveDescriptor(socket: number): number | null {
  const control = new Uint8Array(24);
  const byte = new Uint8Array(1);
  const { header } = message(byte, control);
  if (systemCall("recvmsg", socket, ptr(header), MSG_CMSG_CLOEXEC) !== 1) return null;
  const view = new DataView(control.buffer);
  if (view.getBigUint64(0, true) < 20n || view.getInt32(12, true) !== SCM_RIGHTS) return null;
  const descriptor = view.getInt32(16, true);
  closeOnExec(descriptor);
  return descriptor;
}
