/** Looking a path up by its first component finds what trying every pattern would find. */
import { expect, test } from "bun:test";
import { catalogues } from "../../src/places/catalogue/index.ts";
import { type Anchor, inTable, inText, search } from "../../src/places/search.ts";
import type { Meant } from "../../src/places/trie.ts";
import { catalogue } from "../../src/rules/catalogue.ts";

const anchors: readonly Anchor[] = ["/", "~/", "**/"];

interface Line {
  readonly anchor: Anchor;
  readonly pattern: string;
  readonly what: string;
}

const lines: readonly Line[] = catalogues.flatMap(({ kind, entries }) =>
  entries.flatMap(({ what, at }) =>
    at.flatMap((text) => {
      const anchor = anchors.find((each) => text.startsWith(each));
      return anchor ? [{ anchor, pattern: text.slice(anchor.length), what: `${kind} ${what}` }] : [];
    }),
  ),
);

/** The meaning of a pattern, as plainly as it can be said. */
function means(pattern: string, path: string): boolean {
  const stem = pattern.endsWith("/**") ? pattern.slice(0, -3) : pattern;
  const source = stem
    .split("*")
    .map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join("[^/]*");
  return new RegExp(`^${source}${pattern.endsWith("/**") ? "(?:/.*)?" : ""}$`, "s").test(path);
}

const compiled = lines.map((line) => ({ ...line, first: line.pattern.split("/")[0] ?? "" }));

/** Those with a plain first component come first, as the order of marks has always been. */
function straightforward(anchor: Anchor, path: string): string[] {
  const [given = ""] = path.split("/");
  const hits = compiled.filter(
    (line) =>
      line.anchor === anchor &&
      (line.first === given || line.first.includes("*")) &&
      means(line.pattern, path),
  );
  const starred = (line: (typeof compiled)[number]) => line.first.includes("*");
  return [...hits.filter((line) => !starred(line)), ...hits.filter(starred)].map(({ what }) => what);
}

/** Paths that the patterns themselves name, and ones near to them; and every path in the rules' examples. */
const paths: string[] = [
  ...lines.flatMap(({ pattern }) =>
    ["", "x", "a.b"].flatMap((star) => {
      const path = pattern.replace(/\/\*\*$/, "").replaceAll("*", star);
      return [path, `${path}/below`, `${path}x`, `x${path}`, `above/${path}`];
    }),
  ),
  ...catalogue.flatMap(({ examples }) =>
    [...examples.block, ...examples.allow].flatMap((source) =>
      source
        .toLowerCase()
        .split(/[\s'"=:;|<>()]+/)
        .filter((word) => word.includes("/") || word.startsWith("."))
        .map((word) => word.replace(/^[~/]+|\/+$/g, "")),
    ),
  ),
];
const distinct = [...new Set(paths)].filter((path) => path !== "" && !/\/\/|\n/.test(path));

test("both ways find the same patterns for every first component", () => {
  const firsts = new Set(distinct.flatMap((path) => path.split("/")));
  for (const first of firsts)
    for (const anchor of anchors) expect(inTable(anchor, first)).toEqual(inText(anchor, first));
});

test("as trying every pattern does", () => {
  expect(distinct.length).toBeGreaterThan(5000);
  let hits = 0;
  for (const path of distinct.filter((_, i) => i % 4 === 0)) {
    for (const anchor of anchors) {
      const found: Meant[] = [];
      search(anchor, path.split("/"), 0, found);
      hits += found.length;
      expect([path, found.map(({ mark }) => `${mark.kind} ${mark.what}`)]).toEqual([
        path,
        straightforward(anchor, path),
      ]);
    }
  }
  expect(hits).toBeGreaterThan(500);
});
