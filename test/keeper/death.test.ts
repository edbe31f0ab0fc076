/** Whatever is killed, nothing of the session is left: no process, no mount, no session on file. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { agent, type Ground, ground, possible } from "./ground.ts";

let field: Ground;
beforeAll(() => {
  field = ground();
}, 180_000);
afterAll(() => field.remove());

/** A daemon, a command in the background, one in a session of its own: all of them would sleep for ten minutes. */
const leaves = `
  sh("sleep 601 & setsid sleep 602 & (setsid sh -c 'sleep 603; :' &) >/dev/null 2>&1; echo started");
  if (!fork) { setpgrp; exec "sleep", "604" }
`;

async function line(child: Bun.Subprocess<"ignore", "pipe", "pipe">): Promise<string> {
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  return Buffer.from(value ?? []).toString();
}

/** Processes that run below the directory of this test and are no zombies. */
function alive(): readonly string[] {
  return readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid) && pid !== String(process.pid))
    .flatMap((pid) => {
      try {
        const at = readlinkSync(`/proc/${pid}/cwd`);
        const command = readFileSync(`/proc/${pid}/cmdline`, "latin1").replaceAll("\0", " ");
        return at.startsWith(field.base) && command !== "" ? [`${pid} ${command}`] : [];
      } catch {
        return [];
      }
    });
}

async function gone(): Promise<readonly string[]> {
  for (let round = 0; round < 200 && alive().length > 0; round++) await Bun.sleep(50);
  return alive();
}

function sessions(): readonly string[] {
  const { stdout } = Bun.spawnSync([field.guardsh, "session", "list"], { env: field.environment });
  return stdout
    .toString()
    .split("\n")
    .filter((text) => text.includes("active"));
}

const mounts = () => readFileSync("/proc/self/mountinfo", "utf8");

describe.skipIf(!possible)("nothing is left", () => {
  test("when the agent ends and has left processes behind", async () => {
    const before = mounts();
    const { out, status } = field.run([], agent(`${leaves} exit 3`));
    expect(out).toBe("started\n");
    expect(status).toBe(3);
    expect(await gone()).toEqual([]);
    expect(mounts()).toBe(before);
    expect(readdirSync(join(field.base, "state/keeper"))).toEqual([]);
  }, 60_000);

  test("when the keeper is killed", async () => {
    const child = field.start([], agent(`${leaves} sleep 605`));
    expect(await line(child)).toBe("started\n");
    expect(alive().length).toBeGreaterThan(4);
    child.kill(9);
    await child.exited;
    expect(await gone()).toEqual([]);
    expect(readdirSync(join(field.base, "state/keeper"))).toEqual([]);
    expect(sessions()).toEqual([]);
  }, 60_000);

  test("when the agent is killed, and the status says so", async () => {
    const child = field.start([], agent(`print "$$\\n"; ${leaves} sleep 605`));
    const pid = Number((await line(child)).split("\n")[0]);
    process.kill(pid, "SIGKILL");
    expect(await child.exited).toBe(137);
    expect(await gone()).toEqual([]);
  }, 60_000);

  test("when the watch beside the keeper is killed, and then the keeper, the agent is gone all the same", async () => {
    const child = field.start([], agent('print "on\\n"; sleep 605'));
    await line(child);
    const watch = alive().find((text) => text.includes("run --watch"));
    process.kill(Number.parseInt(watch ?? "", 10), "SIGKILL");
    child.kill(9);
    await child.exited;
    expect(await gone()).toEqual([]);
  }, 60_000);

  test("signals that are sent to guardsh reach the agent, which ends as it likes", async () => {
    const child = field.start(
      [],
      agent('$SIG{TERM} = sub { print "asked\\n"; exit 7 }; print "on\\n"; sleep 605'),
    );
    expect(await line(child)).toBe("on\n");
    child.kill("SIGTERM");
    expect(await child.exited).toBe(7);
    expect(await line(child)).toBe("asked\n");
  }, 60_000);

  test.skipIf(process.geteuid?.() !== 0 || Bun.which("setpriv") === null)(
    "without root it is the same: the keeper is killed",
    async () => {
      const own = join(field.base, "nobody");
      mkdirSync(join(own, "project/.git"), { recursive: true });
      mkdirSync(join(own, "state"), { mode: 0o700 });
      Bun.spawnSync(["chown", "-R", "65534:65534", own]);
      const nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"];
      const child = Bun.spawn([...nobody, field.reachable(), "run", "--", ...agent(`${leaves} sleep 605`)], {
        cwd: join(own, "project"),
        env: { PATH: "/usr/bin:/bin", HOME: own, GUARDSH_STATE: join(own, "state") },
        stdin: "ignore",
        stdout: "pipe",
        stderr: "pipe",
      });
      expect(await line(child)).toBe("started\n");
      child.kill(9);
      await child.exited;
      expect(await gone()).toEqual([]);
      expect(existsSync(join(own, "state/keeper"))).toBe(true);
      expect(readdirSync(join(own, "state/keeper"))).toEqual([]);
    },
    60_000,
  );
});
