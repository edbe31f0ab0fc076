/**
 * An assembler for classic BPF, the machine that seccomp filters run on (`linux/filter.h`, `linux/bpf_common.h`).
 * Only what such filters need: load a word, mask it, compare, return. Jumps go forward only and at most 255 far, both
 * checked here.
 */

/** Where a jump goes: a label, or on to the next instruction. */
export type Target = string | null;

export type Instruction =
  | { readonly op: "load"; readonly offset: number }
  | { readonly op: "and"; readonly value: number }
  /** `eq` equal, `ge` at least (unsigned), `set` any of these bits. */
  | {
      readonly op: "jump";
      readonly test: "eq" | "ge" | "set";
      readonly value: number;
      readonly yes: Target;
      readonly no: Target;
    }
  | { readonly op: "return"; readonly value: number }
  | { readonly op: "label"; readonly name: string };

/** BPF_LD|BPF_W|BPF_ABS, BPF_ALU|BPF_AND|BPF_K, BPF_RET|BPF_K, BPF_JMP|BPF_J…|BPF_K. */
const opcode = { load: 0x20, and: 0x54, return: 0x06, eq: 0x15, ge: 0x35, set: 0x45 } as const;

/** BPF_MAXINSNS: the kernel takes no longer program. */
const longest = 4096;

/** The program as the kernel's `struct sock_filter[]`: u16 code, u8 jt, u8 jf, u32 k, 8 bytes an instruction, little-endian. */
export function assemble(program: readonly Instruction[]): Uint8Array {
  const labels = new Map<string, number>();
  let length = 0;
  for (const instruction of program) {
    if (instruction.op === "label") labels.set(instruction.name, length);
    else length++;
  }
  if (length > longest) throw new Error(`BPF program of ${length} instructions; the kernel takes ${longest}`);
  const bytes = new Uint8Array(length * 8);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const distance = (target: Target): number => {
    if (target === null) return 0;
    const to = labels.get(target);
    const far = to === undefined ? -1 : to - at - 1;
    if (far < 0 || far > 255) throw new Error(`BPF jump to ${target} from ${at}: out of reach`);
    return far;
  };
  for (const instruction of program) {
    switch (instruction.op) {
      case "label":
        continue;
      case "load":
        view.setUint16(at * 8, opcode.load, true);
        view.setUint32(at * 8 + 4, instruction.offset, true);
        break;
      case "and":
        view.setUint16(at * 8, opcode.and, true);
        view.setUint32(at * 8 + 4, instruction.value, true);
        break;
      case "return":
        view.setUint16(at * 8, opcode.return, true);
        view.setUint32(at * 8 + 4, instruction.value, true);
        break;
      case "jump":
        view.setUint16(at * 8, opcode[instruction.test], true);
        bytes[at * 8 + 2] = distance(instruction.yes);
        bytes[at * 8 + 3] = distance(instruction.no);
        view.setUint32(at * 8 + 4, instruction.value, true);
        break;
    }
    at++;
  }
  return bytes;
}
