/** Flags of a call, as the tables name them. */

import { literal, show, type Text } from "../value.ts";
import type { Invocation } from "./invocation.ts";
import type { Argument } from "./sort.ts";

const split = new Map<string, readonly string[]>();

/** The names in a table's list of flags. */
function namesOf(flags: string): readonly string[] {
  let names = split.get(flags);
  if (names === undefined) {
    names = flags.split(/[\s,]+/).filter((name) => name !== "");
    split.set(flags, names);
  }
  return names;
}

/** Is one of these flags (as in a table entry) given? `*` is always; `-i=inplace` is the option with that value. */
export function hasFlag(invocation: Invocation, flags: string | undefined): boolean {
  if (!flags) return false;
  return namesOf(flags).some((name) => {
    const [option = "", value] = name.split("=");
    const given = invocation.call.options.get(option);
    return (
      name === "*" ||
      (given !== undefined && (value === undefined || given.some((each) => show(each) === value)))
    );
  });
}

/** Does the call ask for nothing but what the table says changes nothing, behind its first operand? */
export function onlyLooksAt(given: readonly Argument[], looks: string | undefined): boolean {
  if (looks === undefined) return false;
  const harmless = new Set(looks.split(/\s+/));
  const words = given.filter(({ option }) => option === null).slice(1);
  return (
    words.length > 0 &&
    words.every(({ text }) => harmless.has(literal(text) ?? "") || /^\d+$/.test(literal(text) ?? ""))
  );
}

/** Options by which clients of services only show what they would do, in all spellings. */
const TRIAL =
  "--help -help --dry-run --dry_run --preview-only --dryrun --dry -dry-run --what-if --whatif --noop --no-op --simulate --no-execute-changeset".split(
    " ",
  );

/** Values that switch an option off again: `kubectl --dry-run=none`, `molecule test --destroy=never`. */
const OFF = /^(?:none|false|no|off|never|0)$/i;

/** Is it switched off by one of its values? */
export function isOff(values: readonly Text[]): boolean {
  return values.some((value) => OFF.test(show(value)));
}

/** Options by which what a release is made of stays here, in all spellings. */
const WITHHELD = "--no-publish --skip-publish --no-upload --skip-upload".split(" ");

/** Is all that is made to be kept on this machine? */
export function isWithheld(options: ReadonlyMap<string, readonly Text[]>): boolean {
  return WITHHELD.some((name) => options.has(name)) || isOff(options.get("--publish") ?? []);
}

/** Does the call only ask for help, or show what it would do? By the options that most programs share. */
export function isTrial(options: ReadonlyMap<string, readonly Text[]>): boolean {
  return TRIAL.some((name) => {
    const given = options.get(name);
    return given !== undefined && !isOff(given);
  });
}
