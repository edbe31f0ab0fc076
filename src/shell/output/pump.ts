/** Carrying output from pipes to where it belongs, cleaned on the way, never waiting in one place for long. */
import {
  POLLERR,
  POLLHUP,
  POLLIN,
  POLLOUT,
  pollFor,
  readNow,
  type Sink,
  systemCall,
  type Waited,
  waiting,
  widenPipe,
} from "../../system/index.ts";
import { say } from "../failure.ts";

/** Cleans a stream piece by piece. What it answers may be a view of a buffer that the next call uses again. */
export interface Filter {
  push(chunk: Uint8Array): Uint8Array;
  end(): Uint8Array;
  /** Text is held back only because more may belong to it; `idle` answers it after a moment of silence. */
  flushable?(): boolean;
  idle?(): Uint8Array;
}

/** A moment of silence, in milliseconds: a prompt without a newline is shown after it. */
const silence = 40;

/** Nobody else would say it: to the command, its pipe has taken everything. */
const lostOutput = "guardsh: output is lost: no space is left for it, or a limit is reached\n";

const chunkBytes = 65536;
/** What a stream gets instead that fills a chunk: fewer calls for the same bytes. No user may give a pipe more. */
const wideBytes = 16 * chunkBytes;

/** One stream on its way: read from a pipe, cleaned, written to a sink. */
export class Channel {
  readonly reader: number;
  readonly sink: Sink;
  /** Bytes that came out at the far end. */
  bytes = 0;
  readonly #filter: Filter;
  #buffer = new Uint8Array(chunkBytes);
  #pending: Uint8Array = new Uint8Array();
  #ended = false;
  /** Bytes still to be taken once the shell is gone; what comes later belongs to others. */
  #quota = Number.POSITIVE_INFINITY;

  constructor(reader: number, sink: Sink, filter: Filter) {
    this.reader = reader;
    this.sink = sink;
    this.#filter = filter;
  }

  /** Takes over a stream in the middle: what is to go out as it is, and what is still to be cleaned. */
  begin(clean: Uint8Array, unclean: Uint8Array): void {
    this.#give(clean);
    if (this.#pending.length === 0) return this.#give(this.#filter.push(unclean));
    const cleaned = this.#filter.push(unclean);
    this.bytes += cleaned.length;
    this.#pending = Buffer.concat([this.#pending, cleaned]);
  }

  /** What this channel waits for now; null: it is done, or has taken all that it may. */
  get wants(): Waited | null {
    if (this.#pending.length > 0) return { descriptor: this.sink.descriptor, events: POLLOUT };
    if (this.#ended || this.#quota <= 0) return null;
    return { descriptor: this.reader, events: POLLIN };
  }

  /** The writers are all gone, and everything is out. */
  get finished(): boolean {
    return this.#ended && this.#pending.length === 0;
  }

  /** From now on only what is in the pipe already; all of it, if nobody holds the other end any more. */
  lastCall(): void {
    if (!this.#ended) this.#quota = isHeld(this.reader) ? waiting(this.reader) : Number.POSITIVE_INFINITY;
  }

  /** Does what the events of poll(2) allow. */
  serve(events: number): void {
    if (events === 0) return;
    if (this.#pending.length > 0) {
      if (events & (POLLERR | POLLHUP) && !(events & POLLOUT)) this.sink.closed = true;
      this.#write(true);
      return;
    }
    const result = readNow(this.reader, this.#buffer);
    if (result.kind === "data") {
      this.#quota -= result.bytes.length;
      this.#give(this.#filter.push(result.bytes));
      if (result.bytes.length === chunkBytes && this.#buffer.length === chunkBytes) this.#widen();
    } else if (result.kind === "end") {
      this.end();
    }
    // Without a reader at the far end the command shall notice at its next write, as it would have.
    if (this.sink.closed) this.end();
  }

  #widen(): void {
    widenPipe(this.reader, wideBytes);
    this.#buffer = new Uint8Array(wideBytes);
  }

  /** Text waits for more text. */
  get hesitates(): boolean {
    return !this.#ended && this.#pending.length === 0 && this.#filter.flushable?.() === true;
  }

  /** Nothing came for a moment. */
  idle(): void {
    if (this.hesitates) this.#give(this.#filter.idle?.() ?? new Uint8Array());
  }

  /** Ends the stream: what the filter held back goes out, the pipe is closed. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    systemCall("close", this.reader);
    this.#give(this.#filter.end());
  }

  /** Gives the pipe away: what the filter held back goes out, but the reader stays open for who goes on with it. */
  release(): void {
    this.#ended = true;
    this.#give(this.#filter.end());
  }

  #give(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.bytes += bytes.length;
    this.#pending = bytes;
    // What does not go out now may stay in the filter's buffer: nothing is read, and so nothing filtered, before it is out.
    this.#write(false);
  }

  #sayLost(): void {
    this.sink.lost = false;
    if (this.sink.descriptor !== 2) say(lostOutput);
  }

  #write(ready: boolean): void {
    while (this.#pending.length > 0) {
      const written = this.sink.write(this.#pending, ready);
      if (this.sink.lost) this.#sayLost();
      if (written === 0) return;
      this.#pending = this.#pending.subarray(written);
      ready = false;
    }
  }
}

/** Does somebody hold the writing end? poll(2) says POLLHUP when nobody does. */
export function isHeld(reader: number): boolean {
  const [events = 0] = pollFor([{ descriptor: reader, events: 0 }], 0);
  return (events & POLLHUP) === 0;
}

/**
 * Waits for whatever the channels, and others beside them, wait for, and serves the channels; answers the events of the
 * others.
 */
export function serveOnce(channels: readonly Channel[], others: readonly Waited[]): readonly number[] {
  const waits = channels.map((channel) => channel.wants ?? { descriptor: -1, events: 0 });
  const hesitating = channels.some((channel) => channel.hesitates);
  const events = pollFor([...others, ...waits], hesitating ? silence : null);
  if (hesitating && events.every((event) => event === 0)) for (const channel of channels) channel.idle();
  channels.forEach((channel, index) => {
    channel.serve(events[others.length + index] ?? 0);
  });
  return events.slice(0, others.length);
}

/** Serves channels until all of them have taken what they may and it is out. */
export function drain(channels: readonly Channel[]): void {
  while (channels.some((channel) => channel.wants !== null)) serveOnce(channels, []);
}
