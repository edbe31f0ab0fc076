/** `guardsh trust`: a person lets a project's policy do more than tighten. By content: any change takes it back. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { parseArgs } from "node:util";
import { printable } from "../audit/show.ts";
import { findSources, projectFileName } from "../policy/layers/sources.ts";
import { contentHash, readTrust, writeTrust } from "../policy/layers/trust.ts";
import { readLayer } from "../policy/layers/validate.ts";
import { Misuse } from "./common/misuse.ts";
import { confirm, notAPerson } from "./common/person.ts";
import { say } from "./common/streams.ts";
import { tell } from "./common/tell.ts";
import { tellProblems } from "./common/trouble.ts";

export const usage = `usage: guardsh trust [FILE]         trust the project's .guardsh.toml as it is now
       guardsh trust --revoke [FILE]  no longer
       guardsh trust --list           what is trusted, and whether it still is as it was`;

export function run(list: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...list],
    allowPositionals: true,
    options: { list: { type: "boolean" }, revoke: { type: "boolean" } },
  });
  const [named, more] = positionals;
  if (values.list && values.revoke) throw new Misuse("one option at a time");
  if (more !== undefined) throw new Misuse("one file at a time");
  if (values.list) return show();
  const sources = named === undefined ? findSources(process.cwd()) : [];
  const file = named ?? sources.findLast(({ kind }) => kind === "project")?.path;
  if (file === undefined || !existsSync(file)) {
    tell(`guardsh: there is no ${named ?? `${projectFileName} here or above`}`);
    return 1;
  }
  const path = realpathSync(file);
  // Taking trust back only tightens, so anybody may.
  return values.revoke ? revoke(path) : trust(path);
}

function show(): number {
  const trusted = readTrust();
  if (trusted.size === 0) tell("guardsh: nothing is trusted: projects' files can only tighten");
  for (const [path, hash] of trusted) {
    const now = existsSync(path) ? contentHash(readFileSync(path)) : "";
    say(
      `${path}  ${now === hash ? "trusted" : now === "" ? "not there any more" : "changed since: not trusted"}`,
    );
  }
  return 0;
}

function revoke(path: string): number {
  writeTrust(path, null);
  say(`${path}: from now on it can only tighten`);
  return 0;
}

function trust(path: string): number {
  const refused = notAPerson();
  if (refused !== null) {
    tell(`guardsh: ${path} is not trusted: ${refused}`);
    return 1;
  }
  const text = readFileSync(path, "utf8");
  try {
    readLayer(text, path);
  } catch (error) {
    return tellProblems(error);
  }
  // Line by line, and with what a terminal would obey made visible: nothing of it is to hide from who reads it.
  const shown = text.split("\n").map((line) => `  ${printable(line)}`);
  say(`${path} says:\n\n${shown.join("\n")}\n`);
  say("Trusted, it can loosen your own policy for everything that runs in this directory.");
  if (!confirm("Trust it as it is now?")) {
    say("not trusted: it can only tighten, as before");
    return 1;
  }
  writeTrust(path, contentHash(text));
  say("trusted until it changes");
  return 0;
}
