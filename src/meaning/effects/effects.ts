/** Effects: what a call does by the roles of its arguments. What a table cannot say is in `programs/`. */
import type { Stream } from "../action.ts";
import { onEmulator } from "../call/emulator.ts";
import type { Invocation } from "../call/invocation.ts";
import { WEB_CLIENTS } from "../call/looks.ts";
import { under } from "../interpreter/engine.ts";
import { readPath } from "../locations/files.ts";
import { picked } from "../output/enumerations.ts";
import { readers } from "../programs/index.ts";
import { append, silence, through, unknownStream } from "../stream.ts";
import { show } from "../value.ts";
import { CallState, enterDirectory, innerFrame } from "./call-state.ts";
import { changeAttributes, makeLinks, signalProcesses } from "./changes.ts";
import { followStatements, runCommand } from "./code.ts";
import { rememberCompiled } from "./compiled.ts";
import { takeConfiguration } from "./configuration/code.ts";
import { intoDirectory, namedByAddress, serveDirectory, writeFile } from "./files.ts";
import { inputOf, printed, produce } from "./flow.ts";
import { embodied } from "./inferred/embodied.ts";
import { runHanded } from "./inferred/handed.ts";
import { includedSecrets } from "./inferred/included.ts";
import { namedOptions } from "./inferred/named-options.ts";
import { namedSecrets } from "./inferred/named-secrets.ts";
import { namedVariables } from "./inferred/named-variables.ts";
import { followTyped } from "./inferred/prompt.ts";
import { settingsByWords } from "./inferred/set-by-words.ts";
import { startedByWords } from "./inferred/started.ts";
import { guessArguments } from "./inferred/unknown.ts";
import { connectAll } from "./network.ts";
import { rememberParts } from "./parts.ts";
import { madeProjectCode } from "./project.ts";
import { apply } from "./roles.ts";
import { inheritedCalls, variableUses } from "./variables/uses.ts";

/** Follows a call; gives what it prints. */
export function effects(invocation: Invocation): Stream {
  const reader = invocation.entry?.reader ?? invocation.call.entry.reader;
  const special = reader ? readers[reader]?.(invocation, byTable) : undefined;
  return special ?? follow(new CallState(invocation));
}

/** The same by what the table says alone. */
function byTable(invocation: Invocation): Stream {
  return follow(new CallState(invocation));
}

/** Works through the call in the order in which the program would; gives what it prints. */
function follow(state: CallState): Stream {
  takeArguments(state);
  takeByLooks(state);
  takeTree(state);
  findCode(state);
  const input = inputOf(state);
  connectAll(state, input);
  const produced = produce(state, input);
  writeOutputs(state, produced);
  rememberCompiled(state.invocation, state.frame);
  rememberParts(state, input);
  for (const run of state.codes) state.inputs.push(run());
  const output = runWrapped(state, picked(state.invocation, printed(state, produced)));
  sayPrivilege(state);
  return output === silence ? silence : through(output, state.invocation.program);
}

/** What the table says of each argument. */
function takeArguments(state: CallState): void {
  for (const argument of state.invocation.call.arguments)
    if (argument.role === "work-directory") enterDirectory(state, argument.text);
  for (const argument of state.invocation.call.arguments) apply(state, argument);
}

/** What the table does not say: by the names of options, by words that programs share, by what arguments look like. */
function takeByLooks(state: CallState): void {
  const { invocation } = state;
  const { call, program, entry, environment } = invocation;
  if (!state.harmless) {
    namedOptions(state);
    settingsByWords(state);
  }
  if (entry === null) guessArguments(state);
  else startedByWords(state);
  const serves = entry === null || entry.service || WEB_CLIENTS.has(program);
  if (serves && !onEmulator(program, call.options, environment)) followStatements(state);
  if (state.harmless) return;
  for (const file of [...namedSecrets(invocation, state.frame), ...includedSecrets(invocation, state.frame)])
    state.inputs.push(readPath(state.site, file));
  namedVariables(invocation, state.frame);
  serveDirectory(state);
}

/** What happens to the tree of files besides their content, and to processes. */
function takeTree(state: CallState): void {
  intoDirectory(state);
  namedByAddress(state);
  makeLinks(state.invocation, state.frame);
  changeAttributes(state.invocation, state.frame, state.recursive);
  if (!state.harmless) signalProcesses(state.invocation, state.frame);
}

/** Code that no argument names: of configuration, variables, the project, documents, other programs within this one. */
function findCode(state: CallState): void {
  const { invocation } = state;
  const { engine, program, environment, span } = invocation;
  takeConfiguration(state);
  for (const { name, role, text } of variableUses(invocation))
    apply(state, { text, role, option: `$${name}` });
  if (!state.harmless) state.codes.push(...madeProjectCode(invocation, innerFrame(state)));
  runHanded(state);
  const inside = embodied(invocation);
  if (inside) state.codes.push(() => engine.invoke(inside, innerFrame(state), environment, span));
  for (const call of inheritedCalls(invocation))
    engine.invoke(call, under({ ...state.frame, stdin: silence }, program), new Map(), span);
  followTyped(state);
}

function writeOutputs(state: CallState, produced: Stream): void {
  const { entry, program } = state.invocation;
  // What takes nothing in makes something of its own: `truncate -s -5 FILE`.
  const takesNothing = entry?.input === "ignored" && state.inputs.length === 0;
  const content = takesNothing && produced === silence ? through(unknownStream(), program) : produced;
  for (const { text, mode } of state.outputs) writeFile(state, text, content, mode);
}

/** Starts the command that the call is there for (`sudo`, `env`); gives what is printed with it. */
function runWrapped(state: CallState, output: Stream): Stream {
  const { command } = state.invocation.call;
  return command ? append(output, runCommand(state, command)) : output;
}

function sayPrivilege({ invocation: { engine, frame, span, program, call } }: CallState): void {
  if (!call.entry.privilege) return;
  const user = call.arguments.find(({ role }) => role === "user");
  engine.say(frame, span, { kind: "privilege", by: program, user: user ? show(user.text) : null });
}
