/** `guardsh help`: what guardsh is called with. */
import { writeSync } from "node:fs";

const help = `guardsh: a shell that judges each command before it runs

As a shell:
  guardsh -c 'COMMAND' [NAME ARG…]   judge, then run with the real shell
  guardsh SCRIPT [ARG…]              the same for a file
  guardsh                            the same for standard input, or for each line at a terminal
  Under the name bash, sh, dash or zsh it takes that shell's options.

As a tool:
  guardsh help                       this
  guardsh version
`;

export function run(): number {
  writeSync(1, help);
  return 0;
}
