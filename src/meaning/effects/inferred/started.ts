/** Commands behind a program's own words: `prog exec x -- ls`, `prog run 'ls x'`, `prog rm -rf x`. */
import { canonicalName } from "../../../commands/index.ts";
import { readsAsShell } from "../../call/shell-line.ts";
import { known, literal, show, type Text } from "../../value.ts";
import type { CallState } from "../call-state.ts";
import { runCommand } from "../code.ts";

/** What a known program starts by its words (`tool exec -- CMD`), where its table knows nothing of them. */
export function startedByWords(state: CallState): void {
  const { argv, call, entry } = state.invocation;
  const described =
    call.command !== null || call.subcommand.length > 0 || entry?.reader !== undefined || state.ranCode;
  if (described || state.harmless || entry?.style === "none" || entry?.style === "old") return;
  const words = argv.slice(1);
  const started = saysThatItStarts(words) ? startedCommand(words) : null;
  if (started) state.codes.push(() => runCommand(state, started));
}

/** Without such a word, `--` only ends a known program's options: `dirname -- "$0"`, `grep -- rm notes`. */
function saysThatItStarts(words: readonly Text[]): boolean {
  return words.some((word) => STARTS.has(show(word)));
}

/** Words by which a program says that a command follows. */
export const STARTS = new Set(
  "run exec execute shell start spawn launch wrap call cmd dispatch invoke ssh".split(" "),
);

/** Programs that nobody names a subcommand after, or whose name as a subcommand means the same. */
const WRAPPED = new Set(
  "sh bash dash zsh ksh ash rm dd shred curl wget chmod chown tee mv nc ncat python python3 perl ruby node sudo doas".split(
    " ",
  ),
);

/** On which of several hosts a program is to do something: `all`, `0,1,2`, `web[1-3]`, `@db`, `root@node1`. */
export const WHOM =
  /^(?:all|any|\*|@\w+|\d+(?:[,-]\d+)+|[a-z][\w-]*\d+(?:,[\w.-]+)*|[\w-]+@[\w.-]+|[\w-]*\[[\d,-]+\][\w.-]*)$/;

/** Programs of which a stranger's own subcommand has the name as well, but not behind the name of a host. */
const ADMINISTERS = new Set(
  "systemctl shutdown poweroff halt pkill killall iptables useradd usermod mkfs apt-get".split(" "),
);

/** Words that only a shell knows: no program starts them (`playwright trace snapshot 12 -- eval "document.title"`). */
const BUILTIN =
  /^(?:eval|source|\.|exec|export|set|unset|cd|alias|trap|local|declare|shift|return|break|continue)$/;

/** The command behind `--`, where it begins with a program that the tables know; null where there is none. */
function behindDashes(args: readonly Text[]): readonly Text[] | null {
  const dashes = args.findIndex((arg) => literal(arg) === "--");
  const line = args[dashes + 1];
  const first = dashes < 0 || !line ? null : literal(line);
  // `prog exec -- 'ls x | sh'`
  if (line && first !== null && /\s/.test(first) && args.length === dashes + 2 && readsAsShell(line))
    return [line];
  if (!first || first.startsWith("-") || BUILTIN.test(first) || canonicalName(first) === null) return null;
  return args.slice(dashes + 1);
}

/** The command in `prog exec x -- ls`, `i3-msg exec 'ls x'`, `prog dispatch exec rm -rf x`; null where there is none. */
function startedCommand(args: readonly Text[]): readonly Text[] | null {
  const at = args.findIndex(
    (arg, i) => !STARTS.has(show(arg)) && i > 0 && STARTS.has(show(args[i - 1] ?? arg)),
  );
  const [first] = args.slice(at);
  if (at < 0 || !first || args.slice(0, at).some((arg) => !/^[\w@-]+$/.test(show(arg))))
    return behindDashes(args);
  const name = show(first).replace(/^.*\//, "");
  // Behind one line come options at most; behind the name of a program its arguments.
  const isLine =
    /\s/.test(show(first)) && !show(args[at + 1] ?? known("-")).search(/-/) && readsAsShell(first);
  if (isLine) return [first];
  return WRAPPED.has(name) && at + 1 < args.length ? args.slice(at) : behindDashes(args);
}

/** The command in `prog rm -rf x`, `prog -n 5 bash -c …` as well; null where there is none. */
export function wrappedCommand(args: readonly Text[]): readonly Text[] | null {
  const started = startedCommand(args);
  if (started) return started;
  let isWhom = false;
  for (const [i, arg] of args.entries()) {
    const word = literal(arg);
    if (word === null) return null;
    const name = word.slice(word.lastIndexOf("/") + 1);
    const starts = (WRAPPED.has(name) && !word.startsWith("-")) || (isWhom && ADMINISTERS.has(name));
    if (starts && i + 1 < args.length) return args.slice(i);
    isWhom = WHOM.test(word);
    const behindOption = i > 0 && /^-[A-Za-z]$/.test(show(args[i - 1] ?? arg));
    if (!word.startsWith("-") && !STARTS.has(word) && !/^\d+[smhd]?$/.test(word) && !behindOption && !isWhom)
      return null;
  }
  return null;
}
