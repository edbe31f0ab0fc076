/** What a scenario is, and how it looks at what came of it. */
import type { Played } from "./play.ts";

export interface Scenario {
  readonly name: string;
  /** Why it may fail once through no fault of guardsh's. */
  readonly flaky?: string | undefined;
  readonly run: (binary: string) => Promise<void>;
}

class Failed extends Error {}

/** Throws with all that is known about the run unless the condition holds. */
export function check(condition: boolean, what: string, played: Played): void {
  if (condition) return;
  const { results, log, output } = played;
  const shown = {
    results,
    log: log.map(({ command, verdict }) => `${verdict}: ${command.slice(0, 200)}`),
    output: output.slice(-1500),
  };
  throw new Failed(`${what}\n${JSON.stringify(shown, null, 1)}`);
}

/** Whether the result of a step has a text in it. */
export function saidBack({ results }: Played, at: number, text: string): boolean {
  return (results[at] ?? "").includes(text);
}
