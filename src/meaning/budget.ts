/** The bounds of one analysis, and what has been used of them. Time is the deadline's (syntax/deadline.ts). */
import type { Action } from "./action.ts";
import type { Text } from "./value.ts";

/** Past any of them the rest is one opaque action, which is refused. */
export interface Budget {
  /** Commands and calls followed. */
  readonly steps: number;
  readonly actions: number;
  /** Bytes, roughly, that the words of all actions come to: the bound on memory. */
  readonly weight: number;
  /** Code in code in code. */
  readonly depth: number;
  /** Programs that start programs (`sudo env nice …`). */
  readonly links: number;
  /** Items of a known list that a loop is followed for. */
  readonly iterations: number;
}

export const defaultBudget: Budget = {
  steps: 20_000,
  actions: 60_000,
  weight: 128 << 20,
  depth: 24,
  links: 64,
  iterations: 64,
};

/** What a word costs besides its characters. */
const WORD = 16;

export class Meter {
  /** What of the budget is used up; null while nothing is. */
  spent: string | null = null;
  readonly budget: Budget;
  #steps = 0;
  #actions = 0;
  #weight = 0;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  /** One step more; false past the bound. */
  step(): boolean {
    if (++this.#steps > this.budget.steps) this.spent ??= `more than ${this.budget.steps} steps`;
    return this.spent === null;
  }

  /** One action more; false past a bound. */
  add(action: Action): boolean {
    this.#weight += weightOf(action);
    if (++this.#actions > this.budget.actions) this.spent ??= `more than ${this.budget.actions} actions`;
    else if (this.#weight > this.budget.weight) this.spent ??= "more words than can be followed";
    return this.spent === null;
  }
}

/** Only what may be large of its own: paths and streams are made of words that were counted before. */
function weightOf(action: Action): number {
  switch (action.kind) {
    case "run":
      return action.argv.reduce((sum, word) => sum + lengthOf(word), 0);
    case "environment":
      return action.operation.kind === "set" ? lengthOf(action.operation.value) : 0;
    case "interpret":
      return action.code.text ? lengthOf(action.code.text) : 0;
    default:
      return 0;
  }
}

function lengthOf({ pieces }: Text): number {
  let length = WORD;
  for (const piece of pieces) length += typeof piece === "string" ? piece.length : WORD;
  return length;
}
