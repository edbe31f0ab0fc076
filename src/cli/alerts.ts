/** `guardsh alerts`: where grave refusals are told, what waits to be sent, and a trial of all channels. */
import { readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Alert, channelsOf, nameOf } from "../controls/alerts/alert.ts";
import { deliver } from "../controls/alerts/channels.ts";
import { send } from "../controls/alerts/send.ts";
import { entries } from "../controls/alerts/spool.ts";
import { loadPolicy } from "../policy/index.ts";
import { stateDirectory } from "../system/index.ts";
import { noSuchVerb } from "./common/misuse.ts";
import { say } from "./common/streams.ts";

export const usage = `usage: guardsh alerts        the channels, what waits to be sent, and the last trouble
       guardsh alerts test   send a trial alert to every channel and say what came of it
       guardsh alerts send   send what waits (done by itself after a refusal)`;

export async function run(list: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...list],
    allowPositionals: true,
    options: { state: { type: "string" } },
  });
  const [word = "show", ...more] = positionals;
  const state = values.state ?? stateDirectory();
  if (more.length === 0 && word === "show") return show(state);
  if (more.length === 0 && word === "test") return await test();
  if (more.length === 0 && word === "send") return (await send(state)) ? 0 : 1;
  throw noSuchVerb("alerts", positionals.join(" "));
}

function show(state: string): number {
  const { alerts } = loadPolicy({ cwd: process.cwd() }).policy;
  const channels = channelsOf(alerts);
  if (channels.length === 0) say("channels: none; refusals are said on stderr and written to the log");
  for (const channel of channels) say(`channel: ${nameOf(channel)}`);
  const limit = alerts.per_hour === 0 ? "without limit" : `at most ${alerts.per_hour} an hour`;
  say(
    `told: refusals of severity ${alerts.severity} and above, ${limit}, the same one once in ${alerts.repeat / 1000} s`,
  );
  for (const { alert, done, channels: wanted } of entries(state))
    say(
      `waits: ${alert.time} ${alert.what} [${alert.rule}], ${done.length} of ${wanted.length} channels have it`,
    );
  const aside = count(join(state, "alerts/undelivered"));
  if (aside > 0) say(`could not be sent: ${aside}, in ${join(state, "alerts/undelivered")}`);
  const trouble = read(join(state, "alerts/trouble"));
  if (trouble !== "") say(`last trouble: ${trouble.trim()}`);
  return 0;
}

async function test(): Promise<number> {
  const channels = channelsOf(loadPolicy({ cwd: process.cwd() }).policy.alerts);
  if (channels.length === 0)
    say("no channels: set alerts.webhooks, programs, syslog or desktop in the policy");
  let failed = 0;
  for (const channel of channels) {
    try {
      await deliver(channel, { ...trial(), repeats: 0, held: 0, limit: false });
      say(`${nameOf(channel)}: arrived`);
    } catch (error) {
      failed++;
      say(`${nameOf(channel)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return failed === 0 ? 0 : 1;
}

function trial(): Alert {
  return {
    v: 1,
    id: crypto.randomUUID(),
    time: new Date().toISOString(),
    host: hostname(),
    session: "trial",
    agent: "",
    cwd: process.cwd(),
    command: "guardsh alerts test",
    decision: "deny",
    severity: "high",
    rule: "alerts/trial",
    title: "Trial",
    what: "this is a trial of the alerts; nothing has happened",
    why: "",
    findings: ["alerts/trial"],
  };
}

function count(directory: string): number {
  try {
    return readdirSync(directory).length;
  } catch {
    return 0;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
