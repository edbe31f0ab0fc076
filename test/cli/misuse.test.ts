/** What is said to words that a subcommand does not take, and to files that are not there: what it was, and what to say instead. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guardshVariables, install } from "../shell/binary.ts";

let guardsh: string;
let root: string;
beforeAll(() => {
  guardsh = install().guardsh;
  root = mkdtempSync(join(tmpdir(), "guardsh-misuse-"));
  mkdirSync(join(root, "directory"));
  writeFileSync(join(root, "text"), "no program");
}, 180_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

function run(words: string) {
  const { stdout, stderr, exitCode } = Bun.spawnSync([guardsh, ...words.split(" ")], {
    cwd: root,
    env: { PATH: "/usr/bin:/bin", HOME: root, ...guardshVariables(root) },
    stdin: "ignore",
  });
  return { out: stdout.toString(), first: stderr.toString().split("\n")[0] ?? "", status: exitCode };
}

test.each([
  ["check --policy absent ls", 3, "absent: there is no such file"],
  ["check --env-file absent ls", 3, "absent: there is no such file"],
  ["policy check absent", 2, "absent: there is no such file"],
  ["policy show egress.mod", 1, "there is no key egress.mod; did you mean egress.mode?"],
  ["policy diff lax", 2, "there is no profile lax: observe, standard, strict, readonly"],
  ["rules show fs/delete-hmoe", 1, "there is no rule fs/delete-hmoe; did you mean fs/delete-home?"],
  ["docter", 2, "there is no subcommand docter; did you mean doctor? (guardsh help lists them)"],
  ["logs", 2, "there is no subcommand logs; did you mean audit? (guardsh help lists them)"],
  ["chekc ls --json", 2, "there is no subcommand chekc; did you mean check? (guardsh help lists them)"],
  ["status now", 2, "unexpected argument 'now'"],
  ["rules list --all", 2, "unknown option '--all'"],
  ["audit tail -n many", 2, "-n many: say a number of lines"],
  ["audit notes -n many", 2, "-n many: say a number of lines"],
  ["audit notes --rule fs/", 2, "notes has no option --rule"],
  ["audit verify -n 3", 2, "verify has no option -n"],
  ["audit rotate --json", 2, "rotate has no option --json"],
  ["audit tail --since soon", 2, "soon is no time: say 30m, 2h, 7d or a date such as 2030-01-31T12:00Z"],
  ["allow suggest", 1, "the log has no commands to make a list from; use guardsh for a while first"],
  ["rules search xyzzy", 1, "no rule has that word; guardsh rules list shows all"],
  ["trust absent", 1, "there is no absent"],
  ["trust --forever", 2, "unknown option '--forever'"],
  ["trust one two", 2, "one file at a time"],
  ["audit verify absent", 2, "absent: there is no such file"],
  ["audit verify --at-least soon", 2, "--at-least soon: say the number of a record"],
  ["audit verify directory", 2, "directory: it is a directory"],
  ["audit verify --key-file directory", 2, "directory: it is a directory"],
  ["check --env-file directory ls", 3, "directory: it is a directory"],
  ["policy check directory", 2, "directory: it is a directory"],
  ["egress check github.com:999999", 2, "github.com:999999 is no host: say HOST or HOST:PORT"],
  ["egress check github.com:99999", 2, "github.com:99999 is no host: say HOST or HOST:PORT"],
  ["run --profile lax -- true", 125, "there is no profile lax: observe, standard, strict, readonly"],
  ["run --ttl=soon true", 125, "--ttl soon: say 90s, 30m, 2h or 1d"],
  ["run --port 0 true", 125, "--port 0: say a number from 1 to 65535"],
  ["run --fast true", 125, "unknown option --fast"],
  ["run --ttl 1h", 125, "which agent?"],
  ["run ./text", 125, "./text cannot be started: it is not executable"],
  ["run ./directory", 125, "./directory cannot be started: it is a directory"],
])("guardsh %s", (words, status, said) => {
  expect(run(words)).toEqual({ out: "", first: `guardsh: ${said}`, status });
});

test("a word that no subcommand is like, or that is a program or a file here, is a shell's", () => {
  writeFileSync(join(root, "stats"), "echo from the file\n");
  expect(run("stats").out).toBe("from the file\n");
  expect(run("id").status).toBe(0);
  expect(run("nosuchprogram").first).toContain("nosuchprogram");
  expect(run("nosuchprogram").status).toBe(127);
});

test.each([
  ["github.com", 0],
  ["github.com:22", 0],
  ["https://github.com/a/b", 0],
  ["[2001:db8::1]:443", 0],
  ["2001:db8::1", 0],
  ["http://169.254.169.254/latest/meta-data/", 1],
])("guardsh egress check %s", (host, status) => {
  expect(run(`egress check ${host}`).status).toBe(status);
});
