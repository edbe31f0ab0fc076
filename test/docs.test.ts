/** The documentation's links lead somewhere, every page is in the index, and what its sessions show is what is said. */
import { expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { judge } from "../src/policy/judge.ts";
import { refusalText } from "../src/shell/index.ts";
import { exampleWorld } from "./rules/example-world.ts";

const root = join(import.meta.dir, "..");
const pages = readdirSync(join(root, "docs"), { recursive: true })
  .map((name) => `docs/${name}`)
  .filter((name) => name.endsWith(".md"));

/** The anchors of a page, as code hosts make them of its headings. */
function anchors(page: string): string[] {
  return [...readFileSync(join(root, page), "utf8").matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(/\s/g, "-"),
  );
}

test.each(["README.md", "CONTRIBUTING.md", ...pages])("the links of %s lead somewhere", (page) => {
  const text = readFileSync(join(root, page), "utf8")
    .replaceAll(/^```.*?^```/gms, "")
    .replaceAll(/`[^`\n]*`/g, "");
  const broken = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : join(dirname(page), path);
      return !existsSync(join(root, target)) || (anchor !== undefined && !anchors(target).includes(anchor));
    });
  expect(broken).toEqual([]);
});

test("what CONTRIBUTING.md sends people to is there", () => {
  const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const named = [...text.matchAll(/\b(?:src|test|build|grammar)\/[\w./-]*\w(?=[`/ ]|$)/gm)].map(
    ([path]) => path,
  );
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

/** The pages that an index sends people to. */
function listedIn(index: string): string[] {
  const links = [...readFileSync(join(root, index), "utf8").matchAll(/\]\(([^)\s#]+)/g)];
  return links.map(([, link = ""]) => join(dirname(index), link));
}

test("every page is in the index, or in that of the controls", () => {
  const listed = ["docs/README.md", "docs/controls/README.md"].flatMap(listedIn);
  expect(pages.filter((page) => page !== "docs/README.md" && !listed.includes(page))).toEqual([]);
});

/** Every command of a page's sessions, with the lines that follow it. */
function* sessions(page: string): Generator<readonly [command: string, shown: readonly string[]]> {
  const text = readFileSync(join(root, page), "utf8");
  for (const [, block = ""] of text.matchAll(/^```(?:console)?\n(.*?)^```/gms))
    for (const entry of block.split(/^\$ /m).slice(1)) {
      const [command = "", ...shown] = entry.trimEnd().split("\n");
      yield [command, shown];
    }
}

/** The homes that the sessions were recorded in are nobody's. */
const atHome = (text: string) => text.replaceAll(/\/root\b|\/home\/\w+/g, "~");

const judged = (source: string) => judge({ ...exampleWorld, shell: "bash", source });

/** What only a policy of one's own, or what was done before, makes a refusal. */
const ofSettings = /\[(?:allow\/command|egress\/host|session\/fetched|rate\/limit)\]$/;

const refusals = ["README.md", ...pages].flatMap((page) =>
  [...sessions(page)]
    .filter(([, [first = ""]]) => /^guardsh: (?:blocked|needs)/.test(first) && !ofSettings.test(first))
    .map(([command, shown]) => ({ page, command, shown })),
);

test.each(refusals)("$page shows what is said to $command", ({ command, shown }) => {
  const [, code = command] = /^(?:bash-)?guardsh -c '(.*)'$/s.exec(command) ?? [];
  const said = refusalText(judged(code), code, null).split("\n").map(atHome);
  const lines = shown.filter((line) => line !== "…" && !line.startsWith("  a person can allow it "));
  expect(said).toEqual(expect.arrayContaining(lines.map(atHome)));
});

const checks = ["README.md", ...pages].flatMap((page) =>
  [...sessions(page)]
    .filter(([command]) => /^guardsh check '/.test(command))
    .map(([command, shown]) => ({ page, command, shown })),
);

test.each(checks)("$page shows the verdict of $command", ({ command, shown }) => {
  const { decision, findings } = judged(/^guardsh check '(.*)'$/s.exec(command)?.[1] ?? "");
  const said = [decision, ...findings.map(({ severity, rule, what }) => `  ${severity} ${rule}: ${what}`)];
  expect(said.map(atHome)).toEqual(shown.map(atHome));
});
