/** Cleaning through the installed binary: what the agent reads, and what the log says was taken out. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commands } from "../../../src/audit/query.ts";
import { install } from "../../shell/binary.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "guardsh-output-")));
beforeAll(() => {
  install();
}, 180_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const raw = `\x1b[32mgreen\x1b[0m\u200b key ghp_${"a1B2".repeat(9)}\n`;
writeFileSync(join(root, "build.log"), raw);

/** The output of `cat build.log`, and what is on record of it, where `output.control` is so. */
function under(control: string) {
  const place = join(root, control);
  mkdirSync(join(place, "config/guardsh"), { recursive: true });
  writeFileSync(join(place, "config/guardsh/policy.toml"), `[output]\ncontrol = "${control}"\n`);
  const state = join(place, "state");
  const { stdout } = Bun.spawnSync([install().guardsh, "-c", "cat build.log"], {
    cwd: root,
    env: { PATH: "/usr/bin:/bin", HOME: place, GUARDSH_STATE: state, XDG_CONFIG_HOME: join(place, "config") },
  });
  return { out: stdout.toString(), record: commands(state).at(-1) };
}

test("enforce: cleaned, and counted", () => {
  const { out, record } = under("enforce");
  expect(out).toBe("green key [redacted: github token]\n");
  expect(record).toMatchObject({
    status: 0,
    bytes: out.length,
    cleaned: { escapes: 2, hidden: 1, secrets: 1 },
  });
});

test("observe: untouched, and what would have been taken out is counted", () => {
  const { out, record } = under("observe");
  expect(out).toBe(raw);
  expect(record).toMatchObject({ status: 0, cleaned: { escapes: 2, hidden: 1, secrets: 1 } });
});

test("off: untouched, and guardsh is not there to see the end", () => {
  const { out, record } = under("off");
  expect(out).toBe(raw);
  expect(record).toMatchObject({ status: null, cleaned: {} });
});
