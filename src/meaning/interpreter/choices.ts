/** Commands of which nobody knows beforehand which run: lists of `&&` and `||`, `if`, `case`. Each way is followed. */
import type { AndOr, Case, Command, If, Statement, Word } from "../../syntax/script.ts";
import type { Stream } from "../action.ts";
import { expandText } from "../expansion/expand.ts";
import { appended, oneOf, silence } from "../stream.ts";
import type { Engine, Frame } from "./engine.ts";
import { deciding, guarded } from "./guards.ts";
import { perhaps } from "./loops.ts";
import { anyOf, type Directories, type Shell } from "./state.ts";
import { isSure, isTest, leavesShell, mayFailInPlace } from "./ways.ts";

/** Follows a way that may not be taken: afterwards, what it changed may or may not be so. */
export function branch(frame: Frame, follow: (way: Frame) => Stream): Stream {
  const way: Frame = {
    ...frame,
    shell: frame.shell.fork(),
    origin: { ...frame.origin, conditional: true },
  };
  const output = follow(way);
  frame.shell.merge(way.shell);
  return output;
}

/** `a && b || c`. Where the shell is afterwards depends on what succeeded: a `cd` that fails leaves it where it was. */
export function andOr(engine: Engine, { commands, operators }: AndOr, frame: Frame): Stream {
  const { shell } = frame;
  let succeeded = shell.directories;
  let failed: readonly Directories[] = [];
  const outputs = commands.map((each, i) => {
    const before = commands[i - 1];
    if (operators[i - 1] === "||") {
      const from = joined(failed) ?? succeeded;
      let to = from;
      const output = branch(frame, (way) => {
        way.shell.directories = from;
        const printed = engine.command(each, way);
        to = way.shell.directories;
        return printed;
      });
      if (!leaves(frame, each)) succeeded = anyOf([succeeded, to]);
      failed = leaves(frame, each) ? [] : [mayFailInPlace(each) ? from : to];
      return oneOf([output, silence]);
    }
    const from = succeeded;
    shell.directories = from;
    const sure = !before || isSure(before);
    const way = sure ? frame : { ...frame, origin: { ...frame.origin, conditional: true } };
    const follow = () => engine.command(each, way);
    // What stands right behind `||` may have been passed over.
    const last = operators.lastIndexOf("||", i - 1);
    const tests = commands.slice(last < 0 ? 0 : last + 2, i);
    const output = sure ? follow() : perhaps(frame, () => guarded(engine.context, frame, tests, follow));
    succeeded = shell.directories;
    failed = [...failed, mayFailInPlace(each) ? from : succeeded];
    return output;
  });
  // `git clone x && cd y` mostly does both: only a test says by itself that it may be otherwise.
  const doubted = commands.slice(0, -1).some(isTest) ? failed : [];
  shell.directories = anyOf([succeeded, ...doubted]);
  return appended(outputs);
}

export function conditional(engine: Engine, { branches, otherwise }: If, frame: Frame): Stream {
  const asked: Stream[] = [];
  const outputs: Stream[] = [];
  const ways: Shell[] = [];
  const ends: Directories[] = [];
  const origin = { ...frame.origin, conditional: true };
  let failed = frame.shell.directories;
  const follow = (body: readonly Statement[], directories: Directories, tests: readonly Command[]) => {
    const shell = frame.shell.fork();
    shell.directories = directories;
    const way: Frame = { ...frame, shell, origin };
    outputs.push(guarded(engine.context, way, tests, () => engine.list(body, way)));
    ways.push(shell);
    if (!body.some(({ command }) => leaves(frame, command))) ends.push(shell.directories);
  };
  for (const { condition, body } of branches) {
    const from = failed;
    frame.shell.directories = from;
    asked.push(engine.list(condition, frame));
    const tests = deciding(condition);
    const to = frame.shell.directories;
    // `if cd x; then …; else` is where it was.
    const stays = tests.some(mayFailInPlace) ? from : to;
    const turned = tests.some((each) => each.kind === "pipeline" && each.negated);
    follow(body, turned ? stays : to, tests);
    failed = turned ? to : stays;
  }
  follow(otherwise, failed, []);
  const [first, ...others] = ways;
  if (first) frame.shell.tookOneOf([first, ...others]);
  frame.shell.directories = joined(ends) ?? failed;
  return appended([...asked, oneOf(outputs)]);
}

export function cases(engine: Engine, { subject, items }: Case, frame: Frame): Stream {
  for (const word of [subject, ...items.flatMap(({ patterns }) => patterns)])
    expandText(word, engine.expansion(frame));
  const before = frame.shell.fork();
  const ways: Shell[] = [];
  const ends: Directories[] = [];
  const origin = { ...frame.origin, conditional: true };
  const outputs = items.map(({ body }, i) => {
    const shell = before.fork();
    const above = ways[i - 1];
    if (above && items[i - 1]?.terminator !== ";;") {
      shell.tookOneOf([above, before]);
      shell.directories = anyOf([above.directories, before.directories]);
    }
    ways.push(shell);
    const output = engine.list(body, { ...frame, shell, origin });
    if (!body.some(({ command }) => leaves(frame, command))) ends.push(shell.directories);
    return output;
  });
  const isComplete = items.some(({ patterns }) => patterns.some(matchesAll));
  if (!isComplete) {
    ways.unshift(before);
    ends.unshift(before.directories);
    outputs.push(silence);
  }
  const [first, ...others] = ways;
  if (first) frame.shell.tookOneOf([first, ...others]);
  frame.shell.directories = joined(ends) ?? before.directories;
  return oneOf(outputs);
}

function leaves({ shell }: Frame, command: Command): boolean {
  return leavesShell(command, (name) => shell.functions.get(name)?.as ?? null);
}

function joined([first, ...others]: readonly Directories[]): Directories | null {
  return first ? anyOf([first, ...others]) : null;
}

/** `*)`: what no other pattern has matched. */
function matchesAll({ parts }: Word): boolean {
  const [part] = parts;
  return parts.length === 1 && part?.kind === "glob" && part.text === "*";
}
