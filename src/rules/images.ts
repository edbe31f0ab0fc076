/** Container images that are named by where they lie: which of the places are on this machine. */
import type { Run } from "../meaning/action.ts";
import { operands, option } from "./vocabulary.ts";

/** The transports of containers-transports(5) that reach no registry. */
const ON_DISK =
  /^(?:dir|oci|oci-archive|docker-archive|docker-daemon|containers-storage|ostree|sif|tarball):(?!\/\/)/;

/** Does an image that is pushed or copied (`podman push x dir:y`, `skopeo sync --dest dir`) end up on this machine? */
export function staysHere(action: Run): boolean {
  return ON_DISK.test(operands(action.call).at(-1) ?? "") || option(action.call, "--dest") === "dir";
}
