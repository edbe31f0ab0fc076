/** The tables of what belongs to programs, made ready: which calls are in them. */
import type { Run } from "../../meaning/action.ts";
import { shaped } from "../../rules/index.ts";
import { credentials, installations, systemChanges } from "./belongings.ts";
import {
  anyWords,
  anyWordsBehindFirst,
  besideKeys,
  bringsFiles,
  misleading,
  ownWords,
  plainGit,
  wordsAreCode,
} from "./beside.ts";

/** Reading the shapes of the tables takes longer than all the rest, and most commands have no program of theirs. */
export const tables = once(() => ({
  holders: credentials.map((each) => ({ ...each, is: shaped(...each.calls) })),
  isHolder: shaped(...credentials.flatMap(({ calls }) => calls)),
  isBeside: shaped(...besideKeys),
  isPlainGit: shaped(...plainGit),
  bringsFiles: shaped(...bringsFiles),
  takesAnyWords: shaped(...anyWords),
  hasOwnWords: shaped(...ownWords),
  isMisleading: shaped(...misleading),
  takesCode: shaped(...wordsAreCode),
  takesAnyWordsBehindFirst: shaped(...anyWordsBehindFirst),
  installers: installations.map((each) => ({ ...each, is: shaped(...each.calls) })),
  changesSystem: shaped(...systemChanges),
}));

/** Does a table speak of the program? The names are looked for in the calls as they stand: no list of them is ever made. */
export function isNamed({ program }: Run): boolean {
  // An empty name, as of `""`, is in every call and at every place.
  if (!program) return false;
  const names = (call: string) => startsWithName(call, program);
  return (
    credentials.some(({ calls }) => calls.some(names)) ||
    installations.some(({ calls }) => calls.some(names)) ||
    systemChanges.some(names)
  );
}

/** `ssh|scp|sftp -x` with `scp`. */
function startsWithName(call: string, program: string): boolean {
  for (let at = call.indexOf(program); at >= 0; at = call.indexOf(program, at + 1)) {
    const [before, after] = [call[at - 1], call[at + program.length]];
    if (before === " ") return false;
    if ((at === 0 || before === "|") && (after === undefined || after === "|" || after === " ")) return true;
  }
  return false;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
