/** Files that are secrets by what they are called, though no catalogue names them. */
import { describe, expect, test } from "bun:test";
import { marksOf, namesSecretFile, type Surroundings } from "../../src/places/index.ts";

const here: Surroundings = {
  cwd: "/home/dev/project",
  home: "/home/dev",
  project: "/home/dev/project",
  temporary: ["/tmp"],
};
const isSecret = (path: string) => marksOf(path, here).some(({ kind }) => kind === "secret");

describe("what programs and people keep", () => {
  for (const path of [
    "/home/dev/.acme/token",
    "/home/dev/.acme/tokens/prod",
    "/home/dev/.acme/auth.json",
    "/home/dev/.config/acme/api_key",
    "/home/ann/.config/acme/credentials.db",
    "/home/dev/Downloads/github-recovery-codes.txt",
    "/home/dev/passwords.md",
    "/etc/acme/db_password",
    "/opt/acme/conf/accessToken",
    "/var/lib/acme/api_token",
    "/home/dev/.acme/keyring",
    "/root/.restic-pass",
    "/etc/iwd/home.psk",
    "/home/dev/.config/acme/key",
    "/home/dev/.secrets/acme/dns.ini",
    "/home/dev/notes/wifi-password.md",
    "/home/dev/Documents/2fa-backup.txt",
    "/home/dev/vault-keys.json",
    "/home/dev/.config/fly/config.yml",
    "/home/dev/.prefect/profiles.toml",
    "/home/dev/project/.vault-password",
    "/Users/ann/Library/Preferences/acme.token.plist",
  ])
    test(path, () => expect(isSecret(path)).toBe(true));
});

describe("code, pages and what is about secrets", () => {
  for (const path of [
    "/home/dev/project/src/token",
    "/home/dev/project/credentials",
    "/home/dev/work/other/src/token.py",
    "/home/dev/project/.secretlintrc.json",
    "/home/dev/project/.password-policy",
    "/home/dev/project/.secrets.baseline",
    "/var/lib/dpkg/info/libsecret-1-0.list",
    "/home/dev/.config/fish/functions/token.fish",
    "/home/dev/.claude/skills/secrets/SKILL.md",
    "/home/dev/.acme/token-policy.json",
    "/home/dev/.claude/CLAUDE.md",
    "/home/dev/project/auth.json",
    "/home/dev/Documents/keynotes.txt",
    "/home/dev/.config/acme/keys.conf",
    "/home/dev/notes/authentication.md",
    "/home/dev/.cache/acme/token",
    "/home/dev/auth",
    "/etc/pam.d/common-password",
    "/etc/passwd",
    "/var/lib/dpkg/info/passwd.list",
    "/usr/share/doc/passwd/README",
  ])
    test(path, () => expect(isSecret(path)).toBe(false));
});

describe("the same place on other systems", () => {
  for (const path of [
    "/Users/ann/Library/Application Support/gh/hosts.yml",
    "/home/dev/.var/app/com.slack.Slack/config/Slack/Cookies",
    "/home/dev/snap/gh/current/.config/gh/hosts.yml",
  ])
    test(path, () => expect(isSecret(path)).toBe(true));
});

test("variables that say where a file of secrets is", () => {
  for (const name of ["KUBECONFIG", "GOOGLE_APPLICATION_CREDENTIALS", "DB_PASSWORD_FILE", "SSH_KEY"])
    expect(namesSecretFile(name)).toBe(true);
  for (const name of ["CONFIG_FILE", "KEY", "TOKENIZER_PATH", "FILE", "PUBLIC_KEY_PATH"])
    expect(namesSecretFile(name)).toBe(false);
});
