/** Which options a shell's name stands for, on this machine and others. */
import { afterAll, expect, test } from "bun:test";
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { calledAs, readShellInvocation } from "../../src/shell/invocation/invocation.ts";
import { chooseShell, familyOf } from "../../src/shell/invocation/real-shell.ts";

const directory = mkdtempSync(join(tmpdir(), "guardsh-test-shells-"));
afterAll(() => rmSync(directory, { recursive: true }));

test("a sh that is bash reads bash's options", () => {
  copyFileSync("/bin/true", join(directory, "bash"));
  symlinkSync("bash", join(directory, "sh"));
  const family = familyOf("sh", [directory]);
  expect(family).toBe("bash");
  const around = { isTerminal: () => false, isScriptFile: () => true, isSubcommand: () => false };
  for (const option of ["-O", "--init-file"])
    expect(readShellInvocation(["sh", option, "extglob", "-c", "true"], family, around)).toMatchObject({
      kind: "command",
      at: 4,
    });
});

test("where there is none, its name counts", () => {
  expect(["sh", "dash", "rbash", "zsh"].map((name) => familyOf(name, []))).toEqual([
    "posix",
    "posix",
    "bash",
    "zsh",
  ]);
});

test("which shell is meant: by the name, else by policy, else by who calls", () => {
  const meant = (name: string, configured: string | null, agent: string, ...variables: string[]) =>
    chooseShell(calledAs(name), configured, agent, (each) => (variables.includes(each) ? "1" : null), false);
  expect(meant("zsh-guardsh", "dash", "claude")).toBe("zsh");
  expect(meant("guardsh", "dash", "claude")).toBe("dash");
  expect(meant("guardsh", null, "claude")).toBe("bash");
  expect(meant("guardsh", null, "", "CLAUDECODE")).toBe("bash");
  expect(meant("guardsh", null, "", "HOME")).toBe("sh");
});
