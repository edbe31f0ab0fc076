/** Modules: the names that they bring, and those that the command itself has written (`echo … > m.py; python3 -c 'import m'`). */
import { LOADS_ENVIRONMENT } from "../../effects/call-state.ts";
import { madeFile, pathIn } from "../../locations/files.ts";
import { known } from "../../value.ts";
import type { Expr } from "../expression.ts";
import { type Scope, text } from "../values/known.ts";
import type { Program } from "./program.ts";

/** The files that a module's name may stand for. */
function filesOf(language: string, module: string): readonly string[] {
  switch (language) {
    case "python":
      return [`${module.replaceAll(".", "/")}.py`, `${module.replaceAll(".", "/")}/__init__.py`];
    case "javascript":
      return /^[./]/.test(module)
        ? [module, `${module}.js`, `${module}.cjs`, `${module}.mjs`, `${module}/index.js`]
        : [];
    case "ruby":
      return [module, `${module}.rb`];
    default:
      return [];
  }
}

/** Follows a module if it is one of the command's own files. */
export function loadModule(program: Program, module: string): void {
  const { engine, frame, source } = program;
  if (LOADS_ENVIRONMENT.test(module)) frame.shell.loaded ??= ".env";
  program.imported.add(source.language === "python" ? module.replace(/\..*$/s, "") : module);
  if (frame.shell.files.size === 0) return;
  // Wherever it was written: places to look in are added in many ways (`sys.path`, `PYTHONPATH`, `-I`).
  const made = [...frame.shell.files.keys()];
  const files = filesOf(source.language, module).flatMap((file) => [
    file,
    ...made.filter((each) => each.endsWith(`/${file}`)),
  ]);
  for (const file of new Set(files)) {
    const path = pathIn(frame, known(file));
    if (!madeFile(frame, path.absolute) || frame.active.includes(file)) continue;
    engine.codeFile(
      path,
      { language: source.language, by: source.by, span: source.span },
      { ...frame, active: [...frame.active, file] },
    );
  }
}

/** Gives the names of a module that is loaded to the scope. */
export function bindNames(program: Program, use: Extract<Expr, { kind: "use" }>, scope: Scope): void {
  for (const { part, as } of use.names) {
    if (part === "*") {
      const stars = program.global.names.get("*");
      if (stars?.kind === "list") stars.items.push(text(use.module));
      else program.global.names.set("*", { kind: "list", items: [text(use.module)] });
      continue;
    }
    // `import $ from …`: the shell's tag, whoever makes it.
    const whole = part === null ? use.module : `${use.module}.${part}`;
    scope.names.set(as, { kind: "symbol", path: program.dialect.canonical(as === "$" ? as : whole) });
  }
}
