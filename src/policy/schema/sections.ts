/** The sections of a policy: one for each control, and a few for what belongs to all. */
import { z } from "zod";
import {
  address,
  control,
  count,
  decision,
  decisionOrder,
  duration,
  host,
  key,
  names,
  path,
  port,
  severity,
  severityOrder,
  size,
} from "./values.ts";

const commandNotation =
  'Notation of Claude Code: `"git status"` (exactly, or with more arguments after it), `"npm run test:*"` (a prefix), `"grep"` (the program with any arguments).';

export const allow = z.strictObject({
  control,
  commands: key(
    names,
    `Commands that may run; with \`control\` on, nothing else may. ${commandNotation}`,
    "shrink",
  ),
  otherwise: key(decision, "What happens to a command that is not on the list.", decisionOrder),
});

export const deny = z.strictObject({
  control,
  commands: key(names, `Commands that may not run, whatever else allows them. ${commandNotation}`, "add"),
});

export const credentials = z.strictObject({
  control,
  remove: key(names, "More names of environment variables that hold secrets (`ACME_*`).", "add"),
  keep: key(names, "Names of environment variables that are no secrets, though they look it.", "shrink"),
  grant: key(
    z.record(z.string(), names),
    'Variables that some programs get: `{ "AWS_*" = ["terraform", "aws"] }`. A program of the list must be what the command starts.',
    "never",
  ),
  values: key(z.boolean(), "Also remove variables whose value looks like a token, whatever their name.", [
    "false",
    "true",
  ]),
  placeholders: key(
    z.boolean(),
    "Leave `GUARDSH_REMOVED_…` in place of a removed value, for scripts that break on an unset variable.",
    "never",
  ),
});

export const patterns = z.strictObject({
  control,
  disable: key(names, "Rules that are not looked at, by id (`fs/delete-root`) or family (`fs/*`).", "shrink"),
  decision: key(
    z.record(z.string(), decision),
    'Other decisions for rules or families: `{ "vcs/force-push" = "deny", "network/*" = "ask" }`.',
    "never",
  ),
  severity: key(z.record(z.string(), severity), "Other severities for rules or families.", "never"),
  stop: key(
    decision,
    "The least that a finding of severity critical decides, whatever its rule says.",
    decisionOrder,
  ),
});

export const output = z.strictObject({
  control,
  keep: key(
    z.array(z.enum(["sgr", "osc8", "cr", "bidi", "invisible", "binary"])),
    "What is left in the output: colours (`sgr`), links (`osc8`), overwriting (`cr`), text direction (`bidi`), invisible characters, binary stretches.",
    "shrink",
  ),
  line: key(
    count,
    "Characters a line may have before it is shortened; 0 for no limit, else at least 256.",
    "less",
  ),
  lines: key(
    count,
    "Lines an output may have before its middle is left out; 0 for no limit, else at least 16.",
    "less",
  ),
  redact: key(z.boolean(), "Replace known secrets and token formats by `[redacted: kind]`.", [
    "false",
    "true",
  ]),
});

export const boundary = z.strictObject({
  control,
  write: key(
    z.array(path),
    "Places that may be written: paths, or `project`, `temporary`, `caches`.",
    "shrink",
  ),
  read: key(
    z.array(path),
    "Places that may be read besides those that may be written. `/` is everything that `none` does not name.",
    "shrink",
  ),
  none: key(z.array(path), "Places that may not be touched at all. The longest path decides.", "add"),
  writes: key(decision, "What happens to a write outside.", decisionOrder),
  deletes: key(
    decision,
    "What happens to a deletion outside. `ask` asks about trees, patterns and parts of the system; a single named file warns.",
    decisionOrder,
  ),
  reads: key(decision, "What happens to a read outside.", decisionOrder),
  system: key(
    decision,
    "The least that happens to a write or deletion in the system's own directories (`/usr`, `/etc`, `/boot`, devices …; not `/usr/local` and `/opt`).",
    decisionOrder,
  ),
  belongings: key(
    z.boolean(),
    "The kernel opens for a command what belongs to its programs: `~/.ssh` for ssh and git, `~/.aws` for aws, where pip and npm install. Credentials and the system only where judgement sees all that runs: no hooks, scripts, or words that it does not know.",
    ["true", "false"],
  ),
});

export const rate = z.strictObject({
  control,
  commands: key(count, "Commands in a window; 0 for no limit.", "less"),
  window: key(duration, "The window, which slides.", "never"),
  max_wait: key(
    duration,
    "How long a command waits for the window before it is refused with status 75.",
    "less",
  ),
  identical: key(
    count,
    "After so many failures of the very same command in a row the agent is told; 0: never.",
    "less",
  ),
  programs: key(
    z.record(z.string(), count),
    "Budgets of single programs in a window: `{ curl = 10 }`.",
    "never",
  ),
  families: key(
    z.record(z.string(), count),
    "Budgets of rule families in a window: `{ network = 20 }`.",
    "never",
  ),
});

export const audit = z.strictObject({
  on_failure: key(
    z.enum(["continue", "warn", "refuse"]),
    "What happens where the log cannot be written: `refuse` the command, `warn` on stderr and run it, or `continue`.",
    ["continue", "warn", "refuse"],
  ),
  fsync: key(z.enum(["never", "refusals", "always"]), "What waits for the disk.", [
    "never",
    "refusals",
    "always",
  ]),
  rotate: key(size, "A log file longer than this is closed and the next one begun.", "never"),
  sinks: key(
    z.array(
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("syslog"), facility: z.string().default("authpriv") }),
        z.strictObject({ kind: z.literal("journald") }),
        z.strictObject({
          kind: z.literal("otlp"),
          url: address,
          headers: z.record(z.string(), z.string()).default({}),
        }),
      ]),
    ),
    "Where records go as well. No sink can delay or fail a command.",
    "never",
  ),
});

export const egress = z.strictObject({
  control,
  mode: key(
    z.enum(["open", "allowlist", "off"]),
    "`open`: every host but those of `deny`; `allowlist`: only those of `allow`; `off`: none.",
    ["open", "allowlist", "off"],
  ),
  allow: key(
    z.array(host),
    'Hosts: `"github.com"`, `".npmjs.org"` (with all below), `"10.0.0.0/8"`, each with an optional `:port`.',
    "shrink",
  ),
  deny: key(z.array(host), "Hosts that are never reached, whatever the mode.", "add"),
  ports: key(z.array(port), "Ports that may be connected to; empty for any.", "never"),
  metadata: key(decision, "What happens to a connection to a cloud's metadata service.", decisionOrder),
  uploads: key(decision, "What happens to data sent to a host that is not on `allow`.", decisionOrder),
  disguised: key(
    decision,
    "What happens to an address that is not written as what it is: other notations of an IP address, `user@host` tricks, look-alike letters.",
    decisionOrder,
  ),
  unknown: key(
    decision,
    "What happens to a host that is not known before the command runs, where `mode` is `allowlist`.",
    decisionOrder,
  ),
});

export const session = z.strictObject({
  control,
  ttl: key(duration, "How long a session may last; 0 for no limit.", "less"),
  max_commands: key(count, "How many commands a session may run; 0 for no limit.", "less"),
  scratch: key(z.boolean(), "Give each session a scratch directory of its own, removed at its end.", "never"),
  persist: key(
    z.array(z.strictObject({ path, access: z.enum(["read", "append", "on-clean-exit"]) })),
    "Places that outlive a session, and how they may be used.",
    "never",
  ),
});

export const sandbox = z.strictObject({
  mode: key(
    z.enum(["off", "auto", "required"]),
    "`auto`: as much as the kernel can do; `required`: all of it, or nothing runs.",
    ["off", "auto", "required"],
  ),
  engine: key(z.enum(["auto", "landlock", "bwrap", "seatbelt"]), "How it is done.", "never"),
  unix_sockets: key(z.boolean(), "Unix sockets in the file system (docker, ssh-agent, X11) may be used.", [
    "true",
    "false",
  ]),
  namespaces: key(z.boolean(), "New namespaces may be made (Chromium's sandbox, rootless containers).", [
    "true",
    "false",
  ]),
  ptrace: key(z.boolean(), "Debuggers may attach to processes of the same command.", ["true", "false"]),
  signals: key(z.enum(["any", "own"]), "Which processes may be signalled.", ["any", "own"]),
  cpu: key(duration, "Processor time of each process; 0 for no limit.", "less"),
  memory: key(size, "Address space of each process; 0 for no limit.", "less"),
  processes: key(count, "Processes of the user; 0 for no limit.", "less"),
  open_files: key(count, "Open files of each process; 0 for no limit.", "less"),
  file_size: key(size, "The largest file that can be written; 0 for no limit.", "less"),
  wall: key(duration, "Time by the clock after which a command is ended; 0 for no limit.", "less"),
});

export const alerts = z.strictObject({
  control,
  severity: key(severity, "The least severity of a refusal that alerts.", [...severityOrder].reverse()),
  webhooks: key(
    z.array(
      z.strictObject({
        url: address,
        format: z.enum(["json", "slack"]).default("json"),
        secret_file: z.string().optional(),
      }),
    ),
    "Addresses that are told: generic JSON (signed with HMAC where `secret_file` names a key) or Slack's format.",
    "never",
  ),
  programs: key(z.array(names), "Programs with arguments that get the record on standard input.", "never"),
  syslog: key(z.boolean(), "Tell syslog.", "never"),
  desktop: key(z.boolean(), "Show a desktop notification.", "never"),
  repeat: key(duration, "The same alert is not sent again within this time.", "never"),
  per_hour: key(count, "Alerts an hour, at most; 0 for no limit.", "never"),
});

export const ask = z.strictObject({
  wait: key(
    duration,
    "How long a command is held while a person answers; 0: it is refused at once, with a code.",
    "less",
  ),
  expires: key(duration, "How long a code can be used.", "less"),
});

export const analysis = z.strictObject({
  unparsed: key(
    z.enum(["scan", "ask", "deny"]),
    "What happens to a command that no parser can read. `scan`: it may run if the real shell's own `-n` accepts it and its words hold nothing of concern.",
    ["scan", "ask", "deny"],
  ),
  opaque: key(
    decision,
    "What happens to a part that could not be followed (too deep, unreadable, made by the same command).",
    decisionOrder,
  ),
  unknown_program: key(decision, "What happens to a program that guardsh knows nothing of.", decisionOrder),
  time: key(
    duration,
    "How long analysis may take before the command is refused; on a busy machine up to four times as long, until it has worked so long.",
    "less",
  ),
});

export const shell = z.strictObject({
  real: key(
    z.string(),
    "The real shell: a name or an absolute path; empty: by the name guardsh was called by, else by the agent, else `sh`.",
    "never",
  ),
  standby: key(
    duration,
    "How long a warm guardsh stands by for the next command after the last one; `0`: every command starts its own.",
    "never",
  ),
});
