/** Modules that the command itself has written: loading one runs it (`echo … > m.py; python3 -c 'import m'`). */
import { madeFile, pathIn } from "../../locations/files.ts";
import { known } from "../../value.ts";
import type { Program } from "./evaluate.ts";

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
  if (frame.shell.files.size === 0) return;
  for (const file of filesOf(source.language, module)) {
    const path = pathIn(frame, known(file));
    if (!madeFile(frame, path.absolute) || frame.active.includes(file)) continue;
    engine.codeFile(
      path,
      { language: source.language, by: source.by, positional: null, span: source.span },
      { ...frame, active: [...frame.active, file] },
    );
  }
}
