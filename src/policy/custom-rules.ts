/** `[[rule]]` at work: a policy's own rules over actions, in the vocabulary that the schema describes. */

import { lookup } from "../commands/index.ts";
import { finding } from "../controls/finding.ts";
import type { Action, PathValue, Run, Stream } from "../meaning/action.ts";
import { canonicalOption } from "../meaning/call/option-table.ts";
import { findSubcommand } from "../meaning/call/subcommand.ts";
import { literal, show } from "../meaning/value.ts";
import { canonicalHost, hostMatches, lexical, type Surroundings } from "../places/index.ts";
import { shaped } from "../rules/index.ts";
import type { CustomRule, Policy } from "./policy.ts";
import type { Finding } from "./verdict.ts";

type When = CustomRule["when"];

/** What the policy's own rules say of a command. Whether a rule is disabled, and other decisions for it, is up to the caller. */
export function customFindings(
  actions: readonly Action[],
  { rule }: Pick<Policy, "rule">,
  around: Surroundings,
): readonly Finding[] {
  const found: Finding[] = [];
  for (const { id, title, severity, decision, why, instead, when } of rule) {
    const seen = new Set<string>();
    for (const action of actions) {
      if (!applies(when, action, around)) continue;
      const what = describe(action);
      if (seen.has(what)) continue;
      seen.add(what);
      found.push(finding(action, { rule: id, title, severity, decision, what, why, instead }));
    }
  }
  return found;
}

/** All conditions that are there hold. */
function applies(when: When, action: Action, around: Surroundings): boolean {
  if (!when.action.includes(action.kind)) return false;
  const { origin } = action;
  if (when.place && !when.place.includes(origin.place.kind)) return false;
  if (when.privileged !== undefined && when.privileged !== origin.privileged) return false;
  if (
    when.inside &&
    !when.inside.some((wrapper) => origin.chain.some((link) => link.split(" ")[0] === wrapper))
  )
    return false;
  if (when.program && !when.program.includes(programOf(action) ?? "")) return false;
  if (action.kind === "run" ? !callApplies(when, action, around) : asksForCall(when)) return false;
  if (when.path && !pathsOf(action).some((path) => matchesPath(path, when.path ?? [], around))) return false;
  if (when.host && !(action.kind === "connect" && matchesHost(action.host, action.port, when.host)))
    return false;
  if (when.port && !("port" in action && action.port !== null && when.port.includes(action.port)))
    return false;
  if (when.language && !(action.kind === "interpret" && when.language.includes(action.language)))
    return false;
  return !when.taint || when.taint.some((taint) => streamOf(action)?.taint.has(taint) === true);
}

function programOf(action: Action): string | null {
  if (action.kind === "run") return action.program;
  return "by" in action ? action.by : null;
}

const asksForCall = (when: When): boolean =>
  Boolean(
    when.calls ||
      when.subcommand ||
      when.options ||
      when.all_options ||
      when.without_options ||
      when.operands,
  );

function callApplies(when: When, action: Run, around: Surroundings): boolean {
  const { call } = action;
  if (when.calls && !isShaped(when.calls, action)) return false;
  const given = (name: string) => hasOption(action, name);
  // A program that the tables do not know has operands only; the first of them are its subcommands.
  const subcommand = call.known ? call.subcommand : call.operands.map(({ text }) => literal(text));
  if (when.subcommand?.some((word, index) => subcommand[index] !== word)) return false;
  if (when.options && !when.options.some(given)) return false;
  if (when.all_options && !when.all_options.every(given)) return false;
  if (when.without_options?.some(given)) return false;
  return (when.operands ?? []).every((wanted) =>
    call.operands.some(({ text, role }) => {
      if (wanted.role !== undefined && wanted.role !== role) return false;
      const shown = show(text);
      if (wanted.text && !wanted.text.some((glob) => globMatches(glob, shown))) return false;
      const known = literal(text);
      return (
        !wanted.path ||
        (known !== null &&
          wanted.path.some((glob) => globMatches(place(glob, around), absolute(known, around))))
      );
    }),
  );
}

const shapes = new WeakMap<readonly string[], (action: Run) => boolean>();

/** Whether a call has one of the shapes (rules/shape.ts), which are read once for each policy. */
function isShaped(calls: readonly string[], action: Run): boolean {
  let matches = shapes.get(calls);
  if (!matches) {
    matches = shaped(...calls);
    shapes.set(calls, matches);
  }
  return matches(action);
}

/** Whether an option is given, by any of the names that it has. */
function hasOption({ program, call, argv }: Run, name: string): boolean {
  if (call.options.has(name)) return true;
  let entry = program === null ? null : lookup(program);
  for (const word of ["", ...call.subcommand]) {
    if (word !== "") entry = entry ? (findSubcommand(entry, word) ?? null) : null;
    if (entry && call.options.has(canonicalOption(entry, name))) return true;
  }
  // A program that the tables do not know: as it is written.
  return !call.known && argv.slice(1).some((word) => literal(word)?.split("=", 1)[0] === name);
}

function pathsOf(action: Action): readonly PathValue[] {
  if (action.kind === "link") return [action.path, action.target];
  return "path" in action && action.path !== null ? [action.path] : [];
}

function matchesPath(path: PathValue, globs: readonly string[], around: Surroundings): boolean {
  const { absolute: at, glob, recursive } = path;
  if (at === null) return false;
  return globs.some((text) => {
    const wanted = place(text, around);
    // What names a whole tree names everything that the rule means inside it.
    const stem = wanted.split(/[*?[]/, 1)[0] ?? wanted;
    return (
      globMatches(wanted, glob ?? at) ||
      globMatches(wanted, at) ||
      ((recursive || glob !== null) && stem.startsWith(`${at}/`))
    );
  });
}

function matchesHost(host: string | null, port: number | null, entries: readonly string[]): boolean {
  if (host === null) return false;
  const canonical = canonicalHost(host);
  return entries.some((entry) => hostMatches(entry, canonical, port));
}

/** `~/…` and `./…` as absolute patterns. */
function place(glob: string, { home, project }: Surroundings): string {
  if (glob === "~" || glob.startsWith("~/")) return home + glob.slice(1);
  return glob.startsWith("./") ? `${project}${glob.slice(1)}` : glob;
}

function absolute(path: string, { cwd, home }: Surroundings): string {
  if (path.startsWith("/")) return lexical(path);
  return lexical(path.startsWith("~/") ? home + path.slice(1) : `${cwd}/${path}`);
}

const globs = new Map<string, RegExp>();

/** `*` within a component, `**` across them, `?` one character. */
function globMatches(glob: string, text: string): boolean {
  let pattern = globs.get(glob);
  if (!pattern) {
    const source = glob
      .replace(/[.+^${}()|\\[\]]/g, "\\$&")
      .replace(/\*\*|\*|\?/g, (wildcard) =>
        wildcard === "**"
          ? ".*"
          : glob.includes("/")
            ? wildcard === "*"
              ? "[^/]*"
              : "[^/]"
            : wildcard === "*"
              ? ".*"
              : ".",
      )
      .replace(/\/\.\*$/, "(?:/.*)?");
    pattern = new RegExp(`^${source}$`, "s");
    globs.set(glob, pattern);
  }
  return pattern.test(text);
}

function streamOf(action: Action): Pick<Stream, "taint"> | null {
  switch (action.kind) {
    case "run":
      return action.stdin;
    case "write":
      return action.content;
    case "connect":
      return action.sends;
    case "interpret":
      return action.code;
    case "opaque":
      return action;
    default:
      return null;
  }
}

function describe(action: Action): string {
  switch (action.kind) {
    case "run": {
      const text = action.argv.map(show).join(" ");
      return `runs ${text.length > 80 ? `${text.slice(0, 77)}…` : text}`;
    }
    case "connect":
      return `connects to ${action.host ?? "an unknown host"}`;
    default: {
      const [path] = pathsOf(action);
      return path
        ? `${verbs[action.kind] ?? action.kind} ${path.glob ?? path.absolute ?? show(path.text)}`
        : `does this: ${action.kind}`;
    }
  }
}

const verbs: Readonly<Record<string, string>> = {
  read: "reads",
  write: "writes",
  delete: "deletes",
  link: "makes a link at",
  chmod: "changes the mode of",
};
