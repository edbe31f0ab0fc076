/** `guardsh sanitize` as a process of its own, without the binary around it. */
import { run } from "../../../src/cli/index.ts";

process.exitCode = await run(["sanitize", ...process.argv.slice(2)]);
