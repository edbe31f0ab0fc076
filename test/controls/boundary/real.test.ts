/**
 * The boundary through the binary, on file systems as they are: each command tries to change or read what lies outside, by
 * another name for it. Judgement refuses it; where it is hidden from judgement inside a program, the kernel does.
 */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { landlockAbi } from "../../../src/sandbox/landlock.ts";
import { install, lastingDirectory } from "../../shell/binary.ts";

const newline = "two\nlines";
const composed = "tr\u00e9sor";
const decomposed = "tre\u0301sor";

let guardsh: string;
let root: string;
let project: string;
beforeAll(() => {
  root = lastingDirectory("guardsh-boundary-");
  project = join(root, "project");
  // Not the one of the checkout: what lies beside it may be writable here.
  guardsh = join(root, "guardsh");
  copyFileSync(install().guardsh, guardsh);
  for (const directory of [
    "project/.git",
    "project/src",
    `outside/${newline}`,
    "project-evil",
    composed,
    decomposed,
  ])
    mkdirSync(join(root, directory), { recursive: true });
  for (const file of [
    "outside/f",
    "outside/-f",
    "outside/with blank",
    `outside/${newline}/f`,
    `${composed}/f`,
    `${decomposed}/f`,
  ])
    writeFileSync(join(root, file), "as it was");
  symlinkSync(join(root, "outside"), join(project, "absolute"));
  symlinkSync("../outside", join(project, "relative"));
  symlinkSync("relative", join(project, "twice"));
  symlinkSync("../../outside/f", join(project, "src/file"));
  symlinkSync("/", join(project, "slash"));
  linkSync(join(root, "outside/f"), join(root, "outside/hard"));
  mkdirSync(join(root, "config/guardsh"), { recursive: true });
  writeFileSync(
    join(root, "config/guardsh/policy.toml"),
    `[rate]\ncommands = 0\n[boundary]\nwrites = "deny"\ndeletes = "deny"\nreads = "deny"\nwrite = ["project"]\nnone = ["${join(root, composed)}"]\n`,
  );
}, 180_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const environment = () => ({
  PATH: "/usr/bin:/bin",
  HOME: root,
  LANG: "C.UTF-8",
  GUARDSH_STATE: join(root, "state"),
  XDG_CONFIG_HOME: join(root, "config"),
});

function run(command: string, before = "") {
  const list =
    before === ""
      ? [guardsh, "-c", command]
      : ["unshare", "-m", "sh", "-ec", `${before}\nexec ${guardsh} -c "$COMMAND"`];
  const { exitCode, stdout, stderr } = Bun.spawnSync(list, {
    cwd: project,
    env: { ...environment(), ...(before === "" ? {} : { COMMAND: command, PATH: process.env.PATH ?? "" }) },
  });
  return { status: exitCode, out: stdout.toString(), err: stderr.toString() };
}

/** Everything outside, with its content. */
function outside(): readonly string[] {
  return readdirSync(join(root, "outside"), { recursive: true, withFileTypes: true }).map((entry) =>
    entry.isFile()
      ? `${entry.name}: ${readFileSync(join(entry.parentPath, entry.name), "utf8")}`
      : entry.name,
  );
}

/** `OUT` stands for the directory outside, `ROOT` for what it lies in. */
const written: readonly string[] = [
  "echo x > OUT/f",
  "echo x > ../outside/new",
  "echo x > src/../../outside/f",
  "echo x > .//.././outside//f",
  "echo x > ~/outside/f",
  "echo x > ROOT/project-evil/f",
  "echo x > ROOT/project/../outside/f",
  "echo x > absolute/f",
  "echo x > relative/new",
  "echo x > twice/f",
  "echo x > src/file",
  "echo x > slash/OUT/f",
  "echo x > /proc/self/root/OUT/f",
  "echo x > /proc/self/cwd/../outside/f",
  "echo x > /proc/self/root/proc/self/cwd/relative/f",
  "mkdir -p relative/a/b/c",
  "mkdir -p absent/../relative/a",
  "cd relative && echo x > f",
  "cd absolute/two*; echo x > f",
  "(cd src; cd ../..; echo x > outside/f)",
  "cd -P relative && echo x > f",
  "pushd .. > /dev/null; echo x > outside/f",
  "ln -s ../outside made && echo x > made/f",
  "ln -sfn OUT src/made; rm -rf src/made/f",
  "ln -s .. up; cp src/nothing up/outside/f; echo x > up/outside/f",
  "ln OUT/f hard && echo x > hard",
  "mv OUT/f here",
  "cp -r src relative/src",
  "rm -- ../outside/-f",
  "rm ./../outside/-f",
  "rm '../outside/with blank'",
  "rm ../outside/with\\ blank",
  "bash -c \"rm \\$'../outside/two\\\\nlines/f'\"",
  "rm '../outside/two\nlines/f'",
  "rm ../out*/f",
  "rm ../{outside,nothing}/f",
  "rm ../o?tside/[f]",
  "rm -r relative/",
  "find relative/ -delete",
  "find .. -name f -delete",
  "D=../outside; rm $D/f",
  'D=$(printf "../%s" outside); rm "$D/f"',
  "echo ../outside/f | xargs rm",
  "tee OUT/f < /dev/null",
  "sed -i s/as/is/ OUT/f",
  "dd of=OUT/f if=/dev/null",
  "truncate -s 0 relative/f",
  "touch relative/new",
  "chmod 000 relative/f",
  "exec 3> OUT/f; echo x >&3",
  "echo x > OUT/f/../f",
  "tar xf src/a.tar -C ../outside",
  "python3 -c \"open('relative/f', 'w')\"",
  "perl -e 'unlink \"../outside/f\"'",
];

const read: readonly string[] = [
  `cat ../${composed}/f`,
  `cat ../${decomposed}/f`,
  `cat ../${composed.toUpperCase()}/f`,
  `head slash/ROOT/${composed}/f`,
  `grep -r as ../${composed}`,
  `cat < /proc/self/cwd/../${composed}/f`,
];

const named = (command: string) => command.replaceAll("OUT", join(root, "outside")).replaceAll("ROOT", root);

describe("by judgement", () => {
  test.each(written.map((command) => [command]))("%s", (command) => {
    const before = outside();
    const { status, err } = run(named(command));
    expect(err).toContain("The command was not run");
    expect(status).toBe(126);
    expect(outside()).toEqual(before);
  });
  test.each(read.map((command) => [command]))("%s", (command) => {
    const { status, out } = run(named(command));
    expect({ status, out }).toEqual({ status: 126, out: "" });
  });
  test("what is inside stays possible, whatever its name", () => {
    const { status, err } = run(
      "mkdir -p src/new && cd src/new && touch 'with blank' 'two\nlines' é && echo x > ../new/./y && ln -s .. l && echo x > l/z && ls",
    );
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(readdirSync(join(project, "src/new"))).toContain(newline);
    expect(readFileSync(join(project, "src/z"), "utf8")).toBe("x\n");
  });
});

describe.skipIf(landlockAbi() < 2 || Bun.which("python3") === null)(
  "by the kernel, where judgement cannot see the name",
  () => {
    const hidden = (path: string) =>
      `python3 -c "import base64; open(base64.b64decode('${Buffer.from(path).toString("base64")}'), 'w').write('x')"`;
    test.each(
      [
        "OUT/f",
        "relative/f",
        "twice/new",
        "src/file",
        "slash/OUT/f",
        "/proc/self/cwd/../outside/f",
        `../outside/${newline}/f`,
        "ROOT/project-evil/f",
      ].map((path) => [path]),
    )("%s", (path) => {
      const before = outside();
      const { status } = run(hidden(named(path)));
      expect(status).not.toBe(0);
      expect(outside()).toEqual(before);
      expect(readdirSync(join(root, "project-evil"))).toEqual([]);
    });
  },
);

const canMount = Bun.spawnSync(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], {
  stderr: "ignore",
}).success;

test.skipIf(!canMount)("a bind mount in the project is what it shows", () => {
  const before = outside();
  const mount = "mkdir -p mnt; mount --bind ../outside mnt";
  expect(run("echo x > mnt/f", mount)).toMatchObject({ status: 126 });
  expect(run("cd mnt && rm -r ./*", mount)).toMatchObject({ status: 126 });
  expect(run("echo x > src/y", mount)).toMatchObject({ status: 0 });
  expect(outside()).toEqual(before);
});

/** Takes a kernel with CONFIG_UNICODE, which few have: elsewhere names are folded by judgement alone (check.test.ts). */
const casefold = "mkdir -p fold; mount -t tmpfs -o casefold none fold; mkdir fold/c; chattr +F fold/c";
const canFold =
  canMount &&
  Bun.spawnSync(["unshare", "-m", "sh", "-ec", casefold], { cwd: "/var/tmp", stderr: "ignore" }).success;

test.skipIf(!canFold)("on a file system that ignores case a shut place is shut under every spelling", () => {
  const mount = `${casefold}; mkdir fold/c/Vault; echo s > fold/c/Vault/key
    printf '[boundary]\\nnone = ["${project}/fold/c/Vault"]\\n' > "$XDG_CONFIG_HOME/guardsh/policy.toml"`;
  const kept = readFileSync(join(root, "config/guardsh/policy.toml"), "utf8");
  for (const path of ["fold/c/Vault/key", "fold/c/vault/KEY", "fold/C/VAULT/key"])
    expect(run(`cat ${path}`, mount)).toMatchObject({ status: 126, out: "" });
  writeFileSync(join(root, "config/guardsh/policy.toml"), kept);
});
