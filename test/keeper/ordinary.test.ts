/** What developers do all day goes on under `guardsh run`, judged and held as it is by default. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { isPossible, makeProject, works } from "../sandbox/works.ts";
import { agent, type Ground, ground, possible } from "./ground.ts";

let field: Ground;
let more: { [name: string]: string };
beforeAll(() => {
  field = ground();
  makeProject(field.base);
  const home = join(field.project, ".home");
  mkdirSync(home);
  Bun.spawnSync(["cp", "-r", join(field.base, "home/.gitconfig"), home]);
  more = {
    // Commands may write the project; what tools keep in a home directory goes there.
    HOME: home,
    PATH: process.env.PATH ?? "",
    RUSTUP_HOME: process.env.RUSTUP_HOME ?? join(process.env.HOME ?? "", ".rustup"),
  };
}, 180_000);
afterAll(() => field.remove(), 60_000);

/** The configuration of this test is guardsh's: commands have none. */
const own = "my $code = delete $ENV{CODE}; delete $ENV{XDG_CONFIG_HOME}; exit sh($code)";

describe.skipIf(!possible)("under guardsh run", () => {
  for (const work of works) {
    // No key lies in this home; PostgreSQL refuses root, and another user has no session here.
    const elsewhere = work.what.startsWith("ssh's settings") || work.user !== undefined;
    test.skipIf(!isPossible(work) || elsewhere)(
      work.what,
      () => {
        const { out, err, status } = field.run([], agent(own), {
          ...more,
          CODE: work.code,
        });
        expect(`${out}${err}`).toContain(work.prints);
        expect({ status, err }).toEqual({ status: 0, err });
        expect(err).toContain("0 refused");
      },
      60_000,
    );
  }
});
