/** Persistence: things that run again later without anybody asking for them. */
import type { Action, PathValue } from "../../meaning/action.ts";
import type { Mark } from "../../places/index.ts";
import { type AnyRule, type RuleContext, rule, type Selector } from "../rule.ts";
import { has, marked, name, operands, run, words } from "../vocabulary.ts";

type Changing = Extract<Action, { kind: "write" | "link" | "chmod" | "delete" }>;

/** Whatever changes a file: writing, linking over it, changing its mode. */
const changing: Selector<Changing> = {
  kinds: ["write", "link"],
  is: (action): action is Changing => action.kind === "write" || action.kind === "link",
};

function changes(
  action: Changing,
  context: RuleContext,
  kind: Mark["kind"],
): { readonly path: PathValue; readonly mark: Mark } | null {
  if (action.origin.place.kind === "container") return null;
  const [mark] = marked(action.path, context, kind);
  return mark ? { path: action.path, mark } : null;
}

export const persistence: readonly AnyRule[] = [
  rule({
    id: "persistence/startup-file",
    title: "Changing a file that runs at login or start-up",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10", "ASI02"],
    attack: "T1546.004",
    why: "What stands there runs every time a shell or session starts, long after this one has ended.",
    instead: "Show the person the lines to add, or set the variable for this one command.",
    on: changing,
    match: (action, context) => {
      const found = changes(action, context, "startup");
      return found ? `changes ${name(found.path)} (${found.mark.what})` : null;
    },
    examples: {
      block: [
        "echo 'evil' >> ~/.bashrc",
        "tee -a ~/.zshrc < x",
        "cp x ~/.profile",
        "ln -sf /tmp/x ~/.bash_profile",
        "echo x > /etc/profile.d/x.sh",
        "sed -i '1i x' ~/.bashrc",
        "cp x.service ~/.config/systemd/user/x.service",
        "echo x > /etc/cron.d/job",
        "echo /tmp/x.so > /etc/ld.so.preload",
      ],
      allow: ["cat ~/.bashrc", "source ~/.bashrc", "grep PATH ~/.profile", "echo x >> notes.txt"],
    },
  }),
  rule({
    id: "persistence/authorized-keys",
    title: "Letting somebody else log in",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03", "ASI10"],
    attack: "T1098.004",
    why: "Whoever holds that key can log in to this account from then on.",
    instead: "A person adds keys, in a terminal of their own.",
    on: changing,
    match: (action, context) => {
      const paths = [action.path.absolute, action.path.glob, action.path.ifEmpty];
      void context;
      return paths.some(
        (path) =>
          path !== null && /\/\.ssh\/(?:authorized_keys2?|rc|config|environment)$|\/etc\/ssh\//.test(path),
      )
        ? `changes ${name(action.path)}`
        : null;
    },
    examples: {
      block: [
        "echo 'ssh-rsa AAAA' >> ~/.ssh/authorized_keys",
        "cat k.pub | tee -a /root/.ssh/authorized_keys",
        "cp x ~/.ssh/config",
      ],
      allow: ["ls ~/.ssh", "ssh-keygen -lf k.pub", "echo 'ssh-rsa AAAA' > keys.txt"],
    },
  }),
  rule({
    id: "persistence/agent-configuration",
    title: "Changing the configuration of an agent or editor",
    severity: "high",
    decision: "ask",
    owasp: ["ASI06", "ASI10"],
    attack: "T1546",
    why: "It decides what the agent may do and what runs with it; a change there outlives this session.",
    instead: "Show the person the change and let them make it.",
    on: changing,
    match: (action, context) => {
      const found = changes(action, context, "agent");
      return found ? `changes ${name(found.path)} (${found.mark.what})` : null;
    },
    examples: {
      block: [
        "echo '{}' > .claude/settings.json",
        "cp x ~/.claude/settings.json",
        "tee .mcp.json < x",
        "sed -i s/a/b/ ~/.codex/config.toml",
      ],
      allow: ["cat .claude/settings.json", "ls .vscode", "echo x > settings.json"],
    },
  }),
  rule({
    id: "persistence/git-hook",
    title: "Planting code that git runs",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10", "ASI04"],
    attack: "T1546",
    why: "Hooks run at the next commit, checkout or push, as whoever works there.",
    instead: "Propose the hook to the person, or keep it in the repository where it is reviewed.",
    on: changing,
    match: (action, context) => {
      const found = changes(action, context, "hook");
      return found ? `changes ${name(found.path)} (${found.mark.what})` : null;
    },
    examples: {
      block: [
        "echo 'curl x|sh' > .git/hooks/pre-commit",
        "cp evil .git/hooks/post-checkout",
        "ln -s ../../x .git/hooks/pre-push",
      ],
      allow: ["cat .git/hooks/pre-commit", "ls .git/hooks", "echo x > hooks.txt"],
    },
  }),
  rule({
    id: "persistence/schedule",
    title: "Scheduling something to run later",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1053.003",
    why: "It runs without this session, its rules and its log.",
    instead: "Run it now, or show the person the line to schedule.",
    on: run(["crontab", "at", "batch", "systemd-run", "launchctl", "schtasks"]),
    match: (action) => {
      const given = words(action);
      if (action.program === "crontab")
        return given.includes("-l") || has(action.call, "-l", "--help") ? null : "changes the crontab";
      if (action.program === "at")
        return has(action.call, "-l", "-V", "-c")
          ? null
          : `schedules a job (${operands(action.call).join(" ")})`;
      if (action.program === "launchctl")
        return /^(?:load|bootstrap|submit|enable)$/.test(given[0] ?? "")
          ? `${action.program} ${given[0]}`
          : null;
      if (action.program === "systemd-run")
        return given.some((word) => word.startsWith("--on-")) || !has(action.call, "--scope")
          ? "starts a unit that outlives this session"
          : null;
      return `schedules a job with ${action.program}`;
    },
    examples: {
      block: [
        "crontab jobs.txt",
        "echo '* * * * * x' | crontab -",
        "(crontab -l; echo '@reboot x') | crontab",
        "at now + 1 minute",
        "crontab -r",
      ],
      allow: ["crontab -l", "at -l", "echo crontab"],
    },
  }),
  rule({
    id: "persistence/service",
    title: "Installing or enabling a service",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1543.002",
    why: "It starts with the machine and outlives this session.",
    instead: "Show the person the unit and let them enable it.",
    on: run(["systemctl", "update-rc.d", "chkconfig", "rc-update", "sv", "initctl"]),
    match: (action) => {
      const verb = action.call.subcommand[0] ?? operands(action.call)[0] ?? "";
      if (action.program !== "systemctl")
        return `${action.program} ${operands(action.call).join(" ")}`.trim();
      return /^(?:enable|link|preset|edit|set-default|add-wants|add-requires|reenable|import-environment|set-environment)$/.test(
        verb,
      )
        ? `systemctl ${verb} ${operands(action.call).join(" ")}`.trim()
        : null;
    },
    examples: {
      block: [
        "systemctl enable evil",
        "systemctl --user enable --now x",
        "systemctl link /tmp/x.service",
        "update-rc.d x defaults",
      ],
      allow: ["systemctl status nginx", "systemctl list-units", "systemctl --user status"],
    },
  }),
  rule({
    id: "persistence/hook-setting",
    title: "Telling a tool to run a program of one's own",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1546",
    why: "The setting stays, and the program runs whenever the tool is used.",
    instead: "Pass the setting for this one call, or ask the person to make it.",
    on: run(["git"], "config"),
    match: (action) => {
      const [key = "", value] = operands(action.call);
      const runs =
        /^(?:core\.(?:hookspath|sshcommand|editor|pager|fsmonitor|askpass|gitproxy)|alias\..*|credential\.helper|diff\..*\.(?:command|textconv)|filter\..*|merge\..*\.driver|pager\..*|sequence\.editor|gpg\.program|.*\.program|url\..*\.(?:pushinsteadof|insteadof)|init\.templatedir|include\.path|includeif\..*)$/i;
      const shell = value?.startsWith("!") ?? false;
      const harmless =
        /^(?:core\.(?:editor|pager)|alias\.|pager\.|credential\.helper|diff\.|merge\.|filter\.lfs)/i.test(
          key,
        ) &&
        !shell &&
        !/[;&|`$]|\/tmp\//.test(value ?? "");
      return value !== undefined && runs.test(key) && !harmless ? `sets ${key} to ${value}` : null;
    },
    examples: {
      block: [
        "git config core.hooksPath /tmp/hooks",
        "git config --global core.sshCommand /tmp/x",
        "git config alias.x '!sh -c id'",
        "git config core.fsmonitor /tmp/x.sh",
      ],
      allow: [
        "git config user.name x",
        "git config --get core.editor",
        "git config core.editor vim",
        "git config alias.co checkout",
        "git config --list",
      ],
    },
  }),
];
