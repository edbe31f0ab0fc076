/** An older kernel, played: system calls that answer ENOSYS for this process. */
import { assemble } from "../../src/sandbox/bpf.ts";
import { noNewPrivileges } from "../../src/sandbox/privileges.ts";
import { installFilter } from "../../src/sandbox/seccomp.ts";

export function withoutCalls(numbers: readonly number[]) {
  noNewPrivileges();
  const ENOSYS = 0x00050026;
  installFilter(
    assemble([
      { op: "load", offset: 0 },
      ...numbers.map((value) => ({ op: "jump", test: "eq", value, yes: "lacking", no: null }) as const),
      { op: "return", value: 0x7fff0000 },
      { op: "label", name: "lacking" },
      { op: "return", value: ENOSYS },
    ]),
  );
}
