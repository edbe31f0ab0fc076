/**
 * One guardsh binary: the bundled program, Bun's runtime of the target, and the payload behind its end.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alignment } from "../grammar/payload.ts";
import { readPayload } from "../src/system/payload.ts";
import { disarm } from "./disarm.ts";
import { putInFront } from "./front.ts";
import { type Loads, together } from "./together.ts";

export interface BinaryPlan {
  readonly entry: string;
  /** What an ordinary start of it loads. */
  readonly loads?: Loads;
  readonly outfile: string;
  /** Bun's name of the target (`bun-linux-x64-musl`); null: this machine. */
  readonly target: Bun.Build.CompileTarget | null;
  /** Appended on Linux. */
  readonly payload: string | null;
  /** Embedded through Bun where nothing may be appended. */
  readonly assets: readonly string[];
  readonly version: string;
  /** A profile of which functions a start uses (build/profile.ts): their bytecode is placed together. */
  readonly order?: string | null;
  /** False: the runtime still obeys its environment, which the profile needs. */
  readonly disarmed?: boolean;
}

const source = join(import.meta.dir, "../src");

/** guardsh itself: every command is judged, but for those of a kept session, which the keeper judges. */
export const program: Pick<BinaryPlan, "entry" | "loads"> = {
  entry: join(source, "main.ts"),
  loads: { start: join(source, "shell/index.ts"), without: join(source, "shell/kept/inside.ts") },
};

/** Builds it, at its name only when it is complete. Throws with the bundler's own words. */
export async function buildBinary(plan: BinaryPlan): Promise<void> {
  const unfinished = `${plan.outfile}.unfinished`;
  const result = await Bun.build({
    entrypoints: [plan.entry, ...plan.assets],
    loader: { ".wasm": "file" },
    naming: { asset: "[name].[ext]" },
    minify: true,
    bytecode: true,
    // What is imported lazily becomes a file of its own, so that a start does not even read it.
    splitting: true,
    plugins: plan.loads ? [together(plan.entry, plan.loads)] : [],
    format: "esm",
    define: { GUARDSH_VERSION: JSON.stringify(plan.version) },
    throw: false,
    compile: {
      ...(plan.target ? { target: plan.target } : {}),
      outfile: unfinished,
      bytecodeOrder: plan.order ?? false,
      // Files of the project being guarded must not become part of the guard.
      autoloadDotenv: false,
      autoloadBunfig: false,
      autoloadTsconfig: false,
      autoloadPackageJson: false,
    },
  });
  if (!result.success) throw new Error(result.logs.map(String).join("\n"));
  const binary = readFileSync(unfinished);
  rmSync(unfinished);
  let parts = [binary];
  if (plan.payload !== null) {
    // Not on macOS: the binary is signed as it is.
    const payload = readFileSync(plan.payload);
    const padding = Buffer.alloc(-binary.length & (alignment - 1));
    if (plan.disarmed !== false) {
      disarm(binary);
      layFront(binary, payload, plan.payload, binary.length + padding.length);
    }
    parts = [binary, padding, payload];
  }
  // In one write: the kernel then caches the file in large pieces, which saves page faults at every start.
  writeFileSync(unfinished, Buffer.concat(parts), { mode: 0o755 });
  renameSync(unfinished, plan.outfile);
}

/** The front is a member of the payload, if there was a compiler to make it; without it everything works, slower. */
function layFront(binary: Buffer, payload: Buffer, path: string, base: number): void {
  const index = readPayload(path);
  if (typeof index === "string") throw new Error(index);
  const front = index.members.find(({ name, kind }) => name === "front" && kind === "native");
  if (front?.kind !== "native") return;
  const code = payload.subarray(front.offset, front.offset + front.codeBytes);
  putInFront(binary, code, { ...front, offset: base + front.offset }, alignment);
}
