/** All catalogues, in the order in which a path's marks are given. */
import { agents, hooks } from "./agents.ts";
import { authority } from "./authority.ts";
import type { Catalogue } from "./entry.ts";
import { disks, guard, logs, sockets } from "./machine.ts";
import { secrets } from "./secrets.ts";
import { startup } from "./startup.ts";

export type { Catalogue, Entry } from "./entry.ts";

export const catalogues: readonly Catalogue[] = [
  secrets,
  guard,
  authority,
  startup,
  agents,
  hooks,
  logs,
  disks,
  sockets,
];
