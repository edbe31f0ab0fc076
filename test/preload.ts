import { afterAll } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { buildPayload } from "../build/grammar.ts";

buildPayload(process.platform === "darwin" ? "darwin" : "linux", process.arch);

// All that tests make is below one directory, which goes with them; and a guardsh that stands by ends where its state is gone.
// The name is short: sockets below it have room for 107 bytes.
process.env.TMPDIR = mkdtempSync("/tmp/gsh-");
const made = process.env.TMPDIR;
afterAll(() => rmSync(made, { recursive: true, force: true }));
