/** What programs really print when the sandbox says no, and what it is taken for. */
import { describe, expect, test } from "bun:test";
import { explainDenial } from "../../src/sandbox/denial.ts";
import type { NetworkMode, PathRule, Plan } from "../../src/sandbox/plan.ts";
import { unlimited } from "../../src/sandbox/plan.ts";

const rule = (path: string, access: PathRule["access"]): PathRule => ({ path, access, why: "test" });

function plan(mode: NetworkMode = "open"): Plan {
  return {
    mode: "auto",
    engine: "auto",
    paths: [
      rule("/", "read"),
      rule("/nowhere/project", "write"),
      rule("/nowhere/home/.ssh", "none"),
      rule("/tmp", "write"),
    ],
    network: { mode, connect: mode === "open" ? null : [], bind: null, unix: true },
    process: { signals: "any", namespaces: false, ptrace: false },
    limits: unlimited,
  };
}

const cwd = "/nowhere/project";

describe("writing where it is read-only", () => {
  test.each([
    ["dash", "/bin/sh: 1: cannot create /nowhere/x: Permission denied"],
    ["bash", "bash: line 1: /nowhere/x: Permission denied"],
    ["coreutils", "touch: cannot touch '/nowhere/x': Permission denied"],
    ["mv across", "mv: cannot move 'a' to '/nowhere/x': Invalid cross-device link"],
    ["python", "PermissionError: [Errno 13] Permission denied: '/nowhere/x'"],
    ["node", "Error: EACCES: permission denied, open '/nowhere/x'"],
    ["relative", "rm: cannot remove '../x': Permission denied"],
    ["cargo", 'error: failed to write "/nowhere/x": Permission denied (os error 13)'],
    ["git", "fatal: cannot mkdir /nowhere/x: Permission denied"],
  ])("%s", (_program, message) => {
    const said = explainDenial(`some output\n${message}\n`, plan(), cwd);
    expect(said).toContain("/nowhere/x is read-only");
    expect(said).toContain("boundary.write");
  });
});

test("reading what is shut", () => {
  const said = explainDenial("cat: /nowhere/home/.ssh/id: Permission denied\n", plan(), cwd);
  expect(said).toContain("keeps /nowhere/home/.ssh/id shut");
});

test("no network", () => {
  expect(explainDenial("curl: (6) Could not resolve host: example.com", plan("off"), cwd)).toContain(
    "no network",
  );
  expect(explainDenial("curl: (6) Could not resolve host: example.com", plan("off"), cwd)).toContain(
    "example.com",
  );
  expect(explainDenial("Error: getaddrinfo EAI_AGAIN registry.example.com", plan("off"), cwd)).toContain(
    "registry.example.com",
  );
  expect(explainDenial("Error: connect EACCES 192.0.2.1:443", plan("allowlist"), cwd)).toContain(
    "HTTPS_PROXY",
  );
});

test.each([
  ["a permission that has nothing to do with the sandbox", "cat: /nowhere/project/x: Permission denied"],
  ["an ordinary failure", "make: *** [all] Error 2"],
  ["a host that is not there, network open", "curl: (6) Could not resolve host: example.com"],
  ["nothing", ""],
])("silent about %s", (_what, output) => {
  expect(explainDenial(output, plan(), cwd)).toBeNull();
});
