/**
 * What an agent reads when its command does not run. It is a program's error message and a prompt at once: first the
 * verdict, then where, why, what to do instead, and that nothing has happened. Ten lines at most, because agents cut.
 */

import type { Finding, Severity, Verdict } from "../../policy/verdict.ts";
import type { Given } from "../invocation/process.ts";

const maximumWidth = 100;
const rank: Record<Severity, number> = { low: 0, medium: 1, high: 2, critical: 3 };

/** The code that a person answers with. */
type Approval = { readonly code: string };

/** What is refused, and the question to a person where one was asked. */
interface Refused {
  readonly verdict: Verdict;
  readonly approval: Approval | null;
}

/** The message of a refusal, as whoever reads it wants it (`GUARDSH_FORMAT`). */
export function refusalFor(
  { verdict, approval }: Refused,
  source: string,
  { variable }: Pick<Given, "variable">,
): string {
  const text = variable("GUARDSH_FORMAT") === "json" ? refusalJson : refusalText;
  return text(verdict, source, approval);
}

/** The message of a refusal, ended by a newline. `source` is the command that the findings' spans point into. */
export function refusalText(verdict: Verdict, source: string, approval: Approval | null): string {
  const [first, ...others] = decisive(verdict);
  if (first === undefined)
    return "guardsh: blocked: no reason was given [internal]. The command was not run.\n";
  const verb = verdict.decision === "ask" ? "needs a person's approval" : "blocked";
  const lines = [`guardsh: ${verb}: ${oneLine(first.what)} [${first.rule}]`];
  lines.push(...pointer(source, first));
  if (first.why !== "") lines.push(`  why: ${oneLine(first.why)}`);
  if (first.instead !== "") lines.push(`  instead: ${oneLine(first.instead)}`);
  if (others.length > 0)
    lines.push(`  also: ${others.slice(0, 3).map(brief).join("; ")}${more(others.length - 3)}`);
  const loop = verdict.findings.find(({ rule }) => rule === "rate/loop");
  if (loop !== undefined) lines.push(`  note: ${oneLine(loop.what)}; ${oneLine(loop.why)} [${loop.rule}]`);
  if (approval !== null && verdict.decision === "ask")
    lines.push(`  a person can allow it in a terminal of their own: guardsh approve ${approval.code}`);
  lines.push(`  The command was not run. More: guardsh rules show ${first.rule}`);
  return `${lines.join("\n")}\n`;
}

/** The same for machines: one line of JSON. */
function refusalJson(verdict: Verdict, source: string, approval: Approval | null): string {
  const findings = decisive(verdict);
  const [first] = findings;
  return `${JSON.stringify({
    guardsh: verdict.decision === "ask" ? "ask" : "blocked",
    ran: false,
    rule: first?.rule ?? null,
    what: first?.what ?? null,
    why: first?.why ?? null,
    instead: first?.instead ?? null,
    command: source,
    approve: verdict.decision === "ask" ? (approval?.code ?? null) : null,
    findings: findings.map(({ rule, severity, decision, span, chain, what }) => ({
      rule,
      severity,
      decision,
      span,
      chain,
      what,
    })),
  })}\n`;
}

/** guardsh's own failure, in the same manner. */
export function failureText(what: string, mend: string): string {
  return `guardsh: error: ${what}\n${mend === "" ? "" : `  mend: ${mend}\n`}  The command was not run.\n`;
}

/** The findings that carry the decision, the gravest first. */
function decisive(verdict: Verdict): readonly Finding[] {
  return verdict.findings
    .filter((finding) => finding.decision === verdict.decision)
    .toSorted((left, right) => rank[right.severity] - rank[left.severity]);
}

function brief(finding: Finding): string {
  return `${oneLine(finding.what)} [${finding.rule}]`;
}

function more(count: number): string {
  return count > 0 ? ` and ${count} more` : "";
}

/** The line that the span begins in, and carets below the span. Cut to a width that a terminal shows. */
function pointer(source: string, finding: Finding): string[] {
  const { start, end } = finding.span;
  if (start < 0 || end <= start || end > source.length) return [];
  const from = source.lastIndexOf("\n", start - 1) + 1;
  const newline = source.indexOf("\n", start);
  const line = source.slice(from, newline < 0 ? source.length : newline);
  const column = start - from;
  const cut = column > maximumWidth / 2 ? column - 20 : 0;
  const shown = printable(line.slice(cut, cut + maximumWidth));
  const indent = printable(line.slice(cut, column));
  const marked = printable(line.slice(column, Math.min(end - from, cut + maximumWidth)));
  const before = cut > 0 ? "…" : "";
  const after = cut + maximumWidth < line.length ? "…" : "";
  const carets = "^".repeat(Math.max(1, Bun.stringWidth(marked)));
  const space = " ".repeat(Bun.stringWidth(before + indent));
  return [`  | ${before}${shown}${after}`, `  | ${space}${carets}`];
}

/** Text of a command must not act on the terminal or the model that reads the message. */
function printable(part: string): string {
  return part.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu, (character) => (character === "\t" ? " " : "�"));
}

function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, " ").trim()).slice(0, 400);
}
