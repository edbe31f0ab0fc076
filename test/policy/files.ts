/** Throw-away places for policy files. */
import { afterAll } from "bun:test";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const made: string[] = [];
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

/** A directory with a system file, a user file and a project, none of them there yet. */
export function scratch() {
  const top = realpathSync(mkdtempSync(join(tmpdir(), "guardsh-policy-")));
  made.push(top);
  const places = { system: join(top, "etc/policy.toml"), user: join(top, "config/policy.toml") };
  const cwd = join(top, "project");
  const state = join(top, "state");
  mkdirSync(cwd);
  return {
    top,
    places,
    cwd,
    state,
    project: join(cwd, ".guardsh.toml"),
    write: (path: string, text: string) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { mode: 0o644 });
    },
  };
}
