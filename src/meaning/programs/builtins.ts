/** Builtins that change the shell itself: directory, aliases, traps, and code that runs in it. What declares, sets and reads variables is in declarations.ts, variables.ts and reading.ts. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { dropPrefix, joinWords } from "../call/words.ts";
import { dialectOf } from "../interpreter/code.ts";
import { inputAt } from "../interpreter/descriptors.ts";
import type { Frame } from "../interpreter/engine.ts";
import { secretFile, takeOver } from "../interpreter/environment.ts";
import { processOf } from "../interpreter/process.ts";
import { anyOf, type Directories, defined, type Shell } from "../interpreter/state.ts";
import { goOff, trapOf } from "../interpreter/traps.ts";
import { pathIn } from "../locations/files.ts";
import { enter, pathOf } from "../locations/path.ts";
import { silence, textStream, through, unknownStream } from "../stream.ts";
import { concat, hole, known, literal, prefix, show, type Text } from "../value.ts";
import { shownAliases, shownTraps } from "./shown.ts";

export function words(invocation: Invocation): readonly Text[] {
  return invocation.argv.slice(1);
}

/** Arguments after options and `--`. */
export function operands(invocation: Invocation): readonly Text[] {
  const all = words(invocation);
  let i = 0;
  for (; i < all.length; i++) {
    const word = literal(all[i] ?? known(""));
    if (word === "--") return all.slice(i + 1);
    if (word === null || word === "-" || !/^[-+][A-Za-z]/.test(word)) break;
  }
  return all.slice(i);
}

/** cd, pushd, popd: where later relative paths start. */
export function changeDirectory(invocation: Invocation): Stream {
  const { frame, program, engine } = invocation;
  const { shell } = frame;
  const [to] = operands(invocation);
  const before = shell.cwd;
  if (program === "popd") {
    shell.cwd = shell.putAside.at(-1) ?? null;
    shell.putAside = shell.putAside.slice(0, -1);
    return silence;
  }
  if (program === "pushd") {
    // Without a directory it goes to the one that was put aside last.
    const [last, ...others] = [...shell.putAside].reverse();
    if (!to && last !== undefined) {
      shell.putAside = [...others.reverse(), before];
      shell.cwd = last;
      return silence;
    }
    shell.putAside = [...shell.putAside, before];
  }
  const target = to ? literal(to) : engine.expansion(frame).home().pieces.join("");
  if (target === "-")
    shell.cwd = literal(
      shell.variables.get("OLDPWD")?.alternatives.flatMap((v) => (v.kind === "scalar" ? [v.text] : []))[0] ??
        hole("-"),
    );
  else
    shell.directories = fromEach(shell.directories, (from) => {
      if (target === null) return to ? pathOf(to, from).ifEmpty : null;
      return enter(from, target);
    });
  if (target !== null && /^[^./~]/.test(target)) shell.directories = alsoBelow(shell, target);
  if (before !== null) shell.set("OLDPWD", known(before));
  return silence;
}

/** `CDPATH=/srv; cd data`: what is below a directory in CDPATH comes before what is here. */
function alsoBelow(shell: Shell, target: string): Directories {
  const [value] = shell.get("CDPATH")?.alternatives ?? [];
  const places =
    value?.kind === "scalar"
      ? show(value.text)
          .split(":")
          .filter((each) => each.startsWith("/"))
      : [];
  const below = places.map((each): Directories => [enter(each, target)]);
  const [first, ...others] = below;
  return first ? anyOf([first, ...others, shell.directories]) : shell.directories;
}

/** Where a step leads from each of the directories. */
function fromEach(
  [first, ...others]: Directories,
  step: (from: string | null) => string | null,
): Directories {
  return anyOf([[step(first)], ...others.map((from): Directories => [step(from)])]);
}

/** `command eval …`: it is eval that passes over functions, not the code that it runs. */
function withFunctions(frame: Frame): Frame {
  const { chain } = frame.origin;
  return /^(?:command|builtin)$/.test(chain.at(-1) ?? "")
    ? { ...frame, origin: { ...frame.origin, chain: [...chain.slice(0, -1), `${chain.at(-1)} eval`] } }
    : frame;
}

/** Patterns as they are written: those that match no file stay so, the others are expanded when the code is followed. */
function unmatched({ pieces, taint }: Text): Text {
  const written = pieces.map((piece) =>
    typeof piece !== "string" && piece.shape === "glob" ? known(piece.label) : { pieces: [piece], taint },
  );
  return { pieces: concat(...written).pieces, taint };
}

/** eval: its words, joined, are code of this shell. */
export function evaluate(invocation: Invocation): Stream {
  const { engine, frame, span } = invocation;
  const code = operands(invocation);
  if (code.length === 0) return silence;
  return engine.code(
    textStream(unmatched(joinWords(code))),
    { language: "shell", from: "eval", by: "eval", span },
    withFunctions(frame),
  );
}

/** `.` and `source`: a file is code of this shell. */
export function sourceFile(invocation: Invocation): Stream {
  const { engine, frame, span, program } = invocation;
  const [file, ...args] = operands(invocation);
  // fish: without a file it is the input.
  if (!file) return engine.code(frame.stdin, { language: "shell", from: "source", by: program, span }, frame);
  const path = pathIn(frame, file);
  const isInput = literal(file) === "-" && dialectOf(engine, frame) === "fish";
  const device = isInput ? frame.stdin : inputAt(frame, file);
  if (device) {
    return engine.code(device, { language: "shell", from: "source", by: program, span }, frame);
  }
  const { positionals } = frame.shell;
  if (args.length > 0) frame.shell.positional = args;
  const secret = secretFile(engine, frame, path);
  const before = secret === null ? null : frame.shell.fork();
  const output = engine.codeFile(path, { language: "shell", by: program, span }, frame);
  if (secret !== null && before) takeOver(engine, frame, secret, before, span);
  if (args.length > 0) frame.shell.positionals = positionals;
  return output;
}

/** exec with a command: it takes the shell's place. */
export function execute(invocation: Invocation): Stream {
  const { engine, frame, span, environment } = invocation;
  const all = words(invocation);
  let i = 0;
  for (; i < all.length; i++) {
    const word = literal(all[i] ?? known(""));
    if (word === "-a") i++;
    else if (word !== "-c" && word !== "-l" && word !== "-cl" && word !== "--") break;
  }
  const command = all.slice(i);
  return command.length === 0 ? silence : engine.invoke(command, processOf(frame, "exec"), environment, span);
}

/** trap: code that runs later, in this shell. It is followed now, and again where the shell is in another state by then. */
export function setTrap(invocation: Invocation): Stream {
  const { engine, frame, span } = invocation;
  const [code, ...signals] = operands(invocation);
  if (!code || /^-[pP]$/.test(literal(words(invocation)[0] ?? known("")) ?? ""))
    return textStream(
      shownTraps(
        frame.shell,
        operands(invocation).map((each) => literal(each) ?? "?"),
      ),
    );
  const text = code ? literal(code) : null;
  if (!code || signals.length === 0 || text === "-" || text === "") return silence;
  const names = signals.map((each) => literal(each) ?? "?");
  engine.say(frame, span, { kind: "define", what: "trap", name: names.join(" ") });
  const source = { language: "shell", from: "eval", by: "trap", span } as const;
  const follow = (shell: Shell) => engine.code(textStream(code), source, { ...frame, shell });
  const trap = trapOf(follow, code);
  for (const name of names) frame.shell.traps.set(name, trap);
  // What a trap on EXIT or on every command prints comes out with the rest: `$(trap 'echo x' EXIT)`.
  return goOff(frame.shell, trap);
}

/** alias name='text'; zsh's `alias -g` is for words, `alias -s` for names that end so: these are kept with their option. */
export function defineAlias(invocation: Invocation): Stream {
  const { engine, frame, span } = invocation;
  const kind = words(invocation)
    .map((word) => /^-[a-z]*([gs])/.exec(literal(word) ?? "")?.[1])
    .find(Boolean);
  let asked = true;
  for (const arg of aliasesIn(invocation)) {
    const text = literal(arg);
    const found = text === null ? null : /^([^=]+)=([\s\S]*)$/.exec(text);
    // What is not known of it runs all the same, when the alias is used.
    const given = /^[^=]+=/.exec(prefix(arg))?.[0];
    if (text === null && given !== undefined)
      engine.code(
        textStream(dropPrefix(arg, given.length)),
        { language: "shell", from: "eval", by: "alias", span },
        frame,
      );
    if (!found?.[1]) continue;
    asked = false;
    if (kind !== undefined) {
      frame.shell.aliases.set(`-${kind} ${found[1]}`, defined(found[2] ?? ""));
      continue;
    }
    frame.shell.aliases.set(found[1], defined(found[2] ?? ""));
    engine.say(frame, span, { kind: "define", what: "alias", name: found[1] });
    // `alias sudo='sudo '` has the word behind it be an alias, and is no command of its own.
    if (/^\S+\s+$/.test(found[2] ?? "")) continue;
    const inner = { ...frame, shell: frame.shell.fork(), active: [...frame.active, `alias ${found[1]}`] };
    const source = { language: "shell", from: "eval", by: "alias", span } as const;
    engine.code(textStream(known(found[2] ?? "")), source, inner);
  }
  const shown = asked ? shownAliases(invocation, operands(invocation)) : null;
  return shown ? textStream(shown) : asked ? through(unknownStream(), "alias") : silence;
}

/** fish: `alias NAME COMMAND…` is the same as with `=`. */
function aliasesIn(invocation: Invocation): readonly Text[] {
  const { engine, frame } = invocation;
  const [name, ...command] = operands(invocation);
  return name && command.length > 0 && dialectOf(engine, frame) === "fish" && !prefix(name).includes("=")
    ? [concat(name, known("="), joinWords(command))]
    : operands(invocation);
}

/** `hash -p FILE NAME`: from now on NAME starts FILE. */
export function rememberPath(invocation: Invocation): Stream | undefined {
  const { frame, engine, span } = invocation;
  const all = words(invocation).map(literal);
  // zsh: `hash name=file`.
  const isDirectory = all.some((word) => /^-\w*d/.test(word ?? ""));
  for (const word of all) {
    const [, name, path] = /^([\w.-]+)=(\/.*)$/.exec(word ?? "") ?? [];
    if (name === undefined || path === undefined) continue;
    if (isDirectory) frame.shell.set(`~${name}`, known(path));
    else frame.shell.aliases.set(name, defined(path));
  }
  const at = all.indexOf("-p");
  const file = all[at + 1];
  if (at < 0 || file === undefined) return undefined;
  for (const name of all.slice(at + 2)) {
    if (name === null) continue;
    frame.shell.aliases.set(name, defined(file ?? "$UNKNOWN"));
    engine.say(frame, span, { kind: "define", what: "alias", name });
  }
  return undefined;
}

/** Options whose being on changes what is followed. */
const FOLLOWED = new Set(["lastpipe", "promptsubst", "allexport", "nullglob"]);

/** `shopt -s lastpipe`, zsh's `setopt PROMPT_SUBST`. What else can be switched changes nothing that is followed. */
export function switchOption(invocation: Invocation): Stream | undefined {
  const { frame, program } = invocation;
  const given = words(invocation).map((word) => literal(word)?.toLowerCase().replaceAll("_", "") ?? "");
  if (program === "shopt" && !given.some((word) => /^-\w*s/.test(word))) return undefined;
  const on = given.filter((word) => FOLLOWED.has(word));
  if (on.length > 0) frame.shell.options = new Set([...frame.shell.options, ...on]);
  return undefined;
}
