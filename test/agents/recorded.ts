/** What real agents were seen to call their shell with; see test/fixtures/agents. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../../src/meaning/index.ts";
import type { JudgeRequest } from "../../src/policy/judge.ts";

export interface Recorded {
  readonly client: string;
  readonly purpose: string;
  readonly command?: string;
  readonly wrapper?: string;
  readonly unwrapped?: string | null;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const folder = join(import.meta.dir, "../fixtures/agents");

export const recorded: readonly Recorded[] = readdirSync(folder)
  .filter((file) => file.endsWith(".jsonl"))
  .flatMap((file) => readFileSync(join(folder, file), "utf8").trim().split("\n"))
  .map((line): Recorded => JSON.parse(line));

/** The code among the arguments: behind `-c` and the options that follow it. */
export function sourceOf({ argv }: Recorded): string {
  return argv.at(-1) ?? "";
}

/** A machine on which nothing is there. */
const nowhere: World = { readFile: () => null, kind: () => "missing", list: () => null };

/** A recorded invocation as it is judged. */
export function requestFor(invocation: Recorded, source = sourceOf(invocation)): JudgeRequest {
  const environment = new Map([
    ["HOME", "/home/user"],
    ["PATH", "/usr/local/bin:/usr/bin:/bin"],
    ...Object.entries(invocation.env),
    ...markers(invocation.client),
  ]);
  return {
    source,
    shell: (invocation.argv[0] ?? "").includes("zsh") ? "zsh" : "bash",
    cwd: "/home/user/project",
    arguments: [],
    environment: (name) => environment.get(name) ?? null,
    world: nowhere,
  };
}

/** Variables by which an agent is known, whose values the recordings leave out. */
function markers(client: string): readonly (readonly [string, string])[] {
  if (client.startsWith("claude")) return [["CLAUDECODE", "1"]];
  if (client.startsWith("codex")) return [["CODEX_CI", "1"]];
  return client.startsWith("gemini") ? [["GEMINI_CLI", "1"]] : [];
}
