/** A process of the same user outside the sandbox, with a secret in its environment, its open files and its directory. */
import { openSync, readFileSync } from "node:fs";

export interface Victim {
  readonly pid: number;
  /** Dead, stopped, or with other limits than before. */
  harmed(): boolean;
  end(): void;
}

export function startVictim(keyFile: string, directory: string, secret: string): Victim {
  const child = Bun.spawn(["/bin/sleep", "1000"], {
    stdin: openSync(keyFile, "r"),
    stdout: "ignore",
    stderr: "ignore",
    cwd: directory,
    env: { SECRET: secret },
    detached: true,
  });
  const limits = () => readFileSync(`/proc/${child.pid}/limits`, "utf8");
  const before = limits();
  return {
    pid: child.pid,
    harmed() {
      try {
        const state = /^State:\s+(\S)/m.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
        return state === "Z" || state === "T" || state === "t" || limits() !== before;
      } catch {
        return true;
      }
    },
    end: () => child.kill(9),
  };
}
