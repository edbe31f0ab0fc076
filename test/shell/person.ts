/** A person at a terminal, with whom tests have a shell: types, and reads what is shown. */
import { guardshVariables } from "./binary.ts";

export class Person {
  #shown = "";
  readonly #process: Bun.Subprocess;

  constructor({ home, cwd }: { readonly home: string; readonly cwd: string }, command: readonly string[]) {
    this.#process = Bun.spawn([...command], {
      cwd,
      env: {
        PATH: "/usr/bin:/bin",
        HOME: home,
        TERM: "dumb",
        PS1: "ready> ",
        SHELL: "/bin/zsh",
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
