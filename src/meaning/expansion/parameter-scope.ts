/** What parameter expansion works on, and what it comes to. */
import type { Deadline } from "../../syntax/index.ts";
import type { Word } from "../../syntax/script.ts";
import type { HoleTable } from "../interpreter/holes.ts";
import type { Shell } from "../interpreter/state.ts";
import type { Text } from "../value.ts";

export interface ParameterScope {
  readonly shell: Shell;
  readonly deadline: Deadline;
  /** The name of an array is all of it, `argv` the arguments, and items count from 1. */
  readonly lists: "zsh" | "fish" | null;
  /** Unknown parts as letters, so that what is known around them can be worked on. */
  readonly holes: HoleTable;
  /** The texts a word may become, without splitting. */
  readonly text: (word: Word) => readonly Text[];
  /** The value of an arithmetic expression, as text; null where it is not known. */
  readonly arithmetic: (expression: Word) => Text | null;
  /** A variable that the shell has not set: from the environment or by what it always is. */
  readonly inherited: (name: string) => Text | null;
  /** The characters of IFS, for each of the values that it may have. */
  readonly separators: () => readonly [string, ...string[]];
  readonly directory: () => Text;
  /** Runs the code in the subscripts of a name that text gives. */
  readonly subscript: (name: Text) => void;
  /** Runs text as the prompt expansion of `${x@P}` would. */
  readonly prompt: (text: Text) => Text;
}

/** One possible value: a list where the parameter stands for several words (`@`, `*`, `a[@]`). */
export interface ParameterValue {
  readonly texts: readonly Text[];
  readonly list: boolean;
  /** Nobody has set it: what stands for it is most likely nothing. What holds nothing is set. */
  readonly missing?: boolean;
  /** The same by key, for an array. */
  readonly items?: ReadonlyMap<string, Text>;
}
