/** Platforms and services that are used from the command line: coarse, by the verbs that they share. */
import { DESTROY, DISRUPT, GRANT, NAMES, SECRET } from "./options/cloud.ts";
import type { Table } from "./spec.ts";

export const platforms = {
  "heroku,fly,flyctl,railway,vercel,netlify,firebase,supabase,wrangler,surge,dokku,gigalixir,scalingo,upsun,northflank,koyeb,deta,expo,eas,convex,neonctl,turso,pscale,appwrite,nhost,hasura,deployctl,modal,huggingface-cli,hf,wandb,sentry-cli,datadog-ci,newrelic,stripe,twilio,shopify,algolia,contentful,sanity,directus,auth0,clerk,ldcli,flipt,unleash,pd,opsgenie,grafana-cli,grafanactl,promtool,amtool,apigeecli,kong,deck,tyk,flarectl,fastly,bunny,akamai,dnscontrol,octodns,lexicon,sendgrid,mailgun,telegram-send,supertokens,databricks,dbt,snowsql,snow,astro,prefect,dagster,airbyte,fivetran,hightouch,atlas,mongocli,upstash,confluent,ccloud,temporal,tctl,elastic-agent,filebeat,logcli,thanos,influx,vmctl":
    {
      flags: `-y,--yes -f,--force --prod --confirm --debug --json --verbose -q,--quiet --silent --public
        --non-interactive --all --skip-confirm --no-confirm --no-input --dry-run -d,--detach --delete
        --open`,
      values: `-a,--app -s,--scope --site -p,--project --project-ref -e,--env --environment --region -o,--org
        --team --name -n --workspace --profile --only --application-id --flag --key`,
      options: {
        "-t,--token,--access-token,--auth,--api-key,--admin-key": "credential",
        "-c,--config,-A,--local-config": "config",
        "--env-file": "read",
        "--dir": "upload",
      },
      operands: ["text..."],
      network: true,
      projectCode: true,
      harmless: "--dry-run",
      subcommands: {
        "delete,rm,remove,destroy,purge,reset,unlink,drop,terminate,*:destroy,*:delete,*:remove,*:reset,*:unset,*:rollback,delete-*,clear,wipe,archive,deleteproject":
          DESTROY,
        "stop,pause,restart,suspend,scale,rollback,cancel,*:restart,*:off,maintenance:on,shutdown,revert,disable":
          DISRUPT,
        "ssh,console,ssh-console,exec,*:exec,shell": {
          style: "gnu",
          options: { "-C,--command": "shell" },
          values: "-a,--app -s,--select -d,--dyno",
          operands: ["command"],
          place: "host",
          network: true,
        },
        run: {
          style: "posix",
          values: "-a,--app -s,--size -e,--environment",
          operands: ["command"],
          place: "host",
          network: true,
        },
        "publish,deploy,upload,*:publish,*:deploy,share": { ...NAMES, effect: "publish" },
        "env,config,secrets,secret,variables,vars,auth:token,config:get,tokens,token,api-keys,apikeys,keys,credentials":
          {
            operands: ["text..."],
            network: true,
            output: "secret",
            subcommands: {
              "rm,remove,unset,delete,revoke,reset": DESTROY,
              "set,add,put,import,push,create": GRANT,
              "list,ls,pull,get,reveal": SECRET,
            },
          },
        "login,auth:login,tokens:create,authorizations:create,access:add,members:add,collaborators,invite":
          GRANT,
        "link,init,ls,list,logs,status,whoami,open,dev,build,inspect,version,info,test,start,serve,types,gen,lint,preview,functions:list,logout,pull,checks,monitor,describe,get,show,validate,check,query,search,export":
          NAMES,
        "*": {
          ...NAMES,
          subcommands: {
            "delete,rm,remove,destroy,purge,reset,drop,wipe,clear,delete-*,prune,archive,unpublish,deleteByQuery,*-delete":
              DESTROY,
            "stop,pause,restart,suspend,disable,rollback,cancel,silence,toggle-off": DISRUPT,
            "*": { ...NAMES, subcommands: { "delete,rm,remove,destroy,purge,reset,drop": DESTROY } },
          },
        },
      },
    },
} satisfies Table;
