/** The bounds of one analysis, and what has been used of them. Time is the deadline's (syntax/deadline.ts). */
import type { Action } from "./action.ts";
import type { Text } from "./value.ts";

/** Limits on the work that one command may cause. Past any of them, the rest of the command becomes one opaque action. */
export interface Budget {
  /** Commands and calls followed. */
  readonly steps: number;
  readonly actions: number;
  /** Bytes, roughly, that the words of all actions come to: the bound on memory. */
  readonly weight: number;
  /** How deep code may lie within code (`sh -c "sh -c …"`). */
  readonly depth: number;
  /** How many programs may stand in front of one another (`sudo env nice …`). */
  readonly links: number;
  /** How many rounds of a counted loop are followed. */
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
  /** The limit that has been passed, in words; null while there is none. */
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

  /** Steps that may still be followed. */
  get left(): number {
    return this.budget.steps - this.#steps;
  }

  /** One action more; false past a bound. */
  add(action: Action): boolean {
    this.#weight += weightOf(action);
    if (++this.#actions > this.budget.actions) this.spent ??= `more than ${this.budget.actions} actions`;
    else if (this.#weight > this.budget.weight) this.spent ??= "more words than can be followed";
    return this.spent === null;
  }
}

/** The size of an action, roughly. Paths and streams are left out: they are made of words that were counted before. */
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
