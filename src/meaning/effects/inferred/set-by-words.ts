/** Settings by words (call/setting-words.ts): what is set to a command line or to a file of code runs when the setting is used. */
import { choosesShell } from "../../call/looks.ts";
import { isCommandLine, isLibraryFile, librariesIn, roleByName } from "../../call/option-names.ts";
import { type SettingWords, settingWords } from "../../call/setting-words.ts";
import { isPureLine, readsAsShell } from "../../call/shell-line.ts";
import { wildcard } from "../../call/subcommand.ts";
import { known, literal, show, type Text } from "../../value.ts";
import { type CallState, settingFrame } from "../call-state.ts";
import { loadLibrary, runShell } from "../code.ts";
import { mayStart } from "./named-options.ts";

/** What the call sets, judged by the names that options have in common. */
export function settingsByWords(state: CallState): void {
  for (const { name, value: written } of settingsOf(state)) {
    const value = unquoted(written);
    const option = `--${name}`;
    const role = roleByName(option);
    const loaded = role === "library" && isLibraryFile(value) ? [show(value)] : librariesIn(value);
    const isLine =
      role === "shell"
        ? isCommandLine(option, value) && readsAsShell(value)
        : mayStart(state, option) && isPureLine(value);
    if (isLine) state.codes.push(() => runShell(state, value, settingFrame(state, option)));
    else for (const file of loaded) loadLibrary(state, known(file));
  }
}

/** Without those that the table knows as settings, and without shells by their plain names. */
function settingsOf({ invocation }: CallState): readonly SettingWords[] {
  const described = invocation.call.entry.settings ?? {};
  const roleOf = (name: string) =>
    Object.entries(described).find(([pattern]) => wildcard(pattern, name))?.[1];
  return settingWords(invocation).filter(
    ({ whole, name, value }) =>
      /^(?:options)?$/.test(roleOf(whole.toLowerCase()) ?? "") && !choosesShell(name, value),
  );
}

/** Without the quotes that are part of the value: `dconf write /a/command "'x y'"`. */
function unquoted(text: Text): Text {
  const inside = /^(["'])([\s\S]*)\1$/.exec(literal(text) ?? "")?.[2];
  return inside === undefined ? text : known(inside, text.taint);
}
