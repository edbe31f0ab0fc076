/** Builtins of zsh that run code or give values to variables: `print -v`, `zstyle -e`, `zpty`, `autoload`, `zformat`, `sysread` … */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { joinWords } from "../call/words.ts";
import { dialectOf } from "../interpreter/code.ts";
import { hook } from "../interpreter/traps.ts";
import { pathOf } from "../locations/path.ts";
import { factOf } from "../output/facts.ts";
import { pureOutput } from "../output/pure.ts";
import { silence, textStream, through, unknownStream } from "../stream.ts";
import { computedText, known, literal, prefix, show } from "../value.ts";
import { words } from "./builtins.ts";
import { lineSource, runLine } from "./line.ts";
import { shownFunctions } from "./shown.ts";

const builtins: Readonly<Record<string, (invocation: Invocation) => Stream | undefined>> = {
  print: printWords,
  zstyle: followStyle,
  zpty: followTerminal,
  autoload: loadFunctions,
  zformat: formatInto,
  "add-zsh-hook": addHook,
  functions: showFunctions,
  whence: whereabouts,
  where: whereabouts,
  strftime: timeInto,
  zargs: startWith,
  zparseopts: (invocation) => {
    for (const word of words(invocation)) {
      const name = /^[^=]+=(\w+)$/.exec(literal(word) ?? "")?.[1];
      if (name !== undefined) invocation.frame.shell.set(name, computedText(`$${name}`));
    }
    return silence;
  },
  sysread: (invocation) => {
    const { shell, stdin } = invocation.frame;
    shell.set(literal(words(invocation).at(-1) ?? known("")) ?? "", stdin.text ?? computedText("$(sysread)"));
    return silence;
  },
};

/** What a call of such a builtin prints; undefined: its table says it all. */
export function zshBuiltin(invocation: Invocation): Stream | undefined {
  return builtins[invocation.program]?.(invocation);
}

/** `print -v NAME` assigns, `print -P` expands as a prompt. */
function printWords(invocation: Invocation): Stream | undefined {
  const { engine, frame } = invocation;
  if (dialectOf(engine, frame) !== "zsh") return undefined;
  const all = words(invocation);
  const at = all.findIndex((word) => /^-[a-zA-Z]*v$/.test(literal(word) ?? ""));
  const name = at < 0 ? null : literal(all[at + 1] ?? known(""));
  if (name !== null) {
    const rest = { ...invocation, argv: [known("print"), ...all.slice(0, at), ...all.slice(at + 2)] };
    const text = pureOutput(rest, silence);
    frame.shell.set(name, text === null ? computedText(`$${name}`) : text);
    return silence;
  }
  const asPrompt = all.some((word) => /^-[a-zA-Z]*P/.test(prefix(word)));
  if (asPrompt && frame.shell.options.has("promptsubst"))
    for (const word of all) engine.expansion(frame).prompt(word);
  return undefined;
}

/** `functions NAME…` shows them, `functions -c OLD NEW` (fish: `-c`, `--copy`) copies one. */
function showFunctions(invocation: Invocation): Stream {
  const { shell } = invocation.frame;
  const [first, ...others] = words(invocation).map((word) => literal(word) ?? "");
  if (/^(?:-c|--copy)$/.test(first ?? "")) {
    const [from = "", to = ""] = others;
    const body = shell.functions.get(from);
    if (body) shell.functions.set(to, body);
    return silence;
  }
  const names = words(invocation).flatMap((word) => literal(word) ?? []);
  const shown = shownFunctions(
    shell,
    names.filter((name) => !name.startsWith("-")),
  );
  return shown ? textStream(shown) : through(unknownStream(), invocation.program);
}

/** `whence -p NAME`, `where NAME`: like `which`; `whence -f NAME` shows a function. */
function whereabouts(invocation: Invocation): Stream {
  const names = words(invocation).filter((word) => !prefix(word).startsWith("-"));
  const isFunction = names.some((word) => invocation.frame.shell.functions.has(literal(word) ?? ""));
  if (isFunction) return showFunctions(invocation);
  const text = factOf({ ...invocation, program: "which", argv: [known("which"), ...names] });
  return text ? textStream(text) : through(unknownStream(), invocation.program);
}

/** `zargs [OPTION…] -- ARGUMENT… -- COMMAND…`: zsh's own xargs. */
function startWith({ engine, frame, argv, environment, span }: Invocation): Stream | undefined {
  const [first = -1, second = -1] = argv.flatMap((word, i) => (literal(word) === "--" ? [i] : []));
  if (second < 0) return undefined;
  return engine.invoke(
    [...argv.slice(second + 1), ...argv.slice(first + 1, second)],
    frame,
    environment,
    span,
  );
}

/** `strftime -s NAME FORMAT TIME`. */
function timeInto(invocation: Invocation): Stream | undefined {
  const [option, name, format] = words(invocation).map(literal);
  if (option !== "-s" || !name) return undefined;
  const text = format == null || format.includes("%") ? computedText(`$${name}`) : known(format);
  invocation.frame.shell.set(name, text);
  return silence;
}

/** `zstyle -e CONTEXT STYLE CODE…`: the value of the style is what the code makes of it. */
function followStyle(invocation: Invocation): Stream | undefined {
  const [option, , , ...code] = words(invocation);
  return option && literal(option) === "-e" && code.length > 0
    ? runLine(invocation, joinWords(code))
    : undefined;
}

/** `add-zsh-hook HOOK FUNCTION`: zsh calls it of itself. */
function addHook(invocation: Invocation): Stream | undefined {
  const { engine, frame, span } = invocation;
  const [, called] = words(invocation).filter((word) => !/^-/.test(prefix(word)));
  if (called)
    hook(frame.shell, show(called), (shell) => engine.invoke([called], { ...frame, shell }, new Map(), span));
  return undefined;
}

/** `zpty NAME COMMAND…` starts it at a terminal of its own, `zpty -w NAME TEXT…` types there. */
function followTerminal(invocation: Invocation): Stream | undefined {
  const all = words(invocation);
  const [, ...code] = all.filter((word) => !/^-[a-z]+$/.test(literal(word) ?? ""));
  const other = all.some((word) => /^-[a-z]*[dLrt]/.test(literal(word) ?? ""));
  if (other || code.length === 0) return undefined;
  runLine(invocation, joinWords(code));
  return silence;
}

/** `autoload NAME`: a file of that name is a function, once its directory is on fpath. Files made here are followed. */
function loadFunctions(invocation: Invocation): Stream | undefined {
  const { engine, frame, program, span } = invocation;
  for (const word of words(invocation)) {
    const name = literal(word)?.replace(/^.*\//, "") ?? "";
    for (const [path, file] of frame.shell.files) {
      if (name === "" || file.fifo || !path.endsWith(`/${name}`)) continue;
      const source = { ...lineSource(invocation), from: "file", by: program, span } as const;
      const way = frame.shell.fork();
      engine.code(file.content, { ...source, file: pathOf(known(path), null) }, { ...frame, shell: way });
      frame.shell.merge(way);
    }
  }
  return undefined;
}

/** `zformat -f NAME FORMAT LETTER:TEXT…`. */
function formatInto(invocation: Invocation): Stream | undefined {
  const [option, name, format, ...given] = words(invocation).map(literal);
  if (option !== "-f" || !name || format === null || format === undefined) return undefined;
  const texts = new Map(given.map((each) => [each?.[0] ?? "", each?.slice(2) ?? ""] as const));
  const text = format.replace(/%-?[\d.]*([a-zA-Z])/g, (whole, letter: string) => texts.get(letter) ?? whole);
  invocation.frame.shell.set(name, given.includes(null) ? computedText(`$${name}`) : known(text));
  return silence;
}
