/**
 * What it costs to have guardsh in the way: wall time of whole processes, from spawn to exit, in a table.
 *
 *   bun test/bench/startup.ts [rounds]
 *
 * The programs take turns, so that noise of the machine falls on all of them alike; the median is what counts.
 * Needs dist/guardsh and dist/empty (`bun build/compile.ts --empty`).
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";

const root = `${import.meta.dir}/../..`;
const rounds = Number(process.argv[2] ?? 200);
const home = mkdtempSync(`${tmpdir()}/guardsh-bench-`);
// So many commands in a row are what the rate limit is there to slow down.
mkdirSync(`${home}/.config/guardsh`, { recursive: true });
writeFileSync(`${home}/.config/guardsh/policy.toml`, "[rate]\ncommands = 0\nidentical = 0\n");
const environment = { PATH: "/usr/bin:/bin", HOME: home, XDG_STATE_HOME: `${home}/state`, LANG: "C.UTF-8" };

const programs = [
  { name: "dash -c true", command: ["/bin/dash", "-c", "true"] },
  { name: "bash -c true", command: ["/bin/bash", "-c", "true"] },
  { name: "empty compiled program", command: [`${root}/dist/empty`] },
  { name: "guardsh -c true", command: [`${root}/dist/guardsh`, "-c", "true"] },
].filter(({ command }) => existsSync(command[0] ?? ""));

const times = new Map<string, number[]>(programs.map(({ name }) => [name, []]));
for (let round = -5; round < rounds; round++) {
  for (const { name, command } of programs) {
    const start = Bun.nanoseconds();
    const { exitCode } = Bun.spawnSync(command, { env: environment, stdio: ["ignore", "ignore", "ignore"] });
    const took = (Bun.nanoseconds() - start) / 1e6;
    if (exitCode !== 0) throw new Error(`${name} ended with ${exitCode}`);
    // The first rounds bring the files into memory.
    if (round >= 0) times.get(name)?.push(took);
  }
}
rmSync(home, { recursive: true, force: true });

const median = (name: string, quantile = 0.5): number => {
  const sorted = (times.get(name) ?? []).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * quantile)] ?? Number.NaN;
};
const empty = median("empty compiled program");
console.log(`${"".padEnd(24)}    median        p90   × empty`);
for (const { name } of programs) {
  const cells = [median(name), median(name, 0.9)].map((ms) => `${ms.toFixed(2)} ms`.padStart(10));
  console.log(`${name.padEnd(24)}${cells.join(" ")}   ${(median(name) / empty).toFixed(2).padStart(7)}`);
}
