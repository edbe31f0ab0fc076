/** Clouds: data, rights and ways in that belong to more than this machine. */
import type { Run } from "../../meaning/action.ts";
import { CLOUDS } from "../clouds.ts";
import { type AnyRule, rule } from "../rule.ts";
import { operands, run, shaped } from "../vocabulary.ts";

const ASK = "Ask the person; show them the command and what it would change.";

const ASK_PERSON = "Ask the person; show them the command and what it would take away.";

export const cloud: readonly AnyRule[] = [
  rule({
    id: "cloud/delete-storage",
    title: "Deleting stored objects or whole buckets",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1485",
    why: "Without versioning they are gone at once.",
    instead: "List them first (aws s3 ls, --dryrun); let a person delete.",
    on: run(CLOUDS),
    match: (action) =>
      shaped(
        action,
        /^aws s3 (?:rb\b.*--force|rm\b.*--recursive|sync\b.*--delete)|^aws s3api delete-(?:bucket|objects)|^gsutil (?:-m )?(?:rm\b.*-[a-zA-Z]*r|rb|rsync\b.*-d)|^gcloud storage (?:rm\b.*(?:-r|--recursive)|buckets delete)|^az storage (?:container|blob|share|account) delete(?:-batch)?|^az storage blob delete-batch|^s3cmd (?:rb|del\b.*(?:-r|--recursive)|--recursive del)|^mc (?:rb|rm\b.*--recursive)|^rclone (?:purge|delete|rmdirs)|^s5cmd (?:rm|rb)|^bq rm\b.*-r|^oci os bucket delete|^doctl compute (?:volume|snapshot) delete/,
      ),
    examples: {
      block: [
        "aws s3 rb s3://b --force",
        "aws s3 rm s3://b/ --recursive",
        "gsutil -m rm -r gs://b",
        "az storage container delete -n c",
        "rclone purge r:b",
        "gcloud storage buckets delete gs://b",
        "mc rb --force x/b",
      ],
      allow: [
        "aws s3 ls",
        "aws s3 cp a s3://b/a",
        "aws s3 rm s3://b/ --recursive --dryrun",
        "gsutil ls",
        "rclone ls r:b",
      ],
    },
  }),
  rule({
    id: "cloud/delete-database",
    title: "Deleting a managed database or its backups",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1485",
    why: "The data goes with it, and mostly its snapshots too.",
    instead: "Let a person delete it on the cloud's own page.",
    on: run([
      ...CLOUDS,
      "heroku",
      "fly",
      "flyctl",
      "supabase",
      "neonctl",
      "pscale",
      "turso",
      "railway",
      "atlas",
      "redis-cloud",
    ]),
    match: (action) =>
      shaped(
        action,
        /^aws (?:rds|dynamodb|redshift|elasticache|docdb|neptune|opensearch|es|timestream-write|dax|memorydb|keyspaces|backup) delete-|^gcloud (?:sql (?:instances|databases|backups)|spanner (?:instances|databases)|bigtable instances|firestore databases|redis instances|alloydb clusters) delete|^az (?:sql (?:db|server)|cosmosdb|postgres (?:flexible-)?server|mysql (?:flexible-)?server|redis|backup vault) delete|^doctl databases delete|^heroku (?:pg:reset|addons:destroy|redis:destroy)|^fly(?:ctl)? (?:postgres|volumes|redis|pg) (?:destroy|delete)|^supabase (?:db reset --linked|projects delete)|^(?:neonctl|pscale|turso|atlas) (?:\S+ )*(?:delete|destroy)\b|^bq rm\b/,
      ),
    examples: {
      block: [
        "aws rds delete-db-instance --db-instance-identifier x --skip-final-snapshot",
        "aws dynamodb delete-table --table-name t",
        "gcloud sql instances delete x",
        "az cosmosdb delete -n x -g g",
        "heroku pg:reset DATABASE_URL",
        "pscale database delete x",
        "turso db destroy x",
      ],
      allow: [
        "aws rds describe-db-instances",
        "gcloud sql instances list",
        "heroku pg:info",
        "supabase db reset",
        "turso db list",
      ],
    },
  }),
  rule({
    id: "cloud/delete-machines",
    title: "Deleting machines, networks or whole projects",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI08"],
    attack: "T1485",
    why: "Whatever runs there stops for everybody, and its disks go with it.",
    instead: "Let a person delete it on the cloud's own page.",
    on: run([
      ...CLOUDS,
      "heroku",
      "fly",
      "flyctl",
      "vercel",
      "netlify",
      "railway",
      "wrangler",
      "firebase",
      "copilot",
      "sst",
      "serverless",
      "sls",
      "sam",
      "cdk",
      "amplify",
    ]),
    match: (action) =>
      shaped(
        action,
        /^aws (?:ec2 (?:terminate-instances|delete-(?:vpc|volume|snapshot|security-group|subnet|nat-gateway|image))|eks delete-cluster|ecs delete-|lambda delete-function|cloudformation delete-stack|route53 delete-hosted-zone|organizations (?:close|remove)|kms schedule-key-deletion|ecr delete-repository|autoscaling delete)|^gcloud (?:projects delete|compute (?:instances|disks|networks|snapshots) delete|container clusters delete|run services delete|functions delete|dns managed-zones delete|kms keys versions destroy)|^az (?:group|vm|aks|network vnet|webapp|functionapp|disk|keyvault) delete|^az account clear|^(?:doctl|hcloud|linode-cli|scw|vultr-cli) (?:\S+ )*(?:delete|destroy|terminate|rm)\b|^openstack (?:server|volume|network|project|stack) delete|^eksctl delete|^heroku (?:apps:destroy|apps:delete)|^fly(?:ctl)? (?:apps destroy|machine destroy)|^vercel (?:remove|rm|projects? rm)|^netlify sites:delete|^railway (?:down|delete)|^wrangler (?:delete|kv:?\S* delete|r2 bucket delete|d1 delete)|^firebase (?:projects:delete|hosting:disable|firestore:delete|functions:delete)|^(?:serverless|sls|sst) remove|^sam delete|^cdk destroy|^amplify delete/,
      ),
    examples: {
      block: [
        "aws ec2 terminate-instances --instance-ids i-1",
        "gcloud projects delete p",
        "az group delete -n g --yes",
        "doctl compute droplet delete 1 -f",
        "heroku apps:destroy x",
        "cdk destroy --force",
        "eksctl delete cluster x",
        "aws kms schedule-key-deletion --key-id x",
        "firebase firestore:delete --all-collections",
      ],
      allow: [
        "aws ec2 describe-instances",
        "gcloud compute instances list",
        "az vm list",
        "cdk diff",
        "vercel ls",
        "sls info",
      ],
    },
  }),
  rule({
    id: "cloud/deploy",
    title: "Deploying to production",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: null,
    why: "People use what runs there.",
    instead: "Deploy a preview, and let the person promote it.",
    on: run([
      "vercel",
      "netlify",
      "firebase",
      "fly",
      "flyctl",
      "wrangler",
      "railway",
      "heroku",
      "cdk",
      "serverless",
      "sls",
      "sam",
      "sst",
      "pulumi",
      "terraform",
      "tofu",
      "terragrunt",
      "eb",
      "gcloud",
      "kamal",
      "cap",
      "dokku",
      "ansible-playbook",
      "git",
    ]),
    match: (action) =>
      shaped(
        action,
        /^vercel (?:.*\s)?(?:--prod|promote|rollback|alias set)|^netlify deploy\b.*(?:--prod|-p\b)|^firebase deploy|^fly(?:ctl)? deploy|^wrangler (?:deploy|publish)|^railway up|^heroku (?:container:release|releases:rollback|ps:scale|maintenance:on)|^cdk deploy|^(?:serverless|sls|sst) deploy\b.*prod|^sam deploy|^pulumi (?:up|update|destroy|import|cancel|state delete)|^(?:terraform|tofu|terragrunt) (?:.*\s)?(?:apply|destroy|import|taint|untaint|state (?:rm|mv|push|replace-provider)|force-unlock|workspace delete|run-all apply)\b|^eb (?:deploy|terminate|swap)|^gcloud (?:app|run|functions) deploy|^kamal (?:deploy|redeploy|remove|rollback)|^cap production|^git push (?:heroku|dokku|production|prod|piku)\b/,
      ),
    examples: {
      block: [
        "vercel --prod",
        "terraform apply -auto-approve",
        "terraform state rm x.y",
        "pulumi up --yes",
        "wrangler deploy",
        "git push heroku main",
        "cdk deploy",
        "netlify deploy --prod",
        "terraform force-unlock abc",
      ],
      allow: [
        "vercel dev",
        "terraform plan",
        "terraform fmt",
        "pulumi preview",
        "netlify deploy",
        "git push origin production-fix",
        "cdk synth",
      ],
    },
  }),
  rule({
    id: "cloud/run-command",
    title: "Running commands on other machines through a cloud",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: "T1651",
    why: "It runs with the agent's rights on machines that nobody guards here.",
    instead: ASK_PERSON,
    on: run(["aws", "az", "gcloud", "doctl", "oci"]),
    match: (action) =>
      /^aws ssm (?:send-command|start-session)|^az vm (?:run-command|extension set)|^aws ecs execute-command|^aws lambda invoke|^aws ec2-instance-connect/.test(
        line(action),
      )
        ? line(action)
        : null,
    examples: {
      block: [
        "aws ssm send-command --instance-ids i-1 --document-name AWS-RunShellScript",
        "az vm run-command invoke -g g -n n --command-id RunShellScript",
      ],
      allow: ["aws ssm describe-instance-information", "az vm list"],
    },
  }),
  rule({
    id: "cloud/spending",
    title: "Renting machines",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI08"],
    attack: "T1578.002",
    why: "They cost money until somebody ends them.",
    instead: ASK,
    on: run([...CLOUDS, "fly", "flyctl", "modal", "runpodctl", "vastai", "lambda-cloud"]),
    match: (action) =>
      shaped(
        action,
        /^aws (?:ec2 (?:run-instances|request-spot-instances|create-fleet|allocate-address|purchase-\S+|create-nat-gateway)|eks create-cluster|rds create-db|sagemaker create-|emr create-cluster|redshift create-cluster|savingsplans create|elasticache create)|^gcloud (?:compute instances create|container clusters create|sql instances create|ai \S+ create)|^az (?:vm create|aks create|vmss create|sql server create)|^doctl (?:compute droplet|kubernetes cluster|databases) create|^hcloud server create|^linode-cli linodes create|^eksctl create|^scw instance server create|^vultr-cli instance create|^openstack server create|^(?:runpodctl|vastai) create/,
      ),
    examples: {
      block: [
        "aws ec2 run-instances --image-id a --count 10",
        "gcloud compute instances create x",
        "az vm create -n x -g g",
        "doctl compute droplet create x",
        "hcloud server create --name x --type cx11",
        "eksctl create cluster",
      ],
      allow: [
        "aws ec2 run-instances --dry-run",
        "gcloud compute instances list",
        "doctl compute droplet list",
        "hcloud server list",
      ],
    },
  }),
  rule({
    id: "cloud/copy-out",
    title: "Copying data or images to another account",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI03"],
    attack: "T1537",
    why: "What another account holds, nobody here can take back.",
    instead: ASK,
    on: run(CLOUDS),
    match: (action) =>
      shaped(
        action,
        /^aws ec2 modify-(?:snapshot|image)-attribute|^aws rds modify-db-(?:cluster-)?snapshot-attribute|^aws s3api put-bucket-replication|^aws (?:rds|ec2) (?:copy|share|export)-(?:image|snapshot|db)|^aws dynamodb export-table|^aws rds start-export-task|^gcloud compute images add-iam|^gcloud sql export|^az snapshot grant-access|^az disk grant-access|^gcloud storage (?:cp|rsync) gs:\/\/\S+ s3:|^bq extract|^rclone (?:copy|sync|move) \S*:\S* \S+:/,
      ),
    examples: {
      block: [
        "aws ec2 modify-snapshot-attribute --snapshot-id s --user-ids 1",
        "aws rds start-export-task --s3-bucket-name b",
        "gcloud sql export sql i gs://b/x",
        "rclone copy a:b c:d",
        "az disk grant-access -n d -g g --duration-in-seconds 3600",
      ],
      allow: [
        "aws ec2 describe-snapshots",
        "rclone copy a:b ./x",
        "gcloud sql export --help",
        "aws s3 cp s3://b/a .",
      ],
    },
  }),
];

/** The call as `program sub command operand`. */
function line(action: Run): string {
  return [action.program ?? "?", ...action.call.subcommand, ...operands(action.call)].join(" ").slice(0, 100);
}
