/**
 * The plan as a profile for macOS's `sandbox-exec`. Nothing is allowed but what is said; in SBPL the last rule that matches
 * decides, so places go from the shortest path to the longest. Generated and tested as text, and by an evaluator of its
 * file rules; which services and devices a command needs follows the profiles that ship with macOS in
 * /System/Library/Sandbox/Profiles.
 */
import { dirname } from "node:path";
import type { Access, PathRule, Plan } from "./plan.ts";
import { ruleFor } from "./plan.ts";

/** What every command needs to be a process at all. */
const basics: readonly string[] = [
  "(allow process-exec* process-fork)",
  "(allow process-info* (target same-sandbox))",
  "(allow process-info-pidinfo process-info-listpids)",
  "(allow sysctl-read user-preference-read pseudo-tty)",
  "(allow ipc-posix-sem ipc-posix-shm*)",
  '(allow iokit-open (iokit-registry-entry-class "RootDomainUserClient"))',
  "(allow system-socket)",
  // Paths are looked through on the way to what may be read.
  "(allow file-read-metadata)",
  '(allow file-ioctl (regex #"^/dev/(tty|ttys[0-9]+|pty[a-z0-9]+|dtracehelper|null)$"))',
];

/** Services of the system: users and groups, logs, time, preferences, certificates. Not the keychain, the pasteboard, or who starts programs. */
const services: readonly string[] = [
  "com.apple.system.opendirectoryd.libinfo",
  "com.apple.system.opendirectoryd.membership",
  "com.apple.system.notification_center",
  "com.apple.system.logger",
  "com.apple.logd",
  "com.apple.diagnosticd",
  "com.apple.bsd.dirhelper",
  "com.apple.cfprefsd.agent",
  "com.apple.cfprefsd.daemon",
  "com.apple.trustd",
  "com.apple.trustd.agent",
];

/** What a program asks for names and routes. */
const networkServices: readonly string[] = [
  "com.apple.SystemConfiguration.configd",
  "com.apple.SystemConfiguration.DNSConfiguration",
  "com.apple.dnssd.service",
  "com.apple.networkd",
];

/** The system's own trees, which a plan that shows little has under their Linux names. */
const systemTrees: readonly string[] = [
  "/System",
  "/Library",
  "/private/etc",
  "/private/var/db",
  "/private/var/select",
];

/** The profile text. */
export function seatbeltProfile(plan: Plan): string {
  return `${[
    "(version 1)",
    "(deny default)",
    ...basics,
    ...lookups(services),
    ...files(plan.paths),
    ...network(plan),
    ...processes(plan),
  ].join("\n")}\n`;
}

function lookups(names: readonly string[]): string[] {
  return [`(allow mach-lookup ${names.map((name) => `(global-name ${quote(name)})`).join(" ")})`];
}

const rights: Readonly<Record<Access, readonly string[]>> = {
  none: ["(deny file-read* file-write* file-map-executable"],
  read: ["(allow file-read* file-map-executable", "(deny file-write*"],
  write: ["(allow file-read* file-write* file-map-executable"],
};

function files(rules: readonly PathRule[]): string[] {
  const lines: string[] = [];
  for (const rule of [...rules].sort((a, b) => a.path.length - b.path.length)) {
    const kind = rule.why === "device" ? "literal" : "subpath";
    for (const path of namesOf(rule.path)) {
      for (const right of rights[rule.access]) lines.push(`${right} (${kind} ${quote(path)}))`);
      if (path === "/dev") lines.push(terminals);
    }
    if (rule.path === "/" && rule.access === "none")
      for (const path of systemTrees) lines.push(`${rights.read[0]} (subpath ${quote(path)}))`);
  }
  return [...lines, ...anchors(rules)];
}

/** The terminal devices of macOS have names of their own (/dev/ttys003). */
const terminals =
  '(allow file-read* file-write* (regex #"^/dev/(tty|ttys[0-9]+|ptmx|fd/[0-9]+|std(in|out|err))$"))';

/** `/etc`, `/tmp` and `/var` are links; rules are matched against what they lead to. */
function namesOf(path: string): readonly string[] {
  return /^\/(etc|tmp|var)(\/|$)/.test(path) ? [path, `/private${path}`] : [path];
}

/**
 * A place that is held tighter than the tree around it would be free under another name: what is on the way to it can be neither
 * renamed nor removed.
 */
function anchors(rules: readonly PathRule[]): string[] {
  const found = new Set<string>();
  for (const { path, access } of rules) {
    if (access === "write") continue;
    for (let at = dirname(path); at !== "/" && ruleFor(rules, at)?.access === "write"; at = dirname(at))
      found.add(at);
  }
  return [...found].sort().map((path) => `(deny file-write-unlink (literal ${quote(path)}))`);
}

function network({ network: { mode, connect, unix } }: Plan): string[] {
  const sockets = unix ? ["(allow network* (local unix-socket) (remote unix-socket))"] : [];
  if (mode === "off") return sockets;
  const inside = '(allow network-bind network-inbound (local ip "localhost:*"))';
  if (mode === "open")
    return [
      ...lookups(networkServices),
      "(allow network-outbound (remote ip))",
      "(allow network-bind network-inbound (local ip))",
      // Names are asked of a socket.
      '(allow network-outbound (literal "/private/var/run/mDNSResponder"))',
      ...sockets,
    ];
  const ports = (connect ?? []).map((port) => `(allow network-outbound (remote ip "localhost:${port}"))`);
  return [...ports, inside, ...sockets];
}

function processes({ process: { signals, ptrace } }: Plan): string[] {
  const lines = [signals === "own" ? "(allow signal (target same-sandbox))" : "(allow signal)"];
  if (ptrace) lines.push("(allow mach-priv-task-port (target same-sandbox))");
  return lines;
}

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** An SBPL string: backslash and quote escaped, control characters by name or number, so that no path ends its line or its rule. */
function quote(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, "\\$&")
    .replace(/[\p{Cc}]/gu, (character) => short[character] ?? hex(character));
  return `"${escaped}"`;
}

function hex(character: string): string {
  return [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}
