/** Files that something reads on its own later, so that writing them runs code or changes what runs. */
import type { Catalogue } from "./entry.ts";
import { desktop } from "./startup/desktop.ts";
import { machine } from "./startup/machine.ts";
import { shells } from "./startup/shells.ts";
import { tools } from "./startup/tools.ts";

export const startup: Catalogue = {
  kind: "startup",
  entries: [...shells, ...machine, ...desktop, ...tools],
};
