/** What belongs to a command's programs is open for that command, and for no other: by the binary and the kernel. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { landlockAbi } from "../../src/sandbox/index.ts";
import { guardshVariables, install, lastingDirectory } from "./binary.ts";

/** A user that the machine does not know, whose home is therefore the one of HOME. */
const stranger = 61_234;
const possible = landlockAbi() >= 3 && process.geteuid?.() === 0 && Bun.which("setpriv") !== null;

let base: string;
let shell: string;
const at = (path: string) => join(base, path);

/** A stand-in for a client: does what the real one would do with the place that is its own. */
function program(path: string, code: string, runner = "/bin/sh") {
  mkdirSync(join(at(path), ".."), { recursive: true });
  writeFileSync(at(path), `#!${runner}\n${code}\n`);
  chmodSync(at(path), 0o755);
}

/** A program in a language that guardsh does not know. */
const unread = (path: string, code: string) => program(path, code, at("programs/bin/language"));

beforeAll(() => {
  base = lastingDirectory("guardsh-test-entitled-");
  // The checkout may lie where that user cannot look.
  shell = at("bash-guardsh");
  copyFileSync(realpathSync(install().bashGuardsh), shell);
  mkdirSync(at("home/project/.git/hooks"), { recursive: true });
  mkdirSync(at("home/.ssh"));
  mkdirSync(at("home/.aws"));
  writeFileSync(
    at("home/project/.git/config"),
    '[core]\n\tbare = false\n[remote "origin"]\n\turl = git@host:x\n',
  );
  mkdirSync(at("programs/bin"), { recursive: true });
  writeFileSync(at("home/.ssh/id_ed25519"), "the key\n");
  writeFileSync(at("home/.aws/credentials"), "the credentials\n");
  // Only whether it can be read is said: what is in it would be hidden in the output.
  program("programs/bin/ssh", "wc -l < ~/.ssh/id_ed25519");
  program("programs/bin/git", "wc -l < ~/.ssh/id_ed25519");
  program(
    "programs/bin/aws",
    "wc -l < ~/.aws/credentials && touch ~/.aws/cli/cache/x && ! touch ~/.aws/config 2>&1",
  );
  program("home/tools/bin/pip", "echo x > ~/.local/bin/tool && echo installed");
  program("home/tools/bin/npm", "echo x > ~/tools/lib/tool && echo installed");
  program(
    "home/tools/bin/cargo",
    "echo x > ~/.cargo/bin/tool && echo x >> ~/.cargo/.crates.toml && echo installed",
  );
  copyFileSync(realpathSync("/bin/sh"), at("programs/bin/language"));
  unread("home/project/unread", "wc -l < ~/.ssh/id_ed25519; wc -l < ~/.aws/credentials");
  program("home/project/bin/aws", "wc -l < ~/.aws/credentials");
  program("home/project/nested/.git/hooks/pre-push", "true");
  symlinkSync(at("home/.ssh/id_ed25519"), at("home/project/notes.txt"));
  symlinkSync(at("home/project/bin"), at("linked"));
  mkdirSync(at("home/tools/lib"));
}, 120_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

function run(command: string, policy = "", path = "") {
  const variables = guardshVariables(base);
  writeFileSync(join(base, "config/guardsh/policy.toml"), `[rate]\ncontrol = "off"\n${policy}`);
  Bun.spawnSync(["chown", "-R", `${stranger}`, base]);
  const drop = ["setpriv", `--reuid=${stranger}`, `--regid=${stranger}`, "--clear-groups"];
  const child = Bun.spawnSync([...drop, shell, "-c", command], {
    cwd: at("home/project"),
    env: {
      PATH: `${path}${at("programs/bin")}:${at("home/tools/bin")}:/usr/bin:/bin`,
      HOME: at("home"),
      ...variables,
    },
    stdin: "ignore",
  });
  return { status: child.exitCode, out: child.stdout.toString(), err: child.stderr.toString() };
}

describe.skipIf(!possible)("credentials", () => {
  test.each([
    ["ssh host uptime"],
    ["ssh host uptime | head -3"],
    ["git push origin main 2>&1 | tail -5"],
    ["git add -A; git commit -m x; git push"],
    ["aws s3 ls"],
    ["cd src 2>/dev/null; aws s3 ls && echo done"],
  ])("are there for %s", (command) => {
    const { out, err } = run(command);
    expect(out).toContain("1\n");
    expect(err).not.toContain("enied");
  });

  test.each([
    ["./unread; ssh host uptime", "code that nobody has judged runs beside it"],
    ["./unread; aws s3 ls", "the same"],
    ["python3 -c 'import os' && ssh host uptime", "a program that can do anything"],
    ["PATH=$PWD/bin:$PATH; aws s3 ls", "another program of that name"],
    ["./bin/aws s3 ls", "the same, by its path"],
    ["./unread", "no program is in it that they belong to"],
    ["git -C /srv push; ssh host uptime", "another repository, which may start something"],
    ["cd nested && git push", "one below, with a hook"],
    ["for PATH in $PWD/bin:/usr/bin:/bin; do aws s3 ls; done", "another program of that name"],
    ["f=notes.txt; ssh host >/dev/null; wc -l *.txt", "a link to the keys"],
    ["read -r f < list; ssh host >/dev/null; wc -l < $f", "what is read is not known"],
    ["x='a[$(wc -l < ~/.aws/credentials >&2)]'; aws s3 ls > /dev/null; echo $((x))", "arithmetic runs it"],
  ])("are not there for %s: %s", (command) => {
    expect(run(command).out).not.toContain("1\n");
  });

  test("are not there for a program that the project has put on the PATH", () => {
    expect(run("aws s3 ls", "", `${at("home/project/bin")}:`).out).not.toContain("1\n");
  });

  test("nor where the directory is a link into the project", () => {
    expect(run("aws s3 ls", "", `${at("linked")}:`).out).not.toContain("1\n");
  });

  test("nor for a program that loads what was installed for its user", () => {
    writeFileSync(
      at("programs/bin/gsutil"),
      `#!/usr/bin/python3\nprint(len(open("${at("home/.config/gcloud/key")}").read()))\n`,
    );
    chmodSync(at("programs/bin/gsutil"), 0o755);
    mkdirSync(at("home/.config/gcloud"), { recursive: true });
    writeFileSync(at("home/.config/gcloud/key"), "k");
    expect(run("gsutil ls").out).toContain("1\n");
    mkdirSync(at("home/.local/lib/python3.11/site-packages"), { recursive: true });
    expect(run("gsutil ls").out).not.toContain("1\n");
    rmSync(at("home/.local/lib"), { recursive: true });
  });

  test.each([
    ["a hook", "hooks/pre-push", "#!/bin/sh\n"],
    ["a setting that starts something", "config", '[core]\n\tsshCommand = "ssh -v"\n'],
    ["a remote that is a command", "config", '[remote "origin"]\n\turl = ext::sh -c x\n'],
    ["an include", "config", "[include]\n\tpath = ../x\n"],
  ])("are not there for git where the repository has %s", (_what, file, text) => {
    const path = at(`home/project/.git/${file}`);
    const before = existsSync(path) ? readFileSync(path) : null;
    writeFileSync(path, text);
    try {
      expect(run("git push").out).not.toContain("1\n");
    } finally {
      if (before === null) rmSync(path);
      else writeFileSync(path, before);
    }
    expect(run("git push").out).toContain("1\n");
  });

  test("are not there for a program that an installation may have put in the way", () => {
    program("home/.local/bin/ssh", "wc -l < ~/.ssh/id_ed25519");
    expect(run("ssh host uptime", "", `${at("home/.local/bin")}:`).out).not.toContain("1\n");
    expect(run("ssh host uptime").out).toContain("1\n");
  });

  test("and why they are not is said", () => {
    program("programs/bin/scp", "echo 'git@host: Permission denied (publickey).' >&2; exit 1");
    expect(run("./unread; scp a host:").err).toMatch(
      /guardsh: the sandbox keeps \S+\/\.ssh shut .*in a plain command of its own/,
    );
    expect(run("scp a host:").err).not.toContain("guardsh");
  });

  test("stay shut where the policy says so", () => {
    expect(run("aws s3 ls", "[boundary]\nbelongings = false\n").out).not.toContain("1\n");
    expect(run("aws s3 ls", '[boundary]\nnone = ["~/.aws"]\n').out).not.toContain("1\n");
    expect(run("aws s3 ls", 'profile = "strict"\n[analysis]\nunknown_program = "allow"\n').out).not.toContain(
      "1\n",
    );
  });

  test("are open for everything where a person names the place", () => {
    expect(run("./unread", '[boundary]\nread = ["/", "~/.aws"]\n').out).toBe("1\n");
  });
});

describe.skipIf(!possible)("where programs install", () => {
  test("nothing is made for a command that is not on record", () => {
    rmSync(at("home/.cargo"), { recursive: true, force: true });
    expect(run("true").status).toBe(0);
    renameSync(at("state/audit"), at("audit"));
    writeFileSync(at("state/audit"), "");
    try {
      expect(run("cargo install ripgrep").status).toBe(125);
    } finally {
      rmSync(at("state/audit"));
      renameSync(at("audit"), at("state/audit"));
    }
    expect(existsSync(at("home/.cargo"))).toBe(false);
  });

  test.each([
    ["pip install requests", "home/.local/bin/tool"],
    ["pip install requests && ./unread", "home/.local/bin/tool"],
    ["npm install -g typescript", "home/tools/lib/tool"],
    ["cargo install ripgrep", "home/.cargo/bin/tool"],
  ])("%s can write", (command, file) => {
    const { out } = run(command);
    expect(out).toContain("installed\n");
    expect(existsSync(at(file))).toBe(true);
    rmSync(at(file));
  });

  test.each([
    ["pip list", "home/.local/bin/tool"],
    ["npm test", "home/tools/lib/tool"],
    ["cargo build", "home/.cargo/bin/tool"],
  ])("%s cannot", (command, file) => {
    expect(run(command).out).not.toContain("installed");
    expect(existsSync(at(file))).toBe(false);
  });
});

describe.skipIf(!possible)("what judgement saw a command change outside, and let pass,", () => {
  test("is open for that command", () => {
    mkdirSync(at("home/other"), { recursive: true });
    expect(run("echo x > ../other/a.txt && cat ../other/a.txt").out).toBe("x\n");
    expect(run("mkdir -p ../other/b/c && touch ../other/b/c/d && ls ../other/b/c").out).toBe("d\n");
  });

  test("is not right in the home directory, where nothing new can be made, and that is said", () => {
    for (const policy of ["", '[boundary]\nwrite = ["project", "~/made"]\n']) {
      const { status, err } = run("touch ~/made", policy);
      expect({ status, made: existsSync(at("home/made")) }).toEqual({ status: 1, made: false });
      expect(err).toContain(`nothing new can be made right in ${at("home")} in the sandbox`);
    }
  });

  test("is not, beside code that nobody has judged", () => {
    unread("home/project/unread-too", "echo x > ../other/unread");
    const { status } = run("./unread-too; echo x > ../other/e.txt");
    expect(status).not.toBe(0);
    expect(existsSync(at("home/other/unread"))).toBe(false);
  });
});

describe.skipIf(!possible)("sudo, where the policy allows it,", () => {
  const allowed = '[patterns.decision]\n"privilege/escalate" = "allow"\n';
  const held = (command: string, policy: string) => /NoNewPrivs:\t(\d)/.exec(run(command, policy).out)?.[1];

  test("runs outside the sandbox, and is told so on record", () => {
    program("programs/bin/sudo", "grep NoNewPrivs /proc/self/status");
    expect(held("sudo apt-get install -y jq", allowed)).toBe("0");
    const log = Bun.spawnSync([install().guardsh, "audit", "tail", "-n", "1", "--json"], {
      env: { HOME: at("home"), ...guardshVariables(base) },
    });
    expect(log.stdout.toString()).toContain('"sandbox":"none"');
  });

  test.each([
    ["beside what has not been judged", "sudo apt-get install -y jq; ./unread", allowed],
    ["for a script of the project", "sudo ./unread", allowed],
    ["where the sandbox is required", "sudo apt-get update", `${allowed}[sandbox]\nmode = "required"\n`],
  ])("does not %s", (_where, command, policy) => {
    expect(held(command, policy)).toBe("1");
  });
});
