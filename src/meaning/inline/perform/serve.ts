/** What inline programs ask of databases and services, through the libraries for them. */

import { canonicalName } from "../../../commands/index.ts";
import { isPureLine, isSequence, readsAsShell } from "../../call/shell-line.ts";
import { known, literal } from "../../value.ts";
import type { CallSpec } from "../calls/spec.ts";
import type { Arguments, Program } from "../follow/program.ts";
import { alternatives, taintOf, thing, toLiteral, toText, unknownFrom, type Value } from "../values/known.ts";
import { isTrue, pick } from "./arguments.ts";
import { runStatement } from "./databases.ts";
import { asCommand, kebab } from "./equivalent.ts";

type ServiceSpec = Extract<CallSpec, { does: "statement" | "equivalent" | "aws" | "rows" }>;

/** `path` is the name of the method, or the dotted name of a function. */
export function serve(program: Program, spec: ServiceSpec, args: Arguments, path: string): Value {
  const result = unknownFrom(...(args.receiver ? [args.receiver] : []), ...args.positional);
  switch (spec.does) {
    case "statement": {
      if ("code" in spec) {
        const code = pick(args, spec.code);
        // `session.query(User)`: all rows, until a condition says which.
        if (code?.kind === "symbol" && /(?:^|\.)query$/.test(path)) return allRows(args, result);
        if (code?.kind === "thing" && code.type === "rows" && !isScratch(program))
          runStatement(program, known("DELETE FROM everything"));
        if (/(?:^|\.)run$/.test(path)) runTask(program, args);
        for (const way of code ? alternatives(code) : []) runStatement(program, toText(way));
        return result;
      }
      const owner = path.slice(0, Math.max(0, path.lastIndexOf(".")));
      const given = [
        ...args.positional,
        ...[...args.named].flatMap(([name, each]) => (MANNER.test(name) ? [] : each)),
      ];
      // PHP's names of classes have lost their capitals here.
      const isClass = (program.source.language === "php" ? /^(?!\$)/ : /(?:^|\.)[A-Z]\w*$/).test(owner);
      if ((spec.type && owner === "") || (spec.type === "named" && !isClass)) return result;
      if (spec.bare && !given.every(isEmpty)) return result;
      if ((spec.given && !args.positional.some(({ kind }) => kind === "map")) || isScratch(program))
        return result;
      runStatement(program, known(`${spec.says} ${owner || "everything"}`));
      return result;
    }
    case "equivalent": {
      if (spec.words.includes("manage.py") && isScratch(program)) return result;
      const more = pick(args, spec.more);
      asCommand(program, [
        ...spec.words.map((word) => known(word)),
        ...(more?.kind === "list" ? more.items : more ? [more] : []).map(toText),
      ]);
      return result;
    }
    case "aws": {
      // JavaScript's has a class for each request: `aws-sdk.s3:DeleteBucket`.
      const [, own, request] = /^aws-sdk\.([\w-]+):(\w+)$/.exec(path) ?? [];
      const slots = args.receiver?.kind === "thing" ? args.receiver.slots : null;
      const slot = slots?.get("service");
      const endpoint = slots?.get("endpoint");
      const service = own ?? (slot && toLiteral(slot)) ?? "x";
      const name = kebab(request ?? path);
      asCommand(program, [
        known("aws"),
        ...(endpoint ? [known("--endpoint-url"), toText(endpoint)] : []),
        known(service),
        known(name),
        ...[...args.named].flatMap(([option, value]) => {
          const dashed = known(`--${kebab(option)}`);
          if (value.kind === "symbol") return isTrue(value) ? [dashed] : [];
          return value.kind === "text" ? [dashed, value.text] : [];
        }),
      ]);
      return result;
    }
    case "rows":
      return allRows(args, result);
  }
}

/** Rows of a table, unless it is known that they come from elsewhere. */
function allRows({ receiver }: Arguments, otherwise: Value): Value {
  return receiver && taintOf(receiver).size > 0 ? otherwise : thing("rows");
}

/** Options that say how rows are deleted, not which. */
const MANNER =
  /^(?:cascade|force|restart_?identity|synchronize_?session|logging|truncate|hooks|individualHooks|transaction|session|paranoid|benchmark)$/i;

/** Is what it works on only there while it runs? */
function isScratch({ written, imported }: Program): boolean {
  return written.includes(":memory:") || imported.has("mongodb-memory-server") || imported.has("pg-mem");
}

/** An empty condition is none, nor is the name of a type: `deleteMany({})`, `Repo.delete_all(User)`. */
function isEmpty(value: Value): boolean {
  if (value.kind === "symbol") return /(?:^|\.)[A-Z]\w*$/.test(value.path);
  if (value.kind === "map")
    return [...value.entries].every(
      ([name, each]) => MANNER.test(name) || (each.kind === "map" && isEmpty(each)),
    );
  return value.kind === "function";
}

const TASK_LIBRARIES = ["invoke", "fabric", "nox", "duty", "doit"];

/** Do the library that is loaded, or the options of the call, say that it is a line for a shell? */
function isForTasks({ imported }: Program, named: ReadonlyMap<string, Value>): boolean {
  return TASK_LIBRARIES.some((name) => imported.has(name)) || (named.has("hide") && named.has("warn"));
}

/** `session.run("sh", "-c", "x")`, `c.run("rm -rf x")`: libraries for tasks start programs by the same name. */
function runTask(program: Program, { positional, named }: Arguments): void {
  const words = positional.filter((each) => each.kind === "text").map(toText);
  const [first] = words;
  if (!first) return;
  if (words.length > 1 && canonicalName(literal(first) ?? "") !== null) asCommand(program, words);
  else if (
    words.length === 1 &&
    (isPureLine(first) || isSequence(first) || (isForTasks(program, named) && readsAsShell(first)))
  )
    asCommand(program, [known("sh"), known("-c"), first]);
}
