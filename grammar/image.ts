/**
 * A linked ELF shared object → a flat image that guardsh can map with two `mmap` calls and no dynamic linker.
 *
 * The image is the object's memory as it would stand after loading at address 0: code and constants first
 * (`codeBytes`, a whole number of pages, mapped read and execute), then what is written to (mapped private,
 * read and write). What a dynamic linker would have to do is refused here, so it cannot be missing at run time.
 */
export interface Image {
  readonly bytes: Uint8Array;
  /** Bytes to map read and execute; the rest is read and write. */
  readonly codeBytes: number;
  /** Exported function → offset in the image. */
  readonly exports: Readonly<Record<string, number>>;
}

const loadable = 1;
const writable = 2;
const relativeRelocation: Readonly<Record<number, number>> = { 62: 8, 183: 1027 };
const tag = { needed: 1, pltRelocations: 23, relocations: 7, relocationBytes: 8, symbols: 6, strings: 5 };

/** @param page granularity of the mapping: the largest page size the target may have */
export function flatten(elf: Uint8Array, page: number): Image {
  const view = new DataView(elf.buffer, elf.byteOffset, elf.byteLength);
  const u64 = (at: number): number => Number(view.getBigUint64(at, true));
  if (view.getUint32(0, true) !== 0x464c457f || elf[4] !== 2 || elf[5] !== 1) {
    throw new Error("not a little-endian 64-bit ELF object");
  }
  const machine = view.getUint16(18, true);
  const headers = u64(32);
  const headerSize = view.getUint16(54, true);
  const segments = Array.from({ length: view.getUint16(56, true) }, (_, i) => headers + i * headerSize)
    .filter((at) => view.getUint32(at, true) === loadable)
    .map((at) => ({
      write: (view.getUint32(at + 4, true) & writable) !== 0,
      offset: u64(at + 8),
      address: u64(at + 16),
      fileBytes: u64(at + 32),
      memoryBytes: u64(at + 40),
    }));
  const data = segments.filter((s) => s.write);
  const first = data[0];
  if (!first || data.length !== 1 || segments.at(-1) !== first)
    throw new Error("expected one writable segment, last");
  if (first.address % page !== 0) throw new Error("the writable segment does not begin on a page");

  const total = Math.ceil((first.address + first.memoryBytes) / page) * page;
  const bytes = new Uint8Array(total);
  for (const s of segments) bytes.set(elf.subarray(s.offset, s.offset + s.fileBytes), s.address);

  const memory = new DataView(bytes.buffer);
  const word = (at: number): number => Number(memory.getBigUint64(at, true));
  const dynamic = new Map<number, number>();
  const start = dynamicAddress(view, headers, headerSize);
  for (let at = start; word(at) !== 0; at += 16) dynamic.set(word(at), word(at + 8));
  if (dynamic.has(tag.needed)) throw new Error("the object needs another library");
  if (dynamic.has(tag.pltRelocations)) throw new Error("the object calls through a PLT");
  const table = dynamic.get(tag.relocations) ?? 0;
  for (let at = table; at < table + (dynamic.get(tag.relocationBytes) ?? 0); at += 24) {
    if (word(at + 8) !== relativeRelocation[machine]) throw new Error(`relocation of kind ${word(at + 8)}`);
  }
  return { bytes, codeBytes: first.address, exports: exportedFunctions(bytes, dynamic) };
}

function dynamicAddress(view: DataView, headers: number, size: number): number {
  for (let i = 0; i < view.getUint16(56, true); i++) {
    if (view.getUint32(headers + i * size, true) === 2) {
      return Number(view.getBigUint64(headers + i * size + 16, true));
    }
  }
  throw new Error("the object has no dynamic section");
}

/** The symbol table ends where the string table begins: both linkers in use lay them out like that. */
function exportedFunctions(bytes: Uint8Array, dynamic: ReadonlyMap<number, number>): Record<string, number> {
  const view = new DataView(bytes.buffer);
  const symbols = dynamic.get(tag.symbols) ?? 0;
  const strings = dynamic.get(tag.strings) ?? 0;
  const result: Record<string, number> = {};
  for (let at = symbols + 24; at + 24 <= strings; at += 24) {
    const name = strings + view.getUint32(at, true);
    const text = new TextDecoder().decode(bytes.subarray(name, bytes.indexOf(0, name)));
    const address = Number(view.getBigUint64(at + 8, true));
    if (text.startsWith("guardsh_") && address > 0) result[text] = address;
  }
  if (Object.keys(result).length === 0) throw new Error("the object exports nothing");
  return result;
}
