/** guardsh: a shell of a kept session, a shell, or its own command line. What the first does not need, it does not load. */
import { runAsKeptShell } from "./shell/inside.ts";
import { takeGiven } from "./shell/process.ts";

const given = takeGiven();
runAsKeptShell(given);

const { isSubcommand, run }: typeof import("./cli/index.ts") = require("./cli/index.ts");
const { main }: typeof import("./shell/index.ts") = require("./shell/index.ts");
main({ has: isSubcommand, run }, given);
