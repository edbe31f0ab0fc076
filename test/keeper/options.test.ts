/** The options of `guardsh run`, each by what it changes; and the session's end from outside. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { agent, type Ground, ground, possible } from "./ground.ts";

let field: Ground;
let listener: Bun.TCPSocketListener;
let connections = 0;
beforeAll(() => {
  field = ground();
  listener = Bun.listen({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      open: () => {
        connections++;
      },
      data: (socket) => {
        socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
      },
    },
  });
}, 180_000);
afterAll(() => {
  listener.stop(true);
  field.remove();
});

/** Perl for: connect to a port of this machine, send, print what comes or why nothing does. */
const dial = (port: string, text: string) => `
  use IO::Socket::INET;
  { my $s = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => ${port});
    if ($s) { print $s "${text}"; $s->flush; local $/; my $all = <$s>; print $all =~ /^(HTTP\\S* \\d+)/, "\\n" }
    else { print "no: $!\\n" } }`;

/** Runs an agent while this process serves the listener. */
async function run(options: readonly string[], code: string) {
  const child = field.start(options, agent(code));
  const [out, err, status] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { out, err, status };
}

const proxyPort = "(split /:/, $ENV{HTTP_PROXY})[2]";

describe.skipIf(!possible)("--net allowlist", () => {
  test("direct connections are cut; through the proxy goes what the list has, and it is accounted for", async () => {
    const direct = connections;
    const { out, err } = await run(
      ["--net", "allowlist"],
      `${dial(`${listener.port}`, "GET / HTTP/1.0\\r\\n\\r\\n")}`,
    );
    expect(out).toBe("no: Permission denied\n");
    expect(connections).toBe(direct);
    expect(err).toContain("left the machine: nothing;");

    const ask = (host: string) => `CONNECT ${host} HTTP/1.1\\r\\n\\r\\n`;
    const proxied = await run(
      ["--net", "allowlist"],
      `${dial(proxyPort, `GET http://127.0.0.1:${listener.port}/ HTTP/1.0\\r\\n\\r\\n`)}
       ${dial(proxyPort, ask("attacker.example:443"))}${dial(proxyPort, ask("attacker.example:443"))}`,
    );
    expect(proxied.out).toBe("HTTP/1.1 200\nHTTP/1.1 403\nHTTP/1.1 403\n");
    expect(proxied.err).toMatch(
      new RegExp(
        `left the machine: 127\\.0\\.0\\.1:${listener.port} \\(1 connection, \\d+ B sent, \\d+ B received\\); refused: attacker\\.example:443 \\(2 times\\)`,
      ),
    );
    const refusals = field.records().filter(({ event }) => event === "egress-refused");
    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toMatchObject({ host: "attacker.example", port: 443, by: "agent" });
    expect(refusals[0]?.why).toContain("egress.allow");
  }, 30_000);

  test("commands have a proxy of their own, and the agent's is out of their reach", async () => {
    writeFileSync(
      join(field.project, "dial.pl"),
      `$| = 1; my ($own, $other) = ((split /:/, $ENV{HTTP_PROXY})[2], $ARGV[0]);
      print $own == $other ? "the same\\n" : "another\\n";
      ${dial("$other", "x")}
      ${dial("$own", "CONNECT 127.0.0.1:$other HTTP/1.1\\r\\n\\r\\n")}
      ${dial("$own", "CONNECT localhost:$other HTTP/1.1\\r\\n\\r\\n")}
      ${dial("$own", `GET http://127.0.0.1:${listener.port}/ HTTP/1.0\\r\\n\\r\\n`)}`,
    );
    const { out, err } = await run(["--net", "allowlist"], `sh("perl dial.pl " . ${proxyPort})`);
    expect(err).toContain("0 refused");
    expect(out).toBe("another\nno: Permission denied\nHTTP/1.1 403\nHTTP/1.1 403\nHTTP/1.1 200\n");
  }, 30_000);

  test("datagrams do not get out", async () => {
    const { out } = await run(
      ["--net", "allowlist"],
      'socket(my $s, 2, 2, 0) or print "none"; socket(my $t, 2, 1, 0) and print " but TCP"',
    );
    expect(out).toBe("none but TCP");
  });
});

describe.skipIf(!possible)("--net off", () => {
  test("no connection, from the agent neither", async () => {
    const { out, err } = await run(
      ["--net", "off"],
      'socket(my $s, 2, 1, 0) or print "none"; socket(my $u, 2, 2, 0) or print " at all"',
    );
    expect(out).toBe("none at all");
    expect(err).toContain("left the machine: nothing, the network was off");
  });

  test("but for the ports that are named", async () => {
    const get = "GET / HTTP/1.0\\r\\n\\r\\n";
    const { out } = await run(
      ["--net", "off", "--port", String(listener.port)],
      `${dial(String(listener.port), get)}${dial("9", get)}`,
    );
    expect(out).toBe("HTTP/1.1 200\nno: Permission denied\n");
  });

  test("a policy that is tighter is not loosened", async () => {
    field.policy('[rate]\ncontrol = "off"\n[egress]\nmode = "off"\n');
    const { out } = await run(["--net", "open"], 'socket(my $s, 2, 1, 0) or print "none"');
    field.policy('[rate]\ncontrol = "off"\n');
    expect(out).toBe("none");
  });
});

describe.skipIf(!possible)("--ttl", () => {
  test("when it is over no command runs any more, and the agent reads why", () => {
    const { out, err } = field.run(
      ["--ttl", "1s"],
      agent('sh("echo in time"); sleep 2; print sh("echo too late")'),
    );
    expect(out).toBe("in time\n126");
    expect(err).toContain("session/expired");
  });
});

describe.skipIf(!possible)("--profile", () => {
  const writes = agent('sh("touch made && echo made"); print sh("cat ../outside/canary")');

  test("standard reads around and writes the project; strict neither runs what nobody allowed", () => {
    expect(field.run(["--profile", "standard"], writes).out).toBe("made\nuntouched\n0");
    const strict = field.run(["--profile", "strict"], writes);
    expect(strict.out).toBe("126");
    expect(strict.err).toContain("2 refused");
  });

  test("readonly: nothing is written, whoever tries", () => {
    const { out } = field.run(
      ["--profile", "readonly"],
      agent('print open(my $f, ">", "new") ? "written" : "shut"; print sh("echo x > new")'),
    );
    expect(out).toBe("shut126");
  });
});

describe.skipIf(!possible)("from outside", () => {
  test("a session that is killed runs no more commands", async () => {
    const child = field.start(
      [],
      agent(
        'sh("echo on"); my $end = time + 30; while (time < $end && !$gone) { select undef, undef, undef, 0.2; $gone = sh("true") } print "$gone\\n"',
      ),
    );
    const reader = child.stdout.getReader();
    await reader.read();
    const directory = join(field.base, "state/keeper");
    const [id = ""] = readdirSync(directory);
    const ended = Bun.spawnSync([field.guardsh, "session", "kill", id], { env: field.environment });
    expect(ended.exitCode).toBe(0);
    let out = "";
    for (let part = await reader.read(); !part.done; part = await reader.read())
      out += Buffer.from(part.value).toString();
    expect(out).toBe("126\n");
    expect(await child.exited).toBe(0);
  }, 60_000);
});
