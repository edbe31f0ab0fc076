/** Carving allow-lists out of plans, on trees that exist only here. */
import { describe, expect, test } from "bun:test";
import type { Entry, Tree } from "../../src/sandbox/grants.ts";
import { grantsOf, LIST, READ, WRITE } from "../../src/sandbox/grants.ts";
import type { PathRule, Plan } from "../../src/sandbox/plan.ts";
import { isWithin, makePlan, planAllows, ruleFor, unlimited } from "../../src/sandbox/plan.ts";

/** `a/` is a directory, `a -> b` a link, anything else a file. */
function tree(...paths: string[]): Tree {
  const directories = new Map<string, Entry[]>([["/", []]]);
  const targets = new Map<string, string>();
  const add = (path: string, kind: Entry["kind"]) => {
    const cut = path.lastIndexOf("/");
    const parent = cut === 0 ? "/" : path.slice(0, cut);
    if (!directories.has(parent)) add(parent, "directory");
    const entries = directories.get(parent) ?? [];
    const name = path.slice(cut + 1);
    if (!entries.some((entry) => entry.name === name)) entries.push({ name, kind });
    if (kind === "directory" && !directories.has(path)) directories.set(path, []);
  };
  for (const path of paths) {
    const [from = "", to] = path.split(" -> ");
    if (to !== undefined) {
      add(from, "link");
      targets.set(from, to);
    } else if (path.endsWith("/")) add(path.slice(0, -1), "directory");
    else add(path, "file");
  }
  const kind = (path: string) => {
    const cut = path.lastIndexOf("/");
    const parent = cut === 0 ? "/" : path.slice(0, cut);
    if (path === "/") return "directory";
    return directories.get(parent)?.find(({ name }) => name === path.slice(cut + 1))?.kind ?? null;
  };
  return {
    list: (path) => directories.get(path) ?? null,
    kind,
    real: (path) => {
      for (const [from, to] of targets) {
        if (isWithin(path, from)) return to + path.slice(from.length);
      }
      return kind(path) === null ? null : path;
    },
  };
}

function planOf(...paths: PathRule[]): Plan {
  return {
    mode: "auto",
    engine: "auto",
    paths,
    network: { mode: "open", connect: null, bind: null, unix: true },
    process: { signals: "any", namespaces: false, ptrace: false },
    limits: unlimited,
  };
}

function rule(path: string, access: PathRule["access"], extra: Partial<PathRule> = {}): PathRule {
  return { path, access, why: "test", ...extra };
}

/** `path rl` … : read, write, list. */
function shown(plan: Plan, on: Tree): string[] {
  return grantsOf(plan, on)
    .grants.map(({ path, rights }) => {
      const letters = [rights & READ ? "r" : "", rights & WRITE ? "w" : "", rights & LIST ? "l" : ""].join(
        "",
      );
      return `${path} ${letters}`;
    })
    .sort();
}

describe("grants", () => {
  test("nothing shut: one grant", () => {
    expect(shown(planOf(rule("/", "read")), tree("/etc/", "/home/"))).toEqual(["/ r"]);
  });

  test("a shut place is carved out along the way to it, and only there", () => {
    const on = tree("/etc/passwd", "/home/u/.ssh/id", "/home/u/notes", "/home/v/x");
    expect(shown(planOf(rule("/", "read"), rule("/home/u/.ssh", "none")), on)).toEqual([
      "/ l",
      "/etc r",
      "/home l",
      "/home/u l",
      "/home/u/notes r",
      "/home/v r",
    ]);
  });

  test("what is not there is not carved", () => {
    const on = tree("/etc/", "/home/u/x");
    expect(shown(planOf(rule("/", "read"), rule("/home/u/.ssh", "none")), on)).toEqual(["/ r"]);
  });

  test("a readable place below a shut one", () => {
    const on = tree("/k/secret", "/k/public", "/x");
    expect(shown(planOf(rule("/", "read"), rule("/k", "none"), rule("/k/public", "read")), on)).toEqual([
      "/ l",
      "/k/public r",
      "/x r",
    ]);
  });

  test("links met while carving are not followed: they would open what they point at", () => {
    const on = tree("/k/secret", "/l -> /k", "/x");
    expect(shown(planOf(rule("/", "read"), rule("/k", "none")), on)).toEqual(["/ l", "/x r"]);
  });

  test("a shut place that is a link is shut at its target", () => {
    const on = tree("/home/u/.ssh -> /data/keys", "/data/keys/id", "/data/other", "/home/u/x");
    expect(shown(planOf(rule("/", "read"), rule("/home/u/.ssh", "none")), on)).toEqual([
      "/ l",
      "/data l",
      "/data/other r",
      "/home l",
      "/home/u l",
      "/home/u/x r",
    ]);
  });

  test("a cache that is a link is open at its target, but never if that is shut", () => {
    const on = tree("/u/.cache -> /data/c", "/u/.npm -> /u/.ssh", "/u/.ssh/id", "/data/c/x");
    const plan = planOf(
      rule("/", "read"),
      rule("/u/.cache", "write"),
      rule("/u/.npm", "write"),
      rule("/u/.ssh", "none"),
    );
    expect(shown(plan, on)).toContain("/data/c w");
    expect(shown(plan, on).filter((line) => line.includes("/u/.ssh"))).toEqual([]);
  });

  test("a read-only place in a writable tree: the tree keeps reading, writing is carved", () => {
    const on = tree("/c/a/x", "/c/f/x");
    expect(shown(planOf(rule("/", "none"), rule("/c", "write"), rule("/c/f", "read")), on)).toEqual([
      "/c r",
      "/c/a w",
    ]);
  });

  test("a solid tree is never carved; what it holds open is named", () => {
    const on = tree("/p/.env", "/p/src/x");
    const plan = planOf(rule("/", "read"), rule("/p", "write", { solid: true }), rule("/p/.env", "none"));
    const { unenforced } = grantsOf(plan, on);
    expect(unenforced.map(({ path }) => path)).toEqual(["/p/.env"]);
    expect(shown(plan, on)).toContain("/p w");
  });
});

describe("makePlan", () => {
  const input = {
    mode: "auto",
    engine: "auto",
    elsewhere: "read",
    roots: ["/home/u"],
    writable: true,
    temporary: ["/tmp/"],
    caches: [],
    devices: [],
    readable: [],
    secrets: ["/home/u/.ssh", "/tmp"],
    writes: [],
    frozen: [],
    entitled: [],
    network: { mode: "off", ports: [80], unix: true },
    process: { signals: "any", namespaces: false, ptrace: false },
    limits: unlimited,
  } as const;

  test("of two rules for one path the tighter one stays", () => {
    expect(ruleFor(makePlan(input).paths, "/tmp/x")?.access).toBe("none");
  });

  test("a home directory as project is carved rather than opened with its keys", () => {
    expect(ruleFor(makePlan(input).paths, "/home/u/x")?.solid).toBeUndefined();
    expect(planAllows(makePlan(input), "/home/u/.ssh/id", "read")).toBe(false);
  });

  test("a neighbour whose name begins alike is no part of the project", () => {
    expect(planAllows(makePlan(input), "/home/user2/x", "write")).toBe(false);
    expect(planAllows(makePlan(input), "/home/u/x", "write")).toBe(true);
  });

  test("network off leaves no port", () => {
    expect(makePlan(input).network).toEqual({ mode: "off", connect: [], bind: [], unix: true });
  });

  test("read-only sessions write nowhere but to devices", () => {
    const plan = makePlan({ ...input, writable: false, devices: ["/dev/null"] });
    expect(plan.paths.filter(({ access }) => access === "write").map(({ path }) => path)).toEqual([
      "/dev/null",
    ]);
  });
});
