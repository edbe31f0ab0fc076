/**
 * Is the process that asks one that a judgement here is good for? It has to be guardsh itself, this very build; run by the same
 * user with the same rights; see the same files; and be confined by nothing that this process is not confined by: what a guarded
 * command starts is judged where it runs.
 */
import { readlinkSync, statSync } from "node:fs";
import { readProc } from "../system/index.ts";

/** Lines of /proc/PID/status (proc_pid_status(5)) in which both have to be alike. */
const alike =
  /^(?:Uid|Gid|Groups|NoNewPrivs|Seccomp|Seccomp_filters|CapInh|CapPrm|CapEff|CapBnd|CapAmb|NSpid):.*$/gm;
/** What the files are that paths lead to, and who is who. */
const worlds = ["ns/mnt", "ns/user", "ns/pid", "root"] as const;

interface Standing {
  readonly program: string;
  readonly status: string;
  readonly worlds: readonly string[];
}

/** False where it is not, or cannot be seen. */
export function isOneOfUs(peer: number): boolean {
  const own = standingOf("self");
  const other = peer > 0 ? standingOf(`${peer}`) : null;
  return (
    own !== null &&
    other !== null &&
    own.program === other.program &&
    own.status === other.status &&
    own.worlds.every((each, index) => each === other.worlds[index])
  );
}

function standingOf(pid: string): Standing | null {
  const status = readProc(`/proc/${pid}/status`)?.match(alike) ?? null;
  if (status === null) return null;
  try {
    const { dev, ino } = statSync(`/proc/${pid}/exe`, { bigint: true });
    return {
      program: `${dev} ${ino}`,
      // Of the process ids in nested namespaces only how many there are can be alike.
      status: status.map((line) => (line.startsWith("NSpid:") ? line.replace(/\d+/g, "n") : line)).join("\n"),
      worlds: worlds.map((name) => readlinkSync(`/proc/${pid}/${name}`)),
    };
  } catch {
    return null;
  }
}
