/** Firewalls: whatever is let in, sent elsewhere or no longer looked at. */
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { here, said, tries } from "../vocabulary.ts";

export const firewalls: readonly AnyRule[] = [
  rule({
    id: "network/firewall",
    title: "Changing the firewall",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI10"],
    attack: "T1562.004",
    why: "It decides for the whole machine who gets in and what gets out.",
    instead: "Ask the person; say which port or address is in the way.",
    on: calls(
      "ufw allow|delete|insert|prepend|route|default|logging|limit|deny|reject|disable|reset|enable|reload",
      "iptables|ip6tables|iptables-legacy|iptables-nft|ebtables|arptables -A|-I|-D|-R|-F|-P|-X|-Z|-N|-E|--append|--insert|--delete|--replace|--flush|--policy|--delete-chain|--new-chain",
      "ipset add|del|destroy|flush|swap|create|restore",
      "ipset -A|-D|-X|-F",
      "nft add|insert|replace|create|delete|destroy|flush|reset",
      "nft -f|--file !-c !--check",
      "firewall-cmd|firewall-offline-cmd --add-*|--remove-*|--set-*|--new-*|--delete-*|--panic-*|--runtime-to-permanent|--load-*|--direct|--reset-to-defaults|--complete-reload",
      "pfctl -f|-F|-d|-e|-K|-k|-t|-T",
      "ipfw|ip6fw add|delete|flush|disable|enable|set|zero|table|nat",
      "ipfw|ip6fw ** -q|-f add|delete|flush",
      "npfctl stop|start|flush|reload|load|rule|table",
      "shorewall|shorewall6|firehol|ferm|vuurmuur|awall|foomuuri stop|clear|disable|reload|restart|flush|open|allow|drop|start|reset",
      "csf|apf -x|-f|-d|-a|-ar|-dr|-tf|-tr|-s|-r|--disable|--stop",
      "socketfilterfw --set*|--add|--remove|--unblockapp|--blockapp",
      "netsh advfirewall|firewall **",
      "fwconsole firewall|fw stop|disable|trust",
      "uci set|add|delete|del_list firewall*",
    ),
    match: (action) => (here(action) && !tries(action) ? said(action) : null),
    examples: {
      block: [
        "ufw allow 22",
        "iptables -A INPUT -p tcp --dport 4444 -j ACCEPT",
        "nft add rule inet filter input accept",
        "firewall-cmd --add-port=4444/tcp --permanent",
        "pfctl -f /tmp/pf.conf",
        "shorewall clear",
        "csf -x",
        "/usr/libexec/ApplicationFirewall/socketfilterfw --setglobalstate off",
      ],
      allow: [
        "ufw status verbose",
        "iptables -L -n",
        "nft list ruleset",
        "firewall-cmd --list-all",
        "pfctl -s rules",
        "ipset list",
        "socketfilterfw --getglobalstate",
      ],
    },
  }),
];
