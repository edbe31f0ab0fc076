/**
 * What cleaning of output costs: `bun test/bench/output.ts [MEGABYTES]`. Processor time throughout, so that a busy machine
 * changes little. Goals: 400 MB/s on plain text; at most twice what `cat` costs; the first byte within 1 ms of cat's.
 * The second and third table need dist/guardsh (`npm run build`).
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { createFilter, type Engine } from "../../src/controls/output/index.ts";

const megabytes = Number(process.argv[2] ?? 1024);
const root = `${import.meta.dir}/../..`;
const prose =
  "The quick brown fox jumps over the lazy dog, reads src/controls/output/filter.ts:120, and is done.\n";
const source = await Bun.file(`${root}/src/controls/output/limits.ts`).text();

let state = 7;
/** A number below `below`, from a fixed sequence. */
function next(below: number): number {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return (state >>> 8) % below;
}

/** Lines that differ: a processor learns what is repeated, and is faster there than with anything real. */
function varied(dress: (word: string) => string): string {
  const words = prose.trim().split(" ");
  const line = () =>
    Array.from({ length: 1 + next(14) }, () => dress(words[next(words.length)] ?? "")).join(" ");
  return `${Array.from({ length: 4000 }, line).join("\n")}\n`;
}

const samples: Readonly<Record<string, string>> = {
  "plain prose": prose,
  "source code": source,
  "log with tokens": `${prose.repeat(20)}GITHUB_TOKEN=ghp_${"aB3".repeat(12)}\n`,
  "no newline at all": "z".repeat(1000),
  "colours in every line": varied((word) => (next(4) === 0 ? `\x1b[${31 + next(6)}m${word}\x1b[0m` : word)),
  "not ASCII": varied((word) =>
    next(2) === 0 ? "日本語のテキスト".slice(next(7)) : next(4) === 0 ? "größer" : word,
  ),
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

/** User and system seconds that a process used, by what bash's `times` printed of a shell's children. */
function childSeconds(file: string): number {
  const [, children = ""] = readFileSync(file, "utf8").split("\n");
  return children
    .split(" ")
    .map((time) => time.split(/[ms]/).map(Number))
    .reduce((sum, [minutes = 0, seconds = 0]) => sum + 60 * minutes + seconds, 0);
}

function wholeProcesses(guardsh: string): void {
  const home = mkdtempSync(`${tmpdir()}/guardsh-bench-`);
  const policy = `${home}/.config/guardsh/policy.toml`;
  mkdirSync(`${home}/.config/guardsh`, { recursive: true });
  const env = { PATH: "/usr/bin:/bin", HOME: home, XDG_CONFIG_HOME: `${home}/.config`, LANG: "C.UTF-8" };
  const run = (script: string): void => {
    const { exitCode, stderr } = Bun.spawnSync(["/bin/bash", "-c", script], { env, cwd: home });
    if (exitCode !== 0) throw new Error(`${script}: ${stderr}`);
  };
  const median = (measure: () => number): number =>
    Array.from({ length: 5 }, measure).toSorted((a, b) => a - b)[2] ?? Number.NaN;
  /** A cat between two pipes. */
  const cat = (file: string): number => {
    run(`cat ${file} | (cat; times > between) | cat > /dev/null`);
    return childSeconds(`${home}/between`);
  };
  /** guardsh between two pipes, its start included, less the shell and the cat that it started. */
  const guarded = (file: string): number => {
    run(`(${guardsh} -c 'cat ${file}; times > inside'; times > whole) | cat > /dev/null`);
    return childSeconds(`${home}/whole`) - childSeconds(`${home}/inside`);
  };
  console.log(`\n${megabytes} MB from pipe to pipe, processor time of one process between them`);
  console.log(`${"".padEnd(24)}${"cat".padStart(10)}${"guardsh".padStart(12)}${"no limits".padStart(12)}`);
  for (const name of ["plain prose", "source code", "colours in every line", "not ASCII"]) {
    const sample = samples[name] ?? "";
    const file = `${home}/sample.txt`;
    const encoded = new TextEncoder().encode(sample);
    writeFileSync(
      file,
      Buffer.alloc(Math.floor((megabytes * 1e6) / encoded.length) * encoded.length, encoded),
    );
    const plain = median(() => cat(file));
    const cells = ["", "line = 0\nlines = 0\n"].map((limits) => {
      writeFileSync(policy, `[rate]\ncommands = 0\n[output]\n${limits}`);
      return (median(() => guarded(file)) / plain).toFixed(1);
    });
    console.log(
      `${name.padEnd(24)}${`${plain.toFixed(2)} s`.padStart(10)}${cells.map((cell) => `× ${cell}`.padStart(12)).join("")}`,
    );
  }

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
