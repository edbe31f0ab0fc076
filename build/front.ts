/**
 * Puts native/front.c in front of Bun's runtime: the program header that names the ELF file's notes, which nothing reads at run
 * time, becomes one that maps the front's code out of the payload, and the program begins there. The front jumps to
 * where the program began before.
 */

/** Sizes and places in a 64-bit ELF file (elf(5)). */
const header = { type: 16, entry: 24, table: 32, entrySize: 54, entries: 56 };
const segment = {
  type: 0,
  flags: 4,
  offset: 8,
  address: 16,
  physical: 24,
  inFile: 32,
  inMemory: 40,
  align: 48,
};
const type = { load: 1, note: 4 };
const readAndExecute = 5;

export interface Front {
  /** Where the front's code will be in the finished file: a multiple of `alignment`. */
  readonly offset: number;
  readonly codeBytes: number;
  /** Places in that code. */
  readonly exports: Readonly<Record<string, number>>;
}

/**
 * Changes the headers of `program`, and in `code`, the front's own bytes, where the runtime begins. Throws where the file is
 * not laid out as we know it: then this must be looked at anew.
 */
export function putInFront(program: Buffer, code: Buffer, front: Front, alignment: number): void {
  const { guardsh_front: begin, guardsh_origin: origin } = front.exports;
  if (begin === undefined || origin === undefined)
    throw new Error("the front has no beginning: native/front.c");
  const table = Number(program.readBigUInt64LE(header.table));
  const size = program.readUInt16LE(header.entrySize);
  const headers = Array.from({ length: program.readUInt16LE(header.entries) }, (_, i) => table + i * size);
  const loaded = headers.filter((at) => program.readUInt32LE(at) === type.load);
  const note = headers.find((at) => program.readUInt32LE(at) === type.note);
  // The kernel wants what is loaded in the order of addresses.
  if (note === undefined || note < Math.max(...loaded))
    throw new Error("no program header to spare in the runtime: see build/front.ts");
  const ends = loaded.map((at) =>
    Number(program.readBigUInt64LE(at + segment.address) + program.readBigUInt64LE(at + segment.inMemory)),
  );
  const address = Math.ceil(Math.max(...ends) / alignment) * alignment;
  program.writeUInt32LE(type.load, note + segment.type);
  program.writeUInt32LE(readAndExecute, note + segment.flags);
  for (const [field, value] of [
    [segment.offset, front.offset],
    [segment.address, address],
    [segment.physical, address],
    [segment.inFile, front.codeBytes],
    [segment.inMemory, front.codeBytes],
    [segment.align, alignment],
  ] as const)
    program.writeBigUInt64LE(BigInt(value), note + field);
  const entry = Number(program.readBigUInt64LE(header.entry));
  code.writeBigInt64LE(BigInt(entry - (address + begin)), origin);
  program.writeBigUInt64LE(BigInt(address + begin), header.entry);
}
