/** What an `.envrc` says that only declares: directives of direnv's library and variables in which nothing runs. */
import type { Action } from "../meaning/action.ts";
import { literal } from "../meaning/value.ts";

/** direnv's own words (direnv-stdlib(1)) with plain arguments. */
const DIRECTIVE =
  /^(?:use (?:flake|nix|asdf|mise|node|guix)|layout (?:python3?|node|go|ruby|poetry|uv|pipenv)|dotenv(?:_if_exists)?|source_up(?:_if_exists)?|PATH_add|watch_file|strict_env)(?: [\w./@:#=-]+)*$/;

const EXPORT = /^export ([A-Za-z_]\w*)=("[^"`;&|<>()]*"|'[^'`;&|<>()]*'|[^\s"'`;&|<>()]*)$/;

/** Variables by which other programs are started, loaded or fetched from elsewhere. */
const LOADS =
  /^(?:LD_|DYLD_|BASH_ENV|ENV$|PROMPT_COMMAND|PS\d|IFS$|SHELL|PYTHON|PERL|RUBY|NODE_OPTIONS|JAVA_|GIT_|SSH_|EDITOR|VISUAL|BROWSER|GUARDSH|BUN_)|PAGER|PROXY|INDEX|REGISTRY|OPTIONS|OPTS|FLAGS|WRAPPER|_PATH$|HOST$|_URL$/i;

/** A directory of the person's or of the project's in front of the others. */
const OWN_PATH = /^"?(?:\$(?:HOME|PWD)|~)\/[\w./-]+:\$PATH"?$/;

/** Does this write to an `.envrc` nothing but what declares? direnv asks the person all the same before it loads it. */
export function declaresOnly(action: Action): boolean {
  if (action.kind !== "write" || !action.path.absolute?.endsWith("/.envrc") || !action.content.text)
    return false;
  const text = literal(action.content.text);
  return text?.split("\n").every((line) => isDeclaration(line.trim())) ?? false;
}

function isDeclaration(line: string): boolean {
  if (line === "" || line.startsWith("#") || DIRECTIVE.test(line)) return true;
  const [, name = "", value = ""] = EXPORT.exec(line) ?? [];
  if (name === "PATH") return OWN_PATH.test(value);
  return name !== "" && !LOADS.test(name);
}
