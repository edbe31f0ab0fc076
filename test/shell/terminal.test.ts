/** A shell at a terminal: every line is judged, and everything that people use still works. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guardshVariables, type Installed, install } from "./binary.ts";

let names: Installed;
let home: string;

beforeAll(() => {
  names = install();
  home = mkdtempSync(join(tmpdir(), "guardsh-terminal-"));
}, 180_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A person at a terminal: types, and reads what is shown. */
class Person {
  #shown = "";
  readonly #process: Bun.Subprocess;

  constructor(...list: string[]) {
    this.#process = Bun.spawn([names.shell("bash"), ...list], {
      cwd: home,
      env: {
        PATH: "/usr/bin:/bin",
        HOME: home,
        TERM: "dumb",
        PS1: "ready> ",
        ...guardshVariables(home),
      },
      terminal: {
        cols: 120,
        rows: 40,
        data: (_terminal, data) => {
          this.#shown += new TextDecoder().decode(data);
        },
      },
    });
  }

  /** Types, and answers what is shown until `until` appears. */
  async type(text: string, until: RegExp): Promise<string> {
    const from = this.#shown.length;
    this.#process.terminal?.write(text);
    return this.#wait(from, until);
  }

  sees(until: RegExp): Promise<string> {
    return this.#wait(0, until);
  }

  async #wait(from: number, until: RegExp): Promise<string> {
    const deadline = Date.now() + 10_000;
    while (!until.test(this.#shown.slice(from))) {
      if (Date.now() > deadline)
        throw new Error(`never saw ${until} in ${JSON.stringify(this.#shown.slice(from))}`);
      await Bun.sleep(10);
    }
    return this.#shown.slice(from);
  }

  leaves(): Promise<number> {
    return this.#process.exited;
  }
}

test("lines are judged whole, the rest is bash", async () => {
  const person = new Person("--norc");
  await person.sees(/[$#>] $/);
  const file = join(home, "must-not-be");
  const refused = await person.type(`touch '${file}'; rm -rf ~; echo after\n`, /not run[\s\S]*[$#>] $/);
  expect(refused).toContain("guardsh: blocked:");
  expect(refused).not.toMatch(/^after/m);
  expect(existsSync(file)).toBe(false);

  expect(await person.type("echo one''two\n", /onetwo/)).toContain("onetwo");
  expect(await person.type("for i in 1 2; do\necho n$i\ndone\n", /n1\s+n2/)).toContain("n2");
  // What disappears in a loop over several lines does so as a whole.
  await person.type("for i in 1; do\necho first''line\nrm -rf ~\ndone\n", /blocked/);
  // History expansion, job control, Ctrl-C.
  expect(await person.type("!echo:0 a''gain\n", /\bagain/)).toContain("again");
  await person.type("sleep 30\n", /sleep 30/);
  await Bun.sleep(300);
  await person.type("\x1a", /Stopped/);
  await person.type("jobs\n", /\[1\]\+\s+Stopped/);
  await person.type("fg\n", /fg\s+sleep 30/);
  await Bun.sleep(300);
  await person.type("\x03", /[$#>] $/);
  expect(await person.type("trap - DEBUG\n", /blocked/)).toContain("shell/hook");
  expect(await person.type("rm -rf ~\n", /blocked/)).toContain("fs/");
  await person.type("exit 7\n", /exit/);
  expect(await person.leaves()).toBe(7);
}, 60_000);
