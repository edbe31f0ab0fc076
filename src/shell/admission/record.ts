/** Writing a command down before it runs. */
import { writeSync } from "node:fs";
import { type Audit, type CommandEntry, openAudit, type RecordHandle } from "../../audit/index.ts";
import type { Session } from "../../controls/session/index.ts";
import type { Loaded } from "../../policy/index.ts";
import type { Verdict } from "../../policy/verdict.ts";
import { Unavailable } from "../../system/index.ts";
import type { Cleaned } from "../output/outputs.ts";
import type { Outcome } from "../output/supervise.ts";
import { alertOf } from "./alert.ts";
import type { Approval } from "./approval.ts";

/** A command that is in the log, with what is needed to say later how it ended. */
export interface Recorded {
  readonly audit: Audit;
  readonly handle: RecordHandle;
}

/** What a record has beside the verdict. */
interface Besides {
  /** The question to a person, answered or not. */
  readonly approval?: Approval | null;
  /** Names of the variables that the command is not given. */
  readonly withheld?: readonly string[];
  /** A guardsh that stands by has settled it. */
  readonly standby?: boolean;
}

/**
 * Writes the record; `sandbox` says what will hold the command. Where that cannot be done, policy says whether the command may run all the same (null) or not
 * (throws `Unavailable`).
 */
export function recordBefore(
  source: string,
  verdict: Verdict,
  session: Session,
  { policy, hash }: Loaded,
  sandbox: string,
  cwd: string = process.cwd(),
  { approval = null, withheld = [], standby = false }: Besides = {},
): Recorded | null {
  const audit = openAudit({ fsync: policy.audit.fsync, rotateBytes: policy.audit.rotate });
  try {
    const handle = audit.recordBefore({
      session: session.id,
      agent: session.agent,
      cwd,
      command: source,
      verdict: verdict.decision,
      findings: verdict.findings.map(({ rule }) => rule),
      policy: hash,
      sandbox,
      ...besidesOf({ approval, withheld, standby }, policy.credentials.control),
    });
    tellSinks(audit.state, policy.audit.sinks);
    alertOf(verdict, source, cwd, session, policy, audit.state);
    return { audit, handle };
  } catch (error) {
    if (!(error instanceof Unavailable) || policy.audit.on_failure === "refuse") throw error;
    if (policy.audit.on_failure === "warn") writeSync(2, `guardsh: not logged: ${error.message}\n`);
    return null;
  }
}

/** Under `observe` nothing is withheld, and the record says what would have been. */
function besidesOf(
  { approval, withheld, standby }: Required<Besides>,
  control: Loaded["policy"]["credentials"]["control"],
): Pick<CommandEntry, "withheld" | "extra"> {
  const observed = control === "observe" && withheld.length > 0;
  const extra = {
    ...(approval === null ? {} : noteOf(approval)),
    ...(observed ? { would_withhold: withheld.join(" ") } : {}),
    ...(standby ? { settled_by: "standby" } : {}),
  };
  return {
    withheld: observed ? [] : withheld,
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  };
}

/** `approved: CODE` where a person let it run, `code: CODE` where one was asked. */
function noteOf({ code, answered }: Approval): Readonly<Record<string, string>> {
  if (answered === null) return { code };
  return answered === "no" ? { refused: code } : { approved: code, scope: answered };
}

/** Has the record sent elsewhere too, by a process of its own. */
function tellSinks(state: string, sinks: Loaded["policy"]["audit"]["sinks"]): void {
  if (sinks.length === 0) return;
  const { kickSender }: typeof import("../../audit/sinks/kick.ts") = require("../../audit/sinks/kick.ts");
  kickSender(state, sinks, [process.execPath]);
}

/** Adds how the command ended. */
export function recordAfter(
  recorded: Recorded | null,
  outcome: Omit<Outcome, "signal">,
  cleaned: Cleaned = {},
): void {
  recorded?.audit.recordAfter(recorded.handle, {
    status: outcome.status,
    durationMs: outcome.milliseconds,
    bytes: outcome.bytes,
    cleaned,
  });
}
