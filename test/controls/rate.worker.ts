/** A process that asks the limiter for admission: `STATE SESSION COMMAND COUNT LIMITS-JSON [crash]`. Prints when it was let through. */
import { admitting } from "../../src/controls/rate/index.ts";
import { readSession, sessionDirectory } from "../../src/controls/session/store.ts";
import { waitOut } from "./rate.waiting.ts";

const [state = "", id = "", command = "", count = "1", limits = "{}", crash = ""] = process.argv.slice(2);
const record = readSession(state, id);
if (record === null) throw new Error(`no session ${id}`);
const session = { ...record, nested: false, mark: "", directory: sessionDirectory(state, id) };
for (let index = 0; index < Number(count); index++) {
  const look = admitting({
    session,
    command,
    programs: ["git"],
    families: [],
    state,
    limits: {
      programs: {},
      families: {},
      loopAfter: 10,
      maxWaitMs: 0,
      all: null,
      ...JSON.parse(limits),
    },
  });
  const admission = waitOut(look, (pause) => process.stderr.write(`paused: ${pause.limit}\n`));
  if (admission.kind === "admitted") console.log(`admitted ${admission.ticket?.time}`);
  else console.log(`refused ${admission.reason} ${admission.finding.rule}`);
  if (crash !== "" && Math.random() < Number(crash)) process.kill(process.pid, "SIGKILL");
}
