/**
 * `guardsh doctor`: is everything in place that must be, and would the agents on this machine really use guardsh? Each line
 * says what is, and where something is wrong, how to mend it. Status 1 when something fails.
 */
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { version } from "../../../package.json";
import { healthOf, type Remark } from "../../agents/health.ts";
import { hookClients } from "../../agents/index.ts";
import { keyPath } from "../../audit/place.ts";
import { troubles } from "../../audit/sinks/marks.ts";
import { verify } from "../../audit/verify.ts";
import { idleNames } from "../../policy/idle.ts";
import { loadPolicy, PolicyError, planOf } from "../../policy/index.ts";
import { compilePlan, expected } from "../../sandbox/index.ts";
import { findShell } from "../../shell/invocation/real-shell.ts";
import { isTaken } from "../../standby/index.ts";
import { homeDirectory, stateDirectory, Unavailable } from "../../system/index.ts";
import { counted } from "../common/counted.ts";
import { installation } from "../common/installation.ts";
import { say } from "../common/streams.ts";
import { isExecutable, isGuardsh, survey } from "./survey.ts";

export const usage = `usage: guardsh doctor [--json] [--cwd DIR]
is everything in place, and do the agents here really use guardsh? status 1: something is to be mended`;

const ok = (what: string): Remark => ({ level: "ok", what, mend: "" });
const warn = (what: string, mend: string): Remark => ({ level: "warn", what, mend });
const fail = (what: string, mend: string): Remark => ({ level: "fail", what, mend });

export function run(list: readonly string[]): number {
  const { values } = parseArgs({
    args: [...list],
    options: { json: { type: "boolean" }, cwd: { type: "string" } },
  });
  const cwd = values.cwd ?? process.cwd();
  const around = survey(cwd);
  const parts: readonly (readonly [string, readonly Remark[]])[] = [
    ["guardsh", [ok(`version ${version}, ${process.execPath}`), ...names(), ...standby()]],
    ["shells", shells()],
    ["policy", policy(cwd)],
    ["log", log()],
    ["kernel", kernel(cwd)],
    ["agents", hookClients.flatMap((agent) => healthOf(agent, around))],
  ];
  const remarks = parts.flatMap(([part, each]) => each.map((remark) => ({ part, ...remark })));
  if (values.json) say(JSON.stringify(remarks));
  else print(parts);
  return remarks.some(({ level }) => level === "fail") ? 1 : 0;
}

function print(parts: readonly (readonly [string, readonly Remark[]])[]): void {
  let fails = 0;
  let warnings = 0;
  for (const [part, remarks] of parts) {
    say(part);
    if (remarks.length === 0) say("  -     none found");
    for (const { level, what, mend } of remarks) {
      say(`  ${(level === "fail" ? "FAIL" : level).padEnd(5)} ${what}`);
      if (mend !== "") say(`        mend: ${mend}`);
      if (level === "fail") fails++;
      if (level === "warn") warnings++;
    }
  }
  say(`\n${fails} to mend, ${warnings} to know about`);
}

/** The names that agents want, beside the program. */
function names(): readonly Remark[] {
  const { bashGuardsh, shells: directory } = installation();
  const mend = "run install.sh again";
  const wanted = [bashGuardsh, ...["bash", "sh", "zsh", "dash"].map((name) => join(directory, name))];
  return wanted.map((path) => {
    if (!existsSync(path)) return warn(`${path} is not there`, mend);
    if (!isExecutable(path))
      return fail(`${path} is not executable: agents pass it over without a word`, `chmod +x ${path}`);
    return isGuardsh(path) ? ok(path) : fail(`${path} is not this guardsh`, mend);
  });
}

/** Does somebody stand by? That none does is no fault. */
function standby(): readonly Remark[] {
  if (process.platform !== "linux") return [];
  try {
    return isTaken(stateDirectory()) ? [ok("one stands by: commands need not start a runtime")] : [];
  } catch {
    return []; // what is wrong with the state directory is said below
  }
}

/** The shells that commands are handed to. */
function shells(): readonly Remark[] {
  return ["bash", "sh", "dash", "zsh"].map((name) => {
    try {
      return ok(`${name} is ${findShell(name).path}`);
    } catch (error) {
      const needed = name === "bash" || name === "sh";
      return (needed ? fail : warn)(reason(error), `install ${name}, if agents are to use it`);
    }
  });
}

function policy(cwd: string): readonly Remark[] {
  try {
    const loaded = loadPolicy({ cwd });
    const from = loaded.files.length === 0 ? "built in, no policy file" : loaded.files.join(", ");
    const idle = idleNames(loaded.policy).map((problem) => warn(problem, "guardsh policy edit"));
    return [ok(`profile ${loaded.policy.profile} (${from})`), ...idle];
  } catch (error) {
    return [fail(`no command runs here: ${reason(error)}`, mendOf(error, "guardsh policy check says where"))];
  }
}

function log(): readonly Remark[] {
  const state = stateDirectory();
  const remarks: Remark[] = [];
  if (!existsSync(state)) {
    const above = nearestThere(state);
    if (statSync(above).isDirectory() && isWritable(above))
      return [ok(`${state} will be made by the first command`)];
    return [
      fail(
        `no command runs here: ${state} cannot be made, ${above} is in the way`,
        "see its rights and its owner, or name another place in GUARDSH_STATE",
      ),
    ];
  }
  try {
    accessSync(state, constants.R_OK | constants.W_OK | constants.X_OK);
    remarks.push(ok(`${state} can be written`));
  } catch (error) {
    remarks.push(fail(`${state}: ${reason(error)}`, "see its rights and its owner; nothing runs unrecorded"));
    return remarks;
  }
  const { records, problems } = verify(state, null);
  const [problem] = problems;
  remarks.push(
    problem === undefined
      ? ok(`${counted(records, "record")}, their chain is whole`)
      : fail(
          `${problem.file}, line ${problem.line}: ${problem.what}`,
          "guardsh audit verify shows all of it",
        ),
  );
  for (const { sink, what } of troubles(state))
    remarks.push(
      warn(
        `the sink ${sink} takes nothing: ${what}`,
        "see to the receiver, or to audit.sinks in the policy; what it has not taken waits here",
      ),
    );
  if (existsSync(keyPath(state)))
    remarks.push(
      warn(
        `the key that proves the log lies beside it (${keyPath(state)})`,
        "keep it where agents cannot read it: guardsh audit key --take prints it and removes it here",
      ),
    );
  return remarks;
}

/** The path itself, or the nearest above it that is there. */
function nearestThere(path: string): string {
  return existsSync(path) ? path : nearestThere(dirname(path));
}

function isWritable(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What of the policy's sandbox this kernel can hold. */
function kernel(cwd: string): readonly Remark[] {
  try {
    const { policy: current } = loadPolicy({ cwd });
    if (current.sandbox.mode === "off")
      return [warn("the policy turns the sandbox off", 'sandbox.mode = "auto" in the policy')];
    const context = {
      cwd,
      home: homeDirectory(),
      state: stateDirectory(),
      environment: (name: string) => process.env[name] ?? null,
    };
    const { engine, abi, missing } = expected(compilePlan(planOf(current, context)));
    if (engine === "none")
      return [
        fail(
          "commands are judged but not confined: the kernel has no Landlock, or something around us forbids it",
          "a kernel from 5.13 on with landlock among its LSMs (cat /sys/kernel/security/lsm); or install bubblewrap",
        ),
      ];
    const name = engine === "landlock" ? `Landlock, ABI ${abi}` : engine;
    return [
      ok(`sandbox by ${name} (mode ${current.sandbox.mode})`),
      ...missing.map((what) => warn(`not held: ${what}`, mendOfMissing(what))),
    ];
  } catch (error) {
    if (error instanceof PolicyError) return []; // said above
    return [fail(reason(error), mendOf(error, "guardsh sandbox show says more"))];
  }
}

/** What would hold it. Judgement looks at it all the same, whatever the kernel can do. */
function mendOfMissing(what: string): string {
  if (what.startsWith("landlock/inside:"))
    return 'install bubblewrap, and set sandbox.engine = "bwrap" in the policy';
  if (what.startsWith("bwrap:")) return "install bubblewrap, where user namespaces are allowed";
  return "a newer kernel holds it";
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function mendOf(error: unknown, otherwise: string): string {
  return error instanceof Unavailable ? error.mend : otherwise;
}
