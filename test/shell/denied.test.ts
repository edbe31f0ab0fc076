/** What the sandbox stops is said, on standard error, after the command's own words. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { landlockAbi } from "../../src/sandbox/index.ts";
import { guardshVariables, install, lastingDirectory } from "./binary.ts";

let base: string;
let shell: string;
beforeAll(() => {
  shell = install().bashGuardsh;
  base = lastingDirectory("guardsh-test-denied-");
  mkdirSync(join(base, "project/.git"), { recursive: true });
  mkdirSync(join(base, "outside"));
}, 120_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

function run(command: string) {
  const child = Bun.spawnSync([shell, "-c", command], {
    cwd: join(base, "project"),
    env: { PATH: "/usr/bin:/bin", HOME: process.env.HOME ?? "/", ...guardshVariables(base) },
    stdin: "ignore",
  });
  return { status: child.exitCode, out: child.stdout.toString(), err: child.stderr.toString() };
}

/** What a program that judgement does not look into does, under a policy. */
function runProgram(policy: string, perl: string) {
  guardshVariables(base);
  writeFileSync(join(base, "config/guardsh/policy.toml"), `[rate]\ncontrol = "off"\n${policy}`);
  mkdirSync(join(base, "project/lib"), { recursive: true });
  writeFileSync(join(base, "project/lib/Helper.pm"), `package Helper;\n${perl}\n1;\n`);
  return run("perl -Ilib -MHelper -e 1");
}

const noPerl = landlockAbi() < 6 || !existsSync("/usr/bin/perl");

test.skipIf(noPerl)("a program that writes outside fails, and reads why", () => {
  const { status, err } = runProgram("", 'open(my $f, ">", "../outside/x") or die "../outside/x: $!\\n";');
  expect(status).not.toBe(0);
  expect(err).toMatch(
    /\.\.\/outside\/x: .*\nguardsh: .*\/outside\/x is read-only in the sandbox.*boundary\.write/s,
  );
});

test.skipIf(noPerl)("a program that connects fails, and reads why and where", () => {
  const { status, err } = runProgram(
    '[egress]\nmode = "off"\n',
    'use IO::Socket::INET; IO::Socket::INET->new("192.0.2.1:80") or die "connection to 192.0.2.1:80: $!\\n";',
  );
  expect(status).not.toBe(0);
  expect(err).toMatch(/guardsh: .*no network, so no connection to 192\.0\.2\.1 .*egress\.mode/);
});

test.skipIf(noPerl)("a program that signals another process fails, and reads why and whom", async () => {
  const other = Bun.spawn(["sleep", "60"]);
  const { status, err } = runProgram(
    '[sandbox]\nsignals = "own"\n',
    `kill(9, ${other.pid}) or die "kill ${other.pid}: $!\\n";`,
  );
  expect(status).not.toBe(0);
  expect(err).toContain(`not process ${other.pid} (policy key sandbox.signals)`);
  expect(other.exitCode).toBeNull();
  other.kill();
});

test("a failure that has nothing to do with it is left alone", () => {
  expect(run("ls not-there; exit 3").err).not.toContain("guardsh");
});
