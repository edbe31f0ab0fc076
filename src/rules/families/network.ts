/** The network itself: listening in, scanning, attacking, interfaces. */

import type { Read, Run } from "../../meaning/action.ts";
import { literal, show } from "../../meaning/value.ts";
import { canonicalHost, isLoopback } from "../../places/index.ts";
import { ASK_PERSON } from "../advice.ts";
import { attackTools, isAttackScript } from "../attack-tools.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { each, has, here, name, operands, said, tries, words } from "../vocabulary.ts";

/** Where ssh keeps the hosts that it has been to, and the names that the person gives them. */
const KNOWN_HOSTS = /\/\.ssh\/(?:known_hosts|config)$|^\/etc\/ssh\/ssh_known_hosts$/;

export const network: readonly AnyRule[] = [
  rule({
    id: "network/capture",
    title: "Listening to the network",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1040",
    why: "Passwords, cookies and other people's traffic are in what is captured.",
    instead: "Look at the one connection in the program itself (curl -v, its log).",
    on: calls(
      "tcpdump|tshark|dumpcap|wireshark|ngrep|tcpflow|dsniff|mitmproxy|mitmdump|mitmweb|sslsplit|termshark",
      "snoop|netsniff-ng|sniffglue|ssldump|rvictl|pktmon|justniffer",
    ),
    match: (action) =>
      tries(action) || has(action.call, "-D", "--list-interfaces", "-r", "--read-file") ? null : said(action),
    examples: {
      block: ["tcpdump -i eth0 -w x.pcap", "tshark -i any", "mitmproxy -p 8080", "ngrep -d any password"],
      allow: ["tcpdump -D", "tcpdump -r x.pcap", "tshark -r x.pcap -T json", "echo tcpdump"],
    },
  }),
  rule({
    id: "network/spread",
    title: "Going to all hosts that this machine knows of",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI08", "ASI10"],
    attack: "T1021.004",
    why: "This is how a worm travels: to every host that somebody here has ever logged in to.",
    instead: "Name the hosts that are meant.",
    on: calls("ssh|scp|sftp|rsync|ssh-copy-id|autossh"),
    match: (action, { actions }) => {
      const computed = action.argv
        .slice(1)
        .some((word) => literal(word) === null || show(word).includes("{}"));
      const list = actions.find(
        (other): other is Read =>
          other.kind === "read" && other.depth === "content" && KNOWN_HOSTS.test(other.path.absolute ?? ""),
      );
      return computed && list ? `goes to the hosts in ${show(list.path.text)}` : null;
    },
    examples: {
      block: [
        "awk '{print $1}' ~/.ssh/known_hosts | cut -d, -f1 | xargs -I{} scp x.sh {}:/tmp/",
        "grep -oE 'Host [^*]+' ~/.ssh/config | awk '{print $2}' | while read h; do ssh $h uptime; done",
        "for h in $(cut -d' ' -f1 ~/.ssh/known_hosts); do ssh $h id; done",
      ],
      allow: [
        "cat ~/.ssh/config && ssh web uptime",
        "ssh-keygen -R web -f ~/.ssh/known_hosts && ssh web uptime",
        "while read h; do ssh $h uptime; done < hosts.txt",
      ],
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
    on: calls(
      "nmap|masscan|zmap|rustscan|naabu|unicornscan|zenmap|zgrab|zgrab2|arp-scan|netdiscover|fping|hping3",
      "nping|sx|nc|ncat|netcat",
    ),
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
    on: calls(attackTools.join("|")),
    match: (action) => (tries(action) || deploys(action) ? null : `starts ${said(action)}`),
    examples: {
      block: [
        "hydra -l root -P words.txt ssh://10.0.0.1",
        "sqlmap -u http://x.example/?id=1",
        "gobuster dir -u http://x.example -w w.txt",
        "john hashes.txt",
        "responder -I eth0",
        "./linpeas.sh",
        "cdk run mount-disk",
      ],
      allow: [
        "echo hydra",
        "man john",
        "grep -r sqlmap docs",
        "hydra --help",
        "cdk diff",
        "medusa db:migrate",
      ],
    },
  }),
  rule({
    id: "network/attack-script",
    title: "A script for attacking systems, run by its interpreter",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10", "ASI02"],
    attack: "T1588.002",
    why: "These look for holes and passwords, here or on the systems of others.",
    instead: "A person who is allowed to test that system runs it, outside an agent.",
    on: each("interpret"),
    match: (action) =>
      action.file !== null && isAttackScript(name(action.file)) ? `runs ${name(action.file)}` : null,
    examples: {
      block: [
        "python3 laZagne.py all",
        "bash /tmp/LinEnum.sh -t",
        "sudo sh ./linpeas.sh",
        "python3 impacket/examples/secretsdump.py dev@10.0.0.1",
        "perl linux-exploit-suggester-2.pl",
      ],
      allow: [
        "python3 john.py",
        "bash tests/responder.sh",
        "cat linpeas.sh",
        "python3 tools/check.py laZagne.py",
      ],
    },
  }),
  rule({
    id: "network/interfaces",
    title: "Changing the network of this machine",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: "T1557",
    why: "Other programs may lose their connections, or send them somewhere else.",
    instead: ASK_PERSON,
    on: calls(
      "ip|bridge|tc * ** a|add|d|del|delete|set|change|replace|flush|append|prepend|attach|exec",
      "ifconfig|iwconfig * *",
      "route add|del|delete|flush|change",
      "route ** add|del|delete|flush|change",
      "route -f",
      "nmcli ** up|down|off|on|add|modify|mod|delete|del|disconnect|connect|set|edit|import",
      "nmstatectl apply|set|edit|rollback",
      "wpa_cli ** disconnect|disable_network|remove_network|select_network|set_network|terminate|reconfigure|save_config",
      "resolvconf -a|-d|-u|--enable-updates",
      "ipsec|strongswan start|stop|restart|up|down|reload|update|purge*",
      "swanctl --terminate|--initiate|--load-*|-t|-i|-q",
      "nebula -config",
      "ss -K|--kill",
      "networkctl up|down|delete|reconfigure|renew|forcerenew|unmask|mask|edit",
      "brctl add*|del*|set*|stp|hairpin",
      "wg set|setconf|addconf|syncconf",
      "networksetup -set*|-create*|-remove*|-delete*|-add*",
      "scutil --set",
      "resolvectl dns|domain|default-route|llmnr|mdns|dnssec|dnsovertls|nta * *",
      "resolvectl revert *",
      "hostnamectl set-*",
      "hostnamectl hostname|icon-name *",
      "hostname *",
      "hostname -F|--file|-b|--boot",
      "arp -s|-d|--set|--delete",
      "ethtool -A|-C|-G|-K|-L|-N|-P|-Q|-R|-U|-W|-X|-E|-f|-s|-p|--set*|--change*|--reset|--flash|--offload|--features",
      "iw ** set|add|del|connect|disconnect",
      "rfkill block",
      "ovs-vsctl add-*|del-*|set|set-*|clear|remove",
      "netplan apply|try|set|rebind",
      "ipvsadm -A|-D|-C|-E|-a|-d|-e|-R",
      "conntrack -D|-F|-I|-U|--delete|--flush",
      "ifup|ifdown|dhclient|wg-quick|openvpn|pppd",
    ),
    match: (action) => (tries(action) || !here(action) ? null : said(action)),
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
];

/**
 * `cdk` is two programs: Amazon's, which deploys, and one that breaks out of containers, with commands of its own; so is
 * `medusa`: a shop, and one that tries passwords.
 */
function deploys(action: Run): boolean {
  const [first] = words(action);
  if (action.program === "medusa")
    return /^(?:db:|plugin:|develop|start|build|exec|user|new|telemetry)/.test(first ?? "");
  return (
    action.program === "cdk" &&
    !/^(?:evaluate|eva|run|auto-escape|[kdu]curl|ectl|probe|nc)$/.test(first ?? "")
  );
}
