/** What a name alone tells: what a module does to the hosts it is applied to, and that a program is made to undo something. */
import type { Effect } from "../../commands/spec.ts";
import { effectsInWords, isCredential, partsOf } from "./verbs.ts";

/** Parts of the names of modules by which somebody gets in: `authorized_key`, `sudoers`. */
const WAYS_IN = new Set("authorized sudoers sudoer".split(" "));

/**
 * What a module does that a tool of configuration applies to hosts (`user`, `authorized_key`, `file.remove`), or a command that a
 * server is given in one word (`asterisk -rx "core stop now"`).
 */
export function effectsOfModule(name: string): readonly Effect[] {
  return partsOf(name).some((part) => isCredential(part) || WAYS_IN.has(part))
    ? ["grant"]
    : effectsInWords(name.split(/\s+/), new Map(), "service");
}

/** The last part of such a program's name. Weaker words (`clean`, `reset`) are anything's. */
const UNDOES = /(?:^|[-_.])(?:uninstall|killall|nuke|wipe|destroy|obliterate|purge|terminate|teardown)$/;

/** What a suite of tests undoes, it has made: `test_teardown`. */
const OF_TESTS = /(?:^|[-_.])tests?(?:[-_.]|$)/;

/** Is a program nobody knows named for what it undoes: `k3s-uninstall.sh`, `aws-nuke`? */
export function namedForLoss(program: string): boolean {
  const name = program.toLowerCase().replace(/\.(?:sh|bash|py|pl|rb|run|bin|exe)$/, "");
  return UNDOES.test(name) && !OF_TESTS.test(name);
}

/** Is it called after what it controls: `ejabberdctl`, `unbound-control`, `radosgw-admin`? Its words are those of a service. */
export function controlsServer(program: string): boolean {
  return /.[a-z](?:-?ctl|-?adm|-admin|-?control)$/.test(program);
}
