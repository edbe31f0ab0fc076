/** Credential isolation through the installed binary: what a command really gets. */
import { beforeAll, expect, test } from "bun:test";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install } from "../../shell/binary.ts";

const token = `ghp_${"a1B2".repeat(9)}`;
const place = realpathSync(mkdtempSync(join(tmpdir(), "guardsh-credentials-")));
const state = join(place, "state");
mkdirSync(state, { mode: 0o700 });

beforeAll(() => {
  install();
}, 180_000);

function run(command: string, more: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr, exitCode } = Bun.spawnSync([install().guardsh, "-c", command], {
    cwd: place,
    env: {
      PATH: "/usr/bin:/bin",
      HOME: place,
      GUARDSH_STATE: state,
      GH_TOKEN: token,
      MY_VALUE: token,
      PLAIN: "x",
      ...more,
    },
  });
  return { out: stdout.toString(), err: stderr.toString(), status: exitCode };
}

test("secrets are gone, by name and by value; the rest is there, so env may run", () => {
  const { out, status } = run("env");
  expect(status).toBe(0);
  expect(out).toContain("PLAIN=x\n");
  expect(out).not.toContain("GH_TOKEN");
  expect(out).not.toContain("MY_VALUE");
});

test.each([
  ["sh", "env"],
  ["sh", "printenv"],
  ["sh", "set"],
  ["sh", "export -p"],
  ["bash", "declare -p"],
  ["bash", "declare -x"],
  ["bash", 'compgen -v | while read -r name; do printf \'%s=%s\\n\' "$name" "${!name}"; done'],
])("%s: %s shows what is left, and nothing else", (shell, command) => {
  const { out, err } = run(shell === "sh" ? command : `bash -c '${command.replaceAll("'", "'\\''")}'`);
  expect(err).toBe("");
  expect(out).toContain("PLAIN");
  expect(out).not.toContain("GH_TOKEN=");
  expect(out).not.toContain(token);
});

test("the names of what it was not given are on record, the values nowhere", () => {
  run("true");
  const { stdout } = Bun.spawnSync([
    install().guardsh,
    "audit",
    "tail",
    "-n",
    "1",
    "--json",
    "--state",
    state,
  ]);
  expect(JSON.parse(stdout.toString())).toMatchObject({
    command: "true",
    withheld: ["GH_TOKEN", "MY_VALUE"],
  });
  const log = join(state, "audit/000001.jsonl");
  expect(readFileSync(log, "utf8")).not.toContain(token);
});

test("a value that turns up from elsewhere is hidden in the output", () => {
  writeFileSync(join(place, "notes.txt"), `it is ${token}!\n`);
  expect(run("cat notes.txt").out).toMatch(/^it is \[redacted: \w+\]!\n$/);
});

test("an assignment of the command's own reaches its program", () => {
  expect(run("API_KEY=for-the-test sh -c 'test \"$API_KEY\" = for-the-test && echo same'").out).toBe(
    "same\n",
  );
});

test("a grant in the user's policy gives the variable to the named program alone", () => {
  const config = join(place, "config/guardsh");
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, "policy.toml"), '[credentials]\ngrant = { GH_TOKEN = ["has-token"] }\n', {
    mode: 0o644,
  });
  const bin = join(place, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "has-token"), '#!/bin/sh\ntest -n "$GH_TOKEN" && echo yes || echo no\n');
  chmodSync(join(bin, "has-token"), 0o755);
  const settings = { PATH: `${bin}:/usr/bin:/bin`, XDG_CONFIG_HOME: join(place, "config") };
  expect(run("has-token", settings).out).toBe("yes\n");
  expect(run("has-token; ls /dev/null", settings).out).toBe("no\n/dev/null\n");
});

test("what a program reads from a credential file of its own is hidden in what it shows", () => {
  mkdirSync(join(place, ".aws"), { recursive: true });
  writeFileSync(join(place, ".aws/credentials"), "[default]\naws_secret_access_key = wJalr/K7MDENG+bPxRfi\n");
  writeFileSync(join(place, ".env"), "SMTP_PASSWORD=un1que-enough\nPORT=8080\n");
  writeFileSync(join(place, "dump.log"), "using wJalr/K7MDENG+bPxRfi and un1que-enough on 8080\n");
  expect(run("cat dump.log").out).toBe(
    "using [redacted: aws_secret_access_key of .aws/credentials] and [redacted: SMTP_PASSWORD of .env] on 8080\n",
  );
});

test("observe: the command gets everything, and the record says what it would not have got", () => {
  const config = join(place, "observing/guardsh");
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, "policy.toml"), '[credentials]\ncontrol = "observe"\n');
  const { status } = run('test -n "$GH_TOKEN"', { XDG_CONFIG_HOME: join(place, "observing") });
  expect(status).toBe(0);
  const { stdout } = Bun.spawnSync([
    install().guardsh,
    "audit",
    "tail",
    "-n",
    "1",
    "--json",
    "--state",
    state,
  ]);
  expect(JSON.parse(stdout.toString()).withheld).toEqual([]);
  expect(readFileSync(join(state, "audit/000001.jsonl"), "utf8")).toContain(
    '"would_withhold":"GH_TOKEN MY_VALUE"',
  );
});
