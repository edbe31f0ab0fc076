/** `guardsh help`: what guardsh is called with. */
import { writeSync } from "node:fs";
import { Misuse } from "./common/misuse.ts";
import { say } from "./common/streams.ts";
import type { Subcommand } from "./common/subcommand.ts";

/** Each subcommand: what it is called with, and what it does, in a line. In the order in which people need them. */
export const subcommandHelp: Readonly<Record<string, readonly [args: string, does: string]>> = {
  setup: ["AGENT", "writes an agent's settings, so that its commands go through guardsh"],
  doctor: ["", "is everything in place, and do the agents here really use guardsh?"],
  status: ["", "the nine controls, as they are in force here and now"],
  check: ["'COMMAND'", "what would happen to a command; runs nothing"],
  explain: ["'COMMAND'", "how guardsh reads it, what it would do, and why that is judged so"],
  run: ["-- AGENT…", "starts an agent contained, with guardsh as every shell inside"],
  hook: ["AGENT", "answers an agent's hook on standard input"],
  pending: ["", "the commands that wait for a person's word"],
  approve: ["CODE", "a person's word on one of them"],
  rules: ["list|show ID", "the catalogue of dangerous patterns"],
  policy: ["show|check|…", "the policy in force, layer by layer"],
  trust: ["[FILE]", "lets a project's policy file loosen things too"],
  allow: ["suggest|claude", "makes an allowlist from what the log saw"],
  audit: ["tail|query|…", "the log: looking, searching, verifying"],
  alerts: ["", "where grave refusals are told"],
  session: ["start|end|…", "sessions: limits, what stays, handing over"],
  sandbox: ["show", "what the kernel will hold a command to"],
  egress: ["check|run", "is a host allowed; a command behind the filtering proxy"],
  sanitize: ["[FILE…]", "cleans text as commands' outputs are cleaned"],
  completion: ["bash|zsh|fish", "what completes these words in a shell"],
  version: ["", "the version"],
  help: ["", "this"],
};

const head = `guardsh: a shell that judges each command before it runs

As a shell:
  guardsh -c 'COMMAND' [NAME ARG…]   judge, then run with the real shell
  guardsh SCRIPT [ARG…]              the same for a file
  guardsh                            the same for standard input, or for each line at a terminal
  Under the name bash, sh, dash or zsh it takes that shell's options.

As a tool:
`;

/** The subcommand, which is given how each of the others is called. */
export function helpOf(usageOf: (word: string) => Promise<string | undefined>): Subcommand {
  return { usage: "usage: guardsh help [SUBCOMMAND]", run: (list) => run(list, usageOf) };
}

async function run(
  list: readonly string[],
  usageOf: (word: string) => Promise<string | undefined>,
): Promise<number> {
  const [word, ...more] = list;
  if (word === undefined) {
    const lines = Object.entries(subcommandHelp).map(
      ([name, [args, does]]) => `  ${`guardsh ${name} ${args}`.padEnd(33)}  ${does}\n`,
    );
    writeSync(1, head + lines.join(""));
    return 0;
  }
  const usage = more.length === 0 ? await usageOf(word) : undefined;
  if (usage === undefined) throw new Misuse(`there is no subcommand ${list.join(" ")}`);
  say(usage);
  return 0;
}
