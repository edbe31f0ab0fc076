/** guardsh: a shell, or its own command line. */
import { isSubcommand, run } from "./cli/index.ts";
import { main } from "./shell/index.ts";

main({ has: isSubcommand, run });
