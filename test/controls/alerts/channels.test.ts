/** Alerts to the system log and to the desktop, as their receivers get them. */
import { afterAll, expect, test } from "bun:test";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { channelsOf } from "../../../src/controls/alerts/alert.ts";
import { deliver, Hopeless } from "../../../src/controls/alerts/channels.ts";
import { alert, settings } from "./sample.ts";

const root = mkdtempSync(join(tmpdir(), "guardsh-channels-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const sent = { ...alert("rm -rf / # <b>&\u001b[2J"), repeats: 0, held: 0, limit: false };
const python = Bun.which("python3") !== null;

test.skipIf(!python)("the system log gets a line of authpriv.alert, with the whole record", async () => {
  const socket = join(root, "log");
  const code =
    "import socket,sys\ns=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM)\ns.bind(sys.argv[1])\nsys.stdout.buffer.write(s.recv(65536))";
  const daemon = Bun.spawn(["python3", "-c", code, socket], { stdout: "pipe" });
  while (!existsSync(socket)) await Bun.sleep(5);
  await deliver({ kind: "syslog", socket }, sent);
  const line = await new Response(daemon.stdout).text();
  expect(line).toMatch(
    /^<81>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d guardsh: deletes \/ and everything below it \[fs\/delete-root\] \{/,
  );
  expect(JSON.parse(line.slice(line.indexOf("{")))).toEqual(sent);
});

test("no system log is an error, so that it is tried again", async () => {
  await expect(deliver({ kind: "syslog", socket: join(root, "nobody") }, sent)).rejects.toThrow("ENOENT");
});

test("the desktop gets a notification in which nothing of the command is markup, or an option", async () => {
  const [program, told] = [join(root, "notify-send"), join(root, "told")];
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$@" "$XDG_RUNTIME_DIR" > '${told}'\n`);
  chmodSync(program, 0o755);
  await deliver({ kind: "desktop", program }, sent);
  expect(readFileSync(told, "utf8").split("\n")).toEqual([
    "--urgency=critical",
    "--app-name=guardsh",
    "--",
    "guardsh refused a command",
    "deletes / and everything below it [fs/delete-root]",
    expect.stringContaining("rm -rf / # &lt;b&gt;&amp;"),
    `/run/user/${process.getuid?.()}`,
    "",
  ]);
});

test("without a desktop there is nobody to try again", async () => {
  const nobody = deliver({ kind: "desktop", program: join(root, "missing") }, sent);
  await expect(nobody).rejects.toBeInstanceOf(Hopeless);
});

test("the policy's words for both", () => {
  expect(channelsOf(settings({ syslog: true, desktop: true }))).toEqual([
    { kind: "syslog", socket: "/dev/log" },
    { kind: "desktop", program: "notify-send" },
  ]);
});
