/** A file's text → a layer, or problems that name line, key, what was expected and what was probably meant. */
import { z } from "zod";
import { nearest } from "../nearest.ts";
import type { Layer } from "../policy.ts";
import { PolicyError, type Problem } from "../problem.ts";
import { layerSchema } from "../schema/index.ts";
import { type Document, readToml } from "./toml.ts";

/** Throws {@link PolicyError} with every problem found. */
export function readLayer(text: string, file: string): Layer {
  const document = readToml(text, file);
  const result = layerSchema.safeParse(document.value);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) => problemsOf(issue, document, file));
  throw new PolicyError(problems.sort((a, b) => a.line - b.line));
}

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, document: Document, file: string): readonly Problem[] {
  const problem = (path: readonly PropertyKey[], message: string, hint = ""): Problem => ({
    file,
    line: document.lineOf(path),
    key: path.map(String).join("."),
    message,
    hint,
  });
  const found = valueAt(document.value, issue.path);
  switch (issue.code) {
    case "unrecognized_keys": {
      const keys = keysAt(issue.path);
      return issue.keys.map((key) => {
        const near = nearest(key, keys);
        const hint = near === null ? `known here: ${keys.join(", ")}` : `did you mean ${near}?`;
        return problem([...issue.path, key], "there is no such key", elsewhere(key, issue.path) ?? hint);
      });
    }
    case "invalid_value": {
      const values = issue.values.map(String);
      const near = typeof found === "string" ? nearest(found, values) : null;
      const hint = near === null ? "" : `did you mean "${near}"?`;
      return [problem(issue.path, `expected ${list(values)}, found ${show(found)}`, hint)];
    }
    case "invalid_type": {
      // What zod itself says begins so; the rest is the schema's own words for what is expected.
      const own = issue.message.startsWith("Invalid input") ? undefined : issue.message;
      const expected = own ?? kinds[issue.expected] ?? issue.expected;
      return [problem(issue.path, `expected ${expected}, found ${show(found)}`)];
    }
    case "invalid_format":
    case "too_small":
    case "too_big":
      return [problem(issue.path, `expected ${issue.message}, found ${show(found)}`)];
    default:
      return [problem(issue.path, `${issue.message}, found ${show(found)}`)];
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: "a string",
  boolean: "true or false",
  number: "a number",
  int: "a whole number",
  array: "a list",
  object: "a table",
  record: "a table",
};

const list = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(", ");

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const part of path) at = typeof at === "object" && at !== null ? Reflect.get(at, part) : undefined;
  return at;
}

/** The keys that a table may have, by the JSON Schema of a layer. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let at: unknown = z.toJSONSchema(layerSchema, { io: "input" });
  for (const part of path) {
    at = typeof part === "number" ? valueAt(at, ["items"]) : valueAt(at, ["properties", part]);
  }
  const properties = valueAt(at, ["properties"]);
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
}

/** A key that exists, but in another section: `mode` at the top is most likely `egress.mode` or `sandbox.mode`. */
function elsewhere(key: string, path: readonly PropertyKey[]): string | null {
  if (keysAt(path).length === 0 || nearest(key, keysAt(path)) !== null) return null;
  const at = Object.keys(layerSchema.shape).filter((section) => keysAt([section]).includes(key));
  return at.length === 0 ? null : `it belongs to ${at.map((section) => `[${section}]`).join(" or ")}`;
}
