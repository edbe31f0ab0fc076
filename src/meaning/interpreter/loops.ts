/** Loops: item by item or number by number where those are known, else as many rounds as show what changes. */
import type { ArithmeticFor, For, Loop, Word } from "../../syntax/script.ts";
import type { Action, Stream } from "../action.ts";
import { expandText, expandWords } from "../expansion/expand.ts";
import { FEW, mostTelling, toFollow, turnAt } from "../long-lists.ts";
import { append, oneOf, silence, withText } from "../stream.ts";
import { computedText, hole, isUnset, known, literal, noTaint } from "../value.ts";
import { type Engine, type Frame, originAt } from "./engine.ts";
import { breeds, fills } from "./fork-bomb.ts";
import { holds } from "./holds.ts";
import { News } from "./news.ts";
import { calculated } from "./scope.ts";
import { anyOf, type Shell } from "./state.ts";
import type { Variable } from "./variable.ts";
import { mayEnd, surelyEnds } from "./ways.ts";

/** Loops within loops are followed a second time down to this depth. */
const NESTED_ROUNDS = 2;

/** How many rounds of a counted loop inside another are followed, and of a list inside another once there were many. */
const NESTED_ITERATIONS = 4;

/** So many items of lists inside other loops over lists are followed one by one, however many loops there are. */
const MOST_NESTED_ITEMS = 256;

/** So many rounds of counted loops are followed one by one, however many loops there are. */
const MOST_COUNTED = 256;

/** Past the first items of a long list, a loop goes on for so many steps; of what is left then, one round more is for the most telling. */
const MOST_STEPS = 3000;

/** How many rounds are followed of a loop of which nobody knows how often it goes round. */
const MOST_ROUNDS = 6;
const FEW_ROUNDS = 3;

/** Follows what another command decides about (`[ … ] && x+=y`): a variable that had a value may still have it. */
export function perhaps(frame: Frame, follow: () => Stream): Stream {
  const before = frame.shell.fork();
  const output = follow();
  frame.shell.mayStillBe(before);
  return oneOf([output, silence]);
}

/** `select`: what is typed is in REPLY. */
function answered({ shell, stdin }: Frame): void {
  const text = stdin.text ? literal(stdin.text) : null;
  if (text === null) shell.set("REPLY", hole("$REPLY", new Set(["stdin"])));
  else
    shell.setAlternatives(
      "REPLY",
      text.split("\n").map((line) => known(line)),
    );
}

/** What `read` leaves when there is nothing more to read. */
const EMPTY = { alternatives: [{ kind: "scalar", text: known("") }], exported: false } as const;

/** What a variable is that every round sets anew. */
function anything(name: string): Variable {
  return { alternatives: [{ kind: "scalar", text: computedText(`$${name}`) }], exported: false };
}

function textOf(shell: Shell, name: string): string {
  const [value] = shell.get(name)?.alternatives ?? [];
  return value?.kind === "scalar" ? (literal(value.text) ?? "") : "";
}

export class Loops {
  #rounds = 0;
  #counting = 0;
  readonly #engine: Engine;
  readonly #iterations: number;
  readonly #actions: Action[];
  /** Rounds of counted loops that are still followed one by one. */
  #counts = MOST_COUNTED;
  /** Loops over lists that are being followed, and the items of inner ones that still are, one by one. */
  #listing = 0;
  #nestedItems = MOST_NESTED_ITEMS;

  /** `iterations`: rounds of a counted loop that are followed. */
  constructor(engine: Engine, iterations: number, actions: Action[]) {
    this.#engine = engine;
    this.#iterations = iterations;
    this.#actions = actions;
  }

  /** `while` and `until`. The round in which `read` finds nothing more leaves its variables empty. */
  whileAsked(loop: Loop, frame: Frame): Stream {
    const { condition, body, until } = loop;
    this.#sayBreeding(loop, frame);
    const before = frame.shell.fork();
    const asked = this.#engine.list(condition, frame);
    const read = frame.shell.fork();
    const ends = surelyEnds(body);
    const goesOn = (way: Frame) => {
      if (ends) return false;
      const held = holds(this.#engine, condition, way);
      return held === null ? null : held !== until;
    };
    const done = this.repeatedly(
      frame,
      (way) => this.#engine.list(body, way),
      (way) => append(this.#engine.list(condition, way), this.#engine.list(body, way)),
      goesOn,
    );
    for (const name of read.changedSince(before)) frame.shell.mayAlsoBe(name, EMPTY);
    return append(asked, done);
  }

  /**
   * A loop whose number of rounds is unknown: what a round leaves, the next one begins with. It is followed as often as it is known to go on,
   * or some rounds while they change something; a variable that every round changes may hold anything afterwards.
   * @param again a round behind the first, where that is another thing
   */
  repeatedly(
    frame: Frame,
    follow: (way: Frame) => Stream,
    again: (way: Frame) => Stream = follow,
    goesOn: (way: Frame) => boolean | null = () => null,
  ): Stream {
    const before = frame.shell.fork();
    const first = frame.shell.fork();
    const origin = { ...frame.origin, conditional: true };
    const news = new News(this.#actions);
    const printed = follow({ ...frame, shell: first, origin });
    frame.shell.merge(first);
    frame.shell.directories = anyOf([frame.shell.directories, first.directories]);
    const changed = first.changedSince(before);
    const isAnother = (now: Shell, then: Shell) =>
      now.changedSince(then).length > 0 || now.positionals !== then.positionals;
    const goesRound = isAnother(first, before) && this.#rounds < NESTED_ROUNDS;
    if (!goesRound) return oneOf([printed, silence]);
    // What only counts, tells nothing new for long.
    const counts = changed.length > 0 && changed.every((name) => /^\d+$/.test(textOf(first, name)));
    const most = counts ? FEW_ROUNDS : MOST_ROUNDS;
    news.sift();
    let output = printed;
    let last = first;
    this.#rounds++;
    for (let round = 1; this.#counts > 0; round++) {
      const on = goesOn({ ...frame, shell: last });
      if (on === false || round >= (on ? this.#iterations : this.#rounds > 1 ? 2 : most)) break;
      this.#counts--;
      const next = last.fork();
      output = append(output, again({ ...frame, shell: next, origin }));
      news.sift();
      for (const name of next.changedSince(last))
        if (changed.includes(name)) frame.shell.mayAlsoBe(name, anything(name));
      if (!isAnother(next, last)) break;
      last = next;
    }
    frame.shell.mayAlsoHavePositionals(last);
    this.#rounds--;
    return oneOf([output, printed, silence]);
  }

  /** `for ((…; …; …))`: counted as far as its numbers are known. */
  counted(command: ArithmeticFor, frame: Frame): Stream {
    this.#sayBreeding(command, frame);
    const [start, condition, step] = command.expressions;
    const value = (word: Word | undefined, where: Frame) => {
      const ways = word ? expandText(word, this.#engine.expansion(where)) : [known("")];
      return ways.some((way) => literal(way)?.trim())
        ? calculated(this.#engine, ways, where, command.span)
        : null;
    };
    value(start, frame);
    let output = silence;
    // Loops in loops would multiply.
    const most = this.#counting > 0 ? NESTED_ITERATIONS : this.#iterations;
    this.#counting++;
    let goesOn = value(condition, frame);
    for (let round = 0; round < most && goesOn !== null && goesOn !== 0 && this.#counts > 0; round++) {
      this.#counts--;
      output = append(output, this.#engine.list(command.body, frame));
      value(step, frame);
      goesOn = value(condition, frame);
    }
    this.#counting--;
    if (goesOn === 0) return output;
    return append(
      output,
      this.repeatedly(frame, (way) => {
        const printed = this.#engine.list(command.body, way);
        value(step, way);
        return printed;
      }),
    );
  }

  #sayBreeding(loop: Loop | ArithmeticFor, frame: Frame): void {
    const does = breeds(loop) ? "starts" : fills(loop) ? "makes" : null;
    if (does === null) return;
    const detail = `a loop without end that ${does} something in each round`;
    const origin = originAt(frame, loop.span);
    this.#engine.emit({ kind: "opaque", origin, reason: "recursion", detail, taint: noTaint });
  }

  over(command: For, frame: Frame): Stream {
    if (command.select) answered(frame);
    const ways = command.items
      ? expandWords(command.items, this.#engine.expansion(frame))
      : frame.shell.positionals.map((given) => given ?? [hole('"$@"', new Set(["argument"]), "list")]);
    const ends = mayEnd(command.body);
    const outermost = this.#listing++ === 0;
    const share = this.#engine.left - MOST_STEPS;
    let output = silence;
    for (const items of ways) {
      const followed = toFollow(items);
      const isSpent = !outermost && this.#nestedItems < items.length;
      const few = isSpent ? NESTED_ITERATIONS : FEW;
      if (!outermost) this.#nestedItems -= Math.min(few, followed.length);
      for (let at = 0; at < followed.length; ) {
        const goesOn = at < few || (outermost && this.#engine.left > share);
        const taken = goesOn ? turnAt(followed, at) : mostTelling(followed.slice(at));
        const round = (way: Frame) => {
          const { references } = way.shell;
          const named = references.has(command.name) && taken[0] ? literal(taken[0]) : null;
          if (named !== null) references.set(command.name, named);
          else if (taken.length === 1 && taken[0]) way.shell.set(command.name, taken[0]);
          else way.shell.setAlternatives(command.name, taken);
          return this.#engine.list(command.body, way);
        };
        // A pattern or a list that nobody knows may be no item at all, or any number.
        const isOne = taken.every(({ pieces }) =>
          pieces.every((piece) => typeof piece === "string" || piece.shape === "text"),
        );
        // Behind `break` no other comes.
        const surely = (at === 0 || !ends) && isOne && !taken.some(isUnset);
        output = append(
          output,
          surely ? round(frame) : isOne ? perhaps(frame, () => round(frame)) : this.repeatedly(frame, round),
        );
        at += goesOn ? taken.length : followed.length;
      }
      if (followed.length < items.length) {
        // The numbers that were passed over may be those of something else (`${a[i]}`), and what they add up to is not known.
        const rest = this.repeatedly(frame, (way) => {
          way.shell.set(command.name, computedText(`$${command.name}`));
          return this.#engine.list(command.body, way);
        });
        output = { ...withText(append(output, rest), null), via: [...output.via, "for"] };
      }
    }
    this.#listing--;
    return output;
  }
}
