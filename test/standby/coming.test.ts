/** Coming and going: when somebody stands by, when nobody does, and who else may listen in that place. */
import { afterEach, describe, expect, test } from "bun:test";
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { systemCall } from "../../src/system/index.ts";
import { guardshVariables, lastingDirectory, type Standing, standBy } from "../shell/binary.ts";
import { command, names, projectIn, recordsOf, settlersOf, standingBy, until } from "./ground.ts";

standingBy();

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
