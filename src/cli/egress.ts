/** `guardsh egress check|run`: is a host allowed, and one command behind the filtering proxy. */
import { spawn } from "node:child_process";
import { readFileSync, writeSync } from "node:fs";
import { openAudit } from "../audit/index.ts";
import { refusalFor } from "../controls/egress/index.ts";
import type { Refused } from "../controls/egress/proxy.ts";
import { authorityOf } from "../places/index.ts";
import { loadPolicy } from "../policy/index.ts";
import { quote } from "../syntax/quote.ts";
import { stateDirectory } from "../system/index.ts";
import { Misuse, noSuchVerb } from "./common/misuse.ts";
import { say } from "./common/streams.ts";
import { tell } from "./common/tell.ts";

export const usage = `usage: guardsh egress check HOST[:PORT]     would the policy let a command reach it? (status 1 if not)
       guardsh egress run -- COMMAND ARG…   runs one command behind the filtering proxy`;

export async function run(list: readonly string[]): Promise<number> {
  const [verb, ...rest] = list;
  const words = rest[0] === "--" ? rest.slice(1) : rest;
  if ((verb === "start" || verb === "serve") && words[0] !== undefined) return service(verb, words[0]);
  if (verb === "session" && words[0] !== undefined) return session(words[0]);
  const { egress } = loadPolicy({ cwd: process.cwd() }).policy;
  if (verb === "check" && words[0] !== undefined) {
    const { host, port } = target(words[0]);
    const why = refusalFor(host, port, egress);
    say(why === null ? "allowed" : `not allowed: ${why}`);
    return why === null ? 0 : 1;
  }
  if (verb === "check") throw new Misuse("which host?");
  if (verb !== "run") throw verb === undefined ? new Misuse("check, or run?") : noSuchVerb("egress", verb);
  if (words.length === 0) throw new Misuse("run which command?");
  if (egress.mode === "allowlist") return guarded(words);
  tell("guardsh: the policy does not list hosts (egress.mode), so there is nothing for a proxy to do");
  return guarded(words);
}

/** A host as people name one: by itself, with a port, or in an address. */
function target(word: string): { readonly host: string; readonly port: number } {
  const authority = /\s/.test(word) ? null : authorityOf(word);
  const { host = "", port = null, scheme = null } = authority ?? {};
  if (host === "" || (port ?? 1) > 65_535 || (port === null && /^[^/:]*:\d+$/.test(word)))
    throw new Misuse(`${word} is no host: say HOST or HOST:PORT`);
  return { host, port: port ?? (scheme === "http" ? 80 : 443) };
}

/** By guardsh itself, so that the command is judged like any other, and gets the proxy that its policy asks for. */
async function guarded(words: readonly string[]): Promise<number> {
  const command = words.map(quote).join(" ");
  const child = Bun.spawn([process.execPath, "-c", command], {
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  });
  return await child.exited;
}

/**
 * For guardsh itself. `serve`: is the proxy, until nobody uses it; `start`: sets one going in a session of its own and
 * answers when it listens. The lists come as JSON on standard input.
 */
async function service(verb: "start" | "serve", hash: string): Promise<number> {
  const text = await Bun.stdin.text();
  const { runningService, serve } = await import("../controls/egress/service.ts");
  const state = stateDirectory();
  if (verb === "serve") {
    const { egress } = await import("../policy/schema/sections.ts");
    await serve(state, hash, egress.parse(JSON.parse(text)), noteRefusals(state));
    return 0;
  }
  const child = spawn(process.execPath, ["egress", "serve", hash], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.unref();
  child.stdin.end(text);
  for (let waited = 0; waited < 5000; waited += 5) {
    if (runningService(state, hash) !== null) return 0;
    await Bun.sleep(5);
  }
  return 1;
}

/** Writes down which hosts were asked for in vain: each once in a minute, so that a loop does not fill the log. */
function noteRefusals(state: string): (refused: Refused) => void {
  const audit = openAudit({ state });
  const told = new Map<string, number>();
  return ({ host, port, why }) => {
    const now = performance.now();
    const last = told.get(`${host}:${port}`);
    if (last !== undefined && now - last < 60_000) return;
    if (told.size > 1000) told.clear();
    told.set(`${host}:${port}`, now);
    try {
      audit.note({ event: "egress-refused", host: host.slice(0, 300), port, by: "commands", why });
    } catch {
      // The proxy does its work whether or not the log can be written; the next command says that it cannot.
    }
  };
}

/** For `guardsh run`: is its proxies, until it is told to end. What they may let through is in a file. */
async function session(file: string): Promise<number> {
  const { serveSession } = await import("../controls/egress/session.ts");
  const ended = new Promise<void>((done) => process.on("SIGTERM", done));
  await serveSession(JSON.parse(readFileSync(file, "utf8")), (line) => writeSync(1, line), ended);
  return 0;
}
