/** Infrastructure as code, and secrets as a service. Sources: the programs' own help. */
import { DESTROY, DISRUPT, GRANT, NAMES, SECRET } from "../options/cloud.ts";
import type { Table } from "../spec.ts";

export const infrastructure = {
  "terraform,tofu,terragrunt,tf,cdktf": {
    style: "single",
    flags: `-auto-approve,--auto-approve -no-color -compact-warnings -destroy -refresh-only -json -upgrade
      -reconfigure -migrate-state -force-copy -get -input -lock -refresh -check -diff -list -recursive
      -write -backup -raw -force -allow-missing -detailed-exitcode --terragrunt-non-interactive`,
    values: `-target,--target -replace -parallelism -lock-timeout -var,--var -provider -platform -backend
      -from-module -generate-config-out --working-dir -backend-config`,
    options: {
      "-var-file,--var-file": "read",
      "-plugin-dir": "library",
      "-out": "write",
      "-state": "write",
      "-state-out": "write",
      "-chdir": "work-directory",
    },
    network: true,
    service: true,
    projectCode: true,
    environment: { TF_CLI_CONFIG_FILE: "config" },
    subcommands: {
      "plan,validate,fmt,show,output,graph,providers,version,get,init,login,logout,metadata,modules,hclfmt": {
        ...NAMES,
        style: "single",
      },
      apply: { style: "single", effectWith: { "-destroy": "destroy", "-auto-approve": "disrupt" } },
      destroy: { operands: [], style: "single", effect: "destroy" },
      "taint,untaint,force-unlock,refresh,import,test": { ...NAMES, style: "single" },
      state: {
        ...NAMES,
        style: "single",
        subcommands: { "rm,push,replace-provider": DESTROY, "list,show,mv,pull": NAMES },
      },
      workspace: {
        ...NAMES,
        style: "single",
        subcommands: { delete: DESTROY, "list,new,select,show": NAMES },
      },
      console: { operands: [], input: "code:other", interactive: true },
    },
  },
  pulumi: {
    flags: `-y,--yes -f,--force --skip-preview --diff -j,--json --non-interactive -r,--refresh --show-secrets
      --preserve-config --remove --plaintext --secret --all`,
    values: "-s,--stack -m,--message -p,--parallel -t,--target --color -e,--emoji -v --policy-pack",
    options: { "-C,--cwd": "work-directory", "--config-file": "config", "--tracing": "url" },
    network: true,
    service: true,
    projectCode: true,
    subcommands: {
      destroy: DESTROY,
      "update,refresh": { ...NAMES },
      "preview,stack,config,new,login,logout,version,whoami,about,logs,org,plugin,policy,import,console,env":
        {
          ...NAMES,
          subcommands: {
            "rm,delete": DESTROY,
            "export,get": SECRET,
            open: SECRET,
            "ls,select,init,output,graph,history,tag,import,set,install": NAMES,
          },
        },
      cancel: DISRUPT,
      state: { ...NAMES, subcommands: { delete: DESTROY } },
    },
  },
  "vault,bao": {
    style: "single",
    flags: "-tls-skip-verify -force,-f -no-print -dev -all -recovery",
    values: `-address -agent-address -ca-path -format -field -header -namespace,-ns -policy -ttl -type -path
      -method -mount -version -versions -wrap-ttl -mode -key-shares -key-threshold -dev-root-token-id
      -dev-listen-address`,
    options: { "-ca-cert,-client-cert,-client-key": "read", "-config": "config", "-token": "credential" },
    network: true,
    service: true,
    subcommands: {
      "read,unwrap,print": SECRET,
      kv: {
        ...NAMES,
        subcommands: {
          get: SECRET,
          "delete,destroy": DESTROY,
          metadata: { ...NAMES, subcommands: { delete: DESTROY } },
          "list,put,patch,undelete,rollback": NAMES,
        },
      },
      delete: DESTROY,
      "secrets,audit": {
        ...NAMES,
        subcommands: { disable: DESTROY, move: DISRUPT, "enable,list,tune": NAMES },
      },
      /** Ways to log in, and code that the server runs. */
      "auth,plugin": {
        ...NAMES,
        subcommands: {
          "disable,deregister": DESTROY,
          "enable,register,reload": GRANT,
          "list,tune,move,info": NAMES,
        },
      },
      "lease,token": {
        ...NAMES,
        subcommands: { revoke: DESTROY, create: GRANT, "lookup,renew,capabilities": NAMES },
      },
      policy: {
        ...NAMES,
        subcommands: { delete: DESTROY, write: { operands: ["text", "upload"], effect: "grant" } },
      },
      operator: {
        ...NAMES,
        subcommands: {
          "seal,step-down": DISRUPT,
          "rekey,generate-root,init": GRANT,
          raft: {
            ...NAMES,
            subcommands: {
              "remove-peer,demote,promote": DISRUPT,
              snapshot: {
                ...NAMES,
                subcommands: { restore: DESTROY, save: { ...SECRET, effect: "reveal" } },
              },
              join: GRANT,
            },
          },
        },
      },
      "login,write,list,status,server,agent,version,debug,namespace,path-help,ssh,transit,pki,monitor": NAMES,
    },
  },
  "packer,nixops,colmena,infracost,tflint,tfsec,checkov,terrascan,driftctl,terraform-docs,atlantis,spacelift":
    {
      style: "single",
      flags: "-force -debug -machine-readable -y --compact --quiet",
      values: "-only -except -var -parallel-builds -o -d -f --framework",
      options: { "-var-file": "read" },
      operands: ["read..."],
      network: true,
      projectCode: true,
      subcommands: { "destroy,delete": DESTROY },
    },
} satisfies Table;
