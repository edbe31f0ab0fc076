import { afterAll } from "bun:test";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { buildPayload } from "../build/grammar.ts";

buildPayload(process.platform === "darwin" ? "darwin" : "linux", process.arch);

// All that tests make is below one directory, which goes with them; and a guardsh that stands by ends where its state is gone.
// The name is short: sockets below it have room for 107 bytes.
const made = mkdtempSync("/tmp/gsh-");
// Other users' processes find what is theirs below it, as below /tmp.
chmodSync(made, 0o1777);
process.env.TMPDIR = made;
afterAll(() => rmSync(made, { recursive: true, force: true }));
