/** Approval through the binary: refused with a code, answered by a person at a terminal, and by nothing inside a session. */
import { afterEach, beforeAll, beforeEach, expect, test } from "bun:test";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { insideSession } from "../../src/controls/session/index.ts";
import { landlockAbi } from "../../src/sandbox/index.ts";
import { possible } from "../keeper/ground.ts";
import { install, lastingDirectory } from "../shell/binary.ts";

let guardsh: string;
let root: string;
let project: string;

beforeAll(() => {
  guardsh = install().guardsh;
}, 180_000);

beforeEach(() => {
  // not below /tmp, which commands may write as a whole: the state directory could not be shut there
  root = lastingDirectory("guardsh-approve-");
  project = join(root, "project");
  mkdirSync(join(project, ".git"), { recursive: true });
  mkdirSync(join(root, "config/guardsh"), { recursive: true });
  policy("");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** `touch` is what needs a person here: it shows whether it ran, and harms nothing. */
function policy(more: string): void {
  const rule = `[[rule]]\nid = "team/touch"\ntitle = "Touch"\nwhy = "To see it."\nseverity = "medium"\ndecision = "ask"\nwhen = { program = ["touch"] }\n`;
  writeFileSync(join(root, "config/guardsh/policy.toml"), `${more}\n[rate]\ncontrol = "off"\n${rule}`);
}

const environment = () => ({
  PATH: "/usr/bin:/bin",
  HOME: root,
  TERM: "dumb",
  GUARDSH_STATE: join(root, "state"),
  XDG_CONFIG_HOME: join(root, "config"),
});

function shell(command: string, cwd = project, more: Readonly<Record<string, string>> = {}) {
  const { exitCode, stdout, stderr } = Bun.spawnSync([install().shell("bash"), "-c", command], {
    cwd,
    env: { ...environment(), ...more },
  });
  const err = stderr.toString();
  return {
    status: exitCode,
    out: stdout.toString(),
    err,
    code: /guardsh approve (\w+)/.exec(err)?.[1] ?? "",
  };
}

/** What somebody at a terminal sees and is answered; `typed` is what they type as soon as something is asked. */
async function person(list: readonly string[], typed: readonly string[] = [], program = [guardsh]) {
  let shown = "";
  const left = [...typed];
  const child = Bun.spawn([...program, ...list], {
    cwd: root,
    env: environment(),
    terminal: {
      cols: 200,
      rows: 50,
      data(terminal, data) {
        shown += new TextDecoder().decode(data);
        const line = left[0];
        if (line !== undefined && /(?:yes:|\?) ?(?:\[y\/N\] ?)?$/.test(shown)) {
          left.shift();
          terminal.write(`${line}\n`);
        }
      },
    },
  });
  return { status: await child.exited, shown };
}

const log = () => {
  const directory = join(root, "state/audit");
  return readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => readFileSync(join(directory, name), "utf8").trim().split("\n"))
    .map((line): Record<string, unknown> => JSON.parse(line));
};

/** Where the tests themselves run inside an agent, nobody here is a person. */
const withPerson = test.skipIf(insideSession());

withPerson("refused with a code; approved, it runs once, here, and as it was", async () => {
  const first = shell("touch made");
  expect(first.status).toBe(126);
  expect(first.err).toContain("needs a person's approval");
  expect(first.code).toMatch(/^\w{6}$/);
  expect(shell("touch made").code).toBe(first.code);

  const { status, shown } = await person(["approve", first.code], ["yes"]);
  expect(shown).toContain("touch made");
  expect(shown).toContain(project);
  expect(shown).toContain("[team/touch]");
  expect(shown).toContain("allowed once");
  expect(status).toBe(0);

  // neither elsewhere nor in other words
  mkdirSync(join(project, "sub"));
  expect(shell("touch made", join(project, "sub")).status).toBe(126);
  expect(shell("touch  made").status).toBe(126);
  expect(existsSync(join(project, "made"))).toBe(false);

  expect(shell("touch made").status).toBe(0);
  expect(existsSync(join(project, "made"))).toBe(true);
  const again = shell("touch made");
  expect(again.status).toBe(126);
  expect(again.code).not.toBe(first.code);

  const records = log();
  expect(records.find((record) => record.event === "answer")).toMatchObject({
    code: first.code,
    answer: "once",
  });
  const ran = records.filter((record) => record.verdict === "warn" && record.command === "touch made");
  expect(ran.map((record) => record.extra)).toEqual([{ approved: first.code, scope: "once" }]);
});

withPerson("for the session, as often as it wants", async () => {
  const { code } = shell("touch a");
  expect((await person(["approve", "--session", "--yes", code])).status).toBe(0);
  expect([shell("touch a").status, shell("touch a").status]).toEqual([0, 0]);
});

withPerson("a person says no", async () => {
  const { code } = shell("touch a");
  expect((await person(["approve", "--deny", code])).status).toBe(0);
  const { status, err } = shell("touch a");
  expect(status).toBe(126);
  expect(err).toContain("a person was asked and said no");
  expect(err).not.toContain("guardsh approve");
});

withPerson("without a typed yes nothing is approved; a wrong code says so", async () => {
  const { code } = shell("touch a");
  expect((await person(["approve", code], ["no"])).status).toBe(1);
  expect(shell("touch a").status).toBe(126);
  const wrong = await person(["approve", "--yes", "zzzzzz"]);
  expect(wrong.status).toBe(1);
  expect(wrong.shown).toContain("guardsh pending");
});

withPerson("guardsh pending lists what waits, and one is chosen", async () => {
  const { code } = shell("touch first");
  shell("touch second");
  const { shown } = await person(["pending"], ["2", "o"]);
  expect(shown).toContain("touch first");
  expect(shown).toContain("touch second");
  expect(shown).toContain(`${code}: allowed once`);
  expect(shell("touch first").status).toBe(0);
  expect(shell("touch second").status).toBe(126);
});

withPerson(
  "a command waits for the person who is asked",
  async () => {
    policy('[ask]\nwait = "30s"\n');
    const held = Bun.spawn([guardsh, "-c", "touch waited; echo ran"], {
      cwd: project,
      env: environment(),
      stdout: "pipe",
      stderr: "pipe",
    });
    let said = "";
    const reader = held.stderr.getReader();
    while (!said.includes("guardsh approve")) said += new TextDecoder().decode((await reader.read()).value);
    const code = /guardsh approve (\w+)/.exec(said)?.[1] ?? "";
    expect((await person(["approve", "--yes", code])).status).toBe(0);
    expect(await new Response(held.stdout).text()).toBe("ran\n");
    expect(await held.exited).toBe(0);

    // nobody comes: refused as without waiting
    policy('[ask]\nwait = "300ms"\n');
    const { status, err } = shell("touch alone");
    expect(status).toBe(126);
    expect(err).toContain("waiting 1 s");
  },
  30_000,
);

test.skipIf(insideSession() || !possible)(
  "under guardsh run a command waits too, and holds up no other",
  async () => {
    policy('[ask]\nwait = "30s"\n');
    const code = `$| = 1; if (fork) { system "/bin/sh", "-c", "touch waited; echo ran"; wait }
      else { sleep 1; system "/bin/sh", "-c", "echo meanwhile" }`;
    const held = Bun.spawn([guardsh, "run", "--", "/usr/bin/perl", "-e", code], {
      cwd: project,
      env: environment(),
      stdout: "pipe",
      stderr: "pipe",
    });
    const reader = held.stdout.getReader();
    const read = async () => new TextDecoder().decode((await reader.read()).value);
    let said = "";
    const errors = held.stderr.getReader();
    while (!said.includes("guardsh approve")) said += new TextDecoder().decode((await errors.read()).value);
    expect(await read()).toBe("meanwhile\n");
    const asked = /guardsh approve (\w+)/.exec(said)?.[1] ?? "";
    expect((await person(["approve", "--yes", asked])).status).toBe(0);
    expect(await read()).toBe("ran\n");
    expect(await held.exited).toBe(0);
    expect(existsSync(join(project, "waited"))).toBe(true);
  },
  60_000,
);

withPerson("codes expire", async () => {
  policy('[ask]\nexpires = "1ms"\n');
  const { code } = shell("touch a");
  expect((await person(["approve", "--yes", code])).shown).toContain("has expired");
});

/** Asks as an agent whose hook has no prompt of its own, and whose shell cannot be guardsh. */
function hook(command: string) {
  const question = {
    event: "PreToolUse",
    session_id: "s",
    cwd: project,
    tool_name: "bash",
    tool_input: { command },
  };
  const { exitCode, stdout, stderr } = Bun.spawnSync([guardsh, "hook", "crush"], {
    cwd: project,
    env: environment(),
    stdin: new TextEncoder().encode(JSON.stringify(question)),
  });
  const said = `${stdout}${stderr}`;
  return { status: exitCode, said, code: /guardsh approve (\w+)/.exec(said)?.[1] ?? "" };
}

withPerson("a hook without a prompt gives a code too, and knows the answer", async () => {
  const { code, said } = hook("touch a");
  expect(said).toContain("needs a person's approval");
  expect((await person(["approve", "--yes", code])).status).toBe(0);
  expect(hook("touch a").said).not.toContain("approval");
  expect(hook("touch a").said).toContain("needs a person's approval");
});

withPerson("where the shell is guardsh too, the hook leaves the answer to it", async () => {
  const ask = () => {
    const question = {
      hook_event_name: "BeforeTool",
      cwd: project,
      tool_name: "run_shell_command",
      tool_input: { command: "touch a" },
    };
    const { stdout, stderr } = Bun.spawnSync([guardsh, "hook", "gemini"], {
      cwd: project,
      env: environment(),
      stdin: new TextEncoder().encode(JSON.stringify(question)),
    });
    return `${stdout}${stderr}`;
  };
  const code = /guardsh approve (\w+)/.exec(ask())?.[1] ?? "";
  expect(shell("touch a").code).toBe(code);
  expect((await person(["approve", "--yes", code])).status).toBe(0);
  expect(ask()).not.toContain("approval");
  expect(shell("touch a").status).toBe(0);
  expect(ask()).toContain("needs a person's approval");
});

test("nothing without a terminal approves", () => {
  const { code } = shell("touch a");
  const { exitCode, stderr } = Bun.spawnSync([guardsh, "approve", "--yes", code], {
    cwd: project,
    env: environment(),
    stdin: new TextEncoder().encode("yes\n"),
  });
  expect(exitCode).toBe(1);
  expect(stderr.toString()).toContain("nothing is approved");
  expect(shell("touch a").status).toBe(126);
});

test("nothing inside a session approves, whatever it does to its environment and its parents", async () => {
  for (const mode of ["auto", "off"]) {
    policy(`[sandbox]\nmode = "${mode}"\n[patterns]\ncontrol = "observe"\n`);
    const { code } = await ask();
    const approve = `${guardsh} approve --yes ${code}`;
    const attempts = [
      `script -qec '${approve}' /dev/null </dev/null`,
      `env -u GUARDSH_SESSION script -qec '${approve}' /dev/null </dev/null`,
      `env -i PATH=/usr/bin:/bin HOME=${root} GUARDSH_STATE=${root}/state script -qec '${approve}' /dev/null </dev/null`,
    ];
    for (const attempt of attempts) {
      const { out, err } = shell(attempt);
      expect(out + err).toMatch(/nothing is approved|not run/);
    }
    expect(readdirSync(join(root, "state/approvals/answers"))).toEqual([]);
  }
}, 60_000);

/** A question that is open, whatever the policy says now. */
async function ask(): Promise<{ code: string }> {
  const { Approvals } = await import("../../src/controls/approval/store.ts");
  const asked = {
    session: "s",
    cwd: project,
    dialect: "bash",
    command: "touch a",
    arguments: [],
    reasons: [],
  };
  return new Approvals(join(root, "state")).ask(asked, "", 60_000);
}

test.skipIf(landlockAbi() < 1)(
  "a command that leaves its session behind keeps its sandbox, and approves nothing",
  async () => {
    policy('[patterns]\ncontrol = "observe"\n');
    const { code } = await ask();
    // no mark in its environment, no ancestor but init, a terminal of its own
    const clean = `env -i PATH=/usr/bin:/bin HOME=${root} GUARDSH_STATE=${root}/state`;
    const approve = `script -qec "${guardsh} approve --yes ${code}" /dev/null > answer 2>&1`;
    const detached = `sleep 0.3; ps -o ppid= -p $$ > parent; ${approve}; echo over >> answer`;
    writeFileSync(join(project, "detached.sh"), detached);
    shell(`(${clean} setsid sh detached.sh </dev/null >/dev/null 2>&1 &)`);
    for (let tries = 0; tries < 400 && !read("answer").includes("over"); tries++) Bun.sleepSync(25);
    expect(read("answer")).toContain("nothing is approved");
    expect(read("answer")).toContain("over");
    expect(readdirSync(join(root, "state/approvals/answers"))).toEqual([]);
  },
  30_000,
);

function read(name: string): string {
  try {
    return readFileSync(join(project, name), "utf8");
  } catch {
    return "";
  }
}
