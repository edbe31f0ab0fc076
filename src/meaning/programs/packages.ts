/** npm and its kin: `npm run NAME` runs what package.json says under that name, `npx NAME` a package's program. */
import { lookup } from "../../commands/index.ts";
import { quote } from "../../syntax/quote.ts";
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { programOfPackage } from "../call/package-programs.ts";
import { settingsIn } from "../call/settings-text.ts";
import { type Engine, type Frame, under } from "../interpreter/engine.ts";
import { madeFile, pathIn, textAt } from "../locations/files.ts";
import { resolve } from "../locations/path.ts";
import { append, silence, textStream } from "../stream.ts";
import { concat, known, literal, mapKnown, type Text } from "../value.ts";
import type { ByTable } from "./reader.ts";

/** Subcommands that run the script of a name, and those that are such a name. */
const RUN = new Set(["run", "run-script", "rum", "urn", "task"]);
const LIFECYCLE = new Map([
  ["test", "test"],
  ["t", "test"],
  ["tst", "test"],
  ["start", "start"],
  ["stop", "stop"],
  ["restart", "restart"],
  ["version", "version"],
]);
const INSTALL = new Set(["install", "i", "ci", "add", "rebuild"]);
const PACK = new Set(["pack", "publish"]);

/** Managers that take a script's name without `run`: `yarn build`. */
const SHORT = new Set(["yarn", "yarnpkg", "pnpm", "bun", "nr"]);

export function runPackage(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const inside = inWorkspaces(invocation);
  if (inside) return append(byTable(invocation), inside);
  const remote = invocation.call.arguments.find((each) => each.role === "remote-program");
  if (remote) return append(byTable(invocation), runProgram(invocation, remote.text));
  const wanted = scriptOf(invocation);
  if (wanted === null) return undefined;
  const output = byTable(invocation);
  const ran = runScripts(invocation, wanted.names, wanted.rest);
  if (ran !== null) return append(output, ran);
  // No script has that name, so it is a program of a package that is installed here: `pnpm prisma …`.
  return wanted.program === null ? output : append(output, runProgram(invocation, wanted.program));
}

/** `yarn workspace NAME exec …`, `yarn workspaces foreach -A exec …`: what the manager then runs there. Scripts are the workspace's own. */
function inWorkspaces({ argv, engine, frame, environment, span, program }: Invocation): Stream | null {
  const [first = "", ...words] = argv.slice(1).map((word) => literal(word) ?? "");
  if (!/^workspaces?$/.test(first)) return null;
  const at = words.findIndex((word) => /^(?:exec|dlx|node)$/.test(word));
  const [manager] = argv;
  if (at < 0 || !manager) return null;
  return engine.invoke(
    [manager, ...argv.slice(at + 2)],
    under(frame, `${program} ${first}`),
    environment,
    span,
  );
}

/** The program of a package, fetched or installed, followed like the program of that name, where we know one. */
function runProgram(invocation: Invocation, text: Text): Stream {
  const { argv, engine, frame, span, program, environment } = invocation;
  const name = literal(text);
  const at = argv.indexOf(text);
  if (name === null || at < 0) return silence;
  // `bun run task.ts`: a file where no script has the name.
  const isFile = program === "bun" && /^[^./].*\.[cm]?[jt]sx?$/.test(name);
  const isPath = isFile || /^[./]/.test(name);
  const bare = isFile ? `./${name}` : isPath ? name : programOfPackage(name);
  if (!isPath && lookup(bare) === null) return silence;
  const words = [known(bare), ...argv.slice(at + 1)];
  return engine.invoke(words, under(frame, program), environment, span);
}

interface Wanted {
  readonly names: readonly string[];
  /** Arguments for the last of the scripts. */
  readonly rest: readonly Text[];
  /** The program that is meant where no script has the name. */
  readonly program: Text | null;
}

/** The names of the scripts that a call runs. */
function scriptOf(invocation: Invocation): Wanted | null {
  const { call, program, argv } = invocation;
  const subcommand =
    call.subcommand.at(-1) ??
    (argv.length === 1 && /^(?:yarn|yarnpkg)$/.test(program) ? "install" : undefined);
  const words = call.arguments.filter((each) => each.option === null).map((each) => each.text);
  // `npm run NAME -- ARGS`: the dashes are for npm, the script gets what follows them.
  const dashes = words.findIndex((word) => literal(word) === "--");
  const operands = words.filter((_, i) => i !== dashes);
  const lifecycle = subcommand === undefined ? undefined : LIFECYCLE.get(subcommand);
  if (lifecycle !== undefined) return { names: around(lifecycle), rest: operands, program: null };
  if (subcommand !== undefined && INSTALL.has(subcommand) && operands.length === 0)
    return { names: ["preinstall", "install", "postinstall", "prepare"], rest: [], program: null };
  if (subcommand !== undefined && PACK.has(subcommand))
    return {
      names: ["prepublishOnly", "prepack", "prepare", "postpack", "postpublish"],
      rest: [],
      program: null,
    };
  const [first, ...rest] = operands;
  const name = first ? literal(first) : null;
  if (name === null) return null;
  if (/^run-[sp]$|^npm-run-all/.test(program))
    return { names: argv.slice(1).flatMap((arg) => literal(arg) ?? []), rest: [], program: null };
  const named = subcommand === undefined ? SHORT.has(program) : RUN.has(subcommand);
  return named ? { names: around(name), rest, program: SHORT.has(program) && first ? first : null } : null;
}

function around(name: string): string[] {
  return [`pre${name}`, name, `post${name}`];
}

/** What the scripts of these names do; null where package.json has none of them. */
function runScripts(invocation: Invocation, names: readonly string[], rest: readonly Text[]): Stream | null {
  const { engine, frame, span, program, call } = invocation;
  const moved = call.arguments.findLast((each) => each.role === "work-directory");
  const folder = moved ? pathIn(frame, moved.text).absolute : frame.shell.cwd;
  if (folder === null) return silence;
  const manifest = resolve(folder, "package.json");
  // What the network sent a moment ago, nobody has read.
  if (madeFile(frame, manifest)?.content.taint.has("network"))
    return engine.codeFile(pathIn(frame, known(manifest)), { language: "shell", by: program, span }, frame);
  const scripts = scriptsIn(engine, frame, manifest);
  if (!names.some((name) => typeof scripts[name] === "string")) return null;
  let output = silence;
  for (const name of names) {
    const script = scripts[name];
    const mark = `${program} run ${manifest} ${name}`;
    if (typeof script !== "string" || frame.active.includes(mark)) continue;
    const shell = frame.shell.fork();
    shell.cwd = folder;
    const inner: Frame = {
      ...under({ ...frame, shell }, `${program} run ${name}`, { file: manifest }),
      active: [...frame.active, mark],
    };
    const isLast = name === names[Math.min(1, names.length - 1)];
    const words = isLast ? rest : [];
    const text = words.reduce((all, word) => concat(all, known(" "), mapKnown(word, quote)), known(script));
    const source = {
      language: "shell",
      from: "file",
      by: program,
      file: pathIn(frame, known(manifest)),
      span,
    } as const;
    output = append(output, engine.code(textStream(text), source, inner));
  }
  return output;
}

/** The scripts in a package.json, as far as it is known; empty where nothing is. */
function scriptsIn(engine: Engine, frame: Frame, manifest: string): Readonly<Record<string, unknown>> {
  const text = textAt(engine, frame, manifest);
  if (text === null) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    const scripts = isRecord(parsed) ? parsed.scripts : null;
    return isRecord(scripts) ? scripts : {};
  } catch {
    // With what this command has put in somewhere, or where it is one of two, it is no document any more: by its lines.
    const scripts: Record<string, string> = {};
    for (const { name, value } of settingsIn(text))
      scripts[name] = name in scripts ? `${scripts[name]}\n${value}` : value;
    return scripts;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
