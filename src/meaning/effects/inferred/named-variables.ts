/**
 * Variables of the environment that a filter or a template names in a language of its own, and prints: `jq -n env.TOKEN`,
 * `awk 'BEGIN { print ENVIRON["TOKEN"] }'`, `echo '$TOKEN' | envsubst`.
 */

import type { Invocation } from "../../call/invocation.ts";
import { isSecretName } from "../../call/secret-name.ts";
import type { Frame } from "../../interpreter/engine.ts";
import { sayDump, sayRead } from "../../interpreter/environment.ts";
import { show } from "../../value.ts";

interface Spelling {
  /** A variable by its name. */
  readonly one: RegExp;
  /** All there are; none where the language has no word for that. */
  readonly all?: RegExp;
}

const AWK: Spelling = { one: /\bENVIRON\s*\[\s*"(\w+)"\s*\]/g };
const JQ: Spelling = {
  one: /(?:\$ENV|(?<![.\w$])env)\s*(?:\.\s*"?|\[\s*")(\w+)/g,
  all: /(?:\$ENV|(?<![.\w$])env)(?!\s*[.[\w"(:])/,
};
const YQ: Spelling = { one: /\b(?:str)?env\(\s*(\w+)\s*\)/g };
const GO: Spelling = {
  one: /\.Env\.(\w+)|\b(?:env|getenv|env\.Getenv|requiredEnv|mustEnv|index\s+\.Env)\s*\(?\s*["`](\w+)["`]/g,
  all: /\{\{-?\s*(?:range\b[^}]*|\$?\s*)\.Env\s*-?\}\}/,
};
const TCL: Spelling = { one: /\$(?:::)?env\((\w+)\)/g };
const CMAKE: Spelling = { one: /\$ENV\{(\w+)\}/g };
const POWERSHELL: Spelling = { one: /\$env:(\w+)|\$\{env:(\w+)\}/gi };
const NIX: Spelling = { one: /\bgetEnv\s+"(\w+)"/g };
const APPLESCRIPT: Spelling = { one: /system attribute "(\w+)"/g };
const VIM: Spelling = { one: /\becho(?:m|msg)?\s+\$(\w+)|vim\.env\.(\w+)|expand\(["']\$(\w+)/g };
const GDB: Spelling = { one: /\bshow\s+environment\s+(\w+)/g };
const MAKE: Spelling = { one: /\$\((?:info|warning|error)\s+\$\((\w+)\)/g };
const SHELL: Spelling = { one: /\$\{?([A-Za-z_]\w*)/g };

/** How each of them writes it. */
const SPELLINGS: ReadonlyMap<string, Spelling> = new Map(
  (
    [
      ["awk gawk mawk nawk goawk", AWK],
      ["jq gojq jaq", JQ],
      ["yq", YQ],
      ["gomplate consul-template helmfile confd dockerize sigil envtpl", GO],
      ["envsubst", SHELL],
      ["tclsh wish expect", TCL],
      ["cmake", CMAKE],
      ["pwsh powershell", POWERSHELL],
      ["nix nix-instantiate", NIX],
      ["osascript", APPLESCRIPT],
      ["vim nvim", VIM],
      ["gdb", GDB],
      ["make gmake", MAKE],
    ] as const
  ).flatMap(([programs, spelling]) => programs.split(" ").map((program) => [program, spelling])),
);

/** Says which secret variables the call prints; nothing of those that are none. */
export function namedVariables({ program, call, engine, span }: Invocation, frame: Frame): void {
  const spelling = SPELLINGS.get(program);
  if (spelling === undefined || call.options.has("--in-place") || call.options.has("-i")) return;
  // envsubst: its operand only says which variables are meant, the template comes on its input.
  const input = frame.stdin.text ? [show(frame.stdin.text)] : [];
  const given = program === "envsubst" ? [] : call.arguments.map(({ text }) => show(text));
  for (const code of [...given, ...input]) {
    if (spelling.all?.test(code)) sayDump(engine, frame, span);
    const names = [...code.matchAll(spelling.one)].map(([, ...groups]) => groups.find((each) => each) ?? "");
    for (const name of new Set(names)) if (isSecretName(name)) sayRead(engine, frame, span, name);
  }
}
