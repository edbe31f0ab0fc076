/** Which services a call stops and which packages it removes: what several rules ask about, each for names of its own. */
import type { Run } from "../meaning/action.ts";
import { alternatives } from "./process-names.ts";
import { shaped } from "./shape.ts";
import { operands, option, steps, words } from "./vocabulary.ts";

const STOP =
  "stop|kill|mask|disable|unload|bootout|remove|down|term|delete|force-stop|restart|try-restart|reload-or-restart|kickstart";

/** The verb, then what is stopped. */
const VERB_FIRST = [
  `systemctl|launchctl|initctl|sv|net|net.exe|net1|sc|s6-svc|rc-update|supervisorctl|rcctl|dinitctl|herd|svcadm ${STOP}|del|remove`,
  "sc|sc.exe config|failure",
  "sv|s6-svc -d|-k",
] as const;
const BREW = ["brew services stop|kill|restart"] as const;
/** What is stopped, then the verb. */
const NAME_FIRST = [
  `service|rc-service|invoke-rc.d * ${STOP}`,
  "chkconfig * off",
  "update-rc.d * remove|disable",
] as const;
const BY_NAME = [
  "pkill|killall|skill|taskkill|tskill|stop-process|stop-service|suspend-service|set-service",
] as const;
const SYSRC = ["sysrc"] as const;
/** `sysrc sshd_enable=NO` of FreeBSD. */
const RC_SETTING = /^(\w+)_enable=["']?(?:NO|no|off|0)["']?$/;

/** The calls of which `stopped` has something to say. */
export const STOPPING = [...VERB_FIRST, ...BREW, ...NAME_FIRST, ...BY_NAME, ...SYSRC] as const;

const verbFirst = shaped(...VERB_FIRST);
const brew = shaped(...BREW);
const nameFirst = shaped(...NAME_FIRST);
const byName = shaped(...BY_NAME);

/** The services that a call stops, restarts or keeps from starting, as they are named there; by signal too. */
export function stopped(action: Run): readonly string[] {
  const given = steps(action);
  if (verbFirst(action)) return given.slice(1);
  if (brew(action)) return given.slice(2);
  if (nameFirst(action)) return given.slice(0, 1);
  if (action.program === "sysrc") return given.flatMap((word) => RC_SETTING.exec(word)?.[1] ?? []);
  return byName(action) ? operands(action.call).flatMap(alternatives) : [];
}

/** The calls that remove packages. */
export const REMOVING = [
  "apt|apt-get|aptitude|dnf|yum|microdnf|zypper|tdnf remove|purge|erase|autoremove|rm",
  "snap|flatpak remove|uninstall",
  "brew uninstall|remove|rm|unlink",
  "apk del",
  "npm|pnpm|yarn|bun uninstall|remove|rm|un|unlink",
  "pip|pip3|pipx|uv|cargo|gem uninstall",
  "rpm -e|--erase",
  "dpkg -r|--remove|-P|--purge",
  "pacman|yay|paru -R*|--remove",
  "emerge -C|--unmerge|-c|--depclean",
  "xbps-remove|pkg_delete|removepkg|urpme",
  "pkg|opkg|eopkg|slackpkg|tazpkg|equo|pkgin delete|remove|rm|autoremove",
  "swupd bundle-remove",
  "rpm-ostree uninstall|remove",
  "rpm-ostree override remove",
  "nix-env -e|--uninstall",
  "nix profile remove",
  "port|mas|choco|winget|scoop uninstall|remove",
  "conda|mamba|micromamba remove|uninstall",
] as const;

/** Does the call remove packages? */
const isRemoval = shaped(...REMOVING);

/** The packages that a call removes. */
export function removed(action: Run): readonly string[] {
  return isRemoval(action) ? words(action).filter((word) => !word.startsWith("-")) : [];
}

/** Services without which nobody gets in to mend anything. */
const LIFELINE =
  /ssh|network|wpa_supplicant|dbus|systemd|docker|containerd|kubelet|wall|iptables|nftables|login|audit/i;

const restarting = shaped("systemctl|supervisorctl restart|try-restart|reload-or-restart");
const scaling = shaped("kubectl|oc scale");
/** Servers that begin anew where they stopped. */
const ownService = shaped("brew services restart|stop", "jenkins-cli restart|safe-restart");

/** Does it stop nothing for longer than a moment: a service started anew, a scale above nothing, what holds one port? */
export function isMild(action: Run): boolean {
  if (restarting(action)) {
    const units = steps(action).slice(1);
    return (
      units.length > 0 &&
      units.every((unit) => /^[\w@.-]+$/.test(unit) && unit !== "all" && !LIFELINE.test(unit))
    );
  }
  if (ownService(action)) return true;
  if (scaling(action)) return /^[1-9]\d*$/.test(option(action.call, "--replicas") ?? "");
  const held = operands(action.call);
  return (
    action.program === "fuser" && held.length > 0 && held.every((each) => /^\d+\/(?:tcp|udp)$/.test(each))
  );
}
