/** `guardsh setup AGENT`: puts guardsh into an agent's settings, and says what it did and what is left to do. */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { hookClients } from "../agents/index.ts";
import { type Installation, merged, type Setup, setups, withPaths } from "../agents/setups.ts";
import { claimedHome } from "../system/index.ts";
import { installation } from "./common/installation.ts";
import { Misuse } from "./common/misuse.ts";
import { say } from "./common/streams.ts";
import { tell } from "./common/tell.ts";

export const usage = `usage: guardsh setup [--print] ${hookClients.join("|")}
writes the agent's settings so that its commands go through guardsh; --print only shows what would be written`;

export function run(list: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...list],
    allowPositionals: true,
    options: { print: { type: "boolean" } },
  });
  const agent = hookClients.find((each) => each === positionals[0]);
  if (positionals.length === 0) throw new Misuse("which agent?");
  if (agent === undefined || positionals.length > 1)
    throw new Misuse(`unknown agent: ${positionals.join(" ")}`);
  const setup = setups[agent];
  const here = installation();
  const file = fileOf(setup);
  const before = existsSync(file) ? readFileSync(file, "utf8") : null;
  const after = contentOf(setup, before, here);
  if (after === null) {
    tell(
      `guardsh: ${file} is not plain JSON (it may hold comments), so it is left as it is\n  mend: add this by hand:\n${text(setup, here)}`,
    );
    return 1;
  }
  if (values.print) say(`${file} would hold:\n${after}`);
  else if (before === after) say(`${file} is as it should be`);
  else write(file, after, before, typeof setup.content === "string");
  for (const note of setup.notes) say(`note: ${withPaths(note, here)}`);
  if (!existsSync(here.bashGuardsh))
    say(`note: ${here.bashGuardsh} is not there: install guardsh with install.sh, then run this again`);
  return 0;
}

/** Where the agent itself looks for its settings. */
function fileOf({ file, directory }: Setup): string {
  const own = directory === undefined ? undefined : process.env[directory];
  return own ? join(own, file.slice(file.indexOf("/") + 1)) : join(claimedHome(), file);
}

/** What an agent's file is to hold; null where what stands there cannot be read. */
function contentOf(setup: Setup, before: string | null, here: Installation): string | null {
  if (typeof setup.content === "string") return text(setup, here);
  try {
    const settings: unknown = before === null || before.trim() === "" ? {} : JSON.parse(before);
    const addition: unknown = JSON.parse(text(setup, here));
    return `${JSON.stringify(merged(settings, addition), null, 2)}\n`;
  } catch {
    return null;
  }
}

function text({ content }: Setup, here: Installation): string {
  return withPaths(typeof content === "string" ? content : JSON.stringify(content, null, 2), here);
}

/** In one step, so that an agent never reads half a file; what was there before is kept beside it. */
function write(file: string, after: string, before: string | null, executable: boolean): void {
  mkdirSync(dirname(file), { recursive: true });
  if (before !== null) writeFileSync(`${file}.before-guardsh`, before);
  writeFileSync(`${file}.new`, after);
  if (executable) chmodSync(`${file}.new`, 0o755);
  renameSync(`${file}.new`, file);
  say(`wrote ${file}${before === null ? "" : ` (what it held is in ${file}.before-guardsh)`}`);
}
