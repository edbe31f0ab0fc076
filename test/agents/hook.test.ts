/** guardsh's answers do in every recorded agent what they are meant to do. */
import { describe, expect, test } from "bun:test";
import { answerHook, type HookDecision, readHook, refuseAnybody } from "../../src/agents/index.ts";
import { effectOf, type Given, type RecordedHook, recordedHooks } from "./clients.ts";

const clients: Readonly<Record<string, string>> = {
  "claude-code": "claude",
  "copilot-cli": "copilot",
  "gemini-cli": "gemini",
  "qwen-code": "qwen",
};

const allow: HookDecision = { decision: "allow", reason: "" };
const deny: HookDecision = { decision: "deny", reason: "guardsh: blocked: it's for a test\n" };
const ask: HookDecision = { decision: "ask", reason: "guardsh: needs a person's approval\n" };

function answered(recorded: RecordedHook, decision: HookDecision): Given {
  const { status, stdout, stderr } = answerHook(readHook(recorded.question, null), [decision]);
  return { exit: status, stderr, ...(stdout === "" ? {} : { stdout: JSON.parse(stdout) }) };
}

test("the rules for the agents give what was recorded, in all 130 cases", () => {
  const cases = recordedHooks.flatMap((recorded) => recorded.cases.map((each) => ({ recorded, ...each })));
  expect(cases.length).toBe(130);
  for (const { recorded, answer, effect } of cases) {
    const label = `${recorded.client} ${recorded.version} ${JSON.stringify(answer)}`;
    expect(`${label}: ${effectOf(recorded, answer)}`).toBe(`${label}: ${effect}`);
  }
});

for (const recorded of recordedHooks) {
  const { client, version, event, setup } = recorded;
  describe(`${client} ${version} ${event}, ${setup}`, () => {
    test("the question is understood", () => {
      const question = readHook(recorded.question, null);
      expect(`${question.client}`).toBe(clients[client] ?? client);
      expect(question.commands.length).toBe(1);
      expect(question.commands[0]).toContain("echo original-command");
      expect(question.cwd).toBe("/home/user/project");
    });

    test("what is allowed is left to the agent's own rules", () => {
      expect(effectOf(recorded, answered(recorded, allow))).toBe(effectOf(recorded, {}));
    });

    test("what is refused does not run", () => {
      const effect = effectOf(recorded, answered(recorded, deny));
      expect(effect).toBe(client === "cline" ? "ran the rewritten command" : "not run");
    });

    test("what a person must decide does not run without one", () => {
      const effect = effectOf(recorded, answered(recorded, ask));
      expect(effect).toBe(client === "cline" ? "ran the rewritten command" : "not run");
    });

    if (client !== "cline")
      test("a refusal to whoever asks is obeyed", () => {
        const { status, stdout, stderr } = refuseAnybody("guardsh: error\n");
        expect(effectOf(recorded, { exit: status, stderr, stdout: JSON.parse(stdout) })).toBe("not run");
      });
  });
}

test("Cline's refused command is replaced by one that says why, and the others stay", () => {
  const recorded = recordedHooks.find(({ client }) => client === "cline");
  const tool_call = { name: "run_commands", input: { commands: ["ls", "rm -rf ~"] } };
  const question = readHook({ ...recorded?.question, tool_call }, null);
  const { stdout } = answerHook(question, [allow, deny]);
  const [first, second] = JSON.parse(stdout).overrideInput.commands;
  expect(first).toBe("ls");
  const run = Bun.spawnSync(["sh", "-c", second]);
  expect(run.exitCode).toBe(126);
  expect(run.stderr.toString()).toBe(deny.reason);
  expect(run.stdout.toString()).toBe("");
});

describe("agents known from their documentation", () => {
  test("Cursor is asked in its own words, and always gets JSON", () => {
    const question = readHook(
      { hook_event_name: "beforeShellExecution", command: "ls", cwd: "/p", workspace_roots: ["/p"] },
      null,
    );
    expect(question).toMatchObject({ client: "cursor", commands: ["ls"], cwd: "/p" });
    expect(JSON.parse(answerHook(question, [allow]).stdout)).toEqual({ permission: "allow" });
    expect(JSON.parse(answerHook(question, [ask]).stdout).permission).toBe("ask");
    const refused = answerHook(question, [deny]);
    expect(JSON.parse(refused.stdout).permission).toBe("deny");
    expect(refused.status).toBe(2);
  });

  test("Crush gets status 2 and a reason", () => {
    const input = { event: "PreToolUse", tool_name: "bash", tool_input: { command: "ls" } };
    expect(answerHook(readHook(input, null), [ask])).toMatchObject({ status: 2, stderr: ask.reason });
  });
});

describe("what is no question about a command", () => {
  test("another tool is none of guardsh's business", () => {
    const input = {
      hook_event_name: "PreToolUse",
      tool_name: "Read",
      tool_input: { file_path: "/etc/hosts" },
    };
    const question = readHook(input, null);
    expect(question.commands).toEqual([]);
    expect(answerHook(question, [])).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  for (const input of [
    null,
    [],
    {},
    "x",
    { tool_name: "Bash" },
    { hook_event_name: "PreToolUse", tool_name: "Bash" },
  ]) {
    test(`${JSON.stringify(input)} is no question`, () => expect(() => readHook(input, null)).toThrow());
  }
});
