/** When a command has failed: was it the sandbox? One line then, so that nobody goes looking for another reason. */
import { writeSync } from "node:fs";
import type { Loaded } from "../policy/index.ts";
import { planOf } from "../policy/index.ts";
import { explainDenial } from "../sandbox/index.ts";
import { homeDirectory, stateDirectory } from "../system/index.ts";
import type { Filter } from "./pump.ts";

/** Enough for the last lines of a failing tool. */
const kept = 4096;

/** The last bytes that went through filters. */
export class Tail {
  #bytes = Buffer.alloc(0);

  /** Filters that do the same, and let this see what comes. */
  watch(make: () => Filter): () => Filter {
    return () => {
      const inner = make();
      const { flushable, idle } = inner;
      return {
        push: (chunk) => {
          this.#bytes = Buffer.concat([this.#bytes, chunk]).subarray(-kept);
          return inner.push(chunk);
        },
        end: () => inner.end(),
        ...(flushable === undefined ? {} : { flushable: () => flushable.call(inner) }),
        ...(idle === undefined ? {} : { idle: () => idle.call(inner) }),
      };
    };
  }

  text(): string {
    return this.#bytes.toString("utf8");
  }
}

/** Says what the sandbox stopped, if the output looks like it and the plan agrees. */
export function sayIfDenied(tail: Tail, { policy }: Loaded, variable: (name: string) => string | null): void {
  try {
    const cwd = process.cwd();
    const plan = planOf(policy, {
      cwd,
      home: homeDirectory(),
      environment: variable,
      state: stateDirectory(),
    });
    const line = explainDenial(tail.text(), plan, cwd);
    if (line !== null) writeSync(2, `${line}\n`);
  } catch {
    // It is only help: the command has ended, and its status stands.
  }
}
