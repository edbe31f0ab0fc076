/**
 * `npm run bench [ROUNDS]`: what it costs to have guardsh in the way, in one table. Whole processes, from spawn to exit: wall time,
 * processor time and memory; and where the time goes inside one (GUARDSH_TRACE=1).
 *
 * The programs take turns, so that noise of the machine falls on all of them alike. The median is what counts; on a
 * machine that has other work, the best of many rounds and the processor time say more. Needs dist/guardsh and dist/empty
 * (`npm run build -- --empty`).
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dir, "../..");
const guardsh = join(root, "dist/guardsh");
const rounds = Number(process.argv[2] ?? 100);
const home = mkdtempSync(join(tmpdir(), "guardsh-bench-"));

// So many commands in a row are what the rate limit is there to slow down.
mkdirSync(join(home, "guardsh"));
writeFileSync(join(home, "guardsh/policy.toml"), "[rate]\ncommands = 0\nidentical = 0\n");
const environment = {
  PATH: "/usr/bin:/bin",
  HOME: home,
  XDG_CONFIG_HOME: home,
  GUARDSH_STATE: join(home, "state"),
  LANG: "C.UTF-8",
};

/** Where Claude Code has the shell write its directory. */
const directoryFile = "/tmp/claude-0a1b-cwd";

interface Program {
  readonly name: string;
  readonly command: readonly string[];
  /** Both outputs: a pipe is what agents give, and guardsh stays to clean what goes through it; otherwise it becomes the shell. */
  readonly output: "ignore" | "pipe";
  readonly environment?: Readonly<Record<string, string>>;
}

const shell = (name: string, code: string, output: Program["output"] = "ignore"): Program => ({
  name,
  command: [guardsh, "-c", code],
  output,
});

const programs: readonly Program[] = [
  { name: "dash -c true", command: ["/bin/dash", "-c", "true"], output: "ignore" },
  { name: "bash -c true", command: ["/bin/bash", "-c", "true"], output: "ignore" },
  { name: "empty compiled program", command: [join(root, "dist/empty")], output: "ignore" },
  ...["", "alone: "].flatMap((alone) =>
    [
      shell(`${alone}guardsh -c true`, "true"),
      shell(`${alone}the same to a pipe`, "true", "pipe"),
      shell(`${alone}not plain: both parsers`, 'true "$HOME"'),
      {
        ...shell(`${alone}Claude Code's wrapped command`, claudeCommand()),
        environment: { CLAUDECODE: "1" },
      },
      shell(`${alone}script of 10 kB`, longScript(10_000)),
      shell(
        `${alone}200-line here-document`,
        `cat <<'E' >/dev/null\n${"some text of a line\n".repeat(200)}E\n`,
      ),
    ].map((program) => (alone === "" ? program : onItsOwn(program))),
  ),
];

/** Without the guardsh that stands by for the others (docs/standby.md): each starts a runtime. */
function onItsOwn(program: Program): Program {
  return { ...program, environment: { ...program.environment, GUARDSH_STANDBY: "0" } };
}

/** As Claude Code 2.1.330 hands it over, with `true` as the model's command. */
function claudeCommand(): string {
  for (const line of readFileSync(join(root, "test/fixtures/agents/claude-code-2.1.330.jsonl"), "utf8").split(
    "\n",
  )) {
    if (line === "") continue;
    const { argv } = JSON.parse(line);
    const code = String(argv.at(-1));
    if (!code.startsWith("source ") || !/ eval '[^']*' /.test(code)) continue;
    return code.replace(/ eval '[^']*' /, " eval 'true' ").replace(/>\| \S+$/, `>| ${directoryFile}`);
  }
  throw new Error("the recorded commands of Claude Code have no plain eval");
}

/** Ordinary steps, up to a length in bytes. */
function longScript(bytes: number): string {
  let code = "";
  for (let step = 0; code.length < bytes; step++)
    code += `x${step}="$HOME/dir"; if [ -d "$x${step}" ]; then ls -la "$x${step}" | grep -c '^d' >/dev/null; fi\n`;
  return code;
}

interface Measured {
  readonly wall: number[];
  readonly cpu: number[];
  memory: number;
}

const measured = new Map<string, Measured>(
  programs.map(({ name }) => [name, { wall: [], cpu: [], memory: 0 }]),
);
for (let round = -10; round < rounds; round++) {
  for (const { name, command, output, environment: own } of programs) {
    const start = Bun.nanoseconds();
    const { exitCode, resourceUsage, stderr } = Bun.spawnSync([...command], {
      cwd: home,
      env: { ...environment, ...own },
      stdio: ["ignore", output, output],
    });
    const wall = (Bun.nanoseconds() - start) / 1e6;
    if (exitCode !== 0) throw new Error(`${name} ended with ${exitCode}: ${stderr}`);
    const all = measured.get(name);
    // The first rounds bring the files into memory.
    if (round < 0 || all === undefined) continue;
    all.wall.push(wall);
    all.cpu.push(Number(resourceUsage.cpuTime.total) / 1000);
    all.memory = Math.max(all.memory, resourceUsage.maxRSS / 1e6);
  }
}

function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * at)] ?? Number.NaN;
}

const empty = measured.get("empty compiled program");
console.log(`${"".padEnd(32)}    best  median     p90   × empty     cpu   × empty   memory   × empty`);
for (const [name, { wall, cpu, memory }] of measured) {
  const [median, work] = [quantile(wall, 0.5), quantile(cpu, 0.5)];
  const ms = (value: number) => value.toFixed(2).padStart(8);
  const ratio = (value: number, other: number) => (value / other).toFixed(2).padStart(10);
  console.log(
    `${name.padEnd(32)}${ms(quantile(wall, 0))}${ms(median)}${ms(quantile(wall, 0.9))}` +
      `${ratio(median, quantile(empty?.wall ?? [], 0.5))}${ms(work)}${ratio(work, quantile(empty?.cpu ?? [], 0.5))}` +
      `${memory.toFixed(0).padStart(6)} MB${ratio(memory, empty?.memory ?? 0)}`,
  );
}

/** The steps inside a process that is alone: the best of a few runs of each. */
for (const { name, command, environment: own } of programs.slice(3, 9)) {
  const steps = new Map<string, number>();
  for (let run = 0; run < 15; run++) {
    const { stderr } = Bun.spawnSync([...command], {
      cwd: home,
      env: { ...environment, ...own, GUARDSH_TRACE: "1" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    for (const [, time, step] of stderr.toString().matchAll(/trace:\s+([\d.]+) ms {2}(.*)/g)) {
      if (step !== undefined)
        steps.set(step, Math.min(Number(time), steps.get(step) ?? Number.POSITIVE_INFINITY));
    }
  }
  console.log(
    `\n${name.trim()}, inside: ${[...steps].map(([step, time]) => `${step} ${time}`).join(", ")} ms`,
  );
}
rmSync(directoryFile, { force: true });
rmSync(home, { recursive: true, force: true });
