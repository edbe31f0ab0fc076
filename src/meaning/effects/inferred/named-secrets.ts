/** Operands that name a secret although the table takes them for words, or behind a prefix of the program's own. */

import { slotsOf } from "../../../commands/index.ts";
import type { Invocation } from "../../call/invocation.ts";
import { SAYS_WORDS } from "../../call/looks.ts";
import { dropPrefix } from "../../call/words.ts";
import type { Frame } from "../../interpreter/engine.ts";
import { contentOf, pathIn } from "../../locations/files.ts";
import { concat, known, literal, prefix, type Text } from "../../value.ts";

/** What stands before a path: `file://`, `label:@` (ImageMagick), `text/plain:` (mailcap), `-comment<=` (exiftool). */
const BEFORE_PATH = /^(?:[\w+.-]+:\/\/(?=\/)|[\w/+.-]+[:=]@?|-[\w:]+<=)(?=[~/])|^@(?=[~/.\w])/;

/** Words by which a client of a service is given a file (`mongofiles put .env`, `tftp host -c put .env`). */
const GIVES = /^(?:put|mput|upload|send|push|share|attach|store|paste)$/;

/**
 * The operands that lead to a secret, as paths. Most programs that take names take files too (`man ~/.ssh/id_rsa`,
 * `git log --no-index FILE`, `sysctl /../../etc/shadow`, `convert label:@/etc/shadow x.png`).
 */
export function namedSecrets(invocation: Invocation, frame: Frame): readonly Text[] {
  const { call, entry, engine, argv } = invocation;
  const printed = call.entry.output ?? "inputs";
  if (entry === null || SAYS_WORDS.has(printed)) return [];
  const slots = slotsOf(call.entry);
  const isWords = slots.length === 1 && (slots[0] === "text..." || slots[0] === "setting...");
  const gives = entry.network === true && argv.slice(1).some((word) => GIVES.test(literal(word) ?? ""));
  const found: Text[] = [];
  const look = (text: Text) => {
    const file = prefix(text).startsWith("~/")
      ? concat(known(engine.context.home), dropPrefix(text, 1))
      : text;
    if (contentOf(engine, frame, pathIn(frame, file)).taint.has("secret")) found.push(file);
  };
  for (const { text, role, option } of call.arguments) {
    const start = prefix(text);
    const before = BEFORE_PATH.exec(start)?.[0];
    if (option !== null && (role !== "read" || before === undefined)) continue;
    const isWord = isWords && (role === "text" || role === "setting");
    if (before !== undefined && (isWord || role === "read" || role === "edit"))
      look(dropPrefix(text, before.length));
    else if (isWord && (gives || /^[.~]?\.?\//.test(start))) look(text);
  }
  for (const file of inHistory(invocation)) look(file);
  for (const file of inArchive(invocation)) look(file);
  for (const file of searched(invocation)) look(file);
  for (const file of decrypted(invocation)) look(file);
  for (const word of argv) {
    const before = /^-[\w:]+<=(?=[~/])/.exec(prefix(word))?.[0];
    if (before !== undefined) look(dropPrefix(word, before.length));
  }
  return found;
}

/** What an encrypted file is called besides. */
const ENCRYPTED = /\.(?:gpg|pgp|asc|age|enc|aes|crypt|vault)$/;

/** The files that are decrypted, by the names that they had before: `gpg -d ~/.authinfo.gpg`. */
function decrypted({ program, call, argv }: Invocation): readonly Text[] {
  const opens =
    /^(?:gpg2?|age|rage|openssl|ccrypt|ccat|scrypt|aescrypt|gocryptfs|mcrypt|sops)$/.test(program) &&
    argv.some((word) => /^(?:-d|-dc|--decrypt|-decrypt|decrypt|dec|ccat)$/.test(prefix(word)));
  if (!opens) return [];
  return call.arguments.flatMap(({ text }) => {
    const name = literal(text);
    return name !== null && ENCRYPTED.test(name) ? [known(name.replace(ENCRYPTED, ""))] : [];
  });
}

/** Programs that search trees, the options that say which files, and those by which they tell nothing of what is in them. */
const SEARCHES = /^(?:[efr]?grep|rg|ripgrep|ugrep|ag|ack)$/;
const ONLY = ["--include", "-g", "--glob", "--iglob"];
const TELLS_NAMES = [
  "-l",
  "-L",
  "-c",
  "-q",
  "--files",
  "--count",
  "--files-without-match",
  "--count-matches",
];

/** The files that a search is narrowed to, by a name that fits (`grep -r --include='.env*' KEY .`). */
function searched({ program, call }: Invocation): readonly Text[] {
  if (!SEARCHES.test(program) || TELLS_NAMES.some((name) => call.options.has(name))) return [];
  const patterns = ONLY.flatMap((name) => call.options.get(name) ?? []).map(prefix);
  return patterns
    .filter((pattern) => !pattern.startsWith("!"))
    .map((pattern) => known(pattern.replace(/^(?:\*\*\/)+|\*+$/g, "").replaceAll("*", "x")));
}

/** Programs that take archives apart, and what makes them print a member instead. */
const PRINTS_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  tar: ["-O", "--to-stdout"],
  bsdtar: ["-O", "--to-stdout"],
  unzip: ["-p", "-c"],
  "7z": ["-so"],
  "7za": ["-so"],
  "7zz": ["-so"],
  cpio: ["--to-stdout"],
};

/** The members of an archive that are printed, as if they lay here: `unzip -p backup.zip .env`; files of a repository elsewhere. */
function inArchive({ program, call, argv }: Invocation): readonly Text[] {
  const prints = PRINTS_MEMBERS[program];
  const words = argv.slice(1);
  if (prints?.some((name) => call.options.has(name) || words.some((word) => isFlag(word, name))))
    return words.filter((word) => /^[\w.*]/.test(prefix(word))).map(fromRoot);
  if (program !== "gh" || call.subcommand[0] !== "api") return [];
  return words.flatMap((word) => {
    const file = /^\/?repos\/[^/]+\/[^/]+\/contents\/([^?]+)/.exec(prefix(word))?.[1];
    return file === undefined ? [] : [known(file)];
  });
}

/** Is the letter among those that the word bundles: `tar xOf`? */
function isFlag(word: Text, name: string): boolean {
  return (
    name.length === 2 &&
    new RegExp(`^-?[a-zA-Z]*${name[1] ?? ""}[a-zA-Z]*$`).test(prefix(word)) &&
    !prefix(word).startsWith("--")
  );
}

/** Archives of a whole system leave the first slash out. */
function fromRoot(name: Text): Text {
  return /^(?:etc|home|root|var|Users)\//.test(prefix(name)) ? concat(known("/"), name) : name;
}

/** What is known of the end of a text. */
function lastPart({ pieces }: Text): string {
  const last = pieces.at(-1);
  return typeof last === "string" ? last : "";
}

/** Subcommands of git that show the content of the files that are named to them. */
const SHOWS = new Set(
  "show diff cat-file blame annotate stash grep difftool archive format-patch rev-parse".split(" "),
);

/** Those that do so with patches. */
const LISTS = new Set(["log", "reflog", "whatchanged"]);

/** Files whose content git would show as it was or as it is: `git show HEAD:.env`, `git log -p -- .env`. */
function inHistory({ program, call }: Invocation): readonly Text[] {
  const [sub = ""] = call.subcommand;
  const patches = ["-p", "-u", "--patch", "-S", "-G", "-L"].some((name) => call.options.has(name));
  if (program !== "git" || !(SHOWS.has(sub) || (patches && LISTS.has(sub)))) return [];
  if (["--stat", "--name-only", "--name-status", "--quiet"].some((name) => call.options.has(name))) return [];
  const operands = call.arguments.filter(({ option }) => option === null);
  // The first word of a search is what it looks for.
  const files = sub === "grep" && !call.options.has("-e") ? operands.slice(1) : operands;
  return files.flatMap(({ text }) => {
    const at = prefix(text).lastIndexOf(":");
    if (at >= 0) return [dropPrefix(text, at + 1)];
    // `git show "$rev:.env"`: in which commit is not known, but what of it.
    const [, behind] = /:([^:]+)$/.exec(lastPart(text)) ?? [];
    return [behind === undefined ? text : known(behind)];
  });
}
