import { buildPayload } from "../build/grammar.ts";

buildPayload(process.platform === "darwin" ? "darwin" : "linux", process.arch);
