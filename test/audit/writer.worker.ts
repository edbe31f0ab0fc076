/** A process that writes to the log: `STATE COUNT NAME [CHANCE [STEP]]`. Prints the number of each record once it is written; kills itself at a step by chance. */
import { openAudit } from "../../src/audit/index.ts";

const [state = "", count = "1", name = "w", chance = "0", only = "", rotateBytes = ""] =
  process.argv.slice(2);
const audit = openAudit({
  state,
  ...(rotateBytes === "" ? {} : { rotateBytes: Number(rotateBytes) }),
  lockWaitMs: 60_000,
  onStep: (step) => {
    if ((only === "" || only === step) && Math.random() < Number(chance))
      process.kill(process.pid, "SIGKILL");
  },
});
for (let index = 0; index < Number(count); index++) {
  const handle = audit.recordBefore({
    session: name,
    agent: "",
    cwd: "/",
    command: `${name} ${index} ${"x".repeat((index * 37) % 500)}`,
    verdict: "allow",
    findings: [],
    policy: "",
    sandbox: "none",
  });
  process.stdout.write(`${handle.seq} ${name} ${index}\n`);
}
