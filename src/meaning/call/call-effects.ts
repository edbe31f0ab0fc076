/** What a call does beyond files: to services, databases, accounts. By its table; where that says nothing, by its words. */
import { slotsOf } from "../../commands/index.ts";
import type { Effect, Program } from "../../commands/spec.ts";
import { known, literal, prefix, show, type Text } from "../value.ts";
import { isTrial, isWithheld, onlyLooksAt } from "./flags.ts";
import type { Invocation } from "./invocation.ts";
import { WEB_CLIENTS } from "./looks.ts";
import { controlsServer, effectsOfModule, namedForLoss } from "./naming.ts";
import { effectsAsked, effectsOrdered, requestIn } from "./request.ts";
import type { SortedCall } from "./sort.ts";
import { effectsDeclared, effectsInWords, onlyLooks, verbOfWord } from "./verbs.ts";

/** Directories whose programs are what their names say. */
export const SYSTEM = /^\/(?:usr\/(?:local\/)?)?s?bin\/|^\/opt\/homebrew\/bin\/|^\/usr\/lib\//;

/** A call whose effects are asked for. */
export interface Asked extends Pick<Invocation, "program" | "entry" | "argv" | "call" | "documents"> {
  /** What is started is a file of the project. */
  readonly fromProject: boolean;
}

/**
 * What the call does beyond files: what its table says, always and with the options given; and where that says nothing,
 * what its words say in a client of a service.
 */
export function effectsOf(asked: Asked): readonly Effect[] {
  const said = effectsSaid(asked);
  return isWithheld(asked.call.options) ? said.filter((effect) => effect !== "publish") : said;
}

function effectsSaid(asked: Asked): readonly Effect[] {
  const { program, entry, argv, call, documents } = asked;
  if (isTrial(call.options) || isHarmless(call) || asksForVersion(argv)) return [];
  const described = describedBy(call);
  const words = [...orderedByOption(asked), ...stepsOf(call, entry === null ? [] : argv)];
  if (described.length > 0) return onlyLooks(call.subcommand, words) ? [] : described;
  const request = requestIn(call, WEB_CLIENTS.has(program), documents);
  if (request !== null) return effectsAsked(request);
  if (call.entry.service === true) return serviceEffects(asked, words);
  if (call.entry.service === false) return [];
  return entry === null ? effectsOfUnknown(asked, words) : effectsOfLocal(asked, words);
}

/** What the table says that the call does, by itself and by its options. */
function describedBy(call: SortedCall): readonly Effect[] {
  const { effect, effectWith = {} } = call.entry;
  const byOption = Object.entries(effectWith).flatMap(([names, each]) =>
    names.split(",").some((name) => isGiven(call, name)) ? [each] : [],
  );
  return effect ? [effect, ...byOption] : byOption;
}

/** A program of this machine whose table says nothing of its words. */
function effectsOfLocal({ argv, call }: Asked, words: readonly string[]): readonly Effect[] {
  if (isPath(argv) || !takesWords(call.entry)) return [];
  return effectsInWords(words, call.options, "local");
}

/** A program that nobody knows: by what it is called, and by its words. A project's own script may call anything `delete`. */
function effectsOfUnknown(asked: Asked, words: readonly string[]): readonly Effect[] {
  const { program, argv, call, fromProject } = asked;
  // `uninstall` alone is the word that remains of `$MAKE uninstall`: it says of nothing what.
  const saysOfWhat = argv.length > 1 || /[-_.]/.test(program);
  if (saysOfWhat && namedForLoss(program) && isInstalled(nameOf(argv))) return ["destroy"];
  if (isPath(argv) || fromProject) return [];
  // Its own word that it stays on this machine is believed.
  if (call.options.has("--local")) return [];
  if (controlsServer(program)) return serviceEffects(asked, words);
  return effectsInWords(words, call.options, "unknown");
}

function nameOf([name]: readonly Text[]): string {
  return name ? prefix(name) : "";
}

/** Is it started by a path, or by the name of a file? */
function isPath(argv: readonly Text[]): boolean {
  return /[./]/.test(nameOf(argv));
}

/** `--action=delete --id=5`: the verb, and the name of what it is done to, of a program that nobody knows. */
function orderedByOption({ entry, call: { options } }: Asked): readonly string[] {
  const orders = entry === null ? ORDERS.flatMap((name) => options.get(name) ?? []).map(show) : [];
  const [verb] = orders.filter((word) => /^(?:destroy|disrupt)$/.test(verbOfWord(word) ?? ""));
  const other = [...options.keys()].find((name) => /^--[a-z]{2}/.test(name) && !ORDERS.includes(name));
  // A verb alone: `drop-nulls` is about rows.
  return verb === undefined || !/^[a-z]+$/.test(verb) ? [] : [verb, other?.slice(2) ?? ""];
}

const ORDERS = ["--action", "--operation", "--op", "--verb"];

/** `--force`, `--type=NodePort`: is the option given, and with that value? */
function isGiven({ options }: SortedCall, name: string): boolean {
  const [option = "", value] = name.split("=");
  const given = options.get(option);
  return given !== undefined && (value === undefined || given.some((each) => literal(each) === value));
}

/** Are the operands words, of which the table says nothing more: no files, no code, no targets of a project's own? */
function takesWords(entry: Program): boolean {
  const { projectCode, style, reader, output } = entry;
  // What a program says of its words, it does not do: `which purge`, `getopt -l delete`.
  if (output === "arguments" || output === "digest" || output === "nothing") return false;
  return slotsOf(entry)[0] === "text..." && !projectCode && style !== "none" && reader === undefined;
}

/** What a client of a service is told: by its words, by the module it is to run, by the state it is to bring about. */
function serviceEffects({ argv, call, documents }: Asked, words: readonly string[]): readonly Effect[] {
  const modules = call.arguments.flatMap(({ role, text }) => (role === "method" ? [show(text)] : []));
  const given = argv.slice(1).map(show);
  return [
    ...effectsInWords(words, call.options, "service"),
    ...modules.flatMap(effectsOfModule),
    ...effectsDeclared(given),
    ...[...documents, ...given].flatMap(effectsOrdered),
  ];
}

/** Is it found on the path, or named in a directory of the system: nothing of the project's? */
function isInstalled(name: string): boolean {
  return !name.includes("/") || SYSTEM.test(name);
}

/** `mkfs --version`, and nothing else. */
function asksForVersion(argv: readonly Text[]): boolean {
  return argv.length === 2 && literal(argv[1] ?? known("")) === "--version";
}

/** Is one of the options given by which the table says that the call changes nothing? */
function isHarmless({ entry, options, arguments: given }: SortedCall): boolean {
  if (onlyLooksAt(given, entry.looks)) return true;
  const names = (entry.harmless ?? "").split(/[\s,]+/);
  return names.some((name) => name !== "" && options.has(name));
}

/**
 * Subcommands and operands in order, as far as they are known; without what only looks like an operand, the value of an
 * option that no table has (`tool --home /srv admin reset`).
 */
function stepsOf({ subcommand, arguments: given }: SortedCall, argv: readonly Text[]): readonly string[] {
  const steps = [...subcommand];
  for (const { text, option } of given) {
    if (option !== null) continue;
    const word = literal(text);
    if (word === null) break;
    const before = /^[A-Za-z]/.test(word) ? null : literal(argv[argv.indexOf(text) - 1] ?? text);
    if (before === null || !/^--[a-z][\w-]*$/.test(before)) steps.push(word);
  }
  return steps;
}
