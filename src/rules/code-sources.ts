/** Where code comes from, by the program that prints it: decoders, text tools, tools that set up a shell. */
import type { Action, Interpret, Run } from "../meaning/action.ts";
import { literal, type Piece, show } from "../meaning/value.ts";

/** Programs that turn unreadable text into readable text. */
export const DECODERS = new Set(
  `base64 base32 basenc xxd openssl gpg gunzip zcat bzcat xzcat uudecode rev tr base58 gzip bzip2 xz zstd
  od hexdump uncompress unxz lzma unlzma bunzip2 zstd unzstd zstdcat lz4 unlz4 lz4cat brotli`.split(/\s+/),
);

/**
 * Tools whose output is made for `eval`: they set up a shell and are installed by the person. Not the clients of services,
 * which also print what others wrote (`kubectl get`, `gh api`): of those only what they are asked for by such a word.
 */
const SHELL_SETUP = new Set([
  "ssh-agent",
  "direnv",
  "brew",
  "rbenv",
  "pyenv",
  "nodenv",
  "jenv",
  "goenv",
  "fnm",
  "nvm",
  "mise",
  "asdf",
  "starship",
  "zoxide",
  "thefuck",
  "dircolors",
  "lesspipe",
  "opam",
  "conda",
  "mamba",
  "micromamba",
  "docker-machine",
  "minikube",
  "register-python-argcomplete",
  "luarocks",
  "resize",
  "keychain",
  "tset",
  "sphinx",
  "guix",
  "nix",
  "devbox",
  "volta",
  "sdk",
  "atuin",
  "fzf",
  "spack",
  "module",
  "lesspipe.sh",
  "getopt",
  "systemctl",
  "rustup",
  "cargo",
  "locale",
  "stack",
  "ghcup",
  "pixi",
  "poetry",
  "apt-config",
  "dpkg-architecture",
  "dbus-launch",
  "gpg-agent",
  "stty",
  "xdotool",
  // The shell's own state, quoted so that it can be read again: `eval "$(declare -p list)"`.
  "declare",
  "typeset",
  "export",
  "readonly",
  "shopt",
  "set",
  "trap",
]);

/** Programs that make text out of other text. What they print is written by nobody and read by nobody before it runs. */
export const TEXT_TOOLS = new Set([
  ...DECODERS,
  "awk",
  "gawk",
  "mawk",
  "nawk",
  "sed",
  "gsed",
  "cut",
  "paste",
  "join",
  "column",
  "fold",
  "fmt",
  "pr",
  "nl",
  "colrm",
  "numfmt",
  "seq",
  "date",
  "look",
  "tsort",
  "diff",
  "grep",
  "egrep",
  "fgrep",
  "rg",
  "sort",
  "uniq",
  "shuf",
  "head",
  "tail",
  "tac",
  "split",
  "comm",
  "expand",
  "unexpand",
  "iconv",
  "truncate",
  "dd",
  "ed",
  "strings",
  "printf",
  "echo",
  "jq",
  "yq",
  "xmllint",
  "envsubst",
  "m4",
  "cpp",
  "bc",
  "dc",
  "expr",
  "factor",
  "python",
  "python3",
  "node",
  "ruby",
  "php",
  "perl",
  "lua",
  "tclsh",
  "sqlite3",
  "duckdb",
  "xargs",
]);

/** Programs whose output is their input, changed or not; all others print something of their own. */
export const PASSES_ON: ReadonlySet<string> = new Set([
  ...TEXT_TOOLS,
  "cat",
  "tee",
  "less",
  "more",
  "sponge",
  "pv",
]);

/** Words that ask a tool for shell code to be evaluated: `hexo --completion=bash`, `tool shellenv`, `perl -Mlocal::lib`. */
const SETUP_WORD =
  /^(?:(?:--?)?(?:bash-|zsh-|shell-)?(?:(?:generate-shell-)?completions?|init|hook|shellenv|activate)(?:[-=](?:bash|zsh|sh|fish|script))?|-Mlocal::lib(?:=\S*)?)$/;

/**
 * Was this program, found by its bare name, asked for code that sets up a shell? Starting it runs whatever it is;
 * evaluating what it prints adds nothing to that.
 */
export function setsUpShells(program: string, code: Interpret, actions: readonly Action[]): boolean {
  if (SHELL_SETUP.has(program)) return true;
  if (PASSES_ON.has(program)) return false;
  // What ran before, and last: `git init; git log --format=%B | sh` asks for something else.
  const run = actions
    .slice(0, actions.indexOf(code))
    .findLast((action): action is Run => action.kind === "run" && action.program === program);
  return run !== undefined && asksForSetup(run);
}

/** Programs that compute with what they are given, and can start nothing. */
const CALCULATORS = new Set(["bc"]);

/** Is what is not known a value in the code, and no code itself? */
export function takesValues(action: Interpret): boolean {
  return CALCULATORS.has(action.by) || fillsSubstitution(action);
}

/** A substitution of sed, for one line or all, whose flags neither run nor write anything. */
const SUBSTITUTION =
  /(?:\d+|\$|\/(?:[^/\\]|\\.)*\/)?\s*s([^\w\s\\])(?:(?!\1)[^\\]|\\[\s\S])*\1(?:(?!\1)[^\\]|\\[\s\S])*\1[gIiMmp\d]*(?=\s*(?:[;\n]|$))/y;

/** What stands for a part that is not known: a character that no script has. */
const UNKNOWN = "\uFFFC";

/** `sed "s/VERSION/$(tr -d '\\n' < VERSION)/"`: what is not known stands where the program takes text. */
export function fillsSubstitution({ language, code }: Interpret): boolean {
  if (language !== "sed" || !code.text) return false;
  const [first] = code.text.pieces;
  // An address or a command that is not known may be anything.
  if (typeof first !== "string") return false;
  const script = code.text.pieces.map((piece) => (typeof piece === "string" ? piece : UNKNOWN)).join("");
  for (let at = 0; at < script.length; ) {
    SUBSTITUTION.lastIndex = at;
    const found = SUBSTITUTION.exec(script)?.[0] ?? /^[^;\n]*/.exec(script.slice(at))?.[0] ?? "";
    if (SUBSTITUTION.lastIndex === 0 && found.includes(UNKNOWN)) return false;
    at += found.length;
    at += /^[;\s]*/.exec(script.slice(at))?.[0].length ?? 0;
  }
  return true;
}

/** The variable by which libraries for command lines are asked for completions: `_FLASK_COMPLETE=bash_source flask`. */
const COMPLETION_VARIABLE = /^_\w+_COMPLETE$/;

function asksForSetup(action: Run): boolean {
  const [name, ...args] = action.argv;
  return (
    name !== undefined &&
    !show(name).includes("/") &&
    (args.some((arg) => SETUP_WORD.test(literal(arg) ?? "")) ||
      (args.length === 0 && [...action.environment.keys()].some((key) => COMPLETION_VARIABLE.test(key))))
  );
}

/** The letter in place of a part that some program prints, and of any other that is not known. */
const PRINTED = "\uE000";
const OTHER = "\uE001";

/** A whole command of the code: behind what begins one, before what ends it or leads its output elsewhere. */
const AS_COMMAND =
  /(?:^|[;&|({\n`!]|\$\(|\b(?:then|do|else|eval))[ \t]*\uE000[ \t]*(?=$|[;&|)}<>\n`]|\d+[<>])/;

/** Does something that a program prints stand in the code as a command, whatever it is then: `eval "$(git show :x) >&2"`? */
export function printsCommands(action: Interpret, actions: readonly Action[]): boolean {
  const { text } = action.code;
  if (text === null || text.pieces.length < 2) return false;
  const isPrinted = (piece: Piece) =>
    typeof piece !== "string" &&
    (piece.via ?? []).length > 0 &&
    !(piece.via ?? []).every((program) => setsUpShells(program, action, actions));
  const code = text.pieces.map((piece) =>
    typeof piece === "string" ? piece : isPrinted(piece) ? PRINTED : OTHER,
  );
  return AS_COMMAND.test(code.join(""));
}
