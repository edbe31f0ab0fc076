/** Starts a program exactly as an agent would: raw bytes, chosen kinds of descriptors, a session of its own. */

import { ptr } from "bun:ffi";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  asInherited,
  type ChildCall,
  libc,
  makePipe,
  place,
  readNow,
  spawn,
  systemCall,
  waitFor,
} from "../../src/system/index.ts";

export type Kind = "null" | "pipe" | "socket" | "file";

export interface Start {
  /** The file to run; `argv[0]` is `name`, or the path. */
  readonly path: string;
  readonly name?: string;
  readonly arguments: readonly (string | Uint8Array)[];
  readonly environment?: Readonly<Record<string, string>>;
  /** More entries, as bytes. */
  readonly entries?: readonly Uint8Array[];
  readonly cwd?: string;
  /** Bytes on standard input (through `stdin`, a pipe by default). */
  readonly input?: string | Uint8Array;
  readonly stdin?: Kind;
  readonly stdout?: Kind;
  readonly stderr?: Kind;
  /** Standard output and error are one. */
  readonly together?: boolean;
  /** Further calls in the child, after its descriptors are in place. */
  readonly calls?: readonly ChildCall[];
  /** Called once with the pid, while it runs. */
  readonly during?: (pid: number) => void;
  /** Stays in the tests' own session. */
  readonly sameSession?: boolean;
}

export interface Finished {
  readonly pid: number;
  readonly status: number;
  readonly signal: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Uint8Array;
}

const setsid: ChildCall = {
  name: { number: process.arch === "arm64" ? 157 : 112, label: "setsid" },
  arguments: [],
};

/** close_range(3, ~0, CLOSE_RANGE_CLOEXEC): the test runner has descriptors of its own. */
const closeOthers: ChildCall = {
  name: { number: 436, label: "close_range" },
  arguments: [3, 0xffffffff, 4],
};

/** A call that makes a descriptor be there under a number. */
export { place };

/** Runs it to its end and collects what it wrote. Ends it after ten seconds. */
export function run(start: Start): Finished {
  const scratch = mkdtempSync(join(tmpdir(), "guardsh-run-"));
  try {
    return runIn(start, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function runIn(start: Start, scratch: string): Finished {
  const output = openEnd(start.stdout ?? "pipe", join(scratch, "out"));
  const error = start.together ? output : openEnd(start.stderr ?? "pipe", join(scratch, "err"));
  const input = openInput(start, join(scratch, "in"));
  const calls: ChildCall[] = [
    // The tests run in Bun too, which ignores SIGPIPE.
    ...asInherited(),
    ...(start.sameSession ? [] : [setsid]),
    closeOthers,
    place(input, 0),
    place(output.far, 1),
    place(error.far, 2),
    ...(start.cwd === undefined
      ? []
      : [{ name: "chdir", arguments: [Buffer.from(`${start.cwd}\0`)] } satisfies ChildCall]),
    ...(start.calls ?? []),
  ];
  const environment = Object.entries(start.environment ?? { PATH: "/usr/bin:/bin" });
  const pid = spawn(
    {
      path: start.path,
      arguments: [start.name ?? start.path, ...start.arguments].map((argument) => Buffer.from(argument)),
      environment: [
        ...environment.map(([name, value]) => Buffer.from(`${name}=${value}`)),
        ...(start.entries ?? []),
      ],
      descriptors: [],
    },
    calls,
  );
  for (const descriptor of new Set([input, output.far, error.far])) closeSync(descriptor);
  start.during?.(pid);
  const deadline = Date.now() + 10_000;
  let ended = waitFor(pid, false);
  while (ended === null) {
    output.collect();
    error.collect();
    if (Date.now() > deadline) process.kill(pid, "SIGKILL");
    Bun.sleepSync(2);
    ended = waitFor(pid, false);
  }
  const bytes = output.finish();
  const errors = start.together ? new Uint8Array() : error.finish();
  return {
    pid,
    status: ended.status,
    signal: ended.signal,
    stdout: new TextDecoder().decode(bytes),
    stderr: new TextDecoder().decode(errors),
    bytes,
  };
}

interface End {
  /** What the child gets. */
  readonly far: number;
  readonly collect: () => void;
  readonly finish: () => Uint8Array;
}

/** One output of a kind. What it holds when the child has ended is its output: guardsh owes that it is complete then. */
function openEnd(kind: Kind, path: string): End {
  if (kind === "file" || kind === "null") {
    const far = openSync(kind === "null" ? "/dev/null" : path, "a+");
    return { far, collect: () => {}, finish: () => (kind === "null" ? Buffer.alloc(0) : readFileSync(path)) };
  }
  const { near, far } = pair(kind);
  const chunks: Uint8Array[] = [];
  const buffer = new Uint8Array(65536);
  const collect = (): void => {
    for (;;) {
      const result = readNow(near, buffer);
      if (result.kind !== "data") return;
      chunks.push(result.bytes.slice());
    }
  };
  return {
    far,
    collect,
    finish: () => {
      collect();
      closeSync(near);
      return Buffer.concat(chunks);
    },
  };
}

function openInput(start: Start, path: string): number {
  const kind = start.stdin ?? (start.input === undefined ? "null" : "pipe");
  if (kind === "null") return openSync("/dev/null", "r");
  if (kind === "file") {
    const descriptor = openSync(path, "w+");
    if (start.input !== undefined) writeSync(descriptor, Buffer.from(start.input), 0, undefined, 0);
    closeSync(descriptor);
    return openSync(path, "r");
  }
  const { near, far } = pair(kind, true);
  if (start.input !== undefined) writeSync(near, Buffer.from(start.input));
  closeSync(near);
  return far;
}

/** A pipe or a socket pair: `near` is ours and does not wait, unless it is for writing. */
function pair(kind: "pipe" | "socket", writing = false): { near: number; far: number } {
  if (kind === "pipe") {
    if (!writing) {
      const { reader, writer } = makePipe();
      return { near: reader, far: writer };
    }
    const ends = new Int32Array(2);
    systemCall("pipe2", ptr(ends), 0o2000000);
    return { near: ends[1] ?? -1, far: ends[0] ?? -1 };
  }
  const [AF_UNIX, SOCK_STREAM, SOCK_CLOEXEC] = [1, 1, 0o2000000];
  const number = process.arch === "arm64" ? 199 : 53;
  const ends = new Int32Array(2);
  libc().syscall(number, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, Number(ptr(ends)), 0, 0);
  const [near = -1, far = -1] = ends;
  const [F_SETFL, O_NONBLOCK] = [4, 0o4000];
  if (!writing) systemCall("fcntl", near, F_SETFL, O_NONBLOCK);
  return { near, far };
}
