/** Every recorded invocation of real agents has the same observable result with guardsh as with the real shell. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guardshVariables, type Installed, install, type Standing, standBy } from "./binary.ts";
import { type Finished, type Kind, run } from "./harness.ts";

interface Recorded {
  readonly client: string;
  readonly purpose: string;
  readonly command?: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Kind | "tty";
  readonly stdout: Kind | "tty";
  readonly stderr: Kind | "tty";
  readonly together: boolean;
  readonly terminal?: boolean;
}

const folder = join(import.meta.dir, "../fixtures/agents");

const recorded: readonly Recorded[] = readdirSync(folder)
  .filter((file) => file.endsWith(".jsonl"))
  .flatMap((file) => readFileSync(join(folder, file), "utf8").trim().split("\n"))
  .map((line): Recorded => JSON.parse(line));

/** What is refused, or is different each time, or needs the recording's machine. */
const leftOut: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /curl -s .*\| sh/, why: "refused: the point of guardsh" },
  { pattern: /"unterminated/, why: "refused: nobody can read it" },
  { pattern: /pwd -P > < \/dev\/null/, why: "refused: no shell can read what the client made of it" },
  { pattern: /__codex_snapshot_command/, why: "separates with NUL bytes, which output cleaning takes out" },
  { pattern: /guardsh\/zsh/, why: "needs zsh" },
  { pattern: /bwrap|socat/, why: "the outer levels of an agent's sandbox need its programs" },
  { pattern: /no-such-process-name-xyz/, why: "pgrep -f finds whoever carries the name in its arguments" },
  { pattern: /__copilot_login_env|env -0/, why: "prints the whole environment" },
];

function isReplayable({ argv, terminal, purpose, stdin, stdout, stderr }: Recorded): boolean {
  if (terminal || [stdin, stdout, stderr].includes("tty") || purpose === "env-probe") return false;
  return !leftOut.some(({ pattern }) => pattern.test(argv.join(" ")));
}

/** Declares the tests. `standby`: while a guardsh stands by that settles what it can; otherwise each command starts a runtime of its own. */
export function replays(standby: boolean): void {
  let names: Installed;
  let place: string;
  let standing: Standing | undefined;

  beforeAll(() => {
    names = install();
    place = mkdtempSync(join(tmpdir(), "guardsh-replay-"));
    if (standby) standing = standBy(names, place);
  }, 180_000);

  afterAll(() => {
    standing?.end();
    rmSync(place, { recursive: true, force: true });
  });

  describe("recorded invocations", () => {
    const replayable = recorded.filter(isReplayable);

    test("are there", () => {
      expect(replayable.length).toBeGreaterThan(300);
    });

    replayable.forEach((invocation, index) => {
      test(`${invocation.client} ${invocation.purpose} ${JSON.stringify(invocation.command ?? "")}`, () => {
        const real = replay(invocation, "real", index);
        const guarded = replay(invocation, "guarded", index);
        expect(guarded).toEqual(real);
      });
    });
  });

  /** Runs it in a home and project of its own, which are the same for both. */
  function replay(invocation: Recorded, by: "real" | "guarded", index: number): object {
    const home = join(place, `home-${index}`);
    const project = join(home, "project");
    mkdirSync(project, { recursive: true });
    writeFileSync(join(project, "README.md"), "one\ntwo\n");
    mkdirSync(join(project, "build"));
    Bun.spawnSync(["git", "init", "-q"], { cwd: project });
    const local = (text: string): string =>
      text
        .replaceAll("/home/user", home)
        .replaceAll("/usr/local/lib/guardsh/bash", names.shell("bash"))
        .replaceAll("/usr/local/bin/bash-guardsh", by === "real" ? "/bin/bash" : names.bashGuardsh)
        .replaceAll("/usr/local/bin/guardsh", by === "real" ? "/bin/bash" : names.guardsh)
        .replace(/\/tmp\/(claude|gemini)-/g, `${home}/$1-`)
        .replaceAll("/tmp/decoy", `${home}/decoy`);
    const [name = "", ...list] = invocation.argv.map(local);
    const file = name.startsWith(names.guardsh) || name === names.bashGuardsh ? name : names.shell("bash");
    const result = run({
      path: by === "real" ? "/bin/bash" : file,
      name,
      arguments: list,
      environment: {
        PATH: "/usr/bin:/bin",
        HOME: home,
        SHLVL: "1",
        // pi sets no variable of its own: it is known by its process, which is not there.
        ...(invocation.client.startsWith("pi ") ? { OPENCODE: "1" } : {}),
        ...guardshVariables(place),
        ...(standby ? {} : { GUARDSH_STANDBY: "0" }),
        GIT_AUTHOR_NAME: "A",
        GIT_AUTHOR_EMAIL: "a@example.com",
        GIT_COMMITTER_NAME: "A",
        GIT_COMMITTER_EMAIL: "a@example.com",
        ...invocation.env,
      },
      cwd: project,
      stdin: kind(invocation.stdin),
      stdout: kind(invocation.stdout),
      stderr: kind(invocation.stderr),
      together: invocation.together,
    });
    const shown = observable(result, home);
    rmSync(home, { recursive: true, force: true });
    return shown;
  }
}

function kind(recordedKind: Kind | "tty"): Kind {
  return recordedKind === "tty" ? "null" : recordedKind;
}

/** What does not change from run to run. */
function observable({ status, signal, stdout, stderr }: Finished, home: string): object {
  const steady = (text: string): string =>
    text
      .replaceAll(home, "HOME")
      .replaceAll("\r", "")
      .replace(/\d\d:\d\d/g, "TIME")
      .replace(/\b[0-9a-f]{7}\]/g, "COMMIT]")
      .replace(/\d+m\d+\.\d+s/g, "DURATION")
      .split("\n")
      // The session's mark is guardsh's own.
      .filter(
        (line) =>
          !/GUARDSH_SESSION|GUARDSH_STATE|GUARDSH_STANDBY|XDG_CONFIG_HOME|^(declare -x )?SHLVL|BASHPID|^total /.test(
            line,
          ),
      )
      .join("\n");
  return { status, signal, stdout: steady(stdout), stderr: steady(stderr) };
}
