/** Twins: a disguise around something dangerous is stopped, and around ordinary work it is not. */
import { describe, expect, test } from "bun:test";
import { judge } from "../../src/policy/judge.ts";
import { exampleWorld } from "../rules/example-world.ts";

/** Each takes a command without `'` in it. */
export type Disguises = Readonly<Record<string, (command: string) => string>>;

export const half = (c: string): readonly [string, string] => [c.slice(0, 3), c.slice(3)];

/** The same in a string that `'…'` holds. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Each of them as the code of a shell that is started for it. */
export function inShell(shell: string, disguises: Disguises): Disguises {
  const named = Object.entries(disguises);
  return Object.fromEntries(named.map(([name, of]) => [name, (c) => `${shell} -c ${quoted(of(c))}`]));
}

const isStopped = (source: string) => ["ask", "deny"].includes(judge({ ...exampleWorld, source }).decision);

/** A test for each disguise of each group. */
export function testTwins(groups: readonly (readonly [string, Disguises])[]): void {
  describe.each(groups)("%s", (_, disguises) => {
    for (const [name, disguise] of Object.entries(disguises))
      test(name, () => {
        for (const command of ["rm -rf /home/dev", "cat /etc/shadow"])
          expect([disguise(command), isStopped(disguise(command))]).toEqual([disguise(command), true]);
        for (const command of ["git status", "rm -rf dist"])
          expect([disguise(command), isStopped(disguise(command))]).toEqual([disguise(command), false]);
      });
  });
}
