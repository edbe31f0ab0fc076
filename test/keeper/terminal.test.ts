/** An agent at a terminal, with and without `guardsh run`: what it finds there, and what the keys do. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Ground, ground, possible, refused } from "./ground.ts";

let field: Ground;
beforeAll(() => {
  field = ground();
  writeFileSync(
    join(field.project, "agent.pl"),
    `use POSIX; $| = 1;
    print "terminal ", join(",", map { -t $_ ? 1 : 0 } STDIN, STDOUT, STDERR), "\\n";
    print "foreground ", tcgetpgrp(0) == getpgrp ? 1 : 0, "\\n";
    print "size ", scalar(qx(stty size));
    $SIG{INT} = sub { print "interrupted\\n"; exit 9 };
    $SIG{WINCH} = sub { print "size ", scalar(qx(stty size)) };
    $SIG{CONT} = sub { print "continued\\n" };
    print "ready\\n"; while (1) { sleep 1 }`,
  );
}, 180_000);
afterAll(() => field.remove());

/** Somebody at a terminal in which a real shell with job control runs. */
class Person {
  shown = "";
  readonly #process: Bun.Subprocess;

  constructor() {
    this.#process = Bun.spawn(["/bin/bash", "--norc", "-i"], {
      cwd: field.project,
      env: { ...field.environment, TERM: "dumb", PS1: "ready> " },
      terminal: {
        cols: 91,
        rows: 37,
        data: (_terminal, data) => {
          this.shown += Buffer.from(data).toString();
        },
      },
    });
  }

  /** Types, and answers what is shown from then on until `until` is there. */
  async type(text: string, until: RegExp): Promise<string> {
    const from = this.shown.length;
    this.#process.terminal?.write(text);
    for (let round = 0; round < 600 && !until.test(this.shown.slice(from)); round++) await Bun.sleep(25);
    const seen = this.shown.slice(from);
    if (!until.test(seen)) throw new Error(`never saw ${until} in ${JSON.stringify(seen)}`);
    return seen;
  }

  resize(columns: number, rows: number) {
    this.#process.terminal?.resize(columns, rows);
  }

  end() {
    this.#process.kill("SIGKILL");
    this.#process.terminal?.close();
  }
}

describe.skipIf(!possible || process.platform !== "linux")("at a terminal", () => {
  for (const [how, prefix] of [
    ["without", ""],
    ["with", "guardsh"],
  ] as const) {
    test(`${how} guardsh run: the same terminal, size, stop, continue and interrupt`, async () => {
      const person = new Person();
      try {
        const command = `${prefix === "" ? "" : `${field.guardsh} run -- `}perl agent.pl`;
        const begun = await person.type(`${command}\n`, /ready\r\n/);
        expect(begun).toContain("terminal 1,1,1");
        expect(begun).toContain("foreground 1");
        expect(begun).toContain("size 37 91");
        await Bun.sleep(200);
        person.resize(60, 20);
        await person.type("", /size 20 60/);
        await person.type("\x1a", /Stopped/);
        expect(await person.type("jobs\n", /Stopped.*agent\.pl/)).toContain("Stopped");
        await person.type("fg\n", /continued/);
        await person.type("\x03", /interrupted/);
        expect(await person.type("echo status=$?\n", /status=\d+/)).toContain("status=9");
      } finally {
        person.end();
      }
    }, 60_000);
  }

  test("an agent that stops itself gives the terminal back, as it would without", async () => {
    const person = new Person();
    try {
      const stop = `perl -e '$| = 1; print "go"."ing\\n"; kill "STOP", $$; print "back"."again\\n"; exit 5'`;
      await person.type(`${field.guardsh} run -- ${stop}\n`, /Stopped/);
      await person.type("fg\n", /backagain/);
      expect(await person.type("echo status=$?\n", /status=\d+/)).toContain("status=5");
    } finally {
      person.end();
    }
  }, 60_000);

  test("a shell at a terminal inside is guardsh: lines are judged, jobs work", async () => {
    const person = new Person();
    try {
      await person.type(`${field.guardsh} run -- perl -e 'exec "/bin/bash", "--norc"'\n`, /# $|\$ $/);
      expect(await person.type("echo one''two\n", /onetwo/)).toContain("onetwo");
      expect(await person.type(`${refused}\n`, /blocked[\s\S]*not run/)).toContain("disk/");
      await person.type("sleep 300\n", /sleep 300/);
      await Bun.sleep(300);
      await person.type("\x1a", /Stopped/);
      await person.type("kill %1\n", /# $|\$ $/);
      await person.type("exit 4\n", /session over/);
      expect(await person.type("echo status=$?\n", /status=\d+/)).toContain("status=4");
    } finally {
      person.end();
    }
  }, 60_000);
});
