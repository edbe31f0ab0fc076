/**
 * Options by other ways: what a program takes from its configuration and from its variables, as the words that would stand
 * for it on the command line. Programs share the convention that a line `log-file = x` and a variable `PROG_LOG_FILE=x` are
 * the option `--log-file=x`, so their tables, and the names of options, say what such a line does.
 */
import type { Role } from "../../../commands/spec.ts";
import type { Configuration, Unconfigured } from "../../call/invocation.ts";
import { linesIn } from "../../call/lines-in.ts";
import { choosesShell } from "../../call/looks.ts";
import { isMachineCode, librariesIn, roleByName, takesWords } from "../../call/option-names.ts";
import { optionRole } from "../../call/option-table.ts";
import type { Setting } from "../../call/setting.ts";
import { settingsIn } from "../../call/settings-text.ts";
import { isPureLine, readsAsShell } from "../../call/shell-line.ts";
import { plainName } from "../../call/spelling.ts";
import { concat, known, literal, show, type Text } from "../../value.ts";
import { inForce, settingsOf } from "./files.ts";

/** The words that its configuration and its variables put before the arguments of a call. */
export function configuredWords(call: Unconfigured, files: readonly Configuration[]): readonly Text[] {
  const { entry } = call;
  if (entry?.style === "none" || entry?.style === "keys" || entry?.style === "old") return [];
  const lines = files.flatMap(({ content, sections }) => (sections === undefined ? linesIn(content) : []));
  const settings = [
    ...files.flatMap(settingsOf),
    // `NIX_CONFIG='builders = x'`: the variable is the file.
    ...inForce(call).flatMap(([name, text]) =>
      /_CONFIG$/.test(name) ? settingsIn(inlineConfiguration(text)) : [],
    ),
  ];
  const words = settings.flatMap((setting) => wordsOf(call, setting));
  const said = new Set(words.map(show));
  const others = lines.map(runs).filter((each) => !said.has(show(each)));
  return [...words, ...others, ...wordsOfVariables(call)];
}

function inlineConfiguration(text: Text): string {
  const value = literal(text) ?? "";
  return /[\s=:{]/.test(value) && !/^[./~]/.test(value) ? value : "";
}

/** A setting as the option of the same name, where the table has one, or its name says what it does. */
function wordsOf(call: Unconfigured, { section, parent, name, value }: Setting): readonly Text[] {
  if (value === "") {
    const flag = `--${plainName(name)}`;
    return optionRole([call.call.entry, call.entry], flag) === null ? [known(flag)] : [];
  }
  const task = TASKS.exec(section);
  if (task && !isCalled(call, task[1] ?? name)) return [];
  if (name.startsWith("-")) {
    const isKnown = optionRole([call.call.entry, call.entry], name) != null;
    if (!isKnown && roleByName(name) === null) return [];
    return name.startsWith("--") ? [known(`${name}=${value}`)] : [known(name), known(value)];
  }
  const long = plainName(name);
  if (choosesShell(long, known(value))) return [];
  // `[[index]]`, `url = x`: the option `--index-url`.
  const around = plainName(parent ?? /([\w-]+)\.$/.exec(section)?.[1] ?? "");
  const joined = `${around}-${long}`;
  const option = spelled(call, long) ?? (around === "" ? null : spelled(call, joined));
  // `LoadModule NAME FILE`, `plugin-load=NAME=FILE`
  const loaded = roleByName(`--${long}`) === "library" ? value.replace(/^\w+[ =](?=\/\S+$)/, "") : value;
  if (option !== null) return [known(`${option}=${loaded}`)];
  // A pipe in place of a file, to it or from it.
  const piped = /^\|(.*)$|^(.*)\|$/.exec(value);
  const line = piped?.[1] ?? piped?.[2];
  if (line !== undefined && readsAsShell(known(line))) return [runs(line)];
  if (isMachineCode(known(value))) return [known(`--library=${value}`)];
  // `notification-script all /tmp/x.sh`
  const script = STARTS_SCRIPT.exec(`${name} ${value}`)?.[1];
  if (script !== undefined) return [runs(script)];
  if (takesWords(long)) return librariesIn(known(value)).map((file) => known(`--library=${file}`));
  if (roleByName(`--${long}`) !== null) return [known(`--${long}=${loaded}`)];
  // `log:`, `  file: x`: `--log-file=x`.
  if (/^(?:file|path|filename|to|output)$/.test(long) && roleByName(`--${joined}`) === "write")
    return [known(`--${joined}=${value}`)];
  const isLine = COMMANDS.test(long) || task ? readsAsShell(known(value)) : isPureLine(known(value));
  return isLine ? [runs(value)] : [];
}

/** A line to run, as the option by whose name it would be; no table has it. */
function runs(line: string): Text {
  return known(`--configured-command=${line}`);
}

/** A script where anything may lie, behind words that say that it is started. */
const STARTS_SCRIPT =
  /(?:script|hook|command|exec|handler|notif|callback)\S*\s(?:.*\s)?(\/(?:var\/)?tmp\/\S+\.(?:sh|bash|py|pl|rb))["']?$/i;

/** Sections in which each name is a line to run, which runs when the name is called, or the moment that it tells comes. */
const TASKS = /(?:^|\.)(?:tasks|scripts|commands|cmds|aliases|targets)\.(?:([\w-]+)\.)?$/;

function isCalled({ args }: Unconfigured, name: string): boolean {
  return /^(?:pre|post|before|after|on)[-_A-Za-z]/.test(name) || args.some((arg) => show(arg) === name);
}

/** Names in configuration, besides those that options have, under which stand lines to run. */
const COMMANDS =
  /(?:^|-)(?:scripts?|commands|cmds|cmd|hooks|process|entry|entrypoint|start|steps?|tasks?|up|down|shell-command)$/;

/** `PROG_LOG_FILE=x`: the option `--log-file=x`, where the table has it. */
function wordsOfVariables(call: Unconfigured): readonly Text[] {
  const own = `${call.program.toUpperCase().replaceAll(/[^A-Z\d]/g, "_")}_`;
  return [...call.environment].flatMap(([name, text]) => {
    const said = Object.hasOwn(call.entry?.environment ?? {}, name);
    const option = said || !name.startsWith(own) ? null : spelled(call, plainName(name.slice(own.length)));
    return option === null ? [] : [concat(known(`${option}=`), text)];
  });
}

/** An option with a value by its name without dashes, as the tables of the call spell it; null where they do not have it. */
function spelled({ entry, call }: Unconfigured, long: string): string | null {
  const spellings = [`--${long}`, `-${long}`, `--${long.replaceAll("-", "_")}`];
  const holds = (role: Role | null | undefined) => role !== undefined && role !== null;
  return spellings.find((each) => holds(optionRole([call.entry, entry], each))) ?? null;
}
