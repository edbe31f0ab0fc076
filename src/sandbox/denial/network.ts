/** What programs print when a connection was cut by the kernel, or refused by the filtering proxy. */
import type { NetworkPlan } from "../plan.ts";

/** Words about hosts and connections rather than files. */
const connections = /connect|socket|\bdial\b|network is unreachable|\blisten\b|\bbind\b|resolv|urlopen/i;
/** A line that says no more than that something was refused: what it was stands above. */
const bare = /^\w*Error: (?:\[Errno \d+\] )?[\w ]+$/;

/** A name that nobody answers for: the resolver is a connection too. */
const unresolved =
  /could not resolve|name resolution|name or service not known|getaddrinfo|no such host|\bE(?:AI_AGAIN|NOTFOUND)\b/i;

/** Clients that do not say why they could not connect. */
const unexplained =
  /failed to connect to|couldn't connect to server|could not connect to|unable to connect to/i;

const refusedByProxy =
  /(?:code|connection failed:|statusCode=|from proxy.*?|response) ?403\b.*|403 forbidden from proxy|\bwas not reached: it is not on the list/i;

/** Where the host stands in the messages of many programs; the port may come behind it. */
const hosts =
  /(?:\w+:\/\/(?:[^\s/@'"]+@)?|(?:connect|connection) to (?:host |server at )?|connecting to |could not resolve (?:host|hostname|proxy)?:? ?|getaddrinfo \S+ |lookup |(?:connect|dial tcp|dial udp|listen) (?:\w+:? )?(?:permission denied )?|host[= ]'?|for host |resolving )['"]?(\[[0-9a-f:]+\]|[a-z0-9][a-z0-9.-]*\.[a-z0-9.-]*[a-z0-9]|localhost)['"]?(?::(\d+)|,? port (\d+))?/i;

/**
 * What stopped a connection, or null. `refused`: the line says so (EACCES and its like); `around`: it and its neighbours.
 */
export function networkDenial(
  line: string,
  around: string,
  refused: boolean,
  network: NetworkPlan,
): string | null {
  if (network.mode === "open") return unixDenial(line, refused, network);
  const [, host, ...ports] = hosts.exec(line) ?? hosts.exec(around) ?? [];
  const to = host === undefined ? "" : ` to ${host}`;
  if (refusedByProxy.test(line)) return `the proxy lets nothing through${to} (policy key egress.allow)`;
  const unix = unixDenial(line, refused, network);
  if (unix !== null) return unix;
  if (
    !unresolved.test(line) &&
    !unexplained.test(line) &&
    !(refused && connections.test(bare.test(line) ? around : line))
  )
    return null;
  const port = Number(ports.find((each) => each !== undefined) ?? 0);
  // That port is open: somebody else does not answer.
  if (network.connect?.includes(port)) return null;
  if (network.mode === "off")
    return `the sandbox allows no network, so no connection${to} (policy key egress.mode)`;
  return `the sandbox allows no direct connection${to}; what the policy allows goes through the proxy in HTTPS_PROXY, if there is one (policy keys egress.allow and egress.ports)`;
}

/** Sockets in the file system, which look like files in messages and are no question of paths. */
function unixDenial(line: string, refused: boolean, { unix }: NetworkPlan): string | null {
  if (unix || !refused) return null;
  const [, path] =
    /(?:unix(?::\/\/| )|socket (?:at )?['"]?)(\/[^\s:'",)]+)|(\/\S+\.sock)\b/i.exec(line) ?? [];
  const named = path ?? /(\/[^\s:'"]+\.sock)\b/.exec(line)?.[1];
  if (named === undefined) return null;
  return `the sandbox allows no sockets in the file system, so not ${named} (policy key sandbox.unix_sockets)`;
}
