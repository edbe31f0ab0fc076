/**
 * Libraries whose objects stand for a service, or for a program: what their methods are told is judged as the words of
 * that program (`docker.from_env().volumes.prune()` is `docker volume prune`), of which it matters only that nouns and
 * verbs are the same; programs that no table knows are read by these.
 */

/** The program that a library's calls are judged as. */
export interface Client {
  readonly program: string;
  /** Its names of options, where the library has others. */
  readonly options?: Readonly<Record<string, string>>;
  /** The method alone is a word: what stands before it only says where (`repo.remotes.origin.push`). */
  readonly verbs?: true;
}

const docker: Client = {
  program: "docker",
  options: { binds: "volume", volumes: "volume", pidmode: "pid", networkmode: "network", capadd: "cap-add" },
};
const git: Client = { program: "git", verbs: true, options: { "working-tree": "hard" } };

/** By the package that an object's class or maker comes from, as the languages name it; the first that fits counts. */
const CLIENTS: readonly (readonly [RegExp, Client])[] = [
  [/^(?:docker|aiodocker|dockerode|docker-modem|podman|Docker)\b/, docker],
  [/^(?:git\.(?:Repo|cmd|Git)|simple-git|simpleGit|isomorphic-git|Git\.(?:open|clone|bare))\b/, git],
  [
    /^(?:kubernetes(?:_asyncio)?|pykube|kr8s|lightkube|@kubernetes\/client-node)\b/,
    { program: "kubernetes" },
  ],
  [/^(?:@octokit\/|octokit|github3?|Octokit|ghapi)/, { program: "octokit" }],
  [/^(?:gitlab|@gitbeaker\/|Gitlab)\b/, { program: "gitlab" }],
  [/^(?:google\.cloud|googleapiclient|@google-cloud\/|googleapis|Google\.Cloud)\b/, { program: "gcloud" }],
  [/^(?:azure\.(?:mgmt|storage|keyvault|cosmos)|@azure\/)/, { program: "azure" }],
  [
    /^(?:pulumi\.automation|@pulumi\/pulumi(?:\/automation|\.automation))\b/,
    { program: "pulumi", verbs: true },
  ],
  [/^python_terraform\b/, { program: "terraform", verbs: true }],
  // `Aws::S3::Client.new`; Python's and JavaScript's are in the tables of calls.
  [/^Aws(?=\.\w+\.(?:Client|Resource)\b)/, { program: "aws" }],
  [/^(?:elasticsearch|opensearchpy|@elastic\/elasticsearch|@opensearch-project\/)/, { program: "elastic" }],
  [
    /^(?:@|pulumi_)?(stripe|cloudflare|CloudFlare|digitalocean|pydo|dots-wrapper|hcloud|linode_api4|linode|vultr|scaleway|openstack|proxmoxer|libvirt|pyVim|pyVmomi|heroku3|heroku|vercel|netlify|hvac|node-vault|consul|etcd3|nomad|jenkins|jenkinsapi|jira|atlassian|confluence|slack_sdk|@slack|twilio|sendgrid|firebase_admin|firebase-admin|auth0|okta|keycloak|ldap3|ldapjs|minio|b2sdk|pinecone|qdrant_client|weaviate|chromadb|confluent_kafka|kafka|kafkajs|rabbitmq|pagerduty|pdpyras|datadog|grafana_client|sentry|shopify|snowflake|databricks|airflow_client|dropbox|boxsdk|msgraph|exchangelib|notion_client|linear|fly|render|supabase|planetscale|algoliasearch|contentful|zenpy|hubspot|salesforce|simple_salesforce|tailscale|DropletKit|Fog)\b/,
    { program: "" },
  ],
];

/** The client that a dotted name belongs to, and what of the name is left for its words. */
export function clientOf(path: string): { readonly client: Client; readonly rest: string } | null {
  for (const [module, client] of CLIENTS) {
    const [found, name = ""] = module.exec(path) ?? [];
    if (found === undefined) continue;
    const program = client.program || name.replace(/^@/, "").toLowerCase();
    return { client: { ...client, program }, rest: path.slice(found.length).replace(/^[/.]?/, "") };
  }
  return null;
}

/** What is known of the libraries whose calls are judged as this program's. */
export function clientNamed(program: string): Client {
  return CLIENTS.find(([, client]) => client.program === program)?.[1] ?? { program };
}

/**
 * Libraries by which others reach the program, or it waits for what they send: what these hand to its functions came from
 * somebody else.
 */
export const DOORS =
  /^(?:socket\.io(?:-client)?|socketio|websockets?|ws|paho|aiomqtt|gmqtt|mqtt|discord|nextcord|telegram|telebot|aiogram|telegraf|grammy|node-telegram-bot-api|slack_bolt|@slack\/bolt|irc|pydle|nats|stomp|pika|aio_pika|amqplib|kombu|celery|zmq|zeromq|pusher|ably|rpyc|xmlrpc|jsonrpc\w*|Pyro\d|grpc|fastapi|flask|bottle|sanic|starlette|aiohttp\.web|tornado|cherrypy|falcon|quart|litestar|robyn|restify|@hapi|hapi|nest|WEBrick|Sinatra|Rack|Puma|Thin|drb|DRb|SimpleXMLRPCServer)(?:\.|$)/;

/** Names of arguments by which whoever makes an object shows that it may act for somebody. */
export const KEY_ARGUMENT =
  /^(?:(?:api|access|private|auth|bearer|personal|oauth|account)?_?token|(?:api|access|secret|account)_?key|credentials?)$/i;

/** Names that only say where among a library's parts one is, or what it answered with. */
export const EMPTY_WORDS = new Set(
  `items item data results result list all first json body rest api apis client clients session v1 v2 core values git head
  index remote remotes from-env default new create-client get-client sync aio promises then`.split(/\s+/),
);
