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
