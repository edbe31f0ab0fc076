/**
 * What the words of a service client's call say it does: `project delete p`, `apps:destroy`, `DeleteBucket`,
 * `tokens create`. Clients of services share a grammar, nouns and then a verb or the other way round, and they share
 * the verbs; so a table says `service: true` once and need not list what every subcommand does.
 */
import type { Effect } from "../../commands/spec.ts";
import type { Text } from "../value.ts";
import { isOff } from "./flags.ts";
import { isSecretName } from "./secret-name.ts";
import {
  ABOUT,
  CERTAIN,
  COMPOUNDS,
  CREDENTIALS,
  DEPLOYS,
  DRAFTS,
  FILTERS,
  HANDS_OUT,
  HARM,
  IN_SERVICE,
  KEEPS_SETTINGS,
  LOCAL,
  LOWERS,
  NAMED_AS_ONE,
  NOUNS,
  OVERWRITTEN,
  PROTECTIONS,
  REROUTES,
  ROUTES,
  SECRETS,
  SETTINGS,
  SHOWS,
  SILENCES,
  TAKES_OUT,
  TOKEN_SHOWN,
  type Verb,
  verbs,
  WEAK,
} from "./service-words.ts";

/** Options that make any verb destroy: `-purge`, `--delete-data`. */
const LOSS =
  /^--?(?:delete|destroy|purge|wipe|drop|nuke|terminate)(?:-(?:all|data|backup-data|everything|volumes?|storages?|disks?|files|(?:unmatched|unlisted|extra|extraneous|missing|orphan\w*|removed|remote|destination)[\w-]*))?$/;

/** Options that say how many there shall be, and the value that leaves none: `--desired-count 0`; none at least is no loss. */
const HOW_MANY =
  /^-+(?!min-|(?:[\w-]+-)?min-)(?:[\w-]+-)?(?:count|capacity|size|replicas|nodes|instances|machines|units|executions|concurrency)$/;

/** A state that is declared: `state=absent`, `ensure => stopped`. */
const DECLARED: readonly (readonly [RegExp, Effect])[] = [
  [
    /(?:^|[\s,{"'])(?:state|ensure)["']?\s*(?:=>|[=:])\s*["']?(?:absent|terminated|deleted|purged|removed)\b/i,
    "destroy",
  ],
  [
    /(?:^|[\s,{"'])(?:state|ensure)["']?\s*(?:=>|[=:])\s*["']?(?:stopped|restarted|rebooted|halted)\b/i,
    "disrupt",
  ],
];

/**
 * What a service is told to make of something by the state that is declared for it, and by how many of it there shall
 * be. `texts`: all words of the call, options with their values.
 */
export function effectsDeclared(texts: readonly string[]): readonly Effect[] {
  const none = texts.some((text, i) => {
    const [name = "", value = texts[i + 1]] = text.split("=");
    return HOW_MANY.test(name) && value === "0";
  });
  const emptied = texts.some((text) =>
    /(?:^|[\s,])(?:desired|max)?(?:size|capacity|count|replicas)=0\b/i.test(text),
  );
  const declared = DECLARED.flatMap(([pattern, effect]) =>
    texts.some((text) => pattern.test(text)) ? [effect] : [],
  );
  return none || emptied ? [...declared, "disrupt"] : declared;
}

/** A verb and where it stands among the words. */
interface Said {
  readonly verb: Verb;
  /** The word itself: `delete` of `DeleteBucket`. */
  readonly word: string;
  readonly index: number;
  /** The words before it and the one behind it, in lower case and split into parts. */
  readonly nouns: readonly string[];
  /** Is it said of something that is only of this machine: `cache purge`, `clear cache`? */
  readonly local: boolean;
}

/** No client nests its subcommands deeper than this: `gcloud beta container hub packages resource-bundles releases delete`. */
const DEPTH = 7;

/** The first verb among the words of a call; null where there is none. */
function verbIn(words: readonly string[]): Said | null {
  const nouns: string[] = [];
  for (const [index, word] of words.slice(0, DEPTH).entries()) {
    // `salt '*' file.remove`: whom it is said to comes first.
    if (!/^[A-Za-z][\w:.-]*$/.test(word)) {
      if (index === 0) continue;
      return null;
    }
    const parts = partsOf(word);
    const said = verbOf(word.toLowerCase(), parts);
    const after = words[index + 1];
    const next = after === undefined ? null : verbOf(after, partsOf(after));
    // `aptly publish list`: what has been published.
    const named = said !== null && next && (NOUNS.has(word) || (word === "publish" && next.verb === "look"));
    if (said && !named && !isGroup(words, index, said.word)) {
      const rest = parts.filter((part) => part !== said.word);
      // Behind a noun comes a name, which may be anything: `apps destroy cache`.
      const before = [
        ...nouns,
        // `add-profile-permission` is about the permission.
        ...(rest.some(isCredential) ? [] : rest),
        ...(index === 0 && after !== undefined ? [after.toLowerCase()] : []),
      ];
      return {
        ...said,
        index,
        nouns: [...nouns, ...whole(rest), ...whole(partsOf(after ?? ""))],
        local: before.some((noun) => LOCAL.has(noun)),
      };
    }
    nouns.push(...whole(parts));
  }
  return null;
}

/**
 * Is a word with a verb in it the name of a group, because words behind it go on to a plain verb: `patch-deployments
 * delete`, `vpc-access connectors delete`, `run jobs executions delete`?
 */
function isGroup(words: readonly string[], index: number, verb: string): boolean {
  const word = words[index] ?? "";
  const end = words.findIndex((each, i) => i > index && HARM.has(verbs.get(each) ?? "look"));
  const between = words.slice(index + 1, end);
  if (end < 0 || end >= DEPTH || between.some((each) => !/^[a-z][a-z-]*$/.test(each))) return false;
  const last = between.at(-1) ?? (index > 0 ? word : "");
  // What is run, built and tested has any name; what is backed up or linked to is a group of its own.
  const isNoun = NOUNS.has(word) && (/s$/.test(last) || !/^(?:run|build|test)$/.test(word));
  return word === verb ? isNoun : word.includes("-") && /s$/.test(last);
}

/** `delete-bucket`, `DeleteDBInstance`, `admin-delete-user`, `apps:destroy`: behind a colon or a dot the verb comes last. */
function verbOf(word: string, parts: readonly string[]): { verb: Verb; word: string } | null {
  // `ssh-key import`: a thing, for all that its first part does.
  if (parts.length > 1 && (CREDENTIALS.has(parts.join("")) || NAMED_AS_ONE.has(word))) return null;
  const last = parts.at(-1);
  // `accessLists` are no access to anything.
  const [first, ...rest] = parts.length > 1 && COMPOUNDS.has(parts[0] ?? "") ? parts.slice(1) : parts;
  const inOrder = /[:.]/.test(word) ? [word, last, ...parts] : [word, first, last, ...rest.slice(0, 1)];
  for (const each of inOrder) {
    const verb = each === undefined ? undefined : verbs.get(each);
    if (each !== undefined && verb) return { verb, word: each };
  }
  const [, before, behind] = (parts.length === 1 && GLUED.exec(word)) || [];
  const glued = before ?? behind;
  return glued === undefined ? null : { verb: "destroy", word: glued };
}

/** Verbs written together with their object: `deleteall`, `serverdelete`; and no participles, no `undelete`. */
const GLUED =
  /^(?:(delete|destroy|purge|truncate|remove|wipe|erase|nuke|drop(?=all|db|database|table|index|schema))(?!(?:d|r|rs|s)$)[a-z]{2,}|(?!un)[a-z]{3,}(delete|destroy|purge|wipe|erase))$/;

/** The parts of a word and the word without what parts them: `api`, `key` and `apikey`. */
function whole(parts: readonly string[]): readonly string[] {
  return parts.length > 1 ? [...parts, parts.join("")] : parts;
}

/** Does making, setting or renewing it let somebody in? */
export function isCredential(noun: string): boolean {
  return CREDENTIALS.has(noun);
}

/** A verb and what it is done to, written as one: `deluser`, `delzone`, `stopall`. */
const STUCK =
  /^(add|create|set|del|delete|remove|purge|stop|kill)(account|all|app|container|db|group|host|key|member|node|password|pool|policy|queue|rule|service|topic|user|vm|volume|zone)s?$/;

/** The words in a name, in lower case: `DeleteDBInstance`, `admin-delete-user`. */
export function partsOf(word: string): readonly string[] {
  return word
    .replace(STUCK, "$1-$2")
    .replace(/^(user|group|role)(add|del|mod)$/, "$2-$1")
    .replace(/([a-z\d])(?=[A-Z])/g, "$1-")
    .toLowerCase()
    .split(/[:._-]+/)
    .filter((part) => part !== "");
}

/** What one name says is done: `volumeDelete`, `delete_series`; null where it holds no verb. */
export function verbOfWord(name: string): Verb | null {
  return verbOf(name.toLowerCase(), partsOf(name))?.verb ?? null;
}

/**
 * Whose words they are: those of a client of a service, of a program of this machine whose table says nothing of them, or of
 * one that nobody knows.
 */
export type Speaker = "service" | "local" | "unknown";

/**
 * Effects that the words of a call (subcommands and operands in order) and its options tell of. Of a program that
 * nobody knows, or that is no client, only plain verbs are believed, and with a noun or an object.
 */
export function effectsInWords(
  words: readonly string[],
  options: ReadonlyMap<string, readonly Text[]>,
  speaker: Speaker,
): readonly Effect[] {
  if (speaker !== "local" && TOKEN_SHOWN.test(words.join(" "))) return ["reveal"];
  if (speaker !== "local" && asksForSecretSetting(words)) return ["reveal"];
  const said = verbIn(words);
  // `etcdctl lease grant 60`: a lease lets nobody in.
  if (said?.verb === "grant" && said.nouns.includes("lease")) return [];
  if (speaker !== "service") {
    const effects = effectsOfStranger(said, words, options, speaker);
    // What a known program shows, its table says.
    return speaker === "local" ? effects.filter((effect) => effect !== "reveal") : effects;
  }
  const loss =
    [...options].some(([name, values]) => LOSS.test(name) && !isOff(values)) && said?.verb !== "look";
  if (said === null || said.local) return loss ? ["destroy"] : [];
  if (said.verb === "make") {
    if (loss) return ["destroy"];
    if (TAKES_OUT.test(said.word) && said.nouns.some((noun) => /^secrets?$/.test(noun))) return ["reveal"];
    const isText = said.nouns.some((noun) => DRAFTS.has(noun) || ABOUT.has(noun));
    if (HANDS_OUT.test(said.word) && !isText && said.nouns.some(isCredential)) return ["grant"];
    if (said.nouns.some((noun) => SILENCES.has(noun))) return ["weaken"];
    if (REROUTES.test(said.word) && said.nouns.some((noun) => ROUTES.has(noun))) return ["disrupt"];
    if (REROUTES.test(said.word) && said.nouns.some((noun) => FILTERS.has(noun))) return ["weaken"];
    if (said.word === "restore" && said.nouns.some((noun) => OVERWRITTEN.has(noun))) return ["disrupt"];
    if (said.word === "start" && said.nouns.includes("deploy")) return ["publish"];
    return DEPLOYS.test(said.word) && IN_SERVICE.some((name) => options.has(name)) ? ["publish"] : [];
  }
  if (said.verb === "look")
    return SHOWS.has(said.word) && said.nouns.some((noun) => SECRETS.has(noun)) ? ["reveal"] : [];
  return loss && said.verb !== "destroy" ? [said.verb, "destroy"] : [said.verb];
}

/** Options by which a tool of which nothing is known says that it leaves nothing: `--wipe-disk`, `--factory-reset`. */
const TOTAL_LOSS =
  /^--?(?:(?:wipe|erase|destroy|nuke|mass-erase|chip-erase)(?:-(?:all|everything|only|disks?|data|flash|chip|card|key|token|slots?|partitions?|volumes?))?|(?:delete|purge|drop)-(?:all|everything|data|disks?|volumes?)|factory-reset)$/;

/** Options by which a tool of which nothing is known takes what nobody vouches for: `--allow-untrusted`, `--skip-signature-check` … */
const UNCHECKED =
  /^--?(?:(?:allow|accept|trust)-(?:untrusted|unsigned|unauthenticated|insecure-(?:repos\w*|packages|downloads))|(?:no|skip|disable|ignore|without)-?(?:gpg|pgp|sig(?:nature)?s?|checksums?|integrity|attestations?|provenance)(?:-?(?:checks?|verif\w*|validation))?|(?:no|skip|disable)-?(?:verify|check|verification)-(?:sig\w*|gpg|checksums?|integrity))$/;
/** … when it brings something here. */
const BRINGS = /^(?:install|add|upgrade|update|load|flash|apply|fetch|pull|import|sideload|get)$/;

/** Verbs that leave a device empty, in one word. */
const DEVICE_LOSS =
  /^(?:factory[-_]?reset|(?:flush|drop|delete|purge)all|flushdb)$|^(?:erase|wipe|format|destroy)[-_]?(?:all|flash|chip|card|disks?|device|everything|data|db|database)$/;

/** Verbs that stop a whole machine, whoever says them; and those that do so with a yes, or everything at once. */
const HALTS = new Set("reboot poweroff halt".split(" "));
const HALTS_SURELY = new Set(
  "shutdown stop drain evict failover suspend poweroff reboot halt revoke".split(" "),
);

/** Roles and groups that have every right. */
const ALL_RIGHTS = /^(?:admins?|administrators?|root|owners?|superusers?|sudoers?)$/;

/** An operand of an unknown program that names a store elsewhere: `rm s3://bucket/x`. */
const ELSEWHERE = /^[a-z][a-z\d]+:\/\/./;

/** Of a program that nobody knows: a loss, a machine that stops, a protection switched off, rights, a password shown. */
function effectsOfStranger(
  said: Said | null,
  words: readonly string[],
  options: ReadonlyMap<string, unknown>,
  speaker: Speaker,
): readonly Effect[] {
  if (said?.verb !== "look" && [...options.keys()].some((name) => TOTAL_LOSS.test(name))) return ["destroy"];
  const isUnchecked = speaker === "unknown" && [...options.keys()].some((name) => UNCHECKED.test(name));
  if (isUnchecked && words.some((word) => BRINGS.test(word))) return ["weaken"];
  if (said?.word === "publish" && !said.local && said.index < 2 && plain(words, said.index))
    return ["publish"];
  if (said === null || said.local || !plain(words, said.index)) return [];
  // `keytool export-secret-keys`
  if (speaker === "unknown" && words.length === 1 && said.word !== words[0] && showsSecret(said))
    return ["reveal"];
  const yes = CERTAIN.filter((name) => options.has(name));
  // `esptool erase_flash`: the verb and what it is done to in one word.
  if (speaker === "unknown" && words.length === 1 && DEVICE_LOSS.test(words[0] ?? "")) return ["destroy"];
  // `digger destroy`, `clusterctl delete --all`: what stands alone is said of everything there is.
  if (speaker === "unknown" && words.length === 1 && UNDOES_ALL.test(said.word))
    return yes.length > 0 || said.word === "destroy" ? ["destroy"] : [];
  const everything = yes.length > 1 && options.has("--all");
  // `credentials:show`, `export-secrets`: the one word says of what.
  if (words.length < 2 && !everything)
    return /^(?:look|make)$/.test(said.verb) && said.nouns.length > 0 && showsSecret(said) ? ["reveal"] : [];
  if (LOWERS.has(said.word) && said.nouns.some((noun) => PROTECTIONS.has(noun))) return ["weaken"];
  if (HALTS.has(said.word) || (everything && HALTS_SURELY.has(said.word))) return ["disrupt"];
  if (yes.length > 0 && said.index > 0 && HALTS_SURELY.has(said.word)) return ["disrupt"];
  if (said.word === "shutdown" && /^(?:now|host|\+\d+)$/.test(words[said.index + 1] ?? ""))
    return ["disrupt"];
  switch (said.verb) {
    case "look":
      return showsSecret(said) ? ["reveal"] : [];
    case "grant":
      return ["grant"];
    case "make":
      if (showsSecret(said) || takesPrivateKey(said, options)) return ["reveal"];
      return givesAllRights(said, words, options) ? ["grant"] : [];
    case "destroy": {
      // `npm config delete x`, `bun pm pkg delete x`: where the program is known, its settings are lines of a file here.
      if (speaker === "local" && words[said.index] === said.word && SETTINGS.has(words[said.index - 1] ?? ""))
        return [];
      const sure =
        !WEAK.has(said.word) ||
        words.some((word) => ELSEWHERE.test(word)) ||
        ((said.index > 0 || (speaker === "unknown" && UNDOES_ALL.test(said.word))) && yes.length > 0);
      return sure ? ["destroy"] : [];
    }
    default:
      return [];
  }
}

/** Verbs that, with no object, undo all that a tool has made. */
const UNDOES_ALL = /^(?:destroy|delete|purge|wipe|nuke|teardown|obliterate|terminate|reset|uninstall)$/;

/** Beside these, a word like `tokens` is about how many there are or how they are made, not about one of them. */
const OF_TOKENS = /^(?:max|min|limits?|counts?|usage|budget|expiry|ttl|policy|policies|length|type|design)$/;

function showsSecret({ word, nouns }: Said): boolean {
  return (
    word === "reveal" ||
    ((SHOWS.has(word) || TAKES_OUT.test(word)) &&
      !nouns.some((noun) => OF_TOKENS.test(noun)) &&
      nouns.some((noun) =>
        /^(?:(?:secret|password|credential|apikey|privatekey|passphrase|totp|otp)s?|mnemonic|kubeconfig|usersecrets)$/.test(
          noun,
        ),
      ))
  );
}

/** `key export --private`: the half that nobody else may have. */
function takesPrivateKey({ word, nouns }: Said, options: ReadonlyMap<string, unknown>): boolean {
  return (
    TAKES_OUT.test(word) &&
    nouns.some((noun) => /^keys?$/.test(noun)) &&
    [...options.keys()].some((name) =>
      /^--?(?:private|secret|with-(?:private|secret))(?:-keys?)?$/.test(name),
    )
  );
}

/** `config get api_key`, `vars get DB_PASSWORD`: one of a service's settings, whose name is that of a secret. */
function asksForSecretSetting(words: readonly string[]): boolean {
  const at = words.findIndex((word) => SHOWS.has(word));
  const name = words[at + 1]?.split(/[./:]/).at(-1) ?? "";
  return (
    at > 0 &&
    KEEPS_SETTINGS.has(words[at - 1] ?? "") &&
    isSecretName(name.replace(/-/g, "_")) &&
    !partsOf(name).some((part) => OF_TOKENS.test(part))
  );
}

/** `user add eve --admin`, `role set alice owner`. */
function givesAllRights(
  { nouns }: Said,
  words: readonly string[],
  options: ReadonlyMap<string, unknown>,
): boolean {
  const named =
    words.some((word) => ALL_RIGHTS.test(word)) ||
    [...options.keys()].some((name) => ALL_RIGHTS.test(name.replace(/^-+/, "")));
  return named && nouns.some((noun) => CREDENTIALS.has(noun));
}

/** Are the words up to the verb the names of subcommands, not of files, texts or tests (`delete_member_of_group`)? */
function plain(words: readonly string[], verb: number): boolean {
  return words.slice(0, verb + 1).every((word) => /^[a-z][a-z0-9:-]*(?:_[a-z0-9:-]*){0,2}$/i.test(word));
}

/**
 * Does the call only look, although its table says of the whole subcommand that it does something: `owner ls`,
 * `key list`? `path` is the subcommand path that the table knows, `words` all words.
 */
export function onlyLooks(path: readonly string[], words: readonly string[]): boolean {
  const next = words[path.length];
  const acts = path.some((word) => HARM.has(verbOfWord(word) ?? "look"));
  return !acts && next !== undefined && verbs.get(next) === "look";
}
