/** Google's, Microsoft's and other clouds: subcommand trees, coarse. The verbs say what a call does to an account. */
import { DESTROY, DISRUPT, GRANT, NAMES, SECRET } from "../options/cloud.ts";
import type { Program, Table } from "../spec.ts";

/** Objects and files copied, from here to there or back (`gsutil cp`, `gcloud storage cp`). */
const OBJECTS_COPIED: Program = {
  operands: ["remote-read...", "remote-write"],
  recursive: "*",
  effectWith: { "-d": "destroy" },
};

export const cloud = {
  "gcloud,gsutil,bq": {
    flags: `-q,--quiet --async --flatten --log-http --user-output-enabled -m -n -r,-R -d -D -a -p -f,--force
      --dry-run --dry_run -h -l -L -e --all --recursive --delete-instances --purge -x -c -U -j -P -s
      --allow-unauthenticated --tunnel-through-iap --internal-ip --plain --no-clobber
      --delete-unmatched-destination-objects --nouse_legacy_sql --transfer`,
    values: `--account --billing-project --configuration --filter --format --impersonate-service-account
      --limit --page-size --project --region --sort-by --verbosity --zone --uri --role --member --location
      --machine-type --image --image-family --image-project --network --subnet --tags --name --cluster
      --platform --memory --cpu --query --max_rows --project_id --dataset_id --destination_table
      --display-name --iam-account --scopes --labels --secret --version --source-name -i --ssh-flag`,
    options: {
      "--flags-file": "config",
      "--key-file,--credential-file-override,--cred-file": "read",
      "--source": "read",
      "--data-file": "upload",
      "--env-vars-file": "read",
      "--ssh-key-file": "identity",
      "--command": "shell",
      "-o": "setting",
    },
    network: true,
    service: true,
    harmless: "--dry_run",
    subcommands: {
      "cp,rsync,mv": OBJECTS_COPIED,
      storage: { ...NAMES, subcommands: { "cp,rsync,mv": OBJECTS_COPIED } },
      "rm,rb": { ...DESTROY },
      "ls,stat,du,cat,hash,show,head,extract,mk,mb,version,info,components,init,help,feedback,topic,cheat-sheet":
        NAMES,
      "signurl,notification": { ...NAMES, effect: "publish" },
      "iam,acl,defacl": {
        ...NAMES,
        subcommands: {
          "ch,set": { ...GRANT },
          "service-accounts": {
            ...NAMES,
            subcommands: {
              keys: {
                ...NAMES,
                subcommands: { create: { operands: ["write"], effect: "grant" }, "delete,disable": DESTROY },
              },
              "create,add-iam-policy-binding": GRANT,
              "delete,disable": DESTROY,
            },
          },
          roles: { ...NAMES, subcommands: { delete: DESTROY } },
        },
      },
      query: { operands: ["code:sql"] },
      container: {
        ...NAMES,
        subcommands: {
          // Writes to kubectl's configuration, and shows nothing.
          clusters: { ...NAMES, subcommands: { "get-credentials": { ...NAMES, service: false } } },
        },
      },
      auth: {
        ...NAMES,
        subcommands: {
          "print-access-token,print-identity-token,application-default": SECRET,
          "login,activate-service-account": GRANT,
          "list,revoke,configure-docker": NAMES,
        },
      },
      secrets: {
        ...NAMES,
        subcommands: {
          versions: {
            ...NAMES,
            subcommands: { access: SECRET, "destroy,disable": DESTROY, "list,add,describe": NAMES },
          },
          delete: DESTROY,
        },
      },
      compute: {
        ...NAMES,
        subcommands: {
          ssh: {
            style: "gnu",
            options: {},
            operands: ["host", "command"],
            place: "host",
            input: "code:shell",
          },
          scp: {
            operands: ["remote-read...", "remote-write"],
            recursive: "*",
            flags: "--recurse --compress",
          },
          "*": {
            ...NAMES,
            subcommands: {
              "delete,delete-*,remove-*": DESTROY,
              "stop,reset,suspend,resize,detach-disk": DISRUPT,
              "add-iam-policy-binding,set-iam-policy,add-metadata": GRANT,
            },
          },
        },
      },
      "*": {
        ...NAMES,
        subcommands: {
          "delete,delete-*,remove,destroy,purge,undelete": DESTROY,
          "stop,restart,drain,suspend,disable,rollback,cancel,restore-backup": DISRUPT,
          "add-iam-policy-binding,set-iam-policy,set-iam-policy-binding": GRANT,
          "*": {
            ...NAMES,
            subcommands: {
              "delete,delete-*,destroy,purge,remove": DESTROY,
              "stop,disable,suspend,cancel,failover,restart,restore-backup": DISRUPT,
              "add-iam-policy-binding,set-iam-policy": GRANT,
              "*": { ...NAMES, subcommands: { "delete,destroy,purge,remove": DESTROY } },
            },
          },
        },
      },
    },
  },
  az: {
    flags: `--debug --only-show-errors --verbose -y,--yes --no-wait --force --purge --recursive --overwrite
      --dryrun --allow-no-subscriptions --delete-source-if-exists`,
    values: `-o,--output --query --subscription -g,--resource-group -n,--name -l,--location --account-name
      --vault-name --ids --scope --role --assignee --sku --image --tags -c,--container-name -d,--destination
      --pattern --type --tenant -u,--username --id --command-id --server --database --cluster-name
      --parameters`,
    options: {
      "-p,--password": "credential",
      "--account-key,--sas-token,--connection-string": "credential",
      "-f,--file": "upload",
      "-s,--source": "upload",
      "--scripts": "shell",
      "--template-file": "read",
    },
    network: true,
    service: true,
    subcommands: {
      login: GRANT,
      account: { ...NAMES, subcommands: { "get-access-token": SECRET, "list,show,set,clear": NAMES } },
      "vm,vmss": {
        ...NAMES,
        subcommands: {
          "run-command": { ...NAMES, place: "host", options: {} },
          delete: DESTROY,
          "stop,deallocate,restart,redeploy,reimage": DISRUPT,
        },
      },
      keyvault: {
        ...NAMES,
        subcommands: {
          secret: { ...NAMES, subcommands: { "show,download,backup": SECRET, "delete,purge": DESTROY } },
          // Of these only the public half is shown.
          "key,certificate": { ...NAMES, subcommands: { backup: SECRET, "delete,purge": DESTROY } },
          "delete,purge": DESTROY,
          "set-policy": GRANT,
        },
      },
      ad: {
        ...NAMES,
        subcommands: {
          sp: { ...NAMES, subcommands: { "create-for-rbac,credential": GRANT, delete: DESTROY } },
          "app,user,group": { ...NAMES, subcommands: { delete: DESTROY } },
        },
      },
      role: {
        ...NAMES,
        subcommands: { assignment: { ...NAMES, subcommands: { create: GRANT, delete: DESTROY } } },
      },
      rest: {
        ...NAMES,
        options: { "-b,--body": "upload-text", "--url,--uri,-u": "url", "-m,--method": "method" },
        values: "--headers",
      },
      /** Its generic client of one's own interface is told the method; the rest of it goes by verbs. */
      devops: {
        ...NAMES,
        options: { "--http-method": "method", "--in-file": "upload", "--out-file": "write" },
        values: `--area --resource --route-parameters --query-parameters --api-version --organization,--org
          -p,--project`,
      },
      "*": {
        ...NAMES,
        subcommands: {
          "delete,delete-*,purge,remove,delete-batch": DESTROY,
          "stop,restart,deallocate,failover,disable,cancel": DISRUPT,
          "list-keys,get-credentials,keys,credential": SECRET,
          "*": {
            ...NAMES,
            subcommands: {
              "delete,delete-*,purge,remove": DESTROY,
              "stop,restart,failover": DISRUPT,
              "list-keys,keys,show-connection-string,generate-sas": SECRET,
              "*": {
                ...NAMES,
                subcommands: { "delete,delete-*,purge,remove": DESTROY, "list,renew": NAMES },
              },
            },
          },
        },
      },
    },
  },
  "azcopy,mc,mcli,s3cmd,b2,gdrive,dropbox,dbxcli,ossutil,coscli,obsutil,megatools,onedrive": {
    flags: `--recursive -r -R --force -f --dangerous --delete-removed --dry-run -q --json --insecure
      --incomplete --versions --bypass`,
    values: "--acl --region --endpoint --older-than --newer-than --api --version-id --from-to",
    options: { "--secret_key,--access_key": "credential", "-c,--config-dir": "config" },
    operands: ["remote-read...", "remote-write"],
    network: true,
    service: true,
    subcommands: {
      "cp,copy,sync,mirror,put,upload,get,download,mv,pipe": { recursive: "*", effectWith: {} },
      "rm,remove,rb,del,delete,expire,batch-delete,delete-bucket,delete-file-version,empty": DESTROY,
      "ls,la,info,stat,du,find,tree,diff,head,cat,version,list,jobs,env,ping,alias,config,make,mb,undo,watch":
        { ...NAMES, subcommands: { "remove,rm": DESTROY } },
      admin: {
        ...NAMES,
        subcommands: {
          "user,policy,group,bucket,service,config,heal,info,prometheus,trace": {
            ...NAMES,
            subcommands: {
              "remove,rm,delete,reset,stop": DESTROY,
              "add,attach,set": GRANT,
              restart: DISRUPT,
            },
          },
        },
      },
      "bucket,file,key,ilm,version-set,retention,legalhold,lock,tag,quota,encrypt": {
        ...NAMES,
        subcommands: { "delete,rm,remove,clear,delete-*": DESTROY },
      },
      "share,anonymous,policy,setacl,make_public": { ...NAMES, effect: "expose" },
    },
  },
  "doctl,linode-cli,hcloud,vultr-cli,scw,ibmcloud,oci,aliyun,tccli,yc,exo,civo,ovhcloud,upctl,openstack,nova,glance,neutron,cf":
    {
      flags: "-f,--force -y,--yes --no-header --wait -q --all --delete-volumes",
      values: `-c,--context -o,--output --format --region --size --image --name -t --project --zone
        --profile --compartment-id -n --id --tag --ssh-key`,
      options: {
        "--access-token": "credential",
        "--config": "config",
        "--user-data-file,--user-data-from-file": "read",
      },
      network: true,
      service: true,
      subcommands: {
        "auth,login,iam,account": {
          ...NAMES,
          subcommands: { "init,switch,list,get": NAMES, "token,print": SECRET },
        },
        "delete,del,d,rm,remove,destroy,terminate,delete-*,purge": DESTROY,
        "stop,restart,restage,scale,reboot": DISRUPT,
        ssh: {
          operands: ["host", "shell..."],
          options: { "--ssh-command,-c,--command": "shell" },
          place: "host",
          input: "code:shell",
        },
        "*": {
          ...NAMES,
          subcommands: {
            "delete,del,d,rm,remove,destroy,terminate,purge,delete-*": DESTROY,
            "stop,poweroff,power-off,shutdown,reboot,restart,rebuild,resize,reset": DISRUPT,
            "*": {
              ...NAMES,
              subcommands: {
                "delete,del,rm,remove,destroy,terminate,purge": DESTROY,
                "stop,power-off,shutdown,reboot,rebuild": DISRUPT,
                ssh: {
                  operands: ["host"],
                  options: { "--ssh-command": "shell" },
                  place: "host",
                  input: "code:shell",
                },
              },
            },
          },
        },
      },
    },
} satisfies Table;
