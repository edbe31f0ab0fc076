/**
 * guardsh's command line from the sources, for trying a change without building the binary:
 * `npm run --silent guardsh -- explain 'rm -rf build'`.
 */
import { isSubcommand, run } from "../src/cli/index.ts";

const words = process.argv.slice(2);
process.exitCode = await run(isSubcommand(words[0] ?? "") ? words : ["help"]);
