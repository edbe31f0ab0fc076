/** Kernels without Landlock, systems without namespaces: every mode, with either engine, in a shell and under `guardsh run`. The table of docs/controls/kernel-sandbox.md. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { landlockAbi } from "../../src/sandbox/landlock.ts";
import { agent, type Ground, ground, possible } from "../keeper/ground.ts";
import { install } from "../shell/binary.ts";

let field: Ground;
beforeAll(() => {
  field = ground();
}, 180_000);
afterAll(() => field.remove());

const lacking = join(import.meta.dir, "lacking.ts");

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  /** What the record of the command says of its sandbox. */
  readonly held: string;
}

function tried(what: string, mode: string, engine: string, way: string): Ran {
  field.policy(`[rate]\ncontrol = "off"\n[sandbox]\nmode = "${mode}"\nengine = "${engine}"\n`);
  const command = "echo on; grep Seccomp: /proc/self/status";
  const list =
    way === "shell"
      ? [install().bashGuardsh, "-c", command]
      : [field.guardsh, "run", "--", ...agent(`exit sh("${command}")`)];
  const before = field.records().length;
  const child = Bun.spawnSync([process.execPath, lacking, what, ...list], {
    cwd: field.project,
    env: field.environment,
    stdin: "ignore",
    timeout: 30_000,
  });
  const record = field
    .records()
    .slice(before)
    .findLast(({ type }) => type === "command");
  return {
    status: child.exitCode,
    out: child.stdout.toString(),
    err: child.stderr.toString(),
    held: String(record?.sandbox ?? ""),
  };
}

const noLandlock = /landlock: not in this kernel/;
const noBwrap = /bwrap: (?:Creating new namespace failed|No permissions to create new namespace)/;
const noMounts = /no mount namespace here/;
/** Not on record: without mounts a shell started by its absolute path is held, but nobody is asked. */
const unjudged = /^$/;

/** What lacks, mode, engine, way; then what holds the command (null: it does not run, and why is said), and what is said. */
const cells: readonly (readonly [string, string, string, string, RegExp | null, RegExp | null])[] = [
  ["landlock", "auto", "auto", "shell", /^none; lacks landlock/, null],
  ["landlock", "auto", "auto", "run", /^none; lacks landlock/, noLandlock],
  ["landlock", "auto", "bwrap", "shell", /^bwrap$/, null],
  ["landlock", "auto", "bwrap", "run", /^none; lacks landlock/, noLandlock],
  ["landlock", "required", "auto", "shell", null, noLandlock],
  ["landlock", "required", "auto", "run", null, noLandlock],
  ["landlock", "required", "bwrap", "shell", /^bwrap$/, null],
  ["landlock", "required", "bwrap", "run", null, noLandlock],
  ["namespaces", "auto", "auto", "shell", /^landlock abi \d+$/, null],
  ["namespaces", "auto", "auto", "run", unjudged, noMounts],
  ["namespaces", "auto", "bwrap", "shell", /^landlock abi \d+; lacks bwrap/, null],
  ["namespaces", "auto", "bwrap", "run", unjudged, noBwrap],
  ["namespaces", "required", "auto", "shell", /^landlock abi \d+$/, null],
  ["namespaces", "required", "auto", "run", null, /mounts are not to be had/],
  ["namespaces", "required", "bwrap", "shell", null, noBwrap],
  ["namespaces", "required", "bwrap", "run", null, /mounts are not to be had/],
  ["landlock,namespaces", "auto", "auto", "shell", /^none; lacks landlock/, null],
  ["landlock,namespaces", "auto", "auto", "run", unjudged, noMounts],
  ["landlock,namespaces", "auto", "bwrap", "shell", /^none; lacks bwrap.*; landlock/, null],
  ["landlock,namespaces", "auto", "bwrap", "run", unjudged, noBwrap],
  ["landlock,namespaces", "required", "auto", "shell", null, noLandlock],
  ["landlock,namespaces", "required", "auto", "run", null, /mounts are not to be had/],
  ["landlock,namespaces", "required", "bwrap", "shell", null, noBwrap],
  ["landlock,namespaces", "required", "bwrap", "run", null, /mounts are not to be had/],
  ["nothing", "required", "auto", "shell", /^landlock abi \d+$/, null],
  ["nothing", "required", "auto", "run", /^landlock abi \d+$/, null],
  ["nothing", "required", "bwrap", "shell", /^bwrap$/, null],
  ["nothing", "required", "bwrap", "run", /^landlock abi \d+$/, null],
  ...["landlock", "namespaces", "landlock,namespaces", "nothing"].flatMap((what) =>
    ["auto", "bwrap"].flatMap((engine) =>
      ["shell", "run"].map((way) => {
        const unseen = way === "run" && what.includes("namespaces");
        return [what, "off", engine, way, unseen ? unjudged : /^none$/, null] as const;
      }),
    ),
  ),
];

describe.skipIf(!possible || landlockAbi() < 6)("without", () => {
  for (const [what, mode, engine, way, held, said] of cells) {
    test.skipIf(engine === "bwrap" && !existsSync("/usr/bin/bwrap"))(
      `${what}: ${mode}, engine ${engine}, ${way}`,
      () => {
        const ran = tried(what, mode, engine, way);
        expect(ran).toMatchObject({ status: held === null ? 125 : 0 });
        if (held === null) expect(ran.out).toBe("");
        else {
          expect(ran.out).toStartWith("on\n");
          expect(ran.held).toMatch(held);
          // Where there is no Landlock the filter is still there.
          if (mode !== "off") expect(ran.out).toContain("Seccomp:\t2");
        }
        if (said !== null) expect(ran.err).toMatch(said);
        if (held === null) expect(ran.err).toContain("mend:");
      },
      30_000,
    );
  }

  test("doctor names what is lacking, and the mend", () => {
    field.policy("");
    const doctor = (...before: readonly string[]) => {
      const { stdout } = Bun.spawnSync([...before, field.guardsh, "doctor", "--json"], {
        cwd: field.project,
        env: field.environment,
      });
      const remarks: { part: string; level: string; what: string; mend: string }[] = JSON.parse(
        stdout.toString(),
      );
      return remarks.filter(({ part }) => part === "kernel");
    };
    expect(doctor()).toMatchObject([{ level: "ok", what: expect.stringContaining("Landlock, ABI") }]);
    expect(doctor(process.execPath, lacking, "landlock")).toMatchObject([
      { level: "fail", what: expect.stringContaining("no Landlock"), mend: expect.stringContaining("5.13") },
    ]);
  });

  test("bwrap under guardsh run: the agent sees no shut place, its commands neither, and what it leaves behind is ended", () => {
    field.policy('[rate]\ncontrol = "off"\n[sandbox]\nengine = "bwrap"\n[boundary]\nnone = ["./shut"]\n');
    Bun.spawnSync(["sh", "-c", "mkdir -p shut; echo secret > shut/key"], { cwd: field.project });
    const { out, err } = field.run(
      [],
      agent(
        'sh("echo here"); print -e "shut/key" ? "seen" : "hidden", "\\n"; sh("(setsid sleep 606 &) 2>/dev/null"); ',
      ),
    );
    expect(out).toBe("here\nhidden\n");
    expect(err).toContain("log intact");
    const left = Bun.spawnSync(["pgrep", "-f", "sleep 606"]).stdout.toString();
    expect(left).toBe("");
  }, 30_000);
});
