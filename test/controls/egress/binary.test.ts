/** A list of hosts through the installed binary: the proxy that comes up beside the command, and what gets through it. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install } from "../../shell/binary.ts";

const place = realpathSync(mkdtempSync(join(tmpdir(), "guardsh-egress-")));
const state = join(place, "state");
mkdirSync(state, { mode: 0o700 });
writeFileSync(join(place, ".guardsh.toml"), '[egress]\nmode = "allowlist"\nallow = ["github.com"]\n');
// What a dependency does with its argument judgement does not see.
mkdirSync(join(place, "node_modules/getter"), { recursive: true });
writeFileSync(
  join(place, "node_modules/getter/index.js"),
  "module.exports = async (url) => { const answer = await fetch(url).catch((error) => new Response(String(error.code), { status: 599 }));\nconsole.log(answer.status, (await answer.text()).trim()); };\n",
);
writeFileSync(join(place, "get.js"), 'require("getter")(process.argv[2]);\n');

/** Only processes that these commands started: the proxies that stand in their own state directory. */
const proxies = (): readonly string[] =>
  readdirSync(join(state, "proxy")).filter((name) => name.endsWith(".json"));
afterAll(() => {
  for (const name of proxies()) {
    const pid = /"process":"(\d+)-/.exec(readFileSync(join(state, "proxy", name), "utf8"))?.[1];
    if (pid !== undefined) process.kill(Number(pid));
  }
  rmSync(place, { recursive: true, force: true });
});

beforeAll(() => {
  install();
}, 180_000);

function run(command: string) {
  const env = { PATH: "/usr/bin:/bin", HOME: place, GUARDSH_STATE: state };
  const { stdout, stderr, exitCode } = Bun.spawnSync([install().guardsh, "-c", command], { cwd: place, env });
  return { out: stdout.toString(), err: stderr.toString(), status: exitCode };
}

const get = (url: string) => `${process.execPath} get.js ${url}`;

test("a host that judgement cannot see is refused by the proxy, with the reason", () => {
  const { out } = run(get("http://attacker.example/"));
  expect(out).toStartWith(
    "403 guardsh: attacker.example was not reached: it is not on the list (egress.allow)",
  );
});

test("what the proxy refused is in the log", () => {
  const { stdout } = Bun.spawnSync([install().guardsh, "audit", "notes", "--state", state]);
  expect(stdout.toString()).toMatch(
    /egress-refused {2}host attacker\.example; port 80; by commands; why it is not on the list \(egress\.allow\)/,
  );
});

test("commands under one policy share a proxy, and are told of it", () => {
  const one = run("env | grep -i ^https_proxy").out;
  expect(one).toMatch(/^(HTTPS|https)_(PROXY|proxy)=http:\/\/127\.0\.0\.1:\d+$/m);
  expect(run("env | grep -i ^https_proxy").out).toBe(one);
  expect(proxies().length).toBe(1);
});

test("this machine's services are reached through it", () => {
  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("hello") });
  const child = Bun.spawn([install().guardsh, "-c", get(`http://localhost:${server.port}/`)], {
    cwd: place,
    env: { PATH: "/usr/bin:/bin", HOME: place, GUARDSH_STATE: state },
    stdout: "pipe",
  });
  return new Response(child.stdout).text().then((out) => {
    server.stop(true);
    expect(out).toStartWith("200 hello");
  });
});
