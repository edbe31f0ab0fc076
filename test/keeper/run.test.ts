/** `guardsh run` with a stand-in for an agent: a program that starts shells in every way there is. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { landlockAbi } from "../../src/sandbox/landlock.ts";
import { guardshVariables, install, lastingDirectory } from "../shell/binary.ts";

let base: string;
let guardsh: string;
let environment: Record<string, string>;
beforeAll(() => {
  guardsh = install().guardsh;
  base = lastingDirectory("guardsh-test-run-");
  environment = {
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: process.env.HOME ?? "/",
    BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
    ...guardshVariables(base),
  };
  // A project of its own, or the repository around would be one, state and all.
  mkdirSync(join(base, "project/.git"), { recursive: true });
  mkdirSync(join(base, "outside"));
  writeFileSync(join(base, "outside/canary"), "untouched\n");
}, 120_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a bare program under `guardsh run`; the temporary directory is outside of what `--profile` opens only by the policy below. */
function run(options: readonly string[], agent: readonly string[]): Ran {
  const child = Bun.spawnSync([guardsh, "run", ...options, "--", ...agent], {
    cwd: join(base, "project"),
    env: environment,
    stdin: "ignore",
    timeout: 60_000,
  });
  return { status: child.exitCode, out: child.stdout.toString(), err: child.stderr.toString() };
}

/** perl is no shell and starts them by path: `system` with one word uses /bin/sh. */
const perl = "/usr/bin/perl";
const agent = (code: string) => [perl, "-e", code];

function records(): { command: string; verdict: string; sandbox: string }[] {
  const directory = join(base, "state/audit");
  return readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .flatMap((name) => readFileSync(join(directory, name), "utf8").trim().split("\n"))
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === "command");
}

const namespaces =
  process.geteuid?.() === 0 ||
  Bun.spawnSync(["unshare", "--user", "--map-current-user", "--mount", "true"]).exitCode === 0;

describe.skipIf(landlockAbi() < 6 || !existsSync(perl) || !namespaces)("guardsh run", () => {
  test("every shell is guardsh, by absolute path, by shebang, in depth; and does what it is asked", () => {
    const { status, out, err } = run(
      [],
      agent(`
        $| = 1;
        system("echo one; sh -c 'echo two'");
        system("/bin/bash", "-c", "echo three \\$BASH_VERSION");
        open F, ">", "script"; print F "#!/bin/sh\\necho four \\$1\\n"; close F; chmod 0755, "script";
        system("./script", "arg");
        print "five ", scalar qx(printf deep | sh -c cat), "\\n";
        exit 6;
      `),
    );
    expect(out).toMatch(/^one\ntwo\nthree \d.*\nfour arg\nfive deep\n$/);
    expect(status).toBe(6);
    expect(err).toContain("4 commands, 2 shells inside of them; 0 refused");
    expect(err).toContain("log intact");
    const commands = records().map(({ command }) => command);
    expect(commands).toContain("echo two");
    expect(commands.some((command) => command.includes("echo four"))).toBe(true);
  });

  test("what is refused is not run, and the agent reads why", () => {
    const { out, err } = run([], agent('print system("rm -rf ~") >> 8'));
    expect(out).toBe("126");
    expect(err).toContain("guardsh: blocked: deletes the home directory");
    expect(err).toContain("1 refused");
  });

  test("agent and commands are in the sandbox: the log, the policy, the state", () => {
    const before = records().length;
    const { out } = run(
      [],
      agent(`
        for my $path ("$ENV{GUARDSH_STATE}/audit/000001.jsonl", "$ENV{GUARDSH_STATE}/audit/key") {
          print open(my $f, "<", $path) ? "read " : "shut ";
          print open(my $f, ">>", $path) ? "written " : "shut ";
        }
        print mkdir("$ENV{GUARDSH_STATE}/x") ? "made" : "shut";
      `),
    );
    expect(out).toBe("shut shut shut shut shut");
    expect(records().length).toBe(before);
  });

  test("the shells cannot be uncovered, and a copy of one is guardsh", () => {
    const { err } = run(
      [],
      agent(`
        system("/bin/umount", "/bin/bash");
        system("/bin/cp", "/bin/bash", "./copied");
        system("./copied", "-c", "rm -rf ~");
      `),
    );
    expect(err).toContain("umount:");
    expect(err).toContain("guardsh: blocked: deletes the home directory");
  });

  test("the keeper can be neither killed nor fooled", () => {
    const { status, out, err } = run(
      ["--profile", "standard"],
      agent(`
        use IO::Socket::UNIX;
        $SIG{PIPE} = "IGNORE"; # the keeper hangs up on junk before it has read all of it
        my $path = "$ENV{HOME}/.local/state/guardsh/keeper/here/socket";
        for my $junk ("", "\\xff\\xff\\xff\\xff", "\\x02\\0\\0\\0{}", "\\x04\\0\\0\\0null", "x" x 100000) {
          my $s = IO::Socket::UNIX->new(Peer => $path) or next;
          print $s $junk; $s->flush; shutdown($s, 1);
          my $answer = join "", <$s>;
          print length($answer) > 0 ? "answered " : "dropped ";
        }
        delete $ENV{$_} for keys %ENV;
        print system("/bin/sh", "-c", "echo still judged"), " ";
        print system("/bin/sh", "-c", "rm -rf ~") >> 8;
      `),
    );
    expect(out).toMatch(/^(answered |dropped ){5}/);
    expect(out).toContain("still judged\n0 126");
    expect(status).toBe(0);
    expect(err).toContain("log intact");
  });

  test("when the keeper is gone, the agent is too", async () => {
    const child = Bun.spawn([guardsh, "run", "--", ...agent('$| = 1; print "$$\\n"; sleep 60')], {
      cwd: join(base, "project"),
      env: environment,
      stdin: "ignore",
      stderr: "ignore",
    });
    const { value } = await child.stdout.getReader().read();
    const pid = Number(Buffer.from(value ?? []).toString());
    expect(existsSync(`/proc/${pid}`)).toBe(true);
    child.kill(9);
    await child.exited;
    await Bun.sleep(100);
    const state = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, "utf8") : "gone";
    expect(state).toMatch(/gone|State:\s+Z/);
  });

  test("ends as the agent ends: status and signals", () => {
    expect(run([], agent("exit 42")).status).toBe(42);
    expect(run([], agent("kill 9, $$")).status).toBe(137);
  });

  test("--net off: no connection, from the agent neither", () => {
    const { out } = run(
      ["--net", "off"],
      agent('socket(my $s, 2, 1, 0) or print "none"; socket(my $u, 2, 2, 0) or print " at all"'),
    );
    expect(out).toBe("none at all");
  });

  test("without mounts it says so, and shells by name are guardsh all the same", () => {
    const { err } = run(["--no-mounts"], ["/usr/bin/env", "printf", ""]);
    expect(err).toContain("session over");
  });

  test.skipIf(process.geteuid?.() !== 0 || Bun.which("setpriv") === null)(
    "without root, in a user namespace, and without a home",
    () => {
      const own = join(base, "nobody");
      mkdirSync(join(own, "project/.git"), { recursive: true });
      mkdirSync(join(own, "state"), { mode: 0o700 });
      chmodSync(base, 0o755);
      Bun.spawnSync(["chown", "-R", "65534:65534", own]);
      const nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"];
      const child = Bun.spawnSync(
        [
          ...nobody,
          guardsh,
          "run",
          "--",
          ...agent('system("/bin/sh -c id; grep CapBnd /proc/self/status"); print system("rm -rf ~") >> 8'),
        ],
        {
          cwd: join(own, "project"),
          env: { PATH: "/usr/bin:/bin", HOME: own, GUARDSH_STATE: join(own, "state") },
          stdin: "ignore",
        },
      );
      const out = child.stdout.toString();
      expect(out).toContain("uid=65534");
      expect(out).toContain("CapBnd:\t0000000000000000");
      expect(out).toEndWith("126");
    },
  );

  test.skipIf(Bun.which("cc") === null)(
    "a command cannot read the agent's environment, which has its key",
    () => {
      const source = join(base, "project/look.c");
      writeFileSync(
        source,
        '#include <stdio.h>\nint main(int c, char **v) { char b[9999]; FILE *f = fopen(v[1], "r"); return f && fread(b, 1, 9999, f) > 0 ? puts("read") < 0 : puts("shut") < 0; }',
      );
      Bun.spawnSync(["cc", "-o", join(base, "project/look"), source]);
      const { out } = run(
        [],
        agent(
          '$| = 1; system("./look", "/proc/$$/environ"); system("/bin/sh", "-c", "./look /proc/$$/environ")',
        ),
      );
      expect(out).toBe("read\nshut\n");
    },
  );

  test("misuse is explained", () => {
    expect(run(["--net", "sometimes"], ["true"]).status).toBe(2);
    const missing = run([], ["no-such-agent-anywhere"]);
    expect(missing.status).toBe(125);
    expect(missing.err).toContain("no such program on PATH");
  });
});
