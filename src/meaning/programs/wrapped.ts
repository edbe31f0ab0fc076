/** Calls whose text holds a command in a form of its own: git aliases, tar actions, crontabs, SQL clients. */
import { quote } from "../../syntax/quote.ts";
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { dropPrefix, joinWords } from "../call/words.ts";
import { under } from "../interpreter/engine.ts";
import { pathIn } from "../locations/files.ts";
import { exportedValue } from "../output/facts.ts";
import { append, callerInput, silence, unknownStream } from "../stream.ts";
import { known, literal, mapKnown, prefix, show } from "../value.ts";
import { splitEnvString } from "./env-string.ts";
import { runLine } from "./line.ts";
import { applyDiffs } from "./patch.ts";
import type { ByTable } from "./reader.ts";

/** git: an alias that this very call defines stands for a subcommand, or after `!` for shell code. */
export function followGit(invocation: Invocation): Stream | undefined {
  const { call, engine, frame, span, environment, argv } = invocation;
  if (call.subcommand[0] === "apply") applyDiffs(invocation);
  if (call.subcommand.length > 0) return undefined;
  const settings = call.arguments.filter((each) => each.role === "setting");
  const first = call.arguments.find((each) => each.option === null && each.role !== "setting");
  const name = first ? literal(first.text) : null;
  if (name === null) return undefined;
  for (const { text } of settings) {
    const found = new RegExp(`^alias\\.${name.replace(/[^\w-]/g, "")}=([\\s\\S]*)$`, "i").exec(show(text));
    if (!found || frame.active.includes(`git ${name}`)) continue;
    const value = found[1] ?? "";
    const at = argv.findIndex((word) => literal(word) === name);
    const rest = at < 0 ? [] : argv.slice(at + 1);
    const inner = { ...under(frame, "git"), active: [...frame.active, `git ${name}`] };
    if (value.startsWith("!")) {
      // git starts a shell with the words as its arguments, and puts `"$@"` behind the code.
      const shell = frame.shell.fork();
      shell.positional = rest;
      const code = joinWords([known(value.slice(1)), ...rest.map((word) => mapKnown(word, quote))]);
      return runLine({ ...invocation, frame: { ...frame, shell } }, code);
    }
    const words = value
      .split(/\s+/)
      .filter((word) => word !== "")
      .map((word) => known(word));
    return engine.invoke([known("git"), ...words, ...rest], inner, environment, span);
  }
  return undefined;
}

/** tar: `--checkpoint-action=exec=CMD` runs one; reading or writing depends on the mode letters. */
export function followTar(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const { call } = invocation;
  const rewritten = call.arguments.flatMap((argument): typeof call.arguments => {
    if (argument.option === "--checkpoint-action") {
      const code = /^exec=([\s\S]*)$/.exec(show(argument.text))?.[1];
      return code === undefined ? [] : [{ ...argument, text: known(code) }];
    }
    const reads = call.options.has("--extract") || call.options.has("--list") || call.options.has("--diff");
    if (argument.role === "work-directory" && call.options.has("--extract"))
      return [argument, { ...argument, role: "write-directory", text: known(".") }];
    if (argument.option === "--transform" && call.options.has("--extract")) {
      // `s,pattern,replacement,`: with -P members come up at an absolute path that the replacement names.
      const [, , replacement] = /^s(.)[\s\S]*?\1([\s\S]*?)\1/.exec(show(argument.text)) ?? [];
      const target = replacement?.replace(/^~(?=\/)/, invocation.engine.context.home);
      return target?.startsWith("/") ? [{ ...argument, role: "write", text: known(target) }] : [];
    }
    // Members that are named come up under their names.
    if (argument.option === null && call.options.has("--extract") && !call.options.has("--to-stdout"))
      return /[*?[]/.test(show(argument.text)) ? [] : [{ ...argument, role: "write" }];
    if (argument.option === null && reads) return [{ ...argument, role: "text" }];
    if (argument.option !== "--file") return [argument];
    if (literal(argument.text) === "-") return [];
    // The archive is opened where tar was started, wherever `-C` leads.
    const archive = pathIn(invocation.frame, argument.text).absolute;
    const text = archive === null || literal(argument.text) === null ? argument.text : known(archive);
    return [reads ? { ...argument, text, role: "read" } : { ...argument, text }];
  });
  // With -P a member that begins at the root comes up there.
  if (call.options.has("--extract") && call.options.has("--absolute-names"))
    rewritten.push({ text: known("/"), role: "write-directory", option: "--absolute-names" });
  // Without a directory the members come up in the one in force.
  const placed = rewritten.some(({ option }) => option === "--cd");
  if (call.options.has("--extract") && !call.options.has("--to-stdout") && !placed)
    rewritten.push({ text: known("."), role: "write-directory", option: "--cd" });
  const output = byTable({ ...invocation, call: { ...call, arguments: rewritten } });
  const toStdout =
    call.options.has("--to-stdout") ||
    !call.options.has("--file") ||
    literal(call.options.get("--file")?.[0] ?? known("")) === "-";
  return toStdout ? output : unknownStream();
}

/** crontab: the lines that it installs run later; what they run is judged now. */
export function followCrontab(invocation: Invocation): Stream {
  const { call, engine, frame, span, program } = invocation;
  if (call.options.has("-l")) return unknownStream(new Set(["file"]), ["the crontab"]);
  const [file] = call.arguments.filter((each) => each.option === null);
  const name = file ? literal(file.text) : null;
  const made =
    file && name !== "-" ? frame.shell.files.get(pathIn(frame, file.text).absolute ?? "") : undefined;
  const content = !file || name === "-" ? frame.stdin : made?.content;
  engine.say(frame, span, { kind: "define", what: "schedule", name: program });
  const text = content?.text ? show(content.text) : "";
  let output = silence;
  for (const line of text.split("\n")) {
    const command = /^\s*(?:@\w+|(?:[\d*/,A-Za-z-]+\s+){5}|\/\S+\s+IN_[\w,]+\s)\s*(\S.*)$/.exec(line)?.[1];
    if (command && !line.trim().startsWith("#")) output = append(output, runLine(invocation, known(command)));
  }
  return unknownStream();
}

/** SQL clients: what they get on standard input or by `-c` is SQL; it may also leave for a shell. */
export function followSqlClient(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const { frame, engine, span, program, call } = invocation;
  // `psql -o '|COMMAND'` hands what it prints to a command.
  const [target] = call.options.get("--output") ?? [];
  if (target && prefix(target).startsWith("|")) runLine(invocation, dropPrefix(target, 1));
  const hasCode = call.arguments.some((each) => /^(?:code|script):/.test(each.role));
  if (hasCode || frame.stdin === callerInput || frame.stdin === silence) return undefined;
  const output = byTable(invocation);
  engine.code(frame.stdin, { language: "sql", from: "stdin", by: program, span }, under(frame, program));
  return output;
}

/** env -S: a string that env splits into words. */
export function followEnv(invocation: Invocation): Stream | undefined {
  const { call, engine, frame, span, environment } = invocation;
  const split = call.options.get("--split-string")?.[0];
  if (!split) return undefined;
  const text = literal(split);
  if (text === null) return runLine(invocation, joinWords([split, ...(call.command ?? [])]));
  const words = splitEnvString(text, (name) => exportedValue(invocation, name) ?? known(""));
  // What stands behind the string follows its words, whatever it looks like.
  const at = invocation.argv.indexOf(split);
  const rest = at < 0 ? (call.command ?? []) : invocation.argv.slice(at + 1);
  return engine.invoke([known("env"), ...words, ...rest], frame, environment, span);
}

/** `flock FILE -c CODE`: the option may stand behind the file. */
export function followLock(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const [option, code] = invocation.call.command ?? [];
  if (!option || !code || !/^(?:-c|--command)$/.test(literal(option) ?? "")) return undefined;
  byTable({ ...invocation, call: { ...invocation.call, command: null } });
  return runLine(invocation, code);
}
