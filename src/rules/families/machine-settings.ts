/** Settings and services of the machine and the desktop. */
import { ASK_PERSON } from "../advice.ts";
import { type AnyRule, rule } from "../rule.ts";
import { isMild } from "../services.ts";
import { calls } from "../shape.ts";
import { has, here, operands, said, steps, tries, words } from "../vocabulary.ts";

export const machineSettings: readonly AnyRule[] = [
  rule({
    id: "machine/swap",
    title: "Changing swap",
    severity: "high",
    decision: "ask",
    owasp: ["ASI08"],
    attack: null,
    why: "Without it programs may be killed for lack of memory.",
    instead: ASK_PERSON,
    on: calls("swapoff|swapon|mkswap|zramctl"),
    match: (action) =>
      tries(action) ||
      words(action).length === 0 ||
      has(action.call, "-s", "--summary", "--show") ||
      words(action).includes("--show")
        ? null
        : said(action),
    examples: {
      block: ["swapoff -a", "swapon /swapfile", "mkswap /swapfile", "zramctl --reset /dev/zram0"],
      allow: ["swapon --show", "swapon -s", "free -h", "zramctl"],
    },
  }),
  rule({
    id: "machine/service-state",
    title: "Stopping or restarting a service of the machine",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: "T1489",
    why: "Others may be using it right now, and this session may depend on it.",
    instead: "Ask the person; for the project's own server use its own process.",
    on: calls(
      "systemctl|launchctl|initctl|sv|net|sc|s6-svc stop|kill|mask|restart|try-restart|reload-or-restart|disable|unload|bootout|remove|kickstart|down|term !--user",
      "service|rc-service|invoke-rc.d * stop|restart|force-stop",
      "rcctl|dinitctl|herd|svcadm stop|disable|restart|kill",
      "sysrc *_enable=NO|no|off|0",
      "sv|s6-svc -d|-k|-x",
      "chkconfig * off",
      "nginx|openresty -s=stop|quit",
      "apachectl|apache2ctl|httpd stop|graceful-stop",
      "apachectl|apache2ctl|httpd -k=stop|graceful-stop",
      "squid -k=kill|shutdown|interrupt|debug",
      "rabbitmqctl|activemq|artemis stop|stop_app|shutdown|reset|force_reset",
      "update-rc.d * remove|disable",
      "rc-update del|delete",
    ),
    match: (action) => (here(action) && !tries(action) && !isMild(action) ? said(action) : null),
    examples: {
      block: [
        "systemctl stop sshd",
        "service docker restart",
        "launchctl unload /Library/LaunchDaemons/x.plist",
        "systemctl mask ssh",
        "systemctl restart NetworkManager",
        "sysrc sshd_enable=NO",
        "rcctl disable pf",
      ],
      allow: [
        "systemctl status nginx",
        "systemctl restart nginx",
        "systemctl --user restart x",
        "service --status-all",
        "launchctl list",
        "systemctl start postgresql",
      ],
    },
  }),
  rule({
    id: "machine/user-sessions",
    title: "Ending people's sessions",
    severity: "high",
    decision: "deny",
    owasp: ["ASI08"],
    attack: "T1531",
    why: "Unsaved work of people who are logged in would be lost.",
    instead: ASK_PERSON,
    on: calls(
      "loginctl terminate-*|kill-*",
      "launchctl reboot",
      "gnome-session-quit|xfce4-session-logout|slay",
      "skill|killall -u|--user|--euid|--uid !-0",
      "pkill -9|-KILL -u|--user|--euid|--uid",
      "pkill -u|--user|--euid|--uid !-0 !-9 !-KILL",
    ),
    match: (action) =>
      // `pkill -u me node` picks out one program.
      action.program === "pkill" && operands(action.call).length > 0 && !has(action.call, "-9", "-KILL")
        ? null
        : said(action),
    examples: {
      block: [
        "loginctl terminate-user dev",
        "pkill -KILL -u dev",
        "killall -u dev",
        "gnome-session-quit --force",
      ],
      allow: ["loginctl list-sessions", "pkill -u dev node", "pkill node", "killall node"],
    },
  }),
  rule({
    id: "machine/inhibit-updates",
    title: "Stopping updates of the system",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1562.001",
    why: "Holes that are found stay open from then on.",
    instead: ASK_PERSON,
    on: calls(
      "apt-mark hold",
      "dnf|yum versionlock add",
      "softwareupdate --schedule off",
      "softwareupdate --ignore",
      "snap refresh --hold",
      "zypper al|addlock",
      "defaults write *SoftwareUpdate * false|0",
      "defaults write *SoftwareUpdate * -bool=false|0",
      "systemctl stop|disable|mask unattended-upgrades*|apt-daily*|dnf-automatic*|packagekit*|snapd*",
    ),
    match: said,
    examples: {
      block: [
        "apt-mark hold openssl",
        "systemctl mask unattended-upgrades",
        "softwareupdate --schedule off",
        "snap refresh --hold",
        "zypper addlock openssl",
      ],
      allow: [
        "apt-mark showhold",
        "softwareupdate --list",
        "snap refresh --list",
        "systemctl status apt-daily",
      ],
    },
  }),
  rule({
    id: "machine/interpreter-registration",
    title: "Deciding what starts when a file of some kind is opened",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1546.001",
    why: "The next time the person opens such a file or link, that program starts.",
    instead: ASK_PERSON,
    on: calls(
      "xdg-mime default|install",
      "xdg-settings set",
      "xdg-desktop-menu install",
      "update-binfmts --install|--enable|--import",
      "update-alternatives|alternatives --install|--set|--remove|--config",
      "duti -s",
      "lsregister -f",
      "gio mime * *",
    ),
    match: (action) => (here(action) ? said(action) : null),
    examples: {
      block: [
        "xdg-mime default x.desktop text/html",
        "xdg-settings set default-web-browser x.desktop",
        "update-alternatives --install /usr/bin/editor editor /tmp/x 100",
        "duti -s com.x public.html all",
      ],
      allow: [
        "xdg-mime query default text/html",
        "update-alternatives --list editor",
        "xdg-settings get default-web-browser",
        "update-alternatives --display java",
      ],
    },
  }),
  rule({
    id: "machine/settings",
    title: "Changing settings of the desktop or the system for good",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI02"],
    attack: null,
    why: "They stay after this session, and the person did not ask for the change.",
    instead: "Show the person the setting and let them make it.",
    on: calls(
      "defaults write|delete|import|rename",
      "gsettings set|reset|reset-recursively",
      "dconf write|reset|load",
      "kwriteconfig5|kwriteconfig6",
      "xfconf-query -s|--set|-r|--reset",
      "reg add|delete|import",
      "localectl set-*",
      "systemsetup -set*",
      "scutil --set",
      "pmset !-g",
      "tccutil reset",
      "lsregister -delete|-kill|-seed",
      "launchctl setenv|unsetenv",
      "diskutil mount* -mountOptions=*noowners*",
      "spctl --add",
    ),
    match: (action) => {
      const [verb, domain = ""] = steps(action);
      // A property list of the project is a file like any other.
      return verb === "write" && /^\.?\//.test(domain) ? null : said(action);
    },
    examples: {
      block: [
        "defaults write com.apple.finder AppleShowAllFiles true",
        "gsettings set org.gnome.desktop.x y z",
        "dconf reset -f /",
        "reg add HKCU\\\\x /v y",
        "localectl set-locale C",
        "tccutil reset All",
      ],
      allow: ["defaults read com.apple.finder", "gsettings get x y", "dconf dump /", "localectl", "pmset -g"],
    },
  }),
];
