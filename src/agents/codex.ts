/**
 * Codex's shape: a long text that loads a snapshot of the login shell, puts variables back that the snapshot may have
 * changed, and ends in `exec 'SHELL' -c 'COMMAND'`. The shell that it becomes is guardsh again where it stands for bash.
 */
import type { Command, Script } from "../syntax/script.ts";
import { plainWords, prepares, textOf } from "./words.ts";
import type { Wrapper } from "./wrapper.ts";

const snapshotName = /\/shell_snapshots\/[0-9a-f-]+\.(\d+)\.sh$/;

/** When a snapshot was taken, by its name (nanoseconds); in milliseconds. */
export function codexSnapshotTime(path: string): number | null {
  const digits = snapshotName.exec(path)?.[1];
  return digits === undefined ? null : Number(digits) / 1e6;
}

export function readCodex(script: Script): Wrapper | null {
  const last = script.body.at(-1);
  if (last === undefined || last.background || last.command.kind !== "simple") return null;
  const { command } = last;
  if (command.assignments.length > 0 || command.redirects.length > 0) return null;
  const [exec, shell, option, text, ...more] = plainWords(command) ?? [];
  if (exec !== "exec" || option !== "-c" || text === undefined || more.length > 0) return null;
  if (shell === undefined || !/(^|\/)(bash|zsh|sh)$/.test(shell)) return null;
  let snapshot: string | null = null;
  for (const { command: step, background } of script.body.slice(0, -1)) {
    if (background) return null;
    const sourced = snapshotSourced(step);
    if (sourced !== null && snapshot === null) snapshot = sourced;
    else if (!prepares(step)) return null;
  }
  if (snapshot === null) return null;
  return {
    agent: "codex",
    kind: "command",
    command: text,
    span: command.words.at(-1)?.span ?? last.span,
    snapshot,
    relay: null,
  };
}

/** `if . SNAPSHOT >/dev/null 2>&1; then :; fi`. */
function snapshotSourced(step: Command): string | null {
  if (step.kind !== "if" || step.branches.length !== 1 || step.otherwise.length > 0) return null;
  const [branch] = step.branches;
  const [condition, more] = branch?.condition ?? [];
  if (condition?.command.kind !== "simple" || more !== undefined) return null;
  if (!(branch?.body ?? []).every(({ command }) => prepares(command))) return null;
  const { words, assignments } = condition.command;
  const [name, path, ...rest] = words.map(textOf);
  if (name !== "." || typeof path !== "string" || rest.length > 0 || assignments.length > 0) return null;
  return snapshotName.test(path) ? path : null;
}
