/** What guardsh believes that a program starts. */
import type { Text } from "../../../src/meaning/value.ts";
import { judgeInFull } from "../../../src/policy/judge.ts";
import type { Dialect } from "./programs.ts";

export interface Seen {
  /** The command is refused or asked about: nothing of it would run unseen. */
  readonly stopped: boolean;
  /** The arguments of each `mark` it sees. */
  readonly marks: readonly (readonly Text[])[];
}

export function seenIn(source: string, shell: Dialect, cwd: string): Seen {
  const { verdict, actions } = judgeInFull({
    source,
    shell,
    cwd,
    home: cwd,
    arguments: [],
    environment: (name) => (name === "HOME" ? cwd : name === "PATH" ? "/usr/bin:/bin" : null),
  });
  return {
    stopped: verdict.decision === "ask" || verdict.decision === "deny",
    marks: actions.flatMap((action) =>
      action.kind === "run" && action.program === "mark" ? [action.argv.slice(1)] : [],
    ),
  };
}

/** How well what was seen covers what was started: the very words, words with parts that are not known, or not at all. */
export function covers({ marks }: Seen, started: readonly string[]): "known" | "partly" | "unseen" {
  let best: "partly" | "unseen" = "unseen";
  for (const words of marks) {
    if (words.length === started.length && words.every((word, i) => isText(word, started[i] ?? "")))
      return "known";
    if (pattern(words).test(started.map((each) => `${each}\0`).join(""))) best = "partly";
  }
  return best;
}

function isText({ pieces }: Text, text: string): boolean {
  return pieces.length === 0 ? text === "" : pieces.length === 1 && pieces[0] === text;
}

/** Unknown parts may be any text; those that may be several words or none may swallow what stands between. */
function pattern(words: readonly Text[]): RegExp {
  const source = words.map(({ pieces }) => {
    const word = pieces.map((piece) =>
      typeof piece === "string"
        ? RegExp.escape(piece)
        : piece.shape === "text" && !piece.mayBeEmpty
          ? "[^\\0]*"
          : "[\\s\\S]*",
    );
    const optional =
      pieces.length > 0 &&
      pieces.every((piece) => typeof piece !== "string" && (piece.shape !== "text" || piece.mayBeEmpty));
    return optional ? `(?:${word.join("")}\\0)?` : `${word.join("")}\\0`;
  });
  return new RegExp(`^${source.join("")}$`);
}
