/** Agents from the npm registry, kept between runs in `~/.cache/guardsh-e2e`. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Client } from "./clients.ts";

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "guardsh-e2e");

export function programOf({ name, program }: Client): string {
  return join(cache, name, program);
}

/** Installs what is not there. Throws where a package cannot be had: a run without the agents proves nothing. */
export function installAgents(clients: readonly Client[]): void {
  for (const client of clients) {
    if (existsSync(programOf(client)) && existsSync(done(client))) continue;
    const directory = join(cache, client.name);
    // What a broken installation has left would be taken for whole.
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, "package.json"), '{ "private": true }\n');
    console.log(`installing ${client.packages.join(" ")}`);
    const { exitCode, stderr } = Bun.spawnSync(
      ["npm", "install", "--no-fund", "--no-audit", ...client.packages],
      { cwd: directory, stdout: "ignore", stderr: "pipe" },
    );
    if (exitCode !== 0 || !existsSync(programOf(client)))
      throw new Error(`${client.packages.join(" ")} could not be installed:\n${stderr}`);
    writeFileSync(done(client), "");
  }
}

function done({ name }: Client): string {
  return join(cache, name, ".installed");
}
