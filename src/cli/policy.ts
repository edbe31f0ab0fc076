/** `guardsh policy check|show|edit|diff|path|schema|reference`: the policy for people. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { idleNames } from "../policy/idle.ts";
import { profiles } from "../policy/index.ts";
import { type Inspected, inspect } from "../policy/inspect.ts";
import { findSources, projectFileName, systemFile, userFile } from "../policy/layers/sources.ts";
import { readLayer } from "../policy/layers/validate.ts";
import { nearest } from "../policy/nearest.ts";
import type { Policy } from "../policy/policy.ts";
import { jsonSchema, reference } from "../policy/reference.ts";
import { readNamed } from "../system/index.ts";
import { noSuchVerb } from "./common/misuse.ts";
import { notAPerson } from "./common/person.ts";
import { profileNamed } from "./common/profile.ts";
import { say } from "./common/streams.ts";
import { tell } from "./common/tell.ts";
import { tellProblems } from "./common/trouble.ts";

export const usage = `usage: guardsh policy check [FILE…]       are the files good? (status 1 if not)
       guardsh policy show [KEY] [--json]   every key, its value, and the layer it comes from
       guardsh policy diff [PROFILE]        what differs from a built-in profile (standard)
       guardsh policy path                  where policy files are looked for
       guardsh policy edit                  change your own file; it is checked before it counts
       guardsh policy test                  run the examples of your own rules
       guardsh policy schema                JSON Schema, for editors
       guardsh policy reference             every key, as Markdown
options: --cwd DIR  --profile PROFILE (as a session would ask for it)`;

type Values = {
  readonly cwd?: string | undefined;
  readonly profile?: string | undefined;
  readonly json?: boolean | undefined;
};

export async function run(list: readonly string[]): Promise<number> {
  const options = {
    cwd: { type: "string" },
    profile: { type: "string" },
    json: { type: "boolean" },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...list], options, allowPositionals: true });
    const [verb = "show", ...rest] = positionals;
    switch (verb) {
      case "check":
        return check(rest, values);
      case "show":
        return show(rest[0] ?? "", values);
      case "diff":
        return diff(rest[0] ?? "standard", values);
      case "path":
        return path(values);
      case "edit":
        return edit();
      case "test":
        return (await import("../policy/examples.ts")).runExamples(inspectIn(values).policy);
      case "schema":
        return answer(JSON.stringify(jsonSchema(), null, 2));
      case "reference":
        return answer(reference());
      default:
        throw noSuchVerb("policy", verb);
    }
  } catch (error) {
    return tellProblems(error);
  }
}

function answer(text: string): number {
  say(text);
  return 0;
}

const inspectIn = (values: Values): Inspected =>
  inspect(values.cwd ?? process.cwd(), {}, profileNamed(values.profile));

/** Files named are checked by themselves; without names, all that count here, together. */
function check(files: readonly string[], values: Values): number {
  for (const file of files) {
    readLayer(readNamed(file).toString(), file);
    say(`${file}: good`);
  }
  if (files.length > 0) return 0;
  const found = inspectIn(values);
  for (const { path: file, kind, trusted } of found.files)
    say(`${file}: good (${kind}${trusted ? "" : ", not trusted: it can only tighten"})`);
  if (found.files.length === 0) say(`no policy files: the ${found.policy.profile} profile is in force`);
  for (const { layer, key } of found.ignored) {
    const own = found.files.some(({ path, kind }) => path === layer && kind === "project");
    const mend = own ? "To allow it: guardsh trust" : "An earlier layer has locked it";
    say(`${layer}: ${key} is not taken over: it would loosen the policy. ${mend}`);
  }
  const idle = idleNames(found.policy);
  for (const problem of idle) say(problem);
  return idle.length === 0 ? 0 : 1;
}

/** `egress.mode` → value, for every key. */
function* keysOf(policy: Policy): Generator<readonly [string, unknown]> {
  for (const [section, value] of Object.entries(policy)) {
    if (typeof value !== "object" || Array.isArray(value)) yield [section, value];
    else for (const [key, inner] of Object.entries(value)) yield [`${section}.${key}`, inner];
  }
}

function show(wanted: string, values: Values): number {
  const { policy, origins } = inspectIn(values);
  const keys = [...keysOf(policy)].filter(
    ([key]) => key === wanted || wanted === "" || key.startsWith(`${wanted}.`),
  );
  if (keys.length === 0) {
    const near = nearest(
      wanted,
      [...keysOf(policy)].map(([key]) => key),
    );
    const hint = near === null ? "guardsh policy show lists them all" : `did you mean ${near}?`;
    tell(`guardsh: there is no key ${wanted}; ${hint}`);
    return 1;
  }
  const origin = (key: string) => origins.get(key) ?? `profile ${policy.profile}`;
  if (values.json)
    return answer(
      JSON.stringify(
        Object.fromEntries(keys.map(([key, value]) => [key, { value, from: origin(key) }])),
        null,
        2,
      ),
    );
  const width = Math.max(...keys.map(([key]) => key.length));
  for (const [key, value] of keys) say(`${key.padEnd(width)}  ${short(value).padEnd(40)}  ${origin(key)}`);
  return 0;
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 97)}…` : text;
}

function diff(name: string, values: Values): number {
  const profile = profiles[profileNamed(name) ?? "standard"];
  const { policy, origins } = inspectIn(values);
  const base = new Map(keysOf(profile));
  const differing = [...keysOf(policy)].filter(
    ([key, value]) => JSON.stringify(base.get(key)) !== JSON.stringify(value),
  );
  if (differing.length === 0) say(`nothing differs from the profile ${profile.profile}`);
  for (const [key, value] of differing)
    say(
      `${key} (${origins.get(key) ?? `profile ${policy.profile}`})\n  - ${short(base.get(key))}\n  + ${short(value)}`,
    );
  return 0;
}

function path(values: Values): number {
  const cwd = values.cwd ?? process.cwd();
  const found = findSources(cwd);
  const usual = { system: systemFile, user: userFile(), project: join(cwd, projectFileName) } as const;
  for (const kind of ["system", "user", "project"] as const) {
    const there = found.filter((source) => source.kind === kind);
    if (there.length === 0) say(`${kind.padEnd(8)} ${usual[kind]}  (not there)`);
    for (const source of there) say(`${kind.padEnd(8)} ${source.path}`);
  }
  return 0;
}

const template = `# guardsh policy. Every key: guardsh policy reference. Check: guardsh policy check.

# profile = "standard"
`;

/**
 * Edits a copy; the file is replaced when the copy is good. The copy lies beside it, where no guarded command can write: in a
 * temporary directory one could wait for it and add lines of its own.
 */
function edit(): number {
  const refused = notAPerson();
  if (refused !== null) {
    tell(`guardsh: the policy is not changed: ${refused}`);
    return 1;
  }
  const target = userFile();
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const place = mkdtempSync(join(dirname(target), ".edit-"));
  const copy = join(place, "policy.toml");
  try {
    if (existsSync(target)) copyFileSync(target, copy);
    else writeFileSync(copy, template);
    for (let text: string; ; ) {
      const editor = process.env.VISUAL || process.env.EDITOR || "vi";
      const { exitCode } = Bun.spawnSync(["/bin/sh", "-c", `${editor} "$1"`, "sh", copy], {
        stdin: "inherit",
        stdout: "inherit",
        stderr: "inherit",
      });
      if (exitCode !== 0) return exitCode;
      try {
        text = readFileSync(copy, "utf8");
        readLayer(text, copy);
      } catch (error) {
        tellProblems(error);
        if (prompt("Edit again? [Y/n]")?.trim().toLowerCase() === "n") return 1;
        continue;
      }
      writeFileSync(`${target}.new`, text, { mode: 0o600 });
      renameSync(`${target}.new`, target);
      say(`${target}: in force from the next command on`);
      return 0;
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
