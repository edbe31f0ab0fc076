/** `guardsh completion SHELL`: what a shell needs to complete guardsh's own words. Made of what `--help` says. */
import { Misuse } from "./common/misuse.ts";
import { print } from "./common/streams.ts";
import type { Subcommand } from "./common/subcommand.ts";

const usage = `usage: guardsh completion bash|zsh|fish
prints what completes guardsh's words in that shell:
  bash   eval "$(guardsh completion bash)"       in ~/.bashrc
  zsh    eval "$(guardsh completion zsh)"        in ~/.zshrc, after compinit
  fish   guardsh completion fish | source        in ~/.config/fish/config.fish`;

/** A subcommand and what may come behind it. */
type Words = readonly (readonly [word: string, behind: readonly string[]])[];

/** The subcommand, which is given how all of them are called. */
export function completionOf(usages: () => Promise<Readonly<Record<string, string>>>): Subcommand {
  return { usage, run: (list) => run(list, usages) };
}

async function run(
  list: readonly string[],
  usages: () => Promise<Readonly<Record<string, string>>>,
): Promise<number> {
  const [shell, ...more] = list;
  if (shell === undefined || more.length > 0) throw new Misuse("for which shell?");
  if (shell !== "bash" && shell !== "zsh" && shell !== "fish")
    throw new Misuse(`there is no completion for ${shell}`);
  const words = Object.entries(await usages()).map(([word, text]) => [word, behind(word, text)] as const);
  const scriptOf = { bash, zsh, fish }[shell];
  print(scriptOf(words));
  return 0;
}

/** The verbs and options that a usage names. */
export function behind(word: string, text: string): readonly string[] {
  const verbs = [...text.matchAll(new RegExp(`guardsh ${word} ([a-z][a-z-]*)(?=[ \\n]|$)`, "g"))].map(
    ([, verb = ""]) => verb,
  );
  // The longer usages list their verbs, one a line, two spaces in.
  const listed = text.includes(" COMMAND [options]")
    ? [...text.matchAll(/^ {2}([a-z]+(?:, [a-z]+)*)/gm)].flatMap(([, names = ""]) => names.split(", "))
    : [];
  const choices =
    text.match(new RegExp(`guardsh ${word} (?:\\[[^\\]]*\\] )?\\[?((?:[a-z]+\\|)+[a-z]+)`))?.[1] ?? "";
  const options = text.match(/(?<![\w-])--[a-z][a-z-]*\d?(?![A-Za-z])/g) ?? [];
  return [...new Set([...verbs, ...listed, ...choices.split("|"), ...options])].filter((each) => each !== "");
}

function bash(words: Words): string {
  return `_guardsh() {
  local words=
  if [ "$COMP_CWORD" = 1 ]; then words="${words.map(([word]) => word).join(" ")}"; fi
  if [ "$COMP_CWORD" -gt 1 ]; then
    case \${COMP_WORDS[1]} in
${words.map(([word, list]) => `      ${word}) words="${list.join(" ")}" ;;`).join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _guardsh guardsh
`;
}

function zsh(words: Words): string {
  return `_guardsh() {
  if (( CURRENT == 2 )); then compadd -- ${words.map(([word]) => word).join(" ")}; return; fi
  case $words[2] in
${words.map(([word, list]) => `    ${word}) compadd -- ${list.join(" ")} ;;`).join("\n")}
  esac
  _files
}
compdef _guardsh guardsh
`;
}

function fish(words: Words): string {
  const first = `complete -c guardsh -n __fish_use_subcommand -f -a '${words.map(([word]) => word).join(" ")}'\n`;
  const rest = words.map(
    ([word, list]) => `complete -c guardsh -n '__fish_seen_subcommand_from ${word}' -a '${list.join(" ")}'\n`,
  );
  return first + rest.join("");
}
