/** What the tests of install.sh stand on: shells to run it with, a machine with only some tools, a release on loopback. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guardshVariables } from "../shell/binary.ts";

export const script = join(import.meta.dir, "../../install.sh");

/** The shells that it has to work in, as far as they are on this machine. */
export const shells: readonly (readonly string[])[] = [["dash"], ["bash"], ["busybox", "ash"]].flatMap(
  (words) => {
    const path = Bun.which(words[0] ?? "");
    return path === null ? [] : [[path, ...words.slice(1)]];
  },
);

/** A user with an empty home on a machine with some tools: every test has one of its own. */
export interface User {
  readonly directory: string;
  readonly home: string;
  readonly variables: Record<string, string>;
}

const users: User[] = [];

export function removeUsers(): void {
  for (const { directory } of users.splice(0)) rmSync(directory, { recursive: true, force: true });
}

export function newUser(variables: Record<string, string> = {}): User {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "guardsh-install-")));
  const home = join(directory, "home");
  mkdirSync(home);
  const base = {
    HOME: home,
    PATH: "/usr/local/bin:/usr/bin:/bin",
    TMPDIR: directory,
    ...guardshVariables(directory),
  };
  const user = { directory, home, variables: { ...base, ...variables } };
  users.push(user);
  return user;
}

const ordinaryTools =
  "awk cat chmod cp curl cut dirname find getconf grep head ldd ln ls mkdir mktemp mv rm rmdir sed sha256sum tail uname";

/**
 * A directory for PATH with the ordinary tools less `without`, and with `instead` of some of them, as lines of a script.
 */
export function toolbox(
  user: User,
  { without = [], instead = {} }: { without?: readonly string[]; instead?: Readonly<Record<string, string>> },
): string {
  const directory = mkdtempSync(join(user.directory, "tools-"));
  for (const name of ordinaryTools.split(" ")) {
    const path = Bun.which(name);
    if (path !== null && !without.includes(name) && !(name in instead))
      symlinkSync(path, join(directory, name));
  }
  for (const [name, lines] of Object.entries(instead)) {
    writeFileSync(join(directory, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  }
  return directory;
}

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the script from its file, or, where `text` is given, from standard input as `curl … | sh -s -- ARGS` does. */
export async function runScript(
  shell: readonly string[],
  user: User,
  { from = script, args = [], text }: { from?: string; args?: readonly string[]; text?: string },
): Promise<Outcome> {
  const process = Bun.spawn([...shell, ...(text === undefined ? [from] : ["-s", "--"]), ...args], {
    cwd: user.directory,
    env: user.variables,
    stdin: new Blob([text ?? ""]),
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, status] = await Promise.all([
    new Response(process.stdout).text(),
    new Response(process.stderr).text(),
    process.exited,
  ]);
  return { status, stdout, stderr };
}

/** A release directory, served on loopback. */
export class ReleaseServer {
  readonly requests: string[] = [];
  readonly #files: Readonly<Record<string, string | Blob>>;
  readonly #server: Bun.Server<undefined>;

  constructor(files: Readonly<Record<string, string | Blob>>) {
    this.#files = files;
    this.#server = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch: (request) => {
        const name = new URL(request.url).pathname.slice(1);
        this.requests.push(name);
        const file = this.#files[name];
        return file === undefined ? new Response("none", { status: 404 }) : new Response(file);
      },
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  async stop(): Promise<void> {
    await this.#server.stop(true);
  }
}

export function sha256(data: string | Uint8Array): string {
  return new Bun.CryptoHasher("sha256").update(data).digest("hex");
}
