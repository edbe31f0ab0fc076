import { describe, expect, test } from "bun:test";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { loadPolicy, PolicyError, profiles } from "../../src/policy/index.ts";
import { contentHash, writeTrust } from "../../src/policy/layers/trust.ts";
import { landlockAbi } from "../../src/sandbox/index.ts";
import { scratch } from "./files.ts";

describe("layers", () => {
  test("no files: the standard profile, and nothing is written", () => {
    const { cwd, places, state } = scratch();
    const loaded = loadPolicy({ cwd, places, state });
    expect(loaded).toEqual({ policy: profiles.standard, hash: "profile:standard", files: [] });
    expect(existsSync(state)).toBe(false);
  });

  test("the user's file changes what it names and nothing else", () => {
    const { cwd, places, state, write } = scratch();
    write(places.user, `[rate]\ncommands = 100\n`);
    const { policy } = loadPolicy({ cwd, places, state });
    expect(policy.rate).toEqual({ ...profiles.standard.rate, commands: 100 });
    expect(policy.egress).toEqual(profiles.standard.egress);
  });

  test("the user's file goes over the system's, but for what the system locks", () => {
    const { cwd, places, state, write } = scratch();
    write(
      places.system,
      `locked = ["egress.mode", "audit"]\n[egress]\nmode = "allowlist"\n[audit]\nfsync = "refusals"\n[rate]\ncommands = 10\n`,
    );
    write(
      places.user,
      `[egress]\nmode = "open"\n[audit]\nfsync = "always"\non_failure = "continue"\n[rate]\ncommands = 50\n`,
    );
    const { policy } = loadPolicy({ cwd, places, state });
    expect(policy.egress.mode).toBe("allowlist");
    expect(policy.audit.fsync).toBe("always"); // tighter is allowed
    expect(policy.audit.on_failure).toBe("refuse");
    expect(policy.rate.commands).toBe(50);
  });

  test("a link that leads nowhere is no missing file", () => {
    const { cwd, places, state, write } = scratch();
    const project = join(cwd, ".guardsh.toml");
    for (const path of [places.user, places.system, project]) {
      write(path, "");
      rmSync(path);
      symlinkSync("/nowhere/policy.toml", path);
      expect(() => loadPolicy({ cwd, places, state })).toThrow(`${path} is a link that leads nowhere`);
      rmSync(path);
    }
    expect(loadPolicy({ cwd, places, state }).hash).toBe("profile:standard");
  });

  test("only the system's file can lock", () => {
    const { cwd, places, state, write } = scratch();
    write(places.user, `locked = ["egress"]\n`);
    expect(() => loadPolicy({ cwd, places, state })).toThrow("only the system's policy can lock keys");
  });
});

describe("the project's file", () => {
  const loose = `profile = "observe"
[egress]
mode = "off"
allow = ["attacker.example"]
metadata = "allow"
[boundary]
write = ["/", "project"]
none = ["/srv"]
[patterns]
control = "off"
disable = ["fs/*"]
[rate]
commands = 1000
max_wait = "5s"
[credentials]
grant = { "*" = ["sh"] }
remove = ["ACME_*"]
keep = ["AWS_SECRET_ACCESS_KEY"]
[shell]
real = "/tmp/evil"
[sandbox]
mode = "off"
`;
  test("may only tighten", () => {
    const { cwd, places, state, project, write } = scratch();
    write(project, loose);
    const { policy } = loadPolicy({ cwd, places, state });
    expect(policy.profile).toBe("standard");
    expect(policy.egress.mode).toBe("off");
    expect(policy.egress.metadata).toBe("deny");
    expect(policy.boundary.write).toEqual(["project"]);
    expect(policy.boundary.none).toEqual(["/srv"]);
    expect(policy.patterns.control).toBe("enforce");
    expect(policy.patterns.disable).toEqual([]);
    expect(policy.rate.commands).toBe(30);
    expect(policy.rate.max_wait).toBe(5000);
    expect(policy.credentials.grant).toEqual({});
    expect(policy.credentials.remove).toEqual(["ACME_*"]);
    expect(policy.credentials.keep).toEqual([]);
    expect(policy.shell.real).toBe("");
    expect(policy.sandbox.mode).toBe("auto");
  });

  test("trusted by content, it may do all; a change un-trusts it", () => {
    const { cwd, places, state, project, write } = scratch();
    write(project, loose);
    writeTrust(project, contentHash(loose), state);
    const { policy } = loadPolicy({ cwd, places, state });
    expect(policy.patterns.control).toBe("off");
    expect(policy.rate.commands).toBe(1000);
    write(project, `${loose}# x\n`);
    expect(loadPolicy({ cwd, places, state }).policy.patterns.control).toBe("enforce");
  });

  test("counts in directories below, also in a repository made inside", () => {
    const { cwd, places, state, project, write } = scratch();
    write(project, `[egress]\nmode = "off"\n`);
    const inner = join(cwd, "a/b");
    mkdirSync(join(inner, ".git"), { recursive: true });
    expect(loadPolicy({ cwd: inner, places, state }).policy.egress.mode).toBe("off");
    write(join(inner, ".guardsh.toml"), `[egress]\nmode = "open"\n[rate]\ncommands = 3\n`);
    const { policy } = loadPolicy({ cwd: inner, places, state });
    expect([policy.egress.mode, policy.rate.commands]).toEqual(["off", 3]);
  });

  test("turning the allowlist on is tighter; widening one that is on is not", () => {
    const { cwd, places, state, project, write } = scratch();
    write(project, `[allow]\ncontrol = "enforce"\ncommands = ["ls", "npm run test:unit"]\n`);
    expect(loadPolicy({ cwd, places, state }).policy.allow.commands).toEqual(["ls", "npm run test:unit"]);
    write(places.user, `[allow]\ncontrol = "enforce"\ncommands = ["npm run test:*"]\n`);
    expect(loadPolicy({ cwd, places, state }).policy.allow.commands).toEqual(["npm run test:unit"]);
  });

  test("may choose a tighter profile", () => {
    const { cwd, places, state, project, write } = scratch();
    write(project, `profile = "strict"\n`);
    const { policy } = loadPolicy({ cwd, places, state });
    expect(policy.profile).toBe("strict");
    expect(policy.allow).toEqual(profiles.strict.allow);
    expect(policy.egress.mode).toBe("off");
  });
});

describe("a session's profile", () => {
  test("tightens, and never loosens", () => {
    const { cwd, places, state, write } = scratch();
    expect(loadPolicy({ cwd, places, state, profile: "strict" }).policy).toEqual(profiles.strict);
    expect(loadPolicy({ cwd, places, state, profile: "observe" }).policy).toEqual(profiles.standard);
    write(places.user, `profile = "strict"\n`);
    expect(loadPolicy({ cwd, places, state, profile: "standard" }).policy).toEqual(profiles.strict);
    expect(loadPolicy({ cwd, places, state, profile: "readonly" }).policy.boundary.write).toEqual([]);
  });
});

test("the hash in the log names what the files say, not where or when", () => {
  const [one, other] = [scratch(), scratch()];
  const hashOf = ({ cwd, places, state }: ReturnType<typeof scratch>) =>
    loadPolicy({ cwd, places, state }).hash;
  for (const { places, write } of [one, other]) write(places.user, "[rate]\ncommands = 100\n");
  expect(hashOf(one)).toBe(hashOf(other));
  one.write(one.places.user, "[rate]\ncommands = 1000\n");
  expect(hashOf(one)).not.toBe(hashOf(other));
  other.write(join(other.cwd, ".guardsh.toml"), "[patterns]\ndisable = []\n");
  const untrusted = hashOf(other);
  const file = join(other.cwd, ".guardsh.toml");
  writeTrust(file, contentHash(readFileSync(file)), other.state);
  expect(hashOf(other)).not.toBe(untrusted);
});

// Without Landlock nothing is kept, by design.
const testKept = test.skipIf(landlockAbi() < 1);

describe("the compiled form", () => {
  testKept("is kept, used, and left behind when a file changes", () => {
    const { cwd, places, state, write } = scratch();
    mkdirSync(state, { mode: 0o700 });
    write(places.user, `[rate]\ncommands = 100\n`);
    loadPolicy({ cwd, places, state });
    const kept = join(state, "policy", readdirSync(join(state, "policy"))[0] ?? "");
    const text = readFileSync(kept, "utf8");
    writeFileSync(kept, text.replace('"commands":100', '"commands":77'));
    expect(loadPolicy({ cwd, places, state }).policy.rate.commands).toBe(77);
    write(places.user, `[rate]\ncommands = 101\n`);
    expect(loadPolicy({ cwd, places, state }).policy.rate.commands).toBe(101);
  });

  test("is not used where a file can turn the kernel layer off", () => {
    for (const text of [
      `[sandbox]\nmode = "off"\n`,
      `profile = "observe"\n`,
      `[sandbox]\n"mode" = "o\\u0066f"\n`,
    ]) {
      const { cwd, places, state, write } = scratch();
      mkdirSync(state, { mode: 0o700 });
      write(places.user, text);
      expect(loadPolicy({ cwd, places, state }).policy.sandbox.mode).toBe("off");
      expect(readdirSync(state)).toEqual([]);
    }
  });

  testKept("what is no form stays, also where the place is a link to a directory of somebody else's", () => {
    const { cwd, places, state, write } = scratch();
    const elsewhere = join(state, "../elsewhere");
    mkdirSync(elsewhere);
    mkdirSync(state, { recursive: true, mode: 0o700 });
    symlinkSync(elsewhere, join(state, "policy"));
    const others = Array.from({ length: 80 }, (_, i) => `${i}.json`);
    for (const other of others) writeFileSync(join(elsewhere, other), "");
    write(places.user, `[rate]\ncommands = 100\n`);
    loadPolicy({ cwd, places, state });
    expect(readdirSync(elsewhere).length).toBe(others.length + 1);
    expect(readdirSync(elsewhere)).toEqual(expect.arrayContaining(others));
  });

  testKept("those of policies long gone make room, and the newest stays", () => {
    const { cwd, places, state, write } = scratch();
    const folder = join(state, "policy");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const nameOf = (i: number) => `${i.toString(16).padStart(64, "0")}.json`;
    const old = Array.from({ length: 80 }, (_, i) => join(folder, nameOf(i)));
    for (const [i, file] of old.entries()) {
      writeFileSync(file, "{}");
      utimesSync(file, i, i);
    }
    write(places.user, `[rate]\ncommands = 100\n`);
    loadPolicy({ cwd, places, state });
    const left = readdirSync(folder);
    expect(left.length).toBe(64);
    expect(left).not.toContain(nameOf(0));
    expect(left).toContain(nameOf(79));
    // … and the one that was just written.
    expect(left.filter((file) => !file.startsWith("0".repeat(60)))).toHaveLength(1);
  });

  testKept("one that is broken is made anew", () => {
    const { cwd, places, state, write } = scratch();
    mkdirSync(state, { mode: 0o700 });
    write(places.user, `[rate]\ncommands = 100\n`);
    loadPolicy({ cwd, places, state });
    const kept = join(state, "policy", readdirSync(join(state, "policy"))[0] ?? "");
    for (const text of ["", "{", "{}", '{"profile":"standard"}', "null"]) {
      writeFileSync(kept, text);
      expect(loadPolicy({ cwd, places, state }).policy.rate.commands).toBe(100);
    }
  });
});

describe("fails closed", () => {
  test("a broken file of any layer", () => {
    for (const place of ["system", "user"] as const) {
      const { cwd, places, state, write } = scratch();
      write(places[place], `[egress]\nmode = "opne"\n`);
      expect(() => loadPolicy({ cwd, places, state })).toThrow(PolicyError);
    }
    const { cwd, places, state, project, write } = scratch();
    write(project, "[");
    expect(() => loadPolicy({ cwd, places, state })).toThrow(`${project}:1`);
  });

  test("a file that others can change", () => {
    const { cwd, places, state, write } = scratch();
    write(places.user, "");
    chmodSync(places.user, 0o666);
    expect(() => loadPolicy({ cwd, places, state })).toThrow("can be changed by others");
  });

  test("a directory in the place of a file, and a link that leads round in a circle", () => {
    const { cwd, places, state, project } = scratch();
    mkdirSync(project);
    expect(() => loadPolicy({ cwd, places, state })).toThrow();
    const other = scratch();
    symlinkSync(other.project, other.project);
    expect(() => loadPolicy({ ...other })).toThrow();
  });
});
