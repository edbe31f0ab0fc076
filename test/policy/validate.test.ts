import { describe, expect, test } from "bun:test";
import { idleNames } from "../../src/policy/idle.ts";
import { PolicyError, showProblem } from "../../src/policy/index.ts";
import { readLayer } from "../../src/policy/layers/validate.ts";
import { profiles } from "../../src/policy/profiles.ts";

function problems(text: string): readonly string[] {
  try {
    readLayer(text, "policy.toml");
    return [];
  } catch (error) {
    if (error instanceof PolicyError) return error.problems.map(showProblem);
    throw error;
  }
}

describe("a good file", () => {
  test("every section, durations in milliseconds and sizes in bytes", () => {
    const layer = readLayer(
      `profile = "strict"
[allow]
control = "enforce"
commands = ["git status", "npm run test:*", "grep"]
[credentials]
grant = { "AWS_*" = ["terraform", "aws"] }
[rate]
window = "1m30s"
max_wait = "0"
[audit]
rotate = "64MiB"
[[audit.sinks]]
kind = "syslog"
[egress]
mode = "allowlist"
allow = ["github.com", ".npmjs.org:443", "10.0.0.0/8"]
[[rule]]
id = "team/no-prod"
title = "No production"
why = "Because."
[rule.when]
program = ["kubectl"]
`,
      "policy.toml",
    );
    expect(layer.rate?.window).toBe(90_000);
    expect(layer.rate?.max_wait).toBe(0);
    expect(layer.audit?.rotate).toBe(64 * 1024 * 1024);
    expect(layer.audit?.sinks).toEqual([{ kind: "syslog", facility: "authpriv" }]);
    expect(layer.rule?.[0]?.when.action).toEqual(["run"]);
    expect(layer.rule?.[0]?.decision).toBe("deny");
  });
});

describe("a fault names file, line, key, what was expected, and the nearest key", () => {
  const table: readonly (readonly [name: string, text: string, expected: string])[] = [
    [
      "an unknown key",
      `[egress]\n\nmod = "open"\n`,
      "policy.toml:3: egress.mod: there is no such key; did you mean mode?",
    ],
    [
      "an unknown section",
      `[egres]\nmode = "open"\n`,
      "policy.toml:1: egres: there is no such key; did you mean egress?",
    ],
    [
      "a wrong value",
      `[egress]\nmode = "opne"\n`,
      'policy.toml:2: egress.mode: expected "open", "allowlist", "off", found "opne"; did you mean "open"?',
    ],
    [
      "a wrong type",
      `[rate]\ncommands = "30"\n`,
      'policy.toml:2: rate.commands: expected a number, found "30"',
    ],
    [
      "a wrong duration",
      `[rate]\nwindow = "60 s"\n`,
      'policy.toml:2: rate.window: expected a duration such as 500ms, 30s, 15m, 2h or 7d, found "60 s"',
    ],
    [
      "a key of another section",
      `mode = "open"\n`,
      "policy.toml:1: mode: there is no such key; it belongs to [egress] or [sandbox]",
    ],
    [
      "a fault in an array of tables",
      `[[rule]]\nid = "a/b"\ntitle = "x"\nwhy = "y"\nwhen = {}\n\n[[rule]]\nid = "A b"\ntitle = "x"\nwhy = "y"\nwhen = {}\n`,
      'policy.toml:8: rule.1.id: expected an id such as team/no-prod-deploy (family/name, lower case), found "A b"',
    ],
    [
      "a fault in a list over several lines",
      `[egress]\nallow = [\n  "a.example",\n  3,\n]\n`,
      "policy.toml:2: egress.allow.1: expected a host name, .suffix, address or CIDR block, with an optional :port, found 3",
    ],
    [
      "a number where a length of time is meant",
      `[rate]\nwindow = 60\n`,
      "policy.toml:2: rate.window: expected a duration such as 500ms, 30s, 15m, 2h or 7d, found 60",
    ],
    [
      "too small a number",
      `[rate]\ncommands = -1\n`,
      "policy.toml:2: rate.commands: expected 0 or more, found -1",
    ],
    [
      "no port",
      `[egress]\nports = [99999]\n`,
      "policy.toml:2: egress.ports.0: expected a port, 1 to 65535, found 99999",
    ],
    [
      "no address",
      `[alerts]\nwebhooks = [{ url = "hooks.example.com" }]\n`,
      "policy.toml:2: alerts.webhooks.0.url: expected an address such as https://example.com/alerts, found",
    ],
    [
      "text without quotes",
      `[egress]\nmode = off\n`,
      'policy.toml:2: not TOML: invalid value; text takes quotes: mode = "off"',
    ],
    ["what is no TOML", `[egress\nmode = 1\n`, "policy.toml:1: not TOML: "],
  ];
  for (const [name, text, expected] of table)
    test(name, () => expect(problems(text)[0]?.slice(0, expected.length)).toBe(expected));

  test("all problems are found, each with its line", () => {
    const found = problems(
      `[egress]\nallow = [\n  "a.example", # ]\n]\nmode = "of"\n[output]\nkeep = ["SGR"]\n`,
    );
    expect(found.map((line) => line.split(": ")[0])).toEqual(["policy.toml:5", "policy.toml:7"]);
  });

  test("comments behind values do not move the lines", () => {
    const found = problems('profile = "strict" # of [all]\n[egress] # "\nmode = 3 # text\nallow = 4\n');
    expect(found.map((line) => line.split(": ")[0])).toEqual(["policy.toml:3", "policy.toml:4"]);
  });

  test("strings with quotes and comment signs do not move the lines", () => {
    const found = problems(`[deny]\ncommands = ["a # b", 'c"', """\nx\ny""" ]\n[egress]\nmode = 3\n`);
    expect(found[0]).toStartWith("policy.toml:6: egress.mode:");
  });
});

test("names of rules that are not there are told; such lines do nothing", () => {
  const { patterns } = profiles.standard;
  const named = {
    disable: ["fs/delete-hmoe", "boundary/*", "fs/delete-root"],
    decision: { "team/deploy": "ask", "tema/deploy": "ask" },
  } as const;
  const { rule = [] } = readLayer(
    `[[rule]]\nid = "team/deploy"\ntitle = "x"\nwhy = "y"\nwhen = {}\n`,
    "policy.toml",
  );
  expect(idleNames({ patterns: { ...patterns, ...named }, rule })).toEqual([
    "patterns.disable: there is no rule fs/delete-hmoe; did you mean fs/delete-home?",
    "patterns.decision: there is no rule tema/deploy; did you mean team/deploy?",
  ]);
});
