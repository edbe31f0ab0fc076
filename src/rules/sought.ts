/** What a search of the machine looks for: files whose names are those of secrets, or words that stand in front of secrets. */
import type { Run } from "../meaning/action.ts";
import { show } from "../meaning/value.ts";
import { marksOf, mayMatchSecret } from "../places/index.ts";
import type { RuleContext } from "./rule.ts";
import { operands, steps, words } from "./vocabulary.ts";

const FINDERS = new Set(["find", "bfs", "fd", "fdfind"]);
/** These have names of files all over the machine in a database. */
const DATABASES = new Set(["locate", "mlocate", "plocate", "slocate", "mdfind"]);

/** All of what somebody has, or of what the machine has of one kind. */
const WIDE = /^(?:\/|~|\/home|\/root|\/Users|\/etc|\/opt|\/srv|\/var|\$HOME)\/?\*?$/;

/** Where a search goes through all there is; null where it keeps to some place. */
export function searchedWidely(action: Run, { home }: RuleContext): string | null {
  if (DATABASES.has(action.program ?? "")) return "the whole machine";
  return steps(action).find((path) => WIDE.test(path) || path.replace(/\/$/, "") === home) ?? null;
}

/** The word of a search that is the name of a secret, or what stands in front of one in a text; null where none is. */
export function soughtSecret(action: Run, context: RuleContext): string | null {
  const program = action.program ?? "";
  if (!FINDERS.has(program) && !DATABASES.has(program))
    return words(action).find((word) => SECRET_TEXT.test(word) || isInclude(word, context)) ?? null;
  return soughtNames(action).find((name) => isSecretFile(name, context)) ?? null;
}

const NAME_TESTS = "-name -iname -path -ipath -wholename -iwholename -regex -iregex".split(" ");

function soughtNames({ call, program }: Run): readonly string[] {
  const tested = NAME_TESTS.flatMap((test) => call.options.get(test) ?? []).map(show);
  if (tested.length > 0) return tested;
  const extensions = ["-e", "--extension"].flatMap((each) => call.options.get(each) ?? []).map(show);
  // `mdfind 'kMDItemFSName == "*.pem"c'`: the name within the expression.
  const plain = operands(call).map((name) => name.replace(/^kMDItem\w*\s*==?\s*(["']?)(.*)\1\w*$/s, "$2"));
  const given = plain.map((name) => (DATABASES.has(program ?? "") ? `*${name}*` : name));
  return [...given, ...extensions.map((each) => `*.${each}`)];
}

/** Is a file of this name a secret, wherever it may lie? The name may be a pattern, or a path or expression that ends in one. */
function isSecretFile(pattern: string, context: RuleContext): boolean {
  const name = pattern
    .replace(/^.*\/(?=.)/s, "")
    .replace(/^\^|\$$/g, "")
    .replaceAll(".*", "*")
    .replaceAll("\\.", ".");
  // With nothing or something for its stars. What a pattern matches says more only where it begins like it: `id_*`, not `*config*`.
  const named = ["", "x"].map((star) => name.replaceAll("*", star));
  const marks = [
    ...named
      .flatMap((each) => [`${context.home}/${each}`, `/etc/${each}`])
      .flatMap((path) => marksOf(path, context)),
    ...(/^[^*?[]+[*?[]/.test(name) ? mayMatchSecret(`/srv/any/${name}`, context) : []),
  ];
  return marks.some(({ kind }) => kind === "secret");
}

/** `--include='*.pem'`: a text of any kind in files that are secrets. */
function isInclude(word: string, context: RuleContext): boolean {
  const name = /^--(?:include|glob)=(.*)$/s.exec(word)?.[1];
  return name !== undefined && isSecretFile(name, context);
}

const SECRET_TEXT =
  /(?:pass(?:word|wd)|passphrase|secret|api[_-]?key|(?:access|private|secret)[_-]?key|token|credential|wallet)s?(?![a-z])|BEGIN [A-Z ]*PRIVATE|AKIA|aws_access|id_rsa|id_ed25519/i;
