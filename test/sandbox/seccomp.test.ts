/** The filter, asked by a BPF machine on both architectures, and by the kernel of this one. */
import { describe, expect, test } from "bun:test";
import { assemble } from "../../src/sandbox/bpf.ts";
import type { FilterPlan } from "../../src/sandbox/seccomp.ts";
import { filterProgram } from "../../src/sandbox/seccomp.ts";
import type { Architecture, Syscall } from "../../src/sandbox/syscalls.ts";
import { auditArchitecture, syscallNumber, syscalls } from "../../src/sandbox/syscalls.ts";
import { runFilter } from "./bpf-machine.ts";

const ALLOW = 0x7fff0000;
const EPERM = 0x00050001;
const UNSUPPORTED = 0x0005005d;
const ENOSYS = 0x00050026;
const KILL = 0x80000000;

const open: FilterPlan = {
  network: { mode: "open", connect: null, bind: null, unix: true },
  process: { signals: "any", namespaces: false, ptrace: false },
};
const allowlist: FilterPlan = {
  ...open,
  network: { mode: "allowlist", connect: [8080], bind: null, unix: true },
};
const off: FilterPlan = { ...open, network: { mode: "off", connect: [], bind: [], unix: false } };
const lenient: FilterPlan = { ...open, process: { signals: "any", namespaces: true, ptrace: true } };
const plans = { open, allowlist, off, lenient };

function ask(
  plan: FilterPlan,
  architecture: Architecture,
  name: Syscall | number,
  ...args: number[]
): number {
  const number = typeof name === "number" ? name : syscallNumber(name, architecture);
  return runFilter(assemble(filterProgram(plan, architecture)), {
    architecture: auditArchitecture[architecture],
    number,
    args,
  });
}

const [UNIX, INET, INET6, NETLINK, PACKET, ALG, VSOCK, SMC] = [1, 2, 10, 16, 17, 38, 40, 43];
const [STREAM, DGRAM, RAW, SEQPACKET] = [1, 2, 3, 5];
const CLOEXEC = 0o2000000;
const NONBLOCK = 0o4000;

/** socket() arguments → what open, allowlist and off say. */
const sockets: readonly [string, [number, number, number], [number, number, number]][] = [
  ["unix stream", [UNIX, STREAM, 0], [ALLOW, ALLOW, EPERM]],
  ["unix datagram", [UNIX, DGRAM | CLOEXEC, 0], [ALLOW, ALLOW, EPERM]],
  ["tcp", [INET, STREAM, 0], [ALLOW, ALLOW, EPERM]],
  ["tcp by number, flags", [INET6, STREAM | CLOEXEC | NONBLOCK, 6], [ALLOW, ALLOW, EPERM]],
  ["multipath tcp", [INET, STREAM, 262], [ALLOW, EPERM, EPERM]],
  ["sctp stream", [INET, STREAM, 132], [ALLOW, EPERM, EPERM]],
  ["smc over inet", [INET, STREAM, 256], [ALLOW, EPERM, EPERM]],
  ["udp", [INET, DGRAM, 0], [ALLOW, EPERM, EPERM]],
  ["udp6", [INET6, DGRAM | NONBLOCK, 17], [ALLOW, EPERM, EPERM]],
  ["ping", [INET, DGRAM, 1], [ALLOW, EPERM, EPERM]],
  ["raw", [INET, RAW, 1], [EPERM, EPERM, EPERM]],
  ["raw6", [INET6, RAW | CLOEXEC, 58], [EPERM, EPERM, EPERM]],
  ["sctp seqpacket", [INET, SEQPACKET, 132], [EPERM, EPERM, EPERM]],
  ["inet type 10", [INET, 10, 0], [EPERM, EPERM, EPERM]],
  ["netlink route", [NETLINK, RAW | CLOEXEC, 0], [ALLOW, ALLOW, ALLOW]],
  ["netlink sock_diag", [NETLINK, DGRAM, 4], [ALLOW, ALLOW, ALLOW]],
  ["netlink netfilter", [NETLINK, RAW, 12], [UNSUPPORTED, UNSUPPORTED, UNSUPPORTED]],
  ["netlink audit", [NETLINK, RAW, 9], [UNSUPPORTED, UNSUPPORTED, UNSUPPORTED]],
  ["packet", [PACKET, RAW, 0], [EPERM, EPERM, EPERM]],
  ["packet old", [INET, 10, 768], [EPERM, EPERM, EPERM]],
  ["crypto", [ALG, SEQPACKET, 0], [EPERM, EPERM, EPERM]],
  ["vsock", [VSOCK, STREAM, 0], [EPERM, EPERM, EPERM]],
  ["smc", [SMC, STREAM, 0], [EPERM, EPERM, EPERM]],
  ["bluetooth", [31, RAW, 1], [EPERM, EPERM, EPERM]],
  ["family 0", [0, STREAM, 0], [EPERM, EPERM, EPERM]],
  ["negative family", [-1, STREAM, 0], [EPERM, EPERM, EPERM]],
];

const names = Object.keys(syscalls).filter((name): name is Syscall => name in syscalls);

describe.each(["x64", "arm64"] as const)("the filter on %s", (architecture) => {
  test.each(sockets)("socket: %s", (_name, args, [whenOpen, whenAllowlist, whenOff]) => {
    expect(ask(open, architecture, "socket", ...args)).toBe(whenOpen);
    expect(ask(allowlist, architecture, "socket", ...args)).toBe(whenAllowlist);
    expect(ask(off, architecture, "socket", ...args)).toBe(whenOff);
  });

  test("calls that no plan allows", () => {
    const decidedByArguments: Syscall[] = [
      "socket",
      "ioctl",
      "sendto",
      "sendmsg",
      "sendmmsg",
      "prlimit64",
      "clone",
      "clone3",
      "unshare",
      "setns",
      "chroot",
      "ptrace",
    ];
    for (const name of names) {
      if (decidedByArguments.includes(name) || syscallNumber(name, architecture) < 0) continue;
      for (const plan of Object.values(plans))
        expect([name, ask(plan, architecture, name)]).toEqual([name, EPERM]);
    }
  });

  test("every other call passes, up to numbers that do not exist yet", () => {
    const known = new Set(names.map((name) => syscallNumber(name, architecture)));
    for (let number = 0; number < 600; number++) {
      if (!known.has(number)) expect([number, ask(open, architecture, number)]).toEqual([number, ALLOW]);
    }
  });

  test("namespaces: by clone and unshare flags; clone3 is said not to exist", () => {
    const THREAD = 0x3d0f00;
    const FORK = 0x01200011;
    const VFORK = 0x4111;
    for (const flags of [THREAD, FORK, VFORK, 0x11, 0x91])
      expect(ask(open, architecture, "clone", flags)).toBe(ALLOW);
    for (const flag of [0x20000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000]) {
      expect(ask(open, architecture, "clone", flag | 0x11)).toBe(EPERM);
      expect(ask(open, architecture, "unshare", flag)).toBe(EPERM);
      expect(ask(lenient, architecture, "clone", flag | 0x11)).toBe(ALLOW);
      expect(ask(lenient, architecture, "unshare", flag)).toBe(ALLOW);
    }
    expect(ask(open, architecture, "unshare", 0x80)).toBe(EPERM);
    expect(ask(open, architecture, "unshare", 0x400)).toBe(ALLOW);
    expect(ask(open, architecture, "clone3", 0, 88)).toBe(ENOSYS);
    expect(ask(lenient, architecture, "clone3", 0, 88)).toBe(ALLOW);
    expect(ask(open, architecture, "setns", 3, 0)).toBe(EPERM);
    expect(ask(open, architecture, "chroot")).toBe(EPERM);
    expect(ask(lenient, architecture, "setns", 3, 0)).toBe(ALLOW);
  });

  test("ptrace by plan", () => {
    expect(ask(open, architecture, "ptrace", 16, 1)).toBe(EPERM);
    expect(ask(lenient, architecture, "ptrace", 16, 1)).toBe(ALLOW);
  });

  test("ioctl: only typing into a terminal is refused, whatever is in the upper half of the word", () => {
    for (const command of [0x5412, 0x541c, 0x1_0000_5412]) {
      expect(ask(open, architecture, "ioctl", 0, command)).toBe(EPERM);
    }
    for (const command of [0x5401, 0x5402, 0x5413, 0x541b, 0x80045430]) {
      expect(ask(open, architecture, "ioctl", 0, command)).toBe(ALLOW);
    }
  });

  test("limits can be asked of any process, and set only for oneself", () => {
    const pointer = 0x7fff00001000;
    expect(ask(open, architecture, "prlimit64", 0, 7, pointer, 0)).toBe(ALLOW);
    expect(ask(open, architecture, "prlimit64", 1234, 7, 0, pointer)).toBe(ALLOW);
    expect(ask(open, architecture, "prlimit64", 1234, 7, pointer, 0)).toBe(EPERM);
    expect(ask(open, architecture, "prlimit64", 1234, 7, 0x7fff00000000, 0)).toBe(EPERM);
  });

  test("TCP fast open connects without connect: refused where connects are limited", () => {
    const FASTOPEN = 0x20000000;
    const NOSIGNAL = 0x4000;
    for (const [name, index] of [
      ["sendto", 3],
      ["sendmsg", 2],
      ["sendmmsg", 3],
    ] as const) {
      const withFlags = (flags: number) => [0, 0, 0, 0].map((_, at) => (at === index ? flags : 0));
      expect(ask(allowlist, architecture, name, ...withFlags(FASTOPEN | NOSIGNAL))).toBe(EPERM);
      expect(ask(allowlist, architecture, name, ...withFlags(NOSIGNAL))).toBe(ALLOW);
      expect(ask(open, architecture, name, ...withFlags(FASTOPEN))).toBe(ALLOW);
    }
  });

  test("another architecture's calls are killed", () => {
    const filter = assemble(filterProgram(open, architecture));
    const I386 = 0x40000003;
    const ARM = 0x40000028;
    const other = architecture === "x64" ? auditArchitecture.arm64 : auditArchitecture.x64;
    for (const audit of [I386, ARM, other, 0]) {
      expect(runFilter(filter, { architecture: audit, number: 1 })).toBe(KILL);
    }
  });
});

test("x32 calls, which come under x86-64's name, are refused", () => {
  for (const number of [0x40000000, 0x40000001, 0x40000200, 0xffffffff])
    expect(ask(open, "x64", number)).toBe(EPERM);
});

describe("the assembler", () => {
  test("refuses what the kernel would: jumps too far, backwards, to nowhere", () => {
    const load = { op: "load", offset: 0 } as const;
    const jump = (yes: string) => ({ op: "jump", test: "eq", value: 0, yes, no: null }) as const;
    const label = { op: "label", name: "there" } as const;
    expect(() => assemble([jump("there"), ...Array(256).fill(load), label, load])).toThrow("out of reach");
    expect(() => assemble([label, load, jump("there")])).toThrow("out of reach");
    expect(() => assemble([jump("there")])).toThrow("out of reach");
    expect(assemble([jump("there"), ...Array(255).fill(load), label, load])[2]).toBe(255);
  });
});
