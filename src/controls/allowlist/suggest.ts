/** Proposes the least allowlist under which what was seen would have run. */
import type { Action, Run } from "../../meaning/action.ts";
import { literal } from "../../meaning/value.ts";
import { carried } from "./carried.ts";

/** One entry that is proposed. */
export interface Suggestion {
  readonly entry: string;
  /** How often it was run. */
  readonly count: number;
}

/** A command that was seen, with what it does. */
export interface Seen {
  readonly actions: readonly Action[];
  readonly count: number;
}

/** Programs whose first words say which of many different things they do; how many words tell. */
const tellingWords: Readonly<Record<string, number>> = {
  git: 2,
  gh: 3,
  npm: 2,
  pnpm: 2,
  yarn: 2,
  bun: 2,
  cargo: 2,
  go: 2,
  docker: 2,
  podman: 2,
  kubectl: 2,
  helm: 2,
  terraform: 2,
  aws: 3,
  gcloud: 3,
  az: 3,
  pip: 2,
  pip3: 2,
  uv: 2,
  poetry: 2,
  make: 2,
  just: 2,
  systemctl: 2,
  apt: 2,
  brew: 2,
  gradle: 2,
  mvn: 2,
  dotnet: 2,
  npx: 2,
  uvx: 2,
  deno: 2,
  rails: 2,
  mix: 2,
};

/** Programs that run whatever their arguments say: the whole command is the entry, never the name alone. */
const interpreters = new Set([
  "python",
  "python3",
  "node",
  "ruby",
  "perl",
  "php",
  "sh",
  "bash",
  "zsh",
  "dash",
  "sudo",
  "doas",
  "ssh",
  "curl",
  "wget",
  "eval",
  "osascript",
  "xargs",
  "find",
  "awk",
  "sed",
]);

/** The entry that would allow one run; null where no safe one can be written (an unknown program or word). */
function entryFor(action: Run): string | null {
  const { program, argv } = action;
  if (program === null || !/^[\w@.+/-]+$/.test(program)) return null;
  const words = argv.slice(1).map(literal);
  if (
    (program === "npm" || program === "pnpm" || program === "yarn" || program === "bun") &&
    words[0] === "run" &&
    words[1]
  ) {
    return `${program} run ${words[1].replace(/:.*$/, "")}${words[1].includes(":") ? ":*" : ""}`;
  }
  if (interpreters.has(program) && tellingWords[program] === undefined) {
    if (words[0] === "-m" && words[1]) return `${program} -m ${words[1]}`;
    const [script] = words;
    return script && !script.startsWith("-") && /^[\w./-]+$/.test(script) ? `${program} ${script}` : null;
  }
  const telling = (tellingWords[program] ?? 1) - 1;
  const first = words.slice(0, telling);
  if (first.some((word) => word === null || word.startsWith("-") || !/^[\w./:@-]+$/.test(word))) return null;
  return [program, ...first].join(" ");
}

/** Entries with their counts, the most used first. `builtin` says which programs need no entry. */
export function suggest(seen: readonly Seen[], builtin: (program: string) => boolean): readonly Suggestion[] {
  const counts = new Map<string, number>();
  for (const { actions, count } of seen) {
    const modules = carried(actions);
    for (const action of actions) {
      if (modules.has(action)) continue;
      if (action.kind !== "run" || (action.program !== null && builtin(action.program))) continue;
      const entry = entryFor(action);
      if (entry !== null) counts.set(entry, (counts.get(entry) ?? 0) + count);
    }
  }
  return [...counts]
    .map(([entry, count]) => ({ entry, count }))
    .sort((a, b) => b.count - a.count || (a.entry < b.entry ? -1 : 1));
}
