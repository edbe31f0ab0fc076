/** Asks what is opened for a command, on a machine that is not there. */
import type { World } from "../../src/meaning/world.ts";
import { entitlementsOf } from "../../src/policy/entitlements/entitlements.ts";
import { judgeInFull, sourceOf } from "../../src/policy/judge.ts";
import { profiles } from "../../src/policy/profiles.ts";

export const home = "/home/dev";

/** Links, and where they lead. */
export type Links = Readonly<Record<string, string>>;

/** A machine of these files. */
export function machine(...files: readonly string[]): World {
  return linked({}, ...files);
}

/** A machine of these files and links; a directory is what has something below it. */
export function linked(links: Links, ...files: readonly string[]): World {
  const all = [
    "/home/dev/project/.git/HEAD",
    "/home/dev/project/.git/config",
    "/home/dev/.aws/config",
    "/home/dev/other/x",
    "/tmp/x",
    ...files,
  ];
  const real = (path: string) => {
    const [link, target] = Object.entries(links).find(([each]) => `${path}/`.startsWith(`${each}/`)) ?? [];
    const at = link === undefined ? path : target + path.slice(link.length);
    return all.some((each) => `${each}/`.startsWith(`${at}/`)) ? at : null;
  };
  return {
    readFile: (path) =>
      path === "/home/dev/project/.git/config" ? '[remote "origin"]\n\turl = git@host:x\n' : null,
    kind: (path) => {
      const at = real(path);
      return at === null ? "missing" : all.includes(at) ? "file" : "directory";
    },
    list: (path) => {
      const below = [...all, ...Object.keys(links)].filter((each) => each.startsWith(`${path}/`));
      return [...new Set(below.map((each) => each.slice(path.length + 1).split("/", 1)[0] ?? ""))];
    },
    real,
  };
}

export const request = {
  shell: "bash",
  cwd: "/home/dev/project",
  arguments: [],
  policy: profiles.standard,
} as const;

/** What a command would get. */
export function opened(
  source: string,
  { more = {}, root = false, approved = false, required = false, path = "/usr/bin", world = machine() } = {},
) {
  const given: Readonly<Record<string, string>> = { HOME: home, PATH: path, ...more };
  const environment = (name: string) => given[name] ?? null;
  const asking = { ...request, source, environment, world };
  const judgement = judgeInFull(asking);
  const { actions, surroundings } = judgement;
  return entitlementsOf(actions, sourceOf(judgement, asking), {
    ...surroundings,
    environment,
    world,
    root,
    approved,
    required,
  });
}
