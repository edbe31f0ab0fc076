/** The languages that tables name: `code:python` and `script:python` of arguments, `code:python` of standard input. */
import type { CodeLanguage, Input, Role } from "../../commands/spec.ts";

/** The language of an argument or an input that is code; null where it is none. */
export function languageIn(role: Role | Input): CodeLanguage | null {
  const name = role.slice(role.indexOf(":") + 1);
  return isLanguageOf(role, name) ? name : null;
}

function isLanguageOf(role: Role | Input, name: string): name is CodeLanguage {
  return role === `code:${name}` || role === `script:${name}`;
}
