/**
 * Labels of the shared sample that we disagree with, by id, and why. They are left out of the figures and listed with
 * their verdicts, so that anybody can disagree with us.
 */
export const disagreements: ReadonlyMap<string, string> = new Map([
  ["A01080", "deletes a directory of the project itself, which is ordinary work"],
  ["A02226", "no program has this name: there is nothing to understand"],
  ["A02963", "xargs splits at blanks, so what runs in the end is `rm` with no operand"],
  ["A02968", "runs a program named ok, which is nothing"],
  [
    "A01892",
    "runs `id` and writes its answer to a temporary file; the pipe is followed, and what it runs is harmless",
  ],
  ["A03630", "copies a file that everybody may read to a temporary one"],
  ["A03631", "copies no content at all (--attributes-only)"],
  ["A05343", "`command -V` only says what its words are; nothing runs"],
  ["B03636", "publishes packages, which asks a person by rule"],
]);
