/** The arguments of calls as the tables of calls speak of them. */

import type { Text } from "../../value.ts";
import type { At } from "../calls/spec.ts";
import type { Arguments } from "../follow/program.ts";
import type { Value } from "../values/known.ts";
import { alternatives, nothingKnown, toText } from "../values/known.ts";

export const NETWORK = new Set(["network"] as const);

/** The argument at a place; null where none is given. */
export function pick(args: Arguments, at: At | undefined): Value | null {
  if (at === undefined) return null;
  for (const place of typeof at === "object" ? at : [at]) {
    const value =
      place === "self"
        ? args.receiver
        : typeof place === "number"
          ? args.positional[place]
          : /^-\d+$/.test(place)
            ? args.positional.at(Number(place))
            : args.named.get(place);
    if (value) return value;
  }
  return null;
}

/** Every path that a value may be. */
export function pathsOf(value: Value | null): readonly Text[] {
  if (!value) return [];
  return alternatives(value).flatMap((way) =>
    (way.kind === "list" ? way.items.flatMap(alternatives) : [way]).map(toText),
  );
}

/** Is anything known of the path? One that may be anything is not worth an action. */
export function named(path: Text): boolean {
  return path.pieces.some((piece) => typeof piece === "string" && piece !== "") || path.taint.size > 0;
}

/** A value of which only this is known: that `source` sent it. */
export function fromNetwork(source: string): Value {
  return { ...nothingKnown, taint: NETWORK, sources: [source] };
}

/** Python's `True`, and the like in the others. */
export function isTrue(value: Value | undefined): boolean {
  if (!value) return false;
  if (value.kind === "symbol") return /^true$/i.test(value.path);
  return value.kind === "number" ? value.value !== 0 : value.kind === "text";
}

/** Is it a connection, or something that came from one? */
export function ofSocket(value: Value | null): boolean {
  if (!value) return false;
  if (value.kind === "bound") return ofSocket(value.receiver);
  if (value.kind === "thing" && value.type === "socket") return true;
  return value.kind === "unknown" && value.sources.includes("the connection");
}

/** Is it a started program, or one of its streams? */
export function ofProcess(value: Value | null): boolean {
  if (!value) return false;
  if (value.kind === "bound") return ofProcess(value.receiver);
  return value.kind === "thing" && (value.type === "process" || value.type === "pipe");
}
