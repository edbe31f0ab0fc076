/** Handing over: guardsh becomes the real shell. */
import { type Compiled, confine, confineChild } from "../../sandbox/index.ts";
import { become, type Program } from "../../system/index.ts";
import { type CalledAs, calledAs, type Invocation } from "../invocation/invocation.ts";
import type { Given } from "../invocation/process.ts";
import type { RealShell } from "../invocation/real-shell.ts";
import { mark, printTrace } from "../trace.ts";
import type { Cleaner } from "./outputs.ts";
import type { Outcome } from "./supervise.ts";

/** What the real shell is started with: the very bytes that came, options in their order. */
export function startOf(
  invocation: Invocation,
  given: Given,
  shell: RealShell,
  environment: readonly Uint8Array[],
): Pick<Program, "arguments" | "environment"> {
  const [first = new Uint8Array(), ...rest] = given.raw;
  const name = shellName(calledAs(given.arguments[0] ?? ""), first, shell);
  switch (invocation.kind) {
    case "bare":
      return { arguments: [name, Buffer.from("-c"), ...rest], environment };
    case "interactive": {
      const { atTerminal }: typeof import("../interactive/index.ts") = require("../interactive/index.ts");
      const { options } = invocation;
      return atTerminal({ options, list: [name, ...rest], environment, given, shell });
    }
    default:
      return { arguments: [name, ...rest], environment };
  }
}

/**
 * What the shell will see as its own name. A real shell's name goes on as it came (`sh` puts bash into POSIX mode, a
 * leading `-` makes a login shell); for guardsh's own names the real shell's path, so that messages and `$0` are the ones
 * that this shell has when it is called directly.
 */
function shellName(called: CalledAs, given: Uint8Array, shell: RealShell): Uint8Array {
  if (called.realName) return given;
  return Buffer.from(called.login ? `-${shell.path.replace(/^.*\//, "")}` : shell.path);
}

/**
 * Hands over to the real shell. Environment entries are `NAME=value` as bytes. `cleaner` null: outputs pass untouched.
 *
 * guardsh becomes the shell wherever nothing is left to do behind it, and stays its parent otherwise; then this answers
 * how the shell ended.
 */
export function delegate(
  invocation: Invocation,
  given: Given,
  shell: RealShell,
  environment: readonly Uint8Array[],
  cleaner: Cleaner | null,
  sandbox: Compiled,
): Outcome {
  const program: Program = {
    path: shell.path,
    ...startOf(invocation, given, shell, environment),
    descriptors: given.descriptors,
  };
  const confined = () => {
    const ready = { ...program, ...confine(sandbox, program, process.cwd()) };
    mark("confinement");
    printTrace();
    return ready;
  };
  if (cleaner === null) become(confined());
  // Loaded only now: becoming the shell needs none of it.
  const { supervise, whatToClean }: typeof import("./supervise.ts") = require("./supervise.ts");
  const cleaning = whatToClean();
  if (!cleaning.output && !cleaning.error) become(confined());
  const child = confineChild(sandbox, program, process.cwd());
  mark("confinement");
  printTrace();
  return supervise({ ...program, ...child }, child.calls, cleaning, cleaner.make, pumpFor(cleaner, given));
}

/** The program that carries on for what a shell leaves in the background. */
export function pumpFor({ rules }: Cleaner, { environment }: Given): Program {
  return {
    path: "/proc/self/exe",
    arguments: ["guardsh", "--pump", JSON.stringify(rules)].map((text) => Buffer.from(text)),
    environment,
    descriptors: [],
  };
}
