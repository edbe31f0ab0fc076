/** A guardsh that stands by: what it settles, what it leaves alone, and that nothing is other than without it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createFilter } from "../../src/controls/output/index.ts";
import { plainText } from "../../src/controls/output/plain.ts";
import { homeDirectory, systemCall } from "../../src/system/index.ts";
import {
  guardshVariables,
  type Installed,
  install,
  lastingDirectory,
  type Standing,
  standBy,
} from "../shell/binary.ts";
import { run, type Start } from "../shell/harness.ts";

let names: Installed;
let place: string;
let standing: Standing;

beforeAll(() => {
  names = install();
  place = lastingDirectory("guardsh-standby-");
  standing = standBy(names, place);
}, 180_000);
afterAll(() => {
  standing.end();
  rmSync(place, { recursive: true, force: true });
});

/** Runs a command string where `home` has its state, by default with somebody standing by. */
function command(code: string, start: Partial<Start> & { readonly home?: string } = {}) {
  const home = start.home ?? place;
  return run({
    path: names.bashGuardsh,
    arguments: ["-c", code],
    cwd: projectIn(home),
    ...start,
    environment: { PATH: "/usr/bin:/bin", HOME: home, ...guardshVariables(home), ...start.environment },
  });
}

/** Where commands run: beside the state, which they may not touch. */
function projectIn(home: string): string {
  const project = join(home, "work");
  if (!existsSync(project)) Bun.spawnSync(["git", "init", "-q", project]);
  return project;
}

interface Line {
  readonly seq: number;
  readonly type: string;
  readonly command?: string;
  readonly extra?: { readonly settled_by?: string };
  readonly of?: number;
  readonly status?: number;
  readonly bytes?: number;
  readonly withheld?: readonly string[];
  readonly cleaned?: Readonly<Record<string, number>>;
}

function logOf(home: string): readonly Line[] {
  const directory = join(home, "state/audit");
  return readdirSync(directory)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => readFileSync(join(directory, name), "utf8").trim().split("\n"))
    .map((line): Line => JSON.parse(line));
}

/** Who settled it: `standby`, or nobody but itself. */
function settlersOf(code: string, home = place) {
  return recordsOf(code, home).map(({ extra }) => extra?.settled_by);
}

/** The records of a command, and how each ended. */
function recordsOf(code: string, home = place) {
  const log = logOf(home);
  return log
    .filter((line) => line.command === code)
    .map((line) => ({ ...line, end: log.find(({ of }) => of === line.seq) }));
}

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

describe("coming and going", () => {
  let home: string;
  let other: Standing | undefined;
  const fresh = () => {
    home = lastingDirectory("guardsh-standby-own-");
    return home;
  };
  afterEach(() => {
    other?.end();
    other = undefined;
    for (const pid of standers(home)) systemCall("kill", pid, 9);
    rmSync(home, { recursive: true, force: true });
  });

  test("it is started when there is use for one, and only one is", () => {
    fresh();
    for (let count = 0; count < 12; count++) expect(command("true", { home }).status).toBe(0);
    until(() => standers(home).length === 1);
    expect(command("echo now", { home }).stdout).toBe("now\n");
    expect(recordsOf("echo now", home)).toMatchObject([{ extra: { settled_by: "standby" } }]);
    expect(standers(home).length).toBe(1);
  });

  test("a copy of guardsh that is named as a shell has its own", () => {
    fresh();
    const copy = join(home, "my-bash");
    cpSync(names.guardsh, copy);
    for (let count = 0; count < 12; count++) command("true", { home, path: copy });
    until(() => standers(home).length === 1);
    expect(command("echo copied", { home, path: copy }).stdout).toBe("copied\n");
    expect(settlersOf("echo copied", home)).toEqual(["standby"]);
    rmSync(copy);
    until(() => standers(home).length === 0);
    expect(standers(home)).toEqual([]);
  }, 20_000); // it looks every five seconds

  test("not where it is not wanted", () => {
    fresh();
    guardshVariables(home);
    for (let count = 0; count < 12; count++) command("true", { home, environment: { GUARDSH_STANDBY: "0" } });
    appendFileSync(join(home, "config/guardsh/policy.toml"), '[shell]\nstandby = "0"\n');
    for (let count = 0; count < 3; count++) command("true", { home });
    Bun.sleepSync(300);
    expect(standers(home)).toEqual([]);
  });

  test("where its place is not to be had, commands run without", () => {
    fresh();
    command("true", { home });
    writeFileSync(join(home, "state/standby"), "");
    for (let count = 0; count < 12; count++) expect(command("true", { home }).status).toBe(0);
    expect(standers(home)).toEqual([]);
  });

  test("killed, it is missed by nobody, and another comes", () => {
    other = standBy(names, fresh());
    for (let count = 0; count < 6; count++) command("echo before", { home });
    systemCall("kill", other.pid, 9);
    until(() => standers(home).length === 0);
    expect(command("echo after", { home }).stdout).toBe("after\n");
    expect(recordsOf("echo after", home)).toMatchObject([{ end: { status: 0 } }]);
    until(() => standers(home).length === 1);
    expect(standers(home).length).toBe(1);
  });

  test("killed while a command runs, that one ends as it would have", () => {
    other = standBy(names, fresh());
    const { pid } = other;
    const { stdout, status } = command("echo one; sleep 0.3; echo two; exit 7", {
      home,
      during: () => {
        Bun.sleepSync(100);
        systemCall("kill", pid, 9);
      },
    });
    expect({ stdout, status }).toEqual({ stdout: "one\ntwo\n", status: 7 });
  });

  test("it ends when nobody asks", () => {
    other = standBy(names, fresh(), 400);
    command("true", { home });
    until(() => standers(home).length === 0);
    expect(standers(home)).toEqual([]);
    expect(readdirSync(join(home, "state/standby")).filter((name) => !name.endsWith(".lock"))).toEqual([]);
  });

  test("whoever else listens there is not asked", async () => {
    other = standBy(names, fresh());
    const [socket = ""] = readdirSync(join(home, "state/standby")).filter((name) => !name.endsWith(".lock"));
    other.end();
    until(() => standers(home).length === 0);
    const path = join(home, "state/standby", socket);
    rmSync(path, { force: true });
    let asked = 0;
    const stranger = Bun.listen({ unix: path, socket: { data: () => void asked++ } });
    try {
      const child = Bun.spawn([names.bashGuardsh, "-c", "echo mine"], {
        cwd: projectIn(home),
        env: { PATH: "/usr/bin:/bin", HOME: home, ...guardshVariables(home) },
        stdout: "pipe",
      });
      expect(await new Response(child.stdout).text()).toBe("mine\n");
      expect(asked).toBe(0);
    } finally {
      stranger.stop(true);
    }
  });

  test("a confined process that listened before it became guardsh is not asked", async () => {
    if (Bun.which("python3") === null || Bun.which("setpriv") === null) return;
    other = standBy(names, fresh());
    expect(command("true", { home }).status).toBe(0);
    const [socket = ""] = readdirSync(join(home, "state/standby")).filter((name) => !name.endsWith(".lock"));
    other.end();
    const path = join(home, "state/standby", socket);
    until(() => standers(home).length === 0);
    rmSync(path, { force: true });
    const poser = [
      "import os, socket, sys",
      "s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen(1); s.settimeout(8)",
      "if os.fork():",
      "    os.execv(sys.argv[2], [sys.argv[2], 'check', '--stdin0'])",
      "c = s.accept()[0]; c.settimeout(5); print(len(c.recv(9999)))",
    ].join("\n");
    const python = ["python3", "-c", poser, path, names.guardsh];
    const posing = Bun.spawn(["setpriv", "--no-new-privs", ...python], { stdin: "pipe", stdout: "pipe" });
    until(() => existsSync(path));
    Bun.sleepSync(200); // it becomes guardsh
    expect(command("echo mine", { home }).stdout).toBe("mine\n");
    expect(settlersOf("echo mine", home)).toEqual([undefined]);
    posing.kill();
    expect((await new Response(posing.stdout).text()).trim()).toBe("0");
  });

  test("what is no question is no harm", async () => {
    other = standBy(names, fresh());
    const [socket = ""] = readdirSync(join(home, "state/standby")).filter((name) => !name.endsWith(".lock"));
    for (const bytes of ["", "\0", "\x10\0\0\0stby\xff\xff\xff\xff\0\0\0\0x", "x".repeat(100_000)]) {
      const connection = await Bun.connect({
        unix: join(home, "state/standby", socket),
        socket: { data() {} },
      });
      connection.write(Buffer.from(bytes, "latin1"));
      connection.end();
    }
    expect(command("echo still here", { home }).stdout).toBe("still here\n");
    expect(recordsOf("echo still here", home)).toMatchObject([{ extra: { settled_by: "standby" } }]);
  });

  test("who connects and says nothing keeps nobody from asking", async () => {
    other = standBy(names, fresh());
    expect(command("true", { home }).status).toBe(0);
    const [socket = ""] = readdirSync(join(home, "state/standby")).filter((name) => !name.endsWith(".lock"));
    const crowd: { end(): void }[] = [];
    const path = join(home, "state/standby", socket);
    try {
      for (let tries = 0; crowd.length < 300 && tries < 3000; tries++) {
        // Refused for a moment, where they come faster than they are heard.
        const one = await Bun.connect({ unix: path, socket: { data() {} } }).catch(() => null);
        if (one === null) await Bun.sleep(1);
        else crowd.push(one);
      }
      expect(crowd.length).toBe(300);
      expect(command("echo through", { home }).stdout).toBe("through\n");
      expect(recordsOf("echo through", home)).toMatchObject([{ extra: { settled_by: "standby" } }]);
    } finally {
      for (const each of crowd) each.end();
    }
  });

  /** Processes that stand by for a state directory. */
  function standers(directory: string): readonly number[] {
    return readdirSync("/proc")
      .map(Number)
      .filter((pid) => {
        try {
          const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
          const state = `GUARDSH_STATE=${join(directory, "state")}`;
          return (
            words[1] === "--standby" &&
            readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(state)
          );
        } catch {
          return false;
        }
      });
  }
});

describe("output is the same as when the runtime carries it", () => {
  const secret = "kx7Qp2mN9vB4tR8wZ1";
  /** Each prints with `cat` what is in a file. */
  const outputs: Readonly<Record<string, string>> = {
    nothing: "",
    "one line": "hello\n",
    "no newline at the end": "hello\nworld",
    "windows lines": "a\r\nb\r\n",
    "a lone carriage return": "10%\r20%\r100%\ndone\n",
    "colours at the beginning": "\x1b[31mred\x1b[0m\nplain\n",
    "colours far behind": `${"plain text\n".repeat(20_000)}\x1b[1mbold\x1b[0m\n`,
    "not ASCII": "naïve ✓ 日本語\nplain\n",
    binary: "PNG\0\x01\x02\xff\xfe\n".repeat(50),
    "a line too long": `${"x".repeat(12_000)}\nshort\n`,
    "a line of exactly the limit": `${"x".repeat(10_000)}\n`,
    "too many lines": "line\n".repeat(60_000),
    "just enough lines": "line\n".repeat(50_000),
    much: `${"0123456789abcdef ".repeat(6)}\n`.repeat(30_000),
    "a secret": `before\nvalue=${secret}\nafter\n`,
    "a secret at the very end": `before\n${secret}`,
    "half a secret at the very end": `before\n${secret.slice(0, 9)}`,
    "a secret across a chunk": `${`${"y".repeat(8000)}\n`.repeat(8)}${"z".repeat(1500)} ${secret}\n`,
    "a token": "key AKIAIOSFODNN7EXAMPLE end\n",
    "an invisible instruction": "ok\u200b\u202e\n",
  };
  for (const [name, text] of Object.entries(outputs)) {
    test(name, () => {
      const file = join(projectIn(place), "output");
      writeFileSync(file, Buffer.from(text, name === "binary" ? "latin1" : "utf8"));
      const shown = (environment: Record<string, string>) => {
        const { stdout, status } = command(`cat output; exit 4`, {
          environment: { ACME_SECRET_KEY: secret, ...environment },
        });
        return { status, stdout };
      };
      expect(shown({})).toEqual(shown({ GUARDSH_STANDBY: "0" }));
    });
  }

  test("in pieces, with silence between them", () => {
    const code =
      "printf 'Name: '; sleep 0.1; printf 'x\\n'; printf '\\033[1mb'; sleep 0.1; printf '\\033[0m\\n' >&2; echo end";
    const standby = command(code, { together: true });
    expect(standby.stdout).toBe(
      command(code, { together: true, environment: { GUARDSH_STANDBY: "0" } }).stdout,
    );
    expect(standby.stdout).toBe("Name: x\nb\nend\n");
  });

  test("with standard descriptors closed, as the real shell", () => {
    const code =
      "echo out; echo err >&2; read -r x || echo none; " +
      'for n in 0 1 2 3 4; do [ -e "/proc/$$/fd/$n" ] && s="$s$n "; done; echo "$s" > fds';
    const fds = join(projectIn(place), "fds");
    for (const closed of ["<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-"]) {
      const [guarded, real] = [names.bashGuardsh, "/bin/bash"].map((shell) => {
        const script = `exec ${shell} -c '${code}' ${closed}`;
        const { status, stdout, stderr } = command("", {
          path: "/bin/bash",
          arguments: ["-c", script],
        });
        return { status, stdout, stderr: stderr.replace(/line \d+: /g, ""), fds: readFileSync(fds, "utf8") };
      });
      expect({ closed, ...guarded }).toEqual({ closed, ...real });
    }
  });

  test("under limits of file size and stack, with what has to be cleaned", () => {
    for (const limit of ["ulimit -f 0", "ulimit -f 1", "ulimit -s 256"]) {
      const script = `${limit}; exec ${names.bashGuardsh} -c 'seq 3000; echo é; exit 3'`;
      const { status, stdout } = command("", { path: "/bin/bash", arguments: ["-c", script] });
      expect({ limit, status, end: stdout.slice(-8) }).toEqual({ limit, status: 3, end: "\n3000\né\n" });
    }
    const small = `ulimit -s 128; exec ${names.bashGuardsh} -c 'echo small'`;
    expect(command("", { path: "/bin/bash", arguments: ["-c", small] }).stdout).toBe("small\n");
  });

  test("for one who holds signals back", () => {
    const SIG_BLOCK = 0;
    // SIGCHLD, which has to be heard all the same, and SIGUSR1, which bash leaves as it is for what it starts.
    const held = new BigUint64Array([(1n << 16n) | (1n << 9n)]);
    for (const GUARDSH_STANDBY of ["1", "0"]) {
      const { status, stdout } = command("grep SigBlk /proc/self/status; echo é; exit 5", {
        environment: { GUARDSH_STANDBY },
        calls: [{ name: "rt_sigprocmask", arguments: [SIG_BLOCK, held, 0, 8] }],
      });
      expect({ status, stdout }).toEqual({ status: 5, stdout: "SigBlk:\t0000000000000200\né\n" });
    }
  });

  test("what finds no room is said to be lost", () => {
    // As the runtime carries it the log could not be written under the limit, so nothing would run.
    const code = `ulimit -f 1; exec ${names.bashGuardsh} -c 'seq 1 9999' > limited`;
    const { stderr } = command("", { path: "/bin/bash", arguments: ["-c", code] });
    expect(stderr).toContain("guardsh: output is lost");
  });

  test("a prompt comes before its answer", () => {
    const code = "printf 'go on? '; read -r answer; echo \"$answer\"";
    expect(command(code, { input: "yes\n" }).stdout).toBe("go on? yes\n");
  });

  test("what was taken out is counted in the log", () => {
    const code = "echo plain; printf '\\033[1mx\\033[0m\\n'";
    command(code);
    expect(recordsOf(code)).toMatchObject([
      { extra: { settled_by: "standby" }, end: { cleaned: { escapes: 2 }, bytes: 8 } },
    ]);
  });

  test("what is said to pass is what the filter lets pass", () => {
    const { tables, columns, lines } = plainText({ secrets: [{ kind: "k", value: secret }] });
    expect(tables.length).toBeGreaterThan(65_536);
    const inside = `${"x".repeat(columns)}\n`;
    expect(Buffer.from(createFilter().push(Buffer.from(inside))).toString()).toBe(inside);
    expect(lines).toBeLessThan(50_000);
  });
});

function until(condition: () => boolean): void {
  const deadline = Date.now() + 8000;
  while (!condition() && Date.now() < deadline) Bun.sleepSync(20);
}
