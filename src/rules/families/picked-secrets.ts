/** Secrets that are picked out of more than that: descriptions of services, settings of programs, logs, dumps of memory. */

import type { Run } from "../../meaning/action.ts";
import { show } from "../../meaning/value.ts";
import { ASK_FOR_VALUE } from "../advice.ts";
import { type AnyRule, type RuleContext, rule } from "../rule.ts";
import { calls, shaped } from "../shape.ts";
import { tellsNothing } from "../telling.ts";
import { has, said, steps, words } from "../vocabulary.ts";

export const pickedSecrets: readonly AnyRule[] = [
  rule({
    id: "secrets/picked-out",
    title: "Picking secrets out of what a service was given",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552.007",
    why: "Services get their passwords and keys by variables and values; here they would be in the transcript and in logs.",
    instead: ASK_FOR_VALUE,
    on: calls("grep|egrep|fgrep|zgrep|rg|ag|ack|jq|yq|gron|awk|gawk|sed"),
    match: (action, context) => {
      if (tellsNothing(action) || has(action.call, "-v")) return null;
      const asked = patterns(action);
      // What became of a login, not the login itself.
      if (asked.some((word) => /\b(?:failed|invalid|expired|missing|wrong|incorrect|rejected)\b/i.test(word)))
        return null;
      if (asked.some((word) => SECRET_WORDS.test(word))) {
        const plainly = asked.some((word) => NAMED_BY_TOOLS.test(word));
        const kept = filesOf(action, context).find(
          (path) => isSettings(path, context) || (plainly && SETTINGS.test(path)),
        );
        if (kept !== undefined) return `picks out of ${kept}: ${said(action)}`;
      }
      if (asked.some((word) => ASSIGNED.test(word) || /authorization|bearer/i.test(word))) {
        const log = filesOf(action, context).find((path) => /^\/var\/log(?:\/|$)/.test(path));
        if (log !== undefined) return `picks out of ${log}: ${said(action)}`;
      }
      const [first] = action.stdin.via;
      if (first === undefined || !asked.some((word) => WANTED.test(word) || SECRET_WORDS.test(word)))
        return null;
      const described = context.actions.find(
        (each): each is Run =>
          each.kind === "run" &&
          each.program === first &&
          ((describes(each) && asked.some((word) => WANTED.test(word))) ||
            (tellsSettings(each) && asked.some((word) => SECRET_WORDS.test(word))) ||
            (tellsLog(each) && asked.some((word) => ASSIGNED.test(word)))),
      );
      return described ? `${said(described)} | ${said(action)}` : null;
    },
    examples: {
      block: [
        "dconf dump / | grep -i password",
        "conda config --show | grep token",
        "cat .npmrc | grep _authToken",
        "grep ansible_password inventory/prod/hosts.yml",
        "cat .git/config | grep 'https://.*@'",
        "cat /proc/cmdline | grep -o 'token=[^ ]*'",
        "docker inspect api | jq '.[0].Config.Env'",
        "docker inspect $(docker ps -q) | grep -i -A30 '\"env\"'",
        "docker history --no-trunc app | grep -i token",
        "docker compose config | grep -i secret",
        "helm get values api | grep -i password",
        "kubectl describe pod api | grep -i token",
        "terraform output -json | jq -r .db_password.value",
        "journalctl -u api | grep -i password",
        "docker inspect api | grep -i 'authorization: bearer'",
        "history | grep -i token",
        "grep -i password /etc/grafana/grafana.ini",
        "cat /etc/redis/redis.conf | grep requirepass",
        "strings core.1234 | grep -iE 'AKIA|password'",
        "docker save app | tar xO | strings | grep AKIA",
        "zgrep -h 'password=' /var/log/nginx/access.log",
        "grep -i wpa_passphrase /etc/hostapd/hostapd.conf",
        "cat src/main/resources/application-prod.properties | grep password",
        "grep -A3 PASSWORD /srv/app/settings/production.py",
      ],
      allow: [
        "gsettings list-recursively | grep font",
        "grep -n registry .npmrc",
        "grep -rn _authToken docs",
        "make -pn | grep '^build'",
        "php -i | grep memory_limit",
        "grep -i password /etc/ssh/sshd_config",
        "grep maxmemory /etc/redis/redis.conf",
        "grep -c password /etc/grafana/grafana.ini",
        "grep -n token src/config.ini",
        "grep -n password src/main/resources/application-dev.yml",
        "docker inspect api | jq '.[0].Mounts'",
        "docker inspect api | grep -i health",
        "docker compose config | grep image",
        "docker logs api | grep -i 'token expired'",
        "journalctl -u ssh | grep 'Failed password'",
        "helm get values api",
        "terraform output -json | jq .vpc_id",
        "journalctl -u api | grep -i error",
        "journalctl -b | grep -i authorization",
        "git config --list | grep user",
        "kubectl describe pod api | grep -A5 Events",
        "docker inspect api | grep -c PASSWORD",
      ],
    },
  }),
];

/** What engines and clusters say of a service with all that it was given; it is daily work to read of it what is no secret. */
const describes = shaped(
  "docker|podman|nerdctl inspect|history",
  "docker|podman|nerdctl container|image|service|config inspect|history",
  "docker|podman|nerdctl compose config|convert",
  "docker-compose config",
  "crictl inspect|inspecti|inspectp",
  "kubectl|oc describe|get",
  "helm get|template",
  "podman generate kube",
  "lxc|incus config show",
  "ctr ** info",
  "nomad job inspect",
  "doctl apps spec get",
  "gradle|gradlew properties",
  "terraform|tofu|terragrunt output|show",
  "docker|podman|nerdctl save|export",
  "docker|podman|nerdctl image save",
  "systemctl show-environment",
  "tmux show-environment|showenv|capture-pane|capturep",
  "gh run view",
  "glab ci trace|view",
  "argocd app manifests|get",
  "uci show|export",
  "jcmd|jinfo *",
  "journalctl",
  "crontab -l",
  "history|fc",
  "git config --list|-l",
  "systemctl show|cat",
);

/** `npm config ls -l`, `mutt -D`: whatever the program, all that it is set to. */
function tellsSettings(action: Run): boolean {
  const given = words(action);
  return (
    (steps(action).some((step) => /^(?:config|configs|settings|env|properties|variables|vars)$/.test(step)) &&
      given.some(
        (word) =>
          /^(?:-l|--list|--show|--json|list|ls|dump|debug|show|view|all|get)$/.test(word) || word === "env",
      )) ||
    (/^(?:neo)?mutt$/.test(action.program ?? "") && given.includes("-D")) ||
    shapedLists(action)
  );
}

const shapedLists = shaped(
  "dconf dump|read",
  "gsettings list-recursively|get",
  "defaults read|export",
  "xfconf-query|kreadconfig5|kreadconfig6 *",
  "reg query",
  "php -i|--info",
  "make|gmake -p|--print-data-base",
  "serverless|sls|sst print",
  "jupyter server|notebook|lab list",
  "dotnet nuget list",
  "composer config -l|-g",
  "nomad operator snapshot",
);

const tellsLog = shaped(
  "docker|podman|nerdctl|kubectl|oc|crictl|heroku|fly|flyctl|vercel|railway logs|log",
  "docker|podman compose logs",
  "stern *",
);

/** A secret that a line of a log spells out, behind its name. */
const ASSIGNED =
  /root token|unseal key|(?:passw(?:or)?d|secret|token|api_?key|access_?key|credentials?)["']?\s*[=:]/i;

/** Words by which secrets, or all variables, are picked out. */
const WANTED =
  /secret|passw|passwd|\btoken|api_?key|credential|\benvs?\b|environment|\bpass\b|AKIA|bearer|authorization["']?[:=]|private.key|extraheader/i;

/** Those by which secrets alone are. */
const SECRET_WORDS =
  /:\/\/\S*@|oauth|(?:^|[^a-z])key=|secret|passw(?:or)?d|_pass(?:\b|_)|\bpass\b|requirepass|masterauth|extraheader|passphrase|rootpw|(?:^|[^a-z])psk|(?:^|[^a-z]|auth)_?tokens?(?:$|[^a-z])|api_?key|access_?key|credential|AKIA|bearer|private.key|connection_?string|fernet|sql_alchemy_conn|\bsk-|gh[po]_|glpat-|xox[bp]/i;

/** What a search looks for, or a filter takes out: not the files. */
function patterns(action: Run): readonly string[] {
  const files = new Set(
    action.call.operands.filter(({ role }) => role === "read").map(({ text }) => show(text)),
  );
  return words(action).filter((word) => !files.has(word));
}

/** The files whose lines a call gets to see, by its operands or through a pipe. */
function filesOf(action: Run, { actions }: RuleContext): readonly string[] {
  const own = actions.flatMap((each) =>
    each.kind === "read" &&
    (!each.path.recursive || each.path.absolute?.startsWith("/var/log") === true) &&
    each.by === action.program &&
    each.origin.span.start === action.origin.span.start
      ? [each.path.absolute ?? ""]
      : [],
  );
  return [...own, ...action.stdin.sources];
}

/** Files in which settings of services and tools are kept, and memory that was written down. */
const SETTINGS =
  /\.(?:conf|config|cfg|cnf|ini|json|ya?ml|toml|xml|properties|plist|hcl|tfvars|env)$|(?:config|settings|production|prod|database|secrets?|local)[^/]*\.(?:php|py|rb|js|inc)$|rc$|\/[^/.]+$|\/\.[\w-]+$/;
const DUMPED =
  /\/core(?:\.\d+)?$|\/(?:swapfile|swap\.img|sleepimage|hiberfil\.sys|vmcore)$|\.(?:core|dmp|hprof|vmem|mem|crash)$/;

/** Settings that say how secrets are dealt with, and hold none; accounts and services. */
const ABOUT_SECRETS =
  /^\/etc\/(?:ssh\/|pam|security\/|login\.defs|nsswitch|services|passwd|group|hosts|default\/|apt\/|systemd\/|os-release|ssl\/)|pg_hba\.conf$/;

/** Names under which tools keep a secret in whatever file, and nothing else. */
const NAMED_BY_TOOLS =
  /_authToken|ClearTextPassword|ansible_(?:ssh_|become_|sudo_)?pass|aws_secret_access_key|npmAuthToken/i;

/** A project's settings for what people use; all others are for developers. */
const IN_SERVICE =
  /\/(?:prod|production|staging|live)\/(?:[\w.-]+\/)*[\w-]+\.(?:ya?ml|json|toml|ini|conf|properties|tfvars|env)$|[._/-](?:prod|production|staging|live)\.(?:properties|tfvars|env|ya?ml|json|toml|ini|conf|py|rb|php|xml|config)$|\/(?:local_settings|settings_local)\.py$|\/(?:gradle|local)\.properties$/i;

/** Is it the settings of something outside the project, or of what is in service, or a dump of memory? */
function isSettings(path: string, context: RuleContext): boolean {
  if (DUMPED.test(path) || /\/\.git\/config$/.test(path)) return true;
  if (!SETTINGS.test(path) || ABOUT_SECRETS.test(path)) return false;
  const home = path.startsWith(`${context.home}/`) ? path.slice(context.home.length + 1) : "";
  if (path.startsWith(`${context.project}/`)) return IN_SERVICE.test(path);
  return (
    /^\/(?:etc|boot|opt|srv|proc|var\/(?:lib|opt|www|spool\/cron))\//.test(path) ||
    /^(?:\.|Library\/Preferences\/)/.test(home)
  );
}
