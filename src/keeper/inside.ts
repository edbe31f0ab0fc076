/** Inside, between the keeper and the agent: mounts, then the sandbox, then the agent itself. Nothing gives anything back. */
import { readFileSync } from "node:fs";
import { type Compiled, confine } from "../sandbox/index.ts";
import { become, systemCall } from "../system/index.ts";
import { coverSockets, layShells } from "./mounts.ts";

/** What the keeper leaves in a file for its child, which shares nothing else with it. */
export interface Orders {
  readonly program: string;
  readonly arguments: readonly string[];
  /** `NAME=value` as Latin-1 text, a byte a character: not every value is UTF-8. */
  readonly environment: readonly string[];
  readonly sandbox: Compiled;
  /** Null where no mounts can be made. */
  readonly mounts: {
    readonly guardsh: string;
    /** The directory with the keeper's socket. */
    readonly door: string;
    /** Sockets that lead out are covered. */
    readonly cover: boolean;
  } | null;
}

/** Carries out the orders; comes back only as an exception. */
export function goInside(file: string, descriptors: readonly number[]): never {
  const orders: Orders = JSON.parse(readFileSync(file, "utf8"));
  if (orders.mounts !== null) {
    const { guardsh, door, cover } = orders.mounts;
    layShells(guardsh, door);
    if (cover) coverSockets(process.getuid?.() ?? 0);
    giveUpNamespacePower();
  }
  const program = {
    path: orders.program,
    arguments: orders.arguments.map((text): Uint8Array => Buffer.from(text)),
  };
  const confined = confine(orders.sandbox, program, process.cwd());
  become({
    ...confined,
    environment: orders.environment.map((text) => Buffer.from(text, "latin1")),
    descriptors,
  });
}

/** In a user namespace of our own we came with every capability in it, to be able to mount. Root outside keeps what `confine` leaves it. */
function giveUpNamespacePower() {
  if (process.geteuid?.() === 0) return;
  const [PR_CAPBSET_DROP, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL] = [24, 47, 4];
  systemCall("prctl", PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  for (let capability = 0; capability < 64; capability++) systemCall("prctl", PR_CAPBSET_DROP, capability);
}
