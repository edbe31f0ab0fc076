/**
 * Attempts that no shell command makes: bare system calls. `raw.ts NAME ARGS…`; runs inside the sandbox and prints what it got.
 * Not a test itself.
 */
import { cc } from "bun:ffi";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cstring, errno, errnoName, libc, ptr } from "../../src/system/index.ts";

const x64 = process.arch === "x64";
/** [x86-64, arm64] */
const numbers = {
  accept: [43, 202],
  bind: [49, 200],
  bpf: [321, 280],
  clone3: [435, 435],
  close: [3, 57],
  connect: [42, 203],
  copy_file_range: [326, 285],
  fsopen: [430, 430],
  init_module: [175, 105],
  io_uring_setup: [425, 425],
  ioctl: [16, 29],
  kcmp: [312, 272],
  kexec_load: [246, 104],
  keyctl: [250, 219],
  kill: [62, 129],
  linkat: [265, 37],
  listen: [50, 201],
  memfd_create: [319, 279],
  mknodat: [259, 33],
  mount: [165, 40],
  mount_setattr: [442, 442],
  move_mount: [429, 429],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  open_tree: [428, 428],
  openat: [257, 56],
  perf_event_open: [298, 241],
  pidfd_getfd: [438, 438],
  pidfd_open: [434, 434],
  pidfd_send_signal: [424, 424],
  pivot_root: [155, 41],
  prlimit64: [302, 261],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  ptrace: [101, 117],
  read: [0, 63],
  renameat2: [316, 276],
  request_key: [249, 218],
  add_key: [248, 217],
  rt_sigqueueinfo: [129, 138],
  rt_tgsigqueueinfo: [297, 240],
  sendfile: [40, 71],
  sendmmsg: [307, 269],
  sendmsg: [46, 211],
  sendto: [44, 206],
  setns: [308, 268],
  setsockopt: [54, 208],
  socket: [41, 198],
  splice: [275, 76],
  tgkill: [234, 131],
  tkill: [200, 130],
  truncate: [76, 45],
  umount2: [166, 39],
  unshare: [272, 97],
  userfaultfd: [323, 282],
  write: [1, 64],
} as const satisfies Record<string, readonly [number, number]>;

type Name = keyof typeof numbers;
type Argument = number | string | bigint | Uint8Array;

/** Keeps what pointers lead to. */
const held: unknown[] = [];

function word(argument: Argument): number | bigint {
  if (typeof argument === "number" || typeof argument === "bigint") return argument;
  const bytes = typeof argument === "string" ? cstring(argument) : argument;
  held.push(bytes);
  return ptr(bytes);
}

function call(name: Name | number, ...args: Argument[]): number {
  const number = typeof name === "number" ? name : numbers[name][x64 ? 0 : 1];
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args.map(word);
  const result = Number(libc().syscall(number, a, b, c, d, e, f));
  console.log(`${name}: ${result < 0 ? errnoName(errno()) : result}`);
  return result;
}

function print(bytes: Uint8Array, length: number) {
  if (length > 0) console.log(Buffer.from(bytes).toString("latin1", 0, length));
}

const AT_FDCWD = -100;
const O_PATH = 0o10000000;
const variable = (name: string) => process.env[name] ?? "";
const key = () => variable("KEY");
const victim = () => Number(variable("VICTIM"));

/** struct sockaddr_in for loopback. */
function address4(port: number): Uint8Array {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint16(0, 2, true);
  new DataView(bytes.buffer).setUint16(2, port);
  bytes.set([127, 0, 0, 1], 4);
  return bytes;
}

/** struct sockaddr_in6: loopback itself, or IPv4's loopback in IPv6's clothes. */
function address6(port: number, mapped: boolean): Uint8Array {
  const bytes = new Uint8Array(28);
  new DataView(bytes.buffer).setUint16(0, 10, true);
  new DataView(bytes.buffer).setUint16(2, port);
  if (mapped) bytes.set([0xff, 0xff, 127, 0, 0, 1], 18);
  else bytes[23] = 1;
  return bytes;
}

/** struct sockaddr_un; a name that begins with NUL is abstract. */
function addressUnix(name: string): Uint8Array {
  const bytes = new Uint8Array(2 + name.length + (name.startsWith("\0") ? 0 : 1));
  new DataView(bytes.buffer).setUint16(0, 1, true);
  bytes.set(Buffer.from(name, "latin1"), 2);
  return bytes;
}

function tcp(address: Uint8Array, family: number, type = 1, protocol = 0) {
  const socket = call("socket", family, type, protocol);
  if (socket < 0) return;
  if (call("connect", socket, address, address.length) === 0) call("write", socket, "hello", 5);
}

/** struct msghdr: one buffer to an address. */
function message(address: Uint8Array): Uint8Array {
  const payload = cstring("hello");
  const vector = new BigUint64Array([BigInt(ptr(payload)), 5n]);
  const header = new BigUint64Array(8);
  header[0] = BigInt(ptr(address));
  header[1] = BigInt(address.length);
  header[2] = BigInt(ptr(vector));
  header[3] = 1n;
  held.push(payload, vector, address);
  return new Uint8Array(header.buffer);
}

const MSG_FASTOPEN = 0x20000000;
const port = (name: string) => Number(variable(name));
const SIGKILL = 9;

const attempts: Readonly<Record<string, () => void>> = {
  // Files
  exchange: () => call("renameat2", AT_FDCWD, key(), AT_FDCWD, "a.txt", 2),
  "link-by-descriptor": () => {
    const opened = call("openat", AT_FDCWD, key(), O_PATH);
    call("linkat", opened, "", AT_FDCWD, "stolen", 0x1000);
    call("linkat", AT_FDCWD, `/proc/self/fd/${opened}`, AT_FDCWD, "stolen", 0x400);
  },
  "reopen-o-path": () => {
    const opened = call("openat", AT_FDCWD, key(), O_PATH);
    const readable = call("openat", AT_FDCWD, `/proc/self/fd/${opened}`, 0);
    const bytes = new Uint8Array(100);
    if (readable >= 0) print(bytes, call("read", readable, bytes, 100));
  },
  "o-path-directory": () => {
    const directory = call("openat", AT_FDCWD, variable("OUT"), O_PATH);
    call("openat", directory, "new", 0o101, 0o644);
  },
  "by-handle": () => {
    const handle = new Uint8Array(136);
    new DataView(handle.buffer).setUint32(0, 128, true);
    const mountId = new Uint8Array(4);
    call("name_to_handle_at", AT_FDCWD, key(), handle, mountId, 0);
    const mount = call("openat", AT_FDCWD, "/", 0);
    const opened = call("open_by_handle_at", mount, handle, 0);
    const bytes = new Uint8Array(100);
    if (opened >= 0) print(bytes, call("read", opened, bytes, 100));
  },
  sendfile: () => {
    const from = call("openat", AT_FDCWD, key(), 0);
    const to = call("openat", AT_FDCWD, "stolen", 0o101, 0o644);
    call("sendfile", to, from, 0, 100);
  },
  "copy-range": () => {
    const from = call("openat", AT_FDCWD, key(), 0);
    const to = call("openat", AT_FDCWD, "stolen", 0o101, 0o644);
    call("copy_file_range", from, 0, to, 0, 100, 0);
  },
  truncate: () => call("truncate", `${variable("OUT")}/canary`, 0),
  "device-node": () => {
    call("mknodat", AT_FDCWD, "kmsg", 0o020666, (1 << 8) | 11);
    const opened = call("openat", AT_FDCWD, "kmsg", 0o4000);
    const bytes = new Uint8Array(8192);
    if (opened >= 0 && call("read", opened, bytes, 8192) > 0)
      writeFileSync("stolen", variable("SECRET_MARK"));
  },
  // Network
  tcp: () => tcp(address4(port("TCP")), 2),
  tcp6: () => tcp(address6(port("TCP6"), false), 10),
  "tcp-mapped": () => tcp(address6(port("TCP"), true), 10),
  multipath: () => tcp(address4(port("TCP")), 2, 1, 262),
  smc: () => tcp(address4(port("TCP")), 43),
  unix: () => tcp(addressUnix(variable("UNIX")), 1),
  abstract: () => tcp(addressUnix(`\0${variable("ABSTRACT")}`), 1),
  "fast-open-sendto": () => {
    const socket = call("socket", 2, 1, 0);
    const address = address4(port("TCP"));
    call("sendto", socket, "hello", 5, MSG_FASTOPEN, address, address.length);
  },
  "fast-open-sendmsg": () => {
    const socket = call("socket", 2, 1, 0);
    call("sendmsg", socket, message(address4(port("TCP"))), MSG_FASTOPEN);
  },
  "fast-open-sendmmsg": () => {
    const socket = call("socket", 2, 1, 0);
    const vector = new Uint8Array(64);
    vector.set(message(address4(port("TCP"))));
    call("sendmmsg", socket, vector, 1, MSG_FASTOPEN);
  },
  "fast-open-option": () => {
    const socket = call("socket", 2, 1, 0);
    call("setsockopt", socket, 6, 30, new Uint8Array([1, 0, 0, 0]), 4);
    const address = address4(port("TCP"));
    if (call("connect", socket, address, address.length) === 0) call("write", socket, "hello", 5);
  },
  udp: () => {
    const socket = call("socket", 2, 2, 0);
    const address = address4(port("UDP"));
    call("sendto", socket, "hello", 5, 0, address, address.length);
  },
  "udp-connected": () => {
    const socket = call("socket", 2, 2, 17);
    const address = address4(port("UDP"));
    if (call("connect", socket, address, address.length) === 0) call("write", socket, "hello", 5);
  },
  "udp-sendmmsg": () => {
    const socket = call("socket", 2, 2, 0);
    const vector = new Uint8Array(64);
    vector.set(message(address4(port("UDP"))));
    call("sendmmsg", socket, vector, 1, 0);
  },
  udplite: () => {
    const socket = call("socket", 2, 2, 136);
    const address = address4(port("UDP"));
    call("sendto", socket, "hello", 5, 0, address, address.length);
  },
  // A whole UDP datagram by hand.
  "raw-ip": () => {
    const socket = call("socket", 2, 3, 17);
    const datagram = new Uint8Array(13);
    const view = new DataView(datagram.buffer);
    view.setUint16(0, 1234);
    view.setUint16(2, port("UDP"));
    view.setUint16(4, 13);
    datagram.set(Buffer.from("hello"), 8);
    const address = address4(0);
    call("sendto", socket, datagram, 13, 0, address, address.length);
  },
  packet: () => call("socket", 17, 3, 0x0300),
  vsock: () => call("socket", 40, 1, 0),
  crypto: () => call("socket", 38, 5, 0),
  "netlink-audit": () => call("socket", 16, 3, 9),
  "netlink-netfilter": () => call("socket", 16, 3, 12),
  listen: () => {
    const socket = call("socket", 2, 1, 0);
    const address = address4(0);
    if (call("bind", socket, address, address.length) === 0) call("listen", socket, 1);
  },
  // Other processes
  kill: () => call("kill", victim(), SIGKILL),
  "kill-group": () => call("kill", -victim(), SIGKILL),
  stop: () => call("kill", victim(), 19),
  tkill: () => call("tkill", victim(), SIGKILL),
  tgkill: () => call("tgkill", victim(), victim(), SIGKILL),
  "pidfd-kill": () => call("pidfd_send_signal", call("pidfd_open", victim(), 0), SIGKILL, 0, 0),
  sigqueue: () => {
    const information = new Uint8Array(128);
    new DataView(information.buffer).setInt32(0, SIGKILL, true);
    new DataView(information.buffer).setInt32(8, -1, true);
    call("rt_sigqueueinfo", victim(), SIGKILL, information);
    call("rt_tgsigqueueinfo", victim(), victim(), SIGKILL, information);
  },
  prlimit: () => call("prlimit64", victim(), 7, new Uint8Array(16), 0),
  "ptrace-attach": () => call("ptrace", 16, victim(), 0, 0),
  "ptrace-seize": () => call("ptrace", 0x4206, victim(), 0, 0),
  "vm-read": () => {
    const bytes = new Uint8Array(8);
    const local = new BigUint64Array([BigInt(ptr(bytes)), 8n]);
    const remote = new BigUint64Array([0x400000n, 8n]);
    held.push(bytes);
    call("process_vm_readv", victim(), new Uint8Array(local.buffer), 1, new Uint8Array(remote.buffer), 1, 0);
  },
  "vm-write": () => call("process_vm_writev", victim(), 0, 0, 0, 0, 0),
  "steal-descriptor": () => {
    const stolen = call("pidfd_getfd", call("pidfd_open", victim(), 0), 0, 0);
    const bytes = new Uint8Array(100);
    if (stolen >= 0) print(bytes, call("read", stolen, bytes, 100));
  },
  kcmp: () => call("kcmp", process.pid, victim(), 0, 0, 0),
  // Namespaces and mounts
  "unshare-user": () => call("unshare", 0x10000000),
  "unshare-mount": () => call("unshare", 0x20000),
  "unshare-net": () => call("unshare", 0x40000000),
  "unshare-time": () => call("unshare", 0x80),
  "clone3-user": () => {
    // struct clone_args: flags, pidfd, child_tid, parent_tid, exit_signal …; nothing to run, so a child would end at once.
    const args = new BigUint64Array(8);
    args[0] = 0x10000000n;
    call("clone3", new Uint8Array(args.buffer), 64);
  },
  setns: () => call("setns", call("openat", AT_FDCWD, "/proc/1/ns/mnt", 0), 0),
  "setns-pidfd": () => call("setns", call("pidfd_open", victim(), 0), 0x20000),
  "mount-tmpfs": () => call("mount", "x", variable("OUT"), "tmpfs", 0, 0),
  "mount-bind": () => call("mount", variable("VAULT"), `${variable("PROJECT")}/sub`, 0, 4096, 0),
  umount: () => call("umount2", "sub", 2),
  pivot: () => call("pivot_root", ".", "sub"),
  fsopen: () => call("fsopen", "tmpfs", 0),
  "open-tree": () => call("open_tree", AT_FDCWD, variable("VAULT"), 1),
  "move-mount": () => call("move_mount", AT_FDCWD, "sub", AT_FDCWD, "sub", 0),
  "mount-setattr": () => call("mount_setattr", AT_FDCWD, "sub", 0, new Uint8Array(32), 32),
  // Kernel
  "io-uring": () => call("io_uring_setup", 8, new Uint8Array(120)),
  bpf: () => call("bpf", 0, new Uint8Array(72), 72),
  userfaultfd: () => call("userfaultfd", 1),
  perf: () => call("perf_event_open", new Uint8Array(128), 0, -1, -1, 0),
  module: () => call("init_module", new Uint8Array(4), 4, ""),
  kexec: () => call("kexec_load", 0, -1, 0, -1),
  "key-add": () => call("add_key", "user", "guardsh-escape", "x", 1, -3),
  "key-request": () => call("request_key", "user", "guardsh-escape", 0, -3),
  keyctl: () => call("keyctl", 0, -3, 0),
  // The terminal: typed into what is on descriptor 0.
  type: () => {
    for (const character of "echo\n") call("ioctl", 0, 0x5412, character);
  },
  "type-wide": () => call("ioctl", 0, 0x1_0000_5412n, "x"),
  console: () => call("ioctl", 0, 0x541c, new Uint8Array([3])),
  // Other tables of calls
  "x32-open": () => {
    const opened = call(0x40000000 + 2, key(), 0, 0);
    const bytes = new Uint8Array(100);
    if (opened >= 0) print(bytes, call("read", opened, bytes, 100));
  },
  "i386-socket": () => {
    if (!x64) return;
    // socket(AF_INET, SOCK_DGRAM) has another number there (359), which a filter by number would take for something else.
    const source = join(variable("PROJECT"), "i386.c");
    writeFileSync(
      source,
      'long go(void) { long r; __asm__ volatile("int $0x80" : "=a"(r) : "a"(359), "b"(2), "c"(2), "d"(0)); return r; }',
    );
    const { symbols } = cc({ source, symbols: { go: { args: [], returns: "i64" } } });
    console.log(`i386 socket: ${symbols.go()}`);
  },
};

const [name = ""] = process.argv.slice(2);
const attempt = attempts[name];
if (attempt === undefined) throw new Error(`no attempt ${name}`);
attempt();
