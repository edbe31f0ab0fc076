/** A growing byte array. What the stages of the filter hand to each other. */
export class ByteBuffer {
  bytes: Uint8Array;
  length = 0;

  constructor(capacity = 1024) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Makes room for `more` bytes. Callers that write into `bytes` themselves call this first. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = value;
  }

  append(source: Uint8Array): void {
    this.reserve(source.length);
    this.bytes.set(source, this.length);
    this.length += source.length;
  }

  /** ASCII only. */
  ascii(text: string): void {
    this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i);
  }

  /** One code point as UTF-8. */
  codePoint(point: number): void {
    this.reserve(4);
    const { bytes } = this;
    if (point < 0x80) {
      bytes[this.length++] = point;
    } else if (point < 0x800) {
      bytes[this.length++] = 0xc0 | (point >> 6);
      bytes[this.length++] = 0x80 | (point & 0x3f);
    } else if (point < 0x10000) {
      bytes[this.length++] = 0xe0 | (point >> 12);
      bytes[this.length++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[this.length++] = 0x80 | (point & 0x3f);
    } else {
      bytes[this.length++] = 0xf0 | (point >> 18);
      bytes[this.length++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[this.length++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[this.length++] = 0x80 | (point & 0x3f);
    }
  }

  /** The bytes so far, not copied: good until the buffer is written to again. */
  view(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** The bytes so far as an array of their own; the buffer is empty afterwards. */
  take(): Uint8Array {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  clear(): void {
    this.length = 0;
  }
}
