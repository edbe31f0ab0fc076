/** Destruction in bulk: many files changed, moved, encrypted or overwritten at once. */
import type { Action, Run, Write } from "../../meaning/action.ts";
import { TRACKED_FILES, UNTRACKED_FILES } from "../../meaning/output/enumerations.ts";
import { literal, type Text } from "../../meaning/value.ts";
import { ofAll } from "../of-all.ts";
import { type AnyRule, type RuleContext, rule } from "../rule.ts";
import { calls } from "../shape.ts";
import {
  candidates,
  each,
  has,
  here,
  inEarnest,
  name,
  operands,
  option,
  placesOf,
  said,
  tries,
  wholeOf,
  words,
} from "../vocabulary.ts";

/** What writes to the very files that it is told; for others a pattern may stand for what they put into a directory. */
const OVERWRITERS = /^(?:>|exec >|truncate|tee|dd|shred|sponge|python\S*|node|bun|deno|perl|ruby|php)$/;

/** Does it write over files that are there: those that a pattern finds? */
function writesOver({ mode, path, by }: Write): boolean {
  const last = path.text.pieces.at(-1);
  const endsInPattern = typeof last === "object" && last.shape === "glob";
  return (mode === "overwrite" || mode === "truncate") && endsInPattern && OVERWRITERS.test(by);
}

function isPattern({ pieces }: Text): boolean {
  return pieces.some((piece) => typeof piece !== "string" && piece.shape === "glob");
}

export const bulk: readonly AnyRule[] = [
  rule({
    id: "fs/overwrite-in-bulk",
    title: "Changing many files outside the project in one go",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: "T1565.001",
    why: "A mistake in the pattern spoils all of them.",
    instead: "Name the files; work in the project.",
    on: each("write"),
    match: (action, context) =>
      (action.mode === "in-place" || writesOver(action)) &&
      here(action) &&
      action.path.glob !== null &&
      placesOf(action.path, context).some(
        (place) => place === "home" || place === "system" || place === "root" || place === "home-content",
      )
        ? `changes ${name(action.path)}`
        : null,
    examples: {
      block: [
        "sed -i s/a/b/ ~/*",
        "sed -i s/a/b/ /etc/*.conf",
        "perl -pi -e s/a/b/ ~/docs/*",
        "truncate -s 0 ~/papers/*",
        'for f in ~/papers/*; do head -c 9 /dev/urandom > "$f"; done',
      ],
      allow: [
        "sed -i s/a/b/ src/*",
        "sed s/a/b/ ~/*.txt",
        "sed -i s/a/b/ a.txt",
        "cp src/* ~/notes/",
        'for f in src/*; do gzip -c "$f" > ~/notes/"$(basename "$f")".gz; done',
      ],
    },
  }),
  rule({
    id: "fs/emptied-in-bulk",
    title: "Emptying all files of the project",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: "T1485",
    why: "The files stay and nothing is in them: what was not committed is gone, as if they had been deleted.",
    instead: "Name the files that are meant; commit or stash first.",
    on: each("write"),
    match: (action, context) =>
      here(action) && empties(action, context) && isOneOfMany(action, context)
        ? `empties ${listed(action) ?? name(action.path)}`
        : null,
    examples: {
      block: [
        "git ls-files -z | xargs -0 truncate -s 0",
        "truncate -s 0 *",
        'for f in *; do : > "$f"; done',
        "for f in $(git ls-files); do echo > $f; done",
        "git ls-files | xargs sed -i '1,$d'",
        "sed -i d *",
      ],
      allow: [
        "truncate -s 0 app.log",
        ": > README.md",
        "sed -i '1d' *",
        "git ls-files | xargs sed -i 's/a/b/'",
        "sed -i d empty.txt",
        "for f in a.log b.log; do : > $f; done",
      ],
    },
  }),
  rule({
    id: "fs/move-away",
    title: "Moving a home, system or project directory away",
    severity: "high",
    decision: "deny",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "Everything that expects it there fails.",
    instead: "Copy what you need.",
    on: calls("mv|rename|mmv"),
    match: (action, context) => {
      if (!here(action) || action.program !== "mv") return null;
      const list = operands(action.call);
      const sources = has(action.call, "-t", "--target-directory") ? list : list.slice(0, -1);
      const found = sources
        .map((path) => wholeOf(path.replace(/(?<=.)\/$/, "")))
        .find(
          (path) =>
            /^\/(?:etc|usr|bin|sbin|lib\w*|var|boot|home|root|opt)?$/.test(path) ||
            path === context.home ||
            path === context.project ||
            /^\/home\/[^/]+$/.test(path),
        );
      return found === undefined ? null : `moves ${found}`;
    },
    examples: {
      block: ["mv /etc /tmp/etc", "mv ~ /tmp/h", "mv /usr/* /tmp/", "mv /home/dev/project /tmp/p"],
      allow: ["mv a b", "mv src/a.ts lib/", "mv /tmp/x ."],
    },
  }),
  rule({
    id: "fs/move-onto-device",
    title: "Moving files onto a device",
    severity: "high",
    decision: "deny",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "The files are gone, and where the rights allow it the device is a plain file from then on.",
    instead: "Delete by name what is to go.",
    on: calls("mv"),
    match: (action) => {
      const target = option(action.call, "-t", "--target-directory") ?? operands(action.call).at(-1) ?? "";
      return here(action) && /^\/dev\/(?!shm(?:\/|$))/.test(target) ? `moves files to ${target}` : null;
    },
    examples: {
      block: ["mv important.txt /dev/null", "mv -f src/* /dev/null", "mv -t /dev/null a b"],
      allow: ["mv a.txt /dev/shm/", "cp a.txt /dev/null", "mv dev/null x"],
    },
  }),
  rule({
    id: "fs/encrypt-in-bulk",
    title: "Encrypting files in place",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1486",
    why: "Without the key nobody can read them again.",
    instead: "Encrypt a copy, and keep the original until it was tested.",
    on: calls(
      "gpg -c|--symmetric|-e|--encrypt",
      "openssl enc|aes* !-d",
      "age|rage -p|--passphrase|-r|--recipient",
      "mcrypt|aescrypt|ccrypt|ccencrypt|ecryptfs-migrate-home",
      "7z|7za|rar -p*|-hp* -sdel|-df",
      "zip -e|--encrypt|-P|--password -m|--move",
    ),
    match: (action, context) => {
      if (tries(action)) return null;
      // These take the original away themselves; after the others something has to.
      if (/^(?:7za?|rar|zip|ccrypt|ccencrypt|ecryptfs)/.test(action.program ?? "")) return said(action);
      const many =
        action.origin.chain.some((link) => /^(?:find|xargs|parallel|fd|for)\b/.test(link)) ||
        action.argv.some(isPattern);
      const gone = context.actions.some(
        (other) => other.kind === "delete" && other.origin.span.start >= action.origin.span.start,
      );
      return many && gone ? said(action) : null;
    },
    examples: {
      block: [
        'find ~ -type f -exec sh -c \'gpg --batch --passphrase x -c "$1"; rm "$1"\' _ {} \\;',
        "7z a -pSECRET -sdel x.7z src",
        "ccrypt -e -r .",
        'for f in *.sql; do openssl enc -aes-256-cbc -in "$f" -out "$f.enc" && rm "$f"; done',
      ],
      allow: ["gpg -c a.txt", "openssl enc -aes-256-cbc -in a -out b", "7z a x.7z src", "zip -r x.zip src"],
    },
  }),
  rule({
    id: "fs/shred",
    title: "Overwriting files so that nothing brings them back",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI02", "ASI09"],
    attack: "T1070.004",
    why: "Neither a backup tool nor forensics find them again.",
    instead: "Use rm for files that you made.",
    on: calls("shred|srm|wipe|scrub|bleachbit|sfill|sdmem|sswap|nwipe|dban|cipher"),
    match: (action, context) => {
      if (tries(action) || words(action).length === 0) return null;
      if (!/^(?:shred|srm|wipe|scrub)$/.test(action.program ?? "")) return said(action);
      const many =
        has(action.call, "-r", "-R", "--recursive") ||
        operands(action.call).some(
          (path) =>
            /[*?]/.test(path) ||
            (path.startsWith("/") && !context.temporary.some((each) => path.startsWith(`${each}/`))) ||
            path.startsWith("~"),
        );
      return many ? said(action) : null;
    },
    examples: {
      block: [
        "shred -u ~/notes.txt",
        "srm -r src",
        "shred /var/lib/x/data",
        "bleachbit --clean system.*",
        "wipe -rf docs",
        "shred -n 3 *",
      ],
      allow: ["shred --help", "rm a.txt", "shred /tmp/key.tmp", "shred -u key.tmp"],
    },
  }),
  rule({
    id: "fs/trash-emptied",
    title: "Emptying the trash, or having a file manager delete",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "In the trash lies what the person may still want back; what a file manager deletes by script it does not ask about.",
    instead: "Leave the trash to the person; delete the one file that is meant, by its path.",
    on: calls(
      "trash-empty|trash-rm",
      "trash -e|--empty",
      "gio trash --empty",
      "gtrash prune|find",
      "osascript -e=*Finder*delete*|*Finder*empty*trash*|*empty*the*trash*",
    ),
    match: inEarnest,
    examples: {
      block: [
        "trash-empty",
        "gio trash --empty",
        "osascript -e 'tell application \"Finder\" to empty trash'",
        "osascript -e 'tell application \"Finder\" to delete every item of home'",
      ],
      allow: [
        "trash-put old.txt",
        "trash-list",
        "gio trash old.txt",
        "osascript -e 'tell application \"Finder\" to activate'",
      ],
    },
  }),
];

/** The list of git's that a path comes from. */
function listed({ path }: Write): string | undefined {
  return path.text.pieces
    .flatMap((piece) => (typeof piece === "string" ? [] : (piece.sources ?? [])))
    .find((source) => source === TRACKED_FILES || source === UNTRACKED_FILES);
}

/** So many files emptied by one command are no few logs. */
const MANY = 5;

/** Does a path stand for all files of the project, or for one of many that the command empties? */
function isOneOfMany(action: Write, context: RuleContext): boolean {
  if (listed(action) !== undefined) return true;
  if (candidates(action.path).some((path) => wholeOf(path) !== path && wholeOf(path) === context.project))
    return true;
  const inProject = (other: Action): other is Write =>
    other.kind === "write" &&
    (other.path.absolute ?? "").startsWith(`${context.project}/`) &&
    empties(other, context);
  if (!inProject(action)) return false;
  let emptied = 0;
  return context.actions.some((other) => inProject(other) && ++emptied >= MANY);
}

/** Is nothing left in the file? */
function empties({ mode, content, origin }: Write, { actions }: RuleContext): boolean {
  if (mode === "truncate" || (content.text !== null && (literal(content.text) ?? "x").trim() === ""))
    return mode !== "append" && mode !== "create";
  return emptyingPlaces(actions).has(origin.span.start);
}

/** Where in the command something stands that leaves nothing in the files it writes. */
const emptyingPlaces = ofAll(
  (actions): ReadonlySet<number> =>
    new Set(
      actions.flatMap((action) =>
        action.kind === "run" && leavesNothing(action) ? [action.origin.span.start] : [],
      ),
    ),
);

/** `truncate -s 0`, `sed -i d`, `sed -i '1,$d'`: a size of nothing, a script that deletes every line. */
function leavesNothing({ program, call }: Run): boolean {
  if (program === "truncate") return /^[<%/]?0$/.test(option(call, "-s", "--size") ?? "");
  if (program !== "sed" || !has(call, "-i", "--in-place")) return false;
  const script = option(call, "-e", "--expression") ?? operands(call)[0] ?? "";
  return /^\s*(?:(?:0|1),\$|\/\.?\*?\/)?\s*d\s*;?$/.test(script);
}
