/** Configuration that brings code: files that are code themselves, and files of code that its settings name. */
import type { Configuration } from "../../call/invocation.ts";
import { languageOf } from "../../interpreter/code.ts";
import { madeFile, pathIn } from "../../locations/files.ts";
import { resolve } from "../../locations/path.ts";
import { known, show } from "../../value.ts";
import { type CallState, innerFrame } from "../call-state.ts";
import { apply } from "../roles.ts";
import { settingsOf } from "./files.ts";

/** Files of configuration that no argument is described as: their settings; and what of all of them is code, which runs. */
export function takeConfiguration(state: CallState): void {
  if (state.harmless) return;
  for (const file of state.invocation.configuration) {
    const { path, content, described, sections } = file;
    const text = known(path);
    if (!described && sections === undefined) apply(state, { text, role: "config", option: null });
    const language = isOfCommand(state, path) ? languageOf(path, content) : null;
    if (language !== null && !state.ranCode) runCode(state, path);
    for (const code of codeNamedIn(state, file)) runCode(state, code);
  }
}

/** Has this command made the file, or does it lie where anything may lie? What is in a project is the project's own. */
function isOfCommand({ frame }: CallState, path: string): boolean {
  return frame.shell.files.has(path) || /^\/(?:var\/)?tmp\//.test(path);
}

function runCode(state: CallState, path: string): void {
  const { engine, program, span } = state.invocation;
  const content = madeFile(state.frame, path)?.content.text;
  const language = languageOf(path, content ? show(content) : null);
  if (language === null) return;
  const source = { language, by: program, span };
  state.codes.push(() => engine.codeFile(pathIn(state.frame, known(path)), source, innerFrame(state)));
}

/** Endings that names of modules leave out (`plugins = pkg.evil`, `-p evil`). */
const MODULE_ENDINGS = ["", ".py", ".js", ".cjs", ".mjs", ".ts", ".rb", ".php", ".lua", ".pl", ".sh"];

/** At most this many words of settings are looked up. */
const MOST_WORDS = 200;

/** Files of code of this command that a setting names by path or as a module: what loads its plug-ins and hooks by them. */
function codeNamedIn(state: CallState, file: Configuration): readonly string[] {
  const { files, cwd } = state.frame.shell;
  const made = [...files.keys()].filter((path) => path !== file.path);
  if (made.length === 0 || cwd === null) return [];
  const folders = [cwd, file.path.slice(0, file.path.lastIndexOf("/"))];
  const words = settingsOf(file).flatMap(({ value }) => value.match(/[\w./~@-]+/g) ?? []);
  const found = new Set<string>();
  for (const word of new Set(words.slice(0, MOST_WORDS))) {
    // `callbacks.x`: a module, or a function of one.
    const dotted = [word, word.replaceAll(".", "/"), word.replace(/\.\w+$/, "").replaceAll(".", "/")];
    const names = /\//.test(word) ? [word] : [...new Set(dotted)];
    for (const name of names)
      for (const folder of folders)
        for (const ending of MODULE_ENDINGS) {
          const path = resolve(folder, `${name}${ending}`);
          if (files.has(path) && path !== file.path) found.add(path);
        }
  }
  return [...found];
}
