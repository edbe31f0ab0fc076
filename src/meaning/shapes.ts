/** Arguments by their looks, for programs that nobody knows. */
import { dropPrefix } from "./call.ts";
import { prefix, show, type Text } from "./value.ts";

/** Options and subcommands that code follows, in programs that nobody knows. */
export const CODE_FOLLOWS = /^(?:-[ecxr]|--(?:eval|execute|exec|command|expression|code)|eval|exec)$/;

/** Kinds of output that tell the arguments again, or nothing of any file. */
export const SAYS_WORDS: ReadonlySet<string> = new Set(["arguments", "nothing", "environment"]);

/** A shell by its path, with or without arguments. */
export const SHELL_COMMAND = /^!?\s*\/(?:usr\/(?:local\/)?)?bin\/(?:ba|da|z|k|a|c|tc)?sh(?:\s|$)/;

/** The value in `--option=value`, `@file` and `file://path`; the argument itself where there is none. */
export function attachedValue(arg: Text): Text {
  const start = prefix(arg);
  const before = /^(?:--?[\w-]+=)?(?:@|file:\/\/)?/.exec(start)?.[0] ?? "";
  return before === "" ? arg : dropPrefix(arg, before.length);
}

/** For programs that nobody knows: does the operand look like something in the file system? */
export function looksLikePath(text: Text): boolean {
  const start = show(text);
  return (
    /^(?:[.~]?\/|\.\.?\/|~)|\//.test(start) && !/^[a-z][a-z0-9+.-]*:\/\//i.test(start) && !/\s/.test(start)
  );
}
