/** Loops: item by item or number by number where those are known, else as many rounds as show what changes. */
import type { ArithmeticFor, For, Loop, Word } from "../../syntax/script.ts";
import type { Stream } from "../action.ts";
import { expandOne, expandWords } from "../expansion/expand.ts";
import { append, oneOf, silence, withText } from "../stream.ts";
import { computedText, hole, isUnset, known, literal, noTaint } from "../value.ts";
import { type Engine, type Frame, originAt } from "./engine.ts";
import { breeds, fills } from "./fork-bomb.ts";
import { anyOf } from "./state.ts";
import { mayEnd } from "./ways.ts";

/** Loops within loops are followed a second time down to this depth. */
const NESTED_ROUNDS = 2;

/** How many rounds of a counted loop inside another are followed. */
const NESTED_ITERATIONS = 4;

/** So many rounds of counted loops are followed one by one, however many loops there are. */
const MOST_COUNTED = 256;

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

export class Loops {
  #rounds = 0;
  #counting = 0;
  readonly #engine: Engine;
  readonly #iterations: number;
  /** Rounds of counted loops that are still followed one by one. */
  #counts = MOST_COUNTED;
  readonly #quietly: (follow: () => void) => void;

  /** `iterations`: items of a known list that are followed. `quietly` follows something of which nothing is said. */
  constructor(engine: Engine, iterations: number, quietly: (follow: () => void) => void) {
    this.#engine = engine;
    this.#iterations = iterations;
    this.#quietly = quietly;
  }

  /** `while` and `until`. The round in which `read` finds nothing more leaves its variables empty. */
  whileAsked(loop: Loop, frame: Frame): Stream {
    const { condition, body } = loop;
    this.#sayBreeding(loop, frame);
    const before = frame.shell.fork();
    const asked = this.#engine.list(condition, frame);
    const read = frame.shell.fork();
    const done = this.repeatedly(frame, (way) => this.#engine.list(body, way));
    for (const name of read.changedSince(before)) frame.shell.mayAlsoBe(name, EMPTY);
    return append(asked, done);
  }

  /** A loop whose number of rounds is unknown: a variable that every round changes may hold anything afterwards. */
  repeatedly(frame: Frame, follow: (way: Frame) => Stream): Stream {
    const before = frame.shell.fork();
    const first = frame.shell.fork();
    const origin = { ...frame.origin, conditional: true };
    const output = oneOf([follow({ ...frame, shell: first, origin }), silence]);
    frame.shell.merge(first);
    frame.shell.directories = anyOf([frame.shell.directories, first.directories]);
    const changed = first.changedSince(before);
    if (changed.length === 0 || this.#rounds >= NESTED_ROUNDS) return output;
    // The second round is for its variables alone: what it would do, the first has done.
    const second = first.fork();
    this.#rounds++;
    this.#quietly(() => follow({ ...frame, shell: second, origin }));
    this.#rounds--;
    for (const name of second.changedSince(first))
      if (changed.includes(name))
        frame.shell.mayAlsoBe(name, {
          alternatives: [{ kind: "scalar", text: computedText(`$${name}`) }],
          exported: false,
        });
    return output;
  }

  /** `for ((…; …; …))`: counted as far as its numbers are known. */
  counted(command: ArithmeticFor, frame: Frame): Stream {
    this.#sayBreeding(command, frame);
    const [start, condition, step] = command.expressions;
    const value = (word: Word | undefined, where: Frame) => {
      const text = word ? expandOne(word, this.#engine.expansion(where)) : known("");
      return literal(text)?.trim() ? this.#engine.arithmetic(text, where, command.span) : null;
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
    let output = silence;
    for (const items of ways) {
      for (const [i, item] of items.slice(0, this.#iterations).entries()) {
        const round = () => {
          const { references } = frame.shell;
          const named = references.has(command.name) ? literal(item) : null;
          if (named !== null) references.set(command.name, named);
          else frame.shell.set(command.name, item);
          return this.#engine.list(command.body, frame);
        };
        // A pattern or a list that nobody knows may be no item at all, and behind `break` no other comes.
        const surely =
          (i === 0 || !ends) &&
          item.pieces.every((piece) => typeof piece === "string" || piece.shape === "text") &&
          !isUnset(item);
        output = append(output, surely ? round() : perhaps(frame, round));
      }
      if (items.length > this.#iterations) {
        frame.shell.set(command.name, computedText(`$${command.name}`));
        // What the other rounds print is not known.
        const rest = this.#engine.list(command.body, frame);
        output = { ...withText(append(output, rest), null), via: [...output.via, "for"] };
      }
    }
    return output;
  }
}
