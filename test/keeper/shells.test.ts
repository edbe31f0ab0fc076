/** Whoever starts a shell, by whatever path, gets guardsh: it does what it is asked, and what is dangerous is refused and on record. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Ground, ground, possible, refused } from "./ground.ts";

let field: Ground;
beforeAll(() => {
  field = ground();
  mkdirSync(join(field.base, "home"));
  if (Bun.which("cc") === null) return;
  const sources: Readonly<Record<string, string>> = {
    system: "#include <stdlib.h>\nint main(int c, char **v) { return system(v[1]) >> 8; }\n",
    popen:
      '#include <stdio.h>\nint main(int c, char **v) { FILE *f = popen(v[1], "r"); int b; while ((b = getc(f)) != EOF) putchar(b); return pclose(f) >> 8; }\n',
    spawn:
      '#include <spawn.h>\n#include <sys/wait.h>\nint main(int c, char **v) { char *a[] = {"anything", "-c", v[1], 0}, *e[] = {0}; int p, s; posix_spawn(&p, "/bin/sh", 0, 0, a, e); wait(&s); return s >> 8; }\n',
  };
  for (const [name, source] of Object.entries(sources)) {
    writeFileSync(join(field.base, `${name}.c`), source);
    Bun.spawnSync(["cc", "-o", join(field.project, name), join(field.base, `${name}.c`)]);
  }
}, 180_000);
afterAll(() => field.remove());

interface Way {
  readonly by: string;
  readonly needs: readonly string[];
  /** Files of the project, where it takes some. */
  readonly files?: (code: string) => { readonly [path: string]: string };
  readonly agent: (code: string) => readonly string[];
}

const python = (body: string) => (code: string) => ["python3", "-c", body, code];
const node = (body: string) => (code: string) => ["node", "-e", body, code];

const ways: readonly Way[] = [
  {
    by: "Python's shell=True",
    needs: ["python3"],
    agent: python("import subprocess, sys; sys.exit(subprocess.run(sys.argv[1], shell=True).returncode)"),
  },
  {
    by: "Python's os.system",
    needs: ["python3"],
    agent: python("import os, sys; sys.exit(os.system(sys.argv[1]) >> 8)"),
  },
  {
    by: "Python's os.popen",
    needs: ["python3"],
    agent: python(
      "import os, sys; p = os.popen(sys.argv[1]); print(p.read()); sys.exit((p.close() or 0) >> 8)",
    ),
  },
  {
    by: "Python's pty.spawn",
    needs: ["python3"],
    agent: python("import pty, sys; sys.exit(pty.spawn(['/bin/bash', '-c', sys.argv[1]]) >> 8)"),
  },
  {
    by: "Node's exec",
    needs: ["node"],
    agent: node(
      'require("child_process").exec(process.argv[1], (e, out, err) => { process.stdout.write(out); process.stderr.write(err); process.exitCode = e ? e.code : 0 })',
    ),
  },
  {
    by: "Node's spawn with a shell of its own choice",
    needs: ["node"],
    agent: node(
      'require("child_process").spawn(process.argv[1], { shell: "/usr/bin/bash", stdio: "inherit" }).on("exit", (s) => { process.exitCode = s })',
    ),
  },
  { by: "system(3)", needs: ["cc"], agent: (code) => ["./system", code] },
  { by: "popen(3)", needs: ["cc"], agent: (code) => ["./popen", code] },
  {
    by: "posix_spawn(3) under another name and with no environment",
    needs: ["cc"],
    agent: (code) => ["./spawn", code],
  },
  {
    by: "make",
    needs: ["make"],
    files: (code) => ({ Makefile: `all:\n\t@${code.replaceAll("$", "$$$$")}\n` }),
    agent: () => ["make", "-s"],
  },
  {
    by: "an npm script",
    needs: ["npm"],
    files: (code) => ({ "package.json": JSON.stringify({ scripts: { test: code } }) }),
    agent: () => ["npm", "test", "--silent"],
  },
  {
    by: "a git hook",
    needs: ["git"],
    files: (code) => ({ ".git/hooks/pre-commit": `#!/bin/sh\n${code}\n` }),
    agent: () => [
      "git",
      "-c",
      "user.name=t",
      "-c",
      "user.email=t@example.com",
      "commit",
      "-q",
      "--allow-empty",
      "-m",
      "x",
    ],
  },
  {
    by: "a git alias",
    needs: ["git"],
    agent: (code) => ["git", "-c", `alias.x=!${code}`, "x"],
  },
  { by: "awk's system", needs: ["awk"], agent: (code) => ["awk", "BEGIN { exit system(ARGV[1]) }", code] },
  {
    by: "find -exec",
    needs: ["find"],
    agent: (code) => ["find", ".", "-maxdepth", "0", "-exec", "sh", "-c", code, ";"],
  },
  { by: "env", needs: ["env"], agent: (code) => ["env", "-i", "bash", "-c", code] },
  { by: "a shell by a link to it", needs: ["ln"], agent: (code) => ["/proc/self/root/bin/sh", "-c", code] },
  {
    by: "a script by its first line",
    needs: ["env"],
    files: (code) => ({ script: `#!/usr/bin/env bash\n${code}\n` }),
    agent: () => ["./script"],
  },
  {
    by: "a login shell by its name",
    needs: ["perl"],
    agent: (code) => ["perl", "-e", 'exec { "/bin/bash" } "-bash", "-c", $ARGV[0]', code],
  },
];

function prepared({ files }: Way, code: string): void {
  for (const [path, content] of Object.entries(files?.(code) ?? {})) {
    const whole = join(field.project, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, content, { mode: 0o755 });
  }
}

describe.skipIf(!possible)("a shell that is started by", () => {
  for (const way of ways) {
    test.skipIf(way.needs.some((program) => Bun.which(program) === null))(
      way.by,
      () => {
        if (way.needs.includes("git") && !existsSync(join(field.project, ".git/HEAD")))
          Bun.spawnSync(["git", "init", "-q"], { cwd: field.project });
        const more = { HOME: join(field.base, "home") };
        const harmless = "echo mark-$((40 + 2))";
        prepared(way, harmless);
        const ran = field.run([], way.agent(harmless), more);
        expect(ran).toMatchObject({ status: 0 });
        expect(`${ran.out}${ran.err}`).toContain("mark-42");
        const seen = field.records().length;
        const dangerous = `echo mark-$((40 + 3)); ${refused}`;
        prepared(way, dangerous);
        const outcome = field.run([], way.agent(dangerous), more);
        if (way.by !== "find -exec") expect(outcome.status).not.toBe(0);
        expect(`${outcome.out}${outcome.err}`).not.toContain("mark-43");
        expect(`${outcome.out}${outcome.err}`).toMatch(/guardsh: blocked: .*nonexistent/);
        const denied = field
          .records()
          .slice(seen)
          .filter(({ verdict }) => verdict === "deny");
        expect(denied).toHaveLength(1);
        expect(denied[0]?.command).toContain(refused);
        expect(existsSync(join(field.base, "home"))).toBe(true);
      },
      30_000,
    );
  }
});
