/** Text in lines, as the tools for text take it: what stands behind the last line break is a line where it is not empty. */

export function linesOf(input: string): string[] {
  const all = input.split("\n");
  if (all.at(-1) === "") all.pop();
  return all;
}

export function joined(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
