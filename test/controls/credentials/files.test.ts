/** Which values of credential files are hidden in outputs, and which are left alone. */
import { afterAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { atHome, secretsInFiles } from "../../../src/controls/credentials/files.ts";
import { marksOf } from "../../../src/places/index.ts";

const place = realpathSync(mkdtempSync(join(tmpdir(), "guardsh-files-")));
afterAll(() => rmSync(place, { recursive: true, force: true }));

let count = 0;

/** The values found where one file is there, in a home or a project of its own. */
function found(path: string, text: string, where: "home" | "project" = "home", keep: readonly string[] = []) {
  const [home, project] = [join(place, `home${count}`), join(place, `project${count++}`)];
  for (const each of [home, join(project, ".git"), join(project, "src")])
    mkdirSync(each, { recursive: true });
  const file = join(where === "home" ? home : project, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return secretsInFiles(home, join(project, "src"), keep);
}

const values = (...list: Parameters<typeof found>) => found(...list).map(({ value }) => value);

describe("in a home directory", () => {
  const cases: readonly (readonly [path: string, text: string, ...expected: string[]])[] = [
    [
      ".aws/credentials",
      "[default]\naws_access_key_id = notAnId\naws_secret_access_key = wJalr/K7MDENG+bPxRfiCYzzzz\nregion = eu-central-1\n",
      "wJalr/K7MDENG+bPxRfiCYzzzz",
    ],
    [".netrc", "machine api.example.com login me password s3cr3t-pass\n", "s3cr3t-pass"],
    [".netrc", "machine a\n  login me\n  password s3cr3t-pass\n", "s3cr3t-pass"],
    [".npmrc", "fund=false\n//registry.example.com/:_authToken=abc-DEF-0123456789\n", "abc-DEF-0123456789"],
    [
      ".docker/config.json",
      '{"auths":{"registry.example.com":{"auth":"bWU6czNjcjN0LXBhc3M="}},"currentContext":"default"}',
      "bWU6czNjcjN0LXBhc3M=",
    ],
    [
      ".config/gh/hosts.yml",
      "github.com:\n    user: octo-1\n    oauth_token: abcd1234efgh\n",
      "abcd1234efgh",
    ],
    [
      ".codex/auth.json",
      '{ "tokens": { "access_token": "ey.Jabc.def12", "account_id": "acc-123456" } }',
      "ey.Jabc.def12",
    ],
    [".claude/.credentials.json", '{"claudeAiOauth":{"accessToken":"at-12345678"}}', "at-12345678"],
    [".pgpass", "db.example.com:5432:app:me:p4ss\\:word\n", "p4ss\\:word"],
    [".git-credentials", "https://me:t0ken-value@git.example.com\n", "t0ken-value"],
    [".vault-token", "some-token-0123\n", "some-token-0123"],
    [
      ".kube/config",
      "users:\n- name: me-1\n  user:\n    token: k8s-token-0123\n    client-key-data: TUlJRXBBSUJBQUtDQVFFQQ==\n",
      "k8s-token-0123",
      "TUlJRXBBSUJBQUtDQVFFQQ==",
    ],
  ];
  for (const [path, text, ...expected] of cases)
    test(`${path}: ${expected.join(", ")}`, () => expect(values(path, text)).toEqual(expected));
});

describe("in a project", () => {
  test("every .env but those that are there to be copied", () => {
    const text = "PORT=8080\nAPI_URL=https://api.example.com/v1\nexport API_KEY='k3y-value-1'\nDEBUG=true\n";
    for (const name of [".env", ".env.local", ".env.production"])
      expect(found(name, text, "project")).toEqual([{ kind: `API_KEY of ${name}`, value: "k3y-value-1" }]);
    for (const name of [".env.example", ".env.sample", ".env.production.template", ".envrc", "env"])
      expect(values(name, text, "project")).toEqual([]);
  });

  test("what could stand in any text is left alone, and what a person named", () => {
    const text =
      "DB_PASSWORD=postgres\nTOKEN_TTL=36000000\nSECRET_FILE=/run/secrets/x1\nAUTH_TOKEN=${FROM_CI}\n";
    expect(values(".env", text, "project")).toEqual([]);
    expect(values(".env", "SITE_KEY_SECRET=v4lue-of-it\n", "project", ["SITE_KEY_SECRET"])).toEqual([]);
  });
});

test("what is too large, no file, or not to be read is passed over", () => {
  expect(values(".vault-token", "x1".repeat(40_000))).toEqual([]);
  const home = join(place, "odd");
  mkdirSync(join(home, ".netrc"), { recursive: true });
  symlinkSync("/dev/zero", join(home, ".vault-token"));
  expect(secretsInFiles(home, home, [])).toEqual([]);
});

test("each is a place that the catalogue of secrets knows", () => {
  const around = { cwd: "/home/me/app", home: "/home/me", project: "/home/me/app", temporary: ["/tmp"] };
  const isSecret = (path: string) =>
    marksOf(`/home/me/${path}`, around).some(({ kind }) => kind === "secret");
  expect(Object.keys(atHome).filter((path) => !isSecret(path))).toEqual([]);
});
