/**
 * What dash reads otherwise than bash, put into a form that the parsers (of bash) read as dash does.
 *
 * To dash `$'` is a `$` and a quote, `[[` and `function` are names of programs, `((` opens two subshells.
 * `sh -c "[[ a || reboot ]]"` starts `reboot` there, and `$'\'; reboot; '` does too, where bash sees a
 * conditional and a string. (Verified with dash 0.5.12. busybox and other shells called `sh` differ again,
 * which is why `sh` is read both ways.)
 */

/** Private-use characters: to the parsers a letter like any other. The first that the source does not hold is taken. */
const firstStandIn = 0xe000;
const lastStandIn = 0xf8ff;

const special = /\\.|\$\$|\$(?=')|(?<=^|[\s;&|(){}!])(?:\[\[(?=\s)|function(?=\s))/gs;

/**
 * `source` with a letter in place of each character that would be special to bash only; every offset stays. Words
 * are taken from the source as it was, so nothing of this is seen later. An escaped character is left alone, and so
 * is `$$`; within single quotes or a comment a replacement changes nothing.
 */
export function asDashReads(source: string): string {
  let code = firstStandIn;
  while (code < lastStandIn && source.includes(String.fromCharCode(code))) code++;
  const standIn = String.fromCharCode(code);
  return source.replace(special, (found) => {
    if (found === "$$" || found.startsWith("\\")) return found;
    return standIn + (found === "[[" ? standIn : found.slice(1));
  });
}

/** Whether bash and dash may read this source otherwise. */
export function isDashDifferent(source: string): boolean {
  return /\$'|\[\[|\bfunction\b|\(\(/.test(source);
}
