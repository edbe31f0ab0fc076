/** Lines for a shell among arguments that no table describes. */
import { canonicalName } from "../../commands/index.ts";
import { parse } from "../../syntax/index.ts";
import { show, type Text } from "../value.ts";

/**
 * Is this a line for a shell, and neither text nor code of another language: does it begin with a program that the tables
 * know, or with a path, and is it one that a shell can read?
 */
export function readsAsShell(line: Text): boolean {
  const first = /^\s*(?:\w+=\S*\s+)*([\w./~+-]+)/.exec(show(line))?.[1];
  if (first === undefined || !(/^[./~]/.test(first) || canonicalName(first) !== null)) return false;
  return isReadable(line);
}

/** Can a shell read this at all? What it cannot read does nothing but end it with an error. */
export function isReadable(line: Text): boolean {
  return parse(show(line)).unparsed === null;
}

/** A program, then options, paths and numbers alone; a shell with a line of its own; or what no sentence has in it. */
const PURE_LINE =
  /^(?:\S*\/)?(?:ba|da|z|k)?sh\s+-\w*c\s|^[\w./-]+(?:\s+(?:\d[\d.:]*(?=\s|$)|(?:-|[~./$]|https?:)\S*))+$|\|\s*(?:sudo\s+)?(?:ba|da|z|k)?sh\b|>\s*\/dev\/tcp\//;

/** An option or a path, among the words of a command. */
const HAS_OPTION = /\s(?:-|[~./])\w?\S/;

/** Is this a line for a shell by its looks alone, where nothing says that it is one (`rm -rf /srv`, `curl host | sh`)? */
export function isPureLine(line: Text): boolean {
  return PURE_LINE.test(show(line)) && !WITHOUT_LINE.test(show(line)) && readsAsShell(line);
}

/** A shell that is yet to be given its line: `bash -uc`. */
const WITHOUT_LINE = /^\S*sh\s(?:.*\s)?-\w*c\s*$/;

/** Are these several commands (`touch x; rm -rf /srv`), each of a program that the tables know, and not words of a sentence? */
export function isSequence(line: Text): boolean {
  const commands = show(line)
    .split(/\s*(?:&&|\|\|?|[;\n])\s*/)
    .filter((command) => command !== "");
  return (
    commands.length > 1 &&
    commands.some((command) => HAS_OPTION.test(command)) &&
    commands.every((command) => canonicalName(/^[\w./~+-]+/.exec(command)?.[0] ?? "") !== null) &&
    readsAsShell(line)
  );
}
