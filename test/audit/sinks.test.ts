import { afterEach, beforeEach, expect, test } from "bun:test";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAudit } from "../../src/audit/index.ts";
import { kickSender, lockSender } from "../../src/audit/sinks/kick.ts";
import { troubles } from "../../src/audit/sinks/marks.ts";
import { send, sendToNamed } from "../../src/audit/sinks/send.ts";
import { sendDatagrams } from "../../src/system/index.ts";

let root: string;
let state: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "guardsh-sinks-"));
  state = join(root, "state");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const brief = { idleMs: 400, pollMs: 20, retryMs: 5000 };

function write(count: number, from = 0): void {
  const audit = openAudit({ state });
  for (let index = from; index < from + count; index++)
    audit.recordBefore({
      session: "s",
      agent: "claude",
      cwd: "/project",
      command: `echo ${index}\necho second line`,
      verdict: index % 10 === 9 ? "deny" : "allow",
      findings: [],
      policy: "",
      sandbox: "none",
    });
}

interface Received {
  readonly body: { readonly stringValue: string };
  readonly severityText: string;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly intValue?: string } }[];
}

/** A collector on loopback that answers with the statuses given, then 200. */
function collector(statuses: number[] = []) {
  const received: Received[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const status = statuses.shift() ?? 200;
      const body = (await request.json()) as { resourceLogs: { scopeLogs: { logRecords: Received[] }[] }[] };
      if (status === 200) received.push(...(body.resourceLogs[0]?.scopeLogs[0]?.logRecords ?? []));
      return new Response("{}", { status });
    },
  });
  return { received, url: `http://127.0.0.1:${server.port}/`, stop: () => server.stop(true) };
}

const numbers = (received: readonly Received[]) =>
  received.map((record) =>
    Number(record.attributes.find((one) => one.key === "guardsh.seq")?.value.intValue),
  );

test("OTLP: every record once and in order, through failures and rotation", async () => {
  write(250);
  openAudit({ state }).rotate();
  write(30);
  const server = collector([503, 429, 500]);
  expect(await send(state, [{ kind: "otlp", url: server.url, headers: {} }], brief)).toBe(true);
  // 280 commands, the note that begins the log, the one that rotates it
  expect(numbers(server.received)).toEqual(Array.from({ length: 282 }, (_, seq) => seq));
  expect(server.received.filter((record) => record.severityText === "WARN")).toHaveLength(28);
  write(5);
  await send(state, [{ kind: "otlp", url: server.url, headers: {} }], brief);
  expect(numbers(server.received)).toHaveLength(287);
  server.stop();
});

test("a sender killed in between loses nothing", async () => {
  write(500);
  const server = collector();
  const options = [{ kind: "otlp", url: server.url, headers: {} }] as const;
  for (let round = 0; round < 3; round++) {
    const code = `const { send } = await import(${JSON.stringify(join(import.meta.dir, "../../src/audit/sinks/send.ts"))});
      await send(${JSON.stringify(state)}, ${JSON.stringify(options)}, ${JSON.stringify(brief)});`;
    const child = Bun.spawn([process.execPath, "-e", code], { stdio: ["ignore", "ignore", "inherit"] });
    while (server.received.length < 100 * (round + 1) && child.exitCode === null) await Bun.sleep(2);
    child.kill("SIGKILL");
    await child.exited;
  }
  await send(state, options, brief);
  expect(new Set(numbers(server.received)).size).toBe(501);
  server.stop();
});

test("only one sender at a time", async () => {
  write(1);
  const lock = lockSender(state);
  expect(lock).not.toBeNull();
  expect(await send(state, [], brief)).toBe(false);
});

test("OTLP: what the receiver will never take is passed over, and noted until it takes records again", async () => {
  write(3);
  const server = collector([401, 200]);
  const options = [{ kind: "otlp", url: server.url, headers: {} }] as const;
  await send(state, options, brief);
  expect(troubles(state).map(({ what }) => what.replace(/^\S+ /, ""))).toEqual([
    `${server.url}v1/logs: status 401`,
  ]);
  write(1, 3);
  await send(state, options, brief);
  expect(troubles(state)).toEqual([]);
  expect(numbers(server.received)).toEqual([4]);
  server.stop();
});

test("a policy that names other sinks counts at once, for a sender that is at work and reaches nobody", async () => {
  write(3);
  const server = collector();
  const nobody = [{ kind: "otlp", url: "http://127.0.0.1:1/", headers: {} }] as const;
  kickSender(state, nobody, ["/bin/true"]);
  const sending = sendToNamed(state, { ...brief, retryMs: 60_000 });
  await Bun.sleep(200);
  kickSender(state, [{ kind: "otlp", url: server.url, headers: {} }], ["/bin/false"]);
  expect(await sending).toBe(true);
  expect(numbers(server.received)).toEqual([0, 1, 2, 3]);
  server.stop();
});

/** A datagram socket, which Bun cannot listen on: the system's Python does. */
async function listen(path: string, count: number): Promise<string[]> {
  const code = `import socket,sys
s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM); s.bind(sys.argv[1]); s.settimeout(20)
import base64
print("ready",flush=True)
for i in range(int(sys.argv[2])): print(base64.b64encode(s.recv(65536)).decode(),flush=True)`;
  const child = Bun.spawn(["python3", "-c", code, path, String(count)], { stdout: "pipe" });
  while (!existsSync(path)) await Bun.sleep(5);
  const lines = (await new Response(child.stdout).text()).trimEnd().split("\n").slice(1);
  return lines.map((line) => Buffer.from(line, "base64").toString("latin1"));
}

const python = Bun.which("python3") !== null;

test.skipIf(!python)("syslog and journald get their own forms", async () => {
  const [syslog, journal] = [join(root, "log"), join(root, "journal")];
  const received = Promise.all([listen(syslog, 3), listen(journal, 3)]);
  while (!existsSync(syslog) || !existsSync(journal)) await Bun.sleep(5);
  write(2, 8);
  await send(
    state,
    [
      { kind: "syslog", facility: "local3", socket: syslog },
      { kind: "journald", socket: journal },
    ],
    brief,
  );
  const [lines, entries] = await received;
  expect(lines[1]).toMatch(/^<158>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d guardsh\[\d+\]: \{"v":1,"seq":1,/);
  expect(lines[2]).toStartWith("<156>");
  expect(entries[2]).toContain("PRIORITY=4\n");
  expect(entries[2]).toContain("GUARDSH_VERDICT=deny\n");
  expect(entries[2]).toContain("GUARDSH_COMMAND\n\x17\0\0\0\0\0\0\0echo 9\necho second line\n");
});

test("nobody listening is an error to try again, not a crash", () => {
  expect(sendDatagrams(join(root, "nothing"), [new Uint8Array([1])])).toBe("ENOENT");
});

test("a command starts a sender and does not wait for it", async () => {
  write(3);
  const server = collector();
  const self = [process.execPath, join(import.meta.dir, "cli.worker.ts")];
  kickSender(state, [{ kind: "otlp", url: server.url, headers: {} }], self);
  for (let wait = 0; wait < 400 && server.received.length < 4; wait++) await Bun.sleep(25);
  expect(numbers(server.received)).toEqual([0, 1, 2, 3]);
  // the sender waits for more; end the one that was started here
  const locks = readFileSync("/proc/locks", "latin1");
  const { ino } = statSync(join(state, "audit/sender.lock"));
  const holder = new RegExp(`FLOCK +ADVISORY +WRITE +(\\d+) [0-9a-f]+:[0-9a-f]+:${ino} `).exec(locks)?.[1];
  expect(holder).toBeDefined();
  process.kill(Number(holder), "SIGKILL");
  server.stop();
});

test("no sink, no process, no file", () => {
  kickSender(state, [], ["/nonexistent"]);
  expect(existsSync(state)).toBe(false);
});
