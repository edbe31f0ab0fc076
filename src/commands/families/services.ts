/**
 * Clients of services whose words say what they do (`service`): content sites, pipelines, registries of software, CI,
 * trackers, administration. Sources: the programs' own help. What the shared verbs do not say is in the entries.
 */
import { NAMES, SECRET } from "../options/cloud.ts";
import type { Table } from "../spec.ts";

/** A client of which nothing is to be said but that it is one. */
const CLIENT = {
  flags: `-y,--yes -f,--force --confirm --json --verbose -q,--quiet --debug --all --non-interactive --no-input
    --skip-confirmation`,
  values: `-a,--app -p,--project -e,--env,--environment -o,--org,--output -n,--name,--namespace --id -t,--target
    --region --profile --workspace --team --stage -s,--service`,
  options: {
    "--token,--api-key,--password": "credential",
    "-c,--config": "config",
    "--env-file": "identity",
  },
  operands: ["text..."],
  network: true,
  service: true,
} as const;

const PUBLISH = { ...NAMES, flags: "-y,--yes -f,--force --dry-run", effect: "publish" } as const;

const SITE = {
  ...CLIENT,
  flags: `-y,--yes -n,--no-interaction -q,--quiet -v,--verbose --debug --allow-root --force --all --network
    --skip-plugins --skip-themes`,
  values: "--path --url --uri -l --user --format --fields --field --role --reassign --root -r",
  options: { "--exec": "code:php", "--require": "script:php", "--ssh": "host" },
  projectCode: true,
} as const;

export const services = {
  "drush,wp,drupal,magento,occ": {
    ...SITE,
    subcommands: {
      "eval,php:eval,php-eval,ev": { operands: ["code:php"] },
      "eval-file,php:script,scr": { operands: ["script:php", "text..."] },
      "shell,php:cli,core:cli": { input: "code:php", interactive: true },
      "sql:query,sqlq,sql-query": { operands: ["code:sql"] },
      "site-install,site:install,si,sql-sync,sql:sync": { ...NAMES, effect: "destroy" },
      "ssh,site:ssh": { operands: ["shell..."], place: "host" },
      db: {
        subcommands: {
          "query,cli": { operands: ["code:sql"] },
          export: { operands: ["write"] },
          import: { operands: ["script:sql"] },
        },
      },
    },
  },
  "terminus,platformsh,platform,upsun,clever,scalingo,gigalixir,dokku,aptible,ey,tsuru,nanobox,northflank,koyeb,render,caprover,coolify,porter,acorn,dapr,encore,bos,vos,pts,kas,nitric,wing,spin,now,surge,ghost,strapi,kamal":
    {
      ...CLIENT,
      subcommands: {
        psql: { ...NAMES, options: { "-c,--command": "code:sql" } },
        "run,ssh,exec": { style: "posix", operands: ["text", "command"], place: "host" },
        "undeploy,teardown": { ...NAMES, effect: "destroy" },
      },
    },
  /** A host of virtual machines, by namespace and then verb; the verbs `set` and `add` say nothing by themselves. */
  esxcli: {
    ...CLIENT,
    values: `-c,--config -H,--host,-s,--server -u,--username --formatter --cert-name --cert-path -t,--type -w,--world-id
      -i,--id -d,--description -e,--enabled,--enable -v,--vibname -l,--level`,
    options: { "-p,--password": "credential", "--vib,--depot": "url" },
    subcommands: {
      network: {
        ...CLIENT,
        subcommands: {
          firewall: {
            ...CLIENT,
            subcommands: {
              "set,unload": { ...CLIENT, values: "-e,--enabled -d,--default-action", effect: "weaken" },
              ruleset: {
                ...CLIENT,
                subcommands: { set: { ...CLIENT, values: "-e,--enabled -r,--ruleset-id", effect: "weaken" } },
              },
            },
          },
        },
      },
      system: {
        ...CLIENT,
        subcommands: {
          "syslog,auditrecords,coredump": {
            ...CLIENT,
            subcommands: {
              config: {
                ...CLIENT,
                subcommands: {
                  "set,logger": { ...CLIENT, values: "--loghost --logdir --reset", effect: "weaken" },
                },
              },
              "local,remote": { ...CLIENT, subcommands: { disable: { ...CLIENT, effect: "weaken" } } },
            },
          },
          account: { ...CLIENT, subcommands: { "add,set": { ...CLIENT, effect: "grant" } } },
          permission: { ...CLIENT, subcommands: { set: { ...CLIENT, effect: "grant" } } },
        },
      },
      software: {
        ...CLIENT,
        subcommands: { acceptance: { ...CLIENT, subcommands: { set: { ...CLIENT, effect: "weaken" } } } },
      },
    },
  },
  /** What runs for everybody on this machine, and machines of others. */
  "supervisorctl,govc,xe,qm,pct,pvesm,pvesh,racadm,ipmitool": {
    ...CLIENT,
    values: "-c,--config -H,--host -U,--user -s --cert-name --cert-path -d,--domain -I -L",
    options: { "-P,--password": "credential" },
  },
  /** Runs and schedules: what is deleted there is the history and the schedule of everybody. */
  "airflow,dagster,prefect,ray,sky,celery,rq,luigi,temporal,tctl,runpodctl,vastai,databricks,snow,snowsql,rill,wandb,mlflow,kaggle,pinecone,weaviate-cli":
    {
      ...CLIENT,
      values: `${CLIENT.values} -A -b,--broker -m,--memo -w,--workflow-id --job-id --cluster-id -u,--url`,
      projectCode: true,
    },
  "openai,anthropic,replicate": CLIENT,
  dbt: {
    ...CLIENT,
    flags: "--full-refresh --no-version-check --fail-fast -x -q --debug --store-failures --empty",
    values:
      "-s,--select,-m,--models --exclude --target -t --profile --vars --threads --selector --args --state",
    options: { "--project-dir,--profiles-dir": "work-directory" },
    projectCode: true,
    subcommands: { clean: { ...NAMES, service: false } },
  },
  "juju,rke,crossplane,tsh,gridscale,megacmd,timescale,aiven,avn,astra": {
    ...CLIENT,
    subcommands: {
      ssh: { style: "posix", operands: ["host", "shell..."], place: "host" },
      "down,destroy-all,kill-controller": { ...NAMES, effect: "destroy" },
    },
  },
  "molecule,kitchen": {
    ...CLIENT,
    projectCode: true,
    /** Their machines are made for the test. */
    subcommands: { "test,converge,verify,create,login,list,lint,prepare": NAMES },
  },
  "vsce,ovsx,web-ext,chrome-webstore-upload,snapcraft,charmcraft,cpan-upload,packagecloud,cloudsmith,pulp,crane,oras,regctl,cosign":
    {
      ...CLIENT,
      options: { "--pat,--token": "credential", "--key": "read", "--file": "read" },
      subcommands: {
        "upload,push,sign,attest,cp,copy,append,mutate,tag": PUBLISH,
        "package,pack,lint,login,logout,ls,list,manifest,digest,catalog,config,export,validate,build,run":
          NAMES,
      },
    },
  /** Each makes a release out of what lies there. */
  "gh-pages": {
    ...CLIENT,
    flags: "-t,--dotfiles -a,--add -f,--no-history --nojekyll --cname",
    values: "-d,--dist -b,--branch -e,--dest -m,--message -r,--repo -o,--remote -u,--user -v,--remove",
    projectCode: true,
    effect: "publish",
  },
  "semantic-release,np,release-it,standard-release,cargo-release,shipit": {
    ...CLIENT,
    flags: "--dry-run,-d --ci --no-ci --yolo --any-branch --no-tests --preview --no-publish",
    harmless: "--dry-run --preview",
    projectCode: true,
    effect: "publish",
    subcommands: { "init,config,help": NAMES },
  },
  fastlane: {
    ...CLIENT,
    projectCode: true,
    subcommands: {
      "deliver,supply,pilot,release,beta,upload_to_*,deploy,publish,submit": PUBLISH,
      "sigh,match,cert,get_certificates": {
        ...NAMES,
        subcommands: { "nuke,revoke": { ...NAMES, effect: "destroy" } },
      },
    },
  },
  pod: {
    flags: "--allow-warnings --verbose --silent --repo-update --clean-install --deployment",
    values: "--sources --project-directory",
    network: true,
    projectCode: true,
    subcommands: {
      trunk: {
        ...NAMES,
        subcommands: {
          "push,deprecate": PUBLISH,
          delete: { ...NAMES, effect: "destroy" },
          "add-owner,remove-owner,register": { ...NAMES, effect: "grant" },
        },
      },
      repo: { ...NAMES, subcommands: { push: PUBLISH } },
    },
  },
  luarocks: {
    values: "--server --tree --lua-version --api-key --temp-key",
    network: true,
    projectCode: true,
    subcommands: {
      "install,make,build": { operands: ["package..."], flags: "--local --global --force" },
      upload: PUBLISH,
    },
  },
  "circleci,travis,drone,jenkins-jobs,woodpecker-cli,buildkite-agent,bk,gitlab-runner,tkn,concourse,octopus,octo,jenkins-cli,datadog-ci,sentry-cli,jf,jfrog":
    {
      ...CLIENT,
      flags: `${CLIENT.flags} -l,--list --dryrun -v -b,--bind -r,--reuse --privileged`,
      values: `-j,--job -W,--workflows -P,--platform --eventpath --actor --matrix --container-architecture
        --repository --url --server-id --user -a,--app -p,--project -e,--env -o,--org,--output -n,--name
        --namespace --id`,
      options: {
        "-s,--secret": "credential",
        "--secret-file,--env-file,--var-file": "read",
        "-C,--directory": "work-directory",
        "--token,-t,--api-key,--password": "credential",
        "-c,--config": "config",
      },
      projectCode: true,
      subcommands: {
        "exec,local": { style: "posix", projectCode: true },
        "upload,u,push,publish": PUBLISH,
        artifact: { ...NAMES, subcommands: { upload: { ...PUBLISH, operands: ["upload", "text"] } } },
        rt: {
          ...NAMES,
          subcommands: { "del,rdel,repo-delete": { ...NAMES, effect: "destroy" }, "u,upload": PUBLISH },
        },
      },
    },
  /** Life and death of clusters, stores below them, and who may log in to what runs on them. */
  "kubeone,clusterctl,k0sctl,kubefed,subctl,osm,kuma,kumactl,pke,longhornctl,vespa,rain,stackctl,lightsailctl,cloudquery,digger,levant,env0,scalr,rbd,maas,kcadm.sh,kcadm,grafana,elasticsearch-users,elasticsearch-service-tokens,ory,zitadel,pdctl,statsig,step,splunk,zabbix_api,defang,daytona,jelastic,steampipe,gitlab-backup,slackcli,square,paypal,braintree,chargebee,adyen,plaid,mixpanel":
    CLIENT,
  /** What lies in the zone files becomes everybody's way, once it is told to. */
  "octodns-sync,octodns-dump": {
    ...CLIENT,
    flags: "--doit --force --quiet",
    values: "--config-file --target --source --output-dir",
    effectWith: { "--doit": "disrupt" },
  },
  "elasticsearch-reset-password,elasticsearch-setup-passwords,kibana-reset-password": {
    ...CLIENT,
    effect: "grant",
  },
  rados: { ...CLIENT, subcommands: { "rmpool,rm,purge,cppool,truncate": { ...NAMES, effect: "destroy" } } },
  oozie: {
    ...CLIENT,
    effectWith: { "-kill,-suspend": "disrupt" },
    flags: `${CLIENT.flags} -kill -suspend`,
  },
  /** Runs the project's workflows in containers here: its words are names of events. */
  act: {
    flags: `-l,--list -n,--dryrun -v,--verbose -b,--bind -r,--reuse --privileged -w,--watch -q,--quiet --rm -g,--graph
      --pull --rebuild --no-recurse --use-gitignore --no-skip-checkout --insecure-secrets --validate`,
    values: `-j,--job -W,--workflows -P,--platform -a,--actor --matrix --container-architecture
      --container-options --defaultbranch --remote-name --network --userns --container-cap-add
      --container-cap-drop --container-daemon-socket --env,--var,--input`,
    options: {
      "-s,--secret": "credential",
      "--secret-file,--env-file": "identity",
      "-e,--eventpath,--var-file,--input-file": "read",
      "-C,--directory": "work-directory",
    },
    operands: ["text..."],
    projectCode: true,
    network: true,
  },
  /** `-D` and its kin are said of the keys of every minion. */
  "salt-key": {
    flags: "-L -A,--accept-all -R,--reject-all -D,--delete-all -P,--print-all -F,--finger-all -y,--yes -q",
    values: "-l,--list -a,--accept -r,--reject -d,--delete -p,--print -f,--finger -c,--config-dir -u,--user",
    operands: ["text..."],
    network: true,
    effectWith: { "-D,-d": "destroy", "-A,-a": "grant", "-R,-r": "disrupt" },
  },
  puppetserver: {
    ...CLIENT,
    subcommands: {
      ca: {
        ...NAMES,
        subcommands: {
          "clean,delete,revoke,prune": { ...NAMES, effect: "destroy" },
          "sign,generate,import,setup": { ...NAMES, effect: "grant" },
        },
      },
    },
  },
  "linear,linearis,jira,acli,notion,notion-cli,todoist,trello,slack,pd,opsgenie,twurl,gam,m365,sf,sfdx,zowe,okta,newrelic,auth0,ldcli,launchdarkly-cli,contentful,sanity,sendgrid,mailgun":
    {
      ...CLIENT,
      values: `${CLIENT.values} -X --method --summary --description --title --body --key --assignee --label
        --comment --dataset --data --target-org -m,--message`,
      subcommands: {
        "auth,org": {
          ...NAMES,
          subcommands: { "token,print,print-access-token,display": SECRET, "list,status,whoami": NAMES },
        },
      },
    },
} satisfies Table;
