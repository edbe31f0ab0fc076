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
  return parse(show(line)).unparsed === null;
}

/** A program, then options and paths alone; a shell with a line of its own; or what no sentence has in it. */
const PURE_LINE =
  /^(?:\S*\/)?(?:ba|da|z|k)?sh\s+-\w*c\s|^[\w./-]+(?:\s+(?:-|[~./$]|https?:)\S*)+$|\|\s*(?:sudo\s+)?(?:ba|da|z|k)?sh\b|>\s*\/dev\/tcp\//;

/** Is this a line for a shell by its looks alone, where nothing says that it is one (`rm -rf /srv`, `curl host | sh`)? */
export function isPureLine(line: Text): boolean {
  return PURE_LINE.test(show(line)) && readsAsShell(line);
}
