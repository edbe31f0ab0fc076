/**
 * What a request asks of the far side, by its method, its address and its body: `DELETE /repos/x`, a POST to
 * `…/_delete_by_query`, a GraphQL mutation that destroys. One reading for curl, `gh api`, `az rest` and inline programs.
 */

import type { Effect } from "../../commands/spec.ts";
import { canonicalHost, isLoopback } from "../../places/index.ts";
import { addressOf } from "../locations/address.ts";
import { known, prefix, show } from "../value.ts";
import { SQL_STATEMENT } from "./looks.ts";
import type { Argument, SortedCall } from "./sort.ts";
import { verbOfWord } from "./verbs.ts";

export interface Request {
  /** As written; null: what the client takes by itself. */
  readonly method: string | null;
  /** A URL, or a path of an interface whose host the client knows. */
  readonly target: string;
  readonly body: string;
}

/** Ports of stores and control planes: what answers there on this machine is no server under development. */
const STORES = new Set([
  2375, 2376, 2379, 4646, 5984, 6333, 6443, 7700, 8001, 8086, 8108, 8123, 8200, 8500, 8529, 8983, 9090, 9200,
  10250, 15672,
]);

/** Where forges keep who may do what. */
const RIGHTS =
  /\/(?:keys|deploy_keys|hooks|collaborators\/[^/]+|members|memberships\/[^/]+|invitations|transfer|protection(?:\/.*)?|protected_branches|access_tokens|actions\/permissions.*|rulesets)$/;

/** Where any control plane keeps who may do what: bindings, policies and keys that are made or changed there. */
const GRANTS = new Set(
  `rolebindings clusterrolebindings clusterroles role-bindings roleassignments role_assignments collaborators memberships
  deploy_keys deploykeys access_tokens accesstokens access-tokens api_keys apikeys api-keys api_key apikey service_accounts
  serviceaccounts sshkeys ssh_keys ssh-keys authorized_keys admin.users.invite iam-policies setiampolicy _security
  generate-root admin_api_keys registration-token remove-token`.split(/\s+/),
);

/** Where a service takes code and runs it as itself. */
const CONSOLES =
  /:10250\/(?:run|exec)\/|:4646\/v1\/jobs?$|\/(?:scriptText|script|groovy|_scripts\/[^/]+\/_execute|containers\/create|exec\/[^/]+\/start)\/?$/i;

/** Where a store hands out the value of a secret to whoever asks. */
const REVEALS =
  /\/v1\/(?:secret|kv|[\w-]*-?creds?)\/(?:data\/)?[^/?]|\/v1\/[\w-]+\/creds\/|\/api\/v1\/(?:namespaces\/[^/]+\/)?secrets(?:[/?]|$)|\/secrets\/[^/]+\/versions\/[^/]+:access/;

/** What a body names as the thing to do: `{"type":"power_off"}`, `action=destroy`. */
const ORDERED =
  /(?:^|[\s{,"'&])(?:type|action|command|operation|op|method)["']?\s*:?[=:]\s*["']?([a-z][\w-]*)/gi;

/** Where stores keep users, rules and ways of logging in: making or changing one lets somebody in. */
const DOORS =
  /\/_security\/(?:user|role|role_mapping|api_key|service)(?:\/|$)|\/_config\/admins\/|\/v1\/sys\/(?:polic(?:y|ies)|auth|audit|mounts|rekey)(?:\/|$)|\/v1\/acl\/(?:token|policy|role)|\/v1\/auth\/[\w-]+\/(?:users?|roles?)\//;

/** What cuts off or rolls back what others use, wherever it stands in an address; and settings of an index that do. */
const CUTS =
  /\/(?:_update_by_query|force-leave|system\/gc|_restore|maintenance_windows?|cordon|drain|-\/quit)(?:\/|$)/;
const BLOCKS = /["']?(?:index\.)?blocks\.(?:write|read|read_only|metadata)["']?\s*:\s*["']?true/;

/** Where platforms keep the settings of what runs there, which is started anew with them. */
const SETTINGS = /\/(?:config-vars|env-vars|envs?|actions\/(?:secrets|variables)\/[^/]+|variables)\/?$/;

/** Money that moves, and words that reach people, at services made for that. */
const MONEY =
  /\b(?:stripe|paypal|braintree|adyen|wise|plaid|mollie)\b.*\/(?:refunds?|payouts?|transfers?|charges|payments?)\/?$/i;
const MESSAGES =
  /\/(?:chat\.postMessage|chat\.scheduleMessage|send(?:Message|Document|Photo|Mail|grid)?|mail\/send|messages\/send)\/?$|\/Messages\.json$|\/Calls\.json$|hooks\.slack\.com\/services\/|discord(?:app)?\.com\/api\/webhooks\//;

/** Where names and routes of everybody's traffic are kept. */
const ROUTES =
  /\/(?:dns_records|dns-records|recordsets|rrsets|resourcerecordsets|pagerules|origin_rules)(?:\/|$)/i;

/** What else makes a change of a thing that runs, as the last parts of an address. */
const OUTAGE = new Set(
  `seal leave shutdown failover _close _shrink _rollover _forcemerge stop poweroff reboot deallocate
  suspend`.split(/\s+/),
);

/** An order to delete in a document of orders: `{"DeleteRequest": {"Key": …}}`, `{"Delete": {…}}`, `{"delete": {"_index": …}}`, `{"remove_index": …}`. */
const DELETES =
  /["'](?:Delete(?:Request|Item)?["']\s*:\s*\{|delete["']\s*:\s*\{\s*["']_(?:index|id)["']|remove_index["']\s*:)/;

const METHOD = /^(?:get|head|options|list|post|put|patch|delete|purge)$/i;

/** What the far side is asked to do beyond answering. */
export function effectsAsked({ method, target, body }: Request): readonly Effect[] {
  const path = pathOf(target);
  const verb = (method ?? (body === "" ? "GET" : "POST")).toUpperCase();
  if (isOwnServer(target)) return [];
  if (verb === "DELETE" || verb === "PURGE" || /[?&]delete\w*=true\b/i.test(target)) return ["destroy"];
  if (destroysInGraph(body) || DELETES.test(body) || /^\s*<delete>/.test(body)) return ["destroy"];
  if (REVEALS.test(path) && /^(?:GET|LIST)$/.test(verb)) return ["reveal"];
  if (/^(?:GET|HEAD|OPTIONS|LIST)$/.test(verb)) return [];
  for (const [, word] of /\/actions?\/?$/.test(path) ? body.matchAll(ORDERED) : []) {
    const effect = verbOfWord(word ?? "");
    if (effect === "destroy" || effect === "disrupt") return [effect];
  }
  if (ROUTES.test(path) || /\/_cluster\/settings$/.test(path)) return ["disrupt"];
  if (DOORS.test(path) || /:15672\/api\/(?:users|permissions)\//.test(target)) return ["grant"];
  if (/\/\/(?:api\.|gitlab|github)/.test(target) && SETTINGS.test(path)) return ["disrupt"];
  if (CUTS.test(path) || (/\/_settings$/.test(path) && BLOCKS.test(body))) return ["disrupt"];
  if (MONEY.test(target) || MESSAGES.test(target.replace(/[?#].*$/, ""))) return ["publish"];
  const last = path
    .split("/")
    .filter((part) => part !== "")
    .slice(-2);
  if (last.some((part) => verbOfWord(part) === "destroy")) return ["destroy"];
  if (last.some((part) => OUTAGE.has(part.toLowerCase()))) return ["disrupt"];
  if (last.some((part) => GRANTS.has(part.toLowerCase().replace(/^.*:/, "")))) return ["grant"];
  if (CONSOLES.test(target) || /\/admin\/users\/?$/.test(path)) return ["grant"];
  const forge = !/^[a-z]+:\/\//i.test(target) || /\bgithub\b|\bgitlab\b|\/api\/v\d\//.test(target);
  if (forge && RIGHTS.test(path)) return ["grant"];
  const opened = /\bprivate["']?\s*:?[=:]\s*["']?false\b|\bvisibility["']?\s*[=:]\s*["']?public\b/.test(
    `${body} ${target}`,
  );
  if (forge && /\barchived["']?\s*:?[=:]\s*["']?true\b/.test(body)) return ["disrupt"];
  if (forge && /permission["']?\s*:?[=:]\s*["']?(?:admin|write|maintain|push)\b/.test(body)) return ["grant"];
  return forge && opened ? ["publish"] : [];
}

/** A server on this machine that is no store: what is being developed. */
function isOwnServer(target: string): boolean {
  if (!/^[a-z]+:\/\/|^:\d|^localhost\b/i.test(target)) return false;
  const { host, port } = addressOf(known(target.startsWith(":") ? `localhost${target}` : target));
  return host !== null && isLoopback(canonicalHost(host)) && !STORES.has(port ?? 80);
}

function pathOf(target: string): string {
  return target.replace(/^[a-z]+:\/\/[^/?#]*/i, "").replace(/[?#].*$/, "");
}

/** `mutation { projectDelete(id: "x") { id } }`: one of its fields destroys. */
function destroysInGraph(body: string): boolean {
  const mutation = /\bmutation\b[^{]*\{([\s\S]*)/.exec(body)?.[1];
  if (mutation === undefined) return false;
  return [...mutation.matchAll(/(\w+)\s*[({}]/g)].some(([, field]) => verbOfWord(field ?? "") === "destroy");
}

/** The request in a call of a web client, or of a subcommand that makes one (`gh api`); null where it is none. */
export function requestIn(
  call: SortedCall,
  isClient: boolean,
  documents: readonly string[] = [],
): Request | null {
  const method = call.arguments.find(({ role, text }) => role === "method" && METHOD.test(show(text)));
  const operands = call.arguments.filter(({ option }) => option === null).map(({ text }) => show(text));
  if (!isClient && !method && !call.subcommand.includes("api")) return null;
  const [first = "", second] = operands;
  // httpie and its kin: `http DELETE :3000/x name=value`.
  const word = isClient ? call.subcommand.find((each) => METHOD.test(each)) : undefined;
  const worded = isClient && second !== undefined && METHOD.test(first);
  const url = call.arguments.find(({ role }) => role === "url" || role === "host");
  const address = worded ? second : url && !METHOD.test(show(url.text)) ? show(url.text) : first;
  // `grpcurl host:443 package.Service/Method`
  const remote = operands.slice(1).find((word) => /^[\w.]+\/\w+$/.test(word));
  const target = remote === undefined || worded ? address : `${address}/${remote}`;
  const given = call.arguments.filter(isBody).map(({ text }) => show(text));
  const body = [...given, ...documents].join("\n");
  const called = remote === undefined ? null : "POST";
  return { method: method ? show(method.text) : (word ?? (worded ? first : called)), target, body };
}

/** SQL that a request brings to a store: as its body, or as a parameter of its address. */
export function statementsIn({ target, body }: Request): readonly string[] {
  const parameters = [...target.matchAll(/[?&](?:q|query|sql)=([^&]*)/g)].map(([, value]) =>
    decoded(value ?? ""),
  );
  const bodies = body.split("\n").map((part) => part.replace(/^(?:q|query|sql)=/, ""));
  return [...parameters, ...bodies].filter((text) => SQL_STATEMENT.test(text));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll("+", " "));
  } catch {
    return value;
  }
}

/** What a document, or a text in its place, orders a service to do. */
export function effectsOrdered(document: string): readonly Effect[] {
  return DELETES.test(document) ? ["destroy"] : [];
}

/** Fields and data of a request; files of them are documents. */
function isBody({ option, role, text }: Argument): boolean {
  if (role === "upload-form") return true;
  // httpie's items: `name=value`, `name:=json`.
  if (option === null) return role === "upload-text" && /^[\w.[\]-]+:?=(?!=|@)/.test(prefix(text));
  return (
    /^(?:-d|-f|-F|-b|--data.*|--json|--body.*|--post-data|--(?:raw-)?field|--raw)$/.test(option) &&
    !prefix(text).startsWith("@")
  );
}
