/** `python -m NAME …` and `ruby -run -e NAME …`: programs that an interpreter carries along. */
import { lookup } from "../../commands/index.ts";
import type { Stream } from "../action.ts";
import type { Invocation } from "../call/invocation.ts";
import { dropPrefix } from "../call/words.ts";
import { under } from "../interpreter/engine.ts";
import { madeFile, pathIn } from "../locations/files.ts";
import { append } from "../stream.ts";
import { known, literal, prefix, type Text } from "../value.ts";
import type { ByTable } from "./reader.ts";

/** Modules of Python's library whose names are those of quite other programs. */
const NAMESAKES = new Set(
  "calendar cmd code compileall dis fractions locale platform random secrets select site socket ssl statistics string sysconfig test time token turtle uuid uu".split(
    " ",
  ),
);

/** python: the module is the program of its name, unless a script or code comes before `-m`. */
export function runModule(invocation: Invocation, byTable: ByTable): Stream | undefined {
  const found = moduleIn(invocation.argv.slice(1));
  if (!found) return undefined;
  const name = literal(found.module);
  if (name === null) return undefined;
  const file = madeHere(invocation, name);
  if (file) return file;
  const own = `python:${name}`;
  const target = [own, ...(NAMESAKES.has(name) ? [] : [name, name.replaceAll("_", "-")])].find(
    (each) => lookup(each) !== null,
  );
  if (target === undefined) return undefined;
  const { engine, frame, environment, span } = invocation;
  const output = byTable(invocation);
  const words = [known(target), ...found.rest];
  return append(output, engine.invoke(words, under(frame, "python -m"), environment, span));
}

/** A module that this command has written itself stands before all others. */
function madeHere(invocation: Invocation, name: string): Stream | null {
  const { engine, frame, span, program } = invocation;
  for (const file of [`${name.replaceAll(".", "/")}.py`, `${name.replaceAll(".", "/")}/__main__.py`]) {
    const path = pathIn(frame, known(file));
    if (madeFile(frame, path.absolute))
      return engine.codeFile(path, { language: "python", by: program, span }, frame);
  }
  return null;
}

function moduleIn(args: readonly Text[]): { module: Text; rest: readonly Text[] } | null {
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    const start = arg ? prefix(arg) : "";
    if (!arg || !start.startsWith("-") || start === "-") return null;
    // Options of one letter may stand together; of those before `m` none has a value.
    const bundle = /^-[bBdEiIOPqsSuvx]*([mcWX])/.exec(start);
    if (bundle?.[1] === "c") return null;
    const rest = start.slice(bundle?.[0].length ?? 0);
    if (bundle?.[1] === "m") {
      const module = rest === "" ? args[i + 1] : dropPrefix(arg, bundle[0].length);
      return module ? { module, rest: args.slice(rest === "" ? i + 2 : i + 1) } : null;
    }
    if (bundle && rest === "") i++;
  }
  return null;
}

/** ruby: its library `un` has cp, mv, rm, install, httpd … as methods that take the words behind `--`. */
export function runUtility(invocation: Invocation): Stream | undefined {
  const { call, engine, frame, environment, span, argv } = invocation;
  const wanted = call.options.get("-r")?.some((text) => literal(text) === "un") ?? false;
  const name = call.options.get("-e")?.[0];
  const utility = name ? (literal(name) ?? "") : "";
  if (!name || !wanted || !/^(?:cp|mv|rm|ln|mkdir|rmdir|install|chmod|touch|httpd)$/.test(utility))
    return undefined;
  const at = argv.findIndex((word) => literal(word) === "--");
  const words = at < 0 ? argv.slice(argv.indexOf(name) + 1) : argv.slice(at + 1);
  const target = utility === "httpd" ? [known("python:http.server"), known("-d")] : [known(utility)];
  const given = utility === "httpd" ? words.filter((word) => !prefix(word).startsWith("-")) : words;
  return engine.invoke([...target, ...given], under(frame, "ruby"), environment, span);
}
