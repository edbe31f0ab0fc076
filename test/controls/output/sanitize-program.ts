/** `guardsh sanitize` as a process of its own, without the binary around it. */
import { run } from "../../../src/cli/sanitize.ts";

process.exitCode = await run(process.argv.slice(2));
