/**
 * Configuration files that are named on a command line or by a variable (`php -c FILE`, `ssh -F FILE`, `GIT_CONFIG_GLOBAL=FILE`):
 * each line sets what an option of the program would set (`settings` of its table), so it is taken as if it stood there.
 */
import { settingsIn } from "../../call/settings-text.ts";
import { pathIn, textAt } from "../../locations/files.ts";
import { known, literal, show, type Text } from "../../value.ts";
import type { CallState } from "../call-state.ts";

/** The settings in the file, as `name=value`; none where nobody can tell what is in it, or the program has no settings. */
export function settingsInFile(state: CallState, file: Text): readonly Text[] {
  const { invocation, frame } = state;
  const { call, engine, argv } = invocation;
  const path = pathIn(frame, file).absolute;
  const { settings } = call.entry;
  if (!settings || literal(file) === null || path === null) return [];
  const content = textAt(engine, frame, path);
  // An alias does nothing until it is called by its name.
  const called = new Set(argv.slice(1).map((word) => `alias.${show(word)}`));
  return settingsIn(content ?? "").flatMap(({ section, name, value }) => {
    const whole = `${section}${name}`.toLowerCase();
    if (whole.startsWith("alias.") && !called.has(whole)) return [];
    const [word, inner] = wordWithin(whole, value, Object.keys(settings));
    return [known(`${word}=${inner}`)];
  });
}

/** `Match host x exec "LINE"`: a setting of two words (`match:exec`), the second of which stands somewhere behind the first. */
function wordWithin(name: string, value: string, settings: readonly string[]): readonly [string, string] {
  for (const setting of settings) {
    const [first, second] = setting.split(":");
    if (first !== name || second === undefined) continue;
    const [, quoted, plain] = new RegExp(`(?:^|\\s)${second}\\s+(?:"([^"]*)"|(\\S+))`, "i").exec(value) ?? [];
    const line = quoted ?? plain;
    if (line !== undefined) return [setting, line];
  }
  return [name, value];
}
