/**
 * Secrets that a document takes in. Compilers, typesetters, templates and renderers put the files that it names into what they make or
 * complain of: `#include "/etc/shadow"`, `<!ENTITY e SYSTEM "file:///…">`, `{{ file.Read "…" }}`.
 */
import type { Invocation } from "../../call/invocation.ts";
import { inputAt } from "../../interpreter/descriptors.ts";
import type { Frame } from "../../interpreter/engine.ts";
import { contentOf, madeFile, pathIn } from "../../locations/files.ts";
import { known, literal, show, type Text } from "../../value.ts";

/** Programs that follow such lines. */
const FOLLOWS = new RegExp(
  `^(?:${[
    "(?:.*-)?(?:gcc|g\\+\\+|cc|c\\+\\+|clang|clang\\+\\+|cpp|tcc|as)|nasm|yasm|ld|rustc|zig|nim|m4|make|gmake|cmake|gawk|awk",
    "[gnt]?roff|soelim|asciidoc|asciidoctor(?:-\\w+)?|rst2\\w+|sphinx-build|pandoc|typst|lilypond|gnuplot",
    "xmllint|xsltproc|xmlstarlet|saxon|wkhtmlto\\w+|weasyprint|prince|chrom(?:e|ium)(?:-browser)?|google-chrome|inkscape|rsvg-convert",
    "gomplate|jinja2?|j2|consul-template|envtpl|tera|mustache|handlebars|ansible(?:-playbook)?|terraform|tofu",
    "pkl|cue|dhall(?:-to-\\w+)?|jsonnet|nickel|nix|kustomize|duckdb",
  ].join("|")})$`,
);

/** The word that takes a file in, brackets and quotes, and the file. Words that prose uses too need a bracket or a quote. */
const TAKES_IN =
  /(?:(?:\b(?:include(?:_str!|_bytes!)?|input|incbin|load|file\(read)|^\.so)[^\n~/\w]{1,6}|(?:\b(?:embed(?:file)?|importstr|read(?:file)?|files?|from|lookup|system|src|href)|!\[[^\]]*\])\s?(?=\S?["'(<:=[])[^\n~/\w]{1,6})(?:file:(?:\/\/)?)?((?:~\/|\/)[^\s"'<>(){}[\],;]+)/gim;

/** `dhall text <<< '/etc/shadow as Text'` */
const AS_TEXT = /((?:~\/|\/)\S+) as Text\b/g;

/** The secrets that the document on the input, in a file of this command or in the words themselves takes in. */
export function includedSecrets({ program, argv, engine }: Invocation, frame: Frame): readonly Text[] {
  if (!FOLLOWS.test(program)) return [];
  const documents = [frame.stdin.text, ...argv.slice(1).flatMap((word) => [word, madeIn(frame, word)])];
  return documents.flatMap((text) => {
    const source = text ? show(text) : "";
    return [TAKES_IN, AS_TEXT]
      .flatMap((pattern) => [...source.matchAll(pattern)])
      .map(([, path = ""]) => known(path.replace(/^~(?=\/)/, engine.context.home)))
      .filter((file) => contentOf(engine, frame, pathIn(frame, file)).taint.has("secret"));
  });
}

/** What this command has written to the file, or what comes through the pipe that stands for one. */
function madeIn(frame: Frame, word: Text): Text | null {
  if (literal(word) === null) return null;
  return inputAt(frame, word)?.text ?? madeFile(frame, pathIn(frame, word).absolute)?.content?.text ?? null;
}
