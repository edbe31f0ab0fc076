/**
 * Where escapes are tried: a throw-away tree with canaries, listeners on loopback, and a process to be attacked.
 * What an attempt achieved is read off these, never off its exit status.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { devices } from "../../src/sandbox/places.ts";
import type { NetworkMode, Plan } from "../../src/sandbox/plan.ts";
import { makePlan, unlimited } from "../../src/sandbox/plan.ts";
import { listen } from "./inbox.ts";
import { startVictim } from "./victim.ts";

/** Stands in every shut file and around the victim; an attempt that prints it, or leaves it in the project, has won. */
export const secret = "CANARY-5f2a77d1";

export interface Ground {
  readonly base: string;
  environment(): Record<string, string>;
  plan(network: NetworkMode): Plan;
  /** What an attempt with this output has achieved; puts everything back as it was. */
  effects(output: string): Promise<string[]>;
  remove(): void;
}

const files: Readonly<Record<string, string>> = {
  "project/a.txt": "a\n",
  "project/sub/b.txt": "b\n",
  "outside/canary": "outside\n",
  "outside/empty/": "",
  "outside/run.sh": "#!/bin/sh\nexit 0\n",
  "vault/key": `${secret}\n`,
  "vault/deep/key": `${secret}\n`,
  "vault/run.sh": `#!/bin/sh\necho ${secret}\n`,
  "home/.ssh/id_ed25519": `${secret}\n`,
  "home/.ssh/authorized_keys": "ssh-ed25519 A\n",
  "home/.bashrc": "# mine\n",
  "home/.profile": "# mine\n",
  "home/.gitconfig": "[user]\n\tname = t\n\temail = t@example.com\n",
  "home/.config/guardsh/policy.toml": "[sandbox]\n",
  "home/.local/state/guardsh/audit.jsonl": `{"seal":"${secret}"}\n`,
  "home/.local/bin/guardsh": "#!/bin/sh\necho guard\n",
  "home/.cache/x": "cached\n",
};

const links: Readonly<Record<string, string>> = {
  "project/planted-key": "../vault/key",
  "project/planted-out": "../outside/canary",
  "project/planted-dir": "../outside",
};

export async function ground(): Promise<Ground> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "guardsh-escape-")));
  const at = (path: string) => join(base, path);
  makeTree(base, true);
  const inbox = await listen(base);
  const attacked = () => startVictim(at("vault/key"), at("vault"), secret);
  let victim = attacked();
  let before = picture(base);
  return {
    base,
    environment: () => ({
      PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      HOME: at("home"),
      TMPDIR: at("project"),
      // Bun, which runs the launcher and the bare attempts, would keep compiled scripts in the home directory.
      BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
      PROJECT: at("project"),
      OUT: at("outside"),
      VAULT: at("vault"),
      KEY: at("vault/key"),
      STATE: at("home/.local/state/guardsh"),
      TCP: String(inbox.tcp),
      TCP6: String(inbox.tcp6),
      UDP: String(inbox.udp),
      UNIX: inbox.unix,
      ABSTRACT: inbox.abstract,
      VICTIM: String(victim.pid),
      RAW: `${process.execPath} ${join(import.meta.dir, "raw.ts")}`,
    }),
    plan: (mode) =>
      makePlan({
        mode: "required",
        engine: "landlock",
        elsewhere: "read",
        roots: [at("project")],
        writable: true,
        temporary: [],
        caches: [{ path: at("home/.cache"), create: false }],
        devices,
        readable: [],
        secrets: [at("vault"), at("home/.ssh"), at("home/.local/state/guardsh")],
        writes: [],
        frozen: [],
        entitled: [],
        // Port 9 stands for the filtering proxy: the only one that is open in `allowlist`.
        network: { mode, ports: [9], unix: mode !== "off" },
        process: { signals: "own", namespaces: false, ptrace: true },
        limits: unlimited,
      }),
    async effects(output) {
      // Datagrams and connections that the kernel has taken already must be seen by the listeners.
      await Bun.sleep(5);
      const seen = [...changes(before, picture(base)), ...inbox.take()];
      if (output.includes(secret)) seen.push("secret printed");
      if (holds(at("project")) || holds(at("home/.cache"))) seen.push("secret copied");
      if (victim.harmed()) seen.push("victim harmed");
      makeTree(base, seen.length > 0);
      if (seen.length > 0) {
        victim.end();
        victim = attacked();
        before = picture(base);
      }
      return seen;
    },
    remove() {
      victim.end();
      inbox.close();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

/** The tree as it should be: the project always, everything else if it was touched. */
function makeTree(base: string, everything: boolean) {
  const renewed = (path: string) => (everything ? !path.startsWith("listener") : path.startsWith("project"));
  for (const place of readdirSync(base).filter(renewed))
    rmSync(join(base, place), { recursive: true, force: true });
  for (const [path, content] of Object.entries(files).filter(([path]) => renewed(path))) {
    const whole = join(base, path);
    mkdirSync(path.endsWith("/") ? whole : dirname(whole), { recursive: true });
    if (path.endsWith("/")) continue;
    const program = path.endsWith(".sh") || path.endsWith("bin/guardsh");
    writeFileSync(whole, content, { mode: program ? 0o755 : 0o644 });
  }
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(base, path));
}

/** Everything that an attempt must not change: path → type, mode and content. */
function picture(base: string): Map<string, string> {
  const seen = new Map<string, string>();
  const look = (path: string) => {
    const status = lstatSync(path);
    if (status.isDirectory()) {
      seen.set(path, `directory ${status.mode}`);
      for (const name of readdirSync(path)) look(join(path, name));
    } else if (status.isSymbolicLink()) seen.set(path, `link ${readlinkSync(path)}`);
    else if (status.isFile()) seen.set(path, `file ${status.mode} ${readFileSync(path, "latin1")}`);
    else seen.set(path, `special ${status.mode}`);
  };
  for (const place of readdirSync(base))
    if (place !== "project" && place !== "plan.json") look(join(base, place));
  for (const path of seen.keys()) if (path.includes("/home/.cache/")) seen.delete(path);
  return seen;
}

function changes(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  const list: string[] = [];
  for (const [path, what] of now) if (before.get(path) !== what) list.push(`changed: ${path}`);
  for (const path of before.keys()) if (!now.has(path)) list.push(`lost: ${path}`);
  return list;
}

/** Is the secret in a plain file below a directory that a command may write? */
function holds(directory: string): boolean {
  if (!existsSync(directory)) return false;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory() ? holds(path) : entry.isFile() && readFileSync(path, "latin1").includes(secret))
      return true;
  }
  return false;
}
