/** UTF-8 byte by byte: what a lead byte begins, and which bytes no text has. */

/** The bytes of a character, and the first and last that may follow its lead byte. */
type Shape = readonly [length: number, first: number, last: number];

const two: Shape = [2, 0x80, 0xbf];
const three: Shape = [3, 0x80, 0xbf];
const threeNotOverlong: Shape = [3, 0xa0, 0xbf];
const threeNoSurrogate: Shape = [3, 0x80, 0x9f];
const four: Shape = [4, 0x80, 0xbf];
const fourNotOverlong: Shape = [4, 0x90, 0xbf];
const fourNotBeyond: Shape = [4, 0x80, 0x8f];

/** What a lead byte begins (Unicode 16, table 3-7); null where it begins nothing. */
export function shapeOf(lead: number): Shape | null {
  if (lead < 0xc2 || lead > 0xf4) return null;
  if (lead < 0xe0) return two;
  if (lead < 0xf0) return lead === 0xe0 ? threeNotOverlong : lead === 0xed ? threeNoSurrogate : three;
  return lead === 0xf0 ? fourNotOverlong : lead === 0xf4 ? fourNotBeyond : four;
}

/** Is this a byte that text in a terminal has no use for? (Not: BS, TAB, LF, VT, FF, CR, ESC.) */
export function isOdd(byte: number): boolean {
  return byte < 0x08 || (byte >= 0x0e && byte < 0x20 && byte !== 0x1b) || byte === 0x7f;
}

/** The last character of valid text. */
export function lastPoint(text: Uint8Array): number {
  let at = text.length - 1;
  const last = text[at] ?? 0;
  if (last < 0x80) return last;
  while (at > 0 && ((text[at] ?? 0) & 0xc0) === 0x80) at--;
  let point = (text[at] ?? 0) & (0x7f >> (text.length - at));
  for (at++; at < text.length; at++) point = (point << 6) | ((text[at] ?? 0) & 0x3f);
  return point;
}

/** How many bytes of this block no UTF-8 text has. A character cut by the block's ends counts as odd. */
export function oddBytes(block: Uint8Array): number {
  let odd = 0;
  for (let at = 0; at < block.length; ) {
    const byte = block[at] ?? 0;
    if (byte < 0x80) {
      if (isOdd(byte)) odd++;
      at++;
      continue;
    }
    const shape = shapeOf(byte);
    let length = 1;
    if (shape) {
      while (length < shape[0]) {
        const next = block[at + length] ?? 0;
        const [first, last] = length === 1 ? [shape[1], shape[2]] : [0x80, 0xbf];
        if (next < first || next > last) break;
        length++;
      }
    }
    if (!shape || length < shape[0]) odd += length;
    at += length;
  }
  return odd;
}
