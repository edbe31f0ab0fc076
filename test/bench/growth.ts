/**
 * `bun test/bench/growth.ts [WORD]`: how judging grows with the size of a script. Each shape is judged at 10, 20, 40 and 80 kB
 * (those whose name has the word, where one is given); the last column is the time of the largest over that of the one half
 * its size: 2 is linear, 4 quadratic. Milliseconds of the processor: other work on the machine counts little.
 */

import { judge } from "../../src/policy/judge.ts";
import { compile } from "../../src/policy/layers/compile.ts";
import { exampleWorld } from "../rules/example-world.ts";
import { growing } from "./growing.ts";

const [only = ""] = process.argv.slice(2);
const { policy } = compile([], new Map(), null);
for (let i = 0; i < 200; i++) judge({ ...exampleWorld, policy, source: "ls | grep x" });

function verdictOf(source: string): string {
  try {
    return judge({ ...exampleWorld, policy, source }).decision;
  } catch (error) {
    return String(error);
  }
}

const sizes = [10_000, 20_000, 40_000, 80_000];
console.log(
  `${"shape".padEnd(36)}${sizes.map((size) => `${size / 1000} kB`.padStart(9)).join("")}   growth  verdict`,
);
for (const [name, make] of growing) {
  if (!name.includes(only)) continue;
  const times: number[] = [];
  let verdict = "";
  for (const size of sizes) {
    const source = make(size);
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 4; round++) {
      const start = process.threadCpuUsage();
      verdict = verdictOf(source);
      const { user, system } = process.threadCpuUsage(start);
      best = Math.min(best, (user + system) / 1000);
      if (best > 400) break;
    }
    times.push(best);
  }
  const growth = (times[3] ?? 0) / (times[2] ?? 1);
  console.log(
    `${name.padEnd(36)}${times.map((ms) => ms.toFixed(1).padStart(9)).join("")}${growth.toFixed(1).padStart(9)}  ${verdict}`,
  );
}
