/**
 * The words that clients of services share: what their verbs do, and the nouns that make a difference. Knowledge alone;
 * verbs.ts reads calls by it.
 */
import type { Effect } from "../../commands/spec.ts";

/**
 * What a verb does. `look` and `make` have no effect of their own and end the reading, so that what follows them, a
 * name or a text, is never taken for a verb (`search delete`, `create drop`).
 */
export type Verb = Effect | "look" | "make";

const VERBS: Readonly<Record<Verb, string>> = {
  look: `list ls get show status info describe view find fetch search inspect lookup help explain select cat tail watch whoami
    ping stat decrypt unmask validate verify lint check diff plan preview exists ps top trace print read query estimate simulate reveal access can-i filter`,
  make: `create add new set put update patch apply edit write import export upload download pull push sync copy cp mv
    move modify replace assign clone fork init generate gen make mb start enable use switch install upgrade rename attach build serve dev
    run exec execute ssh shell console invoke call proxy connect login tag label comment trigger post
    open close reopen associate renew rotate regenerate reissue link restore resume retry rerun test wait join mount save
    load backup register allocate`,
  destroy: `delete del destroy drop flushall flushdb deleteall purge wipe erase nuke terminate obliterate expunge truncate
    deprovision decommission teardown undeploy uninstall remove rm rmr rb rmi unpublish yank flush empty clear clean cleanup
    cleanse prune trash reset zap abandon forget discard deletion removal termination deregister unregister unset retire archive`,
  disrupt: `stop quit restart reboot shutdown poweroff halt suspend pause standby kick fence evacuate disable scale resize
    drain cordon evict failover
    rollback revert cancel abort kill killall detach disconnect freeze deallocate hibernate quarantine rebuild reimage
    redeploy logout leave demote rescue change-type change-size change-plan seek swap decrease unbind down unlink seal deactivate off revoke ban transfer toggle uninstrument unassign unenroll
    disassociate dissociate disenroll deauthorize unsubscribe recreate withdraw`,
  publish: "publish promote submit release deploy",
  expose: "expose share funnel open-port open-ports",
  grant: "grant invite authorize impersonate assume admin-consent seize",
  weaken: "mute silence snooze",
  reveal: "",
};

/** Verbs of `destroy` that many programs have for something small of their own; the others mean a loss everywhere. */
export const WEAK = new Set(
  "uninstall remove rm rb rmi flush empty clear clean cleanup prune trash reset zap abandon forget discard unset retire archive unregister".split(
    " ",
  ),
);

/** Nouns of things that let somebody in: making, setting or renewing one hands out access. */
export const CREDENTIALS = new Set(
  `token tokens apikey apikeys credential credentials password passwords user users member members collaborator
  collaborators role roles permission permissions access grant grants invitation accesskey admin admins owner owners
  sshkey deploykey serviceaccount dbuser dbusers accesslist accesslists allowlist policy policies acl acls auth tester
  testers secret secrets superuser superusers rescue
  keys sshkeys keypair keypairs wireguard intention intentions iam membership memberships orgsecret orgsecrets provisioner provisioners`.split(
    /\s+/,
  ),
);

/** Nouns of what is only written down here: its name says nothing (`migration new add_users`). */
export const DRAFTS = new Set(
  "migration migrations branch generator scaffold model template page component fixture seed".split(" "),
);

/** Nouns by which people who would be called are not: making one hides what happens. */
export const SILENCES = new Set(
  "silence silences mute mutes downtime downtimes maintenance-window".split(" "),
);

/** Nouns of where names and routes of everybody's traffic are kept: changing one moves the traffic. */
export const ROUTES = new Set(
  "record records recordset recordsets record-set record-sets rrset rrsets nameserver nameservers dns dns-record dns-records route routes traffic".split(
    " ",
  ),
);
export const REROUTES = /^(?:update|modify|set|put|edit|patch|import|replace|apply|move)$/;

/** Verbs that hand out a credential when it is their object. */
export const HANDS_OUT =
  /^(?:create|add|assign|new|generate|gen|set|put|make|update|modify|replace|edit|attach|associate|register|import|upload|enable|allocate|renew|rotate|regenerate|reissue)$/;

/** Options that choose the system people use, not one for tests. */
export const IN_SERVICE = ["--live", "--allow-live", "--prod", "--production"];

/** Verbs that change what people use when such an option is given; others (`build`, `login`) do not. */
export const DEPLOYS = /^(?:push|sync|set|update|put|apply|import|copy|run|exec|execute|create)$/;

/** Nouns of secrets: `list` tells only their names, but getting one tells its value. */
export const SECRETS = new Set(
  "secret secrets token tokens password passwords credential credentials apikey apikeys accesskey".split(" "),
);
export const SHOWS = new Set("get show view read fetch print reveal access decrypt unmask".split(" "));

/** Verbs by which all of them leave the service at once. */
export const TAKES_OUT = /^(?:export|dump|pull|open)$/;

/** A token asked for by a name of its own, without a verb or stuck to one: `oauth-token`, `get-token`, `auth token`. */
export const TOKEN_SHOWN =
  /(?:^|\s)(?:oauth-tokens?|(?:connection-strings?|conn(?:ection)?-ur[il])(?: [\w-]+)?|(?:get|print|show|fetch)-(?:\w+-)?token(?: [\w-]+)?|(?:auth|authenticator) (?:access-)?token)$/;

/** Nouns of what protects a machine or a service: switching one off or deleting it is a harm of its own. */
export const PROTECTIONS = new Set(
  `firewall selinux apparmor audit auditing auditd antivirus edr mfa 2fa totp secureboot gatekeeper
  protection encryption fail2ban waf defender integrity tamper tamperprotection quarantine`.split(/\s+/),
);
export const LOWERS = new Set(
  "disable stop off deactivate delete remove uninstall reset flush teardown suspend pause unset".split(" "),
);

/** Nouns of things on this machine alone that are made again when they are gone: caches, builds. */
export const LOCAL = new Set(
  "cache caches derived telemetry completion completions analytics daemon emulator emulators local profile profiles plugin plugins tmp".split(
    " ",
  ),
);

/** Nouns of a program's own settings. */
export const SETTINGS = new Set("config configs pkg setting settings preference preferences".split(" "));

/** Nouns of what a service keeps by name and value. */
export const KEEPS_SETTINGS = new Set(
  "config configs setting settings env envs var vars variable variables param params parameter parameters key keys vault kv store".split(
    " ",
  ),
);

/** Verbs that are nouns where another verb follows: `run delete`, `release list`. */
export const NOUNS = new Set(
  "run build test tag label comment preview link release deploy deploys load backup alarm call trigger silence mute top export import plan scale run-all run-operation access".split(
    " ",
  ),
);

/** After these verbs the next word is their object, even where it looks like a verb: `volume rm list`. */
export const HARM: ReadonlySet<Verb> = new Set(["destroy", "disrupt", "publish"]);

/** Options that answer the program's question beforehand. */
export const CERTAIN = "--force -f --yes -y --confirm --all".split(" ");

export const verbs = new Map<string, Verb>();
for (const [verb, words] of entries(VERBS)) for (const word of words.split(/\s+/)) verbs.set(word, verb);

function entries<K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] {
  const out: [K, V][] = [];
  for (const key in record) out.push([key, record[key]]);
  return out;
}

/** First parts that are no verb: nouns in front of another (`backup-location`), and how it is done (`batch-stop-job-run`). */
export const COMPOUNDS = new Set(
  "access backup load alarm release label deletion termination admin batch bulk force".split(" "),
);

/** Nouns of what lets traffic in or keeps it out: who changes its rules opens or closes it. */
export const FILTERS = new Set(
  "firewall firewalls firewall-rule firewall-rules security-group security-groups nsg waf".split(" "),
);

/** Nouns of what is restored over what is there now. */
export const OVERWRITTEN = new Set(
  "backup backups snapshot snapshots travel pitr pg db database databases d1 instance instances volume volumes".split(
    " ",
  ),
);

/** Names of two words of which the last is no verb: `record-set list`, `os-login ssh-keys add`. */
export const NAMED_AS_ONE = new Set("record-set record-sets os-login os-logins job-run job-runs".split(" "));

/** Nouns of what is only written about the thing: a report of credentials is none. */
export const ABOUT = new Set("report reports summary usage".split(" "));
