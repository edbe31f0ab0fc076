/** `guardsh approve CODE`: a person lets a command run that guardsh asked about, or says no to it. */
import { parseArgs } from "node:util";
import { openAudit, redact } from "../audit/index.ts";
import { printable } from "../audit/show.ts";
import type { Request, Scope } from "../controls/approval/request.ts";
import { Approvals } from "../controls/approval/store.ts";
import { Misuse } from "./common/misuse.ts";
import { confirm, notAPerson } from "./common/person.ts";
import { tell } from "./common/tell.ts";
import { ago } from "./common/time.ts";

export const usage = `usage: guardsh approve CODE             let the command run once, in its directory
       guardsh approve --session CODE   let it run as often as its agent's session wants
       guardsh approve --deny CODE      refuse it; a command that waits is told so
options: --yes  do not ask again before it is allowed
status: 0 answered, 1 not answered, 2 could not be done`;

export function run(list: readonly string[]): number {
  const { values, positionals } = parse(list);
  const [code] = positionals;
  if (code === undefined) throw new Misuse("which one? guardsh pending lists the codes");
  if (positionals.length > 1) throw new Misuse("one code at a time");
  if (values.session && values.deny) throw new Misuse("--session allows and --deny refuses: one of them");
  const refused = notAPerson();
  if (refused !== null) return say(`nothing is approved: ${refused}`);
  const approvals = new Approvals();
  const request = approvals.find(code);
  if (request === null)
    return say(
      `there is no question ${printable(code)}: it was answered, or has expired. guardsh pending lists those that are open`,
    );
  const scope: Scope = values.deny ? "no" : values.session ? "session" : "once";
  for (const line of described(request)) tell(line);
  if (
    scope !== "no" &&
    !values.yes &&
    !confirm(`Let it run${scope === "session" ? " for the whole session" : " once"}?`)
  )
    return say("nothing is approved");
  return settle(approvals, request, scope);
}

function parse(list: readonly string[]) {
  return parseArgs({
    args: [...list],
    allowPositionals: true,
    options: { session: { type: "boolean" }, deny: { type: "boolean" }, yes: { type: "boolean" } },
  });
}

/** Writes the answer down, in the log first: what is approved is on record even if nothing comes of it. */
export function settle(approvals: Approvals, request: Request, scope: Scope): number {
  const { code, session, cwd } = request;
  const command = redact(request.command).slice(0, 4096);
  openAudit().note({ event: "answer", code, answer: scope, session, cwd, command });
  approvals.answer(request, scope);
  const minutes = Math.round(request.lasts / 60_000);
  say(
    scope === "no"
      ? `${code}: refused`
      : scope === "session"
        ? `${code}: allowed for the rest of the session`
        : `${code}: allowed once, within ${minutes} min`,
  );
  return 0;
}

/** Everything that the answer will be about, whole, line by line: what is not shown must not be approved. */
export function described(request: Request): readonly string[] {
  const { code, agent, session, cwd, command, reasons, asked } = request;
  return [
    `${code}  ${agent || "an agent"}, session ${session}, asked ${ago(asked)}`,
    `  in ${printable(cwd)}`,
    ...command.split("\n").map((line) => `  | ${printable(line)}`),
    ...request.arguments.map((argument) => `  argument: ${printable(argument)}`),
    ...reasons.map((reason) => `  because: ${printable(reason)}`),
  ];
}

function say(message: string): number {
  tell(`guardsh: ${message}`);
  return 1;
}
