/** Decoders that programs and languages share: text in some alphabet → bytes. */

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 4648, in either case; what is not of the alphabet is passed over. */
export function base32(text: string): Buffer {
  let bits = "";
  for (const letter of text.toUpperCase()) {
    const value = BASE32.indexOf(letter);
    if (value >= 0) bits += value.toString(2).padStart(5, "0");
  }
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}

/** Hexadecimal digits; what stands between them is passed over. */
export function hexadecimal(text: string): Buffer {
  return Buffer.from(text.replace(/[^0-9a-fA-F]/g, ""), "hex");
}

/** The characters of a set as tr(1) writes it: `a-z` stands for all between. */
export function charactersOf(set: string): readonly string[] {
  const characters = [...set];
  const out: string[] = [];
  for (let i = 0; i < characters.length; i++) {
    const from = characters[i] ?? "";
    const to = characters[i + 2];
    if (characters[i + 1] === "-" && to !== undefined) {
      for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++)
        out.push(String.fromCharCode(code));
      i += 2;
    } else out.push(from);
  }
  return out;
}
