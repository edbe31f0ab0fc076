/** Which repositories of git start nothing that they brought along, and which remotes they have. */
import { describe, expect, test } from "bun:test";
import type { World } from "../../src/meaning/world.ts";
import { remotesOf } from "../../src/policy/entitlements/repository.ts";
import { plainSettings } from "../../src/policy/entitlements/settings.ts";

const top = "/home/dev/project";
const usual = {
  "/home/dev/project/.git/HEAD": "ref: refs/heads/main\n",
  "/home/dev/project/.git/hooks/pre-push.sample": "",
  "/home/dev/project/.git/config":
    '[core]\n\tbare = false\n[remote "origin"]\n\turl = git@host:x\n[branch "main"]\n\tremote = origin\n',
};

function machine(files: Readonly<Record<string, string>>, unlisted = ""): World {
  const all = Object.keys(files);
  return {
    readFile: (path) => files[path] ?? null,
    kind: (path) =>
      path in files ? "file" : all.some((each) => each.startsWith(`${path}/`)) ? "directory" : "missing",
    list: (path, limit) => {
      const below = all
        .filter((each) => each.startsWith(`${path}/`))
        .map((each) => each.slice(path.length + 1));
      const names = new Set(below.map((each) => each.replace(/\/.*/, "")));
      return path === unlisted ? null : [...names].slice(0, limit);
    },
  };
}

const remotes = (more: Readonly<Record<string, string>>, directory = top, unlisted = "") =>
  remotesOf(directory, "/home/dev", machine({ ...usual, ...more }, unlisted));
const configured = (text: string) => remotes({ [`${top}/.git/config`]: text });

test("an ordinary one, from any directory in it", () => {
  expect(remotes({})).toEqual(new Set(["origin"]));
  expect(remotes({}, `${top}/src/deep`)).toEqual(new Set(["origin"]));
  expect(remotes({ [`${top}/.git/config`]: "" })).toEqual(new Set());
  expect(remotesOf("/srv/none", "/home/dev", machine(usual))).toEqual(new Set());
});

test("a linked work tree", () => {
  const linked = {
    [`${top}/wt/.git`]: `gitdir: ${top}/.git/worktrees/wt\n`,
    [`${top}/.git/worktrees/wt/commondir`]: "../..\n",
  };
  expect(remotes(linked, `${top}/wt`)).toEqual(new Set(["origin"]));
  const hook = { [`${top}/.git/worktrees/wt/hooks/pre-push`]: "" };
  expect(remotes({ ...linked, ...hook }, `${top}/wt`)).toBeNull();
});

describe("one that starts something:", () => {
  test.each([
    ["a hook", { [`${top}/.git/hooks/pre-push`]: "" }],
    [
      "a hook behind a hundred samples",
      Object.fromEntries(
        [...Array(120).keys()]
          .map((index) => [`${top}/.git/hooks/${index}.sample`, ""])
          .concat([[`${top}/.git/hooks/pre-push`, ""]]),
      ),
    ],
    ["submodules", { [`${top}/.git/modules/x/config`]: "" }],
    ["a remote in a file of its own", { [`${top}/.git/remotes/evil`]: "URL: ./evil\n" }],
    ["the same, older", { [`${top}/.git/branches/evil`]: "./evil\n" }],
    ["a file that leads nowhere", { [`${top}/sub/.git`]: "?" }],
    ["a relative place of hooks", { "/home/dev/.gitconfig": "[core]\n\thooksPath = .githooks\n" }],
    ["the same, in one line", { "/home/dev/.gitconfig": "[core] hooksPath = .githooks\n" }],
    ["a program of each project", { "/home/dev/.gitconfig": "[core]\n\tfsmonitor = .git/hooks/watch\n" }],
    [
      "a rebase that has stopped before a command",
      { [`${top}/.git/rebase-merge/git-rebase-todo`]: "pick 1234567 what\nexec ./x\n" },
    ],
    ["the same, in short", { [`${top}/.git/rebase-merge/git-rebase-todo`]: "x ./x\n" }],
  ])("%s", (_what, files) => {
    const directory = Object.keys(files).some((path) => path.includes("/sub/")) ? `${top}/sub` : top;
    expect(remotes(files, directory)).toBeNull();
  });

  test("hooks that cannot be listed", () => {
    expect(remotes({}, top, `${top}/.git/hooks`)).toBeNull();
  });

  test("another one below, with or without a name that says so", () => {
    expect(remotes({ [`${top}/sub/.git/hooks/pre-push`]: "" }, `${top}/sub/src`)).toBeNull();
    const bare = { [`${top}/x/HEAD`]: "", [`${top}/x/objects/a`]: "", [`${top}/x/refs/a`]: "" };
    expect(remotes(bare, `${top}/x`)).toBeNull();
    expect(remotes(bare, top)).toEqual(new Set(["origin"]));
  });

  test.each([
    ["[core]\n\tsshCommand = ./x\n"],
    ['[branch "main"]\n[core] sshCommand = ./x\n'],
    ['[branch "main"]\n\tmergeOptions = -s x\n'],
    ["[gc]\n\trecentObjectsHook = x\n"],
    ["[include]\n\tpath = ../x\n"],
    ["[constructor]\n\tx = y\n"],
    ["[core]\n\tbare = false \\\n\tsshCommand = x\n"],
    ['[remote "origin"]\n\turl = ../other\n'],
    ['[remote "origin"]\n\turl = ext::sh -c x\n'],
    ['[remote "origin"]\n\turl = "file:///srv/x"\n'],
    ['[remote "origin"]\n\turl = evil;host:x\n'],
    ['[branch "main"]\n\tremote = evil\n'],
    ['[remote "o"]\n\turl = host:x\n[branch "main"]\n\tpushRemote = ./evil\n'],
    ['[remote "o"]\n\turl = host:x\n[branch "main"]\n\tremote = o\n\tpushRemote = evil\n'],
  ])("%j", (text) => {
    expect(configured(text)).toBeNull();
  });
});

test("settings are read as git reads them, or not at all", () => {
  expect(plainSettings('# x\n[Remote "A b"]\n\tURL = "h:x"\n\tprune\n')).toEqual([
    { section: "remote", of: "A b", name: "url", value: "h:x" },
    { section: "remote", of: "A b", name: "prune", value: "" },
  ]);
  for (const text of ["x = y", "[a]\nx = y ; z", '[a]\nx = "y" z', "[a]\nx = y\\", "[a] x = y", "[a]\n= y"])
    expect(plainSettings(text)).toBeNull();
});

test("a rebase that has stopped between commits", () => {
  const todo = "pick 1234567 what\n# Rebase\nfixup 89abcde why\nbreak\n";
  expect(remotes({ [`${top}/.git/rebase-merge/git-rebase-todo`]: todo })).not.toBeNull();
});

test("links among its own files, of which git says what it cannot read", () => {
  const machineWith = (link: string): World => ({
    ...machine({ ...usual, [`${top}/.git/packed-refs`]: "", [`${top}/.git/info/exclude`]: "" }),
    real: (path) => (path === `${top}/.git/${link}` ? "/home/dev/.netrc" : path),
  });
  expect(remotesOf(top, "/home/dev", machineWith("none"))).not.toBeNull();
  for (const link of ["packed-refs", "info/exclude", "HEAD"])
    expect(remotesOf(top, "/home/dev", machineWith(link)), link).toBeNull();
});

test("a remote on this machine is not elsewhere", () => {
  for (const url of ["git@localhost:x", "ssh://me@127.0.0.2:22/x", "http://[::1]/x", "localhost:x"])
    expect(configured(`[remote "origin"]\n\turl = ${url}\n`), url).toBeNull();
  expect(configured('[remote "origin"]\n\turl = git@localhost.example.com:x\n')).not.toBeNull();
});

/** The index of a repository with one entry of this mode: gitformat-index(5), version 2. */
function index(mode: number, more = ""): Uint8Array {
  const bytes = Buffer.alloc(12 + 72);
  bytes.write("DIRC");
  bytes.writeUInt32BE(2, 4);
  bytes.writeUInt32BE(1, 8);
  bytes.writeUInt32BE(mode, 12 + 24);
  bytes.writeUInt16BE(3, 12 + 60);
  bytes.write("sub", 12 + 62);
  return Buffer.concat([bytes, Buffer.from(more.padEnd(24, "\0"))]);
}

test("repositories in its index", () => {
  const held = (bytes: Uint8Array) =>
    remotesOf(top, "/home/dev", {
      ...machine({ ...usual, [`${top}/.git/index`]: "" }),
      readBytes: () => bytes,
    });
  expect(held(index(0o100644))).not.toBeNull();
  expect(held(index(0o160000))).toBeNull();
  expect(held(index(0o100644, "link"))).toBeNull();
  expect(held(Buffer.from("nothing of the kind, but long enough"))).toBeNull();
});
