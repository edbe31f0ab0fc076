/** What outlives a session, through the binary: added to, read, and nothing else, by judgement and by the kernel. */
import { beforeEach, expect, test } from "bun:test";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eachAtHome } from "../shell/home.ts";

const home = eachAtHome("guardsh-places-", "project/.git", "notes");
beforeEach(() => {
  writeFileSync(join(home.root, "notes/n"), "a note\n");
  home.policy('[rate]\ncommands = 0\n[allow]\ncommands = ["echo", "cat", "tee", "rm"]\n');
});

/** A script of somebody who is outside whatever runs these tests: the process is handed to init. */
async function person(script: string): Promise<string> {
  const [code, out] = [join(home.root, "script"), join(home.root, "out")];
  writeFileSync(code, script);
  rmSync(out, { force: true });
  Bun.spawnSync(["sh", "-c", `(setsid bash ${code} > ${out}.new 2>&1; mv ${out}.new ${out}) &`], {
    cwd: join(home.root, "project"),
    env: { ...home.environment, GUARD: home.guardsh },
  });
  while (!existsSync(out)) await Bun.sleep(10);
  return readFileSync(out, "utf8");
}

const start = (...words: readonly string[]) =>
  `eval "$("$GUARD" session start ${words.join(" ")} 2> /dev/null)"\n`;
const run = (command: string) => `"$GUARD" -c '${command}' 2>&1 | head -1\n`;

test.each(["standard", "strict"])(
  "%s: an append place is added to, a read place read, wherever they lie",
  async (profile) => {
    const said = await person(
      start(`--profile ${profile}`, "--keep append:~/journal.md", "--keep read:~/notes") +
        run("echo hi >> ~/journal.md; echo added") +
        run("cat ~/journal.md") +
        run("cat ~/notes/n") +
        run("echo hi > ~/journal.md") +
        run("rm ~/journal.md") +
        run("echo hi >> ~/notes/n") +
        run("echo hi | tee -a ~/journal.md ~/elsewhere"),
    );
    const lines = said.trimEnd().split("\n");
    expect(lines.slice(0, 3)).toEqual(["added", "hi", "a note"]);
    for (const line of lines.slice(3, 6)) expect(line).toStartWith("guardsh: blocked:");
    expect(lines[6]).toMatch(/blocked|Permission denied/);
    expect(readFileSync(join(home.root, "journal.md"), "utf8")).toMatch(/^(?:hi\n){1,2}$/);
    expect(readFileSync(join(home.root, "notes/n"), "utf8")).toBe("a note\n");
    expect(existsSync(join(home.root, "elsewhere"))).toBe(false);
  },
  30_000,
);

test("the policy's own, for every session", async () => {
  writeFileSync(join(home.root, "journal.md"), "");
  home.policy(
    `[rate]\ncommands = 0\n[boundary]\nwrites = "deny"\n[session]\npersist = [{ path = "${home.root}/journal.md", access = "append" }]\n`,
  );
  const said = await person(run("echo hi >> ~/journal.md; echo added") + run("echo hi > ~/journal.md"));
  expect(said).toMatch(/^added\nguardsh: blocked:.*\[(?:session\/place|boundary\/write)\]\n$/);
  expect(readFileSync(join(home.root, "journal.md"), "utf8")).toBe("hi\n");
}, 30_000);

test("a person begins another session in the shell that the first was used from", async () => {
  const said = await person(
    start() +
      run("echo one") +
      '"$GUARD" session kill "$GUARDSH_SESSION" > /dev/null\n' +
      run("echo two") +
      start() +
      run("echo three"),
  );
  expect(said).toMatch(/^one\nguardsh: blocked: session \w+ was killed \[session\/killed\]\nthree\n$/);
}, 30_000);

test("a handoff that a confined command has written is there for a person, and links in it are not followed", async () => {
  writeFileSync(join(home.root, "notes/secret"), "not for the next one\n");
  const said = await person(
    `${start()}echo done > summary.md
"$GUARD" -c "$GUARD session handoff parser-done --note tests summary.md" 2>&1
"$GUARD" -c 'mkdir -p $GUARDSH_SCRATCH/.guardsh/handoffs/evil/files; cd $GUARDSH_SCRATCH/.guardsh/handoffs; cp parser-done/handoff.json evil/handoff.json; sed -i "s/parser-done/evil/; s/summary.md/secret/" evil/handoff.json; ln -s ${home.root}/notes/secret evil/files/secret'
"$GUARD" session end "$GUARDSH_SESSION" > /dev/null
"$GUARD" session handoffs
${start("--from parser-done")}${run("cat $GUARDSH_SCRATCH/handoff/summary.md $GUARDSH_SCRATCH/handoff/NOTE")}`,
  );
  expect(said).toContain("handoff parser-done left");
  expect(said).toMatch(/^parser-done +from session \w+ +1 file +tests$/m);
  expect(said).not.toContain("evil ");
  expect(said).toEndWith("\ndone\n");
}, 30_000);
