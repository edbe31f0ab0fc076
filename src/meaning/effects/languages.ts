/** Languages as the tables name them. */
import type { Language } from "../action.ts";

const CODE_LANGUAGES: Readonly<Record<string, Language>> = {
  shell: "shell",
  python: "python",
  javascript: "javascript",
  perl: "perl",
  ruby: "ruby",
  php: "php",
  awk: "awk",
  sed: "sed",
  sql: "sql",
  lua: "lua",
  tcl: "tcl",
  applescript: "applescript",
  powershell: "powershell",
  cmd: "cmd",
  make: "make",
  vim: "vim",
  elisp: "elisp",
  r: "r",
};

/** The language that a table names (`code:python`). */
export function languageName(name: string): Language {
  return CODE_LANGUAGES[name] ?? "other";
}
