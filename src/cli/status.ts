/** `guardsh status`: the nine controls at a glance, as they are in force here and now. */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { generations } from "../audit/place.ts";
import { buildEnvironment } from "../controls/credentials/index.ts";
import { currentSession } from "../controls/session/index.ts";
import { loadPolicy, type Policy, planOf } from "../policy/index.ts";
import { isDisabled } from "../policy/tune.ts";
import { catalogue } from "../rules/catalogue.ts";
import { compilePlan, expected } from "../sandbox/index.ts";
import { homeDirectory, stateDirectory } from "../system/index.ts";
import { counted } from "./common/counted.ts";
import { say } from "./common/streams.ts";

export const usage = `usage: guardsh status [--json] [--cwd DIR]
the nine controls, as they are in force here and now`;

type Expected = ReturnType<typeof expected>;

interface Line {
  readonly control: string;
  /** `enforce`, `observe` or `off`. */
  readonly mode: string;
  readonly inForce: string;
}

export function run(list: readonly string[]): number {
  const { values } = parseArgs({
    args: [...list],
    options: { json: { type: "boolean" }, cwd: { type: "string" } },
  });
  const cwd = values.cwd ?? process.cwd();
  const { policy, files, hash } = loadPolicy({ cwd });
  const lines = controls(policy, cwd);
  if (values.json) {
    say(JSON.stringify({ profile: policy.profile, files, hash, controls: lines }));
    return 0;
  }
  say(
    `profile ${policy.profile}${files.length === 0 ? " (built in)" : ` from ${files.join(", ")}, policy ${hash.slice(0, 12)}`}\n`,
  );
  lines.forEach(({ control, mode, inForce }, index) => {
    say(`${index + 1}  ${control.padEnd(20)} ${mode.padEnd(8)} ${inForce}`);
  });
  return 0;
}

function controls(policy: Policy, cwd: string): readonly Line[] {
  const { allow, deny, credentials, patterns, output, boundary, rate, audit, egress } = policy;
  const kernel = kernelFor(policy, cwd);
  const active = catalogue.filter(({ id }) => !isDisabled(patterns, id)).length;
  const denies = deny.commands.length > 0 ? deny.control : "off";
  const hosts =
    egress.mode === "open"
      ? "any host that no rule speaks against"
      : `${egress.mode}: ${counted(egress.allow.length, "host")} allowed`;
  return [
    line(
      "tool allowlist",
      allow.control === "off" ? denies : allow.control,
      `${allow.control === "off" ? "every command" : counted(allow.commands.length, "command")} allowed, ${counted(deny.commands.length, "command")} denied`,
    ),
    line("credentials", credentials.control, withheldInWords(policy)),
    line("dangerous patterns", patterns.control, `${active} of ${catalogue.length} rules`),
    line(
      "output",
      output.control,
      `escape sequences out, secrets ${output.redact ? "masked" : "shown"}, at most ${output.lines} lines`,
    ),
    line(
      "filesystem boundary",
      boundary.control,
      `writes to ${boundary.write.join(", ")}; kernel: ${kernelInWords(kernel, ofNetwork)}`,
    ),
    line(
      "rate limit",
      rate.control,
      rate.commands === 0 ? "no limit of commands" : `${rate.commands} commands in ${rate.window / 1000} s`,
    ),
    line("audit log", "enforce", `${logInWords()}; a log that cannot be written: ${audit.on_failure}`),
    line("network egress", egress.control, `${hosts}; kernel: ${kernelInWords(kernel, ofFiles)}`),
    line("session", policy.session.control, sessionInWords(policy)),
  ];
}

function line(control: string, mode: string, inForce: string): Line {
  return { control, mode, inForce: mode === "off" ? "-" : inForce };
}

/** What a command started here, now, would not be given. */
function withheldInWords({ credentials }: Policy): string {
  const entries = Object.entries(process.env).map(([name, value]) => Buffer.from(`${name}=${value ?? ""}`));
  const { removed } = buildEnvironment(entries, credentials);
  const names = removed.map(({ name }) => name);
  const some = names.length > 6 ? `${names.slice(0, 6).join(", ")} …` : names.join(", ");
  const word = credentials.control === "observe" ? "would be taken" : "taken";
  return `${counted(names.length, "variable")} of this environment ${word} out${names.length === 0 ? "" : ` (${some})`}`;
}

/** What really holds a command here: the plan as this kernel can carry it out; null where the policy wants none. */
function kernelFor(policy: Policy, cwd: string): Expected | null {
  if (policy.sandbox.mode === "off") return null;
  const environment = (name: string) => process.env[name] ?? null;
  const plan = planOf(policy, { cwd, home: homeDirectory(), state: stateDirectory(), environment });
  return expected(compilePlan(plan));
}

/** What the kernel may lack that is about files alone, or about other processes and the network. */
const ofFiles = /^landlock\/(?:inside|refer|truncate|ioctl-dev):/;
const ofNetwork = /^landlock\/(?:tcp|scope):/;

/** `other`: what it may lack that is no matter here. */
function kernelInWords(kernel: Expected | null, other: RegExp): string {
  if (kernel === null) return "off";
  if (kernel.engine === "none") return "nothing holds it";
  const name = kernel.engine === "landlock" ? `landlock abi ${kernel.abi}` : kernel.engine;
  const missing = kernel.missing.filter((what) => !other.test(what));
  return missing.length === 0 ? name : `${name}, without ${missing.join(", ")}`;
}

function logInWords(): string {
  const state = stateDirectory();
  return existsSync(state)
    ? `${state}, ${counted(generations(state).length, "file")}`
    : `${state}, not begun`;
}

function sessionInWords({ session: { ttl, max_commands } }: Policy): string {
  const bounds = [
    ttl === 0 ? null : `ends after ${ttl / 60_000} min`,
    max_commands === 0 ? null : `at most ${max_commands} commands`,
  ].filter((bound) => bound !== null);
  const { id, agent } = currentSession();
  return `${id}${agent === "" ? "" : ` of ${agent}`}; ${bounds.length === 0 ? "no end set" : bounds.join(", ")}`;
}
