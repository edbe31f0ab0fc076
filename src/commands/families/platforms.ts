/** Platforms that applications run on, and services that they are made of: by the verbs that such clients share. */
import { DESTROY, GRANT, NAMES, SECRET } from "../options/cloud.ts";
import type { Table } from "../spec.ts";

const PLATFORM = {
  flags: `-y,--yes -f,--force --prod --confirm --debug --json --verbose -q,--quiet --silent --public
    --non-interactive --all --skip-confirm --no-confirm --no-input --dry-run -d,--detach --delete --open
    --remote --local`,
  values: `-a,--app -s,--scope --site -p,--project --project-ref -e,--env --environment --region -o,--org
    --team --name -n --workspace --profile --only --application-id --flag --key`,
  options: {
    "-t,--token,--access-token,--auth,--api-key,--admin-key": "credential",
    "-c,--config,-A,--local-config": "config",
    "--env-file": "identity",
    "--dir": "upload",
  },
  network: true,
  projectCode: true,
  service: true,
  harmless: "--dry-run",
} as const;

/** What the shared verbs do not say. */
const SUBCOMMANDS = {
  "unlink,archive,deleteproject": DESTROY,
  "ssh,console,ssh-console,exec,*:exec,shell": {
    style: "gnu",
    options: { "-C,--command": "shell", "-e,--execute": "code:sql" },
    values: "-s,--select -d,--dyno",
    operands: ["command"],
    place: "host",
    input: "code:shell",
    subcommands: {
      issue: GRANT,
      "console,session": { options: {}, operands: ["text..."], input: "code:shell" },
    },
  },
  "pg:psql,psql,connect": {
    options: { "-c,--command": "code:sql", "-f,--file": "script:sql" },
    input: "code:sql",
  },
  "run,run:detached,run:inside": {
    values: "-s,--size -e,--environment",
    operands: ["shell..."],
    place: "host",
  },
  "publish,deploy,upload,*:publish,*:deploy,share": { ...NAMES, effect: "publish" },
  "env,config,secrets,secret,variables,vars,auth:token,config:get,tokens,token,api-keys,apikeys,keys,credentials,*:credentials:url,*:secrets:access,login:ci":
    {
      output: "secret",
      subcommands: {
        "rm,remove,unset,delete,revoke,reset": DESTROY,
        "set,add,put,import,push,create": GRANT,
        "list,ls,pull,get,reveal,view,env:list": SECRET,
      },
    },
  "login,auth:login,*:transfer,collaborators": GRANT,
  "pg:copy,pg:kill,pg:killall,database:set,database:update,auth:import,hosting:clone": DESTROY,
  "auth:export": SECRET,
} as const;

/** Does it to this machine or this directory. */
const HERE = { ...NAMES, service: false } as const;

export const platforms = {
  "heroku,fly,flyctl,railway,vercel,firebase,wrangler,deta,expo,eas,convex,neonctl,neon,turso,pscale,appwrite,nhost,hasura,deployctl,modal,huggingface-cli,hf,stripe,twilio,shopify,algolia,directus,clerk,flipt,unleash,grafana-cli,grafanactl,promtool,amtool,apigeecli,kong,deck,tyk,flarectl,fastly,bunny,akamai,dnscontrol,octodns,lexicon,telegram-send,supertokens,astro,airbyte,fivetran,hightouch,atlas,mongocli,upstash,confluent,ccloud,elastic-agent,filebeat,logcli,thanos,influx,vmctl":
    { ...PLATFORM, subcommands: SUBCOMMANDS },
  netlify: {
    ...PLATFORM,
    subcommands: {
      ...SUBCOMMANDS,
      /** A draft, unless told otherwise. */
      deploy: { ...NAMES, service: false, flags: "-p", effectWith: { "-p,--prod": "publish" } },
    },
  },
  /** Its database is a container here, unless told otherwise. */
  supabase: {
    ...PLATFORM,
    subcommands: {
      ...SUBCOMMANDS,
      "start,stop,status,init,link,unlink,gen,services": HERE,
      db: {
        ...NAMES,
        flags: "--linked --include-all",
        values: "--db-url",
        subcommands: {
          reset: { ...HERE, effectWith: { "--linked,--db-url": "destroy" } },
          push: { ...NAMES, effectWith: { "--include-all": "disrupt" } },
          "diff,dump,lint,pull,start": NAMES,
        },
      },
    },
  },
} satisfies Table;
