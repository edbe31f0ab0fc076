/**
 * Staying the shell's parent, where its output has to be cleaned.
 *
 * The shell keeps session, process group, terminal, standard input and every other descriptor; only the outputs that are
 * cleaned become pipes. If guardsh is killed, the shell is killed with it; if the shell ends, guardsh ends as it did, when
 * everything is written. What the shell left in the background keeps its pipe, with a process of its own behind it.
 */
import { closeSync, fstatSync, openSync } from "node:fs";
import {
  action,
  asInherited,
  bootMilliseconds,
  type ChildCall,
  dieWithParent,
  type Ended,
  hideArguments,
  isTerminal,
  makePipe,
  type Pipe,
  POLLIN,
  type Program,
  place,
  releaseSignals,
  SignalInbox,
  Sink,
  setMask,
  setSignal,
  signals,
  spawn,
  systemCall,
  waitFor,
  withSignalsHeld,
} from "../../system/index.ts";
import type { WentPast } from "./outputs.ts";
import { Channel, drain, type Filter, isHeld, serveOnce } from "./pump.ts";

/** Which of the two outputs are cleaned, and whether they are one. */
export interface Cleaning {
  readonly output: boolean;
  readonly error: boolean;
  /** Both go to the same file or pipe: they share one pipe, so that their order is kept. */
  readonly together: boolean;
}

/** How the shell ended; the status as another shell gives it, 128+n for a death by signal n. */
export interface Outcome extends Ended {
  readonly milliseconds: number;
  /** Bytes of output that went out. */
  readonly bytes: number;
}

/** Signals that somebody may send to the shell by guardsh's pid, and that are handed on to it. */
const handedOn = [
  signals.SIGHUP,
  signals.SIGINT,
  signals.SIGQUIT,
  signals.SIGTERM,
  signals.SIGUSR1,
  signals.SIGUSR2,
  signals.SIGALRM,
  signals.SIGWINCH,
];

/** Terminals are for people and need no cleaning; `/dev/null` and its like have no reader. */
export function whatToClean(): Cleaning {
  const output = hasReader(1);
  const error = hasReader(2);
  return { output, error, together: output && error && sameFile(1, 2) };
}

function hasReader(descriptor: number): boolean {
  if (isTerminal(descriptor)) return false;
  try {
    const status = fstatSync(descriptor);
    return status.isFIFO() || status.isSocket() || status.isFile();
  } catch {
    return false;
  }
}

function sameFile(left: number, right: number): boolean {
  const [one, other] = [fstatSync(left), fstatSync(right)];
  return one.dev === other.dev && one.ino === other.ino;
}

/** Runs the program to its end, with its outputs through filters. `confinement` is what the child calls last. `linger` is the
 * program that carries on for background processes: it is given the numbers of the outputs as one more argument. */
export function supervise(
  program: Program,
  confinement: readonly ChildCall[],
  cleaning: Cleaning,
  makeFilter: () => Filter,
  linger: Program,
): Outcome {
  const started = performance.now();
  const ignoredChildren = setSignal(signals.SIGCHLD, "default");
  const inbox = new SignalInbox([...handedOn, signals.SIGCHLD]);
  const output = cleaning.output ? makePipe() : null;
  const error = cleaning.error && !cleaning.together ? makePipe() : null;
  const errorWriter = cleaning.together ? output : error;
  hideArguments();
  const pid = start(program, [
    ...dieWithParent(),
    ...(output === null ? [] : [place(output.writer, 1)]),
    ...(errorWriter === null ? [] : [place(errorWriter.writer, 2)]),
    ...(ignoredChildren ? [action(signals.SIGCHLD, "ignore")] : []),
    ...confinement,
  ]);
  // Whoever started us may hold signals back; the shell does as well now, but we have to hear how it ends.
  releaseSignals();
  letGo(program, [output, error]);
  const channels: Channel[] = [];
  if (output !== null) channels.push(new Channel(output.reader, new Sink(1), makeFilter()));
  if (error !== null) channels.push(new Channel(error.reader, new Sink(2), makeFilter()));
  const ended = carry(channels, inbox, pid);
  return conclude(channels, linger, ended, performance.now() - started);
}

/** A shell that is supervised already, by what ran before this runtime (native/front/carry.h). */
export interface Supervised {
  /** Its pid, or how it has ended. */
  readonly child: number | Ended;
  readonly streams: readonly {
    readonly reader: number;
    /** The output that it goes to. */
    readonly number: number;
    readonly before: WentPast;
    /** What has been read: what may go out as it is, and what is to be cleaned. */
    readonly clean: Uint8Array;
    readonly unclean: Uint8Array;
  }[];
  /** Bytes of streams that have ended. */
  readonly bytes: number;
  /** When it was started, in milliseconds since boot. */
  readonly started: number;
}

/** Goes on with it, to its end. */
export function superviseOn(
  { child, streams, bytes, started }: Supervised,
  makeFilter: (before: WentPast) => Filter,
  linger: Program,
): Outcome {
  setSignal(signals.SIGCHLD, "default");
  const inbox = new SignalInbox([...handedOn, signals.SIGCHLD]);
  // They were held back until now; those that came meanwhile arrive here.
  releaseSignals();
  const channels = streams.map(({ reader, number, before, clean, unclean }) => {
    const channel = new Channel(reader, new Sink(number), makeFilter(before));
    channel.bytes = before.bytes - clean.length;
    channel.begin(clean, unclean);
    return channel;
  });
  const ended = typeof child === "number" ? (waitFor(child, false) ?? carry(channels, inbox, child)) : child;
  const outcome = conclude(channels, linger, ended, bootMilliseconds() - started);
  return { ...outcome, bytes: outcome.bytes + bytes };
}

/** Sees to what the shell left, and says how it ended. */
function conclude(
  channels: readonly Channel[],
  linger: Program,
  ended: Ended,
  milliseconds: number,
): Outcome {
  leaveBehind(channels, linger);
  return {
    signal: ended.signal,
    status: ended.signal > 0 ? 128 + ended.signal : ended.status,
    milliseconds,
    bytes: channels.reduce((sum, channel) => sum + channel.bytes, 0),
  };
}

/** Starts a child with signals as they were when guardsh was started. */
function start(program: Program, calls: readonly ChildCall[]): number {
  return withSignalsHeld((before) =>
    spawn(program, [
      ...calls,
      ...asInherited(),
      { name: "rt_sigprocmask", arguments: [setMask, before, 0, 8] },
    ]),
  );
}

/** Gives up what is the shell's alone, so that nobody waits for us to close it. */
function letGo(program: Program, pipes: readonly (Pipe | null)[]): void {
  for (const pipe of pipes) if (pipe !== null) systemCall("close", pipe.writer);
  for (const descriptor of program.descriptors) systemCall("close", descriptor);
  const nothing = openSync("/dev/null", "r");
  systemCall("dup3", nothing, 0, 0);
  closeSync(nothing);
}

/** Carries output and hands on signals until the shell has ended. */
function carry(channels: readonly Channel[], inbox: SignalInbox, pid: number): Ended {
  for (;;) {
    const [arrived] = serveOnce(channels, [{ descriptor: inbox.descriptor, events: POLLIN }]);
    if (!arrived) continue;
    for (const { signal, fromProcess } of inbox.take())
      if (signal !== signals.SIGCHLD && fromProcess) systemCall("kill", pid, signal);
    const ended = waitFor(pid, false);
    if (ended !== null) return ended;
  }
}

/**
 * Writes out what the shell wrote. Processes that it left behind may still write: their pipe is handed to a process that
 * does nothing else, in our process group (who kills the group gets it too), and the caller need not wait for it.
 */
function leaveBehind(channels: readonly Channel[], linger: Program): void {
  let open = channels.filter((channel) => !channel.finished);
  // A writer that ends just now, after its last words: its pipe is read to the end after all.
  do {
    for (const channel of open) channel.lastCall();
    drain(channels);
    open = open.filter((channel) => !channel.finished);
  } while (open.some((channel) => !isHeld(channel.reader)));
  if (open.length === 0) return;
  for (const channel of open) channel.release();
  drain(channels);
  const streams = open.map((channel) => ({ reader: channel.reader, number: channel.sink.descriptor }));
  const numbers = streams.map(({ number }) => number);
  const calls: ChildCall[] = [
    ...streams.map(({ reader, number }) => place(reader, pumpReader(number))),
    // An output that nobody writes to any more must be closed, or its reader would wait for us.
    ...[1, 2]
      .filter((number) => !numbers.includes(number))
      .map((number): ChildCall => ({ name: "close", arguments: [number] })),
    ...[signals.SIGINT, signals.SIGHUP, signals.SIGQUIT, signals.SIGTERM].map((n) => action(n, "ignore")),
  ];
  start({ ...linger, arguments: [...linger.arguments, Buffer.from(numbers.join(","))] }, calls);
}

/** Where the pump process finds what it shall carry to descriptor 1 or 2. */
function pumpReader(number: number): number {
  return number === 1 ? 0 : 3;
}

/** `--pump RULES 1,2`: carries what a shell left behind until the last writer has gone. */
export function pumpUntilEnd(numbers: readonly number[], makeFilter: () => Filter): void {
  drain(numbers.map((number) => new Channel(pumpReader(number), new Sink(number), makeFilter())));
}
