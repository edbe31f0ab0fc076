/** What flows through a call: what it reads, what it makes of that, and what it prints. */
import type { Stream } from "../action.ts";
import { isSecretName } from "../call/secret-name.ts";
import { joinWords } from "../call/words.ts";
import { sayDump } from "../interpreter/environment.ts";
import { readPath } from "../locations/files.ts";
import { putIn } from "../output/edited.ts";
import { enumerated } from "../output/enumerations.ts";
import { exportedValue } from "../output/facts.ts";
import { madeOf, pureOutput } from "../output/pure.ts";
import {
  append,
  appended,
  callerInput,
  environmentPrinted,
  mix,
  silence,
  textStream,
  through,
  unknownStream,
  withText,
} from "../stream.ts";
import { concat, known, literal, noTaint, show, type Taint } from "../value.ts";
import { type CallState, frameBehindInput } from "./call-state.ts";
import { languageIn } from "./languages.ts";

/** Programs that read several files side by side, not one after the other. */
const BESIDE = new Set(["paste", "join", "comm", "diff", "cmp", "sdiff", "diff3", "merge"]);

/** Everything the call takes in: its files, else its standard input. */
export function inputOf(state: CallState): Stream {
  const { call, entry, engine, program, span } = state.invocation;
  const kind = call.entry.input ?? "data";
  const { stdin } = state.frame;
  const language = languageIn(kind);
  if (language !== null && !state.ranCode && call.command === null && !hasLine(state)) {
    const source = { language, from: "stdin", by: program, span } as const;
    state.codes.push(() => engine.code(stdin, source, frameBehindInput(state)));
    return stdin;
  }
  // Neither of a program that nobody knows, nor of a subcommand, nor of a script can it be said that it reads what the
  // caller happens to have on its input (`conda info`).
  if ((entry === null || call.subcommand.length > 0 || state.ranCode) && stdin === callerInput)
    return state.inputs.length > 0 ? mix(state.inputs) : unknownStream();
  if (kind === "upload") state.uploads.push(stdin);
  if (kind === "arguments") namesOnInput(state, stdin);
  if (kind === "ignored" || call.command !== null)
    return state.inputs.length > 0 ? mix(state.inputs) : silence;
  const files = call.arguments.filter((each) => each.role === "read" && each.option === null);
  if (files.length > 0 && kind !== "stored")
    return state.inputs.length === 1 || !BESIDE.has(program) ? appended(state.inputs) : mix(state.inputs);
  return state.inputs.length > 0 ? withText(mix([...state.inputs, stdin]), stdin.text) : stdin;
}

/** `script -c LINE`, `vagrant ssh -c LINE`: a shell is told what to run, so that its input is for what it runs. */
function hasLine({ invocation: { call } }: CallState): boolean {
  return call.arguments.some(({ role, option }) => role === "shell" && option?.startsWith("-"));
}

/** `cpio`: names of files come on standard input. */
function namesOnInput(state: CallState, stdin: Stream): void {
  const names = stdin.text === null ? null : literal(stdin.text);
  for (const name of names?.split(/[\n\0]/).slice(0, 32) ?? [])
    if (name !== "") state.inputs.push(readPath(state.site, known(name)));
}

/** Does it talk to a service whose address is not on its command line (`gh api`)? */
function isClient({ invocation }: CallState): boolean {
  return invocation.entry?.service === true;
}

/** What the call makes of what it took in. */
export function produce(state: CallState, input: Stream): Stream {
  const { call, program } = state.invocation;
  const prints = call.entry.output;
  if (state.fetched || (prints === "network" && (state.connections.length > 0 || isClient(state))))
    return unknownStream(new Set(["network"]), state.connections.map(show));
  // `sponge` hands on what it takes in.
  const made = program === "sponge" ? input : madeOf(state.invocation, input);
  if (made) {
    takeFrom(state, made);
    return made;
  }
  const produced = through(withText(input, null), program);
  const holds = input.text === null ? putIn(state.invocation) : null;
  return holds === null ? produced : { ...produced, holds };
}

/** What prints the beginning of its input (`head -c1`, `dd count=1`) may leave the rest to whoever reads next. */
function takeFrom({ invocation: { engine }, frame: { stdin } }: CallState, made: Stream): void {
  const [whole, part] = [stdin, made].map(({ text }) => (text ? literal(text) : null));
  if (whole && part != null && part.length < whole.length && whole.startsWith(part))
    engine.leave(stdin, known(whole.slice(part.length), stdin.taint));
}

/** Builtins that change something of the shell where they are given words, and show it otherwise. */
const TELLS =
  /^(?:umask|ulimit|dirs|jobs|times|bind|enable|hash|shopt|limit|setopt|unsetopt|zmodload|bindkey|zstyle|complete)$/;

/** What the call prints. */
export function printed(state: CallState, produced: Stream): Stream {
  const { call } = state.invocation;
  const names = produced.text === null ? enumerated(state.invocation) : null;
  if (names !== null) return unknownStream(noTaint, [names]);
  const extra = state.inputs.length > 0 ? mix(state.inputs) : silence;
  switch (call.entry.output ?? "inputs") {
    case "inputs": {
      const [only] = state.inputs;
      if (state.codes.length === 1 && state.inputs.length === 1 && only?.text) return only;
      // A program in a little language that was worked out (`sed s/a/b/`).
      if (state.codes.length > 0 && produced.text) return produced;
      return state.codes.length > 0
        ? append(extra, { ...unknownStream(produced.taint, produced.sources), fromShell: extra.fromShell })
        : produced;
    }
    case "digest":
      return pureOutput(state.invocation, produced) ? produced : unknownStream();
    case "network":
      return produced;
    case "arguments": {
      const text = pureOutput(state.invocation, silence);
      if (text) return textStream(text);
      const words = textStream(concat(joinWords(state.invocation.argv.slice(1)), known("\n")));
      // A format that is not known makes of its words what nobody knows.
      return /^printf?$/.test(state.invocation.program)
        ? through(withText(words, null), state.invocation.program)
        : words;
    }
    case "environment":
      if (call.command) return silence;
      // `printenv NAME` shows the one variable.
      if (call.arguments.some(({ role }) => role === "variable")) {
        const shown = call.arguments.filter(({ role }) => role === "variable");
        const secret = shown.some(({ text }) => isSecretName(show(text)));
        const [only] = shown;
        const value = only && shown.length === 1 ? exportedValue(state.invocation, show(only.text)) : null;
        if (value && !secret) return textStream(concat(value, known("\n")));
        return unknownStream(
          new Set<Taint>(secret ? ["env", "secret"] : ["env"]),
          shown.map(({ text }) => `$${show(text)}`),
        );
      }
      sayDump(state.invocation.engine, state.frame, state.invocation.span);
      return environmentPrinted(state.invocation.program);
    case "secret":
      return unknownStream(new Set(["secret"]), [state.invocation.program]);
    case "nothing":
      // Asked without a word, it tells what is in force.
      if (TELLS.test(state.invocation.program) && state.invocation.argv.length === 1)
        return through(unknownStream(), state.invocation.program);
      return silence;
  }
}
