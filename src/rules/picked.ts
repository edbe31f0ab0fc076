/** Programs that `find` names, to be started: those of the project, `$(find . -name gradlew | head -1) test`, and those of the system. */
import type { Action, Run } from "../meaning/action.ts";
import { literal, prefix, show, type Text } from "../meaning/value.ts";
import type { RuleContext } from "./rule.ts";
import { has } from "./vocabulary.ts";

/** Programs that let whole lines through, in their order or another. */
const PICKERS: ReadonlySet<string> = new Set("head tail sort uniq grep egrep shuf tac".split(" "));

/**
 * Is the name one that `find` prints of files below the project, and then only picked? Such a file can be started by
 * its own name as well. find names what it finds by where it starts, so a root with a slash gives no bare name that would be
 * looked for elsewhere.
 */
export function pickedFromProject(via: readonly string[], context: RuleContext): boolean {
  const [lister, ...rest] = via;
  if (lister !== "find" || rest.length === 0 || !rest.every((program) => PICKERS.has(program))) return false;
  const runs = context.actions.filter((action): action is Run => action.kind === "run");
  const finds = runs.filter(({ program }) => program === "find");
  const cuts = runs.some(
    ({ program, call }) =>
      (/^e?grep$/.test(program ?? "") && has(call, "-o", "--only-matching")) ||
      (/^(?:head|tail)$/.test(program ?? "") && has(call, "-c", "--bytes")),
  );
  return finds.length > 0 && finds.every(printsNames) && !cuts && rootsIn(context.actions, context.project);
}

/** Does it print what it finds as it is called, and nothing else? */
function printsNames({ argv }: Run): boolean {
  const words = argv.slice(1).map(literal);
  const [root] = words.filter((word) => word !== null && !/^-[HLP]$/.test(word));
  return (
    /^(?:\.|.*\/)/.test(root ?? "") &&
    !words.some((word) => word === null || /^-(?:printf|exec|execdir|ok|okdir|ls|fprintf)$/.test(word))
  );
}

function rootsIn(actions: readonly Action[], project: string): boolean {
  const roots = actions.flatMap((action) =>
    action.kind === "read" && action.by === "find" ? [action.path.absolute] : [],
  );
  return roots.every((root) => root !== null && (root === project || root.startsWith(`${project}/`)));
}

/** The programs that what is not known of a path's last name went through. */
export function printedIn({ pieces }: Text): readonly string[] {
  const slash = pieces.findLastIndex((piece) =>
    typeof piece === "string" ? piece.includes("/") : piece.label.endsWith("/"),
  );
  return pieces.slice(slash + 1).flatMap((piece) => (typeof piece === "string" ? [] : (piece.via ?? [])));
}

const SYSTEM_PROGRAM = /^\/(?:usr\/(?:local\/)?)?s?bin\//;

/** `$(find /bin -name 'r?')`: whatever find prints of a directory of programs, which no pattern of the shell's can look up. */
export function chosenFromSystem(name: Text | undefined): boolean {
  return (
    name !== undefined &&
    SYSTEM_PROGRAM.test(prefix(name)) &&
    name.pieces.some((piece) => typeof piece !== "string" && piece.label.startsWith("**"))
  );
}

/** `find DIR -exec {} \;`, with no name that the files would have to have. */
export function startsWhatIsFound({ argv }: Run): boolean {
  const words = argv.map(show);
  const found = words.findIndex(
    (word, n) => word === "{}" && /^-(?:exec|ok)(?:dir)?$/.test(words[n - 1] ?? ""),
  );
  return found > 0 && !words.slice(0, found).some((word) => /^-i?(?:name|path|wholename|regex)$/.test(word));
}
