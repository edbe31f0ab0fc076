/** What of a shell's state is judged in front of a line. */
import { expect, test } from "bun:test";
import { earlierLines } from "../../../src/shell/interactive/earlier.ts";

/** The listings of the bash that is here, behind its startup files and behind some lines. */
function listings(startup: string, lines: string): string {
  const list = (code: string) =>
    ["declare -f", "declare -p", "alias -p"].map((command) => {
      const { stdout } = Bun.spawnSync(["bash", "--norc", "-c", `${startup}\n${code}\n${command}`]);
      return stdout.toString();
    });
  return [...list(lines), ...list("")].join("\0");
}

const startup = "cd_() { builtin cd \"$@\"; }; EDITOR=vi; alias ll='ls -l'";

test.each([
  ["a function", "f() { rm -rf ~; }", "f", ["f ()", "rm -rf ~"]],
  ["what it calls", "f() { g; }; g() { echo $V; }; V=1", "f", ["f ()", "g ()", 'V="1"']],
  ["a name in quotes", "f() { :; }", "'f' x", ["f ()"]],
  ["a name with an escape", "foo() { :; }", "f\\oo", ["foo ()"]],
  ["a variable, an array", "A=(x y); B='c d'", "echo ${A[1]} $B-", ["A=(", 'B="c d"']],
  ["an alias", "alias w='rm -rf ~'", "w", ["alias w="]],
  ["what startup left otherwise", "cd_() { rm -rf ~; }", "cd_ x", ["cd_ ()"]],
  ["a here-document that looks like an end", "f() { cat <<E\n}\nE\nrm -rf ~; }", "f", ["rm -rf ~"]],
])("%s", (_what, lines, line, parts) => {
  const code = earlierLines("bash", listings(startup, lines), line);
  for (const part of parts) expect(code).toContain(part);
  expect(code).toEndWith("\n");
});

test.each([
  ["what the line does not speak of", "f() { rm -rf ~; }; V=x", "echo g"],
  ["what the startup files made", "", "cd_; echo $EDITOR; ll"],
  ["what changes by itself", ":", "echo $RANDOM $LINENO $_ $BASH_COMMAND $SECONDS"],
])("nothing for %s", (_what, lines, line) => {
  expect(earlierLines("bash", listings(startup, lines), line)).toBe("");
});

test("nothing where a shell said nothing", () => expect(earlierLines("zsh", "", "f")).toBe(""));
