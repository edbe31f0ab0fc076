/**
 * The interpreter: follows a Script the way a shell would, without running anything, and collects what it would do.
 * Branches are followed on both ways, loops over known lists item by item, everything within a budget.
 */

import { type Deadline, noDeadline } from "../../syntax/index.ts";
import type {
  Command,
  Coprocess,
  FunctionDefinition,
  Pipeline,
  ProcessSubstitution,
  Script,
  Span,
  Statement,
  Word,
} from "../../syntax/script.ts";
import type { Action, Origin, Stream } from "../action.ts";
import { type Budget, defaultBudget, Meter } from "../budget.ts";
import { type Expansion, expandText } from "../expansion/expand.ts";
import { appended, callerInput, silence, unknownStream, withText } from "../stream.ts";
import { known, noTaint } from "../value.ts";
import type { Context } from "../world.ts";
import { andOr, cases, conditional } from "./choices.ts";
import { dialectOf, followCode, followFile } from "./code.ts";
import { type Engine, type Frame, originAt, sourceAt, type Unplaced } from "./engine.ts";
import { FEW, failsToLeave } from "./failed-cd.ts";
import { descends, multiplies } from "./fork-bomb.ts";
import { HoleTable } from "./holes.ts";
import { invoke } from "./invoke.ts";
import { Items } from "./items.ts";
import { Loops } from "./loops.ts";
import { redirect } from "./redirect.ts";
import { arithmetic, calculated, scopeOf } from "./scope.ts";
import { simple } from "./simple.ts";
import { anyOf, type Directories, defined, type Shell } from "./state.ts";
import { test } from "./tests.ts";
import { followTraps, hook, sayCommand } from "./traps.ts";
import { mayLeave } from "./ways.ts";

/** Of so many places where a list may be left, the state of the shell is kept. */
const WAYS_OUT = 8;

/** Bash takes the highest descriptors that are free. */
const FIRST_OF_COPROCESS = 60;

/** Functions that a shell calls of itself: bash and fish for a command that they do not find, zsh at its hooks. */
const CALLED_BY_SHELL =
  /^(?:command_not_found_handler?|precmd|preexec|chpwd|periodic|zshexit|zshaddhistory|TRAP[A-Z0-9]+|fish_(?:command_not_found|greeting|prompt|(?:pre|post)exec))$/;

export class Interpreter implements Engine {
  readonly holes = new HoleTable();
  readonly actions: Action[] = [];
  readonly context: Context;
  readonly deadline: Deadline;
  readonly #meter: Meter;
  readonly source: string;
  readonly sinks = new Map<string, (content: Stream) => void>();
  /** Inputs of which something has been read: what is left of each. */
  readonly #leftovers = new Map<Stream, Stream>();
  #substitutions = 0;
  pickedDescriptors = 0;
  deepCalls = 0;

  constructor(
    context: Context,
    source: string,
    deadline: Deadline = noDeadline,
    budget: Budget = defaultBudget,
  ) {
    this.context = context;
    this.deadline = deadline;
    this.source = source;
    this.#meter = new Meter(budget);
    this.#loops = new Loops(this, budget.iterations, this.actions);
  }

  readonly #loops: Loops;

  get left(): number {
    return this.#meter.left;
  }

  say = (frame: Frame, span: Span, action: Unplaced): void =>
    this.emit({ ...action, origin: originAt(frame, span) });

  emit = (action: Action): void => {
    this.deadline.check();
    if (this.#meter.spent !== null) return;
    if (!this.#meter.add(action)) return this.#giveUp(action.origin);
    this.actions.push(action);
    if ("path" in action) for (const path of action.path.elsewhere ?? []) this.emit({ ...action, path });
  };

  step = (frame: Frame, span: Span): boolean => {
    this.deadline.check();
    if (this.#meter.spent !== null) return false;
    if (!this.#meter.step()) {
      this.#giveUp(originAt(frame, span));
      return false;
    }
    const { depth, links } = this.#meter.budget;
    const tooDeep =
      frame.depth > depth
        ? `code nested deeper than ${depth}`
        : frame.origin.chain.length > links
          ? `more than ${links} programs that start one another`
          : null;
    if (tooDeep !== null)
      this.say(frame, span, { kind: "opaque", reason: "depth", detail: tooDeep, taint: noTaint });
    return tooDeep === null;
  };

  /** Nothing more is followed; said once. */
  #giveUp(origin: Origin): void {
    const detail = this.#meter.spent ?? "";
    this.actions.push({ kind: "opaque", origin, reason: "budget", detail, taint: noTaint });
  }

  script = (script: Script, frame: Frame): Stream => this.list(script.body, frame);

  list = (statements: readonly Statement[], given: Frame): Stream => {
    let frame = given;
    const left: Shell[] = [];
    const ends: Directories[] = [];
    const outputs = statements.map(({ command, background }, i) => {
      const trapped = frame.shell.traps.size > 0;
      const { cwd, directories, stdin } = frame.shell;
      const said = this.actions.length;
      const output = background
        ? this.#apart(frame, (own) => this.command(command, own))
        : this.command(command, frame);
      if (trapped) sayCommand(frame.shell, sourceAt(this, frame, command.span));
      followTraps(frame.shell);
      // `exec <file`: what follows reads it.
      if (frame.shell.stdin !== stdin) frame = { ...frame, stdin: frame.shell.stdin };
      if (i === statements.length - 1) return output;
      if (cwd !== null && cwd !== frame.shell.cwd) {
        const done = this.actions.slice(0, Math.min(said, FEW));
        if (failsToLeave(cwd, command, frame.shell, done, this.context.world))
          frame.shell.directories = directories;
      }
      if (left.length < WAYS_OUT && mayLeave(command)) {
        if (directories !== frame.shell.directories) ends.push(frame.shell.directories);
        left.push(frame.shell.fork());
        frame = { ...frame, origin: { ...frame.origin, conditional: true } };
      }
      return output;
    });
    for (const before of left) frame.shell.mayStillBe(before);
    frame.shell.directories = anyOf([frame.shell.directories, ...ends]);
    return appended(outputs);
  };

  /** Follows what runs in a process of its own: the shell afterwards is as it was. */
  #apart(frame: Frame, follow: (own: Frame) => Stream): Stream {
    const shell = frame.shell.subshell();
    const output = follow({ ...frame, shell });
    followTraps(shell, "at the end");
    return output;
  }

  command = (command: Command, frame: Frame): Stream => {
    if (!this.step(frame, command.span)) return unknownStream();
    switch (command.kind) {
      case "simple":
        return simple(this, command, frame);
      case "pipeline":
        return this.#pipeline(command, frame);
      case "and-or":
        return andOr(this, command, frame);
      case "group":
        return command.subshell
          ? this.#apart(frame, (own) => this.list(command.body, own))
          : this.list(command.body, frame);
      case "if":
        return conditional(this, command, frame);
      case "loop":
        return this.#loops.whileAsked(command, frame);
      case "for":
        return this.#loops.over(command, frame);
      case "arithmetic-for":
        return this.#loops.counted(command, frame);
      case "case":
        return cases(this, command, frame);
      case "test":
        test(this, command.words, frame);
        return silence;
      case "arithmetic":
        this.#arithmeticCommand(command.expression, frame);
        return silence;
      case "function":
        return this.#define(command, frame);
      case "coprocess":
        return this.#coprocess(command, frame);
      case "redirected": {
        const redirection = this.redirect(command.redirects, frame);
        return redirection.deliver(this.command(command.command, redirection.frame), command.span);
      }
    }
  };

  /** `coproc NAME { … }`: what it prints comes in through `${NAME[0]}`, what goes to `${NAME[1]}` it reads. */
  #coprocess({ name, body }: Coprocess, frame: Frame): Stream {
    const run = (stdin: Stream) => this.#apart(frame, (own) => this.command(body, { ...own, stdin }));
    const content = run({ ...unknownStream(), via: ["coproc"] });
    const descriptor = FIRST_OF_COPROCESS + 2 * this.pickedDescriptors++;
    const numbers = [descriptor, descriptor + 1].map((each) => known(String(each)));
    frame.shell.setArray(name ?? "COPROC", Items.of(numbers));
    const { descriptors } = frame.shell;
    descriptors.set(descriptor, { kind: "input", content });
    const path = this.#newPipe((given) =>
      descriptors.set(descriptor, { kind: "input", content: run(given) }),
    );
    descriptors.set(descriptor + 1, { kind: "file", path, content: silence });
    return silence;
  }

  /** The path that stands for a process: what it prints is in it, or what is written there it reads. */
  #attach = ({ script, direction }: ProcessSubstitution, frame: Frame): string => {
    const inner: Frame = { ...frame, shell: frame.shell.fork(), depth: frame.depth + 1 };
    const run = (stdin: Stream) => this.script(script, { ...inner, stdin });
    if (direction === "<") {
      const content = run(frame.stdin);
      const path = this.#newPipe();
      frame.shell.files.set(path, { content, program: null, leadsTo: null, fifo: false });
      return path;
    }
    run(frame.stdin === callerInput ? unknownStream() : frame.stdin);
    return this.#newPipe(run);
  };

  /** A path that nothing else has; what is written there goes to `read`. */
  #newPipe(read?: (content: Stream) => void): string {
    const path = `/dev/fd/guardsh-${++this.#substitutions}`;
    if (read) this.sinks.set(path, read);
    return path;
  }

  leave: Engine["leave"] = (input, rest) => {
    if (input !== silence && input !== callerInput) this.#leftovers.set(input, withText(input, rest));
  };

  leftOf: Engine["leftOf"] = (input) => {
    let at = input;
    for (let next = this.#leftovers.get(at); next && next !== at; next = this.#leftovers.get(at)) at = next;
    return at;
  };

  redirect: Engine["redirect"] = (redirects, frame) => redirect(this, redirects, frame);
  invoke: Engine["invoke"] = (argv, frame, environment, span) => invoke(this, argv, frame, environment, span);
  code: Engine["code"] = (code, source, frame) => followCode(this, code, source, frame);
  codeFile: Engine["codeFile"] = (path, source, frame) => followFile(this, path, source, frame);

  #pipeline({ stages }: Pipeline, frame: Frame): Stream {
    if (stages.length === 1 && stages[0]) return this.command(stages[0], frame);
    let stream = frame.stdin;
    const own = /^(?:zsh|fish)$/.test(dialectOf(this, frame));
    for (const [i, stage] of stages.entries()) {
      const stdin = stream;
      // zsh and fish run what stands last themselves, bash where it is told to.
      const here = i === stages.length - 1 && (frame.shell.options.has("lastpipe") || own);
      if (here) return this.command(stage, { ...frame, stdin });
      stream = this.#apart(frame, (way) => {
        if (i < stages.length - 1) way.shell.descriptors.delete(1);
        return this.command(stage, { ...way, stdin });
      });
    }
    return stream;
  }

  #define(command: FunctionDefinition, frame: Frame): Stream {
    const source = sourceAt(this, frame, command.span);
    frame.shell.functions.set(command.name, { ...defined(command.body), source });
    const origin = originAt(frame, command.span);
    this.emit({ kind: "define", origin, what: "function", name: command.name });
    if (CALLED_BY_SHELL.test(command.name)) {
      const active = [...frame.active, command.name];
      hook(frame.shell, command.name, (shell) => this.command(command.body, { ...frame, shell, active }));
    }
    const again = multiplies(command.body, command.name, false)
      ? "more than once"
      : descends(command.body, command.name)
        ? "whatever comes"
        : null;
    if (again !== null) {
      const detail = `the function ${command.name} starts itself ${again}`;
      this.emit({ kind: "opaque", origin, reason: "recursion", detail, taint: noTaint });
    }
    return silence;
  }

  #arithmeticCommand(expression: Word, frame: Frame): void {
    calculated(this, expandText(expression, this.expansion(frame)), frame, expression.span);
  }

  arithmetic: Engine["arithmetic"] = (expression, frame, span) => arithmetic(this, expression, frame, span);

  expansion = (frame: Frame): Expansion => scopeOf(this, frame, this.#substitute, this.#attach);

  /** `$(…)`: what the script prints, followed in a process of its own. */
  #substitute = (script: Script, frame: Frame): Stream => {
    const inner: Frame = { ...frame, depth: frame.depth + 1 };
    if (!this.step(inner, script.span)) return unknownStream();
    return this.#apart(inner, (own) => {
      own.shell.descriptors.delete(1);
      return this.script(script, own);
    });
  };
}
