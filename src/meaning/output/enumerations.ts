/**
 * Enumerations: programs that print what there is, one name a line. The names exist only when the command runs, but not what
 * they are names of: `ps ax` lists every process. That goes with the output as its source, until a filter (`grep node`)
 * picks some of them.
 */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { known, show } from "../value.ts";

export const EVERY_PROCESS = "every process";
export const TRACKED_FILES = "every file that git tracks";
export const UNTRACKED_FILES = "every file that git does not track";

/** One name that stands for all of a project: the directory that its repository is in. */
export const REPOSITORY_TOP = "the top of the repository";

const WHOLE: ReadonlySet<string> = new Set([EVERY_PROCESS, TRACKED_FILES, UNTRACKED_FILES]);

const CALLED = "processes called ";

/** The pattern that processes were looked up by, where this is the source of a list of them. */
export function processPattern(source: string): string | null {
  return source.startsWith(CALLED) ? source.slice(CALLED.length) : null;
}

type List = (words: readonly string[]) => string | null;

const lists: Readonly<Record<string, List>> = {
  ps: (words) => {
    if (words.some((word) => /^-?[pqCt]$|^-[pqCt]\S|^--(?:pid|ppid|tty|sid)/.test(word))) return null;
    return words.some((word) => /^-?[a-zA-Z]*[aAexuU][a-zA-Z]*$/.test(word)) ? EVERY_PROCESS : null;
  },
  pgrep: byName,
  pidof: byName,
  // Without a port, a file or a name to select by it is whatever has something open.
  lsof: (words) =>
    words.includes("-t") && words.every((word) => /^-t$|^\/$|^\+D$/.test(word)) ? EVERY_PROCESS : null,
  top: (words) => (words.some((word) => /^-[a-z]*b/.test(word)) ? EVERY_PROCESS : null),
  ss: listeners,
  netstat: listeners,
  ls: inProc,
  find: inProc,
  git: ([verb, ...words]) => {
    if (verb === "rev-parse") return words.join() === "--show-toplevel" ? REPOSITORY_TOP : null;
    if (verb !== "ls-files" || words.some((word) => !word.startsWith("-"))) return null;
    return words.some((word) => /^-[a-z]*o|^--others$/.test(word)) ? UNTRACKED_FILES : TRACKED_FILES;
  },
};

function inProc(words: readonly string[]): string | null {
  return words.some((word) => /^\/proc(?:\/(?:\[0-9\]\*|\*)?)?$/.test(word)) ? EVERY_PROCESS : null;
}

/** `pgrep [-u USER] PATTERN`: without a pattern, and with one that fits any name, they are all meant. */
function byName(words: readonly string[]): string | null {
  const name = words.at(-1) ?? "";
  const isValue = /^-(?:[uUPgGst]|-(?:euid|uid|parent))$/.test(words.at(-2) ?? "");
  if (isValue || /^(?:-.*|[.^$*]*)$/.test(name) || words.some((word) => /^-[a-z]*v|^--inverse$/.test(word)))
    return EVERY_PROCESS;
  return CALLED + name;
}

/** All sockets with the processes that hold them; a filter of `ss` selects. */
function listeners(words: readonly string[]): string | null {
  return words.every((word) => word.startsWith("-")) && words.some((word) => /p/.test(word))
    ? EVERY_PROCESS
    : null;
}

/** What the names are that a call prints; null where it lists nothing of the kind. */
export function enumerated({ program, argv }: Invocation): string | null {
  return Object.hasOwn(lists, program) ? (lists[program]?.(argv.slice(1).map(show)) ?? null) : null;
}

/** What a filter prints: if it picks lines by what is in them, they are no longer everything. */
export function picked(invocation: Invocation, output: Stream): Stream {
  if (!output.sources.some((source) => WHOLE.has(source)) || !picks(invocation)) return output;
  return { ...output, sources: output.sources.filter((source) => !WHOLE.has(source)) };
}

/** A pattern that says nothing but that there is a number, or anything at all. */
const ANYTHING = /^\^?(?:\.|\\d|\[0-9\]|\[\[:digit:\]\])?[*+]?\$?$/;

function picks({ program, argv, call }: Invocation): boolean {
  const words = argv.slice(1).map(show);
  switch (program) {
    case "grep":
    case "egrep":
    case "fgrep":
    case "rg":
    case "ag": {
      // `grep -v x` leaves out, and `grep -o` takes a piece of each line.
      if (words.some((word) => /^-[a-zA-Z]*[vo]|^--(?:invert-match|only-matching)$/.test(word))) return false;
      const pattern =
        call.options.get("-e")?.[0] ?? call.arguments.find(({ option }) => option === null)?.text;
      return !ANYTHING.test(show(pattern ?? known("")));
    }
    case "awk":
    case "gawk":
    case "mawk":
      return words.some((word) => /^[^{]*(?:\/[^/]+\/|==|~)|\bif\b/.test(word));
    case "sed":
      return words.some((word) => /^-n/.test(word));
    case "head":
    case "tail":
      return !words.some((word) => /^(?:-n)?\+\d/.test(word));
    case "fzf":
    case "gum":
      return true;
    default:
      return false;
  }
}
