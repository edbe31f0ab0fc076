/** Alerts: that each arrives, once and signed, whatever is killed on the way; and that floods do not. */
import { afterEach, beforeEach, expect, test } from "bun:test";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AlertSettings, isGrave, spool } from "../../../src/controls/alerts/index.ts";
import { send } from "../../../src/controls/alerts/send.ts";
import { entries, lockSender } from "../../../src/controls/alerts/spool.ts";
import { alert, settings } from "./sample.ts";

let root: string;
let state: string;
const servers: { stop(force: boolean): unknown }[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "guardsh-alerts-"));
  state = join(root, "state");
});
afterEach(() => {
  for (const server of servers.splice(0)) server.stop(true);
  rmSync(root, { recursive: true, force: true });
});

const brief = { pauseMs: 10, retryMs: 5000, keepMs: 60_000 };

interface Got {
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

/** A receiver on loopback that answers with the statuses given, then 200; it keeps what it answered 200 to. */
function receiver(statuses: number[] = []) {
  const got: Got[] = [];
  let asked = 0;
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      asked++;
      const status = statuses.shift() ?? 200;
      const text = await request.text();
      if (status === 200) got.push({ headers: request.headers, text, body: JSON.parse(text) });
      return new Response("ok", { status });
    },
  });
  servers.push(server);
  return { got, url: `http://127.0.0.1:${server.port}/hook/T0/secret`, asked: () => asked };
}

const to = (url: string, more: Partial<AlertSettings> = {}): AlertSettings =>
  settings({ webhooks: [{ url, format: "json" }], ...more });

const waiting = () => readdirSync(join(state, "alerts/spool"));

test("a webhook gets the alert, signed", async () => {
  const { got, url } = receiver();
  const secret = join(root, "secret");
  writeFileSync(secret, "key of the hook\n");
  const sent = alert("rm -rf /");
  spool(state, sent, settings({ webhooks: [{ url, format: "json", secret_file: secret }] }));
  expect(await send(state, brief)).toBe(true);
  expect(got).toHaveLength(1);
  expect(got[0]?.body).toEqual({ ...sent, repeats: 0, held: 0, limit: false });
  const stamp = got[0]?.headers.get("x-guardsh-timestamp") ?? "";
  const mac = new Bun.CryptoHasher("sha256", "key of the hook")
    .update(`${stamp}.${got[0]?.text}`)
    .digest("hex");
  expect(got[0]?.headers.get("x-guardsh-signature")).toBe(`v1=${mac}`);
  expect(waiting()).toEqual([]);
});

test("what is to be signed is never sent without", async () => {
  const { url, asked } = receiver();
  const hooks = [{ url, format: "json" as const, secret_file: join(root, "missing") }];
  spool(state, alert("rm -rf /"), settings({ webhooks: hooks }));
  await send(state, { ...brief, retryMs: 30 });
  expect(asked()).toBe(0);
  expect(waiting()).toHaveLength(1);
});

test("Slack's format: text, in which nothing of the command is markup", async () => {
  const { got, url } = receiver();
  const command = "echo '<!channel> & ```'; rm -rf /";
  spool(state, alert(command), settings({ webhooks: [{ url, format: "slack" }] }));
  await send(state, brief);
  const text = String(got[0]?.body.text);
  expect(Object.keys(got[0]?.body ?? {})).toEqual(["text"]);
  expect(text).toContain("deletes / and everything below it [fs/delete-root]");
  expect(text).toContain("&lt;!channel&gt; &amp;");
  expect(text.match(/```/g)).toHaveLength(2);
});

test("a program gets the record on standard input, and is tried again when it fails", async () => {
  const program = join(root, "tell");
  writeFileSync(
    program,
    `#!/bin/sh\n[ -e ${root}/second ] || { : > ${root}/second; exit 1; }\ncat > ${root}/told\necho "$1" > ${root}/argument\n`,
  );
  chmodSync(program, 0o755);
  spool(state, alert("rm -rf /"), settings({ programs: [[program, "--to=team"]] }));
  await send(state, brief);
  expect(JSON.parse(readFileSync(join(root, "told"), "utf8"))).toMatchObject({ rule: "fs/delete-root" });
  expect(readFileSync(join(root, "argument"), "utf8")).toBe("--to=team\n");
});

test("one channel that fails keeps none of the others, and gets it later", async () => {
  const good = receiver();
  const bad = receiver([500, 503, 429]);
  const webhooks = [bad, good].map(({ url }) => ({ url, format: "json" as const }));
  spool(state, alert("rm -rf /"), settings({ webhooks }));
  await send(state, brief);
  expect(good.asked()).toBe(1);
  expect(bad.asked()).toBe(4);
  expect(bad.got).toHaveLength(1);
});

test("a receiver that says no for good is not asked again; the alert is put aside", async () => {
  const { url, asked } = receiver([404]);
  spool(state, alert("rm -rf /"), to(url));
  await send(state, brief);
  expect(asked()).toBe(1);
  expect(waiting()).toEqual([]);
  expect(readdirSync(join(state, "alerts/undelivered"))).toHaveLength(1);
  expect(readFileSync(join(state, "alerts/trouble"), "utf8")).toContain("status 404");
  // the path of a webhook's address is its password
  expect(readFileSync(join(state, "alerts/trouble"), "utf8")).not.toContain("secret");
});

test("nobody there: it waits, and a later sender brings it", async () => {
  const closed = receiver();
  servers.pop()?.stop(true);
  spool(state, alert("rm -rf /"), to(closed.url));
  expect(await send(state, { ...brief, retryMs: 30 })).toBe(true);
  expect(waiting()).toHaveLength(1);
  const port = Number(new URL(closed.url).port);
  const got: string[] = [];
  servers.push(
    Bun.serve({
      port,
      hostname: "127.0.0.1",
      async fetch(request) {
        got.push(await request.text());
        return new Response("ok");
      },
    }),
  );
  await send(state, brief);
  expect(got).toHaveLength(1);
});

test("the same alert is told once, and then how often it came", async () => {
  const { got, url } = receiver();
  for (let at = 0; at < 5; at++) spool(state, alert("rm -rf /"), to(url));
  await send(state, brief);
  expect(got.map(({ body }) => body.repeats)).toEqual([4]);
  for (let at = 0; at < 3; at++) {
    spool(state, alert("rm -rf /"), to(url));
    await send(state, brief);
  }
  expect(got).toHaveLength(1);
  spool(state, alert("rm -rf /"), to(url, { repeat: 0 }));
  await send(state, brief);
  expect(got.map(({ body }) => body.repeats)).toEqual([4, 3]);
});

test("past the limit an hour they are counted", async () => {
  const { got, url } = receiver();
  for (let at = 0; at < 7; at++) spool(state, alert(`rm -rf /${at}`), to(url, { per_hour: 3 }));
  await send(state, brief);
  expect(got).toHaveLength(3);
  expect(got.map(({ body }) => body.limit)).toEqual([false, false, true]);
  expect(waiting()).toEqual([]);
  spool(state, alert("rm -rf /last"), to(url, { per_hour: 100 }));
  await send(state, brief);
  expect(got.at(-1)?.body.held).toBe(4);
});

test("a sender killed before or after sending loses nothing", async () => {
  const { got, url } = receiver();
  const worker = join(import.meta.dir, "send.worker.ts");
  for (const step of ["before", "after"]) {
    const sent = alert(`killed ${step}`);
    spool(state, sent, to(url));
    await Bun.spawn([process.execPath, worker, state, step]).exited;
    expect(entries(state)).toHaveLength(1);
    expect(await send(state, brief)).toBe(true);
    const ids = got.filter(({ body }) => body.command === `killed ${step}`).map(({ body }) => body.id);
    // after it was sent nobody knows whether it arrived: it comes again, and says by its id that it is the same
    expect(ids).toEqual(step === "before" ? [sent.id] : [sent.id, sent.id]);
    expect(waiting()).toEqual([]);
  }
}, 30_000);

test("many processes at once: every alert arrives, once, by one sender", async () => {
  const { got, url } = receiver();
  const worker = join(import.meta.dir, "spool.worker.ts");
  const writers = Array.from({ length: 8 }, (_, at) =>
    Bun.spawn([process.execPath, worker, state, url, String(at * 10), "10"]),
  );
  const senders: Promise<boolean>[] = [];
  while (writers.some(({ exitCode }) => exitCode === null)) {
    senders.push(send(state, brief));
    await Bun.sleep(20);
  }
  await Promise.all(senders);
  await send(state, brief);
  const commands = got.map(({ body }) => String(body.command)).sort();
  expect(commands).toEqual(Array.from({ length: 80 }, (_, at) => `command ${at}`).sort());
}, 60_000);

test("one sender at a time", async () => {
  const { url } = receiver();
  spool(state, alert("rm -rf /"), to(url));
  expect(lockSender(state)).not.toBeNull();
  expect(await send(state, brief)).toBe(false);
});

test("files that are no alerts are put aside", async () => {
  const { got, url } = receiver();
  spool(state, alert("rm -rf /"), to(url));
  writeFileSync(join(state, "alerts/spool/torn.json"), '{"alert":');
  await send(state, brief);
  expect(got).toHaveLength(1);
  expect(waiting()).toEqual([]);
});

test("no channel, no spool; only grave refusals", () => {
  spool(state, alert("rm -rf /"), settings({}));
  spool(state, alert("rm -rf /"), settings({ control: "observe", syslog: true }));
  expect(existsSync(state)).toBe(false);
  const finding = {
    rule: "a/b",
    title: "",
    span: { start: 0, end: 0 },
    chain: [],
    what: "",
    why: "",
    instead: "",
  };
  const verdict = (severity: "medium" | "high", decision: "warn" | "deny") => ({
    decision: "deny" as const,
    findings: [
      { ...finding, severity, decision },
      { ...finding, severity: "low" as const, decision: "deny" as const },
    ],
  });
  expect(isGrave(verdict("high", "deny"), "high")).toBe(true);
  expect(isGrave(verdict("medium", "deny"), "high")).toBe(false);
  expect(isGrave(verdict("high", "warn"), "high")).toBe(false);
  expect(isGrave({ ...verdict("high", "deny"), decision: "ask" }, "high")).toBe(false);
});
