/**
 * commands/ is the knowledge of programs: what their options and operands mean. Data: the tables are in `families/`, one file a family.
 * It imports nothing of guardsh; meaning/ (and what documents the tables) may import it.
 */
import { familyOf, programOf } from "./families.ts";
import type { Program, Slot } from "./spec.ts";

export { type Family, familyNames, familyTable, isShared } from "./families.ts";
export type * from "./spec.ts";

/** `python3.11`, `gcc-12`, `clang++-17`, `java17`: a version stuck to the name. */
const VERSION = /^(.*?[^\d.-])[.-]?\d+(?:\.\d+)*$/;

/**
 * The entry of a program, by its name or path; null when no table has it. `name` is what was called: directories and a
 * version suffix fall away (`/usr/bin/python3.11` → `python`), and so does the `g` of GNU tools on other systems
 * (`gsed` → `sed`) and `.exe`. Loads the family's table at its first use.
 */
export function lookup(name: string): Program | null {
  const canonical = canonicalName(name);
  return canonical === null ? null : programOf(canonical);
}

/** The name under which the tables know a program: `/usr/bin/python3.11` → `python`; null when they do not. */
export function canonicalName(name: string): string | null {
  const base = baseName(name);
  if (base === null) return null;
  for (const candidate of candidates(base)) if (familyOf(candidate) !== null) return candidate;
  return null;
}

/**
 * Is the program made to start others, by an operand or an option that is a whole command (`strace`, `gdb --args`)?
 * Those that only can (`tcpdump -z`, `zip -TT`) are not.
 */
export function startsCommands(name: string): boolean {
  const entry = lookup(name);
  return entry !== null && takesCommand(entry);
}

/** Is it a part of the shell that reads its name, so that what it starts knows that shell's functions (`eval`, `time`)? */
export function isBuiltin(name: string): boolean {
  if (/^(?:time|printf|echo|test|\[)$/.test(name)) return true;
  if (familyOf(name) !== "shells" || /^(?:exec|busybox|toybox)$/.test(name)) return false;
  return programOf(name)?.input !== "code:shell";
}

/** Does the program run scripts in a language of its own that it is given as files (`python x.py`, `expect x.exp`)? */
export function runsScripts(name: string): boolean {
  const [script] = lookup(name)?.operands ?? [];
  return script !== undefined && /^script:(?!other$)/.test(script);
}

function takesCommand(entry: Program): boolean {
  const slots = [entry.operands ?? [], ...Object.values(entry.operandsWith ?? {})].flat();
  return (
    slots.some(
      (slot) => slot === "command" || slot === "shell..." || slot === "line..." || slot === "remote-program",
    ) ||
    Object.values(entry.options ?? {}).includes("command") ||
    // git has subcommands for that, but also settings that start programs unseen.
    (entry.settings === undefined && Object.values(entry.subcommands ?? {}).some(takesCommand))
  );
}

const WORDS: readonly Slot[] = ["text..."];
const FILES: readonly Slot[] = ["read..."];

/** What the operands of an entry are: where it does not say, words behind what has subcommands, else files that are read. */
export function slotsOf({ operands, subcommands }: Program): readonly Slot[] {
  return operands ?? (subcommands ? WORDS : FILES);
}

/** Directories that hold programs, not a project's own scripts. */
const PROGRAM_FOLDER = /(?:^|\/)\.?(?:bin|sbin|libexec|Scripts|shims)$/;

/** Programs whose name a project's own script often has: `./install` is not install(1). */
const SCRIPT_LIKE = new Set(
  "install test link split script service task watch serve run start bind set time dir view file look at".split(
    " ",
  ),
);

function baseName(name: string): string | null {
  const cut = name.lastIndexOf("/");
  if (cut === -1) return name;
  const base = name.slice(cut + 1);
  const isOwnScript =
    !name.startsWith("/") && SCRIPT_LIKE.has(base) && !PROGRAM_FOLDER.test(name.slice(0, cut));
  return base === "" || isOwnScript ? null : base;
}

/** Programs that are another by a name of their own: what is known of one, and the rules about it, hold for all. */
const SAME: Readonly<Record<string, string>> = {
  k: "kubectl",
  kubecolor: "kubectl",
  "microk8s.kubectl": "kubectl",
  bao: "vault",
};

function* candidates(base: string): Generator<string> {
  yield SAME[base] ?? base;
  const plain = /\.(?:exe|cmd|bat)$/i.test(base) ? base.slice(0, base.lastIndexOf(".")) : base;
  if (plain !== base) yield plain;
  const unversioned = VERSION.exec(plain)?.[1] ?? plain;
  if (unversioned !== plain) yield unversioned;
  if (unversioned.startsWith("g") && unversioned.length > 2) yield unversioned.slice(1);
}
