/** make: the recipes of the targets that would run, read out of the Makefile and followed. */
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { type Frame, under } from "../interpreter/engine.ts";
import { madeFile, pathIn, READ_LIMIT } from "../locations/files.ts";
import { resolve } from "../locations/path.ts";
import { append, silence, textStream } from "../stream.ts";
import { hole, known, literal, type Piece, type Text } from "../value.ts";
import { lineSource } from "./line.ts";
import type { ByTable } from "./reader.ts";

/** The content of a file that was made by this command or lies there. */
function textOf({ engine }: Invocation, frame: Frame, path: string): string | null {
  const made = madeFile(frame, path);
  if (made) return made.content.text ? literal(made.content.text) : null;
  return engine.context.world.readFile(path, READ_LIMIT);
}

/** Follows shell code out of a file of the project, once. */
function follow(invocation: Invocation, code: Text, file: string, name: string): Stream {
  const { engine, frame, program } = invocation;
  const key = `${file} ${name}`;
  if (frame.active.includes(key)) return silence;
  const inner: Frame = { ...under(frame, `${program} ${name}`, { file }), active: [...frame.active, key] };
  return engine.code(textStream(code), lineSource(invocation), inner);
}

/** `make [-C dir] [-f file] [NAME=value] [targets]`: the recipes that would run, prerequisites first. */
export function runMakefile(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const { call, frame } = invocation;
  const directory = call.arguments.find((each) => each.role === "work-directory");
  const where = directory ? pathIn(frame, directory.text).absolute : frame.shell.cwd;
  const given = call.options.get("-f")?.[0] ?? call.options.get("--file")?.[0];
  const named = given ? literal(given) : null;
  let text: string | null = null;
  let file = "standard input";
  if (named === "-") text = frame.stdin.text ? literal(frame.stdin.text) : null;
  else if (where !== null) {
    for (const name of named === null ? ["GNUmakefile", "makefile", "Makefile"] : [named]) {
      file = resolve(where, name);
      text = textOf(invocation, frame, file);
      if (text !== null) break;
    }
  }
  let output = byTable(invocation);
  for (const { role, text: assignment } of call.arguments) {
    const shell =
      role === "assignment" ? /^SHELL[:+?]?=([\s\S]*)$/.exec(literal(assignment) ?? "")?.[1] : null;
    // A shell by its name is what recipes run in; anything else runs in its stead.
    if (shell && !/^\S*sh$/.test(shell))
      output = append(output, follow(invocation, known(shell), file, "SHELL"));
  }
  if (text === null) return output;
  const makefile = readMakefile(text);
  for (const { role, text: assignment } of call.arguments) {
    const found = role === "assignment" ? /^(\w+)[:+?]?=([\s\S]*)$/.exec(literal(assignment) ?? "") : null;
    if (found?.[1]) makefile.variables.set(found[1], found[2] ?? "");
  }
  const targets = call.arguments.flatMap((each) =>
    each.option === null && each.role !== "assignment" ? [literal(each.text) ?? ""] : [],
  );
  for (const { target, recipe } of recipesFor(makefile, targets)) {
    const inner =
      directory && where !== null ? { ...invocation, frame: inDirectory(frame, where) } : invocation;
    output = append(output, follow(inner, expand(recipe, makefile.variables), file, target));
  }
  return output;
}

function inDirectory(frame: Frame, directory: string): Frame {
  const shell = frame.shell.fork();
  shell.cwd = directory;
  return { ...frame, shell };
}

interface Makefile {
  readonly variables: Map<string, string>;
  readonly rules: Map<string, { readonly prerequisites: readonly string[]; recipe: string }>;
}

/** Variables and rules of a Makefile. Conditionals are read on all ways; includes and functions are not followed. */
function readMakefile(text: string): Makefile {
  const variables = new Map<string, string>();
  const rules: Makefile["rules"] = new Map();
  let current: string[] = [];
  for (const line of text
    .replace(/\\\r?\n\s*/g, " ")
    .split("\n")
    .slice(0, 5000)) {
    if (line.startsWith("\t")) {
      const command = line.slice(1).replace(/^[@+-]+\s*/, "");
      for (const target of current) {
        const rule = rules.get(target);
        if (rule) rule.recipe += `${command}\n`;
      }
      continue;
    }
    const assignment = /^\s*(?:export\s+|override\s+)?(\w+)\s*(?:::?|\+|\?|!)?=\s*(.*)$/.exec(line);
    if (assignment?.[1]) {
      variables.set(assignment[1], assignment[2] ?? "");
      continue;
    }
    const rule = /^([^\s#:=][^:=#]*):{1,2}(?!=)\s*([^;#]*)(?:;\s*(.*))?/.exec(line);
    if (!rule?.[1]) continue;
    current = rule[1].trim().split(/\s+/);
    for (const target of current) {
      const before = rules.get(target);
      const prerequisites = [
        ...(before?.prerequisites ?? []),
        ...(rule[2] ?? "")
          .trim()
          .split(/\s+/)
          .filter((word) => word !== "" && word !== "|"),
      ];
      rules.set(target, { prerequisites, recipe: (before?.recipe ?? "") + (rule[3] ? `${rule[3]}\n` : "") });
    }
  }
  return { variables, rules };
}

function recipesFor({ rules }: Makefile, targets: readonly string[]): { target: string; recipe: string }[] {
  const first = [...rules.keys()].find((name) => !name.startsWith("."));
  const wanted = targets.length > 0 ? targets : first === undefined ? [] : [first];
  const out: { target: string; recipe: string }[] = [];
  const seen = new Set<string>();
  const visit = (target: string): void => {
    if (seen.has(target) || seen.size > 200) return;
    seen.add(target);
    const rule = rules.get(target);
    if (!rule) return;
    for (const each of rule.prerequisites) visit(each);
    if (rule.recipe !== "") out.push({ target, recipe: rule.recipe });
  };
  for (const target of wanted) visit(target);
  return out;
}

/** make's own expansion: `$(NAME)` from the Makefile, `$$` for the shell's `$`; what make works out itself is unknown. */
function expand(recipe: string, variables: ReadonlyMap<string, string>, depth = 0): Text {
  const pieces: Piece[] = [];
  for (const part of recipe.split(/(\$\$|\$\([^()]*\)|\$\{[^{}]*\}|\$[@<^?*+%|]|\$\w)/)) {
    if (part === "$$") pieces.push("$");
    else if (/^\$./.test(part)) {
      const value = variables.get(part.replace(/^\$[({]?|[)}]$/g, ""));
      if (value !== undefined && depth < 8) pieces.push(...expand(value, variables, depth + 1).pieces);
      // The environment is make's too; of its variables this one has a bearing.
      else if (/^\$[({]HOME[)}]$/.test(part)) pieces.push("${HOME}");
      else pieces.push(...hole(part).pieces);
    } else if (part !== "") pieces.push(part);
  }
  return { pieces: merge(pieces), taint: new Set() };
}

function merge(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (typeof piece === "string" && typeof last === "string") out[out.length - 1] = last + piece;
    else out.push(piece);
  }
  return out;
}
