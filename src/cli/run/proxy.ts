/**
 * The way out of a session whose hosts are listed: its proxies, in a process beside the keeper, and the account of what went
 * through them. What was refused is put on record at once.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openAudit } from "../../audit/index.ts";
import { type Line, readLine, type SessionLists } from "../../controls/egress/index.ts";
import {
  dieWithParent,
  makePipe,
  POLLIN,
  place,
  pollFor,
  readNow,
  signals,
  systemCall,
  Unavailable,
  waitFor,
} from "../../system/index.ts";
import { counted } from "../common/counted.ts";
import { startBeside } from "./beside.ts";

/** What one host was sent, or how often it was refused. */
interface Account {
  connections: number;
  sent: number;
  received: number;
  refused: number;
}

/** Hosts that are kept apart in the account: an agent can make up names without end. */
const mostHosts = 500;
const patienceMs = 10_000;

export class WayOut {
  readonly ports: { readonly agent: number; readonly commands: number };
  readonly #session: string;
  readonly #reader: number;
  readonly #pid: number;
  readonly #accounts = new Map<string, Account>();
  readonly #buffer = new Uint8Array(1 << 16);
  #text = "";
  #open = true;
  #closed = false;

  /** Starts the proxies and waits until they listen. `directory` is the session's. Throws `Unavailable` when they do not. */
  constructor(lists: SessionLists, session: string, directory: string) {
    const file = join(directory, "egress.json");
    writeFileSync(file, JSON.stringify(lists), { mode: 0o600 });
    const { reader, writer } = makePipe();
    this.#session = session;
    this.#reader = reader;
    this.#pid = startBeside(["egress", "session", file], [...dieWithParent(), place(writer, 1)]);
    systemCall("close", writer);
    const ports = this.#next(patienceMs).find((line) => line.kind === "ports");
    if (ports === undefined) throw doesNotStart();
    this.ports = ports;
  }

  /** Readable when there is something to take in; null when the proxies are gone, and with them every way out. */
  get descriptor(): number | null {
    return this.#open ? this.#reader : null;
  }

  /** Takes in what went through, and puts what was refused on record. */
  take(): void {
    for (const line of this.#next(0)) this.#enter(line);
  }

  /** Ends the proxies when all that they have to tell is told. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    systemCall("kill", this.#pid, signals.SIGTERM);
    while (this.#open) {
      const lines = this.#next(patienceMs);
      if (lines.length === 0) break;
      for (const line of lines) this.#enter(line);
    }
    systemCall("kill", this.#pid, signals.SIGKILL);
    waitFor(this.#pid, true);
  }

  /** What left the machine, host by host, and what did not, for people. */
  get summary(): string {
    const all = [...this.#accounts];
    const passed = all.filter(([, { connections }]) => connections > 0);
    const refused = all.filter(([, each]) => each.refused > 0);
    const parts = passed.map(
      ([host, { connections, sent, received }]) =>
        `${host} (${counted(connections, "connection")}, ${size(sent)} sent, ${size(received)} received)`,
    );
    const stopped = refused.map(([host, each]) =>
      each.refused > 1 ? `${host} (${each.refused} times)` : host,
    );
    return `${parts.length === 0 ? "nothing" : parts.join(", ")}${stopped.length === 0 ? "" : `; refused: ${stopped.join(", ")}`}`;
  }

  #enter(line: Line) {
    if (line.kind === "ports") return;
    const { host, port, by } = line;
    const account = this.#accountOf(`${host}:${port}`);
    if (line.kind === "refused") {
      // Once: who asks a thousand times is counted, and does not fill the log.
      if (++account.refused === 1) this.#note("egress-refused", { host, port, by, why: line.why });
      return;
    }
    if (++account.connections === 1) this.#note("egress-passed", { host, port, by });
    account.sent += line.sent;
    account.received += line.received;
  }

  #accountOf(name: string): Account {
    const known = this.#accounts.get(name) ?? { connections: 0, sent: 0, received: 0, refused: 0 };
    const kept = this.#accounts.size < mostHosts || this.#accounts.has(name);
    if (kept) this.#accounts.set(name, known);
    return known;
  }

  #note(event: string, fields: Readonly<Record<string, string | number>>) {
    try {
      openAudit().note({ event, session: this.#session, ...fields });
    } catch {
      // commands are refused for a log that cannot be written; what the agent itself does is still in the summary
    }
  }

  /** The lines that are there, after a wait if there is none. */
  #next(waitMs: number): readonly Line[] {
    const lines: Line[] = [];
    for (let wait = waitMs; this.#open; wait = 0) {
      const [events = 0] = pollFor([{ descriptor: this.#reader, events: POLLIN }], wait);
      if (events === 0) break;
      const read = readNow(this.#reader, this.#buffer);
      if (read.kind === "end") {
        systemCall("close", this.#reader);
        this.#open = false;
      }
      if (read.kind !== "data") break;
      const [last = "", ...whole] = `${this.#text}${Buffer.from(read.bytes).toString()}`
        .split("\n")
        .reverse();
      this.#text = last;
      lines.push(...whole.reverse().flatMap((text) => readLine(text) ?? []));
    }
    return lines;
  }
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${Math.round(bytes / 1e5) / 10} MB`;
}

function doesNotStart(): Unavailable {
  return new Unavailable(
    "the network is limited to some hosts, and the proxy that lets them through does not start",
    "it said nothing in 10 seconds",
    "guardsh egress run -- true shows why; --net off does without it",
  );
}
