/** Clouds: rights handed out, things made public, audit trails. */
import type { Run } from "../../meaning/action.ts";
import { CLOUDS } from "../clouds.ts";
import { type AnyRule, rule } from "../rule.ts";
import { operands, run, shaped } from "../vocabulary.ts";

const ASK = "Ask the person; show them the command and what it would change.";

export const cloudRights: readonly AnyRule[] = [
  rule({
    id: "cloud/iam",
    title: "Giving somebody rights in a cloud",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1098.003",
    why: "Rights given now work for whoever holds them, long after this session.",
    instead: ASK,
    on: run(CLOUDS),
    match: (action) =>
      shaped(
        action,
        /^aws iam (?:create-(?:access-key|login-profile|user|policy-version|role|service-specific-credential|saml-provider|open-id-connect-provider)|attach-(?:user|role|group)-policy|put-(?:user|role|group)-policy|add-user-to-group|update-(?:assume-role-policy|login-profile)|set-default-policy-version|(?:deactivate|delete)-(?:mfa|virtual-mfa)|delete-account-password-policy|detach-|delete-role|delete-user|pass-role)|^aws (?:kms (?:put-key-policy|create-grant)|lambda add-permission|s3api put-bucket-(?:policy|acl)|ecr set-repository-policy|secretsmanager put-resource-policy|sts decode|organizations (?:attach|create)-policy|sso-admin)|^gcloud (?:\S+ )*(?:add-iam-policy-binding|set-iam-policy|remove-iam-policy-binding)|^gcloud iam (?:service-accounts (?:keys create|create)|roles (?:create|update))|^az (?:role assignment (?:create|delete)|role definition (?:create|update)|ad (?:sp|app|user|group) (?:create|credential|owner|member add|update)|keyvault set-policy)|^gsutil (?:iam ch|iam set|acl (?:ch|set)|defacl)|^openstack role add|^doctl auth init|^oci iam (?:policy|user|group) (?:create|update)|^ibmcloud iam \S+-policy-create/,
      ),
    examples: {
      block: [
        "aws iam create-access-key --user-name x",
        "aws iam attach-role-policy --role-name r --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
        "gcloud projects add-iam-policy-binding p --member user:x --role roles/owner",
        "gcloud iam service-accounts keys create k.json --iam-account x",
        "az role assignment create --role Owner --assignee x",
        "az ad sp create-for-rbac",
      ],
      allow: [
        "aws iam list-users",
        "aws iam get-role --role-name r",
        "gcloud projects get-iam-policy p",
        "az role assignment list",
      ],
    },
  }),
  rule({
    id: "cloud/public",
    title: "Making something in a cloud public",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI03"],
    attack: "T1537",
    why: "It is found by scanners within minutes.",
    instead: "Share it with the one account that needs it, after asking the person.",
    on: run(CLOUDS),
    match: (action) =>
      shaped(
        action,
        /--acl[= ]public|allUsers|allAuthenticatedUsers|public-read|--public-access(?:[= ](?!disabled|off))|^aws ec2 (?:authorize-security-group-ingress\b.*(?:0\.0\.0\.0\/0|::\/0)|modify-(?:snapshot|image)-attribute\b.*(?:all|launch-permission))|^aws rds modify-db-\S+ .*--publicly-accessible|--publicly-accessible|^aws s3api (?:delete-public-access-block|put-public-access-block\b.*false)|^gcloud compute firewall-rules (?:create|update)\b.*0\.0\.0\.0\/0|^gcloud run .*--allow-unauthenticated|^az network nsg rule (?:create|update)\b.*(?:\*|Internet|0\.0\.0\.0\/0)|^az storage container set-permission\b.*--public-access (?:blob|container)|^aws lambda (?:create|update)-function-url-config\b.*NONE|^mc (?:anonymous|policy) set (?:public|download|upload)|^s3cmd setacl .*--acl-public/,
      ),
    examples: {
      block: [
        "aws s3api put-bucket-acl --bucket b --acl public-read",
        "gsutil iam ch allUsers:objectViewer gs://b",
        "aws ec2 authorize-security-group-ingress --group-id g --protocol tcp --port 22 --cidr 0.0.0.0/0",
        "gcloud compute firewall-rules create x --source-ranges=0.0.0.0/0",
        "mc anonymous set public x/b",
        "aws s3 cp a s3://b/a --acl public-read",
      ],
      allow: [
        "aws s3api get-bucket-acl --bucket b",
        "aws ec2 describe-security-groups",
        "gsutil iam get gs://b",
        "aws s3 cp a s3://b/a",
      ],
    },
  }),
  rule({
    id: "cloud/audit-trail",
    title: "Changing a cloud's audit trail",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI09", "ASI10"],
    attack: "T1562.008",
    why: "The trail is how people find out what happened.",
    instead: "Leave it as it is.",
    on: run(["aws", "gcloud", "az"]),
    match: (action) =>
      /^aws cloudtrail (?:update-trail|stop-logging|delete-trail|put-event-selectors)|^aws (?:guardduty|config|securityhub|macie2) (?:delete|disable|stop|update-detector)|^gcloud logging (?:sinks|buckets|logs) (?:delete|update)|^az monitor (?:diagnostic-settings|log-profiles) delete/.test(
        line(action),
      )
        ? line(action)
        : null,
    examples: {
      block: [
        "aws cloudtrail update-trail --name x --no-is-multi-region",
        "aws cloudtrail stop-logging --name x",
        "gcloud logging sinks delete x",
      ],
      allow: ["aws cloudtrail describe-trails", "gcloud logging read x"],
    },
  }),
];

/** The call as `program sub command operand`. */
function line(action: Run): string {
  return [action.program ?? "?", ...action.call.subcommand, ...operands(action.call)].join(" ").slice(0, 100);
}
