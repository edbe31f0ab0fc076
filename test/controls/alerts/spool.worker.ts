/** Puts alerts into the spool, in a process of its own: `spool.worker.ts STATE URL FROM COUNT`. */
import { spool } from "../../../src/controls/alerts/index.ts";
import { alert, settings } from "./sample.ts";

const [, , state = "", url = "", from = "", count = ""] = process.argv;
for (let at = 0; at < Number(count); at++)
  spool(state, alert(`command ${Number(from) + at}`), settings({ webhooks: [{ url, format: "json" }] }));
