import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Admission,
  type AdmissionRequest,
  admitting,
  commandsUsed,
  noteRefusal,
  type Pause,
  type RateLimits,
  settleTicket,
} from "../../src/controls/rate/index.ts";
import { Ledger } from "../../src/controls/rate/ledger.ts";
import { killSession } from "../../src/controls/session/lifecycle.ts";
import { newSession, type Session } from "../../src/controls/session/session.ts";
import { createSession, sessionDirectory } from "../../src/controls/session/store.ts";
import { waitOut } from "./rate.waiting.ts";

const defaultLimits: RateLimits = {
  all: { limit: 30, windowMs: 60_000 },
  programs: {},
  families: {},
  loopAfter: 10,
  maxWaitMs: 60_000,
};

let state: string;
let session: Session;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "guardsh-rate-"));
  session = make({});
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

function make(options: { maxCommands?: number; nested?: boolean; id?: string }): Session {
  const id = options.id ?? "s1";
  const record = createSession(state, newSession({ id, maxCommands: options.maxCommands ?? null }));
  return { ...record, nested: options.nested ?? false, mark: "", directory: sessionDirectory(state, id) };
}

function request(change: Partial<AdmissionRequest> = {}): AdmissionRequest {
  return {
    session,
    command: "true",
    programs: [],
    families: [],
    state,
    limits: { ...defaultLimits, maxWaitMs: 0 },
    ...change,
  };
}

function admit(what: AdmissionRequest, onPause: (pause: Pause) => void = () => {}): Admission {
  return waitOut(admitting(what), onPause);
}

function kinds(
  count: number,
  change: Partial<AdmissionRequest> = {},
  onPause?: (pause: Pause) => void,
): string[] {
  return Array.from({ length: count }, () => admit(request(change), onPause).kind);
}

const worker = join(import.meta.dir, "rate.worker.ts");

async function runWorkers(count: number, words: (index: number) => string[]): Promise<string[]> {
  const all = Array.from({ length: count }, async (_, index) => {
    const child = Bun.spawn([process.execPath, worker, state, ...words(index)], {
      stdout: "pipe",
      stderr: "ignore",
    });
    const text = await new Response(child.stdout).text();
    await child.exited;
    return text.trimEnd().split("\n");
  });
  return (await Promise.all(all)).flat();
}

test("thirty in a minute by default, and the next one is refused with when to come back", () => {
  expect(kinds(30)).toEqual(Array(30).fill("admitted"));
  const last = admit(request());
  if (last.kind !== "refused") throw new Error("admitted");
  expect(last.reason).toBe("rate");
  expect(last.finding.rule).toBe("rate/limit");
  const seconds = Number(/^Come back in (\d+) s/.exec(last.finding.instead)?.[1]);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
});

test("at the limit it pauses, says so once, and goes on when the window frees", () => {
  const limits = { ...defaultLimits, all: { limit: 2, windowMs: 150 }, maxWaitMs: 5000 };
  const pauses: string[] = [];
  const onPause = (pause: Pause) => pauses.push(pause.limit);
  expect(kinds(3, { limits }, onPause)).toEqual(["admitted", "admitted", "admitted"]);
  expect(pauses).toEqual(["2 commands in 0.2 s"]);
});

test("64 processes at once: exactly the limit goes through in a window", async () => {
  const limits = JSON.stringify({ all: { limit: 30, windowMs: 60_000 } });
  const lines = await runWorkers(64, () => ["s1", "true", "3", limits]);
  expect(lines).toHaveLength(192);
  expect(lines.filter((line) => line.startsWith("admitted"))).toHaveLength(30);
  expect(commandsUsed(session)).toBe(30);
}, 60_000);

test("64 processes over several windows: no window ever holds more than the limit, and nobody is lost", async () => {
  const windowMs = 700;
  const limits = JSON.stringify({ all: { limit: 20, windowMs }, maxWaitMs: 60_000 });
  const lines = await runWorkers(64, () => ["s1", "true", "2", limits]);
  const times = lines.map((line) => Number(line.split(" ")[1])).sort((a, b) => a - b);
  expect(times).toHaveLength(128);
  for (const [index, time] of times.entries()) {
    const later = times[index + 20];
    if (later !== undefined) expect(later - time).toBeGreaterThanOrEqual(windowMs);
  }
}, 60_000);

test("processes killed in between break neither the file nor the limit", async () => {
  const limits = JSON.stringify({ all: { limit: 40, windowMs: 60_000 } });
  const lines = await runWorkers(48, () => ["s1", "true", "4", limits, "0.4"]);
  expect(lines.filter((line) => line.startsWith("admitted")).length).toBeLessThanOrEqual(40);
  expect(commandsUsed(session)).toBe(40);
}, 60_000);

test("programs and families have budgets of their own", () => {
  const limits = {
    ...defaultLimits,
    maxWaitMs: 0,
    programs: { git: { limit: 2, windowMs: 60_000 } },
    families: { net: { limit: 1, windowMs: 60_000 } },
  };
  expect(kinds(3, { limits, programs: ["git", "grep"], command: "a" })).toEqual([
    "admitted",
    "admitted",
    "refused",
  ]);
  expect(kinds(2, { limits, families: ["net"], command: "b" })).toEqual(["admitted", "refused"]);
});

test("a command with more budgets than an entry holds counts against all of them", () => {
  const names = Array.from({ length: 9 }, (_, index) => `p${index}`);
  const programs = Object.fromEntries(names.map((name) => [name, { limit: 1, windowMs: 60_000 }]));
  const limits = { ...defaultLimits, maxWaitMs: 0, programs };
  expect(kinds(1, { limits, programs: names })).toEqual(["admitted"]);
  for (const name of names) expect(kinds(1, { limits, programs: [name] })).toEqual(["refused"]);
});

test("long windows keep their entries: the ledger grows and forgets nothing that still counts", () => {
  const limits = { ...defaultLimits, all: { limit: 500, windowMs: 3_600_000 }, maxWaitMs: 0 };
  expect(kinds(500, { limits })).toEqual(Array(500).fill("admitted"));
  expect(kinds(1, { limits })).toEqual(["refused"]);
  expect(statSync(join(session.directory, "ledger")).size).toBeLessThan(64 * 1024);
});

test("short windows reuse their room", () => {
  const limits = { ...defaultLimits, all: { limit: 1000, windowMs: 1 }, maxWaitMs: 1000 };
  expect(kinds(400, { limits }).every((kind) => kind === "admitted")).toBe(true);
  expect(statSync(join(session.directory, "ledger")).size).toBeLessThan(40 + 40 * (64 + 128 + 256));
});

test("nested commands are not counted", () => {
  const nested = make({ nested: true, id: "s2" });
  expect(kinds(50, { session: nested })).toEqual(Array(50).fill("admitted"));
});

test("a budget of commands ends the session", () => {
  const small = make({ maxCommands: 2, id: "s3" });
  expect(kinds(3, { session: small })).toEqual(["admitted", "admitted", "refused"]);
  const last = admit(request({ session: small }));
  expect(last.kind === "refused" && last.finding.rule).toBe("session/budget");
});

test("what is only said counts all the same", () => {
  const small = make({ maxCommands: 2, id: "s4" });
  const limits = { ...defaultLimits, all: { limit: 3, windowMs: 60_000 }, maxWaitMs: 0 };
  const rules = Array.from({ length: 5 }, () => {
    const admission = admit(request({ session: small, limits, onlySaid: ["session", "rate"] }));
    return admission.kind === "admitted" ? (admission.warning?.rule ?? null) : "refused";
  });
  expect(rules).toEqual([null, null, "session/budget", "session/budget", "session/budget"]);
  expect(commandsUsed(small)).toBe(5);
  const quick = Array.from({ length: 4 }, () => admit(request({ limits, onlySaid: ["rate"] })));
  expect(quick.map((each) => each.kind === "admitted" && (each.warning?.decision ?? null))).toEqual([
    ...[null, null, null],
    "warn",
  ]);
  expect(commandsUsed(session)).toBe(4);
});

test("a session that is killed while a command waits lets it go no further", () => {
  const limits = { ...defaultLimits, all: { limit: 1, windowMs: 100 }, maxWaitMs: 5000 };
  admit(request({ limits }));
  const outcome = admit(request({ limits }), () => killSession(state, "s1", "test"));
  expect(outcome.kind === "refused" && outcome.finding.rule).toBe("session/killed");
});

test("the same failing command ten times is told so; a success or another command breaks the row", () => {
  const limits = { ...defaultLimits, all: null };
  const fail = (command: string) => {
    const admission = admit(request({ limits, command }));
    if (admission.kind !== "admitted") throw new Error("refused");
    settleTicket(admission.ticket, 1);
    return admission.warning?.rule ?? null;
  };
  for (let time = 0; time < 10; time++) expect(fail("make")).toBeNull();
  expect(fail("make")).toBe("rate/loop");
  expect(fail("ls")).toBeNull();
  expect(fail("make")).toBeNull();
});

test("refused commands are noticed when they are repeated, and cost nothing of the budget", () => {
  for (let time = 1; time < 10; time++) expect(noteRefusal(request())).toBeNull();
  expect(noteRefusal(request())?.rule).toBe("rate/loop");
  expect(commandsUsed(session)).toBe(0);
});

test("entries of another boot do not count, the commands used do", () => {
  kinds(30);
  const path = join(session.directory, "ledger");
  const bytes = Buffer.from(readFileSync(path));
  bytes.writeUInt32LE(1, 4);
  writeFileSync(path, bytes);
  expect(kinds(1)).toEqual(["admitted"]);
  expect(commandsUsed(session)).toBe(31);
});

test("a damaged ledger is refused with the mend", () => {
  kinds(1);
  writeFileSync(join(session.directory, "ledger"), Buffer.alloc(64, 7));
  expect(() => Ledger.open(join(session.directory, "ledger"), 10)).toThrow("damaged");
});
