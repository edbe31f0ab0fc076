/**
 * Names and addresses of hosts: what a text that stands for one means to the programs that connect, and whether it
 * is written so that people read something else. Text only: nothing is looked up.
 */
import { domainToUnicode } from "node:url";

export interface Host {
  readonly kind: "ipv4" | "ipv6" | "name";
  /** The one spelling of it: `127.0.0.1`, `2001:db8::1`, `example.com`. Lower case, no brackets, no final dot, IDN in `xn--` form only where it came so. */
  readonly host: string;
  /** Why it does not look like what it is; null for a plain spelling. */
  readonly disguise: string | null;
}

/** Reads a host as curl, browsers and the C library do: numeric forms of an address, brackets, IDN, final dots. */
export function canonicalHost(given: string): Host {
  const plain = unwrap(given);
  // Browsers and libidn map full-width digits and ideographic dots before they look at the form.
  const mapped = isAscii(plain) ? plain : plain.normalize("NFKC").replace(/[。．｡]/g, ".");
  const text = mapped.toLowerCase().replace(/\.$/, "");
  const v4 = ipv4Value(text);
  if (v4 !== null) {
    const host = ipv4Text(v4);
    // Below 1.0.0.0 no host answers (RFC 1122): `6` is a number, most likely the value of an option that no table has.
    const honest = v4 < 2 ** 24 || host === plain.replace(/\.$/, "");
    return { kind: "ipv4", host, disguise: honest ? null : `${given} is ${host}` };
  }
  const v6 = ipv6Groups(text);
  if (v6) {
    const embedded = mappedIpv4(v6);
    if (embedded !== null) {
      const host = ipv4Text(embedded);
      return { kind: "ipv4", host, disguise: `${given} is ${host}` };
    }
    return { kind: "ipv6", host: ipv6Text(v6), disguise: null };
  }
  const inside = addressInName(text);
  if (inside !== null) return { kind: "ipv4", host: inside, disguise: `${given} resolves to ${inside}` };
  return { kind: "name", host: text, disguise: disguiseOfName(plain, text) };
}

function unwrap(given: string): string {
  let text = given.trim();
  if (text.includes("%")) {
    try {
      // `%2e` in a URL's host is a dot; a zone (`fe80::1%eth0`) is not valid as an escape and stays.
      text = decodeURIComponent(text);
    } catch {}
  }
  const bracketed = /^\[([^\]]*)\]$/.exec(text);
  return (bracketed?.[1] ?? text).replace(/^(fe[89ab][0-9a-f]:[^%]*)%.*$/i, "$1");
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 126) return false;
  return true;
}

/** inet_aton(3): one to four parts, each decimal, octal (`0…`) or hexadecimal (`0x…`); the last fills what is left. */
function ipv4Value(text: string): number | null {
  const first = text.charCodeAt(0);
  if (first < 48 || first > 57) return null;
  const parts = text.split(".");
  if (parts.length > 4) return null;
  let value = 0;
  for (const [index, part] of parts.entries()) {
    const number = ipv4Part(part);
    if (number === null) return null;
    const rest = 256 ** (5 - parts.length);
    if (index === parts.length - 1) return number < rest ? value * rest + number : null;
    if (number > 255) return null;
    value = value * 256 + number;
  }
  return null;
}

function ipv4Part(part: string): number | null {
  if (/^0x[0-9a-f]*$/.test(part)) return part === "0x" ? 0 : Number.parseInt(part, 16);
  if (/^0[0-7]*$/.test(part)) return Number.parseInt(part, 8);
  return /^[1-9][0-9]*$/.test(part) ? Number(part) : null;
}

function ipv4Text(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
}

/** The eight groups of an IPv6 address, the last two of which may be written as an IPv4 address. */
function ipv6Groups(text: string): readonly number[] | null {
  if (!text.includes(":") || !/^[0-9a-f:.]+$/.test(text)) return null;
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [left, right] = halves.map((half) => (half === "" ? [] : half.split(":").flatMap(groupsOf)));
  if (!left) return null;
  const groups = right
    ? [...left, ...new Array<number>(Math.max(0, 8 - left.length - right.length)).fill(0), ...right]
    : left;
  return groups.length === 8 && groups.every((group) => group >= 0 && group <= 0xffff) ? groups : null;
}

/** -1 for what is no group. */
function groupsOf(group: string): number[] {
  if (group.includes(".")) {
    const value = ipv4Value(group);
    return value === null ? [-1] : [value >>> 16, value & 0xffff];
  }
  return [/^[0-9a-f]{1,4}$/.test(group) ? Number.parseInt(group, 16) : -1];
}

/** RFC 5952: lower case, the longest run of zeros shortened. */
function ipv6Text(groups: readonly number[]): string {
  let best = { start: -1, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(":");
  if (best.start < 0) return hex(groups);
  return `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}

/** IPv4 inside IPv6: mapped (`::ffff:0:0/96`), compatible (`::/96`), NAT64 (`64:ff9b::/96`), 6to4 (`2002::/16`). */
function mappedIpv4(groups: readonly number[]): number | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups;
  const low = g * 65536 + h;
  const zeros = a + b + c + d + e === 0;
  if (zeros && (f === 0xffff || (f === 0 && g !== 0))) return low;
  if (a === 0x64 && b === 0xff9b && c + d + e + f === 0) return low;
  return a === 0x2002 ? b * 65536 + c : null;
}

/** Public services that answer with the address that stands in the name: `169-254-169-254.sslip.io`. */
function addressInName(name: string): string | null {
  const match =
    /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})\.(?:nip\.io|sslip\.io|xip\.io|traefik\.me)$/.exec(
      name,
    );
  if (match) return match.slice(1, 5).map(Number).join(".");
  const hex = /(?:^|[.-])([0-9a-f]{8})\.(?:nip\.io|sslip\.io)$/.exec(name)?.[1];
  return hex === undefined ? null : ipv4Text(Number.parseInt(hex, 16));
}

/** Letters of other scripts that look like Latin ones: a label of nothing else passes for a Latin word. */
const lookAlikes = /^[аеорсухіѕјԁһԛԝӏαοριυνκτχɑɡıօսոհո0-9-]+$/;

/** Look-alike letters and invisible characters in a name. */
function disguiseOfName(given: string, text: string): string | null {
  if (isAscii(given) && !text.includes("xn--")) return null;
  const shown = text.includes("xn--") ? domainToUnicode(text) || text : text;
  if (/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/.test(given))
    return "has invisible characters in it";
  if (given.normalize("NFKC") !== given.normalize("NFC")) return `is read as ${text}`;
  for (const label of shown.split(".")) {
    if (isAscii(label)) continue;
    const scripts = [
      /\p{Script=Latin}/u,
      /\p{Script=Cyrillic}/u,
      /\p{Script=Greek}/u,
      /\p{Script=Armenian}/u,
      /\p{Script=Cherokee}/u,
    ];
    if (scripts.filter((script) => script.test(label)).length > 1 || lookAlikes.test(label))
      return `${label} is written with letters that look like others`;
  }
  return null;
}

/** This machine: `localhost`, 127.0.0.0/8, `::1`, and "any address", which connects to it. */
export function isLoopback({ kind, host }: Host): boolean {
  if (kind === "ipv4") return host.startsWith("127.") || host === "0.0.0.0";
  if (kind === "ipv6") return host === "::1" || host === "::";
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "ip6-localhost" ||
    host === "host.docker.internal"
  );
}

/** Where clouds hand out credentials to whatever runs on a machine. Sources: the vendors' documentation. */
const metadataHosts = new Set([
  "169.254.169.254", // AWS, Google Cloud, Azure, OpenStack, DigitalOcean, Oracle, Hetzner
  "169.254.170.2", // AWS ECS
  "169.254.170.23", // AWS EKS Pod Identity
  "169.254.169.253", // AWS DNS
  "169.254.42.42", // Scaleway
  "100.100.100.200", // Alibaba
  "192.0.0.192", // Oracle Classic
  "168.63.129.16", // Azure wire server
  "169.254.0.23", // Tencent
  "fd00:ec2::254",
  "fd00:ec2::23",
  "fd20:ce::254", // Google Cloud
  "metadata.google.internal",
  "metadata.goog",
  "metadata",
  "metadata.azure.internal",
  "metadata.azure.com",
  "metadata.tencentyun.com",
  "metadata.platformequinix.com",
  "metadata.packet.net",
  "instance-data",
  "instance-data.ec2.internal",
  "rancher-metadata",
]);

export function isMetadata({ host }: Host): boolean {
  return metadataHosts.has(host);
}

/** Addresses of private networks, and names that only a local resolver knows. */
export function isPrivate({ kind, host }: Host): boolean {
  if (kind === "ipv4") {
    const [a = 0, b = 0] = host.split(".").map(Number);
    return (
      a === 10 ||
      (a === 172 && b >= 16 && b < 32) ||
      (a === 192 && b === 168) ||
      (a === 169 && b === 254) ||
      (a === 100 && b >= 64 && b < 128)
    );
  }
  if (kind === "ipv6") return /^(?:f[cd]|fe[89ab])/.test(host);
  return !host.includes(".") || /\.(?:local|internal|lan|home\.arpa|intranet|svc|test)$/.test(host);
}

/**
 * Whether a host (and port) is meant by an entry of a policy: `example.com` exactly, `.example.com` or
 * `*.example.com` with all below it (the name itself too for the first form), an address, a CIDR block; `:port` limits
 * it to one port, which a host whose port is not known does not match.
 */
export function hostMatches(entry: string, host: Host, port: number | null): boolean {
  const { name, port: wanted } = splitPort(entry.toLowerCase());
  if (wanted !== null && wanted !== port) return false;
  const slash = name.indexOf("/");
  if (slash >= 0) return inBlock(host, name.slice(0, slash), Number(name.slice(slash + 1)));
  if (name === "*") return true;
  if (name.startsWith("*.")) return host.kind === "name" && host.host.endsWith(name.slice(1));
  if (name.startsWith("."))
    return host.kind === "name" && (host.host.endsWith(name) || host.host === name.slice(1));
  return canonicalHost(name).host === host.host;
}

/** `host:port`, `[v6]:port`, or without a port. */
export function splitPort(text: string): { readonly name: string; readonly port: number | null } {
  const match = /^(\[[^\]]*\](?:\/\d+)?|[^:]*(?:\/\d+)?):(\d{1,5})$/.exec(text);
  return match ? { name: match[1] ?? "", port: Number(match[2]) } : { name: text, port: null };
}

function inBlock(host: Host, network: string, bits: number): boolean {
  if (host.kind === "ipv4") {
    const address = ipv4Value(host.host);
    const base = ipv4Value(network);
    if (address === null || base === null || !(bits >= 0 && bits <= 32)) return false;
    const divisor = 2 ** (32 - bits);
    return Math.floor(address / divisor) === Math.floor(base / divisor);
  }
  const address = host.kind === "ipv6" ? ipv6Groups(host.host) : null;
  const base = ipv6Groups(network.replace(/^\[|\]$/g, ""));
  if (!address || !base || !(bits >= 0 && bits <= 128)) return false;
  return address.every((group, index) => {
    const width = Math.min(16, Math.max(0, bits - index * 16));
    return group >>> (16 - width) === (base[index] ?? 0) >>> (16 - width);
  });
}

/** The pieces of `scheme://user@host:port/…`, `user@host:path` or `host:port`, as far as they are there. */
export interface Authority {
  readonly scheme: string | null;
  readonly user: string | null;
  readonly host: string;
  readonly port: number | null;
}

/** Finds the host in an address as the programs do that connect to it: the last `@` ends the user; `\` is a `/`. */
export function authorityOf(target: string): Authority | null {
  const url = /^([a-z][a-z0-9+.-]*):[/\\]{2,}([^/\\?#]*)/i.exec(target);
  const text = url?.[2] ?? /^[^/\s]+/.exec(target)?.[0] ?? "";
  if (text === "") return null;
  const at = text.lastIndexOf("@");
  const user = at < 0 ? null : text.slice(0, at);
  const rest = at < 0 ? text : text.slice(at + 1);
  const { name, port } = splitPort(rest);
  // `host:path` (scp, git) has no port; `a:b:c` without brackets is an IPv6 address.
  const host =
    port === null && !name.startsWith("[") && (name.match(/:/g)?.length ?? 0) === 1
      ? (name.split(":")[0] ?? "")
      : name;
  return host === "" ? null : { scheme: url?.[1]?.toLowerCase() ?? null, user, host, port };
}
