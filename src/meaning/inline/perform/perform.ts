/** What calls of inline programs do, as actions: a line for each kind of entry in the tables of calls. */
import type { CallSpec, SpecOf } from "../calls/spec.ts";
import { endProcess } from "../follow/processes.ts";
import type { Arguments, Program } from "../follow/program.ts";
import { patchNow, patchOf, standIn } from "../follow/replaced.ts";
import { fromStream, nothingKnown, spelledFrom, text, unknownFrom, type Value } from "../values/known.ts";
import { ofSocket, pick } from "./arguments.ts";
import { load, loadLibrary, run } from "./code.ts";
import { fold } from "./compute.ts";
import { openDatabase } from "./databases.ts";
import {
  changeDirectory,
  changeMode,
  copy,
  expandedHome,
  link,
  list,
  readFile,
  remove,
  writeFile,
} from "./files.ts";
import { dispatch, findFiles, forever, forked, later, mapOver, promise, worker } from "./functions.ts";
import {
  answers,
  connect,
  exchange,
  listen,
  receive,
  request,
  send,
  setRequestOption,
  upload,
} from "./network.ts";
import { asType, modeOf, open, openWords, pipe, readHandle, unpack, writeHandle } from "./open.ts";
import { pickled, unpickle } from "./pickles.ts";
import { serve } from "./serve.ts";
import { control, shell, signal, start } from "./start.ts";
import { openTerminal, type } from "./terminal.ts";
import { attribute, define, environment, loadEnvironment, make, print, setEnvironment } from "./values.ts";

/** `path` is the dotted name of the function, or the name of the method. */
export function perform(program: Program, spec: CallSpec, args: Arguments, path: string): Value {
  switch (spec.does) {
    // Files
    case "delete":
      return remove(program, spec, args);
    case "read":
      return readFile(program, spec, args);
    case "write":
      return writeFile(program, spec, args);
    case "open":
      return asType(open(program, pick(args, spec.path), modeOf(spec, args), spec.by), spec.as);
    case "words":
      return openWords(program, spec, args);
    case "handle-read":
      return readHandle(program, spec, args);
    case "handle-write":
      return writeHandle(program, spec, args);
    case "copy":
      return copy(program, spec, args);
    case "unpack":
      return unpack(program, spec, args);
    case "upload":
      return upload(program, spec, args, path);
    case "link":
      return link(program, spec, args);
    case "chmod":
      return changeMode(program, spec, args);
    case "list":
      return list(program, spec, args);
    case "chdir":
      return changeDirectory(program, spec, args);
    case "home":
      return expandedHome(program, spec, args);

    // Programs and code
    case "shell":
      return shell(program, pick(args, spec.command) ?? nothingKnown, spec.gives ?? "status", args);
    case "start":
      return start(program, spec, args);
    case "program":
      return start(
        program,
        { does: "start", program: 0, rest: 1, gives: "output" },
        { ...args, positional: [text(path.slice(path.lastIndexOf(".") + 1)), ...args.positional] },
      );
    case "signal":
      return signal(program, spec, args);
    case "ioctl":
      return control(program, spec, args);
    case "terminal":
      return openTerminal(program, spec, args);
    case "type":
      return type(program, spec, args);
    case "end-process":
      endProcess(program, args.receiver);
      return nothingKnown;
    case "fork":
      return forked(program);
    case "forever":
      return forever(program, args);
    case "promise":
      return promise(program, args);
    case "code":
      return run(program, spec, args);
    case "module":
      return load(program, spec, args);
    case "library":
      return loadLibrary(program, spec, args);
    case "pickle":
      return pickled(program, args);
    case "unpickle":
      return unpickle(program, spec, args);

    // The network, and services behind libraries
    case "connect":
      return connect(program, spec, args);
    case "listen":
      return listen(program, spec, args);
    case "exchange":
      return exchange(program, args);
    case "send":
      return send(program, spec, args);
    case "receive":
      return receive(args, path);
    case "request":
      return request(program, spec, args, path);
    case "curl":
      return setRequestOption(spec, args);
    case "pipe":
      return pipe(program, spec, args);
    case "tie":
      program.tie();
      return nothingKnown;
    case "reopen":
      if (ofSocket(pick(args, spec.to))) program.tie();
      return nothingKnown;
    case "database":
      return openDatabase(program, spec, args);
    case "statement":
    case "equivalent":
    case "aws":
    case "rows":
      return serve(program, spec, args, path);

    // Functions that others call
    case "make-function":
      return program.makeFunction(args.positional);
    case "worker":
      return worker(program, args, path);
    case "later":
      return later(program, spec, args);
    case "find":
      return findFiles(program, spec, args);
    case "dispatch":
      return dispatch(program, spec, args);
    case "map":
      return mapOver(program, spec, args);
    case "output-to":
      program.atPrint = pick(args, spec.name) ?? program.atPrint;
      return nothingKnown;

    // Values
    case "print":
      return print(program, spec, args);
    case "input":
      return fromStream(program.frame.stdin);
    case "environment":
      return environment(program, spec, args);
    case "load-environment":
      return loadEnvironment(program, spec, args);
    case "set-environment":
      return setEnvironment(program, spec, args);
    case "make":
      return make(spec, args);
    case "patch":
      return spec.at ? patchNow(program, args, spec.at) : patchOf(args);
    case "stand-in":
      return standIn(program, spec.replaces, args.positional);
    case "answers":
      return answers(program, spec, args);
    case "attribute":
      return attribute(program, spec, args);
    case "define":
      return define(program, spec, args);
    case "value":
      return text(spec.text);
    case "value-of":
      return { kind: "symbol", path: spec.symbol };
    case "fold":
      return asSpelled(spec, args, fold(program, spec, args, path));
  }
}

/** Functions that only write their argument in another way. */
const SPELLS =
  /^(?:base(?:64|32)|hex|rot13|codec|buffer|characters|text|reversed?|jsonText|lower|upper|concat|joined|joinWith|dict|mapOf|sprintf|substr|split|splitWith|spaced|letters|replaced|transliterated|first|recoded)$/;

function asSpelled({ fold }: SpecOf<"fold">, { positional, receiver }: Arguments, value: Value): Value {
  // The items of a table are their names.
  if (fold === "list" || fold === "sorted") return namesOf(value);
  if (value.kind !== "unknown" || !SPELLS.test(fold) || !value.taint.has("secret")) return value;
  return spelledFrom(...(receiver ? [receiver] : []), ...positional);
}

function namesOf(value: Value): Value {
  if (value.kind === "unknown") return unknownFrom(value);
  if (value.kind !== "list" || !value.items.some((item) => item.kind === "unknown" && item.spells))
    return value;
  return {
    kind: "list",
    items: value.items.map((item) => (item.kind === "unknown" ? unknownFrom(item) : item)),
  };
}
