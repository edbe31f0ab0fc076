/** Services opened up: protections that are switched off, and secrets for whoever is added to them. */
import { ASK_BEFORE_CHANGE } from "../advice.ts";
import { CLOUDS } from "../clouds.ts";
import { type AnyRule, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import { inEarnest, onlyLooks, said, tries, words } from "../vocabulary.ts";

/** Protections, as they are called in the names of settings and options. */
const PROTECTION = String.raw`backup|recovery|pitr|flow-logs|object-?lock|protection|prevention|versioning|soft-?delete|retention|logging|audit|events|encrypt\w*|mfa|verif\w*|integrity|shielded|secure|firewall|waf|authori[sz]ation|authentication|ssl|tls|iam-check|uniform-bucket-level-access|authorized-networks`;
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
/** An option that lets in what was kept out, by itself. */
const LETS_IN =
  /^--enable-(?:legacy|anonymous|unauthenticated|public|basic-auth|insecure|unencrypted)[\w-]*$/i;
const ON = /^(?:true|enabled?|on|yes|1|(?:object|blob|container)read\w*|blob|container)$/i;

/** A setting by its name in one option and its value in another: `--name require_secure_transport --value off`. */
const NAMED_PROTECTION =
  /(?:secure_transport|ssl|tls|audit|encrypt|log_(?:connections|statement|bin)|password_policy|row_security)/i;
const OFF = new RegExp(`^${OFF_VALUE}$`, "i");

/** Whose protections they are, besides those of the clouds. */
const KEEPERS =
  "terraform|neonctl|pscale|atlas|supabase|confluent|kcadm|kcadm.sh|rpk|kafka-configs|kafka-configs.sh|vault|consul|nomad|argocd";

export const serviceOpenings: readonly AnyRule[] = [
  rule({
    id: "cloud/protection-off",
    title: "Switching a protection of a cloud's service off",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10", "ASI02"],
    attack: "T1562",
    why: "Backups, recovery and locks are what is left when something else goes wrong.",
    instead: ASK_BEFORE_CHANGE,
    on: calls(CLOUDS, KEEPERS),
    match: (action) => {
      if (tries(action) || onlyLooks(action)) return null;
      const given = words(action);
      const found = given.find(
        (word, i) =>
          SWITCHED_OFF.test(word) ||
          UNPROTECTS.test(word) ||
          LETS_IN.test(word) ||
          (word === "--tier" && /^free$/i.test(given[i + 1] ?? "") && given.includes("security")) ||
          (PROTECTS.test(word) && OFF.test(given[i + 1] ?? "")) ||
          (OPENS.test(word) && ON.test(given[i + 1] ?? "")) ||
          (given[i - 1] === "set" && SETTING.test(word) && OFF.test(given[i + 1] ?? "")) ||
          (word === "--status" && /^disabled$/i.test(given[i + 1] ?? "")) ||
          (/^(?:--value|-v)$/.test(word) &&
            OFF.test(given[i + 1] ?? "") &&
            given.some((name) => NAMED_PROTECTION.test(name))),
      );
      return found === undefined ? null : `${said(action)}: switches off ${found.slice(0, 60)}`;
    },
    examples: {
      block: [
        "aws rds modify-db-instance --db-instance-identifier p --backup-retention-period 0",
        "gcloud compute networks subnets update s --no-enable-flow-logs",
        "gcloud container clusters update c --enable-legacy-authorization",
        "az security pricing create -n VirtualMachines --tier free",
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
    id: "secrets/recipients",
    title: "Changing who can read the project's encrypted secrets",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1098",
    why: "Whoever is added can read every secret from then on, and history keeps what they could read.",
    instead: ASK_BEFORE_CHANGE,
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
    match: inEarnest,
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
