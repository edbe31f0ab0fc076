/** Files of the command's own that stand in the way of a program of that name. */
import { pathIn } from "../locations/files.ts";
import { known, show, type Text } from "../value.ts";
import type { Frame } from "./engine.ts";

/** Windows looks for a program where it stands, before it looks elsewhere: `x.exe` that this command has fetched. */
export function ofWindows(frame: Frame, name: string): string | null {
  if (name.includes("/") || !/\.(?:exe|com|scr|msi)$/i.test(name)) return null;
  const file = pathIn(frame, known(name)).absolute;
  return file !== null && frame.shell.files.has(file) ? file : null;
}

/** Where the system keeps programs, or what is not known. */
const SYSTEM_FOLDER = /^\/(?:usr|s?bin|opt)(?:\/|$)|\$/;

/**
 * `PATH=$PWD/bin:$PATH; ls`: a file that this command made stands in the way of the program. Perhaps not, where nobody made it
 * runnable, or the system is looked through first.
 */
export function onChangedPath(
  frame: Frame,
  given: Text | undefined,
  name: string,
): { readonly file: string; readonly perhaps: boolean } | null {
  if (frame.shell.files.size === 0) return null;
  const [value] = frame.shell.variables.get("PATH")?.alternatives ?? [];
  const path = given ?? (value?.kind === "scalar" ? value.text : null);
  if (path === null) return null;
  let isLate = false;
  for (const directory of show(path).split(":")) {
    const file = pathIn(frame, known(`${directory}/${name}`)).absolute;
    const made = file === null ? undefined : frame.shell.files.get(file);
    if (file !== null && made) {
      const runs = made.runnable || made.program !== null || made.leadsTo !== null;
      return { file, perhaps: isLate || !runs };
    }
    isLate ||= SYSTEM_FOLDER.test(directory);
  }
  return null;
}
