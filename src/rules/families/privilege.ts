/** Privilege: becoming somebody else, and handing out rights. */
import type { Run } from "../../meaning/action.ts";
import { show } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { searchedWidely } from "../sought.ts";
import { each, has, name, operands, option, said, tries, words } from "../vocabulary.ts";

/** `security.capability`, `security.selinux`, as setfattr(1) takes them. */
const KERNEL_ATTRIBUTE = /^(?:--name=|-n)?(?:security|trusted)\./;

/** Says which capabilities there are, and is asked for nothing else. */
const tells = (action: Run) => action.argv.length === 2 && has(action.call, "--print", "--dump", "-d");

export const privilege: readonly AnyRule[] = [
  rule({
    id: "privilege/root-shell",
    title: "A shell as another user",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03", "ASI10"],
    attack: "T1548.003",
    why: "Commands in that shell have all rights and are judged by nobody.",
    instead: "Ask the person to run the one command that needs the rights.",
    on: calls("sudo|su|doas|pkexec|run0|runuser|machinectl"),
    match: (action) => {
      if (has(action.call, "--version", "-V", "--help")) return null;
      if (
        action.program === "sudo" &&
        (has(action.call, "-i", "--login", "-s", "--shell") || words(action).length === 0)
      )
        return "opens a shell as root";
      const command = has(action.call, "-c", "--command", "--session-command");
      if ((action.program === "su" || action.program === "runuser") && !command)
        return `becomes ${operands(action.call)[0] ?? "root"}`;
      return null;
    },
    examples: {
      block: ["sudo -i", "sudo su -", "su - root", "sudo -s", "su"],
      allow: ["sudo --version", "echo su", "git commit -m 'sudo su'"],
    },
  }),
  rule({
    id: "privilege/setuid",
    title: "Setting the set-user-id or set-group-id bit",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1548.001",
    why: "Whoever runs the file then has its owner's rights.",
    instead: "Leave the mode as it is; a package that needs it sets it itself.",
    on: each("chmod"),
    match: (action) => {
      if (action.change.kind !== "mode") return null;
      const mode = show(action.change.mode);
      return /^0*[2-7][0-7]{3}$/.test(mode) && !/^0*1/.test(mode)
        ? `makes ${name(action.path)} set-user-id (${mode})`
        : /[ugoa]*[+=][rwxt]*s/.test(mode)
          ? `makes ${name(action.path)} set-user-id (${mode})`
          : null;
    },
    examples: {
      block: ["chmod u+s /tmp/sh", "chmod 4755 x", "chmod g+s dir", "chmod 6777 x"],
      allow: ["chmod +x build.sh", "chmod 755 x", "chmod 0644 y", "chmod 1777 /tmp/x"],
    },
  }),
  rule({
    id: "privilege/capabilities",
    title: "Giving a program kernel capabilities",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1548.001",
    why: "A capability is a piece of root's rights for whoever runs the program.",
    instead: "Ask the person; for ports below 1024 use a higher port instead.",
    on: calls("setcap|capsh|setpriv|filecap|setfattr"),
    match: (action) => {
      // filecap(8) shows what it is given, and sets what stands behind that.
      const shows = action.program === "filecap" && operands(action.call).length < 2;
      // Of the attributes that setfattr(1) sets, those of the kernel's security modules.
      const others =
        action.program === "setfattr" && !words(action).some((word) => KERNEL_ATTRIBUTE.test(word));
      return action.call.options.has("--help") || shows || others || tells(action)
        ? null
        : `changes capabilities with ${action.program}`;
    },
    examples: {
      block: [
        "setcap cap_setuid+ep /tmp/python",
        "setcap cap_net_raw+p /bin/ping",
        "setcap -r /bin/ping",
        "filecap /tmp/x dac_override",
        "capsh --print -- -c id",
      ],
      allow: [
        "getcap /bin/ping",
        "filecap /usr/bin",
        "setfattr -n user.note -v x README.md",
        "capsh --print",
        "echo setcap",
      ],
    },
  }),
  rule({
    id: "privilege/password-on-input",
    title: "Giving sudo a password from the command line",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1548.003",
    why: "A password that a program types is a password that everybody can read.",
    instead: "Ask the person to run the one command that needs the rights.",
    on: calls("sudo|su|sshpass|doas|expect|pkexec"),
    match: (action) => {
      if (action.program === "sudo")
        return has(action.call, "-S", "--stdin", "-A", "--askpass") ? said(action) : null;
      if (action.program === "sshpass")
        return has(action.call, "-p", "-P") ? "gives ssh a password on the command line" : null;
      return action.program === "su" && (action.stdin.text !== null || action.stdin.via.length > 0)
        ? "gives su a password from a program"
        : null;
    },
    examples: {
      block: [
        "echo hunter2 | sudo -S ls",
        "sudo -S id <<< x",
        "sshpass -p secret ssh host",
        "echo pw | su root -c id",
        "SUDO_ASKPASS=/tmp/x sudo -A id",
      ],
      allow: ["sudo --version", "sshpass -f f ssh host", "echo sudo -S"],
    },
  }),
  rule({
    id: "privilege/keep-rights",
    title: "Making sudo ask no more",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1548.003",
    why: "From then on every command may run as root.",
    instead: "Ask the person for the one command.",
    on: calls(
      "sudo -v|--validate",
      "usermod -G|--groups=*sudo*|*wheel*|*admin*|*docker*|*lxd*|*root*|*disk*|*shadow*|*adm*|*libvirt*|*kvm*",
      "gpasswd -a|--add !-d",
      "adduser * sudo|wheel|admin|docker|lxd|root|disk|shadow|adm|libvirt|kvm",
      "dseditgroup -a",
      "setfacl -m|--modify|-R /etc|/etc/*|/root|/root/*|/usr|/usr/*|/var|/var/*",
    ),
    match: (action) => {
      if (action.program !== "gpasswd") return said(action);
      return operands(action.call).some((group) => MIGHTY.test(group)) ? said(action) : null;
    },
    examples: {
      block: [
        "sudo -v",
        "usermod -aG docker dev",
        "gpasswd -a dev wheel",
        "adduser dev sudo",
        "setfacl -m u:dev:rw /etc/shadow",
      ],
      allow: ["groups", "id", "usermod --help", "setfacl -m u:x:r a.txt"],
    },
  }),
  rule({
    id: "privilege/namespaces",
    title: "Making a namespace in which one is root",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03", "ASI10"],
    attack: "T1611",
    why: "Inside one may mount, change addresses and reach parts of the kernel that are closed otherwise.",
    instead: "Ask the person, or use a container that they started.",
    on: calls(
      "unshare|bwrap|firejail|newuidmap|newgidmap|rootlesskit|proot|fakechroot|chroot|systemd-nspawn",
      "arch-chroot|pivot_root|setarch|lxc-usernsexec|slirp4netns",
    ),
    match: (action) =>
      tries(action) ||
      words(action).length === 0 ||
      (action.program === "firejail" && words(action).every((word) => /^--(?:list|tree|top)$/.test(word))) ||
      /^(?:setarch|proot|fakechroot)$/.test(action.program ?? "")
        ? null
        : said(action),
    examples: {
      block: [
        "unshare -r sh -c id",
        "unshare --map-root-user --mount ls",
        "chroot /mnt ls",
        "systemd-nspawn -D /x ls",
        "bwrap --bind / / ls",
      ],
      allow: ["unshare --help", "lsns", "fakeroot make", "firejail --list"],
    },
  }),
  rule({
    id: "privilege/search",
    title: "Searching the machine for programs with other rights",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI03", "ASI10"],
    attack: "T1548.001",
    why: "A list of set-user-id programs and capabilities serves for little else than to find one that can be misused.",
    instead: "Look at the one program that you mean: ls -l, getcap FILE.",
    on: calls("find|bfs -perm=*", "getcap -r"),
    match: (action, context) => {
      const wide = searchedWidely(action, context);
      const mode = option(action.call, "-perm");
      return wide !== null && (mode === null || GIVES_RIGHTS.test(mode)) ? said(action) : null;
    },
    examples: {
      block: [
        "find / -perm -4000 -type f",
        "find / -user root -perm -u=s",
        "find / -perm /6000",
        "getcap -r /",
      ],
      allow: ["find . -perm -4000", "find / -perm -0002 -type d", "getcap /bin/ping", "find / -perm 755"],
    },
  }),
];

/** Modes with the bit that gives the rights of the owner or the group: `-4000`, `/6000`, `-u=s`, `+s`. */
const GIVES_RIGHTS = /^[-/+]?0*[2-7][0-7]{3}$|[=+][rwxt]*s/;

/** Groups whose members are as good as root. */
const MIGHTY = /^(?:sudo|wheel|admin|docker|lxd|root|disk|shadow|adm|libvirt|kvm)$/;
