/**
 * The last resort for a command that no parser can read: does the real shell accept it, and is there anything in its words that
 * could do harm? Everything that is not plainly harmless counts as harm.
 */
import { realpathSync } from "node:fs";
import { canonicalName } from "../commands/index.ts";
import { type Deadline, noDeadline } from "../syntax/index.ts";

/** Programs that show and compare, whatever their options. */
const harmless: ReadonlySet<string> = new Set(
  "echo printf true false test [ : cd pwd ls cat head tail wc sort uniq cut tr grep diff cmp date sleep seq basename dirname stat file".split(
    " ",
  ),
);

/** What runs code, hides a word, or reaches out: in a text whose structure is not known there is no harmless use. */
const risky = /\\|\$'|`|\$\(|<\(|>|\/dev\/(?:tcp|udp)|(?:^|[^\w-])(?:eval|exec|source|\.)(?=\s)|:\/\//;

/** Absolute and home paths, and ways up. */
const elsewhere = /(?:^|[\s=:'"])(?:\/(?!dev\/null\b|tmp\/)|~)|\.\.(?:\/|\s|$)/;

/**
 * Why the text may not run; null where nothing is wrong with it. Starts a shell, which only reads (`-n`).
 * @throws OutOfTime past the deadline
 */
export function concernOf(
  source: string,
  shell: "bash" | "zsh" | "dash",
  deadline: Deadline = noDeadline,
): string | null {
  if (risky.test(source)) return "and it has parts that could run other code or write";
  if (elsewhere.test(source)) return "and it names places outside the project";
  for (const word of new Set(source.split(/[^A-Za-z0-9_.+/[:-]+/))) {
    deadline.check();
    if (word !== "" && canonicalName(word) !== null && !harmless.has(word)) return `and it names ${word}`;
  }
  deadline.meet();
  return isAcceptedBy(shell, source) ? null : `and ${shell} does not accept it either`;
}

/** The real shell's own opinion. It gets an empty environment, so that no startup file is read. */
function isAcceptedBy(shell: string, source: string): boolean {
  const path = [`/usr/bin/${shell}`, `/bin/${shell}`].find(isReal);
  if (path === undefined) return false;
  const { exitCode } = Bun.spawnSync([path, "-n"], {
    stdin: new TextEncoder().encode(source),
    stdout: "ignore",
    stderr: "ignore",
    env: {},
    timeout: 1000,
  });
  return exitCode === 0;
}

/** Not guardsh itself under a shell's name, which would ask itself for ever. */
function isReal(path: string): boolean {
  try {
    return realpathSync(path) !== realpathSync(process.execPath);
  } catch {
    return false;
  }
}
