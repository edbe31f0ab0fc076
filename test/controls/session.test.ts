import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readHandoff, receiveHandoff, writeHandoff } from "../../src/controls/session/handoff.ts";
import { checkPlaces, checkSession } from "../../src/controls/session/index.ts";
import { endSession, killSession, startSession } from "../../src/controls/session/lifecycle.ts";
import { newSession } from "../../src/controls/session/session.ts";
import {
  callerSession,
  createSession,
  listSessions,
  readSession,
  rememberCaller,
  sweep,
} from "../../src/controls/session/store.ts";
import type { Action, Taint } from "../../src/meaning/action.ts";
import { known } from "../../src/meaning/value.ts";

let root: string;
let state: string;
const temporary = process.env.TMPDIR;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "guardsh-session-"));
  state = join(root, "state");
  process.env.TMPDIR = root;
});
afterEach(() => {
  if (temporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporary;
  rmSync(root, { recursive: true, force: true });
});

interface Seen {
  readonly id: string;
  readonly agent: string;
  readonly nested: boolean;
  readonly explicit: boolean;
  readonly mark: string;
  readonly inside: boolean;
}

const worker = join(import.meta.dir, "session.worker.ts");

/** Runs `code` in a shell whose file has the name given; `$ask` in it prints the session of a command started there. */
async function ask(name: string, code: string, environment: Record<string, string> = {}): Promise<Seen[]> {
  const shell = join(root, name);
  if (!existsSync(shell)) copyFileSync("/bin/sh", shell);
  chmodSync(shell, 0o755);
  const { GUARDSH_SESSION: _, ...clean } = process.env;
  const child = Bun.spawn([shell, "-c", `${code}; true`], {
    env: { ...clean, ...environment, ask: `${process.execPath} ${worker} ${state}`, SELF: shell },
    stdout: "pipe",
    stderr: "pipe",
  });
  const text = await new Response(child.stdout).text();
  const problems = await new Response(child.stderr).text();
  if (problems !== "") throw new Error(problems);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("whose session a command is", () => {
  test("one agent process, one session, whatever is between", async () => {
    const seen = await ask("claude", '$ask; setsid $ask; sh -c "$ask; true"; env $ask');
    expect(new Set(seen.map((session) => session.id)).size).toBe(1);
    expect(seen[0]).toMatchObject({ agent: "claude", nested: false, explicit: false });
  });

  test("two runs of an agent are two sessions", async () => {
    const [first] = await ask("claude", "$ask");
    const [second] = await ask("claude", "$ask");
    expect(first?.id).not.toBe(second?.id ?? "");
  });

  test("an agent that an agent starts is in the outer one's session", async () => {
    copyFileSync("/bin/sh", join(root, "codex"));
    const seen = await ask("claude", `$ask; ${join(root, "codex")} -c "$ask; true"`);
    expect(seen[0]?.id).toBe(seen[1]?.id ?? "");
  });

  test("what a guarded command starts is nested, and cannot say otherwise", async () => {
    const [outer] = await ask("claude", "$ask");
    const mark = outer?.mark ?? "";
    const attempts =
      "env -u GUARDSH_SESSION $ask; GUARDSH_SESSION=other $ask; GUARDSH_SESSION=x:1-1 setsid $ask";
    for (const session of await ask("guarded", attempts, { GUARDSH_SESSION: mark }))
      expect(session).toMatchObject({ id: outer?.id, nested: true, inside: true });
  });

  test("an agent inside a guarded command is counted by its own commands", async () => {
    const [outer] = await ask("claude", "$ask");
    copyFileSync("/bin/sh", join(root, "codex"));
    const code = `${join(root, "codex")} -c "$ask; true"`;
    const [inner] = await ask("guarded", code, { GUARDSH_SESSION: outer?.mark ?? "" });
    expect(inner).toMatchObject({ id: outer?.id, nested: false });
  });

  test("an explicit session is told by the variable that it was begun with", async () => {
    const { id } = startSession(state, { profile: "strict", ttlMs: 3_600_000, maxCommands: 5 });
    const [seen] = await ask("claude", "$ask", { GUARDSH_SESSION: id });
    expect(seen).toMatchObject({ id, explicit: true, profile: "strict", maxCommands: 5 });
  });

  test("an agent that is in an explicit session cannot leave it by changing the variable", async () => {
    const { id } = startSession(state, {});
    const other = startSession(state, {});
    const seen = await ask("claude", `$ask; GUARDSH_SESSION=${other.id}; $ask; unset GUARDSH_SESSION; $ask`, {
      GUARDSH_SESSION: id,
    });
    expect(seen.map((session) => session.id)).toEqual([id, id, id]);
  });

  test("an agent may be given an explicit session later; a mark that it makes up itself says nothing", async () => {
    const { id } = startSession(state, {});
    const code = `$ask; export GUARDSH_SESSION=${id}:1-1; $ask; GUARDSH_SESSION=${id}; $ask`;
    const [implied, marked, given] = await ask("claude", code);
    expect(implied).toMatchObject({ explicit: false });
    expect(marked?.id).toBe(implied?.id ?? "");
    expect(given).toMatchObject({ id, explicit: true });
  });

  test("a session that is not there is refused, not replaced", async () => {
    expect(ask("claude", "$ask", { GUARDSH_SESSION: "nosuchthing" })).rejects.toThrow(
      "no session nosuchthing",
    );
  });
});

describe("how a session ends", () => {
  test("by time, also when the clock is set back", () => {
    const record = newSession({ id: "a", ttlMs: 1000 });
    expect(checkSession(record)).toBeNull();
    const over = { ...record, expires: record.expires && { ...record.expires, up: 0 } };
    expect(checkSession(over, record.created - 86_400_000)?.rule).toBe("session/expired");
    const afterReboot = { ...record, expires: record.expires && { ...record.expires, boot: "another" } };
    expect(checkSession(afterReboot, record.created + 999)).toBeNull();
    expect(checkSession(afterReboot, record.created + 1000)?.rule).toBe("session/expired");
  });

  test("by the kill switch: every later command is refused, its scratch directory is gone", () => {
    const { id, scratch } = startSession(state, {});
    expect(existsSync(scratch ?? "")).toBe(true);
    killSession(state, id, "a test");
    const record = readSession(state, id);
    expect(record && checkSession(record)?.rule).toBe("session/killed");
    expect(existsSync(scratch ?? "")).toBe(false);
  });

  test("in good order: what was to stay is put in place", () => {
    const place = join(root, "notes.md");
    const started = startSession(state, { places: [{ path: place, mode: "on-clean-exit" }] });
    writeFileSync(join(started.scratch ?? "", "notes.md"), "learned\n");
    expect(endSession(state, started.id, "done").state).toBe("ended");
    expect(readFileSync(place, "utf8")).toBe("learned\n");
    expect(existsSync(started.scratch ?? "")).toBe(false);
  });

  test("a killed session leaves nothing", () => {
    const place = join(root, "notes.md");
    const started = startSession(state, { places: [{ path: place, mode: "on-clean-exit" }] });
    writeFileSync(join(started.scratch ?? "", "notes.md"), "planted\n");
    killSession(state, started.id, "");
    expect(existsSync(place)).toBe(false);
  });

  test("with its agent", () => {
    createSession(state, newSession({ id: "gone", anchor: "1-999999999" }));
    sweep(state);
    expect(readSession(state, "gone")?.state).toBe("ended");
    expect(listSessions(state)).toHaveLength(1);
  });

  test("but not because its agent cannot be seen from another container", () => {
    const now = Date.now();
    const elsewhere = { ...newSession({ id: "elsewhere", anchor: "1-999999999" }), world: "pid:[1]" };
    createSession(state, elsewhere);
    rememberCaller(state, "2-999999999", "elsewhere");
    sweep(state, now);
    expect(readSession(state, "elsewhere")?.state).toBe("active");
    expect(callerSession(state, "2-999999999")).toBe("elsewhere");
    sweep(state, now + 8 * 24 * 3600 * 1000);
    expect(readSession(state, "elsewhere")?.state).toBe("ended");
  });
});

describe("what outlives a session", () => {
  const origin = {
    span: { start: 0, end: 1 },
    chain: [],
    privileged: false,
    place: { kind: "here" },
    file: null,
    conditional: false,
  } as const;
  function write(path: string, mode: "append" | "overwrite"): Action {
    const value = { text: known(path), absolute: path, recursive: false, glob: null, ifEmpty: null };
    return {
      kind: "write",
      origin,
      path: value,
      mode,
      content: { text: null, taint: new Set<Taint>(), sources: [], via: [], fromShell: false },
      by: "tee",
    };
  }

  test("places are read, added to, or filled at the end", () => {
    const record = newSession({
      id: "p",
      places: [
        { path: "/data/in", mode: "read" },
        { path: "/data/journal", mode: "append" },
        { path: "/data/out", mode: "on-clean-exit" },
      ],
    });
    const rules = (action: Action) => checkPlaces(record, [action]).map((finding) => finding.rule);
    expect(rules(write("/data/in/file", "append"))).toEqual(["session/place"]);
    expect(rules(write("/data/journal", "append"))).toEqual([]);
    expect(rules(write("/data/journal", "overwrite"))).toEqual(["session/place"]);
    expect(rules(write("/data/out", "append"))).toEqual(["session/place"]);
    expect(rules(write("/data/input", "overwrite"))).toEqual([]);
  });

  test("a handoff is copies of plain files, and only what a person names is taken over", () => {
    const file = join(root, "summary.md");
    writeFileSync(file, "so far\n");
    writeHandoff(state, { name: "next", from: "s1", written: 0, note: "tests are green", files: [file] });
    writeFileSync(file, "changed later\n");
    const handoff = readHandoff(state, "next");
    if (handoff === null) throw new Error("no handoff");
    const scratch = join(root, "scratch");
    mkdirSync(scratch);
    receiveHandoff(state, handoff, scratch);
    expect(readFileSync(join(scratch, "handoff/summary.md"), "utf8")).toBe("so far\n");
    expect(readFileSync(join(scratch, "handoff/NOTE"), "utf8")).toBe("tests are green\n");
  });

  test("links and second versions are refused", () => {
    const link = join(root, "link");
    symlinkSync("/etc/hostname", link);
    expect(() => writeHandoff(state, { name: "a", from: "s", written: 0, note: "", files: [link] })).toThrow(
      "not a plain file",
    );
    writeHandoff(state, { name: "b", from: "s", written: 0, note: "", files: [] });
    expect(() => writeHandoff(state, { name: "b", from: "s", written: 0, note: "", files: [] })).toThrow();
    expect(() => writeHandoff(state, { name: "../b", from: "s", written: 0, note: "", files: [] })).toThrow(
      "no name",
    );
  });
});
