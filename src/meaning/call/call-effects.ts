/** What a call does beyond files: to services, databases, accounts. By its table; where that says nothing, by its words. */
import { slotsOf } from "../../commands/index.ts";
import type { Effect, Program } from "../../commands/spec.ts";
import { known, literal, prefix, show, type Text } from "../value.ts";
import { isTrial, isWithheld, onlyLooksAt } from "./flags.ts";
import { WEB_CLIENTS } from "./looks.ts";
import { controlsServer, effectsOfModule, namedForLoss } from "./naming.ts";
import { asked, effectsOrdered, requestIn } from "./request.ts";
import type { SortedCall } from "./sort.ts";
import { effectsDeclared, effectsInWords, onlyLooks, verbOfWord } from "./verbs.ts";

/** Directories whose programs are what their names say. */
export const SYSTEM = /^\/(?:usr\/(?:local\/)?)?s?bin\/|^\/opt\/homebrew\/bin\/|^\/usr\/lib\//;

/**
 * What the call does beyond files: what its table says, always and with the options given; and where that says nothing,
 * what its words say in a client of a service.
 */
export function effectsOf(...call: Parameters<typeof effectsSaid>): readonly Effect[] {
  const said = effectsSaid(...call);
  return isWithheld(call[0].options) ? said.filter((effect) => effect !== "publish") : said;
}

function effectsSaid(
  sorted: SortedCall,
  entry: Program | null,
  program: string,
  argv: readonly Text[],
  fromProject: boolean,
  documents: readonly string[],
): readonly Effect[] {
  if (isTrial(sorted.options) || isHarmless(sorted) || asksForVersion(argv)) return [];
  const found: Effect[] = sorted.entry.effect ? [sorted.entry.effect] : [];
  for (const [names, effect] of Object.entries(sorted.entry.effectWith ?? {})) {
    if (names.split(",").some((name) => isGiven(sorted, name))) found.push(effect);
  }
  const words = [...orderedByOption(sorted, entry), ...stepsOf(sorted, entry === null ? [] : argv)];
  if (found.length > 0) return onlyLooks(sorted.subcommand, words) ? [] : found;
  const request = requestIn(sorted, WEB_CLIENTS.has(program), documents);
  if (request !== null) return asked(request);
  const { service } = sorted.entry;
  if (service === true) return serviceEffects(sorted, words, argv, documents);
  if (service === false) return [];
  // A project's own script may call anything `delete`.
  const own = /[./]/.test(prefix(argv[0] ?? known(""))) || (entry === null && fromProject);
  // `uninstall` alone is the word that remains of `$MAKE uninstall`: it says of nothing what.
  const says = argv.length > 1 || /[-_.]/.test(program);
  if (entry === null && says && namedForLoss(program) && isInstalled(prefix(argv[0] ?? known(""))))
    return ["destroy"];
  if (own || (entry !== null && !takesWords(sorted.entry))) return [];
  // Of a tool that nobody knows, its own word that it stays on this machine is believed.
  if (entry === null && sorted.options.has("--local")) return [];
  if (entry === null && controlsServer(program)) return serviceEffects(sorted, words, argv, documents);
  return effectsInWords(words, sorted.options, entry === null ? "unknown" : "local");
}

/** `--action=delete --id=5`: the verb, and the name of what it is done to, of a program that nobody knows. */
function orderedByOption({ options }: SortedCall, entry: Program | null): readonly string[] {
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
function serviceEffects(
  sorted: SortedCall,
  words: readonly string[],
  argv: readonly Text[],
  documents: readonly string[],
): readonly Effect[] {
  const modules = sorted.arguments.filter(({ role }) => role === "method").map(({ text }) => show(text));
  return [
    ...effectsInWords(words, sorted.options, "service"),
    ...modules.flatMap(effectsOfModule),
    ...effectsDeclared(argv.slice(1).map(show)),
    ...[...documents, ...argv.slice(1).map(show)].flatMap(effectsOrdered),
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
