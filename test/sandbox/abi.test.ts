/**
 * Every Landlock ABI from the first to the newest: what each holds, by its effect on real processes, and that what it lacks is
 * named. A newer kernel takes the rulesets of older ones, so this one can play them all.
 */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { landlockAbi } from "../../src/sandbox/landlock.ts";
import { makePlan } from "../../src/sandbox/plan.ts";
import { newestAbi } from "../../src/sandbox/ruleset.ts";
import { type Scratch, scratch } from "./scratch.ts";

let tree: Scratch;
let listener: Bun.TCPSocketListener<undefined>;
beforeAll(() => {
  tree = scratch();
  listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const network = { mode: "allowlist", ports: [1], unix: true } as const;
  writeFileSync(
    join(tree.base, "plan.json"),
    JSON.stringify(makePlan({ ...tree.input, mode: "auto", network })),
  );
});
afterAll(() => {
  listener.stop(true);
  tree.remove();
});

/** What a perl program prints under the plan on a kernel of an ABI, and what was put in force. */
function tried(abi: number, code: string): { readonly out: string; readonly missing: string } {
  const child = Bun.spawnSync(
    [
      process.execPath,
      join(import.meta.dir, "run-under.ts"),
      join(tree.base, "plan.json"),
      "/usr/bin/perl",
      "-e",
      code,
      tree.base,
      String(listener.port),
    ],
    {
      cwd: join(tree.base, "project"),
      env: { ...process.env, ABI: String(abi), SHOW_APPLIED: "1" },
      timeout: 20_000,
    },
  );
  const applied: { missing: string[] } = JSON.parse(child.stderr.toString().split("\n")[0] ?? "");
  return { out: child.stdout.toString(), missing: applied.missing.join("\n") };
}

const said = (held: boolean) => (held ? "shut" : "open");

/** The ABI from which on something is held, what is tried, and how the loss is named. */
const table: readonly (readonly [what: string, since: number, code: string, lost: string | null])[] = [
  ["a write outside", 1, 'open(F, ">>", "$ARGV[0]/outside/o.txt")', null],
  ["a new file outside", 1, 'open(F, ">", "$ARGV[0]/outside/new")', null],
  ["a secret", 1, 'open(F, "<", "$ARGV[0]/vault/key")', null],
  ["a deletion outside", 1, 'unlink("$ARGV[0]/outside/deep/p.txt")', null],
  ["emptying a file outside", 3, 'truncate("$ARGV[0]/outside/o.txt", 0)', "landlock/truncate"],
  [
    "a connection to a port that is not listed",
    4,
    'socket(S, 2, 1, 0) && connect(S, pack("S n C4 x8", 2, $ARGV[1], 127, 0, 0, 1))',
    "landlock/tcp",
  ],
];

describe.skipIf(landlockAbi() < newestAbi)("Landlock", () => {
  for (let abi = 1; abi <= newestAbi; abi++) {
    describe(`ABI ${abi}`, () => {
      for (const [what, since, code, lost] of table) {
        test(`${what}: ${said(since <= abi)}`, () => {
          writeFileSync(join(tree.base, "outside/o.txt"), "o");
          const { out, missing } = tried(abi, `print((${code}) ? "open" : "shut")`);
          expect(out).toBe(said(since <= abi));
          if (lost !== null) expect(missing.includes(lost)).toBe(since > abi);
        });
      }

      test("ordinary work inside goes on; a rename between directories from ABI 2", () => {
        const code = `open(F, ">", "made") or die; print F "x"; close F; mkdir "to$$"; print rename("made", "to$$/made") ? "moved" : "stays"`;
        const { out, missing } = tried(abi, code);
        expect(out).toBe(abi >= 2 ? "moved" : "stays");
        expect(missing.includes("landlock/refer")).toBe(abi < 2);
        expect(missing.includes("landlock/ioctl-dev")).toBe(abi < 5);
        expect(missing.includes("landlock/scope")).toBe(abi < 6);
      });
    });
  }

  test("and nothing was changed outside that should not have been", () => {
    expect(existsSync(join(tree.base, "outside/new"))).toBe(false);
    expect(readFileSync(join(tree.base, "outside/deep/p.txt"), "utf8")).toBe("p");
  });
});
