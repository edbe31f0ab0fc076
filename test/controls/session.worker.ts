/** Prints which session a command is in, as guardsh started from here would find it: `STATE`. */
import { currentSession, insideSession } from "../../src/controls/session/index.ts";

const session = currentSession({ state: process.argv[2] ?? "" });
console.log(JSON.stringify({ ...session, inside: insideSession() }));
