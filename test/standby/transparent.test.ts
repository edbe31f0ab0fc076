/** The same, when the runtime does not start. */
import { transparent } from "../shell/transparent.ts";

transparent(true);
