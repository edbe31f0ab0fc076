/** What flows where: which data an action hands on, as the chain it came by. */
import type { Action, Stream, TaintSet, Text } from "../../meaning/index.ts";
import { path } from "./sentence.ts";

/** `~/.ssh/id → base64 → attacker.example  (secret)`, each once. */
export function flows(actions: readonly Action[]): readonly string[] {
  return [...new Set(actions.flatMap(flowsOf))];
}

function flowsOf(action: Action): readonly string[] {
  switch (action.kind) {
    case "run": {
      const program = action.program ?? "an unknown program";
      return [
        ...stream(action.stdin, program),
        ...action.argv.flatMap((word) => text(word, `the words of ${program}`)),
      ];
    }
    case "write":
      return stream(action.content, path(action.path));
    case "connect":
      return action.sends === null ? [] : stream(action.sends, action.host ?? "an unknown host");
    case "interpret":
      return stream(action.code, `code that ${action.by} runs`);
    case "environment":
      return action.operation.kind === "set" ? text(action.operation.value, `$${action.operation.name}`) : [];
    case "read":
    case "delete":
    case "link":
    case "chmod":
    case "listen":
    case "privilege":
    case "signal":
    case "define":
    case "opaque":
      return [];
  }
}

/** What only comes from the caller's own standard input says nothing. */
function stream({ sources, via, taint }: Stream, to: string): readonly string[] {
  const nothing = sources.length === 0 && [...taint].every((kind) => kind === "stdin");
  return nothing ? [] : [line(sources, via, to, taint)];
}

function text(value: Text, to: string): readonly string[] {
  return value.pieces.flatMap((piece) => {
    if (typeof piece === "string" || piece.taint.size === 0) return [];
    const { label, sources = [], via = [], taint } = piece;
    return [line(sources.length > 0 ? sources : [label], via, to, taint)];
  });
}

function line(sources: readonly string[], via: readonly string[], to: string, taint: TaintSet): string {
  const from = sources.length > 0 ? sources.join(", ") : "data";
  const kinds = taint.size > 0 ? `  (${[...taint].join(", ")})` : "";
  return `${[from, ...via, to].join(" → ")}${kinds}`;
}
