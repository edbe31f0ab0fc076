/** What `guardsh run` is asked for. */
import type { Policy, ProfileName } from "../../policy/index.ts";
import { Misuse } from "../common/misuse.ts";
import { profileNamed } from "../common/profile.ts";
import { parseDuration } from "../common/time.ts";

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

/** Reads the words behind `guardsh run`. Throws {@link Misuse}. */
export function readWanted(list: readonly string[]): Wanted {
  let wanted: Wanted = { profile: null, ttlMs: null, net: null, ports: [], mounts: true, agent: [] };
  let at = 0;
  for (; list[at]?.startsWith("-") && list[at] !== "--"; at++) {
    const [word = "", value] = (list[at] ?? "").split(/=(.*)/s, 2);
    if (word === "--no-mounts") wanted = { ...wanted, mounts: false };
    else wanted = { ...wanted, ...option(word, value ?? list[++at] ?? "", wanted) };
  }
  const agent = list.slice(list[at] === "--" ? at + 1 : at);
  if (agent.length === 0) throw new Misuse("which agent?");
  return { ...wanted, agent };
}

function option(word: string, value: string, { ports }: Wanted): Partial<Wanted> {
  const say = (what: string) => new Misuse(`${word} ${value}: say ${what}`);
  switch (word) {
    case "--profile":
      return { profile: profileNamed(value) };
    case "--net": {
      const net = modes.find((mode) => mode === value);
      if (net === undefined) throw say(modes.join(", "));
      return { net };
    }
    case "--ttl": {
      const ttlMs = parseDuration(value);
      if (ttlMs === null || ttlMs <= 0) throw say("90s, 30m, 2h or 1d");
      return { ttlMs };
    }
    case "--port": {
      const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
      if (port < 1 || port > 65_535) throw say("a number from 1 to 65535");
      return { ports: [...ports, port] };
    }
    default:
      throw new Misuse(`unknown option ${word}`);
  }
}
