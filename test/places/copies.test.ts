/** Copies of secrets beside them, by what editors, package managers and people make of a name. */
import { describe, expect, test } from "bun:test";
import { copied } from "../../src/places/copies.ts";
import { marksOf, type Surroundings } from "../../src/places/index.ts";

const here: Surroundings = {
  cwd: "/home/dev/project",
  home: "/home/dev",
  project: "/home/dev/project",
  temporary: ["/tmp"],
};
const isSecret = (path: string) => marksOf(path, here).some(({ kind }) => kind === "secret");

describe("a copy of a secret is one", () => {
  for (const path of [
    "/home/dev/.docker/config.json.bak",
    "/home/dev/.kube/config~",
    "/home/dev/.config/gh/hosts.yml.20260101",
    "/home/dev/.aws.old/credentials",
    "/home/dev/project/#.env#",
    "/home/dev/project/.#.env",
    "/home/dev/project/.env.swp",
    "/home/dev/project/.wp-config.php.swp",
    "/home/dev/project/wp-config.php.~1~",
    "/etc/shadow.dpkg-old",
    "/home/dev/.netrc copy",
    "/home/dev/.netrc (1)",
  ])
    test(path, () => expect(isSecret(path)).toBe(true));
});

describe("a copy of anything else is not, nor one of what is excepted", () => {
  for (const path of [
    "/home/dev/project/README.md.bak",
    "/home/dev/project/.env.example.bak",
    "/home/dev/.ssh/id_rsa.pub.old",
    "/home/dev/project/src/token.ts~",
    "/etc/hosts.bak",
    "/etc/passwd-",
  ])
    test(path, () => expect(isSecret(path)).toBe(false));
});

test("what has no such name is no copy", () => {
  expect(copied("/home/dev/project/bold")).toBeNull();
  expect(copied("/home/dev/project/v1.2/notes.md")).toBe("/home/dev/project/v1/notes.md");
});
