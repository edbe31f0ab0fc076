/**
 * programs/ reads the calls that a table cannot describe: shell builtins that change the shell, and programs whose
 * arguments are a language of their own. A reader gives what the call prints; `undefined`: the table says it all.
 */
import type { Reader } from "../../commands/spec.ts";
import { followAnsible, followPlaybook } from "./ansible.ts";
import { runAssembled } from "./assembled.ts";
import {
  changeDirectory,
  defineAlias,
  evaluate,
  execute,
  rememberPath,
  setTrap,
  sourceFile,
  switchOption,
} from "./builtins.ts";
import { readOptionsFile } from "./curl.ts";
import { copyBlocks } from "./dd.ts";
import { declare } from "./declarations.ts";
import { bindKey, complete } from "./editing.ts";
import { findFiles } from "./find.ts";
import { fishBuiltin } from "./fish.ts";
import { sendSignal } from "./kill.ts";
import { runMakefile } from "./makefile.ts";
import { runModule, runUtility } from "./modules.ts";
import { followMultiplexer } from "./multiplexer.ts";
import { connectPipe } from "./netcat.ts";
import { readOwnAddresses } from "./own-addresses.ts";
import { runPackage } from "./packages.ts";
import { followPatch } from "./patch.ts";
import type { ProgramReader } from "./reader.ts";
import { readArray, readVariables } from "./reading.ts";
import { runShell } from "./shell.ts";
import { relay } from "./socat.ts";
import { runTex } from "./tex.ts";
import {
  letExpressions,
  namesVariable,
  nextOption,
  printInto,
  setOptions,
  shiftPositional,
} from "./variables.ts";
import { runCmd, runPowershell } from "./windows.ts";
import { followCrontab, followEnv, followGit, followLock, followSqlClient, followTar } from "./wrapped.ts";
import { buildArguments } from "./xargs.ts";
import { zshBuiltin } from "./zsh.ts";

export const readers: Partial<Record<Reader, ProgramReader>> = {
  alias: defineAlias,
  bind: bindKey,
  ansible: followAnsible,
  playbook: followPlaybook,
  assembled: runAssembled,
  cd: changeDirectory,
  complete,
  crontab: followCrontab,
  cmd: runCmd,
  curl: readOptionsFile,
  dd: copyBlocks,
  declare,
  env: followEnv,
  eval: evaluate,
  exec: execute,
  find: findFiles,
  fish: fishBuiltin,
  flock: followLock,
  git: followGit,
  getopts: nextOption,
  hash: rememberPath,
  kill: sendSignal,
  let: letExpressions,
  make: runMakefile,
  netcat: connectPipe,
  "package-run": runPackage,
  "own-addresses": readOwnAddresses,
  parallel: buildArguments,
  patch: followPatch,
  mapfile: readArray,
  "names-variable": namesVariable,
  powershell: runPowershell,
  printf: printInto,
  python: runModule,
  read: readVariables,
  ruby: runUtility,
  set: setOptions,
  shell: runShell,
  shift: shiftPositional,
  shopt: switchOption,
  source: sourceFile,
  "sql-client": followSqlClient,
  tar: followTar,
  tex: runTex,
  tmux: followMultiplexer,
  socat: relay,
  trap: setTrap,
  xargs: buildArguments,
  zsh: zshBuiltin,
};
