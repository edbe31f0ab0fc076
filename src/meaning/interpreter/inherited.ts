/** Variables that a command has not set itself: what the environment gives them, and what they always are. */
import { isSecretName } from "../call/secret-name.ts";
import { hole, known, literal, noTaint, type TaintSet, type Text } from "../value.ts";
import type { Context } from "../world.ts";
import type { Frame } from "./engine.ts";

/** What variables are when nobody has set them. */
const ALWAYS: Readonly<Record<string, string>> = { IFS: " \t\n", PS4: "+ ", OPTIND: "1", BASH: "/bin/bash" };

/** Names whose value says nothing that needs following. */
const PLAIN = new Set("HOME PWD OLDPWD PATH SHELL TERM LANG USER LOGNAME TMPDIR HOSTNAME".split(" "));

/** Different each time, or only known to the process itself. */
const OWN = new Set([
  ...[
    "RANDOM",
    "SRANDOM",
    "SECONDS",
    "EPOCHSECONDS",
    "EPOCHREALTIME",
    "BASHPID",
    "PPID",
    "UID",
    "EUID",
    "GROUPS",
  ],
  ...["LINENO", "BASH_VERSION", "BASH_VERSINFO", "SHELLOPTS", "BASHOPTS", "PIPESTATUS", "BASH_SUBSHELL"],
  ...["HOSTTYPE", "MACHTYPE", "OSTYPE", "HISTCMD", "BASH_LINENO", "BASH_ARGC", "BASH_ARGV", "BASH_CMDS"],
]);

/** A variable that this command has not set; null where nobody has. On another machine nothing is known of it. */
export function inherited(context: Context, frame: Frame, name: string): Text | null {
  const always = ALWAYS[name];
  if (always !== undefined) return known(always);
  if (frame.origin.place.kind !== "here") return hole(`$${name}`);
  if (name === "PWD") return frame.shell.cwd === null ? hole("$PWD") : known(frame.shell.cwd);
  if (isSecretName(name)) return secretOf(name);
  if (name === "HOME") return known(context.home);
  if (OWN.has(name)) return hole(`$${name}`);
  if (name === "FUNCNAME" || name === "funcstack") return functionIn(frame);
  const value = context.environment.get(name);
  if (value === undefined) return null;
  return known(value, PLAIN.has(name) ? noTaint : new Set(["env"]));
}

/** The function that is running; what called it, it does not say. */
function functionIn({ active }: Frame): Text | null {
  const name = active.findLast((each) => each.startsWith("function "))?.slice("function ".length);
  return name === undefined ? null : known(name);
}

/** What a variable holds that is called like a secret. */
export function secretOf(name: string): Text {
  const taint: TaintSet = new Set(["secret", "env"]);
  const label = `$${name}`;
  return { pieces: [{ kind: "hole", taint, label, shape: "text", sources: [label] }], taint };
}

/** The value of a variable, where it has one and all of it is known. */
export function variableText(context: Context, frame: Frame, name: string): string | null {
  const variable = frame.shell.get(name);
  if (!variable) return literal(inherited(context, frame, name) ?? hole(name));
  const [value] = variable.alternatives;
  return variable.alternatives.length === 1 && !variable.perhaps && value?.kind === "scalar"
    ? literal(value.text)
    : null;
}
