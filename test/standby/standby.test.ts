/** A guardsh that stands by: what it settles, what it leaves alone, and which limits hold through it. */
import { describe, expect, test } from "bun:test";
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { homeDirectory } from "../../src/system/index.ts";
import { guardshVariables, lastingDirectory, standBy } from "../shell/binary.ts";
import { command, logOf, names, place, projectIn, recordsOf, settlersOf, standingBy } from "./ground.ts";

standingBy();

describe("an allowed command", () => {
  test("is settled by the one that stands by, and completed in the log", () => {
    const code = "echo one; exit 3";
    expect(command(code)).toMatchObject({ status: 3, stdout: "one\n" });
    expect(recordsOf(code)).toMatchObject([
      { extra: { settled_by: "standby" }, end: { status: 3, bytes: 4 } },
    ]);
  });

  test("is confined, and without credentials", () => {
    const code =
      "grep -E 'NoNewPrivs|^Seccomp:' /proc/self/status; [ -n \"${AWS_SECRET_ACCESS_KEY+set}\" ] || echo none";
    const { stdout } = command(code, { environment: { AWS_SECRET_ACCESS_KEY: "x".repeat(40) } });
    expect(stdout).toBe("NoNewPrivs:\t1\nSeccomp:\t2\nnone\n");
    expect(recordsOf(code)).toMatchObject([
      { extra: { settled_by: "standby" }, withheld: ["AWS_SECRET_ACCESS_KEY"] },
    ]);
  });

  test("runs in its own directory, with its own variables", () => {
    mkdirSync(join(place, "elsewhere"));
    const { stdout } = command('pwd; echo "$MINE"', {
      cwd: join(place, "elsewhere"),
      environment: { MINE: "yes" },
    });
    expect(stdout).toBe(`${place}/elsewhere\nyes\n`);
  });

  test("by every name, with every form of -c", () => {
    // Startup files of another home would be judged beforehand.
    const ownHome = { HOME: homeDirectory() };
    for (const list of [
      ["-c", "echo $0 $1", "a", "b"],
      ["-lc", "echo $0 $1", "a", "b"],
      ["-e", "-c", "echo $0 $1", "a", "b"],
    ])
      expect(command("", { arguments: list, environment: ownHome }).stdout).toBe("a b\n");
    expect(command("", { arguments: ["echo a b"] }).stdout).toBe("a b\n");
    expect(command("", { path: names.shell("sh"), name: "sh", arguments: ["-c", "echo $0"] }).stdout).toBe(
      "sh\n",
    );
    expect(settlersOf("echo $0 $1")).toEqual(["standby", "standby", "standby"]);
    expect(settlersOf("echo a b")).toEqual(["standby"]);
  });

  test("many at once: none is lost, the log is whole", async () => {
    const all = Array.from({ length: 64 }, (_, index) =>
      Bun.spawn([names.bashGuardsh, "-c", `echo number ${index}; exit ${index % 4}`], {
        cwd: projectIn(place),
        env: { PATH: "/usr/bin:/bin", HOME: place, ...guardshVariables(place) },
        stdout: "pipe",
      }),
    );
    const ended = await Promise.all(
      all.map(async (each) => [await new Response(each.stdout).text(), await each.exited]),
    );
    expect(ended).toEqual(all.map((_, index) => [`number ${index}\n`, index % 4]));
    const log = logOf(place).filter(({ command: code }) => code?.startsWith("echo number "));
    expect(log.length).toBe(64);
    const report = Bun.spawnSync([names.guardsh, "audit", "verify"], {
      env: { PATH: "/usr/bin:/bin", HOME: place, ...guardshVariables(place) },
    });
    expect(report.stdout.toString() + report.stderr.toString()).toContain("whole");
    expect(report.exitCode).toBe(0);
  });
});

describe("what needs more than a yes", () => {
  const usual = (code: string) => expect(settlersOf(code)).toEqual([undefined]);

  test("a refusal is the usual one, and recorded once", () => {
    const { status, stderr, stdout } = command("echo x; rm -rf ~");
    expect({ status, stdout }).toEqual({ status: 126, stdout: "" });
    expect(stderr).toContain("[fs/delete-home]");
    usual("echo x; rm -rf ~");
  });

  test("a question is the usual one", () => {
    expect(command("git push --force origin main").stderr).toContain("guardsh approve");
    usual("git push --force origin main");
  });

  test("the policy in force is today's", () => {
    const file = join(place, "config/guardsh/policy.toml");
    const before = readFileSync(file, "utf8");
    expect(command("uname -s").status).toBe(0);
    appendFileSync(file, '[deny]\ncommands = ["uname"]\n');
    expect(command("uname -s").status).toBe(126);
    writeFileSync(file, before);
    expect(command("uname -s").status).toBe(0);
  });

  test("a project's own policy counts where the command runs", () => {
    const project = join(place, "project");
    mkdirSync(project);
    writeFileSync(join(project, ".guardsh.toml"), '[deny]\ncommands = ["nproc"]\n');
    expect(command("nproc", { cwd: project }).status).toBe(126);
    expect(command("nproc").status).toBe(0);
  });

  test("what a guarded command starts is judged where it runs", () => {
    const inner = `${names.bashGuardsh} -c 'echo inner'`;
    expect(command(inner).stdout).toBe("inner\n");
    expect(recordsOf("echo inner")).toEqual([]);
  });

  test("a directory whose name is no UTF-8 is not taken for the one that is called like what is shown of it", () => {
    const odd = Buffer.concat([Buffer.from(`${projectIn(place)}/`), new Uint8Array([0xff])]);
    const [target, link] = [join(place, "not-the-project"), join(projectIn(place), "\ufffd")];
    mkdirSync(odd);
    mkdirSync(target);
    symlinkSync(target, link);
    for (const GUARDSH_STANDBY of ["1", "0"]) {
      const code = `cd "$ODD" && exec ${names.bashGuardsh} -c 'touch ${target}/written'`;
      const { status, stderr } = command("", {
        path: "/bin/bash",
        arguments: ["-c", code],
        environment: { GUARDSH_STANDBY },
        entries: [Buffer.concat([Buffer.from("ODD="), odd])],
      });
      expect(stderr).toContain("the working directory cannot be used");
      expect(status).toBe(125);
    }
    expect(readdirSync(target)).toEqual([]);
    rmSync(link);
  });

  test("a policy that cannot be read, a log that cannot be written: nothing runs", () => {
    const home = lastingDirectory("guardsh-standby-faults-");
    const other = standBy(names, home);
    const refused = { status: 125, stdout: "" };
    try {
      expect(command("echo ran", { home }).stdout).toBe("ran\n");
      const file = join(home, "config/guardsh/policy.toml");
      const before = readFileSync(file, "utf8");
      writeFileSync(file, `${before}[rate\n`);
      expect(command("echo ran", { home })).toMatchObject(refused);
      expect(command("echo ran", { home }).stderr).toContain("policy.toml");
      writeFileSync(file, before);
      expect(command("echo ran", { home }).stdout).toBe("ran\n");
      writeFileSync(join(home, "state/audit/head"), "damaged");
      expect(command("echo ran", { home })).toMatchObject(refused);
      expect(command("echo ran", { home }).stderr).toContain("mend:");
    } finally {
      other.end();
      rmSync(home, { recursive: true, force: true });
    }
  });

  test("what only guardsh starts itself with says what is wrong, when somebody else does", () => {
    for (const list of [["--carry"], ["--carry", "99"], ["--carry", "0"], ["--pump", "{", "1"]]) {
      const { status, stderr } = command("", { path: names.guardsh, arguments: list, input: "x" });
      expect({ list, status, own: stderr.startsWith("guardsh: ") }).toEqual({ list, status: 125, own: true });
      expect(stderr.split("\n").length).toBeLessThan(6);
    }
  });

  test("another mount namespace is another world", () => {
    if (process.getuid?.() !== 0 || Bun.spawnSync(["unshare", "-m", "true"]).exitCode !== 0) return; // needs root
    const code = "echo from another world";
    expect(
      command("", { path: "/usr/bin/unshare", arguments: ["-m", names.bashGuardsh, "-c", code] }).stdout,
    ).toBe("from another world\n");
    usual(code);
  });
});

describe("limits hold through it", () => {
  test("rate: what is over the limit is refused as ever", () => {
    const home = lastingDirectory("guardsh-standby-rate-");
    mkdirSync(join(home, "config/guardsh"), { recursive: true });
    writeFileSync(
      join(home, "config/guardsh/policy.toml"),
      '[rate]\ncommands = 5\nwindow = "60s"\nmax_wait = "1ms"\n',
    );
    const other = standBy(names, home);
    try {
      const statuses = Array.from({ length: 8 }, () => command("true", { home }).status);
      expect(statuses).toEqual([0, 0, 0, 0, 0, 75, 75, 75]);
      expect(logOf(home).filter((line) => line.extra?.settled_by === "standby").length).toBe(5);
    } finally {
      other.end();
      rmSync(home, { recursive: true, force: true });
    }
  });

  test("a session that was ended stays ended", () => {
    const home = lastingDirectory("guardsh-standby-session-");
    const other = standBy(names, home);
    try {
      const cli = (...words: string[]) =>
        Bun.spawnSync([names.guardsh, ...words], {
          cwd: projectIn(home),
          env: { PATH: "/usr/bin:/bin", HOME: home, ...guardshVariables(home) },
        }).stdout.toString();
      const [, id = ""] = /GUARDSH_SESSION=(\S+)/.exec(cli("session", "start")) ?? [];
      expect(id).not.toBe("");
      const inSession = { home, environment: { GUARDSH_SESSION: id } };
      expect(command("echo in session", inSession).stdout).toBe("in session\n");
      cli("session", "kill", id);
      expect(command("echo in session", inSession).status).toBe(126);
    } finally {
      other.end();
      rmSync(home, { recursive: true, force: true });
    }
  });
});
