/**
 * Landlock: a process gives up rights, for itself and all its children, without root and for good.
 *
 * Interface: Linux `include/uapi/linux/landlock.h` and the kernel's `Documentation/userspace-api/landlock.rst`. What
 * each ABI added is in the tables; rights that the running kernel lacks are left out and named.
 *
 * A domain belongs to the *thread* that asks for it and goes on through fork and execve. guardsh asks from the very
 * thread that then calls execve (or spawns), so the threads of the JavaScript runtime, which stay outside, do not matter:
 * execve ends them.
 */
import { mkdirSync } from "node:fs";
import { EINVAL, ELOOP, ENOENT, errno, errnoName, ptr, systemCall } from "../system/index.ts";
import type { Grant, Grants } from "./grants.ts";
import { fileSystem, LIST, READ, WRITE } from "./grants.ts";
import type { PathRule, Plan } from "./plan.ts";

/** LANDLOCK_ACCESS_FS_*: the bit, what is lost without it, and the first ABI that has it. */
const fileRights = {
  execute: { bit: 1 << 0, abi: 1 },
  writeFile: { bit: 1 << 1, abi: 1 },
  readFile: { bit: 1 << 2, abi: 1 },
  readDirectory: { bit: 1 << 3, abi: 1 },
  removeDirectory: { bit: 1 << 4, abi: 1 },
  removeFile: { bit: 1 << 5, abi: 1 },
  makeCharacterDevice: { bit: 1 << 6, abi: 1 },
  makeDirectory: { bit: 1 << 7, abi: 1 },
  makeFile: { bit: 1 << 8, abi: 1 },
  makeSocket: { bit: 1 << 9, abi: 1 },
  makeFifo: { bit: 1 << 10, abi: 1 },
  makeBlockDevice: { bit: 1 << 11, abi: 1 },
  makeLink: { bit: 1 << 12, abi: 1 },
  refer: { bit: 1 << 13, abi: 2 },
  truncate: { bit: 1 << 14, abi: 3 },
  ioctlDevice: { bit: 1 << 15, abi: 5 },
  resolveUnix: { bit: 1 << 16, abi: 9 },
} as const;

const BIND_TCP = 1;
const CONNECT_TCP = 2;
const SCOPE_ABSTRACT_UNIX_SOCKET = 1;
const SCOPE_SIGNAL = 2;
/** Denials of the command are normal life here and would fill the kernel's audit log (ABI 7). */
const RESTRICT_SELF_LOG_SAME_EXEC_OFF = 1;

/** The newest ABI whose rights are known here. A newer kernel is asked for these. */
export const newestAbi = 9;

const f = fileRights;
const readDirectoryRights = f.execute.bit | f.readFile.bit | f.readDirectory.bit;
const writeRights =
  f.writeFile.bit |
  f.removeDirectory.bit |
  f.removeFile.bit |
  f.makeDirectory.bit |
  f.makeFile.bit |
  f.makeSocket.bit |
  f.makeFifo.bit |
  f.makeLink.bit |
  f.refer.bit |
  f.truncate.bit |
  f.ioctlDevice.bit |
  f.resolveUnix.bit;
/** The rights that a single file can have; any other bit makes the kernel refuse the rule. */
const singleFileRights =
  f.execute.bit | f.writeFile.bit | f.readFile.bit | f.truncate.bit | f.ioctlDevice.bit | f.resolveUnix.bit;

/** What is lost on an older kernel, for `doctor` and the record. */
const losses: readonly { readonly abi: number; readonly lost: string }[] = [
  { abi: 2, lost: "landlock/refer: this kernel forbids every rename and link between directories" },
  { abi: 3, lost: "landlock/truncate: files outside can still be emptied" },
  { abi: 4, lost: "landlock/tcp: TCP ports are not limited" },
  { abi: 5, lost: "landlock/ioctl-dev: device controls are not limited" },
  { abi: 6, lost: "landlock/scope: abstract sockets and signals reach processes outside" },
  { abi: 9, lost: "landlock/resolve-unix: sockets in the file system are not limited by path" },
];

/** The Landlock ABI of the running kernel; 0 where there is none (not built in, not enabled, or hidden by a container). */
export function landlockAbi(): number {
  const version = systemCall("landlock_create_ruleset", 0, 0, 1);
  return Math.max(0, version);
}

/** What a ruleset has to handle, for a plan on a kernel of some ABI. Pure. */
export interface Handled {
  readonly files: number;
  readonly network: number;
  readonly scoped: number;
  /** What of the plan this ABI cannot hold. */
  readonly missing: readonly string[];
}

/** The rights that a kernel of this ABI can take away for this plan, and what it cannot. */
export function handledBy(plan: Plan, abi: number): Handled {
  let files = 0;
  for (const right of Object.values(fileRights)) if (right.abi <= abi) files |= right.bit;
  const limitsTcp = plan.network.connect !== null || plan.network.bind !== null;
  // With Unix sockets closed altogether seccomp refuses them; with them open there is nothing to hold by path.
  files &= ~f.resolveUnix.bit;
  const wanted = losses.filter(({ abi: since }) => {
    if (since === 4) return limitsTcp;
    if (since === 9) return false;
    return true;
  });
  return {
    files,
    network:
      abi < 4
        ? 0
        : (plan.network.bind === null ? 0 : BIND_TCP) | (plan.network.connect === null ? 0 : CONNECT_TCP),
    scoped: abi < 6 ? 0 : SCOPE_ABSTRACT_UNIX_SOCKET | (plan.process.signals === "own" ? SCOPE_SIGNAL : 0),
    missing: wanted.filter(({ abi: since }) => since > abi).map(({ lost }) => lost),
  };
}

/** Landlock said no where it should not have. */
export class LandlockError extends Error {
  readonly call: string;
  readonly errno: number;
  constructor(call: string, number: number) {
    super(`${call}: ${errnoName(number)}`);
    this.name = "LandlockError";
    this.call = call;
    this.errno = number;
  }
}

/**
 * A ruleset in the kernel, ready to be entered; the descriptor closes on exec. Paths that are not there are
 * passed over: nothing can be granted on them, and nothing needs to be.
 * @throws LandlockError when the kernel refuses
 */
export function createRuleset(plan: Plan, grants: Grants, handled: Handled): number {
  const abi = landlockAbi();
  const attributes = new BigUint64Array([
    BigInt(handled.files),
    BigInt(handled.network),
    BigInt(handled.scoped),
  ]);
  // Kernels refuse a structure longer than the one they know, unless the rest is zero: give each its own size.
  const size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
  const created = systemCall("landlock_create_ruleset", ptr(attributes), size);
  if (created < 0) throw new LandlockError("landlock_create_ruleset", errno());
  for (const grant of grants.grants) addPath(created, grant, handled.files);
  if (handled.network !== 0) addPorts(created, plan, handled.network);
  return created;
}

// One buffer for all paths and one for each structure: a grant costs two system calls and no allocation to speak of.
const pathBuffer = Buffer.alloc(4097);
/** struct open_how: flags O_PATH | O_CLOEXEC, mode 0, resolve RESOLVE_NO_SYMLINKS (no component may be a link). */
const openHow = new BigUint64Array([0o10000000n | 0o2000000n, 0n, 4n]);
/** struct landlock_path_beneath_attr, packed: u64 allowed_access, s32 parent_fd. */
const pathBeneath = new DataView(new ArrayBuffer(12));
/** struct landlock_net_port_attr: u64 allowed_access, u64 port. */
const netPort = new BigUint64Array(2);

function addPath(ruleset: number, grant: Grant, handled: number) {
  let fd = openPath(grant.path);
  if (fd < 0 && grant.rule !== null) fd = openRule(grant.rule, errno());
  if (fd < 0) return;
  const rights = kernelRights(grant.rights) & handled;
  const tried = grant.directory === false ? rights & singleFileRights : rights;
  let number = addBeneath(ruleset, fd, tried);
  if (number === EINVAL && grant.directory === null) {
    number = addBeneath(ruleset, fd, rights & singleFileRights);
  }
  systemCall("close", fd);
  // EINVAL is left for what is neither: a name that became something else since it was listed. It gets no grant.
  if (number !== 0 && number !== EINVAL) throw new LandlockError(`landlock_add_rule ${grant.path}`, number);
}

function openPath(path: string): number {
  const length = pathBuffer.write(path, 0, 4096);
  pathBuffer[length] = 0;
  const AT_FDCWD = -100;
  return systemCall("openat2", AT_FDCWD, ptr(pathBuffer), ptr(openHow), 24);
}

/** A place that a rule names and that could not be opened as it stands: made if it should be there, followed if it is a link. */
function openRule(rule: PathRule, why: number): number {
  if (why === ENOENT && rule.create === true) {
    try {
      mkdirSync(rule.path, { mode: 0o700 });
    } catch {
      return -1;
    }
    return openPath(rule.path);
  }
  const real = why === ELOOP ? fileSystem.real(rule.path) : null;
  return real === null ? -1 : openPath(real);
}

function addBeneath(ruleset: number, fd: number, rights: number): number {
  if (rights === 0) return 0;
  pathBeneath.setUint32(0, rights, true);
  pathBeneath.setInt32(8, fd, true);
  const RULE_PATH_BENEATH = 1;
  return systemCall("landlock_add_rule", ruleset, RULE_PATH_BENEATH, ptr(pathBeneath)) === 0 ? 0 : errno();
}

function addPorts(ruleset: number, plan: Plan, handled: number) {
  const ports = new Map<number, number>();
  for (const port of plan.network.connect ?? []) ports.set(port, CONNECT_TCP);
  for (const port of plan.network.bind ?? []) ports.set(port, (ports.get(port) ?? 0) | BIND_TCP);
  for (const [port, rights] of ports) {
    if ((rights & handled) === 0) continue;
    netPort[0] = BigInt(rights & handled);
    netPort[1] = BigInt(port);
    const RULE_NET_PORT = 2;
    const done = systemCall("landlock_add_rule", ruleset, RULE_NET_PORT, ptr(netPort));
    if (done !== 0) throw new LandlockError(`landlock_add_rule port ${port}`, errno());
  }
}

function kernelRights(rights: number): number {
  return (
    ((rights & READ) !== 0 ? readDirectoryRights : 0) |
    ((rights & WRITE) !== 0 ? writeRights : 0) |
    ((rights & LIST) !== 0 ? f.readDirectory.bit : 0)
  );
}

/**
 * Enters the ruleset: from here on, for this thread and all it starts. Needs no_new_privs.
 * @throws LandlockError; errno E2BIG says that 16 domains already lie on top of each other
 */
export function restrictSelf(ruleset: number) {
  const flags = landlockAbi() >= 7 ? RESTRICT_SELF_LOG_SAME_EXEC_OFF : 0;
  if (systemCall("landlock_restrict_self", ruleset, flags) !== 0) {
    throw new LandlockError("landlock_restrict_self", errno());
  }
}
