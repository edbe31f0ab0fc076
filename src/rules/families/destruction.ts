/** Destruction: files, disks and systems that would be gone. */
import type { Delete } from "../../meaning/action.ts";
import type { Place } from "../../places/index.ts";
import { type AnyRule, type RuleContext, rule } from "../rule.ts";
import { candidates, each, name, placesOf, wholeOf } from "../vocabulary.ts";

function goesWith(action: Delete, context: RuleContext, ...wanted: readonly Place[]): boolean {
  return (
    action.origin.place.kind !== "container" &&
    !action.filtered &&
    placesOf(action.path, context).some((place) => wanted.includes(place))
  );
}

export const destruction: readonly AnyRule[] = [
  rule({
    id: "fs/delete-root",
    title: "Deleting the root directory",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1485",
    why: "Everything on the machine would be gone, and nothing brings it back.",
    instead: "Name the one directory that is to go, inside the project.",
    on: each("delete"),
    match: (action, context) =>
      goesWith(action, context, "root") ? `deletes ${name(action.path)}: everything on this machine` : null,
    examples: {
      block: [
        "rm -rf /",
        "sudo rm -rf --no-preserve-root /",
        "rm -rf /*",
        "cd / && rm -rf *",
        'rm -rf "$UNSET"/*',
        "find / -delete",
      ],
      allow: ["rm -rf ./build", "rm -rf /tmp/build.x", "echo rm -rf /", "git commit -m 'rm -rf /'"],
    },
  }),
  rule({
    id: "fs/delete-home",
    title: "Deleting a home directory",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1485",
    why: "Somebody's files, keys and settings would be gone, and nothing brings them back.",
    instead: "Name the one file or directory that is to go, inside the project.",
    on: each("delete"),
    match: (action, context) =>
      goesWith(action, context, "home") ? `deletes the home directory ${name(action.path)}` : null,
    examples: {
      block: ["rm -rf ~", "rm -rf $HOME", "rm -rf ~/*", "mv ~ /dev/null", "find ~ -type f -delete"],
      allow: ["rm -rf ~/.cache/pip", "rm -rf node_modules", "ls ~"],
    },
  }),
  rule({
    id: "fs/delete-system",
    title: "Deleting system files",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1485",
    why: "The system needs these files; without them it does not start or does not work.",
    instead: "Remove packages with the package manager; remove only files that the project made.",
    on: each("delete"),
    match: (action, context) =>
      candidates(action.path).some((path) => wholeOf(path) !== "/") && goesWith(action, context, "system")
        ? `deletes ${name(action.path)}, which belongs to the system`
        : null,
    examples: {
      block: ["rm -rf /etc", "rm -rf /usr/lib/*", "sudo rm -rf /var/lib/postgresql", "shred -u /etc/passwd"],
      allow: ["rm -rf usr/lib", "rm -rf /tmp/etc", "ls /etc"],
    },
  }),
];
