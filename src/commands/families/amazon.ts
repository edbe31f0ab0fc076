/** Amazon's cloud and what deploys to it. Source: `aws help`; names of commands begin with the verbs of the API. */
import { DESTROY, DISRUPT, GRANT, NAMES, SECRET } from "../options/cloud.ts";
import type { Table } from "../spec.ts";

/** Verbs of AWS's API, which the names of all its commands begin with. */
const AWS_VERBS = {
  "delete-*,terminate-*,purge-*,remove-*,deregister-*,destroy-*,batch-delete-*,schedule-key-deletion,close-account,disable-key,abort-*,delete*,cancel-*,revoke-*,release-*,empty-*":
    DESTROY,
  "stop-*,reboot-*,detach-*,disassociate-*,disable-*,modify-*,suspend-*,reset-*,failover-*,restore-*,put-bucket-*,put-lifecycle-*,change-*,leave-*,update-function-code,deactivate-*":
    DISRUPT,
  "create-access-key,create-login-profile,attach-*-policy,put-*-policy,add-user-to-group,create-user,update-assume-role-policy,update-login-profile,create-service-specific-credential,authorize-*,add-permission,put-bucket-acl,put-object-acl,put-public-access-block,create-grant,create-key-pair,import-key-pair,create-api-key,create-resource-share,associate-resource-share":
    GRANT,
  "get-secret-value,get-parameter,get-parameters,get-parameters-by-path,get-password-data,get-session-token,assume-role,assume-role-*,get-login-password,get-authorization-token,decrypt,generate-data-key,batch-get-secret-value,export-*":
    SECRET,
  "describe-*,list-*,get-*,head-*,search-*,lookup-*,wait,simulate-*,query,scan,filter-log-events,tail,ls,help,validate-*,estimate-*,test-*,batch-get-*,select-*":
    NAMES,
} as const;

export const amazon = {
  "aws,awslocal": {
    flags: `--debug --no-verify-ssl --no-paginate --no-sign-request --no-cli-pager --cli-auto-prompt
      --no-cli-auto-prompt --recursive --quiet --dryrun --only-show-errors --delete --force --summarize
      --human-readable --follow-symlinks --no-follow-symlinks --exact-timestamps --size-only --dry-run
      --with-decryption --no-progress --no-guess-mime-type --force-delete-without-recovery
      --skip-final-snapshot --no-deletion-protection --generate-cli-skeleton --no-include-email --follow`,
    values: `--output --query --region --profile --endpoint-url --color --cli-read-timeout
      --cli-connect-timeout --version-id --bucket --key --key-prefix --acl --grants --exclude --include
      --storage-class --sse --content-type --metadata --instance-ids --group-id --group-name --name --names
      --stack-name --function-name --payload --table-name --role-name --user-name --policy-arn --policy-name
      --secret-id --db-instance-identifier --db-cluster-identifier --cluster --cluster-name --service
      --task-definition --image-id --instance-type --filters --max-items --max-results --page-size
      --starting-token --log-group-name --queue-url --topic-arn --message --parameters --document-name
      --targets --id --ids --arn --resource-arn --tags --force-delete --hosted-zone-id --distribution-id
      --paths --volume-id --snapshot-id --vpc-id --subnet-id --allocation-id --key-id --alias-name
      --pending-window-in-days --recovery-window-in-days --attributes --max-keys --prefix --delimiter
      --repository-name --target --since --expires-in --copy-props --source-region --if-match
      --cli-input-json,--cli-input-yaml`,
    options: {
      "--ca-bundle": "read",
      "--query-string,--sql,--statement": "code:sql",
      "--secret-string": "credential",
      "--template-file": "read",
      "--secret-binary": "upload",
      "--body": "upload",
      "--zip-file": "upload",
    },
    network: true,
    service: true,
    subcommands: {
      ...AWS_VERBS,
      "cloudtrail,guardduty,securityhub,configservice,accessanalyzer,inspector2,macie2,detective,wafv2,shield":
        {
          ...NAMES,
          subcommands: {
            "stop-*,delete-*,disable-*,create-filter,update-filter,archive-findings,batch-update-findings,update-findings,put-suppression-*,create-suppression-*,update-trail,update-detector,put-event-selectors,disassociate-*,put-insight-selectors":
              { ...NAMES, effect: "weaken" },
          },
        },
      cloudwatch: {
        ...NAMES,
        subcommands: {
          "disable-alarm-actions,set-alarm-state,put-anomaly-*": { ...NAMES, effect: "weaken" },
          ...AWS_VERBS,
        },
      },
      s3: {
        ...NAMES,
        subcommands: {
          "cp,sync": {
            operands: ["remote-read", "remote-write"],
            recursive: "*",
            effectWith: { "--delete": "destroy" },
          },
          mv: { operands: ["remote-read", "remote-write"], recursive: "*" },
          "rm,rb": DESTROY,
          ls: NAMES,
          mb: NAMES,
          presign: { ...NAMES, effect: "publish" },
          website: { ...NAMES, effect: "expose" },
        },
      },
      s3api: {
        ...NAMES,
        subcommands: { ...AWS_VERBS, "put-object": {}, "get-object": { operands: ["download"] } },
      },
      ssm: {
        ...NAMES,
        subcommands: {
          ...AWS_VERBS,
          "start-session,send-command": {
            ...NAMES,
            options: { "--parameters": "shell" },
            place: "host",
            interactive: true,
          },
        },
      },
      configure: {
        ...NAMES,
        subcommands: { "export-credentials,get": SECRET, "list,list-profiles,set,sso,import": NAMES },
      },
      "ecr,ecr-public,sts,secretsmanager,kms,iam": { ...NAMES, subcommands: AWS_VERBS },
      ecs: {
        ...NAMES,
        subcommands: {
          ...AWS_VERBS,
          "execute-command": {
            ...NAMES,
            options: { "--command": "shell" },
            place: "container",
            interactive: true,
          },
        },
      },
      lambda: { ...NAMES, subcommands: { ...AWS_VERBS, invoke: { operands: ["download"] } } },
      cloudformation: {
        ...NAMES,
        subcommands: { ...AWS_VERBS, "deploy,create-stack,update-stack,package": NAMES },
      },
      "*": { ...NAMES, subcommands: AWS_VERBS },
    },
  },
  /** What the metadata service says of this machine; its start-up script often holds keys. */
  "ec2-metadata,ec2metadata": {
    flags: `-a,--all -d,--user-data -i,--instance-id -t,--instance-type -l,--local-hostname -v,--public-ipv4
      -z,--availability-zone -R,--region -s,--security-groups -o,--local-ipv4 --quiet`,
    operands: [],
    effectWith: { "-d,-a": "reveal" },
  },
  "sam,cdk,cdklocal,serverless,sls,copilot,eb,chalice,zappa,amplify,sst,ecs-cli": {
    flags: `-y,--yes -f,--force --no-confirm-changeset --guided -v,--verbose --all --require-approval
      --no-prompts --debug`,
    values: `--stack-name --region --profile -s,--stage -e,--env -n,--name -a,--app --context -o,--output
      --capabilities -t,--template-file`,
    options: { "-c,--config,--config-file": "config" },
    network: true,
    service: true,
    projectCode: true,
    subcommands: {
      "delete,destroy,remove,undeploy,rollback": DESTROY,
      "ssh,exec": {
        style: "posix",
        options: { "-c,--command": "shell" },
        place: "host",
        input: "code:shell",
      },
      "terminate,restart,abort": DISRUPT,
      "logs,list,ls,diff,synth,build,validate,init,local,info,status,print,package,test,dev,doctor": NAMES,
    },
  },
} satisfies Table;
