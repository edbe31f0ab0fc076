/** Images and packages that are named by where they go: which of the places are on this machine. */
import type { Run } from "../meaning/action.ts";
import { authorityOf, canonicalHost, isLoopback } from "../places/index.ts";
import { operands, option, words } from "./vocabulary.ts";

/** The transports of containers-transports(5) that reach no registry. */
const ON_DISK =
  /^(?:dir|oci|oci-archive|docker-archive|docker-daemon|containers-storage|ostree|sif|tarball):(?!\/\/)/;

/** An address of a registry: a URL, or a host in front of an image's name. A file has no dot before its first slash. */
const REGISTRY =
  /^(?:[a-z][a-z0-9+-]*:\/\/\S+|(?:localhost|127(?:\.\d+){3}|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?\/\S+)$/i;

/**
 * Does what is pushed, copied or published end up on this machine: in a directory (`podman push x dir:y`, `skopeo sync
 * --dest dir`), or in a registry that runs here (`docker push localhost:5000/app`, `npm publish --registry http://localhost:4873`)?
 */
export function staysHere(action: Run): boolean {
  const last = operands(action.call).at(-1) ?? "";
  if (ON_DISK.test(last) || option(action.call, "--dest") === "dir") return true;
  const registries = destinations(action, last).filter((word) => REGISTRY.test(word));
  return registries.length > 0 && registries.every(isHere);
}

/** Programs that copy from the first place to the last, and managers that are told their registry by an option alone. */
const COPIES = /^(?:skopeo|crane|oras|regctl)$/;
const MANAGERS = /^(?:npm|pnpm|yarn|bun|twine|gem|cargo|poetry|uv|flit|hatch)$/;

function destinations(action: Run, last: string): readonly string[] {
  const program = action.program ?? "";
  if (COPIES.test(program)) return [last];
  if (!MANAGERS.test(program)) return words(action).map((word) => word.replace(/^--?[\w.-]+=/, ""));
  const names = ["--registry", "--repository-url", "--repository", "--host", "--index", "--publish-url"];
  return names.flatMap((name) => option(action.call, name) ?? []);
}

function isHere(registry: string): boolean {
  const host = authorityOf(registry)?.host;
  return host !== undefined && isLoopback(canonicalHost(host));
}
