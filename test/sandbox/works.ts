/** What developers do all day, as shell commands with what they must print. Nothing here needs a network beyond this machine. */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Work {
  readonly what: string;
  readonly code: string;
  /** What must be in the output. */
  readonly prints: string;
  readonly needs?: readonly string[];
  /** What of the strict profile's refusals it runs into: connections here, sockets in the file system, ptrace. */
  readonly takes?: "network" | "sockets" | "a debugger";
  /** PostgreSQL does not run as root. */
  readonly user?: "nobody";
}

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
  // Its own zip file: the work is to install it, not to build it.
  "project/make-wheel.py": `import zipfile
with zipfile.ZipFile("demo-1.0-py3-none-any.whl", "w") as z:
    z.writestr("demo.py", "print('from the wheel')\\n")
    z.writestr("demo-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: demo\\nVersion: 1.0\\n")
    z.writestr("demo-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    z.writestr("demo-1.0.dist-info/RECORD", "demo.py,,\\ndemo-1.0.dist-info/METADATA,,\\ndemo-1.0.dist-info/WHEEL,,\\ndemo-1.0.dist-info/RECORD,,\\n")
`,
  "project/named.c": `#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  char name[64];
  snprintf(name, sizeof name, "/guardsh-%d", getpid());
  sem_t *s = sem_open(name, O_CREAT | O_EXCL, 0600, 1);
  int f = shm_open(name, O_CREAT | O_EXCL | O_RDWR, 0600);
  if (s == SEM_FAILED || f < 0 || ftruncate(f, 4096) != 0) return perror("open"), 1;
  int *n = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, f, 0);
  for (int i = 0; i < 3; i++)
    if (fork() == 0) { sem_wait(s); ++*n; sem_post(s); return 0; }
  while (wait(0) > 0);
  printf("counted %d\\n", *n);
  sem_unlink(name); shm_unlink(name);
}
`,
  "project/serve-tls.py": `import http.server, ssl
s = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain("server.crt", "server.rsa")
s.socket = tls.wrap_socket(s.socket, server_side=True)
print("port", s.server_port, flush=True)
s.serve_forever()
`,
  // As much of an engine as `docker ps` asks for.
  "project/engine.py": `import http.server, socketserver
class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, body):
        self.send_response(200)
        self.send_header("Api-Version", "1.43")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET": self.wfile.write(body)
    def do_HEAD(self): self.answer(b"")
    def do_GET(self): self.answer(b"[]" if "containers" in self.path else b"OK")
    def log_message(self, *_): pass
class Server(socketserver.UnixStreamServer):
    def get_request(self): return super().get_request()[0], ("local", 0)
Server("engine.sock", Handler).serve_forever()
`,
  "project/.gitignore": "v/\ne/\npg/\nnode_modules/\n*.log\n*.sock\nserver.*\n",
  "project/page.html": "<p>painted</p>\n",
};

/** Makes a home and a project below a directory. */
export function makeProject(base: string): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), content);
  }
  mkdirSync(join(base, "tmp"), { recursive: true });
  Bun.spawnSync(["git", "init", "-q", join(base, "project")]);
}

export const works: readonly Work[] = [
  {
    what: "npm ci, npm test",
    code: "npm ci --offline --no-audit --no-fund --silent && npm test --silent",
    prints: "from dep",
    needs: ["npm", "node"],
  },
  {
    what: "git commit",
    code: "git add -A && git commit -qm x && git log --format=%s",
    prints: "x",
    needs: ["git"],
  },
  {
    what: "git branches, worktrees and gc",
    code: "git checkout -qb b && git worktree add -q ../project/wt && git -C wt status -sb && git gc -q",
    prints: "## wt",
    needs: ["git"],
  },
  {
    what: "git clone",
    code: "git clone -q . tmp-clone && git -C tmp-clone log --format=%s && rm -rf tmp-clone",
    prints: "x",
    needs: ["git"],
  },
  { what: "make and a compiler", code: "make -s", prints: "hello", needs: ["make", "cc"] },
  {
    what: "a leak check",
    code: "cc -fsanitize=address -o checked hello.c && ./checked && echo clean",
    prints: "clean",
    needs: ["cc"],
    takes: "a debugger",
  },
  {
    what: "tracing what one starts",
    code: "strace -o trace -e trace=execve true && grep -c execve trace | sed s/^/traced/",
    prints: "traced1",
    needs: ["strace"],
    takes: "a debugger",
  },
  {
    what: "cargo build",
    code: "cd crate && cargo build -q --offline && ./target/debug/c",
    prints: "built",
    needs: ["cargo"],
  },
  {
    what: "python venv",
    code: "python3 -m venv --without-pip v && v/bin/python -c 'print(6 * 7)'",
    prints: "42",
    needs: ["python3"],
  },
  {
    what: "python: semaphores and shared memory",
    code: `python3 -c '
import multiprocessing as m
lock, value = m.Lock(), m.Value("i", 0)
def add():
    with lock: value.value += 1
ps = [m.Process(target=add) for _ in range(3)]
[p.start() for p in ps]; [p.join() for p in ps]; print(value.value)'`,
    prints: "3",
    needs: ["python3"],
  },
  {
    what: "a web server on loopback",
    code: `python3 -c '
import http.server, threading, urllib.request
s = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
threading.Thread(target=s.serve_forever, daemon=True).start()
print(urllib.request.build_opener(urllib.request.ProxyHandler({})).open("http://127.0.0.1:%d/page.html" % s.server_port).read().decode())'`,
    prints: "painted",
    needs: ["python3"],
    takes: "network",
  },
  {
    what: "a database in the project",
    code: 'python3 -c \'import sqlite3; c = sqlite3.connect("t.db"); c.execute("pragma journal_mode=wal"); c.execute("create table t(a)"); print(c.execute("select count(*) from t").fetchone())\'',
    prints: "(0,)",
    needs: ["python3"],
  },
  {
    what: "ssh-agent",
    code: "eval $(ssh-agent) >/dev/null; ssh-keygen -q -t ed25519 -N '' -f k && ssh-add -q k && ssh-add -l; kill $SSH_AGENT_PID",
    prints: "ED25519",
    needs: ["ssh-agent", "ssh-add"],
    takes: "sockets",
  },
  { what: "temporary files", code: "f=$(mktemp) && echo kept > $f && cat $f && rm $f", prints: "kept" },
  {
    what: "devices",
    code: "echo x > /dev/null && head -c 3 /dev/urandom | wc -c && echo in | cat /dev/stdin",
    prints: "in",
  },
  {
    what: "/dev/fd and process substitution",
    code: "bash -c 'diff <(echo a) <(echo a) && echo same'",
    prints: "same",
    needs: ["bash"],
  },
  {
    what: "a terminal of its own",
    code: "script -qec 'echo typed > /dev/tty; stty size' /dev/null < /dev/null",
    prints: "typed",
    needs: ["script"],
  },
  {
    what: "shared memory files",
    code: "echo s > /dev/shm/guardsh-$$ && cat /dev/shm/guardsh-$$ && rm /dev/shm/guardsh-$$",
    prints: "s",
  },
  {
    what: "/proc and /sys",
    code: "cat /proc/self/status /proc/cpuinfo > /dev/null && ls /sys/class > /dev/null && ps -o pid= -p $$ > /dev/null && echo seen",
    prints: "seen",
    needs: ["ps"],
  },
  {
    what: "node: workers, interfaces, children",
    code: 'node -e \'new (require("worker_threads").Worker)("1", {eval: true}); require("os").networkInterfaces(); console.log(require("child_process").execSync("echo child").toString())\'',
    prints: "child",
    needs: ["node"],
  },
  { what: "jobs and signals", code: "sleep 100 & kill $!; wait $!; echo $?", prints: "143" },
  {
    what: "docker ps",
    code: `python3 engine.py & engine=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do test -S engine.sock && break; sleep 0.2; done
docker -H unix://$PWD/engine.sock ps; kill $engine; rm engine.sock`,
    prints: "CONTAINER ID",
    needs: ["docker", "python3"],
    takes: "sockets",
  },
  {
    what: "a headless browser",
    code: "chromium --headless --no-sandbox --disable-gpu --dump-dom file://$PWD/page.html 2>/dev/null",
    prints: "painted",
    needs: ["chromium"],
    takes: "network",
  },
  { what: "the host's name", code: "getent hosts localhost", prints: "localhost", needs: ["getent"] },
  {
    what: "ssh's settings, but not the key",
    code: "cat ~/.ssh/id_ed25519 2>&1; ls ~/.ssh",
    prints: "Permission denied",
  },
  {
    what: "a wheel into a virtual environment, offline",
    code: "python3 make-wheel.py && python3 -m venv e && e/bin/pip install -q --no-index --disable-pip-version-check ./demo-1.0-py3-none-any.whl && e/bin/python -c 'import demo'",
    prints: "from the wheel",
    needs: ["python3"],
  },
  {
    what: "python -m http.server, and a clone from it",
    code: `git add -A && git -c user.name=t -c user.email=t@example.com commit -qm served; git update-server-info
python3 -u -m http.server --bind 127.0.0.1 0 > served.log 2>&1 &
server=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do grep -q port served.log && break; sleep 0.2; done
port=$(sed -n 's/.* port \\([0-9]*\\).*/\\1/p' served.log)
git -c http.proxy= clone -q http://127.0.0.1:$port/.git served && ls served/Makefile; rm -rf served; kill $server`,
    prints: "served/Makefile",
    needs: ["python3", "git"],
    takes: "network",
  },
  {
    what: "git clone and fetch over https",
    code: `openssl req -x509 -newkey rsa:2048 -nodes -keyout server.rsa -out server.crt -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 2> /dev/null
git add -A && git -c user.name=t -c user.email=t@example.com commit -qm served; git update-server-info
python3 serve-tls.py > served.log 2>&1 & server=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do grep -q '^port ' served.log && break; sleep 0.2; done
port=$(sed -n 's/^port //p' served.log)
export GIT_SSL_CAINFO=$PWD/server.crt
git -c http.proxy= clone -q https://127.0.0.1:$port/.git over-tls && git -C over-tls -c http.proxy= fetch -q && ls over-tls/Makefile
cat served.log; rm -rf over-tls; kill $server`,
    prints: "over-tls/Makefile",
    needs: ["python3", "git", "openssl"],
    takes: "network",
  },
  {
    what: "PostgreSQL in the project",
    code: `PATH=$PATH:${postgresql()}
initdb -D pg -A trust -U me > /dev/null && pg_ctl -s -w -D pg -l pg.log -o "-k $PWD/pg -c listen_addresses=" start &&
psql -h $PWD/pg -U me -tAc 'create table t as select generate_series(1, 42) n; select count(*) from t' postgres; pg_ctl -s -D pg stop`,
    prints: "42",
    needs: [`${postgresql()}/initdb`],
    takes: "sockets",
    user: "nobody",
  },
  {
    what: "POSIX semaphores and shared memory by name",
    code: `cc -o named named.c -lpthread && ./named`,
    prints: "counted 3",
    needs: ["cc"],
  },
  {
    what: "a terminal made by a program",
    code: `python3 -c 'import pty; pty.spawn(["/bin/sh", "-c", "stty -a | head -1; tty"])'`,
    prints: "/dev/pts/",
    needs: ["python3"],
  },
];

/** Where Debian has PostgreSQL's programs; a name that is not there where it is not installed. */
function postgresql(): string {
  try {
    const [version = "none"] = readdirSync("/usr/lib/postgresql").sort().reverse();
    return `/usr/lib/postgresql/${version}/bin`;
  } catch {
    return "/usr/lib/postgresql/none/bin";
  }
}

/** Is all there that a work needs? */
export function isPossible({ needs = [] }: Work): boolean {
  return needs.every((program) => Bun.which(program) !== null);
}
