/** The functions of native/spawn.c: from the payload, or compiled now where the payload has no native code. */
import { cc, type Pointer } from "bun:ffi";
import { closeSync } from "node:fs";
import source from "../../native/spawn.c" with { type: "text" };
import { createMemfd } from "./files.ts";
import { loadNative } from "./image.ts";

export interface Native {
  /** Makes system calls in a child (struct call); answers its pid, or -errno. */
  readonly spawn: (calls: Pointer, count: number, failed: Pointer) => number;
  /** Sets the descriptor that signals are written to; answers the handler's address. */
  readonly inbox: (writer: number) => number;
}

const signatures = {
  guardsh_spawn: { args: ["ptr", "i64", "ptr"], returns: "i64" },
  guardsh_inbox: { args: ["i64"], returns: "i64" },
} as const;

let loaded: Native | undefined;

export function native(): Native {
  loaded ??= mapped() ?? compiled();
  return loaded;
}

function mapped(): Native | null {
  const bind = loadNative("spawn");
  if (typeof bind === "string") return null;
  const start = bind("guardsh_spawn", signatures.guardsh_spawn);
  const receive = bind("guardsh_inbox", signatures.guardsh_inbox);
  return {
    spawn: (calls, count, failed) => Number(start(calls, count, failed)),
    inbox: (writer) => Number(receive(writer)),
  };
}

/** By the TinyCC that Bun carries: four milliseconds, and it needs nothing of the machine. */
function compiled(): Native {
  const descriptor = createMemfd("spawn.c", Buffer.from(source));
  try {
    const { symbols } = cc({ source: `/proc/self/fd/${descriptor}`, symbols: signatures });
    return {
      spawn: (calls, count, failed) => Number(symbols.guardsh_spawn(calls, count, failed)),
      inbox: (writer) => Number(symbols.guardsh_inbox(writer)),
    };
  } finally {
    closeSync(descriptor);
  }
}
