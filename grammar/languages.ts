/** The grammars that guardsh carries: where their sources are, and what they are called there. */
import type { Language } from "../src/syntax/grammar/flat-tree.ts";

export interface GrammarSource {
  readonly language: Language;
  /** npm package (of grammar/package.json) with the generated C sources. */
  readonly package: string;
  /** Folder in that package that holds `parser.c` and `scanner.c`. */
  readonly sources: string;
  /** The C function that gives the language. */
  readonly symbol: string;
}

/** The runtime that all of them are compiled with: the C library inside its npm package. */
export const runtime = { package: "tree-sitter", sources: "vendor/tree-sitter/lib" };

export const grammars: readonly GrammarSource[] = [
  grammar("bash"),
  grammar("python"),
  grammar("javascript"),
  grammar("perl"),
  grammar("ruby"),
  // Inline code (`php -r`) has no `<?php` before it: the grammar that begins in PHP.
  { language: "php", package: "tree-sitter-php", sources: "php_only/src", symbol: "tree_sitter_php_only" },
];

function grammar(language: Language): GrammarSource {
  return { language, package: `tree-sitter-${language}`, sources: "src", symbol: `tree_sitter_${language}` };
}
