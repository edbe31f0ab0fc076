/**
 * Secrets that no catalogue names: files of programs and people that are called what they are, `~/.config/acme/credentials`,
 * `/etc/acme/api_token`, `~/Desktop/passwords.txt`. A name says so much only where programs keep what is theirs, or people what
 * is theirs: in a project, in a cache and among code it names what the code is about.
 */
import { placeOf } from "./name.ts";
import type { Mark, Surroundings } from "./place.ts";

/** Some part of every name that tells, so that most paths need no closer look. */
const HINT =
  /cred|secret|token|pass|key|macaroon|wallet|cookie|mnemonic|recover|backup|auth|seed|vault|2fa|account|login|psk/i;

/** Words that say what is in a file, wherever they stand in its name … */
const TELLS = new Set(
  `credential credentials creds cred secret secrets token tokens password passwords passwd passphrase passphrases apikey apikeys
  keystore keystores keyring keytab keyfile macaroon wallet psk cookies mnemonic authtoken passwordstore passwordstorerc authenticator`.split(
    /\s+/,
  ),
);
/** … in two words … */
const TOGETHER =
  /(?:^|-)(?:api-keys?|access-keys?|private-keys?|secret-keys?|deploy-keys?|signing-keys?|(?:oauth|access|refresh|auth|github|gitlab|slack|bot)-tokens?|(?:recovery|backup)-codes?|seed-phrases?|oauth-creds|vault-(?:keys?|init|unseal)|unseal-keys?|2fa|(?:wallet|crypto|bitcoin|btc|ethereum|eth|metamask|ledger)-(?:seed|words|phrase)|(?:vault|db|database|restic|borg|admin|root|ssh|gpg|mail|smtp|imap|login|user|wifi|backup|mysql|redis|sudo)-pass)(?:-|$)/;
/** … and as all of it, below a directory of the program's. */
const WHOLE = /^(?:auth|oauth2?|key|logins?|accounts|session|netrc|(?!authorized)\w+[-_]keys?)$/;

/** Words with which a name is about secrets, and holds none. */
const ABOUT = new Set(
  `policy policies example sample template schema helper help usage limit limits count counts stats test tests tokenizer map
  special public pub template list common system allow allowed baseline generator checker strength rules counter expiry`.split(
    /\s+/,
  ),
);

/** Directories that hold nothing else. */
const HOLDS = /^(?:credentials?|secrets|tokens|keystores?|private[-_]keys|passwords|recovery[-_]codes|totp)$/;

/** Code, programs and pages, whose names say what they are about; and public halves. */
const NOT_DATA =
  /\.(?:[cm]?[jt]sx?|py[cio]?|rb|go|rs|[ch](?:pp|xx|c)?|java|kt|swift|php|[bz]?a?sh|fish|ps1|lua|vim|el|pl|pm|r|ex|exs|scala|dart|m|html?|css|svg|png|jpe?g|gif|so|dll|dylib|o|a|jar|class|rst|man|mo|po|snap|map|desktop|service|timer|socket|list|md5sums|pub|crt|cer|proto|tmpl|j2|sample|example|dist|np[yz]|pt|parquet|safetensors|arrow|h5)$/;

/** Where programs lie, with what belongs to them, and what everybody may read. */
const OF_PROGRAMS = new Set(
  `src lib lib64 node_modules site-packages dist-packages plugins plugged bundle functions completions docs doc man locale locales
  versions toolchains extensions skills commands prompts agents templates registry registries rules schemas types vendor pam.d apt dpkg
  apparmor.d selinux logrotate.d certs bash_completion.d completion.d pkg mod tests test examples fixtures`.split(
    /\s+/,
  ),
);

/** Below home: what programs keep for a person, and what people keep for themselves. */
const IN_HOME =
  /^(?:\.[^/]+\/|Library\/|AppData\/|(?:Desktop|Documents|Downloads|Dropbox|OneDrive|iCloud|notes|backups?|private|keys|secrets)\/|[^/]+$)/i;

/** Outside: what servers are configured with and what they keep. */
const OF_SERVERS = /^\/(?:etc|var\/(?:lib|opt|cache|backups|spool)|opt|srv|root|run)\//;

/** What people and programs hide in a project is theirs, and no code: `.vault-password`, `.npm-token`. */
const HIDDEN = /^\.[^/]+$/;

/** … and files of data that are called after one key, where there is no code, no test and no page about such keys. */
const PLAINLY_A_KEY =
  /^(?!(?:export|import|list|show|get|add|new|create|make|gen\w*|rotate|renew|revoke|delete|remove|set)[-_])(?:[a-z]+[-_.])?(?:(?:api|access|private|secret|deploy|signing)[-_]?keys?|(?:oauth|access|refresh|auth|github|gitlab|slack|bot)[-_]tokens?)(?:\.(?:json|txt|csv|ya?ml|ini|toml|properties|b64|asc))?$/;
const OF_CODE =
  /\/(?:src|lib|pkg|app|components|tests?|__tests__|spec|e2e|docs?|fixtures?|__fixtures__|mocks?|testdata|examples?|samples?|locales?|i18n|templates|schemas?|migrations|node_modules|vendor)\//i;

/** The secret that a path is by its own name; null where it says none. In a project hidden files say so, and plain keys. */
export function namedForSecret(path: string, surroundings: Surroundings): Mark | null {
  // Accounts: everybody reads them, and their passwords are elsewhere.
  if (!HINT.test(path) || /^\/etc\/passwd-?$/.test(path)) return null;
  const kept = keptAt(path, surroundings);
  if (kept === null || NOT_DATA.test(kept.toLowerCase())) return null;
  const directories = kept.split("/");
  const name = directories.pop() ?? "";
  if (directories.some((each) => OF_PROGRAMS.has(each.toLowerCase()))) return null;
  const holds =
    directories.some((each) => HOLDS.test(each.toLowerCase().replace(/^\./, ""))) && !/^readme/i.test(name);
  const isLogin = directories.length > 0 && WHOLE.test(stemOf(name).toLowerCase());
  return holds || isLogin || tells(name) ? { kind: "secret", what: "credentials, by its name" } : null;
}

/** The path below home or root, where names tell; null elsewhere. */
function keptAt(path: string, surroundings: Surroundings): string | null {
  const { project } = surroundings;
  switch (placeOf(path, surroundings)) {
    case "home-content": {
      const rest = path.startsWith(`${surroundings.home}/`)
        ? path.slice(surroundings.home.length + 1)
        : path.replace(/^\/(?:root|(?:home|Users)\/[^/]+)\//, "");
      return IN_HOME.test(rest) ? rest : null;
    }
    case "system":
    case "elsewhere":
      return OF_SERVERS.test(path) ? path.replace(/^\/(?:var\/lib\/)?/, "") : null;
    case "project-content": {
      const name = path.slice(path.lastIndexOf("/") + 1);
      const isHidden = HIDDEN.test(name) && !/\.[cm]?json5?$|rc$|ignore$/.test(name);
      const isKey = PLAINLY_A_KEY.test(name) && !OF_CODE.test(path.slice(project.length));
      return isHidden || isKey ? name : null;
    }
    default:
      return null;
  }
}

function tells(name: string): boolean {
  const isEnding = /\.(?:password|passwd|secrets?|tokens?|credentials?|apikey|psk)$/i.test(name);
  // `.secrets.baseline`: the ending is about it, too.
  if (wordsOf(name).some((word) => ABOUT.has(word))) return false;
  const words = wordsOf(isEnding ? name : stemOf(name));
  return TOGETHER.test(words.join("-")) || words.some((word) => TELLS.has(word));
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])(?=[A-Z])/g, "$1-")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
}

function stemOf(name: string): string {
  return name.replace(/^\.+/, "").replace(/(?<=.)\.[A-Za-z]\w*$/, "");
}
