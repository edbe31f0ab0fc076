/** What may be reached at run time: the same lists as before the run, for the names that clients really ask for; and how a command learns of the proxy. */
import { canonicalHost, type Host, hostMatches, isLoopback, isMetadata } from "../../places/index.ts";
import type { Policy } from "../../policy/policy.ts";

type Egress = Policy["egress"];

/** Why the host may not be reached; null where it may. */
export function refusalFor(given: string, port: number, egress: Egress): string | null {
  const host = canonicalHost(given);
  const allowed = egress.allow.some((entry) => hostMatches(entry, host, port));
  if (egress.deny.some((entry) => hostMatches(entry, host, port)))
    return "the policy denies it (egress.deny)";
  if (isMetadata(host) && !allowed && egress.metadata !== "allow" && egress.metadata !== "warn")
    return "it is a cloud's metadata service (egress.metadata)";
  if (isLoopback(host)) return null;
  if (egress.mode === "off") return "the network is off (egress.mode)";
  if (egress.mode === "allowlist" && !allowed) return "it is not on the list (egress.allow)";
  if (egress.ports.length > 0 && !egress.ports.includes(port)) return "the port is not open (egress.ports)";
  return null;
}

/**
 * Why an address that an allowed name resolved to may not be connected to. A name that leads to this machine or to a
 * metadata service is a name that somebody has pointed there (DNS rebinding); one of a private network may be meant.
 */
export function refusalForAddress(address: string, asked: Host, egress: Egress): string | null {
  const found = canonicalHost(address);
  if (isMetadata(found) && !isMetadata(asked) && egress.metadata !== "allow")
    return "it resolves to a metadata service";
  if (isLoopback(found) && !isLoopback(asked)) return "it resolves to this machine";
  if (egress.deny.some((entry) => hostMatches(entry, found, null))) return "it resolves to a denied address";
  return /^(?:169\.254\.|fe[89ab])/.test(found.host) && asked.kind === "name"
    ? "it resolves to a link-local address"
    : null;
}

/**
 * Variables that name the proxy to the programs of a command. This machine's own services are reached through it too,
 * because the kernel leaves only its port open.
 */
export function proxyEnvironment(port: number): Readonly<Record<string, string>> {
  const http = `http://127.0.0.1:${port}`;
  const socks = `socks5h://127.0.0.1:${port}`;
  return {
    HTTP_PROXY: http,
    HTTPS_PROXY: http,
    ALL_PROXY: socks,
    http_proxy: http,
    https_proxy: http,
    all_proxy: socks,
    NO_PROXY: "",
    no_proxy: "",
    // Node heeds the others only where this says so.
    NODE_USE_ENV_PROXY: "1",
  };
}
