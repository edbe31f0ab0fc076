/** `guardsh explain`: how a command is understood, from its tree to the verdict, in plain words. */
import type { Action } from "../meaning/action.ts";
import { show } from "../meaning/value.ts";
import { judgeInFull } from "../policy/judge.ts";
import { printScript } from "../syntax/index.ts";
import { settingsOf } from "./check.ts";

export function run(list: readonly string[]): number {
  const [command] = list;
  if (command === undefined) {
    console.error("usage: guardsh explain COMMAND");
    return 3;
  }
  const { verdict, reading, actions } = judgeInFull({ ...settingsOf({}), source: command });
  console.log(`verdict: ${verdict.decision}`);
  for (const finding of verdict.findings) {
    console.log(`\n  ${finding.severity} ${finding.rule} (${finding.decision}): ${finding.what}`);
    console.log(`    because: ${finding.why}\n    instead: ${finding.instead}`);
    if (finding.chain.length > 0) console.log(`    reached by: ${finding.chain.join(" › ")}`);
  }
  console.log(`\nreading: ${reading.agreement}${reading.note ? ` (${reading.note})` : ""}`);
  for (const script of reading.scripts) console.log(printScript(script));
  console.log("\nwhat it would do:");
  for (const action of actions) console.log(`  ${sentence(action)}`);
  return 0;
}

/** One action as a line for people. */
export function sentence(action: Action): string {
  const chain = action.origin.chain.length > 0 ? `[${action.origin.chain.join(" › ")}] ` : "";
  return chain + describe(action);
}

function taints(set: ReadonlySet<string>): string {
  return set.size > 0 ? ` {${[...set].join(", ")}}` : "";
}

function describe(action: Action): string {
  switch (action.kind) {
    case "run":
      return `run ${action.program ?? "?"}: ${action.argv.map((word) => JSON.stringify(show(word))).join(" ")}`;
    case "read":
      return `read ${action.depth === "metadata" ? "attributes of " : ""}${action.path.glob ?? action.path.absolute ?? show(action.path.text)}`;
    case "write":
      return `write (${action.mode}) ${action.path.glob ?? action.path.absolute ?? show(action.path.text)}${taints(action.content.taint)}`;
    case "delete":
      return `delete ${action.path.glob ?? action.path.absolute ?? show(action.path.text)}${action.recursive ? " and below" : ""}`;
    case "link":
      return `link ${show(action.path.text)} → ${show(action.target.text)}`;
    case "chmod":
      return `change ${action.change.kind} of ${show(action.path.text)}`;
    case "connect":
      return `connect to ${action.host ?? show(action.target)}${action.sends ? `, sending${taints(action.sends.taint)}` : ""}${action.interactive ? ", interactively" : ""}`;
    case "listen":
      return `listen on ${action.port ?? "?"}`;
    case "interpret":
      return `interpret ${action.language} from ${action.from}${action.followed ? "" : " (not followed)"}${taints(action.code.taint)}`;
    case "environment":
      return `environment: ${action.operation.kind}${"name" in action.operation ? ` ${action.operation.name}` : ""}`;
    case "privilege":
      return `raise privileges by ${action.by}`;
    case "signal":
      return `signal ${action.signal} to ${action.targets.map(show).join(" ")}`;
    case "define":
      return `define ${action.what} ${action.name}`;
    case "opaque":
      return `not followed (${action.reason}): ${action.detail}`;
  }
}
