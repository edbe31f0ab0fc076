/** What a command sees and leaves behind is the same as with the real shell: through the binary, with real processes. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { action, signals, systemCall } from "../../src/system/index.ts";
import { guardshVariables, type Installed, install, type Standing, standBy } from "./binary.ts";
import { type Kind, place, run, type Start } from "./harness.ts";

/** Declares the tests. `standby`: while a guardsh stands by that settles what it can; otherwise each command starts a runtime of its own. */
export function transparent(standby: boolean): void {
  let names: Installed;
  let scratch: string;
  let raw: string;
  let standing: Standing | undefined;

  beforeAll(() => {
    names = install();
    scratch = mkdtempSync(join(tmpdir(), "guardsh-shell-"));
    raw = join(scratch, "raw");
    rmSync(raw, { recursive: true, force: true });
    if (standby) standing = standBy(names, scratch);
  }, 180_000);

  afterAll(() => {
    standing?.end();
    rmSync(scratch, { recursive: true, force: true });
  });

  /** Runs `bash -c code`: cleaned (guardsh stays the parent) or, with outputs that have no reader, handed over. */
  function bash(code: string, start: Partial<Start> = {}) {
    return run({
      path: names.shell("bash"),
      name: "bash",
      arguments: ["-c", code],
      cwd: scratch,
      ...start,
      environment: {
        PATH: "/usr/bin:/bin",
        HOME: scratch,
        ...guardshVariables(scratch),
        ...(standby ? {} : { GUARDSH_STANDBY: "0" }),
        ...start.environment,
      },
    });
  }

  /** Two ways: outputs with a reader, and `/dev/null`, where nothing is left to clean and guardsh becomes the shell. */
  const ways: readonly { readonly name: string; readonly stdout: Kind; readonly stderr: Kind }[] = [
    { name: "as parent", stdout: "pipe", stderr: "pipe" },
    { name: "become", stdout: "null", stderr: "null" },
  ];

  for (const { name, stdout, stderr } of ways) {
    describe(name, () => {
      const note = () => join(scratch, `note-${name.replace(" ", "-")}`);
      /** Runs code that writes what it sees into a file. */
      const seen = (code: string, start: Partial<Start> = {}): string => {
        rmSync(note(), { force: true });
        bash(`{ ${code}; } > '${note()}'`, { stdout, stderr, ...start });
        return existsSync(note()) ? readFileSync(note(), "latin1").trim() : "";
      };

      test("exit statuses", () => {
        for (const status of [0, 1, 3, 75, 125, 126, 127, 255])
          expect(bash(`exit ${status}`, { stdout, stderr }).status).toBe(status);
        expect(bash("./no-such-file", { stdout, stderr }).status).toBe(127);
      });

      test("session and process group are those that the caller made", () => {
        const code = "read -r -a stat < /proc/$$/stat; echo ${stat[4]} ${stat[5]}";
        rmSync(note(), { force: true });
        const { pid } = bash(`{ ${code}; } > '${note()}'`, { stdout, stderr });
        expect(readFileSync(note(), "utf8").trim()).toBe(`${pid} ${pid}`);
      });

      test("the parent does not have the words of the command (pkill -f, pgrep -f)", () => {
        expect(seen("grep -ac words-of-the-command /proc/$PPID/cmdline")).toBe("0");
        expect(seen("grep -ac . /proc/$PPID/cmdline")).toBe("1");
      });

      test("descriptors stay at their numbers", () => {
        const file = join(scratch, "descriptor");
        writeFileSync(file, "inherited\n");
        for (const number of [3, 4, 9, 63]) {
          // Out of the way of the numbers that it shall get.
          const descriptor = systemCall("fcntl", openSync(file, "r"), 1030, 200);
          expect(seen(`cat <&${number}`, { calls: [place(descriptor, number)] })).toBe("inherited");
        }
      });

      test("nothing else is open", () => {
        expect(seen("ls /proc/self/fd | tr '\\n' ' '")).toBe("0 1 2 3");
      });

      test("umask, directory, limit of open files", () => {
        const umask = {
          name: { number: process.arch === "arm64" ? 166 : 95, label: "umask" },
          arguments: [0o077],
        };
        expect(seen("umask; pwd", { calls: [umask] })).toBe(`0077\n${scratch}`);
        const [soft] = readFileSync("/proc/self/limits", "utf8").match(/(?<=Max open files\s+)\d+/) ?? [];
        expect(seen("ulimit -Sn")).toBe(soft ?? "");
      });

      test("signals that the caller ignores stay ignored, SIGPIPE and SIGXFSZ are as they were", () => {
        const ignored = seen("grep SigIgn /proc/self/status", {
          calls: [action(signals.SIGHUP, "ignore"), action(signals.SIGUSR1, "ignore")],
        });
        expect(ignored).toBe("SigIgn:\t0000000000000201");
        expect(seen("grep -E 'Sig(Ign|Blk)' /proc/self/status")).toBe(
          "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000",
        );
      });

      test("arguments and environment keep bytes that are no UTF-8", () => {
        const bytes = Buffer.from([0x61, 0xff, 0xfe, 0x62]);
        const entry = Buffer.concat([Buffer.from("ODD="), bytes]);
        const code = `printf '%s|%s' "$1" "$ODD" > '${note()}'`;
        rmSync(note(), { force: true });
        bash("", { arguments: ["-c", code, "name", bytes], entries: [entry], stdout, stderr });
        expect(readFileSync(note()).toString("hex")).toBe(
          Buffer.concat([bytes, Buffer.from("|"), bytes]).toString("hex"),
        );
      });

      test("binary standard input", () => {
        const input = Buffer.from(Array.from({ length: 4096 }, (_, index) => index % 256));
        rmSync(note(), { force: true });
        bash(`cat > '${note()}'`, { input, stdout, stderr });
        expect(readFileSync(note()).equals(input)).toBe(true);
      });
    });
  }

  describe("as parent", () => {
    test("death by a signal is one here too", () => {
      for (const signal of [signals.SIGHUP, signals.SIGKILL, signals.SIGSEGV, signals.SIGTERM])
        expect(bash(`kill -${signal} $$`).signal).toBe(signal);
      expect(bash("sh -c 'kill -TERM $$'; exit $?").status).toBe(143);
    });

    test("a reader that goes away ends the writer", () => {
      expect(bash("yes | head -1").stdout).toBe("y\n");
    });

    test("one file for both outputs keeps their order", () => {
      const { stdout } = bash("for i in 1 2 3 4 5; do echo out$i; echo err$i >&2; done", {
        together: true,
        stdout: "file",
      });
      expect(stdout).toBe([1, 2, 3, 4, 5].map((n) => `out${n}\nerr${n}\n`).join(""));
    });

    test("output is complete when guardsh ends", () => {
      for (const stdout of ["file", "socket"] as const)
        expect(bash("seq 1 2000", { stdout }).stdout.split("\n").length).toBe(2001);
    });

    test("a background process does not hold the caller up, and keeps its output", () => {
      const path = join(scratch, "background");
      const before = Date.now();
      const { stdout } = bash(
        `(while [ ! -e '${path}' ]; do sleep 0.05; done; echo late; touch '${path}.done') & echo now`,
        {
          stdout: "file",
        },
      );
      expect(stdout).toBe("now\n");
      expect(Date.now() - before).toBeLessThan(9000);
      writeFileSync(path, "");
      const deadline = Date.now() + 8000;
      while (!existsSync(`${path}.done`) && Date.now() < deadline) Bun.sleepSync(20);
      expect(existsSync(`${path}.done`)).toBe(true);
    });

    test("a signal to guardsh reaches the shell", () => {
      const started = join(scratch, "started");
      const { status } = bash(`trap 'exit 42' TERM; touch '${started}'; while :; do sleep 0.05; done`, {
        during: (pid) => {
          until(() => existsSync(started));
          process.kill(pid, "SIGTERM");
        },
      });
      expect(status).toBe(42);
    });

    test("guardsh killed with -9 takes the shell with it", () => {
      const file = join(scratch, "shell-pid");
      bash(`echo $$ > '${file}.new'; mv '${file}.new' '${file}'; while :; do sleep 0.05; done`, {
        during: (pid) => {
          until(() => existsSync(file));
          process.kill(pid, "SIGKILL");
        },
      });
      const shell = Number(readFileSync(file, "utf8"));
      until(() => systemCall("kill", shell, 0) < 0);
      expect(systemCall("kill", shell, 0)).toBe(-1);
    });

    test("killing the group leaves nobody", () => {
      const file = join(scratch, "group-pid");
      bash(`sleep 30 & echo $! > '${file}.new'; mv '${file}.new' '${file}'; wait`, {
        during: (pid) => {
          until(() => existsSync(file));
          process.kill(-pid, "SIGKILL");
        },
      });
      const sleeper = Number(readFileSync(file, "utf8"));
      until(() => systemCall("kill", sleeper, 0) < 0 || isZombie(sleeper));
      expect(systemCall("kill", sleeper, 0) < 0 || isZombie(sleeper)).toBe(true);
    });
  });

  describe("scripts", () => {
    test("on standard input, through every kind of descriptor; commands read what follows them", () => {
      for (const stdin of ["pipe", "socket", "file"] as const) {
        const { stdout } = bash("", {
          arguments: [],
          stdin,
          input: 'read line\nrest of it\necho "[$line]"\n',
        });
        expect(stdout).toBe("[rest of it]\n");
      }
    });

    test("in a file, with its name and arguments", () => {
      const path = join(scratch, "script.sh");
      writeFileSync(path, 'echo "$0 $1"\n');
      expect(bash("", { arguments: [path, "one"] }).stdout).toBe(`${path} one\n`);
    });

    test("are judged whole before their first line runs", () => {
      const path = join(scratch, "bad.sh");
      writeFileSync(path, "echo first\nrm -rf ~\n");
      for (const start of [{ arguments: [path] }, { arguments: [], input: "echo first\nrm -rf ~\n" }])
        expect(bash("", start)).toMatchObject({ status: 126, stdout: "" });
    });

    test("that are missing are the real shell's to complain about", () => {
      const { status, stderr } = bash("", { arguments: ["no-such-script.sh"] });
      expect(status).toBe(127);
      expect(stderr).toContain("No such file");
    });
  });

  describe("refusals", () => {
    test("nothing runs: no redirection, no first half", () => {
      const file = join(scratch, "must-not-be");
      const { status, stdout, stderr } = bash(`echo x > '${file}'; rm -rf ~`);
      expect({ status, stdout }).toEqual({ status: 126, stdout: "" });
      expect(existsSync(file)).toBe(false);
      expect(stderr).toStartWith("guardsh: blocked: ");
      expect(stderr).toContain("not run");
      expect(stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(10);
    });

    test("for machines: one line of JSON", () => {
      const { stderr } = bash("rm -rf ~", { environment: { GUARDSH_FORMAT: "json" } });
      expect(JSON.parse(stderr)).toMatchObject({ guardsh: "blocked", ran: false, command: "rm -rf ~" });
    });

    test("guardsh's own failures have a status and a mend", () => {
      const { status, stderr } = bash("true", { environment: { GUARDSH_STATE: "relative" } });
      expect(status).toBe(125);
      expect(stderr).toContain("mend:");
    });
  });

  describe("real shells", () => {
    test("never guardsh itself, though it has that name", () => {
      const { stdout } = bash("readlink /proc/$$/exe; :");
      expect(stdout.trim()).toMatch(/\/bash$/);
    });

    test("by their names", () => {
      const { stdout } = bash("", { path: names.shell("sh"), name: "sh", arguments: ["-c", "echo $0"] });
      expect(stdout).toBe("sh\n");
      const login = bash("", { name: "-bash", arguments: ["-c", "shopt -q login_shell && echo login"] });
      expect(login.stdout).toBe("login\n");
    });

    test("the agent's PATH is not asked", () => {
      const { stdout } = bash("echo fine", { environment: { PATH: "/nowhere" } });
      expect(stdout).toBe("fine\n");
    });
  });
}

function until(condition: () => boolean): void {
  const deadline = Date.now() + 8000;
  while (!condition() && Date.now() < deadline) Bun.sleepSync(10);
}

function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
}
