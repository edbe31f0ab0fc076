/**
 * The shape of the code, held: which folder may import which, who may touch foreign functions, what a start does not load.
 * docs/architecture.md says why. To change an arrow, change it here and there together.
 */
import { describe, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const source = join(import.meta.dir, "../src");

/** Which folders each folder may import. Nothing else, and in no circle. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  "main.ts": ["cli", "shell"],
  cli: [
    "shell",
    "policy",
    "rules",
    "controls",
    "meaning",
    "syntax",
    "places",
    "agents",
    "audit",
    "sandbox",
    "keeper",
    "standby",
    "system",
  ],
  shell: ["policy", "controls", "meaning", "syntax", "audit", "sandbox", "keeper", "standby", "system"],
  policy: ["rules", "controls", "meaning", "commands", "syntax", "places", "agents", "sandbox", "system"],
  rules: ["meaning", "places"],
  controls: ["meaning", "places", "system"],
  meaning: ["commands", "places", "syntax"],
  keeper: ["sandbox", "system"],
  standby: ["keeper", "system"],
  sandbox: ["system"],
  agents: ["syntax"],
  audit: ["places", "system"],
  syntax: ["system"],
  commands: [],
  places: [],
  system: [],
};

/** What goes against an arrow, and why it may. Each must still be needed. */
const exceptions: readonly { from: string; to: string; typesOnly: boolean; why: string }[] = [
  {
    from: "controls",
    to: "policy/policy.ts",
    typesOnly: true,
    why: "the settings that a control obeys: the shape of the policy is one contract, in one file",
  },
  {
    from: "controls",
    to: "policy/verdict.ts",
    typesOnly: true,
    why: "a control answers with findings: the shape of a verdict is one contract, in one file",
  },
];

/** Who may import `bun:ffi` besides system/. */
const foreign: Readonly<Record<string, string>> = {
  "controls/output/native-scan.ts": "binds the scanner's functions in the image that system/ mapped",
  "controls/output/native-tidy.ts": "binds the tidying function in the image that system/ mapped",
  "syntax/grammar/engine.ts": "binds the parser's functions in the image that system/ mapped",
};

/** What costs milliseconds, and so is loaded only by what needs it, never by every command. */
const heavy = /^(?:zod|smol-toml|bun:sqlite|node:(?:net|http2?|https|tls|dns(?:\/promises)?|child_process))$/;

interface Import {
  readonly file: string;
  /** As it is written, or the path under src/. */
  readonly to: string;
  readonly typesOnly: boolean;
  /** By `import()` or `require()`: when that line is reached. */
  readonly lazy: boolean;
}

const statement =
  /^(?:import|export)\s+(?<type>type\s+)?(?:[\w*$\s{},]+?\sfrom\s+)?"(?<at>[^"]+)"|\b(?<typeof>typeof\s+)?(?:import|require)\("(?<lazily>\.[^"]+)"\)/gm;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(source, file), "utf8");
  return [...text.matchAll(statement)].map(({ groups = {} }) => {
    const written = groups.at ?? groups.lazily ?? "";
    return {
      file,
      to: written.startsWith(".") ? join(dirname(file), written) : written,
      typesOnly: groups.type !== undefined || groups.typeof !== undefined,
      lazy: groups.lazily !== undefined,
    };
  });
}

const files = readdirSync(source, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".ts"));
const imports = files.flatMap(importsOf);
const folderOf = (path: string): string => path.split("/")[0] ?? path;
/** Imports of guardsh's own source, from one folder into another. */
const across = imports.filter((i) => files.includes(i.to) && folderOf(i.to) !== folderOf(i.file));

const exceptionFor = (i: Import) =>
  exceptions.find((e) => e.from === folderOf(i.file) && e.to === i.to && (i.typesOnly || !e.typesOnly));

test("this test sees the imports", () => {
  expect(files.length).toBeGreaterThan(200);
  expect(across.length).toBeGreaterThan(300);
  const missing = imports.filter((i) => /^[a-z]+\/.*\.ts$/.test(i.to) && !existsSync(join(source, i.to)));
  expect(missing).toEqual([]);
});

describe("the arrows", () => {
  test("every folder has its own", () => {
    expect(readdirSync(source).toSorted()).toEqual(Object.keys(arrows).toSorted());
  });

  test("no import goes against them", () => {
    const wrong = across
      .filter((i) => !(arrows[folderOf(i.file)] ?? []).includes(folderOf(i.to)) && !exceptionFor(i))
      .map((i) => `${i.file} imports ${i.to}`);
    expect(wrong).toEqual([]);
  });

  test("they lead in no circle", () => {
    const reaches = (from: string, path: readonly string[]): void => {
      expect(path).not.toContain(from);
      for (const to of arrows[from] ?? []) reaches(to, [...path, from]);
    };
    reaches("main.ts", []);
  });

  test("every arrow and every exception is in use", () => {
    const unused = Object.entries(arrows).flatMap(([from, all]) =>
      all
        .filter((to) => !across.some((i) => folderOf(i.file) === from && folderOf(i.to) === to))
        .map((to) => `${from} → ${to}`),
    );
    const idle = exceptions.filter((e) => !across.some((i) => exceptionFor(i) === e));
    expect([...unused, ...idle.map((e) => `${e.from} → ${e.to}`)]).toEqual([]);
  });
});

// The parts of the follower of inline programs call each other, and share the types of what they work on.
const shareTypes = (i: { readonly file: string; readonly to: string }) =>
  [i.file, i.to].every((file) => file.includes("meaning/inline/"));

test("no file imports itself by way of others, lazy imports aside", () => {
  const direct = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const i of imports) {
    if (i.lazy || (i.typesOnly && shareTypes(i))) continue;
    if (direct.has(i.to)) direct.get(i.file)?.push(i.to);
  }
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (path.includes(file) || done.has(file)) return;
    for (const to of direct.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(circles).toEqual([]);
});

test("a file of code is one idea: none is longer than anybody reads at once", () => {
  const isTable = (file: string) =>
    /\.generated\.ts$|^(?:commands|rules)\/families\/|^places\/catalogue\//.test(file);
  const long = files.filter(
    (file) => !isTable(file) && readFileSync(join(source, file), "utf8").split("\n").length > 450,
  );
  expect(long).toEqual([]);
});

describe("every folder", () => {
  const folders = Object.keys(arrows).filter((name) => name !== "main.ts");
  const controls = readdirSync(join(source, "controls"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `controls/${entry.name}`);
  test.each([...folders, ...controls])("src/%s says what it is for", (folder) => {
    const text = readFileSync(join(source, folder, "index.ts"), "utf8");
    expect(text).toStartWith("/**");
    const head = text.slice(0, text.indexOf("*/"));
    expect(head).toContain(`${folder.split("/").at(-1)}`);
    // … and who may import it.
    expect(head).toMatch(/import|[Uu]sed by|calls/);
  });
});

test("foreign functions are system/'s alone", () => {
  const users = imports.filter((i) => i.to === "bun:ffi" && !i.typesOnly).map((i) => i.file);
  expect(users.filter((file) => folderOf(file) !== "system" && !(file in foreign))).toEqual([]);
});

test("a start loads nothing heavy", () => {
  const loaded = new Set<string>(["main.ts", "shell/index.ts", "cli/index.ts"]);
  for (const file of loaded) {
    for (const i of imports) {
      if (i.file === file && !i.lazy && !i.typesOnly && files.includes(i.to)) loaded.add(i.to);
    }
  }
  const offenders = imports
    .filter((i) => loaded.has(i.file) && !i.lazy && !i.typesOnly && heavy.test(i.to))
    .map((i) => `${i.file} imports ${i.to}`);
  expect(offenders).toEqual([]);
  expect(loaded.size).toBeGreaterThan(100);
});
