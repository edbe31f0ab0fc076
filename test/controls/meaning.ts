/** What commands would do, for tests of controls: the real way from source to actions, in a world of its own. */
import { type Action, understand } from "../../src/meaning/index.ts";
import type { World } from "../../src/meaning/world.ts";
import type { Surroundings } from "../../src/places/index.ts";
import { type Policy, profiles } from "../../src/policy/index.ts";
import { parse } from "../../src/syntax/index.ts";

export const around: Surroundings = {
  cwd: "/home/dev/project",
  home: "/home/dev",
  project: "/home/dev/project",
  temporary: ["/tmp"],
};

/** Nothing is there but the project's directory. */
const emptyWorld: World = {
  readFile: () => null,
  kind: (path) => (path === "/home/dev/project" ? "directory" : "missing"),
  list: () => null,
};

export function actionsOf(source: string, { cwd, home } = around): readonly Action[] {
  const reading = parse(source, { dialect: "bash" });
  const environment = new Map([
    ["HOME", home],
    ["PATH", "/usr/bin:/bin"],
  ]);
  return understand(reading.scripts, source, {
    cwd,
    home,
    environment,
    dialect: "bash",
    positional: [],
    world: emptyWorld,
  }).actions;
}

/** The standard profile with some keys of some sections changed. */
export function policyWith(changes: { readonly [S in keyof Policy]?: Partial<Policy[S]> }): Policy {
  const { standard } = profiles;
  return {
    ...standard,
    allow: { ...standard.allow, ...changes.allow },
    deny: { ...standard.deny, ...changes.deny },
    boundary: { ...standard.boundary, ...changes.boundary },
    egress: { ...standard.egress, ...changes.egress },
    credentials: { ...standard.credentials, ...changes.credentials },
  };
}
