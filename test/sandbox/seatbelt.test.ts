/** The profile for macOS as text: its shape, its words, and, by an evaluator of its file rules, that it says what the plan says. */
import { describe, expect, test } from "bun:test";
import { makePlan, type PathRule, type Plan, planAllows, unlimited } from "../../src/sandbox/plan.ts";
import { seatbeltProfile } from "../../src/sandbox/seatbelt.ts";

const rule = (path: string, access: PathRule["access"], why = "test"): PathRule => ({ path, access, why });

function plan(paths: readonly PathRule[], more: Partial<Plan> = {}): Plan {
  return {
    mode: "auto",
    engine: "seatbelt",
    paths,
    network: { mode: "off", connect: [], bind: [], unix: false },
    process: { signals: "own", namespaces: false, ptrace: false },
    limits: unlimited,
    ...more,
  };
}

type Term = string | Term[] | { readonly text: string };

/** S-expressions: lists, words, strings (with the escapes of SBPL), `#"…"` for regular expressions. Throws for what is not balanced. */
function read(source: string): Term[] {
  let at = 0;
  const list = (closing: boolean): Term[] => {
    const terms: Term[] = [];
    for (;;) {
      while (/\s/.test(source[at] ?? "")) at++;
      const character = source[at];
      if (character === undefined) {
        if (closing) throw new Error("a list without an end");
        return terms;
      }
      if (character === ")") {
        if (!closing) throw new Error(`a list without a beginning at ${at}`);
        at++;
        return terms;
      }
      if (character === "(") {
        at++;
        terms.push(list(true));
      } else if (character === '"') terms.push({ text: text() });
      else if (source.startsWith('#"', at)) {
        const end = source.indexOf('"', at + 2);
        terms.push({ text: source.slice(at + 2, end) });
        at = end + 1;
      } else {
        const word = /^[^\s()"]+/.exec(source.slice(at))?.[0] ?? "";
        at += word.length;
        terms.push(word);
      }
    }
  };
  const text = (): string => {
    const bytes: number[] = [];
    for (at++; source[at] !== '"'; at++) {
      if (source[at] === undefined || source[at] === "\n") throw new Error("a string without an end");
      if (source[at] !== "\\") bytes.push(...Buffer.from(String.fromCodePoint(source.codePointAt(at) ?? 0)));
      else {
        const next = source[++at] ?? "";
        if (next === "x") {
          bytes.push(Number.parseInt(source.slice(at + 1, at + 3), 16));
          at += 2;
        } else bytes.push(({ n: 10, r: 13, t: 9 } as Record<string, number>)[next] ?? next.charCodeAt(0));
      }
      if ((source.codePointAt(at) ?? 0) > 0xffff) at++;
    }
    at++;
    return Buffer.from(bytes).toString();
  };
  return list(false);
}

/** What the profile says of an operation on a path: the last rule that names the operation and matches. */
function says(profile: Term[], operation: string, path: string): boolean {
  let allowed = false;
  for (const each of profile) {
    if (!Array.isArray(each) || (each[0] !== "allow" && each[0] !== "deny")) continue;
    const [verb, ...rest] = each;
    const operations = rest.filter((term): term is string => typeof term === "string");
    const named = operations.some(
      (name) => name === operation || (name.endsWith("*") && operation.startsWith(name.slice(0, -1))),
    );
    const filters = rest.filter(Array.isArray);
    const matches = filters.length === 0 || filters.some((filter) => covers(filter, path));
    if (named && matches) allowed = verb === "allow";
  }
  return allowed;
}

function covers([kind, value]: Term[], path: string): boolean {
  if (typeof value !== "object" || Array.isArray(value)) return false;
  if (kind === "literal") return path === value.text;
  if (kind === "regex") return new RegExp(value.text).test(path);
  return (
    kind === "subpath" && (value.text === "/" || path === value.text || path.startsWith(`${value.text}/`))
  );
}

test("the whole text of a small plan", () => {
  const small = plan(
    [
      rule("/", "read"),
      rule("/w/project", "write"),
      rule("/w/project/keys", "none"),
      rule("/h/.ssh", "none"),
    ],
    { network: { mode: "allowlist", connect: [8123], bind: null, unix: false } },
  );
  const lines = seatbeltProfile(small).split("\n");
  expect(lines.slice(0, 2)).toEqual(["(version 1)", "(deny default)"]);
  expect(lines.slice(lines.findIndex((line) => line.includes('"/"')))).toEqual([
    '(allow file-read* file-map-executable (subpath "/"))',
    '(deny file-write* (subpath "/"))',
    '(deny file-read* file-write* file-map-executable (subpath "/h/.ssh"))',
    '(allow file-read* file-write* file-map-executable (subpath "/w/project"))',
    '(deny file-read* file-write* file-map-executable (subpath "/w/project/keys"))',
    '(deny file-write-unlink (literal "/w/project"))',
    '(allow network-outbound (remote ip "localhost:8123"))',
    '(allow network-bind network-inbound (local ip "localhost:*"))',
    "(allow signal (target same-sandbox))",
    "",
  ]);
});

test("nothing is allowed by default, and no rule allows everything", () => {
  const profile = read(seatbeltProfile(plan([rule("/", "read")])));
  expect(profile[1]).toEqual(["deny", "default"]);
  expect(profile.filter((each) => Array.isArray(each) && each.includes("default"))).toHaveLength(1);
  for (const operation of [
    "mach-register",
    "nvram-set",
    "system-kext-load",
    "appleevent-send",
    "mach-priv-task-port",
  ])
    expect({ operation, allowed: says(profile, operation, "/x") }).toEqual({ operation, allowed: false });
  const text = seatbeltProfile(plan([]));
  for (const service of ["SecurityServer", "securityd", "pasteboard", "launchservicesd", "launchd"])
    expect(text).not.toContain(service);
});

describe("the profile and the plan agree", () => {
  const input = {
    mode: "auto",
    engine: "seatbelt",
    roots: ["/Users/u/work/project"],
    writable: true,
    temporary: ["/private/tmp"],
    caches: [{ path: "/Users/u/.cache", create: true }],
    devices: ["/dev/null", "/dev/tty"],
    secrets: ["/Users/u/.ssh", "/Users/u/.aws", "/Users/u/work/project/secrets", "/Users/u/.config/gcloud"],
    writes: ["/Users/u/out"],
    frozen: ["/Users/u/work/project/vendor"],
    entitled: [],
    network: { mode: "open", ports: [], unix: true },
    process: { signals: "any", namespaces: false, ptrace: false },
    limits: unlimited,
  } as const;
  const readable = ["/usr", "/bin", "/Users/u/.ssh/known_hosts", "/Users/u/.gitconfig"];
  const names = ["", "/x", "/x/y", "x", "/.hidden", "/deep/er/still", "/with space", '/"q"', "/sub\nline"];
  const bases = [
    "/",
    "/Users",
    "/Users/u",
    "/Users/u/work",
    "/Users/u/work/project",
    "/Users/u/work/project/src",
    "/Users/u/work/project/secrets",
    "/Users/u/work/project/vendor",
    "/Users/u/.ssh",
    "/Users/u/.ssh/known_hosts",
    "/Users/u/.aws",
    "/Users/u/.cache",
    "/Users/u/.config",
    "/Users/u/.config/gcloud",
    "/Users/u/.gitconfig",
    "/Users/u/out",
    "/Users/other",
    "/usr",
    "/usr/lib",
    "/bin",
    "/opt",
    "/private/tmp",
    "/dev/null",
    "/dev/disk0",
  ];
  const paths = [
    ...new Set(bases.flatMap((base) => names.map((name) => `${base}${name}`.replace(/^\/\//, "/")))),
  ];
  for (const elsewhere of ["read", "none", "write"] as const) {
    test(`on ${paths.length} paths, elsewhere ${elsewhere}`, () => {
      const made = makePlan({ ...input, elsewhere, readable });
      const profile = read(seatbeltProfile(made));
      const wrong: string[] = [];
      for (const path of paths) {
        // A device has nothing below it.
        if (/^\/dev\/(null|tty)./.test(path)) continue;
        for (const [operation, right] of [
          ["file-read-data", "read"],
          ["file-write-data", "write"],
          ["file-write-create", "write"],
        ] as const) {
          const expected = planAllows(made, path, right);
          if (says(profile, operation, path) !== expected)
            wrong.push(`${operation} ${path}: plan ${expected}`);
        }
      }
      expect(wrong).toEqual([]);
    });
  }

  test("what is on the way to a place that is held tighter cannot be renamed; other things can", () => {
    const profile = read(seatbeltProfile(makePlan({ ...input, elsewhere: "read", readable })));
    expect(says(profile, "file-write-unlink", "/Users/u/work/project")).toBe(false);
    expect(says(profile, "file-write-unlink", "/Users/u/work/project/vendor")).toBe(false);
    expect(says(profile, "file-write-unlink", "/Users/u/work/project/src")).toBe(true);
  });
});

test("places that are links on macOS are named as what they lead to as well", () => {
  const profile = read(
    seatbeltProfile(plan([rule("/", "none"), rule("/tmp", "write"), rule("/etc", "read")])),
  );
  expect(says(profile, "file-write-create", "/private/tmp/x")).toBe(true);
  expect(says(profile, "file-read-data", "/private/etc/hosts")).toBe(true);
  expect(says(profile, "file-read-data", "/System/Library/x")).toBe(true);
  expect(says(profile, "file-write-data", "/private/etc/hosts")).toBe(false);
});

describe("odd names", () => {
  test.each([
    ["quotes", '/w/a"b'],
    ["a quote that would end the rule", '/w/x")) (allow file-write* (subpath "/'],
    ["backslashes", "/w/a\\b\\"],
    ["an escape", "/w/a\\nb"],
    ["newlines", "/w/a\nb\n(allow default)"],
    ["tabs and returns", "/w/a\tb\rc"],
    ["control characters", "/w/a\u0001\u001b[0m\u007fb"],
    ["parentheses and semicolons", "/w/(a);b#|c|#"],
    ["other alphabets", "/w/проект/📁/ñ"],
    ["a next line in Unicode", "/w/a\u0085b"],
  ])("%s", (_what, path) => {
    const text = seatbeltProfile(
      plan([rule("/", "read"), rule(path, "write"), rule(`${path}/shut`, "none")]),
    );
    const profile = read(text);
    expect(says(profile, "file-write-data", `${path}/x`)).toBe(true);
    expect(says(profile, "file-read-data", `${path}/shut/x`)).toBe(false);
    expect(says(profile, "file-write-data", "/elsewhere")).toBe(false);
    // One rule a line, whatever the name holds.
    expect(
      text.split("\n").every((line) => line === "" || (line.startsWith("(") && line.endsWith(")"))),
    ).toBe(true);
    expect(profile.filter((each) => Array.isArray(each) && each.includes("default"))).toHaveLength(1);
  });
});

describe("network", () => {
  const lines = (network: Plan["network"]) =>
    seatbeltProfile(plan([], { network }))
      .split("\n")
      .filter((line) => line.includes("network-") || line.includes("network*"));

  test("off: nothing at all", () => {
    expect(lines({ mode: "off", connect: [], bind: [], unix: false })).toEqual([]);
  });
  test("off, with sockets of the file system", () => {
    expect(lines({ mode: "off", connect: [], bind: [], unix: true })).toEqual([
      "(allow network* (local unix-socket) (remote unix-socket))",
    ]);
  });
  test("allowlist: the named ports of this machine, and servers on it", () => {
    expect(lines({ mode: "allowlist", connect: [80, 8443], bind: null, unix: false })).toEqual([
      '(allow network-outbound (remote ip "localhost:80"))',
      '(allow network-outbound (remote ip "localhost:8443"))',
      '(allow network-bind network-inbound (local ip "localhost:*"))',
    ]);
  });
  test("open: everything on IP, and name look-ups", () => {
    const open = lines({ mode: "open", connect: null, bind: null, unix: false });
    expect(open).toContain("(allow network-outbound (remote ip))");
    expect(open.join()).toContain("mDNSResponder");
    expect(open.join()).not.toContain("unix-socket");
  });
});

test("signals and debuggers", () => {
  const text = (process: Plan["process"]) => seatbeltProfile(plan([], { process }));
  expect(text({ signals: "any", namespaces: false, ptrace: true })).toContain(
    "(allow signal)\n(allow mach-priv-task-port",
  );
  expect(text({ signals: "own", namespaces: false, ptrace: false })).not.toContain("task-port");
});
