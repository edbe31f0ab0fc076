/** `guardsh sandbox show`: what the kernel will hold a command to here, and what of it this machine can hold. */
import { parseArgs } from "node:util";
import { loadPolicy, planOf } from "../policy/index.ts";
import { type Compiled, compilePlan, expected, type Plan } from "../sandbox/index.ts";
import { homeDirectory, stateDirectory } from "../system/index.ts";
import { Misuse, noSuchVerb } from "./common/misuse.ts";
import { profileNamed } from "./common/profile.ts";
import { say } from "./common/streams.ts";

export const usage = `usage: guardsh sandbox show [--json] [--cwd DIR] [--profile observe|standard|strict|readonly]
what the kernel will hold a command to: paths, network, processes, limits; and what of it this machine cannot hold`;

export function run(list: readonly string[]): number {
  const [word, ...rest] = list;
  if (word !== "show") throw word === undefined ? new Misuse("show what?") : noSuchVerb("sandbox", word);
  const { values } = parseArgs({
    args: rest,
    options: { json: { type: "boolean" }, cwd: { type: "string" }, profile: { type: "string" } },
  });
  const cwd = values.cwd ?? process.cwd();
  const { policy, files } = loadPolicy({ cwd, profile: profileNamed(values.profile) });
  const plan = planOf(policy, {
    cwd,
    home: homeDirectory(),
    state: stateDirectory(),
    environment: (name) => process.env[name] ?? null,
  });
  const compiled = compilePlan(plan);
  if (values.json) say(JSON.stringify({ profile: policy.profile, files, plan, inForce: expected(compiled) }));
  else say(inWords(plan, compiled, policy.profile));
  return 0;
}

function inWords(plan: Plan, compiled: Compiled, profile: string): string {
  const { engine, abi, missing } = expected(compiled);
  const lines = [
    `mode      ${plan.mode} (profile ${profile})`,
    `engine    ${engine}${abi > 0 ? `, ABI ${abi}` : ""}`,
    ...missing.map((what) => `  lacks   ${what}`),
    "paths     the longest line that a path is below decides",
    ...plan.paths.map(({ path, access, why }) => `  ${access.padEnd(6)}  ${path}   (${why})`),
    `network   ${networkInWords(plan)}`,
    `processes signals to ${plan.process.signals === "own" ? "the command's own processes" : "any process of the user"}; ` +
      `new namespaces ${plan.process.namespaces ? "allowed" : "refused"}; ` +
      `ptrace ${plan.process.ptrace ? "within the command" : "refused"}`,
    `limits    ${limitsInWords(plan)}`,
  ];
  return lines.join("\n");
}

function networkInWords({ network: { mode, connect, unix } }: Plan): string {
  const sockets = unix ? "Unix sockets allowed" : "Unix sockets refused";
  if (mode === "open") return `open: TCP and UDP; raw sockets refused; ${sockets}`;
  if (mode === "off") return `off: no Internet sockets at all; ${sockets}`;
  const ports = connect?.length ? `TCP to port ${connect.join(", ")} only` : "no TCP connections";
  return `allowlist: ${ports}, no UDP; ${sockets}`;
}

function limitsInWords({ limits }: Plan): string {
  const set = Object.entries(limits).flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`]));
  return [...set, "no core dumps"].join(", ");
}
