/** Called with words that a subcommand does not take: cli/index.ts answers with how it is called. */
export class Misuse extends Error {
  override readonly name = "Misuse";
}

/** A verb that a subcommand does not have: `guardsh audit foo`. */
export function noSuchVerb(subcommand: string, words: string): Misuse {
  return new Misuse(`there is no "guardsh ${subcommand} ${words}"`);
}

/** What is wrong about the words, in one sentence; null where the error is about something else. */
export function misuse(error: unknown): string | null {
  if (error instanceof Misuse) return error.message;
  const fromParseArgs =
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    error.code.startsWith("ERR_PARSE_ARGS_");
  if (!fromParseArgs) return null;
  // The first sentence says which option; the rest is advice to programmers.
  const [first = ""] = error.message.split(". ");
  return first.charAt(0).toLowerCase() + first.slice(1);
}
