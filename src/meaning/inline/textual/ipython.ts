/** What IPython has beside Python: lines for a shell, cells in other languages, and notebooks, which hold such cells. */
import { known } from "../../value.ts";
import type { Embedding } from "./small.ts";

/** A cell for a shell: `%%bash`, `%%script sh`. */
const SHELL_CELL =
  /^%%(?:bash|sh|zsh|system|sx|!|script\s+(?:--\S+\s+)*(?:\S*\/)?(?:ba|da|z|k)?sh)\b[^\n]*\n/;

/** A line for a shell: `!make`, `files = !ls`, `%sx ls`. */
const SHELL_LINE = /^\s*(?:[\w, ]+=\s*)?(?:!{1,2}|%(?:sx|system)\s)(.*)$/;

/** Says what the lines and cells for a shell do; the Python that is left of the code. */
export function ipythonCode(code: string, to: Embedding): string {
  const left: string[] = [];
  for (const cell of code.split(CELL_BORDER)) {
    const head = SHELL_CELL.exec(cell.trimStart());
    if (head) {
      to.shell(known(cell.trimStart().slice(head[0].length)));
      continue;
    }
    for (const line of cell.split("\n")) {
      const command = SHELL_LINE.exec(line)?.[1];
      if (command !== undefined) to.shell(known(command));
      // Other words to IPython itself: `%matplotlib inline`.
      else if (!/^\s*%/.test(line)) left.push(line);
    }
  }
  return left.join("\n");
}

/** Stands between the cells of a notebook when they have been put together. */
const CELL_BORDER = "\n# guardsh: next cell\n";

/** The code of a notebook, cell after cell; null where the text is none, or one for another language. */
export function notebookCode(text: string): string | null {
  if (!/^\s*\{/.test(text) || !text.includes('"cells"')) return null;
  let notebook: unknown;
  try {
    notebook = JSON.parse(text);
  } catch {
    return null;
  }
  const cells = property(notebook, "cells");
  if (!Array.isArray(cells)) return null;
  return cells
    .filter((cell) => property(cell, "cell_type") === "code")
    .map((cell) => {
      const source = property(cell, "source");
      return Array.isArray(source) ? source.join("") : String(source ?? "");
    })
    .join(CELL_BORDER);
}

function property(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null && Object.hasOwn(of, name) ? Reflect.get(of, name) : undefined;
}
