/** Where this guardsh is installed, as install.sh lays it out: bin/guardsh, bin/bash-guardsh, lib/guardsh/shells. */
import { dirname, join } from "node:path";
import type { Installation } from "../../agents/setups.ts";
import { stateDirectory } from "../../system/index.ts";

export function installation(): Installation {
  const guardsh = process.execPath;
  const bin = dirname(guardsh);
  return {
    guardsh,
    bashGuardsh: join(bin, "bash-guardsh"),
    shells: join(dirname(bin), "lib/guardsh/shells"),
    state: stateDirectory(),
  };
}
