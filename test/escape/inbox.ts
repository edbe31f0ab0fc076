/** Listeners on loopback and in the file system that note everything that reaches them. */
import { join } from "node:path";

export interface Inbox {
  readonly tcp: number;
  readonly tcp6: number;
  readonly udp: number;
  readonly unix: string;
  /** Without the leading NUL. */
  readonly abstract: string;
  /** What arrived since the last call. */
  take(): string[];
  close(): void;
}

export async function listen(base: string): Promise<Inbox> {
  const arrived: string[] = [];
  const note = (what: string) => () => void arrived.push(`reached ${what}`);
  const stream = (what: string) => ({ open: note(what), data: note(what) });
  const tcp = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: stream("tcp") });
  const tcp6 = Bun.listen({ hostname: "::1", port: 0, socket: stream("tcp6") });
  const udp = await Bun.udpSocket({ hostname: "127.0.0.1", port: 0, socket: { data: note("udp") } });
  const unix = join(base, "listener");
  const abstract = `guardsh-escape-${process.pid}-${Math.random().toString(36).slice(2)}`;
  const named = Bun.listen({ unix, socket: stream("unix socket") });
  const unnamed = Bun.listen({ unix: `\0${abstract}`, socket: stream("abstract socket") });
  return {
    tcp: tcp.port,
    tcp6: tcp6.port,
    udp: udp.port,
    unix,
    abstract,
    take: () => arrived.splice(0),
    close: () => {
      for (const socket of [tcp, tcp6, named, unnamed]) socket.stop(true);
      udp.close();
    },
  };
}
