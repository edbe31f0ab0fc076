/**
 * The plan in Landlock's terms, as plain data: what is taken away, and what is given back where. Pure; landlock.ts
 * carries it to the kernel.
 *
 * Interface: Linux `include/uapi/linux/landlock.h` and the kernel's `Documentation/userspace-api/landlock.rst`. What each
 * ABI added is in the tables; rights that the running kernel lacks are left out and named.
 */
import type { Grant, Grants } from "./grants.ts";
import { LIST, READ, WRITE } from "./grants.ts";
import type { Plan } from "./plan.ts";

/** LANDLOCK_ACCESS_FS_*: the bit, and the first ABI that has it. */
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
} as const;

/** LANDLOCK_ACCESS_NET_* and LANDLOCK_SCOPE_*. */
const BIND_TCP = 1;
const CONNECT_TCP = 2;
const SCOPE_ABSTRACT_UNIX_SOCKET = 1;
const SCOPE_SIGNAL = 2;

/**
 * The newest ABI whose rights are used here; newer kernels are asked for these. What they add (threads at once,
 * Unix sockets by path, UDP ports) is not needed before execve or done by seccomp.
 */
export const newestAbi = 7;

const f = fileRights;
const readRights = f.execute.bit | f.readFile.bit | f.readDirectory.bit;
/** All that changes something, but making device nodes: nothing is ever given that. */
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
  f.ioctlDevice.bit;

/** The rights that a single file can have; with any other bit the kernel refuses the rule. */
const singleFileRights =
  f.execute.bit | f.writeFile.bit | f.readFile.bit | f.truncate.bit | f.ioctlDevice.bit;

/** What is lost on an older kernel, for `doctor` and the record. */
const losses: readonly { readonly abi: number; readonly lost: string }[] = [
  { abi: 2, lost: "landlock/refer: this kernel forbids every rename and link between directories" },
  { abi: 3, lost: "landlock/truncate: files outside can still be emptied" },
  { abi: 4, lost: "landlock/tcp: TCP ports are not limited" },
  { abi: 5, lost: "landlock/ioctl-dev: device controls are not limited" },
  { abi: 6, lost: "landlock/scope: abstract sockets and signals reach processes outside" },
];

/** A path and what is given back on it and below. */
export interface PathGrant {
  readonly path: string;
  /** LANDLOCK_ACCESS_FS_* bits. */
  readonly rights: number;
  /** Said by a rule, so a symbolic link is followed; an entry found by listing is not. */
  readonly named: boolean;
  /** Made if it is missing. */
  readonly create: boolean;
}

export interface Ruleset {
  readonly abi: number;
  /** struct landlock_ruleset_attr: what is taken away. */
  readonly files: number;
  readonly network: number;
  readonly scoped: number;
  readonly paths: readonly PathGrant[];
  readonly ports: readonly { readonly port: number; readonly rights: number }[];
  /** What of the plan this ABI, or an allow-list, cannot hold. */
  readonly missing: readonly string[];
}

/** The ruleset of a plan for a kernel of some ABI (1 or more). */
export function rulesetOf(plan: Plan, { grants, unenforced }: Grants, abi: number): Ruleset {
  let files = 0;
  for (const right of Object.values(fileRights)) if (right.abi <= abi) files |= right.bit;
  const { connect, bind } = plan.network;
  const network = abi < 4 ? 0 : (bind === null ? 0 : BIND_TCP) | (connect === null ? 0 : CONNECT_TCP);
  const scoped =
    abi < 6 ? 0 : SCOPE_ABSTRACT_UNIX_SOCKET | (plan.process.signals === "own" ? SCOPE_SIGNAL : 0);
  const tcpLimited = connect !== null || bind !== null;
  const missing = losses
    .filter((loss) => loss.abi > abi && (loss.abi !== 4 || tcpLimited))
    .map(({ lost }) => lost);
  for (const { path } of unenforced) {
    missing.push(
      `landlock/inside: ${path} lies in a tree that is open as a whole; the bwrap engine can shut it`,
    );
  }
  const paths = grants.map((grant) => pathGrant(grant, files)).filter(({ rights }) => rights !== 0);
  return { abi, files, network, scoped, paths, ports: portRules(plan, network), missing };
}

function pathGrant({ path, rights, directory, rule }: Grant, handled: number): PathGrant {
  let bits = 0;
  if ((rights & READ) !== 0) bits |= readRights;
  if ((rights & WRITE) !== 0) bits |= writeRights;
  if ((rights & LIST) !== 0) bits |= f.readDirectory.bit;
  if (!directory) bits &= singleFileRights;
  return { path, rights: bits & handled, named: rule !== null, create: rule?.create === true };
}

function portRules(plan: Plan, handled: number): Ruleset["ports"] {
  const ports = new Map<number, number>();
  const give = (list: readonly number[] | null, right: number) => {
    for (const port of list ?? []) ports.set(port, (ports.get(port) ?? 0) | (right & handled));
  };
  give(plan.network.connect, CONNECT_TCP);
  give(plan.network.bind, BIND_TCP);
  return [...ports].map(([port, rights]) => ({ port, rights })).filter(({ rights }) => rights !== 0);
}
