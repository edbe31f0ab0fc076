/** Builtins that change the shell itself: directory, variables, aliases, traps, and code that runs in it. */
import type { Stream } from "../action.ts";
import { dropPrefix, joinWords } from "../call.ts";
import { originAt } from "../engine.ts";
import { pathIn } from "../files.ts";
import type { Invocation } from "../invoke.ts";
import { resolve } from "../path.ts";
import { printf } from "../pure.ts";
import { silence, textStream, unknownStream } from "../stream.ts";
import { hole, known, literal, prefix, type Text } from "../value.ts";

function words(invocation: Invocation): readonly Text[] {
  return invocation.argv.slice(1);
}

/** Arguments after options and `--`. */
function operands(invocation: Invocation): readonly Text[] {
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
    shell.cwd = shell.directories.pop() ?? null;
    return silence;
  }
  if (program === "pushd") shell.directories.push(before);
  const target = to ? literal(to) : engine.expansion(frame).home().pieces.join("");
  if (target === "-")
    shell.cwd = literal(
      shell.variables.get("OLDPWD")?.alternatives.flatMap((v) => (v.kind === "scalar" ? [v.text] : []))[0] ??
        hole("-"),
    );
  else if (to && target === null) shell.cwd = pathIn(frame, to).ifEmpty;
  else
    shell.cwd =
      target === null || (before === null && !target.startsWith("/")) ? null : resolve(before ?? "/", target);
  if (before !== null) shell.set("OLDPWD", known(before));
  return silence;
}

/** export, declare, typeset, local, readonly, unset. */
export function declare(invocation: Invocation): Stream {
  const { frame, program, engine, span } = invocation;
  const origin = originAt(frame, span);
  const given = words(invocation);
  const flags = given.flatMap((arg) => (/^[-+][A-Za-z]+$/.test(prefix(arg)) ? [prefix(arg)] : [])).join("");
  const names = given.filter((arg) => !/^[-+][A-Za-z]*$/.test(prefix(arg)) || literal(arg) === null);
  if (program === "unset") {
    for (const arg of names) {
      const name = literal(arg);
      if (name === null) continue;
      if (flags.includes("f")) frame.shell.functions.delete(name);
      else
        frame.shell.variables.set(name, {
          alternatives: [{ kind: "scalar", text: known("") }],
          exported: false,
        });
      engine.emit({ kind: "environment", origin, operation: { kind: "unset", name } });
    }
    return silence;
  }
  if (names.length === 0 || flags.includes("p")) {
    engine.emit({ kind: "environment", origin, operation: { kind: "dump" } });
    return unknownStream(new Set(["env", "secret"]), ["the environment"]);
  }
  const exported = program === "export" || (/x/.test(flags) && !flags.includes("+x"));
  for (const arg of names) {
    const start = prefix(arg);
    const equals = /^[A-Za-z_]\w*\+?=/.exec(start)?.[0];
    if (!equals) {
      const name = literal(arg);
      const variable = name === null ? undefined : frame.shell.variables.get(name);
      if (name !== null && variable && exported)
        frame.shell.variables.set(name, { ...variable, exported: true });
      continue;
    }
    const name = equals.replace(/\+?=$/, "");
    const value = dropPrefix(arg, equals.length);
    frame.shell.set(name, value, exported || undefined);
    const visible = exported || engine.context.environment.has(name);
    engine.emit({ kind: "environment", origin, operation: { kind: "set", name, value, exported: visible } });
  }
  return silence;
}

/** eval: its words, joined, are code of this shell. */
export function evaluate(invocation: Invocation): Stream {
  const { engine, frame, span } = invocation;
  const code = operands(invocation);
  if (code.length === 0) return silence;
  return engine.code(
    textStream(joinWords(code)),
    { language: "shell", from: "eval", by: "eval", file: null, positional: null, span },
    frame,
  );
}

/** `.` and `source`: a file is code of this shell. */
export function sourceFile(invocation: Invocation): Stream {
  const { engine, frame, span, program } = invocation;
  const [file, ...args] = operands(invocation);
  if (!file) return silence;
  const path = pathIn(frame, file);
  if (literal(file) === "/dev/stdin") {
    return engine.code(
      frame.stdin,
      { language: "shell", from: "source", by: program, file: null, positional: null, span },
      frame,
    );
  }
  const { positional } = frame.shell;
  if (args.length > 0) frame.shell.positional = args;
  const output = engine.codeFile(path, { language: "shell", by: program, positional: null, span }, frame);
  frame.shell.positional = positional;
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
  return command.length === 0 ? silence : engine.invoke(command, frame, environment, span);
}

/** `set -- a b`: the positional parameters. Options alone change nothing that is followed. */
export function setOptions(invocation: Invocation): Stream {
  const { frame, engine, span } = invocation;
  const all = words(invocation);
  if (all.length === 0) {
    engine.emit({ kind: "environment", origin: originAt(frame, span), operation: { kind: "dump" } });
    return unknownStream(new Set(["env", "secret"]), ["the environment"]);
  }
  const end = all.findIndex((arg) => literal(arg) === "--" || literal(arg) === "-");
  const first =
    end >= 0
      ? end + 1
      : all.findIndex(
          (arg, i) => !/^[-+]/.test(prefix(arg)) && !/^[-+]o$/.test(prefix(all[i - 1] ?? known(""))),
        );
  if (end >= 0 || (first >= 0 && !/^[-+]/.test(prefix(all[0] ?? known("")))))
    frame.shell.positional = all.slice(Math.max(first, 0));
  return silence;
}

/** trap: code that runs later, in this shell. It is followed as if it ran now. */
export function setTrap(invocation: Invocation): Stream {
  const { engine, frame, span } = invocation;
  const [code, ...signals] = operands(invocation);
  const text = code ? literal(code) : null;
  if (!code || signals.length === 0 || text === "-" || text === "") return silence;
  engine.emit({
    kind: "define",
    origin: originAt(frame, span),
    what: "trap",
    name: signals.map((each) => literal(each) ?? "?").join(" "),
  });
  const inner = { ...frame, shell: frame.shell.fork() };
  engine.code(
    textStream(code),
    { language: "shell", from: "eval", by: "trap", file: null, positional: null, span },
    inner,
  );
  return silence;
}

/** alias name='text'. */
export function defineAlias(invocation: Invocation): Stream {
  const { engine, frame, span } = invocation;
  for (const arg of operands(invocation)) {
    const text = literal(arg);
    const found = text === null ? null : /^([^=]+)=([\s\S]*)$/.exec(text);
    if (!found?.[1]) continue;
    frame.shell.aliases.set(found[1], found[2] ?? "");
    engine.emit({ kind: "define", origin: originAt(frame, span), what: "alias", name: found[1] });
    const inner = { ...frame, shell: frame.shell.fork(), active: [...frame.active, `alias ${found[1]}`] };
    const source = {
      language: "shell",
      from: "eval",
      by: "alias",
      file: null,
      positional: null,
      span,
    } as const;
    engine.code(textStream(known(found[2] ?? "")), source, inner);
  }
  return silence;
}

/** read, mapfile: variables from standard input. */
export function readVariables(invocation: Invocation): Stream {
  const { frame, program } = invocation;
  const { stdin, shell } = frame;
  const array = program === "mapfile" || program === "readarray";
  const names: string[] = [];
  const all = words(invocation);
  let arrayName: string | null = null;
  for (let i = 0; i < all.length; i++) {
    const word = literal(all[i] ?? known(""));
    if (word === null) continue;
    if ((array ? /^-[a-zA-Z]*[dnOsuCc]$/ : /^-[a-zA-Z]*[adinNptu]$/).test(word)) {
      i++;
      if (word.endsWith("a") && !array) arrayName = literal(all[i] ?? known(""));
    } else if (!word.startsWith("-")) names.push(word);
  }
  const text = stdin.text ? literal(stdin.text) : null;
  const lines = text === null ? null : text.replace(/\n$/, "").split("\n");
  const unknown = hole("$(read)", stdin.taint.size > 0 ? stdin.taint : new Set(["stdin"]));
  if (array || arrayName !== null) {
    const items = lines ? (array ? lines : (lines[0] ?? "").split(/\s+/)) : null;
    const name = arrayName ?? names[0] ?? "MAPFILE";
    shell.setArray(
      name,
      new Map(items ? items.map((item, i) => [String(i), known(item)]) : [["0", unknown]]),
    );
    return silence;
  }
  const targets = names.length > 0 ? names : ["REPLY"];
  const fields = lines?.map((line) => line.trim().split(/\s+/));
  targets.forEach((name, i) => {
    if (!fields) {
      shell.set(name, unknown);
      return;
    }
    // In a loop each line comes in turn: the variable may be any of them.
    const values = fields.map((parts) =>
      i === targets.length - 1 ? parts.slice(i).join(" ") : (parts[i] ?? ""),
    );
    shell.setAlternatives(
      name,
      values.map((value) => known(value, stdin.taint)),
    );
  });
  return silence;
}

/** `printf -v name …` assigns; otherwise the table and pure.ts say it all. */
export function printInto(invocation: Invocation): Stream | undefined {
  const [option, name] = words(invocation);
  if (!option || !name || literal(option) !== "-v") return undefined;
  const variable = literal(name);
  if (variable !== null)
    invocation.frame.shell.set(variable, printf(words(invocation)) ?? hole(`$${variable}`));
  return silence;
}
