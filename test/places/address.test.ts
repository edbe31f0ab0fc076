import { describe, expect, test } from "bun:test";
import {
  authorityOf,
  canonicalHost,
  hostMatches,
  isLoopback,
  isMetadata,
  isPrivate,
} from "../../src/places/index.ts";

describe("one spelling for each address", () => {
  const table: readonly (readonly [given: string, host: string])[] = [
    ["127.0.0.1", "127.0.0.1"],
    ["2130706433", "127.0.0.1"],
    ["0x7f000001", "127.0.0.1"],
    ["0x7f.1", "127.0.0.1"],
    ["0177.0.0.01", "127.0.0.1"],
    ["127.1", "127.0.0.1"],
    ["0", "0.0.0.0"],
    ["169.16689662", "169.254.169.254"],
    ["2852039166", "169.254.169.254"],
    ["0xa9fea9fe", "169.254.169.254"],
    ["0251.0376.0251.0376", "169.254.169.254"],
    ["[::ffff:169.254.169.254]", "169.254.169.254"],
    ["::ffff:a9fe:a9fe", "169.254.169.254"],
    ["64:ff9b::a9fe:a9fe", "169.254.169.254"],
    ["１６９.254.169.254", "169.254.169.254"],
    ["169。254。169。254", "169.254.169.254"],
    ["169.254.169.254.", "169.254.169.254"],
    ["169-254-169-254.sslip.io", "169.254.169.254"],
    ["x.169.254.169.254.nip.io", "169.254.169.254"],
    ["[2001:DB8:0:0:0:0:0:1]", "2001:db8::1"],
    ["::1", "::1"],
    ["EXAMPLE.com.", "example.com"],
    ["exam%70le.com", "example.com"],
    ["1.2.3.4.5", "1.2.3.4.5"],
    ["256.1.1.1", "256.1.1.1"],
    ["1password.com", "1password.com"],
  ];
  for (const [given, host] of table)
    test(`${given} is ${host}`, () => expect(canonicalHost(given).host).toBe(host));
});

describe("a disguise is seen", () => {
  for (const given of [
    "2130706433",
    "0x7f.1",
    "::ffff:127.0.0.1",
    "gіthub.com",
    "xn--gthub-n2e.com",
    "раураӏ.com",
    "git\u200bhub.com",
    "ｇithub.com",
  ])
    test(JSON.stringify(given), () => expect(canonicalHost(given).disguise).not.toBeNull());
  for (const given of [
    "127.0.0.1",
    "github.com",
    "GitHub.com",
    "example.com.",
    "bücher.example",
    "xn--bcher-kva.example",
    "例え.jp",
    "[2001:db8::1]",
    "пример.рф",
  ])
    test(`${given} is plain`, () => expect(canonicalHost(given).disguise).toBeNull());
});

test("kinds of hosts", () => {
  for (const given of ["localhost", "a.localhost", "127.9.9.9", "[::1]", "0"])
    expect(isLoopback(canonicalHost(given))).toBe(true);
  for (const given of ["localhost.attacker.example", "128.0.0.1"])
    expect(isLoopback(canonicalHost(given))).toBe(false);
  for (const given of [
    "169.254.169.254",
    "metadata.google.internal",
    "100.100.100.200",
    "[fd00:ec2::254]",
    "0xa9fea9fe",
  ])
    expect(isMetadata(canonicalHost(given))).toBe(true);
  for (const given of ["10.1.2.3", "172.31.0.1", "192.168.1.1", "printer.local", "db"])
    expect(isPrivate(canonicalHost(given))).toBe(true);
  for (const given of ["172.32.0.1", "8.8.8.8", "example.com"])
    expect(isPrivate(canonicalHost(given))).toBe(false);
});

describe("entries of a policy", () => {
  const table: readonly (readonly [entry: string, host: string, port: number | null, meant: boolean])[] = [
    ["github.com", "github.com", 443, true],
    ["github.com", "GITHUB.com.", null, true],
    ["github.com", "evilgithub.com", 443, false],
    ["github.com", "github.com.evil.example", 443, false],
    ["github.com", "api.github.com", 443, false],
    [".github.com", "api.github.com", 443, true],
    [".github.com", "github.com", 443, true],
    [".github.com", "evilgithub.com", 443, false],
    ["*.github.com", "github.com", 443, false],
    ["github.com:443", "github.com", 443, true],
    ["github.com:443", "github.com", 22, false],
    ["github.com:443", "github.com", null, false],
    ["10.0.0.0/8", "10.200.3.4", null, true],
    ["10.0.0.0/8", "11.0.0.1", null, false],
    ["10.0.0.0/8:5432", "10.0.0.1", 5432, true],
    ["10.0.0.0/8", "10.evil.example", null, false],
    ["2001:db8::/32", "2001:db8:1::5", null, true],
    ["2001:db8::/32", "2001:db9::5", null, false],
    ["127.0.0.1", "2130706433", null, true],
    ["0.0.0.0/0", "8.8.8.8", null, true],
  ];
  for (const [entry, host, port, meant] of table)
    test(`${entry} ${meant ? "means" : "does not mean"} ${host}:${port}`, () =>
      expect(hostMatches(entry, canonicalHost(host), port)).toBe(meant));
});

test("the host of an address", () => {
  const host = (target: string) => authorityOf(target)?.host;
  expect(host("https://github.com@evil.example/x")).toBe("evil.example");
  expect(host("https://github.com:443@evil.example:8443/x")).toBe("evil.example");
  expect(host("https://evil.example\\@github.com")).toBe("evil.example");
  expect(host("git@github.com:owner/repo.git")).toBe("github.com");
  expect(host("ssh://git@github.com:22/owner/repo")).toBe("github.com");
  expect(host("http://[::1]:8080/")).toBe("[::1]");
  expect(host("example.com:8080")).toBe("example.com");
  expect(authorityOf("example.com:8080")?.port).toBe(8080);
  expect(authorityOf("https://user:pw@h.example/")?.user).toBe("user:pw");
});
