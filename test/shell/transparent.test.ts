import { transparent } from "./transparent.ts";

transparent(false);
