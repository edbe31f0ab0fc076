/** `guardsh hook`, `setup` and `doctor`, as programs. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Installed, install } from "../shell/binary.ts";

let names: Installed;
let place: string;

beforeAll(() => {
  names = install();
  place = mkdtempSync(join(tmpdir(), "guardsh-agents-"));
}, 180_000);

afterAll(() => rmSync(place, { recursive: true, force: true }));

function guardsh(list: readonly string[], stdin = "", more: Readonly<Record<string, string>> = {}) {
  const { exitCode, stdout, stderr } = Bun.spawnSync([names.guardsh, ...list], {
    stdin: Buffer.from(stdin),
    cwd: place,
    env: { PATH: "/usr/bin:/bin", HOME: place, GUARDSH_STATE: join(place, "state"), ...more },
  });
  return { status: exitCode, stdout: stdout.toString(), stderr: stderr.toString() };
}

function question(command: string): string {
  return JSON.stringify({
    session_id: "s",
    transcript_path: "/t",
    cwd: place,
    prompt_id: "p",
    hook_event_name: "PreToolUse",
    tool_name: "Bash",
    tool_input: { command },
  });
}

describe("guardsh hook", () => {
  test("has nothing to say about an ordinary command", () => {
    expect(guardsh(["hook"], question("ls -la"))).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("refuses in every way at once, and records it", () => {
    const { status, stdout, stderr } = guardsh(["hook", "claude"], question("cd /tmp && rm -rf ~"));
    expect(status).toBe(2);
    expect(stderr).toStartWith("guardsh: blocked: deletes the home directory");
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer).sort()).toEqual(["decision", "hookSpecificOutput", "reason"]);
    expect(answer.hookSpecificOutput.permissionDecision).toBe("deny");
    expect(readFileSync(join(place, "state/audit/000001.jsonl"), "utf8")).toContain("cd /tmp && rm -rf ~");
  });

  test("leaves a question to the agent's prompt where there is one, and to guardsh approve where there is none", () => {
    const needsApproval = "bash -p";
    const asked = guardsh(["hook", "claude"], question(needsApproval));
    expect(JSON.parse(asked.stdout).hookSpecificOutput.permissionDecision).toBe("ask");
    expect(asked.status).toBe(0);
    const refused = guardsh(["hook", "codex"], question(needsApproval));
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain("guardsh approve ");
  });

  test("does not take the model's text for a wrapper", () => {
    const text = "source x && eval 'ls' && pwd -P >| /tmp/claude-12ab-cwd; rm -rf ~";
    expect(guardsh(["hook", "claude"], question(text)).status).toBe(2);
  });

  for (const input of ["", "no JSON", "{}", "[]"]) {
    test(`refuses what it cannot read: ${JSON.stringify(input)}`, () => {
      const { status, stderr } = guardsh(["hook", "codex"], input);
      expect(status).toBe(2);
      expect(stderr).toContain("The command was not run");
    });
  }

  test("ends Cline's run where it cannot read the question", () => {
    expect(JSON.parse(guardsh(["hook", "cline"], "{").stdout).cancel).toBe(true);
  });
});

test("guardsh setup --print writes nothing", () => {
  const { status, stdout } = guardsh(["setup", "--print", "claude"]);
  expect(status).toBe(0);
  expect(stdout).toContain('"CLAUDE_CODE_SHELL"');
  expect(existsSync(join(place, ".claude"))).toBe(false);
});

test("guardsh setup writes where the agent looks: $HOME, or the variable that says otherwise", () => {
  const own = join(place, "own");
  expect(guardsh(["setup", "claude"], "", { HOME: own }).status).toBe(0);
  const { env } = JSON.parse(readFileSync(join(own, ".claude/settings.json"), "utf8"));
  expect(env.CLAUDE_CODE_SHELL).toEndWith("/bash-guardsh");
  guardsh(["setup", "claude"], "", { CLAUDE_CONFIG_DIR: join(own, "elsewhere") });
  expect(existsSync(join(own, "elsewhere/settings.json"))).toBe(true);
});

test("guardsh doctor says where no log can be made, and makes nothing itself", () => {
  const blocked = join(place, "file");
  writeFileSync(blocked, "");
  const log = (state: string): string => {
    const { stdout } = guardsh(["doctor", "--json"], "", { GUARDSH_STATE: state });
    const remarks: { part: string; level: string; what: string }[] = JSON.parse(stdout);
    return remarks
      .filter(({ part }) => part === "log")
      .map(({ level, what }) => `${level} ${what}`)
      .join("\n");
  };
  const fresh = join(place, "fresh/state");
  expect(log(fresh)).toBe(`ok ${fresh} will be made by the first command`);
  expect(existsSync(join(place, "fresh"))).toBe(false);
  expect(log(join(blocked, "state"))).toContain(`fail no command runs here: ${blocked}/state cannot be made`);
});

test("guardsh doctor says what is in place", () => {
  const { stdout } = guardsh(["doctor", "--json"]);
  const parts = new Set(JSON.parse(stdout).map(({ part }: { part: string }) => part));
  for (const part of ["guardsh", "shells", "policy", "log", "kernel"]) expect(parts).toContain(part);
});

test("guardsh status names the nine controls", () => {
  const { controls } = JSON.parse(guardsh(["status", "--json"]).stdout);
  expect(controls.length).toBe(9);
});
