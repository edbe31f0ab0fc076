/** What `guardsh run` is asked for. */
import { type Policy, type ProfileName, profiles } from "../../policy/index.ts";

export const usage = `usage: guardsh run [--profile P] [--ttl 30m] [--net open|allowlist|off] [--port N]… [--no-mounts] [--] AGENT [ARGS…]
starts the agent in a session of its own: inside the sandbox, with guardsh for every shell, log and limits kept outside
  --net        only tighter than the policy; with allowlist, hosts are reached through a filtering proxy
  --port       a TCP port that stays open with allowlist and off: a proxy, an API on this machine
  --no-mounts  do not lay guardsh over /bin/sh and the others; SHELL and PATH have to do`;

export interface Wanted {
  readonly profile: ProfileName | null;
  readonly ttlMs: number | null;
  readonly net: Policy["egress"]["mode"] | null;
  readonly ports: readonly number[];
  readonly mounts: boolean;
  /** The agent and its arguments. */
  readonly agent: readonly string[];
}

/** From open to closed. */
export const modes = ["open", "allowlist", "off"] as const;

/** Reads the words behind `guardsh run`; null where they make no sense. */
export function readWanted(list: readonly string[]): Wanted | null {
  let wanted: Wanted = { profile: null, ttlMs: null, net: null, ports: [], mounts: true, agent: [] };
  let at = 0;
  for (; list[at]?.startsWith("-") && list[at] !== "--"; at++) {
    const word = list[at];
    if (word === "--no-mounts") wanted = { ...wanted, mounts: false };
    else {
      const more = option(word ?? "", list[++at] ?? "", wanted);
      if (more === null) return null;
      wanted = { ...wanted, ...more };
    }
  }
  const agent = list.slice(list[at] === "--" ? at + 1 : at);
  return agent.length === 0 ? null : { ...wanted, agent };
}

function option(word: string, value: string, { ports }: Wanted): Partial<Wanted> | null {
  switch (word) {
    case "--profile": {
      const profile = Object.keys(profiles).find((name): name is ProfileName => name === value);
      return profile === undefined ? null : { profile };
    }
    case "--net": {
      const net = modes.find((mode) => mode === value);
      return net === undefined ? null : { net };
    }
    case "--ttl": {
      const ttlMs = duration(value);
      return ttlMs === null ? null : { ttlMs };
    }
    case "--port": {
      const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
      return port < 1 || port > 65_535 ? null : { ports: [...ports, port] };
    }
    default:
      return null;
  }
}

function duration(text: string): number | null {
  const units: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  return count === undefined || unit === undefined ? null : Number(count) * (units[unit] ?? 0);
}
