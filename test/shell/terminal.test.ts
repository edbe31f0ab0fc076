/** A shell at a terminal: every line is judged, and everything that people use still works. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Installed, install } from "./binary.ts";
import { Person } from "./person.ts";

let names: Installed;
let home: string;

beforeAll(() => {
  names = install();
  home = mkdtempSync(join(tmpdir(), "guardsh-terminal-"));
}, 180_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

const sitDown = (...command: string[]) => new Person({ home, cwd: home }, command);

test("lines are judged whole, the rest is bash", async () => {
  const person = sitDown(names.shell("bash"), "--norc");
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
  // What the hook does between two commands changes nothing for them.
  await person.type("mkdir -p deep/down && cd $_ && pwd | tail -c 10\n", /deep\/down\s/);
  await person.type("cd ../..; true last''word\n", /[$#>] $/);
  await person.type("echo it is $_.\n", /it is lastword\./);
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

test("bash: what earlier lines have made of the shell counts, and lines that the history does not have are refused", async () => {
  const person = sitDown(names.shell("bash"), "--norc");
  await person.sees(/[$#>] $/);
  const prompt = /[$#>] $/;
  const blocked = async (line: string) => expect(await person.type(`${line}\n`, /not run[\s\S]*[$#>] $/));
  await person.type("f() { g; }; g() { rm -rf ~; }\n", prompt);
  (await blocked("f")).toContain("fs/delete-home");
  (await blocked("\\f x")).toContain("fs/delete-home");
  await person.type("D=~ L=(-rf /)\n", prompt);
  (await blocked("rm -rf $D")).toContain("fs/delete-home");
  (await blocked('rm "${L[@]}"')).toContain("fs/delete-root");
  await person.type("alias wipe='rm -rf'\n", prompt);
  (await blocked("wipe ~")).toContain("fs/delete-home");
  await person.type("g() { echo g''one; }\n", prompt);
  await person.type("f\n", /gone/);
  // No function of that name tells the hook what was typed.
  await person.type("builtin() { echo '    1  true'; }\n", prompt);
  (await blocked("rm -rf ~")).toContain("fs/delete-home");
  await person.type("unset -f builtin\n", prompt);
  await person.type("HISTCONTROL=ignorespace\n", /blocked[\s\S]*[$#>] $/);
  await person.type("set +o $(id -un | sed s/.*/history/)\n", prompt);
  (await blocked("rm -rf ~")).toContain("shell/hook");
  await person.type("\x04", /exit/);
  await person.leaves();
}, 60_000);

const zsh = existsSync("/bin/zsh") || existsSync("/usr/bin/zsh");

test.skipIf(!zsh)(
  "zsh: lines as it understands them, its own startup files, job control",
  async () => {
    writeFileSync(
      join(home, ".zshrc"),
      "PS1='ready> '\nunsetopt prompt_sp prompt_cr\nalias wipe='rm -rf ~'\n",
    );
    const person = sitDown(names.shell("zsh"));
    await person.sees(/ready> /);
    const file = join(home, "must-not-be");
    const refused = await person.type(`touch '${file}'; rm -rf ~; echo after\r`, /not run[\s\S]*ready> /);
    expect(refused).toContain("fs/delete-home");
    expect(refused).not.toMatch(/^after/m);
    expect(existsSync(file)).toBe(false);
    await person.type("echo status $?\r", /status 126\s+ready> /);
    await person.type("false\r", /ready> /);
    await person.type("echo status $?\r", /status 1\s+ready> /);
    expect(await person.type("echo one''two $ZDOTDIR.\r", /onetwo .*ready> /s)).toContain("onetwo .");
    await person.type("for i in 1 2; do\recho n$i\rdone\r", /n1\s+n2/);
    await person.type("for i in 1; do\recho first''line\rrm -rf ~\rdone\r", /blocked/);
    // What an earlier line called by another name.
    expect(await person.type("wipe\r", /blocked/)).toContain("fs/delete-home");
    await person.type("f() { rm -rf ~ }; D=~\r", /ready> /);
    expect(await person.type("f\r", /blocked[\s\S]*ready> /)).toContain("fs/delete-home");
    expect(await person.type("rm -rf $D\r", /blocked[\s\S]*ready> /)).toContain("fs/delete-home");
    await person.type("!echo:0 a''gain\r", /\bagain/);
    await person.type("sleep 30\r", /sleep 30/);
    await Bun.sleep(300);
    await person.type("\x1a", /suspended/);
    await person.type("fg\r", /continued/);
    await Bun.sleep(300);
    await person.type("\x03", /ready> /);
    expect(await person.type("preexec_functions=()\r", /blocked/)).toContain("shell/hook");
    expect(await person.type("rm -rf ~\r", /blocked/)).toContain("fs/");
    await person.type("exit 7\r", /exit/);
    expect(await person.leaves()).toBe(7);
  },
  60_000,
);

test("dash, which has no hook: each line by way of guardsh", async () => {
  const person = sitDown(names.shell("dash"));
  await person.sees(/ready> /);
  const file = join(home, "must-not-be");
  const refused = await person.type(`touch '${file}'; rm -rf ~; echo after\n`, /not run[\s\S]*ready> /);
  expect(refused).toContain("fs/delete-home");
  expect(refused).not.toMatch(/^after/m);
  expect(existsSync(file)).toBe(false);
  await person.type("echo status $?\n", /status 126\s+ready> /);
  await person.type("false\n", /ready> /);
  await person.type("echo status $?\n", /status 1\s+ready> /);
  await person.type("for i in 1 2; do\n", /> $/);
  await person.type("echo n$i\n", /> $/);
  await person.type("done\n", /n1\s+n2\s+ready> /);
  await person.type("cat <<E\n", /> $/);
  await person.type("in${i}side\n", /> $/);
  await person.type("E\n", /in2side\s+ready> /);
  // What a program reads from the terminal is not a line.
  await person.type("read answer\n", /read answer/);
  await Bun.sleep(300);
  await person.type("rm -rf ~\n", /ready> /);
  await person.type("echo said $answer\n", /said rm -rf ~\s+ready> /);
  for (let time = 0; time < 10; time++) await person.type("\x03", /ready> /);
  await person.type("sleep 30\n", /sleep 30/);
  await Bun.sleep(300);
  await person.type("\x1a", /Stopped/);
  await person.type("fg\n", /fg\s+sleep 30/);
  await Bun.sleep(300);
  await person.type("\x03", /ready> /);
  await person.type("f() { rm -rf ~; }; D=~; alias wipe='rm -rf'\n", /ready> /);
  for (const line of ["f", "rm -rf $D", "wipe ~"])
    expect(await person.type(`${line}\n`, /blocked[\s\S]*ready> /)).toContain("fs/delete-home");
  await person.type("false\n", /ready> /);
  await person.type("N=1; echo status $?\n", /status 0\s+ready> /);
  await person.type("nonsense )\n", /syntax\/unparsed[\s\S]*ready> /);
  expect(await person.type("__guardsh_line=\n", /blocked/)).toContain("shell/hook");
  await person.type("set -- a b; echo $#\n", /2\s+ready> /);
  await person.type("(exit 6)\n", /ready> /);
  await person.type("\x04", /$/);
  expect(await person.leaves()).toBe(6);
}, 60_000);

test.skipIf(!zsh)(
  "by its own name: the shell that the person is used to",
  async () => {
    const person = sitDown(names.guardsh);
    await person.sees(/ready> /);
    await person.type("echo v$ZSH_VERSION\r", /v\d/);
    await person.type("exit\r", /exit/);
    expect(await person.leaves()).toBe(0);
  },
  60_000,
);
