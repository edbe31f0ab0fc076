/**
 * Bun's runtime lets its environment steer it, also inside a compiled program: `BUN_OPTIONS=--preload=x.ts` runs another's code
 * first, `BUN_BE_BUN=1` turns the program into `bun` itself, the inspector can be told to wait for a connection, two options of its
 * JavaScript engine read code from a file, and the profiler writes one. A guard must not take orders from the environment of those
 * it guards, and Bun has no switch for that, so these names are made unmatchable in the copy of the runtime that guardsh carries.
 * (An engine option that does not exist ends the program at once: the command does not run.) What the dynamic loader obeys,
 * `LD_PRELOAD`, is out of a program's hands.
 */
const names = [
  "BUN_OPTIONS",
  "BUN_BE_BUN",
  "BUN_INSPECT",
  "BUN_BYTECODE_",
  "functionOverrides",
  "diskCachePath",
] as const;

/** Names must neither be missing nor be everywhere: both mean that this Bun is not the one we know. */
const most = 16;

/** Changes the binary in place. Throws where a name is not found: then it must be looked at anew. */
export function disarm(binary: Buffer): void {
  for (const name of names) {
    let found = 0;
    for (let at = binary.indexOf(name); at !== -1; at = binary.indexOf(name, at + name.length)) {
      // 0x3d is `=`: no variable and no option has one in its name.
      binary[at] = 0x3d;
      found++;
    }
    if (found === 0 || found > most)
      throw new Error(`${name} is ${found} times in the runtime: see build/disarm.ts`);
  }
}
