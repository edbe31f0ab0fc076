/** Alerts through the binary: a grave refusal is told by a process that no command waits for. */
import { afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install } from "./binary.ts";

let guardsh: string;
let root: string;
let server: ReturnType<typeof receiver>;

beforeAll(() => {
  guardsh = install().guardsh;
}, 180_000);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "guardsh-alert-"));
  mkdirSync(join(root, "config/guardsh"), { recursive: true });
  mkdirSync(join(root, "project/.git"), { recursive: true });
  server = receiver();
});
afterEach(() => {
  server.stop();
  rmSync(root, { recursive: true, force: true });
});

function receiver() {
  const got: Record<string, unknown>[] = [];
  let status = 200;
  const listening = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const body: Record<string, unknown> = JSON.parse(await request.text());
      if (status === 200) got.push(body);
      return new Response("ok", { status });
    },
  });
  return {
    got,
    url: `http://127.0.0.1:${listening.port}/`,
    answer(next: number) {
      status = next;
    },
    stop: () => listening.stop(true),
  };
}

/** `touch` is refused, and harms nothing should it run. */
function policy(severity: string, alerts: string): void {
  const rule = `[[rule]]\nid = "team/touch"\ntitle = "Touch"\nwhy = "To see it."\nseverity = "${severity}"\ndecision = "deny"\nwhen = { program = ["touch"] }\n`;
  const hook = `webhooks = [{ url = "${server.url}" }]\n`;
  writeFileSync(
    join(root, "config/guardsh/policy.toml"),
    `[alerts]\n${hook}${alerts}[rate]\ncontrol = "off"\n${rule}`,
  );
}

function guard(...list: string[]) {
  return Bun.spawnSync([guardsh, ...list], {
    cwd: join(root, "project"),
    env: {
      PATH: "/usr/bin:/bin",
      HOME: root,
      GUARDSH_STATE: join(root, "state"),
      XDG_CONFIG_HOME: join(root, "config"),
    },
  });
}

async function until(done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !done(); tries++) await Bun.sleep(25);
}

const waiting = () => readdirSync(join(root, "state/alerts/spool")).filter((name) => name.endsWith(".json"));

test("a refusal of severity high is told, with secrets taken out", async () => {
  policy("high", "");
  const token = `ghp_${"a1B2".repeat(9)}`;
  expect(guard("-c", `touch made ${token}`).exitCode).toBe(126);
  await until(() => server.got.length > 0);
  expect(server.got).toHaveLength(1);
  expect(server.got[0]).toMatchObject({ rule: "team/touch", severity: "high", decision: "deny" });
  expect(String(server.got[0]?.command)).toStartWith("touch made ");
  expect(JSON.stringify(server.got[0])).not.toContain(token);
  await until(() => waiting().length === 0);
  expect(waiting()).toEqual([]);
}, 20_000);

test("lesser refusals, and what may run, are not", () => {
  policy("medium", "");
  expect(guard("-c", "touch made").exitCode).toBe(126);
  expect(guard("-c", "true").exitCode).toBe(0);
  expect(existsSync(join(root, "state/alerts/spool"))).toBe(false);
});

test("what could not be sent is sent with a later command, whichever it is", async () => {
  policy("critical", "");
  server.answer(503);
  expect(guard("-c", "touch made").exitCode).toBe(126);
  await until(() => existsSync(join(root, "state/alerts/trouble")));
  // the sender is killed, as by a restart of the machine
  for (const pid of senders()) process.kill(pid, "SIGKILL");
  await until(() => senders().length === 0);
  server.answer(200);
  expect(waiting()).toHaveLength(1);
  expect(guard("-c", "true").exitCode).toBe(0);
  await until(() => server.got.length > 0);
  expect(server.got).toHaveLength(1);
}, 30_000);

test("guardsh alerts shows the channels and tries them", async () => {
  policy("high", "");
  expect(guard("alerts").stdout.toString()).toContain("channel: webhook 127.0.0.1:");
  // the tests themselves have to answer it: asked without blocking them
  const trial = Bun.spawn([guardsh, "alerts", "test"], {
    cwd: root,
    env: { HOME: root, GUARDSH_STATE: join(root, "state"), XDG_CONFIG_HOME: join(root, "config") },
    stdout: "pipe",
  });
  expect(await new Response(trial.stdout).text()).toContain("arrived");
  expect(await trial.exited).toBe(0);
  expect(server.got[0]).toMatchObject({ rule: "alerts/trial" });
});

/** Senders of this test's state directory, and no others. */
function senders(): number[] {
  const { stdout } = Bun.spawnSync(["ps", "-eo", "pid=,args="]);
  return stdout
    .toString()
    .split("\n")
    .filter((line) => line.includes(`alerts send --state ${root}/state`) && !line.includes("/bin/sh"))
    .map((line) => Number.parseInt(line, 10));
}
