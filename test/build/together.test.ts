import { expect, test } from "bun:test";
import { program } from "../../build/binary.ts";
import { together } from "../../build/together.ts";

/** The files that are loaded with the one that holds a module. */
function loadedWith(
  outputs: NonNullable<Bun.BuildOutput["metafile"]>["outputs"],
  module: string,
): Set<string> {
  const found = new Set<string>();
  const open = Object.keys(outputs).filter((path) =>
    Object.keys(outputs[path]?.inputs ?? {}).some((input) => input.endsWith(module)),
  );
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const output = outputs[path];
    if (found.has(path) || output === undefined) continue;
    found.add(path);
    for (const each of output.imports) if (each.kind === "import-statement") open.push(each.path);
  }
  return found;
}

test("what every start loads is in a few files, and the lazy parts are not in them", async () => {
  const { entry, loads } = program;
  if (loads === undefined) throw new Error("guardsh has a start");
  const { metafile } = await Bun.build({
    entrypoints: [entry],
    plugins: [together(entry, loads)],
    splitting: true,
    format: "esm",
    target: "bun",
    define: { GUARDSH_VERSION: '"0"' },
    metafile: true,
  });
  const outputs = metafile?.outputs ?? {};
  const files = loadedWith(outputs, "src/shell/index.ts");
  expect(files.size).toBeGreaterThan(1);
  expect(files.size).toBeLessThan(12);
  const modules = [...files].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
  for (const lazy of ["src/cli/check.ts", "src/syntax/tree-sitter/parse.ts", "src/policy/schema/index.ts"])
    expect(modules.some((path) => path.endsWith(lazy))).toBe(false);
});
