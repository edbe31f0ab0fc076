import { describe, expect, test } from "bun:test";
import {
  catalogues,
  marksOf,
  mayMatchSecret,
  type Surroundings,
  secretsBelow,
} from "../../src/places/index.ts";

const here: Surroundings = {
  cwd: "/home/dev/project",
  home: "/home/dev",
  project: "/home/dev/project",
  temporary: ["/tmp"],
};
const kinds = (path: string, surroundings = here) => marksOf(path, surroundings).map(({ kind }) => kind);
const isSecret = (path: string) => kinds(path).includes("secret");

test("the catalogue of secrets names at least 120 places", () => {
  const places = catalogues
    .filter(({ kind }) => kind === "secret")
    .flatMap(({ entries }) => entries.flatMap(({ at }) => at));
  expect(new Set(places).size).toBeGreaterThanOrEqual(120);
  for (const place of places) expect(place).toMatch(/^(\/|~\/|\*\*\/)/);
});

test("catalogues are lower case, as paths are compared", () => {
  const places = catalogues.flatMap(({ entries }) =>
    entries.flatMap(({ at, except }) => [...at, ...(except ?? [])]),
  );
  expect(places.filter((place) => place !== place.toLowerCase())).toEqual([]);
});

describe("secret", () => {
  const secret = [
    "/home/dev/.ssh/id_rsa",
    "/home/dev/.ssh/id_work",
    "/home/somebody/.ssh/id_ed25519",
    "/root/.ssh/id_rsa",
    "/Users/ann/.ssh/id_rsa",
    "/srv/backup/.ssh/id_ecdsa",
    "/backup/id_rsa",
    "/home/dev/.aws/credentials",
    "/home/dev/.config/gcloud/application_default_credentials.json",
    "/home/dev/.azure/accessTokens.json",
    "/home/dev/.kube/config",
    "/home/dev/.docker/config.json",
    "/home/dev/.netrc",
    "/home/dev/.npmrc",
    "/home/dev/.pypirc",
    "/home/dev/.git-credentials",
    "/home/dev/.config/gh/hosts.yml",
    "/home/dev/.gnupg/private-keys-v1.d/0123.key",
    "/home/dev/.password-store/bank.gpg",
    "/home/dev/.local/share/keyrings/login.keyring",
    "/home/dev/.mozilla/firefox/x.default/logins.json",
    "/home/dev/.config/google-chrome/Default/Login Data",
    "/Users/ann/Library/Application Support/Google/Chrome/Default/Cookies",
    "/Users/ann/Library/Keychains/login.keychain-db",
    "/home/dev/.bash_history",
    "/home/dev/.python_history",
    "/home/dev/.psql_history",
    "/home/dev/.claude/.credentials.json",
    "/home/dev/.claude.json",
    "/home/dev/.codex/auth.json",
    "/home/dev/.gemini/oauth_creds.json",
    "/home/dev/.local/share/opencode/auth.json",
    "/etc/shadow",
    "/etc/gshadow-",
    "/etc/sudoers",
    "/etc/ssl/private/server.key",
    "/etc/ssh/ssh_host_ed25519_key",
    "/var/run/secrets/kubernetes.io/serviceaccount/token",
    "/run/secrets/db_password",
    "/proc/self/environ",
    "/proc/1234/environ",
    "/proc/1/task/1/environ",
    "/proc/self/mem",
    "/proc/self/root/etc/shadow",
    "/proc/1/root/home/dev/.ssh/id_rsa",
    "/proc/self/cwd/.env",
    "/mnt/etc/shadow",
    "/host/root/.ssh/id_rsa",
    "/private/etc/master.passwd",
    "/home/dev/project/.env",
    "/home/dev/project/.env.local",
    "/home/dev/project/.env.production",
    "/home/dev/project/packages/api/.env",
    "/home/dev/project/.envrc",
    "/home/dev/project/server.key",
    "/home/dev/project/deploy/key.pem",
    "/home/dev/project/prod.pem",
    "/home/dev/project/cert.p12",
    "/home/dev/project/terraform.tfstate",
    "/home/dev/project/credentials.json",
    "/home/dev/project/my-service-account.json",
    "/home/dev/project/config/master.key",
    "/home/dev/.vault-token",
    "/home/dev/passwords.kdbx",
    "/home/dev/.electrum/wallets/default_wallet",
    "/home/dev/.thunderbird/x/ImapMail/inbox",
  ];
  for (const path of secret) test(path, () => expect(isSecret(path)).toBe(true));
});

describe("not secret", () => {
  const ordinary = [
    "/home/dev/.ssh/id_rsa.pub",
    "/home/dev/.ssh/known_hosts",
    "/home/dev/.ssh/config",
    "/home/dev/.aws/config",
    "/home/dev/project/.env.example",
    "/home/dev/project/.env.sample",
    "/home/dev/project/.env.template",
    "/home/dev/project/.env.dist",
    "/home/dev/project/.env.test",
    "/home/dev/project/.env.local.example",
    "/home/dev/project/.environment.ts",
    "/home/dev/project/src/env.ts",
    "/home/dev/project/.env/bin/python",
    "/home/dev/project/test/fixtures/key.pem",
    "/home/dev/project/tests/certs/server.key",
    "/home/dev/project/testdata/.env",
    "/home/dev/project/certs/ca.crt",
    "/home/dev/project/certs/ca.pem",
    "/home/dev/project/public.key",
    "/home/dev/project/node_modules/x/key.pem",
    "/home/dev/project/src/credentials.ts",
    "/home/dev/project/src/secrets.py",
    "/home/dev/project/.npmrc",
    "/home/dev/project/src/private_key.py",
    "/usr/lib/python3/dist-packages/certifi/cacert.pem",
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/ssl/certs/ISRG_Root_X1.pem",
    "/etc/passwd",
    "/etc/hosts",
    "/proc/cpuinfo",
    "/proc/self/status",
    "/home/dev/project/README.md",
    "/home/dev/project/wallet.ts",
    "/",
    "/home/dev",
    "/home/dev/project",
  ];
  for (const path of ordinary) test(path, () => expect(isSecret(path)).toBe(false));
});

describe("other marks", () => {
  const table: readonly (readonly [string, string])[] = [
    ["/home/dev/.bashrc", "startup"],
    ["/root/.profile", "startup"],
    ["/etc/profile.d/x.sh", "startup"],
    ["/etc/cron.d/job", "startup"],
    ["/home/dev/.config/systemd/user/x.service", "startup"],
    ["/etc/ld.so.preload", "startup"],
    ["/Users/ann/Library/LaunchAgents/x.plist", "startup"],
    ["/home/dev/.gitconfig", "startup"],
    ["/proc/sys/kernel/core_pattern", "startup"],
    ["/home/dev/.ssh/authorized_keys", "authority"],
    ["/etc/passwd", "authority"],
    ["/etc/sudoers.d/zz", "authority"],
    ["/etc/pam.d/sshd", "authority"],
    ["/etc/hosts", "authority"],
    ["/home/dev/project/CLAUDE.md", "agent"],
    ["/home/dev/project/.mcp.json", "agent"],
    ["/home/dev/project/.claude/settings.json", "agent"],
    ["/home/dev/project/.vscode/tasks.json", "agent"],
    ["/home/dev/project/.cursor/rules/x.mdc", "agent"],
    ["/home/dev/project/.git/hooks/pre-commit", "hook"],
    ["/home/dev/project/.husky/pre-push", "hook"],
    ["/home/dev/project/.git/config", "hook"],
    ["/home/dev/project/.guardsh.toml", "guard"],
    ["/etc/guardsh/policy.toml", "guard"],
    ["/home/dev/.local/state/guardsh/audit.jsonl", "guard"],
    ["/usr/local/bin/guardsh", "guard"],
    ["/var/log/auth.log", "log"],
    ["/home/dev/.bash_history", "log"],
    ["/dev/sda", "disk"],
    ["/dev/nvme0n1p2", "disk"],
    ["/dev/mem", "disk"],
    ["/var/run/docker.sock", "socket"],
    ["/tmp/ssh-abc/agent.123", "socket"],
  ];
  for (const [path, kind] of table)
    test(`${path} is ${kind}`, () => expect<string[]>(kinds(path)).toContain(kind));

  const plain = [
    "/home/dev/project/src/index.ts",
    "/home/dev/project/package.json",
    "/dev/null",
    "/dev/tty",
    "/dev/stdout",
    "/dev/stderr",
    "/dev/fd/3",
    "/tmp/x",
    "/home/dev/project/.git/COMMIT_EDITMSG",
    "/home/dev/project/.git/hooks/pre-commit.sample",
  ];
  for (const path of plain) test(`${path} has no mark`, () => expect(kinds(path)).toEqual([]));
});

test("a home directory that lies elsewhere is known", () => {
  const there = { ...here, home: "/data/people/dev", project: "/work/p", cwd: "/work/p" };
  expect(kinds("/data/people/dev/.netrc", there)).toContain("secret");
  expect(kinds("/data/people/dev/.bashrc", there)).toContain("startup");
});

describe("secretsBelow", () => {
  for (const path of [
    "/",
    "/home",
    "/home/dev",
    "/root",
    "/home/dev/.ssh",
    "/home/dev/.aws",
    "/home/dev/.gnupg",
    "/home/dev/.config",
    "/etc",
    "/backup/.ssh",
    "/home/dev/.claude",
  ])
    test(`${path} holds some`, () => expect(secretsBelow(path, here).length).toBeGreaterThan(0));
  for (const path of [
    "/home/dev/project",
    "/home/dev/project/src",
    "/tmp",
    "/usr",
    "/usr/local",
    "/home/dev/code",
    "/etc/nginx",
    "/home/dev/.cargo/registry",
    "/home/dev/project/config",
  ])
    test(`${path} is not known to hold any`, () => expect(secretsBelow(path, here)).toEqual([]));
});

describe("mayMatchSecret", () => {
  const may = [
    "/home/dev/.ssh/*",
    "/home/dev/**/*.json",
    "/home/dev/**/credentials",
    "/home/dev/.ssh/id_*",
    "/home/*/.ssh/id_*",
    "/h*/*/.ssh/*",
    "/home/dev/project/.e*v",
    "/home/dev/project/.en?",
    "/home/dev/project/.env*",
    "/etc/sh?dow",
    "/etc/s*w",
    "/e[a-t]c/shadow",
    "/home/dev/.aws/c*",
    "/proc/*/environ",
    "/proc/[0-9]*/environ",
    "/home/dev/.*",
    "/home/dev/.ssh/id_r[rs]a",
    "/home/dev/project/*.pem",
    "/home/dev/**/id_rsa",
    "/home/dev/.n*rc",
  ];
  for (const glob of may)
    test(`${glob} may`, () => expect(mayMatchSecret(glob, here).length).toBeGreaterThan(0));
  const not = [
    "/home/dev/project/*",
    "/home/dev/**/*.md",
    "/home/dev/**/package.json",
    "/home/dev/project/src/*.ts",
    "/home/dev/project/*.json",
    "/home/dev/project/**/*.js",
    "/home/dev/project/test/*.pem",
    "/home/dev/.ssh/*.pub",
    "/etc/*release",
    "/home/dev/*",
    "/usr/share/*",
    "/tmp/*",
    "/home/dev/project/.github/*",
    "/home/dev/project/*.md",
    "/proc/*/status",
    "/home/dev/project/.eslint*",
  ];
  for (const glob of not) test(`${glob} does not`, () => expect(mayMatchSecret(glob, here)).toEqual([]));
});
