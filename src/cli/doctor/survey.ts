/** Looking at this machine for `guardsh doctor`: nothing is changed and nothing is started. */
import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { isAbsolute } from "node:path";
import type { Surveyed } from "../../agents/health.ts";
import { claimedHome } from "../../system/index.ts";

export function survey(cwd: string): Surveyed {
  return {
    home: claimedHome(),
    cwd,
    environment: (name) => process.env[name] ?? null,
    read,
    exists: existsSync,
    isExecutable,
    isGuardsh,
    which: (name) => Bun.which(name),
    loginShell: userInfo().shell ?? "",
  };
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The very file that runs now, under whatever name. */
export function isGuardsh(path: string): boolean {
  const found = isAbsolute(path) ? path : Bun.which(path);
  if (found === null) return false;
  const [one, own] = [found, process.execPath].map((each) => statSync(each, { throwIfNoEntry: false }));
  return one !== undefined && own !== undefined && one.dev === own.dev && one.ino === own.ino;
}
