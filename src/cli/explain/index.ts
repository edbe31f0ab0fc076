/** `guardsh explain`: how a command is understood, from its tree to the verdict, in plain words. */
import { judgeInFull } from "../../policy/judge.ts";
import type { Finding } from "../../policy/verdict.ts";
import { parseContext, settingsOf } from "../check.ts";
import { flows } from "./flows.ts";
import { looked } from "./looked.ts";
import { outline } from "./outline.ts";
import { sentence } from "./sentence.ts";

export function run(list: readonly string[]): number {
  const { values, positionals } = parseContext(list);
  const [command] = positionals;
  if (command === undefined || positionals.length > 1) {
    console.error("usage: guardsh explain [--cwd DIR] [--home DIR] [--profile PROFILE] … 'COMMAND'");
    return 3;
  }
  const { verdict, asked, reading, actions } = judgeInFull({ ...settingsOf(values), source: command });
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
    ["Which rules looked at it (● had something to say)", looked(actions, findings)],
  ];
  const shown = sections.filter(([, lines], index) => index === 0 || lines.length > 0);
  console.log(
    shown.map(([title, lines]) => [title, ...lines.map((line) => `  ${line}`)].join("\n")).join("\n\n"),
  );
  return 0;
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
