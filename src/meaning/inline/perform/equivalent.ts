/** Calls that are judged as the command line that does the same. */
import { under } from "../../interpreter/engine.ts";
import { concat, known, type Text } from "../../value.ts";
import type { Program } from "../follow/program.ts";
import { toLiteral, type Value } from "../values/known.ts";

/** `deleteBucket`, `delete_bucket`: as command lines write it. */
export function kebab(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|_/g, "-").toLowerCase();
}

/** Judges a call as the command line that does the same. */
export function asCommand(program: Program, words: readonly Text[]): void {
  const { engine, source, frame } = program;
  engine.invoke(words, under(frame, source.by), new Map(), source.span);
}

/** A request whose method asks for more than an answer, as curl would make it; null where it does not. */
export function requestWords(
  method: Value | null,
  fixed: string | undefined,
  url: Text,
): readonly Text[] | null {
  const name = fixed ?? (method ? toLiteral(method)?.toUpperCase() : undefined);
  if (name !== "DELETE") return null;
  return [known("curl"), known("-X"), known(name), concat(url)];
}
