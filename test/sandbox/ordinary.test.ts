/** What developers do all day goes on under the default plan as without it. Nothing here needs a network. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { defaultInput } from "../../src/sandbox/defaults.ts";
import { landlockAbi } from "../../src/sandbox/landlock.ts";
import { makePlan } from "../../src/sandbox/plan.ts";

let base: string;
let planFile: string;
const at = (path: string) => join(base, path);

const files: Readonly<Record<string, string>> = {
  "home/.gitconfig": "[user]\n\tname = t\n\temail = t@example.com\n",
  "home/.ssh/id_ed25519": "KEY\n",
  "home/.config/tool/settings": "",
  "project/Makefile": "all: hello\n\t./hello\nhello: hello.c\n\tcc -o hello hello.c\n",
  "project/hello.c": 'int puts(const char *); int main(void) { return puts("hello") < 0; }\n',
  "project/dep/package.json": '{"name":"dep","version":"1.0.0","main":"index.js"}',
  "project/dep/index.js": "module.exports = 'from dep';\n",
  "project/package.json":
    '{"name":"t","version":"1.0.0","scripts":{"test":"node -p \\"require(\'dep\')\\""},"dependencies":{"dep":"file:dep"}}',
  "project/package-lock.json": JSON.stringify({
    name: "t",
    version: "1.0.0",
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { name: "t", version: "1.0.0", dependencies: { dep: "file:dep" } },
      dep: { version: "1.0.0" },
      "node_modules/dep": { resolved: "dep", link: true },
    },
  }),
  "project/crate/Cargo.toml": '[package]\nname = "c"\nversion = "0.1.0"\nedition = "2021"\n',
  "project/crate/src/main.rs": 'fn main() { println!("built") }\n',
  "project/page.html": "<p>painted</p>\n",
};

beforeAll(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), "guardsh-ordinary-")));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
  }
  mkdirSync(at("tmp"));
  Bun.spawnSync(["git", "init", "-q", at("project")]);
  const input = defaultInput({
    cwd: at("project"),
    home: at("home"),
    environment: {},
    state: at("home/.local/state/guardsh"),
  });
  planFile = at("plan.json");
  // The scratch directory is itself below /tmp, which would open all of it.
  writeFileSync(planFile, JSON.stringify(makePlan({ ...input, mode: "required", temporary: [at("tmp")] })));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** What is done, what must be in the output, and the programs it takes. */
const works: readonly [string, string, string, ...string[]][] = [
  [
    "npm ci, npm test",
    "npm ci --offline --no-audit --no-fund --silent && npm test --silent",
    "from dep",
    "npm",
    "node",
  ],
  ["git commit", "git add -A && git commit -qm x && git log --format=%s", "x", "git"],
  [
    "git branches, worktrees and gc",
    "git checkout -qb b && git worktree add -q ../project/wt && git -C wt status -sb && git gc -q",
    "## wt",
    "git",
  ],
  [
    "git clone",
    "git clone -q . tmp-clone && git -C tmp-clone log --format=%s && rm -rf tmp-clone",
    "x",
    "git",
  ],
  ["make and a compiler", "make -s", "hello", "make", "cc"],
  ["cargo build", "cd crate && cargo build -q --offline && ./target/debug/c", "built", "cargo"],
  ["python venv", "python3 -m venv --without-pip v && v/bin/python -c 'print(6 * 7)'", "42", "python3"],
  [
    "python: semaphores and shared memory",
    `python3 -c '
import multiprocessing as m
lock, value = m.Lock(), m.Value("i", 0)
def add():
    with lock: value.value += 1
ps = [m.Process(target=add) for _ in range(3)]
[p.start() for p in ps]; [p.join() for p in ps]; print(value.value)'`,
    "3",
    "python3",
  ],
  [
    "a web server on loopback",
    `python3 -c '
import http.server, threading, urllib.request
s = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
threading.Thread(target=s.serve_forever, daemon=True).start()
print(urllib.request.build_opener(urllib.request.ProxyHandler({})).open("http://127.0.0.1:%d/page.html" % s.server_port).read().decode())'`,
    "painted",
    "python3",
  ],
  [
    "a database in the project",
    'python3 -c \'import sqlite3; c = sqlite3.connect("t.db"); c.execute("pragma journal_mode=wal"); c.execute("create table t(a)"); print(c.execute("select count(*) from t").fetchone())\'',
    "(0,)",
    "python3",
  ],
  [
    "ssh-agent",
    "eval $(ssh-agent) >/dev/null; ssh-keygen -q -t ed25519 -N '' -f k && ssh-add -q k && ssh-add -l; kill $SSH_AGENT_PID",
    "ED25519",
    "ssh-agent",
    "ssh-add",
  ],
  ["temporary files", "f=$(mktemp) && echo kept > $f && cat $f && rm $f", "kept"],
  ["devices", "echo x > /dev/null && head -c 3 /dev/urandom | wc -c && echo in | cat /dev/stdin", "in"],
  ["/dev/fd and process substitution", "bash -c 'diff <(echo a) <(echo a) && echo same'", "same", "bash"],
  [
    "a terminal of its own",
    "script -qec 'echo typed > /dev/tty; stty size' /dev/null < /dev/null",
    "typed",
    "script",
  ],
  [
    "shared memory files",
    "echo s > /dev/shm/guardsh-$$ && cat /dev/shm/guardsh-$$ && rm /dev/shm/guardsh-$$",
    "s",
  ],
  [
    "/proc and /sys",
    "cat /proc/self/status /proc/cpuinfo > /dev/null && ls /sys/class > /dev/null && ps -o pid= -p $$ > /dev/null && echo seen",
    "seen",
    "ps",
  ],
  [
    "node: workers, interfaces, children",
    'node -e \'new (require("worker_threads").Worker)("1", {eval: true}); require("os").networkInterfaces(); console.log(require("child_process").execSync("echo child").toString())\'',
    "child",
    "node",
  ],
  ["jobs and signals", "sleep 100 & kill $!; wait $!; echo $?", "143"],
  ["docker asks its daemon", "docker -H unix:///nowhere.sock ps 2>&1 | head -1; true", "daemon", "docker"],
  [
    "a headless browser",
    "chromium --headless --no-sandbox --disable-gpu --dump-dom file://$PWD/page.html 2>/dev/null",
    "painted",
    "chromium",
  ],
  ["the host's name", "getent hosts localhost", "localhost", "getent"],
  ["ssh's settings, but not the key", "cat ~/.ssh/id_ed25519 2>&1; ls ~/.ssh", "Permission denied"],
];

describe.skipIf(landlockAbi() < 6)("under the default plan", () => {
  for (const [what, code, expected, ...needs] of works) {
    test.skipIf(needs.some((program) => Bun.which(program) === null))(
      what,
      () => {
        const child = Bun.spawnSync(
          [process.execPath, join(import.meta.dir, "run-under.ts"), planFile, "/bin/sh", "-c", code],
          {
            cwd: at("project"),
            env: {
              ...process.env,
              HOME: at("home"),
              TMPDIR: at("tmp"),
              // Toolchains that live in the real home directory stay where they are.
              CARGO_HOME: at("home/.cargo"),
              RUSTUP_HOME: process.env.RUSTUP_HOME ?? join(process.env.HOME ?? "", ".rustup"),
              BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
            },
            stdin: "ignore",
          },
        );
        const output = child.stdout.toString() + child.stderr.toString();
        expect(output).toContain(expected);
        expect(child.exitCode).toBe(0);
      },
      60_000,
    );
  }
});
