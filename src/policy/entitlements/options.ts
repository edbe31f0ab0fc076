/**
 * What a call is given, beside keys: each option has to be one that the table of programs knows, and whatever it is given has to be
 * data. A file of settings, a plug-in or another program would have a say in what is done, and an option that nobody knows may be any of
 * these. What is code by the table is followed, and looked at like the command itself (seen-through.ts).
 */
import { lookup } from "../../commands/index.ts";
import type { Role } from "../../commands/spec.ts";
import type { Action, Run } from "../../meaning/action.ts";
import { type Argument, sortCall } from "../../meaning/call/sort.ts";
import { literal } from "../../meaning/value.ts";
import { tables } from "./tables.ts";
import type { Circumstances } from "./whereabouts.ts";
import { takesOwn } from "./words.ts";

/** Roles of what is data, or is followed. */
const plain: ReadonlySet<Role> = new Set<Role>([
  ...([
    "text",
    "number",
    "user",
    "mode",
    "owner",
    "signal",
    "process",
    "variable",
    "credential",
    "method",
  ] as const),
  ...([
    "read",
    "identity",
    "metadata",
    "write",
    "append",
    "edit",
    "create",
    "attributes",
    "delete",
    "move",
  ] as const),
  ...([
    "link",
    "link-target",
    "write-directory",
    "url",
    "host",
    "remote-read",
    "remote-move",
    "remote-write",
  ] as const),
  ...([
    "listen",
    "upload",
    "upload-text",
    "upload-form",
    "download",
    "document",
    "container",
    "image",
    "package",
  ] as const),
  ...(["command", "line", "code:sql", "code:awk", "code:sed"] as const),
]);

/** Every program has these, whatever else its table says. */
const always = new Set(["--help", "--version"]);

/** Keywords of ssh_config(5) that name no file and start nothing; `-o` takes no others but those that the table follows. */
const ofSsh =
  /^(?:addressfamily|batchmode|bindaddress|bindinterface|checkhostip|ciphers|compression|connectionattempts|connecttimeout|controlmaster|controlpersist|exitonforwardfailure|forwardagent|forwardx11|gssapiauthentication|hostkeyalgorithms|hostkeyalias|identitiesonly|ipqos|kbdinteractiveauthentication|kexalgorithms|loglevel|macs|numberofpasswordprompts|passwordauthentication|port|preferredauthentications|pubkeyacceptedalgorithms|pubkeyacceptedkeytypes|pubkeyauthentication|requesttty|sendenv|serveralivecountmax|serveraliveinterval|setenv|stricthostkeychecking|tcpkeepalive|updatehostkeys|user|verifyhostkeydns)$/;

/** What a shell would take for more than a name, where a program builds a command line of it: `ssh -J`. */
const marks = /[\s`$;&|<>()\\'"]/;

/**
 * Is a call given nothing but options that are known, and data? The clients of services have options by the thousand: one that the table
 * lacks may be there, if nothing that the call names is a file that commands may write.
 */
export function takesOnlyData(run: Run, actions: readonly Action[], around: Circumstances): boolean {
  const entry = run.program === null ? null : lookup(run.program);
  if (entry === null) return false;
  // Their words are told by their shapes, or looked at one by one.
  const { hasOwnWords, isMisleading } = tables();
  if (isMisleading(run)) return false;
  if (hasOwnWords(run)) return true;
  const { strange, arguments: given, entry: used } = sortCall(entry, run.argv.slice(1));
  const isStrange = strange.some((name) => !always.has(name));
  if (isStrange && (entry.service !== true || takesOwn(run, actions, around))) return false;
  return given.every((each) => isData(each, used.settings ?? entry.settings ?? {}));
}

function isData({ text, role, option }: Argument, settings: Readonly<Record<string, Role>>): boolean {
  switch (role) {
    case "setting": {
      const [, name, value = ""] =
        /^\s*([A-Za-z0-9_]+)(?:\s*=\s*|\s+|$)([\s\S]*)/.exec(literal(text) ?? "") ?? [];
      const key = name?.toLowerCase() ?? "";
      // git and gsutil start something by many of theirs.
      if (!Object.hasOwn(settings, "proxycommand")) return false;
      const known = settings[key];
      if (known === "host") return !marks.test(value);
      return known === undefined ? ofSsh.test(key) : known === "shell" || plain.has(known);
    }
    // Of an operand each is an action of its own, which is looked at as what it is: a variable, a directory, a file that is run.
    case "assignment":
    case "work-directory":
    case "script:shell":
    case "script:other":
      return option === null;
    case "host":
      return !marks.test(literal(text) ?? "");
    // A program of tar's or git's gets more than it is told; a transport and a shell do what they are told.
    case "shell":
      return option === null || /^(?:-e|--rsh)$/.test(option);
    default:
      return plain.has(role);
  }
}
