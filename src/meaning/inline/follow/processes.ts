/**
 * Processes that a program finds by going through all there are (`psutil.process_iter`). Which of them it ends is only
 * known by what it compares with their names.
 */

import { known } from "../../value.ts";
import { asCommand } from "../perform/equivalent.ts";
import { text, thing, toLiteral, type Value } from "../values/known.ts";
import type { Program } from "./program.ts";

type Thing = Extract<Value, { kind: "thing" }>;

/** Any of them. */
export function anyProcess(): Value {
  return thing("other-process", { names: { kind: "list", items: [] } });
}

/** What is asked of such a process, or of what is known of it: its name, its owner, a part of its command line. */
export function factOf(object: Thing, name: string): Value | null {
  if (object.type === "process fact") return object;
  if (object.type !== "other-process" || ENDS.test(name)) return null;
  object.slots.set("asked", { kind: "list", items: [] });
  return thing("process fact", { names: object.slots.get("names") ?? { kind: "list", items: [] } });
}

const ENDS = /^(?:kill|terminate|suspend|send_signal|children|parents?)$/;

/** What stands for the name of every process. */
const ANY = "*";

/** A fact is compared with this, or asked whether it begins with it. All but some are as good as all. */
export function compareFact(fact: Value, other: Value, operator = "=="): void {
  if (fact.kind !== "thing" || fact.type !== "process fact") return;
  const names = fact.slots.get("names");
  const given = other.kind === "list" ? other.items : other.kind === "map" ? [] : [other];
  const known = given.filter((each) => toLiteral(each) !== null);
  const others = operator === "!=" || operator === "not in";
  if (names?.kind === "list") names.items.push(...(others ? known.map(() => text(ANY)) : known));
}

/** The processes of these names are ended; where nothing was asked about them, all there are. */
export function endProcess(program: Program, object: Value | null): void {
  const names = object?.kind === "thing" ? object.slots.get("names") : undefined;
  const words = names?.kind === "list" ? names.items.flatMap((name) => toLiteral(name) ?? []) : [];
  const asked = object?.kind === "thing" && object.slots.has("asked");
  const all = words.length === 0 ? !asked : words.includes(ANY);
  if (all)
    asCommand(
      program,
      ["kill", "-9", "-1"].map((word) => known(word)),
    );
  for (const name of all ? [] : words)
    asCommand(
      program,
      ["pkill", name].map((word) => known(word)),
    );
}
