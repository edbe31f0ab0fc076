/**
 * What cleaning of output costs: `bun test/bench/output.ts [MEGABYTES]`. Processor time throughout, so that a busy machine
 * changes little. Goals: 400 MB/s on plain text; at most twice what `cat` costs; the first byte within 1 ms of cat's.
 * The second and third table need dist/guardsh (`npm run build`).
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { createFilter, type Engine } from "../../src/controls/output/index.ts";

const megabytes = Number(process.argv[2] ?? 1024);
const root = `${import.meta.dir}/../..`;
const prose =
  "The quick brown fox jumps over the lazy dog, reads src/controls/output/filter.ts:120, and is done.\n";
const source = await Bun.file(`${root}/src/controls/output/limits.ts`).text();
const samples: Readonly<Record<string, string>> = {
  "plain prose": prose,
  "source code": source,
  "log with tokens": `${prose.repeat(20)}GITHUB_TOKEN=ghp_${"aB3".repeat(12)}\n`,
  "no newline at all": "z".repeat(1000),
  "colours in every line":
    "\x1b[32m✓\x1b[0m a test passes in \x1b[2m12 ms\x1b[0m, and some more plain words\n",
  "not ASCII": "これは日本語のテキストです。Größe und Straße.\n",
  "not text": Array.from({ length: 4096 }, (_, i) => String.fromCharCode((i * 2654435761) & 0xff)).join(""),
};

function processorSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Megabytes a second of processor time, in pieces of 64 KiB as they come from a pipe. */
function rate(sample: string, engine: Engine, maxLines: number, bytes: number): string {
  const text = new TextEncoder().encode(sample.repeat(Math.ceil(300_000 / sample.length)));
  const filter = createFilter({ maxLines }, engine);
  const run = (total: number) => {
    for (let done = 0, at = 0; done < total; done += 65_536) {
      filter.push(text.subarray(at, at + 65_536));
      at = at + 2 * 65_536 > text.length ? 0 : at + 65_536;
    }
  };
  run(8e6);
  return `${Math.round(bytes / processorSeconds(() => run(bytes)) / 1e6)} MB/s`.padStart(12);
}

console.log(
  `${"the filter alone".padEnd(24)}${"native".padStart(12)}${"script".padStart(12)}${"over limit".padStart(12)}`,
);
for (const [name, sample] of Object.entries(samples)) {
  const fast = !name.startsWith("not text") && !name.startsWith("log");
  const bytes = fast ? megabytes * 1e6 : 30e6;
  const cells = [
    rate(sample, "native", 0, bytes),
    rate(sample, "script", 0, bytes / 4),
    rate(sample, "native", 50_000, bytes / 4),
  ];
  console.log(name.padEnd(24) + cells.join(""));
}

const binary = `${root}/dist/guardsh`;
if (existsSync(binary)) wholeProcesses(binary);

function wholeProcesses(guardsh: string): void {
  const home = mkdtempSync(`${tmpdir()}/guardsh-bench-`);
  const big = `${home}/big.txt`;
  mkdirSync(`${home}/.config/guardsh`, { recursive: true });
  writeFileSync(`${home}/.config/guardsh/policy.toml`, "[output]\nlines = 0\n");
  writeFileSync(big, prose.repeat(Math.ceil((megabytes * 1e6) / prose.length)));
  const env = { PATH: "/usr/bin:/bin", HOME: home, XDG_CONFIG_HOME: `${home}/.config`, LANG: "C.UTF-8" };
  const cost = (script: string): number => {
    const { resourceUsage, exitCode, stderr } = Bun.spawnSync(["/bin/sh", "-c", script], { env, cwd: home });
    if (exitCode !== 0) throw new Error(`${script}: ${stderr}`);
    return Number(resourceUsage.cpuTime.total) / 1e6;
  };
  const best = (script: string): number => Math.min(...Array.from({ length: 5 }, () => cost(script)));
  const without = best(`cat ${big} | cat > /dev/null`);
  const cat = best(`cat ${big} | cat | cat > /dev/null`) - without;
  const guarded = best(`${guardsh} -c 'cat ${big}' | cat > /dev/null`) - without;
  const start = best(`${guardsh} -c 'echo' | cat > /dev/null`);
  const line = (name: string, seconds: number) =>
    console.log(
      `${name.padEnd(36)}${seconds.toFixed(3).padStart(8)} s ${(seconds / cat).toFixed(2).padStart(6)} × cat ${Math.round(megabytes / seconds)} MB/s`,
    );
  console.log(`\n${megabytes} MB from pipe to pipe, processor time`);
  line("one more cat", cat);
  line("guardsh, no line limit", guarded - start);
  writeFileSync(`${home}/.config/guardsh/policy.toml`, "");
  line("guardsh, 50,000 lines", best(`${guardsh} -c 'cat ${big}' | cat > /dev/null`) - without - start);

  // Inside of the command, so that the start of guardsh is not in it: from the write to its arrival.
  const arrival = (script: readonly string[]): number => {
    const times = Array.from({ length: 15 }, () => firstByte(script, env, home));
    return times.toSorted((a, b) => a - b)[7] ?? Number.NaN;
  };
  const writer = "sleep 0.1; date +%s%N; sleep 0.05";
  const plain = arrival(["/bin/sh", "-c", `(${writer}) | cat`]);
  const cleaned = arrival([guardsh, "-c", writer]);
  console.log(
    `\nfirst byte, from write to arrival: through cat ${plain.toFixed(2)} ms, through guardsh ${cleaned.toFixed(2)} ms`,
  );
  rmSync(home, { recursive: true, force: true });
}

/** Milliseconds from when the command wrote the time to when it was read here. */
function firstByte(command: readonly string[], env: Record<string, string>, cwd: string): number {
  const { stdout } = Bun.spawnSync(
    ["/bin/sh", "-c", '"$@" | { read sent; date +"$sent %s%N"; }', "sh", ...command],
    { env, cwd },
  );
  const [sent = "0", arrived = "0"] = stdout.toString().trim().split(" ");
  return Number(BigInt(arrived) - BigInt(sent)) / 1e6;
}
