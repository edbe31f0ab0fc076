/** How arguments are read: the code that is judged must be the code that the shell will run. */
import { describe, expect, test } from "bun:test";
import { calledAs, readOwnInvocation, readShellInvocation } from "../../src/shell/invocation/invocation.ts";
import type { ShellFamily } from "../../src/shell/invocation/options.ts";

const around = {
  isTerminal: () => false,
  isScriptFile: (path: string) => path.endsWith(".sh"),
  isSubcommand: (word: string) => word === "check",
};

/** The kind of invocation, and the text of its code. */
function read(family: ShellFamily, ...list: string[]): string {
  const invocation = readShellInvocation(list, family, around);
  return "at" in invocation ? `${invocation.kind}: ${list[invocation.at] ?? "(none)"}` : invocation.kind;
}

const rows: readonly (readonly [ShellFamily, string, readonly string[]])[] = [
  ["bash", "command: X", ["bash", "-c", "X"]],
  ["bash", "command: X", ["bash", "-lc", "X"]],
  ["bash", "command: X", ["bash", "-c", "-l", "X"]],
  ["bash", "command: X", ["bash", "-l", "-c", "X", "name", "argument"]],
  ["bash", "command: X", ["bash", "--norc", "--noprofile", "-c", "X"]],
  ["bash", "command: X", ["bash", "-euo", "pipefail", "-c", "X"]],
  ["bash", "command: X", ["bash", "-ceuo", "pipefail", "X"]],
  ["bash", "command: X", ["bash", "-oc", "pipefail", "X"]],
  ["bash", "command: X", ["bash", "-O", "extglob", "-c", "X"]],
  ["bash", "command: X", ["bash", "+O", "extglob", "-c", "X"]],
  ["bash", "command: X", ["bash", "+o", "history", "-c", "X"]],
  ["bash", "command: X", ["bash", "-c", "--", "X"]],
  ["bash", "command: X", ["bash", "+c", "X"]],
  ["bash", "command: X", ["bash", "+", "-c", "X"]],
  ["bash", "command: X", ["bash", "-rcfile", "decoy", "-c", "X"]],
  ["bash", "command: X", ["bash", "--init-file", "decoy", "-c", "X"]],
  ["bash", "command: X", ["bash", "--posix", "-login", "-c", "X"]],
  ["bash", "script: f", ["bash", "--", "f"]],
  ["bash", "script: f", ["bash", "-", "f", "-c", "X"]],
  ["bash", "script: f", ["bash", "-x", "f", "-c", "X"]],
  ["bash", "stdin", ["bash"]],
  ["bash", "stdin", ["bash", "-s", "argument"]],
  ["bash", "stdin", ["bash", "+s", "argument"]],
  ["bash", "interactive", ["bash", "-i"]],
  ["bash", "command: X", ["bash", "-ic", "X"]],
  ["bash", "answer", ["bash", "--version"]],
  ["bash", "command: (none)", ["bash", "-c"]],
  ["bash", "answer", ["bash", "-n", "f"]],
  ["bash", "answer", ["bash", "-n"]],
  ["bash", "answer", ["bash", "-c", "-xn", "X"]],
  ["bash", "answer", ["bash", "+n", "-nc", "X"]],
  ["bash", "command: X", ["bash", "-n", "+n", "-c", "X"]],
  ["bash", "command: X", ["bash", "-n", "+o", "noexec", "-c", "X"]],
  ["bash", "command: X", ["bash", "+o", "noexec", "-n", "-c", "X"]],
  ["bash", "command: X", ["bash", "-n", "-i", "-c", "X"]],
  ["bash", "interactive", ["bash", "-in"]],
  ["posix", "command: X", ["dash", "-n", "-c", "X"]],
  ["zsh", "script: f", ["zsh", "-n", "f"]],
  ["posix", "script: f", ["sh", "+s", "f"]],
  ["posix", "command: X", ["sh", "-ec", "X"]],
  ["posix", "command: X", ["sh", "-O", "-c", "X"]],
  ["zsh", "command: X", ["zsh", "-opipefail", "-c", "X"]],
  ["zsh", "command: X", ["zsh", "-o", "pipefail", "-c", "X"]],
  ["zsh", "script: f", ["zsh", "-b", "f", "-c", "X"]],
  ["zsh", "script: f", ["zsh", "+", "f", "-c", "X"]],
  ["zsh", "command: X", ["zsh", "--emulate", "sh", "-c", "X"]],
  ["bash", "bare: echo x", ["bash-guardsh", "echo x"]],
  ["bash", "script: x.sh", ["bash-guardsh", "x.sh"]],
  ["bash", "script: echo x", ["bash", "echo x"]],
];

describe("arguments", () => {
  for (const [family, expected, list] of rows)
    test(`${family}: ${list.join(" ")}`, () => expect(read(family, ...list)).toBe(expected));
});

describe("names", () => {
  const names: readonly (readonly [string, string | null, boolean])[] = [
    ["/usr/local/bin/bash-guardsh", "bash", false],
    ["-bash", "bash", true],
    ["/x/shells/sh", "sh", true],
    ["dash", "dash", true],
    ["zsh-guardsh", "zsh", false],
    ["/opt/bash.d/guardsh", null, false],
    ["guardsh", null, false],
  ];
  for (const [name, shell, realName] of names)
    test(name, () => expect(calledAs(name)).toMatchObject({ shell, realName }));

  test("subcommands are guardsh's alone", () => {
    expect(readOwnInvocation(["guardsh", "check", "x"], around)).toMatchObject({ kind: "cli" });
    expect(readOwnInvocation(["bash", "check", "x"], around)).toBeNull();
    expect(readOwnInvocation(["bash-guardsh", "check"], around)).toBeNull();
    expect(readOwnInvocation(["bash-guardsh", "--version"], around)).toMatchObject({ kind: "about" });
    expect(readOwnInvocation(["bash", "--version"], around)).toBeNull();
    expect(readOwnInvocation(["guardsh", "-h"], around)).toMatchObject({ kind: "about", what: "help" });
    expect(readOwnInvocation(["guardsh", "-h", "script"], around)).toBeNull();
    expect(readOwnInvocation(["bash", "-h"], around)).toBeNull();
  });
});
