/** Persistence by schedule: services, timers, login items. */
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { has, operands, said, words } from "../vocabulary.ts";

export const schedules: readonly AnyRule[] = [
  rule({
    id: "persistence/schedule",
    title: "Scheduling something to run later",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1053.003",
    why: "It runs without this session, its rules and its log.",
    instead: "Run it now, or show the person the line to schedule.",
    on: calls("crontab|fcrontab|incrontab|supercronic|anacron|at|batch|systemd-run|launchctl"),
    match: (action) => {
      const given = words(action);
      if (/^--(?:help|version)$/.test(given.join())) return null;
      if (/crontab$/.test(action.program ?? ""))
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
      allow: ["crontab -l", "at -l", "echo crontab", "systemd-run --version"],
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
    on: calls("systemctl|update-rc.d|chkconfig|rc-update|sv|initctl"),
    match: (action) => {
      const verb = action.call.subcommand[0] ?? operands(action.call)[0] ?? "";
      // `npx sv migrate` is another program of this name.
      if (action.program === "sv" && /^(?:create|add|migrate|check)$/.test(verb)) return null;
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
        "sv up x",
      ],
      allow: [
        "npx sv migrate svelte-5",
        "systemctl status nginx",
        "systemctl list-units",
        "systemctl --user status",
      ],
    },
  }),
  rule({
    id: "persistence/bus-order",
    title: "Orders to the system's manager over D-Bus",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1543.002",
    why: "It starts, stops and installs services for whoever asks, outside this session.",
    instead: "Use systemctl, and show the person what it would do.",
    on: calls(
      "busctl call org.freedesktop.systemd1 * * Start*|Stop*|Restart*|Kill*|Enable*|Disable*|Mask*|Link*|Set*",
      "dbus-send|qdbus ** *systemd1.Manager.Start*|*systemd1.Manager.Stop*|*systemd1.Manager.Enable*|*systemd1.Manager.Mask*",
      "gdbus call --method=*systemd1.Manager.Start*|*systemd1.Manager.Stop*|*systemd1.Manager.Enable*|*systemd1.Manager.Mask*",
    ),
    match: said,
    examples: {
      block: [
        "busctl --user call org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager StartTransientUnit 'ssa(sv)a(sa(sv))' x.service fail 0 0",
        "gdbus call --system --dest org.freedesktop.systemd1 --object-path /org/freedesktop/systemd1 --method org.freedesktop.systemd1.Manager.StartUnit x.service replace",
      ],
      allow: [
        "busctl list",
        "busctl call org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager GetUnit s x.service",
      ],
    },
  }),
  rule({
    id: "persistence/login-item",
    title: "Something that starts with the desktop or the login",
    severity: "high",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1547.015",
    why: "It runs at every login, long after this session.",
    instead: "Show the person what should start, and let them add it.",
    on: calls(
      "osascript -e=*make*login*item*",
      "loginctl enable-linger",
      "launchctl load|bootstrap|enable|submit",
      "defaults write * LoginHook|LogoutHook|AutoLaunchedApplicationDictionary",
      "pm2 startup|save",
      "rc-update add",
      "update-rc.d * defaults|enable",
    ),
    match: said,
    examples: {
      block: [
        "loginctl enable-linger dev",
        "launchctl load ~/Library/LaunchAgents/x.plist",
        "osascript -e 'tell application \"System Events\" to make login item at end'",
        "pm2 startup",
        "defaults write com.apple.loginwindow LoginHook /tmp/x",
      ],
      allow: ["launchctl list", "pm2 list", "brew services start postgresql@16", "loginctl"],
    },
  }),
];
