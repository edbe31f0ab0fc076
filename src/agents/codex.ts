/**
 * Codex's shape: a long text that loads a snapshot of the login shell, puts variables back that the snapshot may have
 * changed, and ends in `exec 'SHELL' -c 'COMMAND'`. The shell that it becomes is guardsh again where it stands for bash.
 */
import type { Command, Script, Simple, Span, Word } from "../syntax/script.ts";
import { everyStep, plainWords, prepares, textOf } from "./words.ts";
import type { Wrapper } from "./wrapper.ts";

const snapshotName = /\/shell_snapshots\/[0-9a-f-]+\.(?:(\d+)\.sh|tmp-(\d+))$/;

/** When a snapshot was taken, by its name (nanoseconds); in milliseconds. */
export function codexSnapshotTime(path: string): number | null {
  const [, final, fresh] = snapshotName.exec(path) ?? [];
  const digits = final ?? fresh;
  return digits === undefined ? null : Number(digits) / 1e6;
}

/**
 * The texts with which Codex writes down a login shell's functions, aliases and variables, by length and SHA-256 (0.169.0, for
 * bash and zsh). Their output is for Codex and separated by NULs, which cleaning would take out. Only these very texts: another
 * one is a command like any other, and then Codex does without a snapshot.
 */
const snapshotTexts: ReadonlyMap<number, string> = new Map([
  [1233, "6414b5f0a9e24341a4f2215ad77a0ae9b1871bcfa1dfff48260df5e29f4f8638"],
  [1305, "12d1a86ee7f6eece6981ff347a0743d942487ed4a4f8f37faebc4bf1ba114d22"],
]);

/** The call at a session's start; null for everything else. */
export function readCodexSnapshot(script: Script, source: string): Wrapper | null {
  const known = snapshotTexts.get(source.length);
  if (known === undefined || new Bun.CryptoHasher("sha256").update(source).digest("hex") !== known)
    return null;
  const { span } = script;
  return {
    agent: "codex",
    kind: "snapshot",
    command: null,
    span,
    snapshot: null,
    own: [],
    essence: null,
    inside: null,
  };
}

/** `set -e; . "SNAPSHOT"`: whether what it wrote down can be read again. */
export function readCodexTrial({ body, span }: Script): Wrapper | null {
  const [strict, source, more] = body;
  if (strict?.command.kind !== "simple" || source?.command.kind !== "simple" || more !== undefined)
    return null;
  if (![strict, source].every(({ background, command }) => !background && isBare(command))) return null;
  const [name, snapshot, ...rest] = plainWords(source.command) ?? [];
  if (plainWords(strict.command)?.join(" ") !== "set -e" || name !== "." || rest.length > 0) return null;
  if (snapshot === undefined || !snapshotName.test(snapshot)) return null;
  return {
    agent: "codex",
    kind: "snapshot",
    command: null,
    span,
    snapshot,
    own: [],
    essence: null,
    inside: null,
  };
}

function isBare(command: Command): boolean {
  return command.kind === "simple" && command.assignments.length === 0 && command.redirects.length === 0;
}

/** The model's command inside Codex's wrapper; null where the script is not one. */
export function readCodex(script: Script): Wrapper | null {
  const last = script.body.at(-1);
  if (last === undefined || last.background || last.command.kind !== "simple") return null;
  const { command } = last;
  if (command.assignments.length > 0 || command.redirects.length > 0) return null;
  const [exec, shell, option, text, ...more] = plainWords(command) ?? [];
  if (exec !== "exec" || option !== "-c" || text === undefined || more.length > 0) return null;
  if (shell === undefined || !/(^|\/)(bash|zsh|sh)$/.test(shell)) return null;
  let snapshot: string | null = null;
  const own: Span[] = [];
  let strange = false;
  for (const { command: step, background } of script.body.slice(0, -1)) {
    if (background) return null;
    const sourced = snapshotSourced(step);
    if (sourced !== null && snapshot === null) snapshot = sourced;
    else if (!prepares(step)) return null;
    else if (everyStep(step, keepsValues)) own.push(step.span);
    else if (!everyStep(step, setsPath)) strange = true;
  }
  if (snapshot === null) return null;
  return {
    agent: "codex",
    kind: "command",
    command: text,
    span: command.words.at(-1)?.span ?? last.span,
    snapshot,
    own: strange ? [] : own,
    essence: null,
    inside: null,
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

/** A value put aside, looked at, put back or forgotten: it comes from another variable, and nothing is added to it. */
function keepsValues(step: Simple): boolean {
  for (const { name, value } of step.assignments)
    if (!isKept(name) || value.kind !== "scalar" || !isVariable(value.word)) return false;
  const [name, ...rest] = plainNames(step.words);
  if (name === undefined) return true;
  return name === "export" ? rest.every(isPutBack) : typeof name === "string" && looking.has(name);
}

const looking = new Set(["[", "unset", ":"]);

/** The command's name behind `builtin` and `command`, then its words. */
function plainNames(words: readonly Word[]): readonly [(string | null)?, ...Word[]] {
  const prefixed = words.findIndex((word) => !/^(builtin|command)$/.test(textOf(word) ?? ""));
  const [first, ...rest] = words.slice(Math.max(prefixed, 0));
  return first === undefined ? [] : [textOf(first), ...rest];
}

/** `export PATH=…`, in front of which it puts a directory of its own. */
function setsPath({ words, assignments }: Simple): boolean {
  const [name, path, more] = words;
  if (textOf(name) === "[") return true;
  const [start] = path?.parts ?? [];
  const named = start?.kind === "literal" && start.text.startsWith("PATH=");
  return textOf(name) === "export" && named && more === undefined && assignments.length === 0;
}

/** Where it puts values aside. */
function isKept(name: string): boolean {
  return name.startsWith("__CODEX_");
}

/** `"${NAME}"`, `"${NAME-}"`, `"${NAME+x}"`. */
function isVariable({ parts }: Word): boolean {
  const [quoted, more] = parts;
  if (quoted?.kind !== "quoted" || more !== undefined || quoted.parts.length !== 1) return false;
  const [parameter] = quoted.parts;
  if (parameter?.kind !== "parameter" || parameter.prefix !== null || parameter.index !== null) return false;
  const { operation } = parameter;
  if (operation === null) return true;
  return (
    operation.kind === "default" &&
    /^[+-]$/.test(operation.operator) &&
    /^x?$/.test(textOf(operation.operand) ?? "?")
  );
}

/** `NAME`, or `NAME="${__CODEX_…}"`. */
function isPutBack(word: Word): boolean {
  const [name, value, more] = word.parts;
  if (name?.kind !== "literal" || more !== undefined) return false;
  if (value === undefined) return /^\w+$/.test(name.text);
  const [parameter] = value.kind === "quoted" ? value.parts : [];
  const kept = parameter?.kind === "parameter" && isKept(parameter.name);
  return kept && /^\w+=$/.test(name.text) && isVariable({ span: word.span, parts: [value] });
}
