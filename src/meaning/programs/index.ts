/**
 * programs/ reads the calls that a table cannot describe: shell builtins that change the shell, and programs whose
 * arguments are a language of their own. A reader gives what the call prints; `undefined`: the table says it all.
 */
import type { Reader } from "../../commands/spec.ts";
import type { Stream } from "../action.ts";
import type { Invocation } from "../invoke.ts";
import {
  changeDirectory,
  declare,
  defineAlias,
  evaluate,
  execute,
  printInto,
  readVariables,
  setOptions,
  setTrap,
  sourceFile,
} from "./builtins.ts";
import { copyBlocks } from "./dd.ts";
import { findFiles } from "./find.ts";
import { sendSignal } from "./kill.ts";
import { runMakefile } from "./makefile.ts";
import { connectPipe, relay } from "./netcat.ts";
import { runPackage } from "./packages.ts";
import { runShell } from "./shell.ts";
import { runTex } from "./tex.ts";
import {
  followCrontab,
  followEnv,
  followGit,
  followMultiplexer,
  followSqlClient,
  followTar,
} from "./wrapped.ts";
import { buildArguments } from "./xargs.ts";

export type ProgramReader = (invocation: Invocation) => Stream | undefined;

export const readers: Partial<Record<Reader, ProgramReader>> = {
  alias: defineAlias,
  cd: changeDirectory,
  crontab: followCrontab,
  dd: copyBlocks,
  declare,
  env: followEnv,
  eval: evaluate,
  exec: execute,
  find: findFiles,
  git: followGit,
  kill: sendSignal,
  make: runMakefile,
  netcat: connectPipe,
  "package-run": runPackage,
  parallel: buildArguments,
  printf: printInto,
  read: readVariables,
  set: setOptions,
  shell: runShell,
  source: sourceFile,
  "sql-client": followSqlClient,
  tar: followTar,
  tex: runTex,
  tmux: followMultiplexer,
  socat: relay,
  trap: setTrap,
  xargs: buildArguments,
};
