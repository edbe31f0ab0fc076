/** Where the time of a first parse goes inside a process, and what later ones cost: `bun test/bench/parse.ts`. */
import { nativeEngine, wasmEngine } from "../../src/syntax/grammar/engine.ts";
import { defaultBounds } from "../../src/syntax/script.ts";

const command = "cd /srv/app && git status --short | grep -v '^??' > /dev/null; echo \"$(date +%s)\"";
const script = `${command}\n`.repeat(Math.ceil(10_000 / command.length));

const milliseconds = (work: () => void): string => {
  const start = Bun.nanoseconds();
  work();
  return `${((Bun.nanoseconds() - start) / 1e6).toFixed(3)} ms`;
};

for (const [name, load] of [
  ["native", nativeEngine],
  ["wasm", wasmEngine],
] as const) {
  const start = Bun.nanoseconds();
  const parse = load("bash");
  const loading = `${((Bun.nanoseconds() - start) / 1e6).toFixed(3)} ms`;
  if (typeof parse === "string") {
    console.log(`${name}: ${parse}`);
    continue;
  }
  const first = milliseconds(() => parse(command, defaultBounds));
  const second = milliseconds(() => parse(command, defaultBounds));
  const large = milliseconds(() => parse(script, defaultBounds));
  console.log(`${name}: load ${loading}, first command ${first}, second ${second}, 10 kB script ${large}`);
}
