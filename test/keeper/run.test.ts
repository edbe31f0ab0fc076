/** `guardsh run` with a stand-in for an agent: a program that starts shells in every way there is. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { agent, type Ground, ground, possible, refused } from "./ground.ts";

let field: Ground;
beforeAll(() => {
  field = ground();
}, 180_000);
afterAll(() => field.remove());

const run: Ground["run"] = (...list) => field.run(...list);

const commands = () => field.records().filter(({ type }) => type === "command");

describe.skipIf(!possible)("guardsh run", () => {
  test("every shell is guardsh, by absolute path, by shebang, in depth; and does what it is asked", () => {
    const { status, out, err } = run(
      [],
      agent(`
        
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
    expect(err).toContain("4 commands, 2 shells inside them; 0 refused");
    expect(err).toContain("log intact");
    const recorded = commands().map(({ command }) => command ?? "");
    expect(recorded).toContain("echo two");
    expect(recorded.some((command) => command.includes("echo four"))).toBe(true);
  });

  test("what is refused is not run, and the agent reads why", () => {
    const { out, err } = run([], agent(`print system("${refused};") >> 8`));
    expect(out).toBe("126");
    expect(err).toMatch(/guardsh: blocked: .*nonexistent/);
    expect(err).toContain("1 refused");
  });

  test("agent and commands are in the sandbox: the log, the policy, the state", () => {
    const before = commands().length;
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
    expect(commands().length).toBe(before);
  });

  test("the shells cannot be uncovered, and a copy of one is guardsh", () => {
    const { err } = run(
      [],
      agent(`
        system("/bin/umount", "/bin/bash");
        system("/bin/cp", "/bin/bash", "./copied");
        system("./copied", "-c", "${refused}");
      `),
    );
    expect(err).toContain("umount:");
    expect(err).toMatch(/guardsh: blocked: .*nonexistent/);
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
        print system("/bin/sh", "-c", "${refused}") >> 8;
      `),
    );
    expect(out).toMatch(/^(answered |dropped ){5}/);
    expect(out).toContain("still judged\n0 126");
    expect(status).toBe(0);
    expect(err).toContain("log intact");
  });

  test("when the keeper is gone, the agent is too", async () => {
    const child = field.start([], agent('print "$$\\n"; sleep 60'));
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

  test("without mounts it says so, and shells by name are guardsh all the same", () => {
    const { err } = run(["--no-mounts"], ["/usr/bin/env", "printf", ""]);
    expect(err).toContain("session over");
  });

  test.skipIf(process.geteuid?.() !== 0 || Bun.which("setpriv") === null)(
    "without root, in a user namespace, and without a home",
    () => {
      const own = join(field.base, "nobody");
      mkdirSync(join(own, "project/.git"), { recursive: true });
      mkdirSync(join(own, "state"), { mode: 0o700 });
      Bun.spawnSync(["chown", "-R", "65534:65534", own]);
      const nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"];
      const child = Bun.spawnSync(
        [
          ...nobody,
          field.reachable(),
          "run",
          "--",
          ...agent(
            `system("/bin/sh -c id; grep CapBnd /proc/self/status"); print system("${refused};") >> 8`,
          ),
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
      const source = join(field.base, "project/look.c");
      writeFileSync(
        source,
        '#include <stdio.h>\nint main(int c, char **v) { char b[9999]; FILE *f = fopen(v[1], "r"); return f && fread(b, 1, 9999, f) > 0 ? puts("read") < 0 : puts("shut") < 0; }',
      );
      Bun.spawnSync(["cc", "-o", join(field.base, "project/look"), source]);
      const { out } = run(
        [],
        agent(
          '$| = 1; system("./look", "/proc/$$/environ"); system("/bin/sh", "-c", "./look /proc/$$/environ")',
        ),
      );
      expect(out).toBe("read\nshut\n");
    },
  );

  test("the agent's environment is the caller's, byte for byte, and the ways to keeper and scratch directory", () => {
    const { out } = run(
      [],
      ["env", "-i", "ODD=\u00e9", "/usr/bin/perl", "-e", 'print map { "$_=$ENV{$_}\\n" } sort keys %ENV'],
    );
    expect(out).toBe("ODD=\u00e9\n");
    const given = run([], agent('print join " ", sort keys %ENV')).out.split(" ");
    const known = new Set([...Object.keys(field.environment), "GUARDSH_KEEPER", "GUARDSH_SCRATCH"]);
    expect(given.filter((name) => !known.has(name))).toEqual([]);
    expect(run([], agent('print $ENV{ODD} eq "caf\\xe9" ? "whole" : "broken"')).out).toBe("broken");
    const raw = [
      "/bin/sh",
      "-c",
      `ODD=$(printf 'caf\\351') exec "$0" run -- perl -e 'print $ENV{ODD} eq "caf\\xe9" ? "whole" : "broken"'`,
    ];
    const child = Bun.spawnSync([...raw, field.guardsh], { cwd: field.project, env: field.environment });
    expect(child.stdout.toString()).toBe("whole");
  });

  test("misuse is explained", () => {
    expect(run(["--net", "sometimes"], ["true"]).status).toBe(125);
    const missing = run([], ["no-such-agent-anywhere"]);
    expect(missing.status).toBe(125);
    expect(missing.err).toContain("no such program on PATH");
  });
});
