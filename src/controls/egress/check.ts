/** Network egress: which hosts a command would talk to, and whether it may. What only shows at run time is the proxy's. */
import type { Action, Connect, Run } from "../../meaning/action.ts";
import { NAME_CLIENTS } from "../../meaning/call/looks.ts";
import { literal, show, type Text } from "../../meaning/value.ts";
import {
  authorityOf,
  canonicalHost,
  type Host,
  hostMatches,
  isLoopback,
  isMetadata,
  splitPort,
} from "../../places/index.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Decision, Finding } from "../../policy/verdict.ts";
import { finding, type Observation, temper } from "../finding.ts";

type Egress = Policy["egress"];

/** One end that a command would talk to. */
interface Target {
  /** As it was given; null: not known before it runs. */
  readonly given: string | null;
  readonly port: number | null;
  /** The user of `user@host`; it may be dressed up as a host. */
  readonly user: string | null;
  readonly sends: boolean;
  /** How it is reached: `connects to`, `asks a name server for`, `goes through the proxy`. */
  readonly how: string;
}

/** Every connection that the policy has something to say about. */
export function checkEgress(actions: readonly Action[], policy: Policy): readonly Finding[] {
  const { egress } = policy;
  if (egress.control === "off") return [];
  const found: Finding[] = [];
  const seen = new Set<string>();
  for (const action of actions) {
    const { place } = action.origin;
    if (place.kind === "host") continue; // it leaves from there, not from here
    if (place.kind === "container" && isEngine(action, place.engine)) continue; // it stays here
    for (const target of targetsOf(action)) {
      // What a program file connects to is often only known when it runs; there the proxy decides.
      if (target.given === null && action.origin.file !== null && egress.mode === "allowlist") continue;
      for (const each of judge(target, egress)) {
        if (seen.has(`${each.rule}\0${each.what}`)) continue;
        seen.add(`${each.rule}\0${each.what}`);
        found.push(finding(action, each));
      }
    }
  }
  return temper(found, egress.control);
}

/** Does the engine itself hand something to its container (`docker cp`)? A cluster's containers are elsewhere. */
function isEngine(action: Action, engine: string): boolean {
  return action.kind === "connect" && action.by === engine && !/^(?:kubectl|oc)$/.test(engine);
}

function targetsOf(action: Action): readonly Target[] {
  if (action.kind === "connect") return [targetOf(action)];
  return action.kind === "run" ? [...redirections(action), ...nameQueries(action), ...proxies(action)] : [];
}

function targetOf({ host, port, target, sends, by }: Connect): Target {
  // A program that goes to the network by itself (`npm install`) stands for an address that nobody wrote.
  if (host === null && literal(target) === by)
    return { given: null, port, user: null, sends: false, how: "connects to" };
  // The host is already tidied; the text as given shows how it was written.
  const written = literal(target);
  const authority = written === null ? null : authorityOf(written);
  const given =
    authority && (host === null || canonicalHost(authority.host).host === canonicalHost(host).host)
      ? authority.host
      : host;
  return {
    given,
    port: port ?? authority?.port ?? null,
    user: authority?.user ?? null,
    sends: sends !== null,
    how: "connects to",
  };
}

/** Options with which a URL's host is not where the bytes go. */
const redirecting: Readonly<Record<string, (value: string) => string | null>> = {
  "--resolve": (value) => /^[+-]?[^:]*:[^:]*:(.+)$/.exec(value)?.[1] ?? null,
  "--connect-to": (value) => /^[^:]*:[^:]*:(\[[^\]]*\]|[^:]*)/.exec(value)?.[1] || null,
  "--proxy": (value) => value,
  "--preproxy": (value) => value,
  "--socks4": (value) => value,
  "--socks4a": (value) => value,
  "--socks5": (value) => value,
  "--socks5-hostname": (value) => value,
  "--doh-url": (value) => value,
  "--dns-servers": (value) => value,
};
const shortNames: Readonly<Record<string, string>> = { "-x": "--proxy" };

function redirections({ program, call }: Run): readonly Target[] {
  if (program !== "curl") return [];
  const found: Target[] = [];
  for (const [name, values] of call.options) {
    const read = redirecting[shortNames[name] ?? name];
    if (!read) continue;
    for (const value of values) {
      const text = literal(value);
      const host = text === null ? null : read(text);
      for (const part of host?.split(",") ?? [null]) found.push(reached(part, `goes by ${name} to`));
    }
  }
  return found;
}

const recordTypes =
  /^(?:a|aaaa|any|caa|cname|dnskey|ds|https|mx|naptr|ns|nsec|ptr|soa|srv|svcb|tlsa|txt|in|ch|axfr|query|ahosts|hosts|status|flush-caches|statistics)$/i;

/** What a call asks name servers for: a name can carry data, and `@server` is a host of its own. */
function nameQueries({ program, argv }: Run): readonly Target[] {
  if (program === null || !NAME_CLIENTS.has(program)) return [];
  if (program === "getent" && !argv.some((word) => /^(?:a?hosts|ahostsv[46])$/.test(literal(word) ?? "")))
    return [];
  const operands = argv.slice(1).filter((word) => !/^[-+]/.test(show(word)));
  return operands.flatMap((word): readonly Target[] => {
    const text = literal(word);
    if (text !== null && recordTypes.test(text)) return [];
    const server = text?.startsWith("@") === true;
    const host = server ? text.slice(1) : text;
    return [reached(host, server ? "asks the name server" : "asks a name server for", lastLabels(word))];
  });
}

/** The known end of a name whose beginning is not: `$(…).attacker.example`. */
function lastLabels(word: Text): string | null {
  const last = word.pieces.at(-1);
  if (word.pieces.length < 2 || typeof last !== "string") return null;
  return /\.([^.]+(?:\.[^.]+)+)$/.exec(last)?.[1] ?? null;
}

const proxyVariables = [
  "http_proxy",
  "https_proxy",
  "all_proxy",
  "ftp_proxy",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
];

function proxies({ environment }: Run): readonly Target[] {
  return proxyVariables.flatMap((name): readonly Target[] => {
    const value = environment.get(name);
    if (!value) return [];
    const text = literal(value);
    return text === "" ? [] : [reached(text, `goes by ${name} to`)];
  });
}

function reached(given: string | null, how: string, fallback: string | null = null): Target {
  const text = given ?? fallback;
  const authority = text === null ? null : authorityOf(text);
  const { name, port } = splitPort(authority?.host ?? text ?? "");
  return {
    given: text === null ? null : name,
    port: authority?.port ?? port,
    user: authority?.user ?? null,
    sends: false,
    how,
  };
}

/** What the policy has to say of one end: where the lists refuse it, and where it is dressed up, both. */
function judge(target: Target, egress: Egress): readonly Observation[] {
  const { given, how } = target;
  if (given === null) return unknown(target, egress);
  const host = canonicalHost(given);
  const listed = byLists(target, host, egress);
  if (isLoopback(host) || egress.disguised === "allow") return listed;
  const dressed = disguise(target, host);
  if (dressed === null) return listed;
  return [
    ...listed,
    observation("egress/disguised", egress.disguised, `${how} ${shown(host, target)}: ${dressed}`),
  ];
}

function shown({ host }: Host, { port }: Target): string {
  return port === null ? host : `${host}:${port}`;
}

/** The first that refuses: denied hosts, metadata services, mode, ports, uploads. */
function byLists(target: Target, host: Host, egress: Egress): readonly Observation[] {
  const { port, how } = target;
  const name = shown(host, target);
  const allowed = egress.allow.some((entry) => hostMatches(entry, host, port));
  if (egress.deny.some((entry) => hostMatches(entry, host, port)))
    return [observation("egress/denied", "deny", `${how} ${name}, which the policy denies`)];
  if (isMetadata(host) && !allowed && egress.metadata !== "allow") {
    const what = `${how} ${name}, where a cloud hands out the machine's credentials`;
    return [observation("egress/metadata", egress.metadata, what, "critical")];
  }
  if (isLoopback(host)) return [];
  if (egress.mode === "off")
    return [observation("egress/off", "deny", `${how} ${name}, and the network is off`)];
  if (egress.mode === "allowlist" && !allowed)
    return [observation("egress/host", "deny", `${how} ${name}, which is not on the list of allowed hosts`)];
  if (egress.ports.length > 0 && port !== null && !egress.ports.includes(port))
    return [observation("egress/port", "deny", `${how} ${name}, and port ${port} is not open`)];
  if (target.sends && !allowed && egress.uploads !== "allow") {
    const what = `sends data to ${name}, which is not on the list of allowed hosts`;
    return [observation("egress/upload", egress.uploads, what)];
  }
  return [];
}

function unknown({ how }: Target, egress: Egress): readonly Observation[] {
  if (egress.mode === "open") return [];
  if (egress.mode === "off")
    return [observation("egress/off", "deny", `${how} a host, and the network is off`)];
  if (egress.unknown === "allow") return [];
  return [observation("egress/unknown", egress.unknown, `${how} a host that is not known before it runs`)];
}

/** Why the address reads as another host than it is; null where it does not. */
function disguise({ user, given }: Target, host: Host): string | null {
  if (host.disguise !== null) return host.disguise;
  // `https://github.com@evil.example`: what stands before the `@` is only a name to log in with.
  if (user !== null && /^[\w-]+(?:\.[\w-]+)+(?::|$)/.test(user) && looksLikeHost(user.split(":", 1)[0] ?? ""))
    return `${user}@ is not a host but a user name, the host is ${host.host}`;
  return given?.includes("\\") ? "has a backslash in it" : null;
}

/** Ends in something that is used as a top-level domain, so that people read it as a host. `first.last` does not. */
function looksLikeHost(name: string): boolean {
  return (
    /\.(?:com|org|net|io|dev|app|ai|co|gov|edu|me|cloud|sh|uk|de|fr|eu|example)$/i.test(name) ||
    canonicalHost(name).kind === "ipv4"
  );
}

function observation(
  rule: string,
  decision: Decision,
  what: string,
  severity: Observation["severity"] = decision === "warn" ? "low" : "high",
): Observation {
  return {
    rule,
    title: titles[rule] ?? "Connection that the policy does not allow",
    severity,
    decision,
    what,
    why: "The policy says which hosts commands may talk to, so that nothing leaves the machine unseen.",
    instead:
      rule === "egress/disguised"
        ? "Write the address plainly, as the host that it is."
        : rule === "egress/metadata"
          ? "Ask the person for the credentials that the task needs."
          : "Use a host that is allowed, or ask the person to add this one (policy key egress.allow).",
  };
}

const titles: Readonly<Record<string, string>> = {
  "egress/denied": "Connection to a denied host",
  "egress/metadata": "Cloud metadata service",
  "egress/disguised": "Address that is not what it looks like",
  "egress/off": "Connection with the network off",
  "egress/host": "Connection to a host that is not allowed",
  "egress/port": "Connection to a port that is not open",
  "egress/upload": "Upload to a host that is not on the list",
  "egress/unknown": "Connection to an unknown host",
};
