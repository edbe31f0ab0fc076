/** What programs print when they were kept from other processes, from namespaces, from more rights, or ran into a limit. */
import type { Limits, Plan } from "../plan.ts";

interface Sign {
  readonly pattern: RegExp;
  /** Whether the plan is what stops it. */
  readonly held: (plan: Plan) => boolean;
  /** Told what matched. */
  readonly said: (text: string) => string;
}

const limited = (name: keyof Limits) => (plan: Plan) => plan.limits[name] !== null;

const signs: readonly Sign[] = [
  {
    pattern:
      /\bp?kill(?:all)?\b[^\n]*(?:operation not permitted|\bEPERM\b)|os\.kill(?:pg)?\([\s\S]*not permitted/i,
    held: ({ process }) => process.signals === "own",
    said: (text) => {
      const [, pid] = /(?:\(|\bpid |\bkill )(\d+)\b/.exec(text) ?? [];
      const whom = pid === undefined ? "" : `, not process ${pid}`;
      return `in the sandbox a command can only signal what it has started itself${whom} (policy key sandbox.signals)`;
    },
  },
  {
    pattern:
      /(?:\bptrace\b|PTRACE_\w+|attach:|process_vm_\w+).*(?:not permitted|permission denied|\bEPERM\b)/i,
    held: ({ process }) => !process.ptrace,
    said: () => "debuggers cannot attach in the sandbox (policy key sandbox.ptrace)",
  },
  {
    pattern:
      /(?:\bunshare\b|\bsetns\b|new namespace|user namespace|newuidmap|\bclone\b|zygote_host|no usable sandbox).*(?:not permitted|failed|\bEPERM\b|no usable sandbox)|no usable sandbox/i,
    held: ({ process }) => !process.namespaces,
    said: () =>
      "the sandbox lets commands make no namespaces, which containers and browsers' own sandboxes need (policy key sandbox.namespaces)",
  },
  {
    pattern:
      /["']no new privileges["'] flag|effective uid is not 0|must be (?:setuid|suid) root|setuid.*not permitted/i,
    held: () => true,
    said: () =>
      "nothing in the sandbox raises its rights, sudo neither; a person can allow a command that says sudo itself, with nothing beside it that has not been judged (no policy key but sandbox.mode)",
  },
  {
    pattern: /too many open files|\bEMFILE\b/i,
    held: limited("openFiles"),
    said: () => "the sandbox limits open files (policy key sandbox.open_files)",
  },
  {
    pattern: /file size limit exceeded|file too large|\bEFBIG\b/i,
    held: limited("fileBytes"),
    said: () => "the sandbox limits the size of files (policy key sandbox.file_size)",
  },
  {
    pattern: /cannot allocate memory|out of memory|\bENOMEM\b|memoryerror|bad_alloc/i,
    held: limited("memoryBytes"),
    said: () => "the sandbox limits memory (policy key sandbox.memory)",
  },
  {
    pattern: /fork: .*resource temporarily unavailable|cannot fork|can't fork|spawn \S+ EAGAIN/i,
    held: limited("processes"),
    said: () => "the sandbox limits the processes of this user (policy key sandbox.processes)",
  },
  {
    pattern: /cpu time limit exceeded/i,
    held: limited("cpuSeconds"),
    said: () => "the sandbox limits processor time (policy key sandbox.cpu)",
  },
];

/** What kept a process from what it tried, or null. */
export function processDenial(line: string, plan: Plan): string | null {
  for (const { pattern, held, said } of signs) {
    const match = pattern.exec(line);
    if (match !== null && held(plan)) return said(match[0]);
  }
  return null;
}
