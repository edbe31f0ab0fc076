/** guardsh's command line without the binary: `WORD ARGS…`. */
import { run } from "../../src/cli/index.ts";

process.exitCode = await run(process.argv.slice(2));
