/** `guardsh explain`: how a command is understood, from its tree to the verdict, in plain words. */
import { judgeInFull } from "../../policy/judge.ts";
import type { Finding } from "../../policy/verdict.ts";
import { parseContext, settingsOf } from "../check.ts";
import { Misuse } from "../common/misuse.ts";
import { say } from "../common/streams.ts";
import { flows } from "./flows.ts";
import { looked } from "./looked.ts";
import { openings } from "./openings.ts";
import { outline } from "./outline.ts";
import { sentence } from "./sentence.ts";

export const usage = `usage: guardsh explain [--cwd DIR] [--home DIR] [--profile PROFILE] … COMMAND
how guardsh reads a command, what it would do, and why that is judged so; runs nothing
options: those of guardsh check that say where and under what it would run`;

export const cannot = 3;

export function run(list: readonly string[]): number {
  say(explanation(list));
  return 0;
}

/** What is said of the command that the words name. */
export function explanation(list: readonly string[]): string {
  const { values, positionals } = parseContext(list);
  const [command] = positionals;
  if (command === undefined) throw new Misuse("which command?");
  if (positionals.length > 1) throw new Misuse("the command is one argument: put it in quotes");
  const settings = settingsOf(values);
  const judgement = judgeInFull({ ...settings, source: command });
  const { verdict, asked, reading, actions } = judgement;
  const { decision, findings } = verdict;
  const wrapper = asked.agent === null ? [] : [`${asked.agent} put it into: ${asked.kind}`, asked.text];
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [`Verdict: ${decision}`, findings.flatMap(reasons)],
    ["What the agent put around it", wrapper],
    [
      `How it is read (${reading.unparsed ? "not at all" : (reading.note ?? agreement[reading.agreement])})`,
      reading.unparsed
        ? [reading.unparsed.detail]
        : reading.scripts.flatMap((script) => outline(script, command)),
    ],
    [
      "What it would do",
      actions.map((action, index) => `${String(index + 1).padStart(2)}  ${sentence(action)}`),
    ],
    ["What flows where", flows(actions)],
    [
      "What the sandbox opens for it besides",
      verdict.decision === "deny" ? [] : openings(judgement, settings),
    ],
    ["Which rules looked at it (● had something to say)", looked(actions, findings)],
  ];
  const shown = sections.filter(([, lines], index) => index === 0 || lines.length > 0);
  return shown.map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join("\n")).join("\n\n");
}

const agreement = {
  both: "both parsers agree",
  one: "one parser could read it",
  union: "the parsers differ, so both readings are judged",
} as const;

function reasons({ rule, severity, decision, what, why, instead, chain }: Finding): readonly string[] {
  return [
    `${decision}: ${what}  [${rule}, ${severity}]`,
    `  because: ${why}`,
    `  instead: ${instead}`,
    ...(chain.length > 0 ? [`  reached by: ${chain.join(" › ")}`] : []),
  ];
}
