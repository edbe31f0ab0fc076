import { describe, expect, test } from "bun:test";
import { checkAllowlist, covers } from "../../../src/controls/allowlist/index.ts";
import { actionsOf, policyWith } from "../meaning.ts";

const commands = [
  "git status",
  "git diff",
  "npm run test:*",
  "grep",
  "cat",
  "ls",
  "python3 -m pytest",
  "make test",
];
const policy = policyWith({ allow: { control: "enforce", commands } });
const decisions = (source: string, of = policy) =>
  checkAllowlist(actionsOf(source), of).map(({ decision, rule }) => `${decision} ${rule}`);

describe("runs", () => {
  for (const source of [
    "git status",
    "git status --short",
    "git --no-pager diff HEAD~1",
    "git -C sub status",
    "/usr/bin/git status",
    "npm run test",
    "npm run test:unit -- --watch",
    "npm --silent run test:e2e",
    "grep -rn foo src | cat",
    "cd src && ls -la && git diff",
    "timeout 5 grep x y",
    "env FOO=1 git status",
    "bash -c 'git status; ls'",
    "echo hi; true",
    "for f in a b; do cat $f; done",
    "ls $(git diff --name-only)",
    "cat <<'E'\nrm -rf /\nE",
    "git 'status'",
    "python3 -m pytest -q tests",
  ])
    test(source, () => expect(decisions(source)).toEqual([]));
});

describe("does not run", () => {
  for (const source of [
    "git push",
    "git stash",
    "gitstatus",
    "npm run deploy",
    "python3 -m pytest && pytest",
    "python3 -m http.server",
    "npm install",
    "rm x",
    "cat x | sh",
    "ls; curl https://a.example",
    "ls $(curl https://a.example)",
    "cat <(wget -qO- https://a.example)",
    "bash -c 'git status; rm x'",
    "timeout 5 rm x",
    "sudo git status",
    "./git status",
    "/tmp/grep x",
    "../ls",
    "$TOOL status",
    'git "$1"',
    "PATH=/tmp:$PATH git status",
    "export PATH=/tmp; git status",
    "LD_PRELOAD=./x.so ls",
    "GIT_EXTERNAL_DIFF=./x git diff",
    'eval "$(cat cmds)"',
    ". ./x.sh",
    "xargs rm < list",
    "find . -exec rm {} +",
    "python3 x.py",
    "git -c core.pager='sh -c \"rm x\"' status",
    "\\rm x",
    "'r'm x",
    "ls & rm x",
    "if true; then rm x; fi",
    "ls || rm x",
  ])
    test(source, () => expect(decisions(source).length).toBeGreaterThan(0));
});

test("the decision is the policy's, and observing only warns", () => {
  const ask = policyWith({ allow: { control: "enforce", commands, otherwise: "ask" } });
  expect(decisions("rm x", ask)).toEqual(["ask allow/command"]);
  const observe = policyWith({ allow: { control: "observe", commands } });
  expect(decisions("rm x", observe)).toEqual(["warn allow/command"]);
  expect(decisions("rm x", policyWith({ allow: { control: "off", commands } }))).toEqual([]);
});

test("what is denied is denied whatever else allows it, and wherever the program lies", () => {
  const deny = policyWith({ deny: { commands: ["git push", "docker:*", "terraform destroy"] } });
  for (const source of [
    "git push",
    "sudo git push --force",
    "git -C x push",
    "docker ps",
    "docker-compose up",
    "cd x && terraform destroy",
    "./terraform destroy",
    "$(git push)",
  ])
    expect(decisions(source, deny)).toEqual(["deny deny/command"]);
  for (const source of ["git status", "echo git push", "git commit -m 'git push'", "terraform plan"])
    expect(decisions(source, deny)).toEqual([]);
});

test("one entry covers another", () => {
  for (const [wide, narrow] of [
    ["git", "git status"],
    ["git status", "git status --short"],
    ["npm run test:*", "npm run test:unit"],
    ["npm run te:*", "npm run test:*"],
    ["Bash(git diff:*)", "git diff HEAD"],
  ] as const)
    expect(covers(wide, narrow)).toBe(true);
  for (const [wide, narrow] of [
    ["git status", "git"],
    ["npm run test", "npm run test:*"],
    ["npm run test:*", "npm run te:*"],
    ["git", "gitx"],
    ["grep", "grep:*"],
    ["git status", "git *"],
  ] as const)
    expect(covers(wide, narrow)).toBe(false);
});

test("a star stands for any part of one word", () => {
  const allowed = (entry: string, source: string) =>
    decisions(source, policyWith({ allow: { control: "enforce", commands: [entry] } })).length === 0;
  expect(allowed("make *-test", "make unit-test")).toBe(true);
  expect(allowed("make *-test", "make unit-deploy")).toBe(false);
  expect(allowed("make unit-*", "make deploy-unit")).toBe(false);
  expect(allowed("make a*b*c", "make a1b2c")).toBe(true);
  expect(allowed("make a*b*c", "make abc")).toBe(true);
  expect(allowed("make a*bc*c", "make abc")).toBe(false);
  expect(allowed("make a*b*c", "make a1c")).toBe(false);
  expect(allowed("make ab*ba", "make aba")).toBe(false);
  expect(allowed("make *-test", 'make "$1"')).toBe(false);
});
