/** Judges programs as an agent would start them, and says which of them come out other than they should. */
import { judge } from "../../../src/policy/judge.ts";
import { exampleWorld } from "../../rules/example-world.ts";

/** The program as one word of a shell command. */
function quoted(code: string): string {
  return `'${code.replaceAll("'", "'\\''")}'`;
}

export interface Start {
  /** `-c` and its kin. */
  readonly argument: string;
  /** A here-document. */
  readonly input: string;
}

export const starts: Readonly<Record<string, Start>> = {
  python: { argument: "python3 -c", input: "python3 -" },
  javascript: { argument: "node -e", input: "node -" },
  perl: { argument: "perl -e", input: "perl -" },
  ruby: { argument: "ruby -e", input: "ruby -" },
  php: { argument: "php -r", input: "php" },
};

function stopped(source: string): boolean {
  const { decision } = judge({ ...exampleWorld, source });
  return decision === "deny" || decision === "ask";
}

/** Programs that are stopped or not, as an argument and as a here-document, against what is expected. */
export function wrong(
  language: string,
  programs: readonly string[],
  expected: "stopped" | "let through",
): string[] {
  const start = starts[language];
  if (!start) throw new Error(`no such language: ${language}`);
  return programs.flatMap((code) => {
    const body = language === "php" ? `<?php ${code}` : code;
    const ways = [`${start.argument} ${quoted(code)}`, `${start.input} <<'PROGRAM'\n${body}\nPROGRAM\n`];
    return ways.filter((source) => stopped(source) !== (expected === "stopped"));
  });
}
