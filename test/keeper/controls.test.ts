/** What a command meets under `guardsh run` as it does without: cleaned output, the limiter, the end on record. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { agent, type Ground, ground, possible } from "./ground.ts";

let field: Ground;
beforeAll(() => {
  field = ground();
}, 180_000);
afterEach(() => field.policy('[rate]\ncontrol = "off"\n'));
afterAll(() => field.remove());

describe.skipIf(!possible)("output", () => {
  test("is cleaned where the agent reads it, once, however deep it comes from", () => {
    const { out } = field.run(
      [],
      agent(
        String.raw`print scalar qx(printf '\\033]0;title\\007plain \\033[31mred\\033[0m'; sh -c "printf '\\033[2J'; echo deep")`,
      ),
    );
    expect(out).toBe("plain reddeep\n");
  });

  test("what was withheld does not turn up, in the background neither", () => {
    const secret = "kJ8vQ2mZ4xW7rT1pL9sD3fG6";
    writeFileSync(join(field.project, "kept"), `the key is ${secret}\n`);
    const { out } = field.run(
      [],
      agent('print scalar qx([ -z "\\$SERVICE_API_KEY" ] && echo gone; cat kept; (sleep 0.3; cat kept) &); '),
      { SERVICE_API_KEY: secret },
    );
    expect(out).toContain("gone\n");
    expect(out.match(/the key is \[redacted: SERVICE_API_KEY\]/g)).toHaveLength(2);
    expect(out).not.toContain(secret);
  });

  test("a binary stream and a status pass as they are when policy leaves output alone", () => {
    field.policy('[rate]\ncontrol = "off"\n[output]\ncontrol = "off"\n');
    const { out, status } = field.run(
      [],
      agent(String.raw`print scalar qx(printf '\\033[31mred'; exit 5); exit $? >> 8`),
    );
    expect(out).toBe("\u001b[31mred");
    expect(status).toBe(5);
  });

  test("the end of a command is on record: status, bytes", () => {
    field.run([], agent('sh("echo four; exit 9")'));
    const last = field
      .records()
      .filter(({ type }) => type === "end")
      .at(-1);
    expect(last).toMatchObject({ status: 9, bytes: 5 });
  });

  test("what the sandbox stopped is said in one line", () => {
    const { err } = field.run([], agent(`system(q(awk 'BEGIN { f = "../out" "side/x"; print "x" > f; }'))`));
    expect(err).toMatch(/guardsh: .*\/outside\/x is read-only in the sandbox.*boundary\.write/);
    expect(field.run([], agent('sh("ls not-there; exit 3")')).err).not.toContain("read-only in the sandbox");
  });
});

describe.skipIf(!possible)("the limiter", () => {
  test("pauses, says so once, and goes on", () => {
    field.policy('[rate]\ncommands = 2\nwindow = "2s"\nmax_wait = "30s"\n');
    const { out, err, status } = field.run([], agent('sh("echo $_") for 1..4'));
    expect(out).toBe("1\n2\n3\n4\n");
    expect(status).toBe(0);
    expect(err.match(/guardsh: paused: limit of 2 commands in 2 s/g)?.length).toBeGreaterThanOrEqual(1);
    expect(err).toContain("0 refused");
    expect(field.records().some(({ event }) => event === "pause")).toBe(true);
  });

  test("who waits holds up nobody: what is not counted is served meanwhile", () => {
    field.policy('[rate]\ncommands = 1\nwindow = "6s"\nmax_wait = "30s"\n');
    // The first command lives on and starts shells; the second has to wait for the window.
    const { out } = field.run(
      [],
      agent(`
        if (!fork) { exec("/bin/sh", "-c", "for i in 1 2 3; do sleep 0.3; sh -c 'echo inner'; done") }
        select undef, undef, undef, 0.3;
        sh("echo second");
        wait;
      `),
    );
    expect(out).toBe("inner\ninner\ninner\nsecond\n");
  }, 30_000);

  test("after the longest wait it is 75, and nothing has run", () => {
    field.policy('[rate]\ncommands = 1\nwindow = "60s"\nmax_wait = "300ms"\n');
    const { out, err } = field.run([], agent('sh("echo one"); print sh("echo two")'));
    expect(out).toBe("one\n75");
    expect(err.match(/guardsh: paused:/g)).toHaveLength(1);
    expect(err).toContain("rate/limit");
  });

  test("a shell that goes away while it waits is forgotten", () => {
    field.policy('[rate]\ncommands = 1\nwindow = "2s"\nmax_wait = "30s"\n');
    const { out } = field.run(
      [],
      agent(`
        sh("echo one");
        my $pid = fork; if (!$pid) { exec("/bin/sh", "-c", "echo never") }
        select undef, undef, undef, 0.5; kill 9, $pid; wait;
        sh("echo three");
      `),
    );
    expect(out).toBe("one\nthree\n");
  });
});
