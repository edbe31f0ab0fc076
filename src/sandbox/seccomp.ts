/**
 * seccomp: which system calls a command may make, where Landlock has no say: sockets that are not TCP, debugging,
 * kernel interfaces that no build or test needs and many an exploit does. What is refused gets EPERM, as if the
 * user lacked the right, and the program goes on; only calls by another architecture's table are killed, since their
 * numbers mean something else.
 *
 * Filters see the words of a call, never what a pointer leads to. That is why `clone3` (flags in memory) answers
 * ENOSYS: the C libraries then fall back to `clone`, whose flags can be seen.
 */
import { type Argument, errno, errnoName, inRegister, systemCall } from "../system/index.ts";
import type { Instruction, Target } from "./bpf.ts";
import { assemble } from "./bpf.ts";
import type { Plan } from "./plan.ts";
import type { Architecture, Syscall } from "./syscalls.ts";
import { auditArchitecture, syscallNumber } from "./syscalls.ts";

const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const ERRNO = 0x00050000;
const EPERM = 1;
const ENOSYS = 38;
const EPROTONOSUPPORT = 93;

/** struct seccomp_data: the number, the architecture, and the low word of each argument (both machines are little-endian). */
const NUMBER = 0;
const ARCHITECTURE = 4;
const argument = (index: number) => 16 + 8 * index;

/** Calls of the x32 table come with this bit and the x86-64 architecture. */
const X32_BIT = 0x40000000;

/** Refused whatever the plan says. */
const alwaysRefused: readonly Syscall[] = [
  // The kernel's keyring: secrets of other programs of the user.
  "add_key",
  "request_key",
  "keyctl",
  // Memory and descriptors of other processes.
  "process_vm_readv",
  "process_vm_writev",
  "pidfd_getfd",
  "kcmp",
  // Mounts: what paths mean.
  "mount",
  "umount2",
  "pivot_root",
  "open_tree",
  "open_tree_attr",
  "move_mount",
  "fsopen",
  "fsconfig",
  "fsmount",
  "fspick",
  "mount_setattr",
  "open_by_handle_at",
  // Code in the kernel, and its widest doors.
  "bpf",
  "userfaultfd",
  "perf_event_open",
  "io_uring_setup",
  "io_uring_enter",
  "io_uring_register",
  "kexec_load",
  "kexec_file_load",
  "init_module",
  "finit_module",
  "delete_module",
  "iopl",
  "ioperm",
  "uselib",
  "lookup_dcookie",
  // The machine itself: only root could, and an agent that is root should not.
  "acct",
  "adjtimex",
  "clock_adjtime",
  "clock_settime",
  "settimeofday",
  "fanotify_init",
  "quotactl",
  "quotactl_fd",
  "reboot",
  "setdomainname",
  "sethostname",
  "swapoff",
  "swapon",
  "syslog",
  "vhangup",
];

/** CLONE_NEW*: namespaces, NEWTIME (0x80) apart, which in `clone` is part of the signal number. */
const NAMESPACES = 0x7e020000;
const NEWTIME = 0x80;

/** Characters put into the terminal as if typed, and the console's cousin of that. */
const TIOCSTI = 0x5412;
const TIOCLINUX = 0x541c;

const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;
const AF_NETLINK = 16;
const SOCK_STREAM = 1;
const SOCK_DGRAM = 2;
const SOCK_TYPE_MASK = 0xf;
const IPPROTO_TCP = 6;
/** Data in the very call that connects: Landlock's connect check is not asked then. */
const MSG_FASTOPEN = 0x20000000;
/** Routes and addresses, sockets' state, device events: what `ip`, `ss` and libraries ask at start. */
const netlinkProtocols = [0, 4, 15];

/** The parts of a plan that the filter depends on. */
export type FilterPlan = Pick<Plan, "network" | "process">;

/** The filter of a plan as instructions. Pure. */
export function filterProgram(plan: FilterPlan, architecture: Architecture): Instruction[] {
  const program: Instruction[] = [
    load(ARCHITECTURE),
    when("eq", auditArchitecture[architecture], null, "kill"),
    load(NUMBER),
  ];
  if (architecture === "x64") program.push(when("ge", X32_BIT, "refuse", null));
  const limited = plan.network.mode !== "open";
  // Blocks for calls whose arguments decide; each is jumped over by all other calls.
  call(program, "socket", architecture, socketRules(plan));
  call(program, "ioctl", architecture, [
    load(argument(1)),
    when("eq", TIOCSTI, "refuse", null),
    when("eq", TIOCLINUX, "refuse", "allow"),
  ]);
  // Limits of another process: setting them can stop it as well as a signal. Asking for them is harmless.
  call(program, "prlimit64", architecture, [
    load(argument(0)),
    when("eq", 0, "allow", null),
    load(argument(2)),
    when("eq", 0, null, "refuse"),
    load(argument(2) + 4),
    when("eq", 0, "allow", "refuse"),
  ]);
  if (limited) {
    const fastOpen = (index: number) => [load(argument(index)), when("set", MSG_FASTOPEN, "refuse", "allow")];
    call(program, "sendto", architecture, fastOpen(3));
    call(program, "sendmsg", architecture, fastOpen(2));
    call(program, "sendmmsg", architecture, fastOpen(3));
  }
  if (!plan.process.namespaces) {
    call(program, "clone", architecture, [load(argument(0)), when("set", NAMESPACES, "refuse", "allow")]);
    call(program, "unshare", architecture, [
      load(argument(0)),
      when("set", NAMESPACES | NEWTIME, "refuse", "allow"),
    ]);
    call(program, "clone3", architecture, [{ op: "return", value: ERRNO | ENOSYS }]);
  }
  const refused = [
    ...alwaysRefused,
    ...(plan.process.namespaces ? [] : (["setns", "chroot"] as const)),
    ...(plan.process.ptrace ? [] : (["ptrace"] as const)),
  ];
  for (const name of refused) {
    const number = syscallNumber(name, architecture);
    if (number >= 0) program.push(when("eq", number, "refuse", null));
  }
  program.push(
    { op: "label", name: "allow" },
    { op: "return", value: ALLOW },
    { op: "label", name: "refuse" },
    { op: "return", value: ERRNO | EPERM },
    // What programs take for a kernel without it. Told EPERM by the audit log, useradd and login give up (audit_open(3)).
    { op: "label", name: "unsupported" },
    { op: "return", value: ERRNO | EPROTONOSUPPORT },
    { op: "label", name: "kill" },
    { op: "return", value: KILL_PROCESS },
  );
  return program;
}

/** socket(family, type, protocol) */
function socketRules({ network }: FilterPlan): Instruction[] {
  const inet = network.mode === "off" ? "refuse" : "socket.inet";
  const rules: Instruction[] = [
    load(argument(0)),
    when("eq", AF_UNIX, network.unix ? "allow" : "refuse", null),
    when("eq", AF_NETLINK, "socket.netlink", null),
    when("eq", AF_INET, inet, null),
    when("eq", AF_INET6, inet, "refuse"),
  ];
  if (network.mode === "open") {
    // TCP, UDP and ping's datagrams; raw and packet sockets are not for programs.
    rules.push(
      { op: "label", name: "socket.inet" },
      load(argument(1)),
      { op: "and", value: SOCK_TYPE_MASK },
      when("eq", SOCK_STREAM, "allow", null),
      when("eq", SOCK_DGRAM, "allow", "refuse"),
    );
  } else if (network.mode === "allowlist") {
    // Only what Landlock's port rules see: TCP proper. Multipath TCP, SCTP and SMC streams go past them.
    rules.push(
      { op: "label", name: "socket.inet" },
      load(argument(1)),
      { op: "and", value: SOCK_TYPE_MASK },
      when("eq", SOCK_STREAM, null, "refuse"),
      load(argument(2)),
      when("eq", 0, "allow", null),
      when("eq", IPPROTO_TCP, "allow", "refuse"),
    );
  }
  rules.push({ op: "label", name: "socket.netlink" }, load(argument(2)));
  for (const protocol of netlinkProtocols) rules.push(when("eq", protocol, "allow", null));
  rules.push(when("ge", 0, "unsupported", "unsupported"));
  return rules;
}

function call(
  program: Instruction[],
  name: Syscall,
  architecture: Architecture,
  body: readonly Instruction[],
) {
  const number = syscallNumber(name, architecture);
  if (number < 0) return;
  program.push(when("eq", number, null, `past.${name}`), ...body, { op: "label", name: `past.${name}` });
}

function load(offset: number): Instruction {
  return { op: "load", offset };
}

function when(test: "eq" | "ge" | "set", value: number, yes: Target, no: Target): Instruction {
  return { op: "jump", test, value, yes, no };
}

/** The filter of a plan for this machine, assembled. Null on an architecture without a table. */
export function filterFor(plan: FilterPlan): Uint8Array | null {
  const architecture = process.arch;
  if (architecture !== "x64" && architecture !== "arm64") return null;
  return assemble(filterProgram(plan, architecture));
}

export const SECCOMP_SET_MODE_FILTER = 1;

/** struct sock_fprog: u16 length in instructions, padding, pointer. */
export function filterHeader(filter: Uint8Array): Argument {
  const header = new Uint8Array(16);
  new DataView(header.buffer).setUint16(0, filter.length / 8, true);
  return { kind: "pointing", bytes: header, at: 8, to: filter };
}

/**
 * Installs a filter on the calling thread and all it starts. Needs no_new_privs.
 * @returns null, or why the kernel refused
 */
export function installFilter(filter: Uint8Array): string | null {
  const done = systemCall("seccomp", SECCOMP_SET_MODE_FILTER, 0, inRegister(filterHeader(filter)));
  return done === 0 ? null : errnoName(errno());
}
