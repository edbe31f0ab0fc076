/** One action as a sentence for people. */
import type { Action, Origin, PathValue, Text } from "../../meaning/index.ts";
import { show } from "../../meaning/value.ts";

/** "deletes /tmp/a and below (through sudo › find; perhaps)". */
export function sentence(action: Action): string {
  const notes = circumstances(action.origin);
  return describe(action) + (notes.length > 0 ? `  (${notes.join("; ")})` : "");
}

function circumstances({ chain, place, file, conditional }: Origin): readonly string[] {
  return [
    ...(chain.length > 0 ? [`through ${chain.join(" › ")}`] : []),
    ...(file === null ? [] : [`said in ${file}`]),
    ...(place.kind === "host" ? [`on ${place.name}`] : []),
    ...(place.kind === "container" ? [`in ${place.engine} ${place.name}`] : []),
    ...(conditional ? ["perhaps"] : []),
  ];
}

/** A path as it will be, or as far as it is known. */
export function path({ glob, absolute, text }: PathValue): string {
  return glob ?? absolute ?? show(text);
}

/** The words of a call as a shell would take them, without the quotes that say nothing. */
export function words(argv: readonly Text[]): string {
  const shown = argv.map((text) => {
    const word = show(text);
    return /^[\w@%+=:,./$…-]+$/.test(word) ? word : JSON.stringify(word);
  });
  const line = shown.join(" ");
  return line.length > 160 ? `${line.slice(0, 158)}…` : line;
}

function describe(action: Action): string {
  switch (action.kind) {
    case "run":
      return `runs ${words(action.argv)}`;
    case "read":
      return action.depth === "metadata"
        ? `looks at the attributes of ${path(action.path)}`
        : `reads ${path(action.path)}${action.path.recursive ? " and below" : ""}`;
    case "write":
      return `writes ${path(action.path)} (${action.mode})`;
    case "delete":
      return `deletes ${path(action.path)}${action.recursive ? " and below" : ""}${action.filtered ? ", as far as chosen" : ""}`;
    case "link":
      return `makes ${path(action.path)} a ${action.symbolic ? "symbolic " : ""}link to ${path(action.target)}`;
    case "chmod":
      return `changes the ${action.change.kind} of ${path(action.path)}${action.recursive ? " and below" : ""}`;
    case "connect": {
      const port = action.port === null ? "" : `:${action.port}`;
      const how = action.interactive ? ", with a program at this end" : action.sends ? ", sending data" : "";
      return `connects to ${action.host === null ? show(action.target) : action.host + port}${how}`;
    }
    case "listen":
      return `listens on port ${action.port ?? "?"}${action.attached ? ", with a program for whoever connects" : ""}`;
    case "interpret":
      return `interprets ${action.language} code from ${action.from}${action.followed ? "" : ", which cannot be followed"}`;
    case "environment":
      return environment(action.operation);
    case "privilege":
      return `becomes ${action.user ?? "the superuser"} by ${action.by}`;
    case "signal":
      return `sends signal ${action.signal} to ${action.targets.map(show).join(" ")}`;
    case "define":
      return `defines the ${action.what} ${action.name}`;
    case "opaque":
      return `has a part that is not followed (${action.reason}): ${action.detail}`;
  }
}

function environment(operation: Extract<Action, { kind: "environment" }>["operation"]): string {
  switch (operation.kind) {
    case "dump":
      return "shows all variables";
    case "read":
      return `reads the variable ${operation.name}`;
    case "set":
      return `sets ${operation.name}${operation.exported ? ", for what is started too," : ""} to ${words([operation.value])}`;
    case "unset":
      return `removes the variable ${operation.name}`;
    case "load":
      return `takes variables from ${operation.file}`;
  }
}
