/**
 * Looks for commands that a real shell starts and guardsh does not see, with as many seeds as there is time for:
 * `bun test/fuzz/explore.ts [--shell bash|dash|zsh] [--from SEED] [--count N]`; with `--files` for files that it changes (by
 * bubblewrap, which keeps all others from it), with `--flows` for files that it changes by roundabout ways. Prints each find, made as small
 * as it goes.
 */
import { parseArgs } from "node:util";
import { unseenChanges } from "./support/changes.ts";
import { before, Effects } from "./support/effects.ts";
import { Flows } from "./support/flows.ts";
import { type Dialect, Programs } from "./support/programs.ts";
import { Random } from "./support/random.ts";
import { RealShell } from "./support/real-shell.ts";
import { covers, seenIn } from "./support/seen.ts";

const { values } = parseArgs({
  options: {
    shell: { type: "string", default: "bash" },
    from: { type: "string", default: "1" },
    count: { type: "string", default: "1000" },
    files: { type: "boolean", default: false },
    flows: { type: "boolean", default: false },
    partly: { type: "boolean", default: false },
    most: { type: "string", default: "25" },
  },
});
const dialect: Dialect = values.shell === "dash" || values.shell === "zsh" ? values.shell : "bash";
const real = new RealShell();
const counts = { programs: 0, effective: 0, stopped: 0, partly: 0, unseen: 0, late: 0 };

interface Find {
  readonly kind: "partly" | "unseen";
  /** What was started, or changed. */
  readonly what: readonly string[];
}

/** What was done and not seen; null where all was. Counts what it meets. */
function missed(source: string): Find | null {
  const find = values.files || values.flows ? missedFile(source) : missedStart(source);
  if (find !== null) counts[find.kind]++;
  return find?.kind === "partly" && !values.partly ? null : find;
}

function missedStart(source: string): Find | null {
  const started = real.marks(source, dialect);
  if (started === null) counts.late++;
  if (started === null || started.length === 0) return null;
  counts.effective++;
  const seen = seenIn(source, dialect, real.cwd);
  if (seen.stopped) {
    counts.stopped++;
    return null;
  }
  const kinds = started.map((words) => covers(seen, words));
  const kind = kinds.includes("unseen") ? "unseen" : kinds.includes("partly") ? "partly" : null;
  return kind === null ? null : { kind, what: started[kinds.indexOf(kind)] ?? [] };
}

function missedFile(source: string): Find | null {
  const changed = real.changes(source, dialect, before);
  if (changed === null) counts.late++;
  if (changed === null || changed.length === 0) return null;
  counts.effective++;
  // Judged as it lay before.
  real.lay(before);
  const unseen = unseenChanges(source, dialect, real.cwd, changed);
  if (unseen === null) counts.stopped++;
  return unseen === null || unseen.length === 0 ? null : { kind: "unseen", what: unseen };
}

/** The program with ever more of it left out, as long as the find stays: lines first, then words, then characters. */
function shrink(source: string, kind: "partly" | "unseen"): string {
  let best = source;
  for (const units of [/(?<=\n)/, /(?<=[\n ;])/, /(?=)/]) {
    for (let before = ""; before !== best; ) {
      before = best;
      best = withoutParts(best.split(units), (text) => missed(text)?.kind === kind).join("");
    }
  }
  return best;
}

function withoutParts(parts: readonly string[], still: (text: string) => boolean): readonly string[] {
  let left = parts;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0)
    for (let at = 0; at < left.length; ) {
      const shorter = [...left.slice(0, at), ...left.slice(at + size)];
      if (shorter.length > 0 && still(shorter.join(""))) left = shorter;
      else at++;
    }
  return left;
}

function make(seed: number): string {
  const random = new Random(seed);
  const programs = values.flows
    ? new Flows(random, dialect)
    : values.files
      ? new Effects(random, dialect)
      : new Programs(random, dialect);
  return programs.make().join("\n");
}

const finds = new Set<string>();
for (let seed = Number(values.from); counts.programs < Number(values.count); seed++) {
  counts.programs++;
  const source = make(seed);
  const find = missed(source);
  if (find === null || finds.size >= Number(values.most)) continue;
  const counted = { ...counts };
  const small = shrink(source, find.kind);
  const what = missed(small)?.what;
  Object.assign(counts, counted);
  if (finds.has(small)) continue;
  finds.add(small);
  console.log(`--- ${seed} ${find.kind} ${JSON.stringify(what)}\n${small}`);
}
real.close();
console.log(counts);
