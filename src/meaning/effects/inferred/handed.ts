/**
 * Commands in documents: what a manifest or a file of services has its containers run, as shell code in a container.
 * Written in the three ways that YAML has for a list: `["sh", "-c", "LINE"]`, its items line by line, and one string; or
 * as HCL has it: `command = "sh"`, `args = ["-c", "LINE"]`.
 */

import { under } from "../../interpreter/engine.ts";
import { known } from "../../value.ts";
import type { CallState } from "../call-state.ts";
import { runShell } from "../code.ts";

/** Subcommands that have what the document describes run. */
const STARTS = /^(?:apply|create|replace|run|up|start|play|deploy|watch|scale|install|upgrade)$/;

const SHELL = `["']?(?:/(?:usr/)?bin/)?(?:ba|da|a|z|k)?sh["']?`;
const QUOTED = String.raw`"((?:\\.|[^"\\])*)"|'((?:''|[^'])*)'`;
const FLOW = new RegExp(
  String.raw`${SHELL}(?:\s*,\s*|\s+args\s*=\s*\[\s*)["']?-\w*c["']?\s*(?:,|\]\s*,?\s*["']?args["']?:\s*(?:\[|-))\s*(?:${QUOTED})`,
  "g",
);
const BLOCK = new RegExp(
  String.raw`^([ \t]*)-\s*${SHELL}\s*\n\s*-\s*["']?-\w*c["']?\s*\n(?:\s*args:\s*\n)?[ \t]*-\s*(?:[|>][-+]?\s*\n((?:\1[ \t]+.*(?:\n|$)|\s*\n)+)|(.+))`,
  "gm",
);
const STRING = /^[ \t]*(?:command|entrypoint):[ \t]*(?![[|>{\s]|$)(.+)$/gm;

/** Follows what the documents of the call have run. */
export function runHanded(state: CallState): void {
  const { documents, call, program } = state.invocation;
  if (documents.length === 0 || state.harmless || !call.subcommand.some((word) => STARTS.test(word))) return;
  for (const line of documents.flatMap(linesIn)) {
    const frame = under(state.frame, program, { place: { kind: "container", engine: program, name: "?" } });
    state.codes.push(() => runShell(state, known(line), frame));
  }
}

/** The lines for a shell in a document. */
export function linesIn(document: string): readonly string[] {
  const lines: string[] = [];
  for (const [, double, single] of document.matchAll(FLOW)) lines.push(unquoted(double, single));
  for (const [, , block, rest] of document.matchAll(BLOCK)) lines.push(block ?? bare(rest ?? ""));
  for (const [, line] of document.matchAll(STRING)) lines.push(bare(line ?? ""));
  return lines;
}

function unquoted(double: string | undefined, single: string | undefined): string {
  return double?.replace(/\\n/g, "\n").replace(/\\(.)/g, "$1") ?? single?.replaceAll("''", "'") ?? "";
}

/** A scalar of one line, without its quotes and the comment behind it. */
function bare(text: string): string {
  const [, double, single] = new RegExp(`^\\s*(?:${QUOTED})`).exec(text) ?? [];
  return double === undefined && single === undefined
    ? text.replace(/\s#.*$/, "").trim()
    : unquoted(double, single);
}
