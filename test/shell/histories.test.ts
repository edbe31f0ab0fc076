/** What programs remember right in the home directory: they can do without, and nobody has to press a key for it. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Installed, install, lastingDirectory } from "./binary.ts";
import { Person } from "./person.ts";

let names: Installed;
let home: string;
let cwd: string;

beforeAll(() => {
  names = install();
  home = lastingDirectory("guardsh-test-histories-");
  cwd = join(home, "project");
  mkdirSync(join(cwd, ".git"), { recursive: true });
  writeFileSync(join(cwd, "file"), "text\n");
}, 180_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

const installed = (program: string) => existsSync(`/usr/bin/${program}`) || existsSync(`/bin/${program}`);

test.skipIf(!installed("vim"))(
  "vim ends at once, and its marks and registers stay as they were",
  async () => {
    const kept = join(home, ".viminfo");
    writeFileSync(kept, "# of an earlier vim\n");
    const person = new Person({ home, cwd }, [names.shell("bash"), "-c", "vim file; echo ended''here"]);
    await person.sees(/text/);
    await person.type(":q\r", /endedhere/);
    expect(await person.leaves()).toBe(0);
    expect(readFileSync(kept, "utf8")).toBe("# of an earlier vim\n");
  },
  60_000,
);

test.skipIf(!installed("zsh"))(
  "zsh reads its history, writes nothing to it and says nothing of it",
  async () => {
    const history = join(home, ".zsh_history");
    writeFileSync(history, "echo from''before\n");
    writeFileSync(
      join(home, ".zshrc"),
      "PS1='ready> '; unsetopt prompt_sp prompt_cr; HISTFILE=~/.zsh_history HISTSIZE=9 SAVEHIST=9; setopt share_history\n",
    );
    const person = new Person({ home, cwd }, [names.shell("zsh")]);
    expect(await person.sees(/ready> /)).not.toContain("lock");
    await person.type("\x1b[A\r", /frombefore/);
    const end = await person.type("exit; echo\r", /exit/);
    expect(await person.leaves()).toBe(0);
    expect(end).not.toContain("lock");
    expect(readFileSync(history, "utf8")).toBe("echo from''before\n");
  },
  60_000,
);
