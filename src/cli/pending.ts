/** `guardsh pending`: the commands that wait for a person; at a terminal, one to choose and answer. */
import { parseArgs } from "node:util";
import { printable } from "../audit/show.ts";
import type { Request, Scope } from "../controls/approval/request.ts";
import { Approvals } from "../controls/approval/store.ts";
import { described, settle } from "./approve.ts";
import { notAPerson } from "./common/person.ts";
import { say } from "./common/streams.ts";
import { tell } from "./common/tell.ts";

export const usage = `usage: guardsh pending [--json]   the commands that wait for a person; at a terminal, one to answer`;

const answers: Readonly<Record<string, Scope>> = { o: "once", s: "session", n: "no" };

export function run(list: readonly string[]): number {
  const { values } = parseArgs({ args: [...list], options: { json: { type: "boolean" } } });
  const approvals = new Approvals();
  const open = approvals.open();
  if (values.json) {
    for (const request of open) say(JSON.stringify(request));
    return 0;
  }
  if (open.length === 0) {
    say("nothing waits for a person");
    return 0;
  }
  for (const [at, request] of open.entries()) {
    const [first = "", ...rest] = described(request);
    say([`${at + 1})  ${first}`, ...rest.map((line) => `    ${line}`)].join("\n"));
  }
  return notAPerson() === null ? choose(approvals, open) : 0;
}

function choose(approvals: Approvals, open: readonly Request[]): number {
  const typed = prompt("Which one (its number; Enter for none)?")?.trim() ?? "";
  if (typed === "") return 0;
  const request = open[Number(typed) - 1] ?? approvals.find(typed);
  if (request === null || request === undefined) {
    tell(`guardsh: there is no ${printable(typed)}: say a number from 1 to ${open.length}, or a code`);
    return 1;
  }
  const answer =
    prompt(`${request.code}: (o)nce, for the (s)ession, (n)o, Enter for no answer?`)?.trim() ?? "";
  const scope = answers[answer.slice(0, 1).toLowerCase()];
  return scope === undefined ? 0 : settle(approvals, request, scope);
}
