/** `patch` and `git apply`: the files that a known diff makes. What was there before a change stays unknown. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { contentOf, pathIn, siteOf, writePath } from "../locations/files.ts";
import { textStream } from "../stream.ts";
import { known, literal, show, type Text } from "../value.ts";
import type { ByTable } from "./reader.ts";

/** `patch [-pN] [-i DIFF] [FILE [DIFF]]`. */
export function followPatch(invocation: Invocation, byTable: ByTable): Stream {
  const { call } = invocation;
  const operands = call.arguments.filter(({ option }) => option === null).map(({ text }) => text);
  const strip = call.options.get("-p")?.[0] ?? call.options.get("--strip")?.[0];
  const named = call.options.get("-i")?.[0] ?? call.options.get("--input")?.[0] ?? operands[1];
  const printed = byTable(invocation);
  // Without -p the name counts without its directories.
  const depth = strip === undefined ? Number.POSITIVE_INFINITY : Number(show(strip));
  makeFiles(invocation, named, depth, operands[0] ?? null);
  return printed;
}

/** `git apply [-pN] [DIFF…]`. */
export function applyDiffs(invocation: Invocation): void {
  const { call } = invocation;
  const operands = call.arguments.filter(({ option }) => option === null).map(({ text }) => text);
  const depth = Number(show(call.options.get("-p")?.[0] ?? known("1")));
  for (const each of operands.length > 0 ? operands : [undefined]) makeFiles(invocation, each, depth, null);
}

function makeFiles(invocation: Invocation, from: Text | undefined, depth: number, only: Text | null): void {
  const { engine, frame } = invocation;
  const diff = from ? contentOf(engine, frame, pathIn(frame, from)) : frame.stdin;
  const text = diff.text ? literal(diff.text) : null;
  if (text === null) return;
  for (const section of text.split(/^(?=--- )/m)) {
    const [, written, body = ""] = /^\+\+\+ ([^\t\n]+).*\n([\s\S]*)/m.exec(section) ?? [];
    if (written === undefined || written === "/dev/null") continue;
    const parts = written.split("/");
    const path = only ?? known(parts.slice(Math.min(depth, parts.length - 1)).join("/"));
    const lines = body.split("\n").filter((line) => /^[+ ]/.test(line));
    const content = lines.map((line) => `${line.slice(1)}\n`).join("");
    writePath(siteOf(invocation), path, textStream(known(content)), "overwrite");
  }
}
