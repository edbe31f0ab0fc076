/** Lesser kernels, played by filters for this thread and what it becomes: calls that are not there, namespaces that are not to be had. */
import { assemble, type Instruction } from "../../src/sandbox/bpf.ts";
import { noNewPrivileges } from "../../src/sandbox/privileges.ts";
import { installFilter } from "../../src/sandbox/seccomp.ts";
import { syscalls } from "../../src/sandbox/syscalls.ts";

const ALLOW = 0x7fff0000;
const ERRNO = 0x00050000;
const ENOSYS = ERRNO | 38;
const EPERM = ERRNO | 1;

function put(body: readonly Instruction[], refusal: number) {
  noNewPrivileges();
  installFilter(
    assemble([
      { op: "load", offset: 0 },
      ...body,
      { op: "return", value: ALLOW },
      { op: "label", name: "lacking" },
      { op: "return", value: refusal },
    ]),
  );
}

const refused = (value: number): Instruction => ({ op: "jump", test: "eq", value, yes: "lacking", no: null });

export function withoutCalls(numbers: readonly number[]) {
  put(numbers.map(refused), ENOSYS);
}

/** As where user namespaces are forbidden, for root too: no call makes any namespace, and nothing is mounted. */
export function withoutNamespaces() {
  const column = process.arch === "arm64" ? 1 : 0;
  const number = (name: "clone" | "clone3" | "mount" | "unshare") => syscalls[name][column];
  withoutCalls([number("clone3")]);
  /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET in the first argument's lower half. */
  const namespaces = 0x7e020000;
  put(
    [
      refused(number("unshare")),
      refused(number("mount")),
      { op: "jump", test: "eq", value: number("clone"), yes: null, no: "allowed" },
      { op: "load", offset: 16 },
      { op: "jump", test: "set", value: namespaces, yes: "lacking", no: null },
      { op: "label", name: "allowed" },
    ],
    EPERM,
  );
}
