/**
 * One guardsh binary: the bundled program, Bun's runtime of the target, and the payload behind its end.
 */
import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { alignment } from "../grammar/payload.ts";
import { disarm } from "./disarm.ts";

export interface BinaryPlan {
  readonly entry: string;
  readonly outfile: string;
  /** Bun's name of the target (`bun-linux-x64-musl`); null: this machine. */
  readonly target: Bun.Build.CompileTarget | null;
  /** Appended on Linux. */
  readonly payload: string | null;
  /** Embedded through Bun where nothing may be appended. */
  readonly assets: readonly string[];
  readonly version: string;
}

/** Builds it, at its name only when it is complete. Throws with the bundler's own words. */
export async function buildBinary(plan: BinaryPlan): Promise<void> {
  const unfinished = `${plan.outfile}.unfinished`;
  const result = await Bun.build({
    entrypoints: [plan.entry, ...plan.assets],
    loader: { ".wasm": "file" },
    naming: { asset: "[name].[ext]" },
    minify: true,
    bytecode: true,
    define: { GUARDSH_VERSION: JSON.stringify(plan.version) },
    throw: false,
    compile: {
      ...(plan.target ? { target: plan.target } : {}),
      outfile: unfinished,
      // Files of the project being guarded must not become part of the guard.
      autoloadDotenv: false,
      autoloadBunfig: false,
      autoloadTsconfig: false,
      autoloadPackageJson: false,
    },
  });
  if (!result.success) throw new Error(result.logs.map(String).join("\n"));
  const binary = readFileSync(unfinished);
  if (plan.payload === null) {
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, plan.outfile);
    return;
  }
  disarm(binary);
  const payload = readFileSync(plan.payload);
  const padding = Buffer.alloc(-binary.length & (alignment - 1));
  rmSync(unfinished);
  writeFileSync(unfinished, Buffer.concat([binary, padding, payload]), { mode: 0o755 });
  renameSync(unfinished, plan.outfile);
}
