import { describe, expect, test } from "bun:test";
import { buildEnvironment, type Grantee, granteeOf } from "../../../src/controls/credentials/index.ts";
import { documentedVariables } from "../../../src/places/index.ts";
import { profiles } from "../../../src/policy/index.ts";
import { actionsOf, policyWith } from "../meaning.ts";

const { credentials } = profiles.standard;
const encoder = new TextEncoder();
const build = (entries: readonly string[], options = credentials, grantee?: Grantee) => {
  const { kept, removed } = buildEnvironment(
    entries.map((entry) => encoder.encode(entry)),
    options,
    grantee,
  );
  return {
    kept: kept.map((entry) => new TextDecoder().decode(entry)),
    removed: removed.map(({ name }) => name),
  };
};
/** Put together here, so that no scanner of this repository takes it for a real one. */
const token = `ghp_${"a1B2".repeat(9)}`;

test("the catalogue knows at least 150 names, each once", () => {
  const names = documentedVariables();
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(150);
});

describe("goes by its name", () => {
  for (const name of [
    ...documentedVariables(),
    "MY_SERVICE_TOKEN",
    "ACME_API_KEY",
    "acme_api_key",
    "FOO_PASSWORD",
    "FOO_PASS",
    "npm_config__authToken",
    "STAGING_DB_PASSWD",
    "X_CLIENT_SECRET",
    "GHTOKEN",
    "BOT_AUTH",
    "SERVICE_KEY",
    "DEPLOY_PAT",
    "SENTRY_DSN",
    "STRIPE_TEST_SECRET_2",
  ])
    test(name, () => expect(build([`${name}=Zm9vYmFyYmF6cXV4MTIz`]).removed).toEqual([name]));
});

describe("goes by its value", () => {
  const jwt = `eyJhbGciOiJIUzI1NiJ9.${"eyJzdWIiOiIxMjM0NTY3ODkwIn0"}.${"c2lnbmF0dXJlc2lnbmF0dXJl"}`;
  for (const entry of [
    `X=${token}`,
    `ARGS=--token ${token} --x`,
    `HEADER=Authorization: Bearer ${jwt}`,
    `REMOTE=https://x-access-token:${token}@github.com/a/b`,
    "DATABASE_URL=postgres://app:hunter22@db.example.com:5432/app",
    "BROKER=amqps://u:p4ssw0rd@mq.example.com/v",
    "CERT=-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
    'SA={"type":"service_account","private_key":"x"}',
    `DEPLOY=AKIA${"A2B3".repeat(4)}`,
  ])
    test(entry.slice(0, 40), () => expect(build([entry]).removed).toEqual([entry.split("=")[0] ?? ""]));
});

describe("stays", () => {
  for (const entry of [
    "PATH=/usr/local/bin:/usr/bin:/bin:/home/dev/.cargo/bin",
    "HOME=/home/dev",
    "PWD=/home/dev/project",
    "OLDPWD=/home/dev",
    "SSH_AUTH_SOCK=/tmp/ssh-x/agent.1",
    "MAX_OUTPUT_TOKENS=4096",
    "CLAUDE_CODE_MAX_OUTPUT_TOKENS=32000",
    "TOKENIZERS_PARALLELISM=false",
    "AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/token",
    "AWS_REGION=eu-central-1",
    "AWS_PROFILE=dev",
    "PASSWORD_STORE_DIR=/home/dev/.password-store",
    "HTTPS_PROXY=http://user:pw@proxy.example.com:3128",
    "VITE_API_KEY=AIzaSyXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
    "NEXT_PUBLIC_SUPABASE_ANON_KEY=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl",
    "SSH_PUBLIC_KEY=ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI user@host",
    "GITHUB_SHA=da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "DATABASE_URL=postgres://postgres:postgres@localhost:5432/test",
    "LS_COLORS=rs=0:di=01;34:ln=01;36",
    "KEYMAP=us",
    "MONKEY=banana",
    "AUTH=none",
    "BILLING_TOKEN=required",
    "BILLING_KEY=/run/secrets/billing",
    "GPG_TTY=/dev/pts/0",
    "NIX_PATH=/nix/store/0c2y5k1b3xg3k9m3n5y7r5q4x1b2c3d4-x",
    "GUARDSH_SESSION=abc:def",
    "TOKEN=",
    "_=/usr/bin/env",
    "EDITOR=vim",
  ])
    test(entry.slice(0, 40), () => expect(build([entry])).toEqual({ kept: [entry], removed: [] }));

  test("what is no NAME=value, bytes that are no UTF-8, and duplicates", () => {
    const raw = new Uint8Array([88, 61, 255, 254, 128]);
    const { kept } = buildEnvironment([raw, encoder.encode("=x"), encoder.encode("novalue")], credentials);
    expect(kept.length).toBe(3);
    expect(kept[0]).toBe(raw);
    expect(build([`GH_TOKEN=${token}`, "A=1", `GH_TOKEN=${token}`])).toEqual({
      kept: ["A=1"],
      removed: ["GH_TOKEN", "GH_TOKEN"],
    });
  });
});

describe("grants", () => {
  const policy = policyWith({
    credentials: { grant: { "AWS_*": ["terraform", "aws"], GH_TOKEN: ["gh"] } },
  }).credentials;
  const entries = ["AWS_SECRET_ACCESS_KEY=abcdefghijklmnop", `GH_TOKEN=${token}`];
  const removed = (source: string) => build(entries, policy, granteeOf(actionsOf(source), source)).removed;

  test("to the named program, alone or with others of the same grant", () => {
    expect(removed("terraform plan")).toEqual(["GH_TOKEN"]);
    expect(removed("cd infra && terraform plan")).toEqual(["GH_TOKEN"]);
    expect(removed("aws s3 ls && terraform plan")).toEqual(["GH_TOKEN"]);
    expect(removed("gh pr list")).toEqual(["AWS_SECRET_ACCESS_KEY"]);
  });
  test("not to a command that starts anything else, or prints it, or cannot be followed", () => {
    for (const source of [
      "terraform plan; env",
      "terraform plan | tee log",
      "./terraform plan",
      "/tmp/terraform plan",
      'aws --x "$AWS_SECRET_ACCESS_KEY"',
      'eval "$X"; aws s3 ls',
      "PATH=/tmp:$PATH; aws s3 ls",
      "ls",
      "true",
    ])
      expect(removed(source)).toContain("AWS_SECRET_ACCESS_KEY");
  });
});

test("an agent gets its own keys when it is what starts, and no command does", () => {
  const entries = ["ANTHROPIC_API_KEY=abcdefghijklmnop", "OPENAI_API_KEY=abcdefghijklmnop"];
  const started = (program: string) =>
    build(entries, credentials, { programs: [program], source: "" }).removed;
  expect(started("claude")).toEqual(["OPENAI_API_KEY"]);
  expect(started("codex")).toEqual(["ANTHROPIC_API_KEY"]);
  expect(started("curl")).toEqual(["ANTHROPIC_API_KEY", "OPENAI_API_KEY"]);
  expect(build(entries).removed).toEqual(["ANTHROPIC_API_KEY", "OPENAI_API_KEY"]);
});

test("tuning: keep, remove, values, placeholders, observe, off", () => {
  const entries = ["MY_TOKEN=abcdefghijk", "ACME_X=abc", `V=${token}`];
  const tuned = (changes: Partial<typeof credentials>) => build(entries, { ...credentials, ...changes });
  expect(tuned({ keep: ["MY_*"] }).removed).toEqual(["V"]);
  expect(tuned({ remove: ["ACME_*"] }).removed).toEqual(["MY_TOKEN", "ACME_X", "V"]);
  expect(tuned({ values: false }).removed).toEqual(["MY_TOKEN"]);
  expect(tuned({ placeholders: true }).kept).toEqual([
    "MY_TOKEN=GUARDSH_REMOVED_MY_TOKEN",
    "ACME_X=abc",
    "V=GUARDSH_REMOVED_V",
  ]);
  expect(tuned({ control: "observe" })).toEqual({ kept: entries, removed: ["MY_TOKEN", "V"] });
  expect(tuned({ control: "off" })).toEqual({ kept: entries, removed: [] });
});
