/** The kernel's BPF machine in TypeScript, as far as seccomp filters use it: to ask a filter without a kernel. */

export interface Call {
  readonly architecture: number;
  readonly number: number;
  readonly args?: readonly number[];
}

/** Runs an assembled filter over a call; the 32-bit return value. Throws where the kernel would refuse the program. */
export function runFilter(filter: Uint8Array, { architecture, number, args = [] }: Call): number {
  const program = new DataView(filter.buffer, filter.byteOffset, filter.byteLength);
  const data = new DataView(new ArrayBuffer(64));
  data.setUint32(0, number, true);
  data.setUint32(4, architecture, true);
  args.forEach((value, index) => {
    data.setBigUint64(16 + 8 * index, BigInt.asUintN(64, BigInt(value)), true);
  });
  let accumulator = 0;
  for (let at = 0; at < filter.length / 8; at++) {
    const code = program.getUint16(at * 8, true);
    const yes = program.getUint8(at * 8 + 2);
    const no = program.getUint8(at * 8 + 3);
    const k = program.getUint32(at * 8 + 4, true);
    if (code === 0x06) return k;
    if (code === 0x20) {
      if (k % 4 !== 0 || k > 60) throw new Error(`load from ${k}`);
      accumulator = data.getUint32(k, true);
    } else if (code === 0x54) accumulator = (accumulator & k) >>> 0;
    else if (code === 0x15) at += accumulator === k ? yes : no;
    else if (code === 0x35) at += accumulator >= k ? yes : no;
    else if (code === 0x45) at += (accumulator & k) !== 0 ? yes : no;
    else throw new Error(`instruction ${code.toString(16)}`);
  }
  throw new Error("ran past the end");
}
