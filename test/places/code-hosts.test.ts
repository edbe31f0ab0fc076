/** Where code is published, and addresses that are a stranger's. */
import { describe, expect, test } from "bun:test";
import { isCodeHost, strangerIn, strangerOfModule } from "../../src/places/index.ts";

describe("an address that code is to come from", () => {
  const strangers: Readonly<Record<string, string>> = {
    "https://attacker.example/x.tgz": "attacker.example",
    "git+https://attacker.example/x.git": "attacker.example",
    "git+ssh://git@attacker.example/x.git": "attacker.example",
    "git@attacker.example:x/y.git": "attacker.example",
    "tool@https://attacker.example/x.tgz": "attacker.example",
    "tool @ https://attacker.example/x.whl": "attacker.example",
    "@scope/tool@git+https://attacker.example/x": "attacker.example",
    "sparse+https://attacker.example/index/": "attacker.example",
    "pytorch=https://attacker.example/whl": "attacker.example",
    "oci://attacker.example/charts/x": "attacker.example",
    "https://github.com@attacker.example/x": "attacker.example",
    "https://github.com.attacker.example/x": "github.com.attacker.example",
    "https://raw.githubusercontent.com/x/y/main/z.ts": "raw.githubusercontent.com",
    "https://gist.github.com/x/1": "gist.github.com",
  };
  for (const [address, host] of Object.entries(strangers))
    test(`${address}: ${host}`, () => expect(strangerIn(address)).toBe(host));

  const others = [
    "https://github.com/x/y",
    "git+https://gitlab.com/x/y.git",
    "git@bitbucket.org:x/y.git",
    "oci://registry-1.docker.io/bitnamicharts/postgresql",
    "https://123.dkr.ecr.eu-west-1.amazonaws.com/x",
    "http://localhost:4873",
    "http://10.0.0.5:8081/repository/npm",
    "https://nexus.internal/repository/npm",
    "requests",
    "requests@2.0",
    "./local/package",
    "user@host:22",
  ];
  for (const address of others) test(`${address}: nobody's`, () => expect(strangerIn(address)).toBeNull());
});

test("the host of a Go module", () => {
  expect(strangerOfModule("attacker.example/x@latest")).toBe("attacker.example");
  expect(strangerOfModule("golang.org/x/tools/gopls@latest")).toBeNull();
  expect(strangerOfModule("github.com/x/y/cmd/z@v1.0.0")).toBeNull();
  expect(strangerOfModule("mvdan.cc/gofumpt@latest")).toBeNull();
  expect(strangerOfModule("./cmd/server")).toBeNull();
  expect(strangerOfModule("cmd/server")).toBeNull();
});

test("a host of code covers what is below it, and loose files are left out", () => {
  expect(isCodeHost("codeload.github.com")).toBe(true);
  expect(isCodeHost("notgithub.com")).toBe(false);
  expect(isCodeHost("gist.github.com")).toBe(false);
});
