/** A process of its own: it begins with what it is given of the shell that started it, and what it changes there is gone with it. */
import { isBuiltin, lookup } from "../../commands/index.ts";
import type { Command } from "../../syntax/script.ts";
import type { Frame } from "./engine.ts";
import { ForkMap } from "./fork-map.ts";
import type { Defined, Shell } from "./state.ts";

/**
 * Where a program runs: builtins in the shell itself, others in a process that knows none of its functions and aliases
 * (`rm() { :; }; env rm x`) and takes it nowhere (`env cd /tmp`). Functions that are exported are there for those shells of bash
 * that it starts; for others their names are those of programs.
 */
export function processOf(frame: Frame, program: string): Frame {
  if (isBuiltin(program)) return frame;
  const shell = frame.shell.subshell();
  shell.functions = handedOn(frame.shell);
  shell.aliases = new ForkMap();
  return { ...frame, shell };
}

function handedOn({ functions, options, exportedFunctions }: Shell): ForkMap<string, Defined<Command>> {
  const all = options.has("allexport");
  if (functions.size === 0 || (!all && exportedFunctions.size === 0)) return new ForkMap();
  const exported = [...functions.entries()].filter(([name]) => all || exportedFunctions.has(name));
  return new ForkMap(
    exported.map(([name, each]) => [name, lookup(name) === null ? each : { ...each, perhaps: true }]),
  );
}
