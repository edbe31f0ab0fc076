/**
 * `bun test/bench/analysis.ts`: what judging costs, for scripts of several sizes and for those made to cost as much as they
 * can. Time is the best of a few rounds in a warm process, of
 * the processor; memory is what the process grew by in the round.
 */

import { judge } from "../../src/policy/judge.ts";
import { compile } from "../../src/policy/layers/compile.ts";
import { exampleWorld } from "../rules/example-world.ts";
import { shapes } from "./adversarial.ts";

const { policy } = compile([], new Map(), null);
for (let i = 0; i < 200; i++) judge({ ...exampleWorld, policy, source: "ls | grep x" });
console.log(`${"shape".padEnd(36)} ${"bytes".padStart(9)} ${"ms".padStart(9)} ${"MB".padStart(7)}  verdict`);
for (const [name, source] of shapes) {
  const before = process.memoryUsage.rss();
  // The clock of a thread is coarse: what is short is done often.
  const times = source.length < 2000 && name !== "loops in loops" ? 100 : 1;
  let verdict = "";
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 4; round++) {
    const used = process.threadCpuUsage();
    for (let i = 0; i < times; i++) verdict = judge({ ...exampleWorld, policy, source }).decision;
    const { user, system } = process.threadCpuUsage(used);
    best = Math.min(best, (user + system) / 1000 / times);
    if (best > 500) break;
  }
  const grown = (process.memoryUsage.rss() - before) / 1e6;
  console.log(
    `${name.padEnd(36)} ${String(source.length).padStart(9)} ${best.toFixed(2).padStart(9)} ${grown.toFixed(0).padStart(7)}  ${verdict}`,
  );
}
