/** Completion as the shells do it. */
import { beforeAll, expect, test } from "bun:test";
import { install } from "../shell/binary.ts";

let script: (shell: string) => string;
beforeAll(() => {
  const { guardsh } = install();
  script = (shell) => Bun.spawnSync([guardsh, "completion", shell]).stdout.toString();
}, 180_000);

/** What bash offers for these words, the last of which is being typed. */
function offered(...words: readonly string[]): readonly string[] {
  const line = words.map((word) => `'${word}'`).join(" ");
  const code = `${script("bash")}
COMP_WORDS=(guardsh ${line}) COMP_CWORD=${words.length}
_guardsh
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return Bun.spawnSync(["bash", "--norc", "-c", code]).stdout.toString().trim().split("\n");
}

test("bash: subcommands, their verbs, their options", () => {
  expect(offered("s")).toEqual(["sandbox", "sanitize", "session", "setup", "status"]);
  expect(offered("audit", "")).toEqual(
    expect.arrayContaining(["tail", "query", "verify", "lock", "unlock", "--since", "--key-file"]),
  );
  expect(offered("session", "h")).toEqual(["handoff", "handoffs"]);
  expect(offered("policy", "d")).toEqual(["diff"]);
  expect(offered("setup", "c")).toEqual(["claude", "codex", "copilot", "cline", "cursor", "crush"]);
  expect(offered("sanitize", "--max")).toEqual(["--max-line", "--max-lines"]);
});

test.skipIf(Bun.which("zsh") === null)("zsh reads its own", () => {
  const { stderr, exitCode } = Bun.spawnSync(["zsh", "-f", "-n", "-c", script("zsh")]);
  expect({ exitCode, stderr: stderr.toString() }).toEqual({ exitCode: 0, stderr: "" });
  expect(script("zsh")).toContain("compdef _guardsh guardsh");
});

test("fish has a line for each subcommand", () => {
  expect(script("fish").match(/__fish_seen_subcommand_from \w+/g)?.length).toBe(
    script("bash").match(/^ {6}\w+\) words=/gm)?.length,
  );
});
