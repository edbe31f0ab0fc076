/** guardsh: a shell of a kept session, a shell, or its own command line. What one does not need, it does not load. */

import { takeGiven } from "./shell/invocation/process.ts";
import { runAsKeptShell } from "./shell/kept/inside.ts";

const given = takeGiven();
runAsKeptShell(given);

const commandLine = (): typeof import("./cli/index.ts") => require("./cli/index.ts");
const { main }: typeof import("./shell/index.ts") = require("./shell/index.ts");
main(
  {
    // An option is no subcommand: `guardsh -c …` does not load the command line to find that out.
    has: (word) => !word.startsWith("-") && commandLine().takes(word),
    run: (list) => commandLine().run(list),
  },
  given,
);
