/** A throw-away tree with every kind of place in it, and a plan for it; shared by the tests that ask the kernel. */
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { devices } from "../../src/sandbox/places.ts";
import type { PlanInput } from "../../src/sandbox/plan.ts";
import { unlimited } from "../../src/sandbox/plan.ts";

export interface Scratch {
  readonly base: string;
  readonly input: PlanInput;
  remove(): void;
}

/** Files: path below the scratch directory → content. */
const files: Readonly<Record<string, string>> = {
  "project/a.txt": "a",
  "project/sub/b.txt": "b",
  "project/with space/c\nd.txt": "c",
  "project/-rf": "dash",
  "project/run.sh": "#!/bin/sh\nexit 0\n",
  "project-evil/e.txt": "e",
  "outside/o.txt": "o",
  "outside/deep/p.txt": "p",
  "outside/run.sh": "#!/bin/sh\nexit 0\n",
  "vault/key": "KEY",
  "vault/deep/key": "KEY",
  "vault/public/known": "known",
  "vault/run.sh": "#!/bin/sh\nexit 0\n",
  "home/.ssh/id": "KEY",
  "home/.ssh/known_hosts": "known",
  "home/.config/cloud/token": "KEY",
  "home/.config/tool/settings": "settings",
  "home/.cache/tool/x": "cached",
  "home/.cargo/registry/r": "crate",
  "home/.cargo/credentials": "KEY",
  "home/.profile": "profile",
  "home/notes/n.txt": "note",
};

/** Links: path → target, relative to the directory of the link. */
const links: Readonly<Record<string, string>> = {
  "project/out": "../outside/o.txt",
  "project/outdir": "../outside",
  "project/key": "../vault/key",
  "project/vault": "../vault",
  "project/in": "sub/b.txt",
  "project/chain": "key",
  "project/up": "..",
  "project/dangling": "../outside/new.txt",
  "project/sub/ssh": "../../home/.ssh",
  "home/keys": ".ssh",
  "home/onekey": ".ssh/id",
  "home/work": "../project",
  "outside/back": "../project",
  "outside/vault": "../vault",
};

/** Makes the tree. Everything in it belongs to who runs the tests, so only the sandbox can say no. */
export function scratch(): Scratch {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "guardsh-sandbox-")));
  const at = (path: string) => join(base, path);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
    if (path.endsWith(".sh")) chmodSync(at(path), 0o755);
  }
  for (const [path, target] of Object.entries(links)) symlinkSync(target, at(path));
  linkSync(at("project/a.txt"), at("project/sub/hard"));
  return {
    base,
    input: {
      mode: "required",
      engine: "landlock",
      elsewhere: "read",
      roots: [at("project")],
      writable: true,
      temporary: [],
      caches: [
        { path: at("home/.cache"), create: true },
        { path: at("home/.cargo"), create: false },
        { path: at("home/.npm"), create: true },
      ],
      devices,
      readable: [at("vault/public"), at("home/.ssh/known_hosts")],
      secrets: [
        at("vault"),
        at("home/.ssh"),
        at("home/.config/cloud"),
        at("home/.cargo/credentials"),
        at("home/.absent"),
      ],
      writes: [],
      frozen: [],
      entitled: [],
      network: { mode: "open", ports: [], unix: true },
      process: { signals: "any", namespaces: false, ptrace: false },
      limits: unlimited,
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}
