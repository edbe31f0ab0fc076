/** Which words of a package manager's call say where packages come from: the rest may be addresses of anything. */
import type { Run } from "../meaning/action.ts";
import { has, operands, steps, words } from "./vocabulary.ts";

/** Subcommands that fetch: what they name is a package, a plug-in, a toolchain, or the place of one. */
const FETCHES =
  /^(?:install|i|in|ci|add|a|update|up|upgrade|sync|get|fetch|download|import|require|global|create|develop|dev|bootstrap|restore|update-index|plugins?|tap|remote|sources?|repos?|repositor(?:y|ies)|registr(?:y|ies)|index|channels?|nuget|toolchain|self|self-update|use|pin|archive\.install|local\.hex|local\.rebar|hex\.repo|escript\.install|spec|port|x-add-registry|mod|pub|cache|tool|env|git|url)$/;

/** Subcommands that keep a setting, of which some say where to fetch from. */
const KEEPS = /^(?:config|set|env|settings?)$/;

/** Settings and variables that do. */
const PLACE = /registr|index|repo|proxy|mirror|source|channel|host|server|goproxy|url_?base|find.?links/i;

/** Programs that start what they fetch: behind its name come its own arguments. */
const STARTERS = /^(?:uvx|pipx|npx|bunx|pnpx)$/;

/** Functions of R and Julia that install, or run what they fetch. */
const INSTALLS =
  /\b(?:install[._]\w+|Pkg\.(?:add|develop|Registry|clone)|pkg_install|BiocManager|renv::|pak::|source|include|source_url)\b|\bpkg"/;

/** Functions that send, in code that also reads what is in the home directory. */
const SENDS = /\b(?:POST|PUT|post|put|upload)\b[\s\S]*(?:~\/\.|homedir\(\))/;

/** The addresses in a call that may be a place to fetch from; also those in lists, and in JSON. */
export function sourcesNamed(action: Run): readonly string[] {
  return wordsNaming(action).flatMap((word) => (/["']/.test(word) ? quoted(word) : word.split(/[,|]/)));
}

function wordsNaming(action: Run): readonly string[] {
  const program = action.program ?? "";
  const [first = "", second = ""] = steps(action);
  if (/^(?:R|Rscript|julia)$/.test(program)) {
    const code = words(action).join(" ");
    return INSTALLS.test(code) || SENDS.test(code) ? quoted(code) : [];
  }
  // `uvx --from ADDRESS program`, `uvx ADDRESS`, `pnpm dlx ADDRESS`, `uv run ADDRESS`: the program itself comes from there.
  if (STARTERS.test(program) || /^(?:dlx|x|exec)$/.test(first)) return upToProgram(action);
  if (first === "run") return program === "uv" ? upToProgram(action) : [];
  // `yarn set version ADDRESS`, `pnpm env use ADDRESS`: what is set is what runs from then on.
  const sets = first === "set" && second === "version";
  if (KEEPS.test(first) && !sets && !FETCHES.test(second) && !/^(?:nuget|dotnet)$/.test(program))
    return words(action).some((word) => PLACE.test(word.replace(/^[a-z]+:\/\/.*|=[a-z]+:\/\/.*/i, "")))
      ? words(action)
      : [];
  if (/^(?:code|codium|cursor)$/.test(program))
    return has(action.call, "--install-extension") ? words(action) : [];
  if (
    /^(?:cpanm|jpm|cpan)$/.test(program) ||
    sets ||
    FETCHES.test(first) ||
    (first === "" && operands(action.call).length > 0)
  )
    return words(action);
  return FETCHES.test(second) ? words(action) : [];
}

/** Options that say where the program comes from. */
const FROM = /^--?(?:from|with|package|registry|index|default-index|extra-index|find-links|proxy|p|c)\b/;

/** Such options and their values, and the first operand. */
function upToProgram(action: Run): readonly string[] {
  const given = words(action);
  const [name] = operands(action.call);
  // Where it stands for a command of its own, it is the first word that is no option's.
  const at =
    name === undefined
      ? given.findIndex((word, i) => i > 0 && !word.startsWith("-") && !FROM.test(given[i - 1] ?? ""))
      : given.indexOf(name);
  return (at < 0 ? given : given.slice(0, at + 1)).filter((word) => !word.startsWith("-") || FROM.test(word));
}

/** Texts in quotes inside an expression. */
function quoted(code: string): readonly string[] {
  return [...code.matchAll(/["']([^"']+)["']/g)].map(([, text]) => text ?? "");
}
