/**
 * How a catalogue is written.
 *
 * A pattern is a path whose components may hold `*`. It begins with
 * - `/` for a path from the root,
 * - `~/` for one below any user's home directory,
 * - `**` and a slash for a tail that means the same wherever it is found.
 * It ends in `/**` when everything below is meant too. Letters are lower case: paths are compared without regard to
 * case, as macOS does, which costs nothing elsewhere.
 */
import type { Mark } from "../place.ts";

export interface Entry {
  readonly what: string;
  readonly at: readonly string[];
  /** Names (patterns of the last component) that are not meant. */
  readonly except?: readonly string[];
  /**
   * The name alone only suggests it: does not count among tests, samples, installed packages and public certificates.
   */
  readonly weak?: boolean;
}

export interface Catalogue {
  readonly kind: Mark["kind"];
  readonly entries: readonly Entry[];
}
