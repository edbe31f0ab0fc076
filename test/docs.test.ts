/** The documentation's links lead somewhere, and every page is in the index. */
import { expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

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

test.each(["README.md", ...pages])("the links of %s lead somewhere", (page) => {
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

test("every page is in the index", () => {
  const index = readFileSync(join(root, "docs/README.md"), "utf8");
  const missing = pages.filter(
    (page) => page !== "docs/README.md" && !index.includes(`(${page.slice("docs/".length)})`),
  );
  expect(missing).toEqual([]);
});
