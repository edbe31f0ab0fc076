/** Lengths and points of time, as people write them behind options. */
import { Misuse } from "./misuse.ts";

const units: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** A length of time such as `90s`, `30m`, `2h`, `1d`, in milliseconds; null for anything else. */
export function parseDuration(words: string): number | null {
  const parts = /^(\d+(?:\.\d+)?)(s|m|h|d|w)$/.exec(words);
  return parts ? Number(parts[1]) * (units[parts[2] ?? ""] ?? 0) : null;
}

/** Milliseconds since 1970 for `2h`, `30m`, `7d` (so long ago) or a date as JavaScript reads it. Throws {@link Misuse} for neither. */
export function pointInTime(words: string): number {
  const ago = parseDuration(words);
  const time = ago === null ? Date.parse(words) : Date.now() - ago;
  if (Number.isNaN(time))
    throw new Misuse(`${words} is no time: say 30m, 2h, 7d or a date such as 2030-01-31T12:00Z`);
  return time;
}

/** How long ago a point of time was: `40 s ago`, `3 min ago`, `2 h ago`. */
export function ago(time: number): string {
  const seconds = Math.max(0, Math.round((Date.now() - time) / 1000));
  if (seconds < 90) return `${seconds} s ago`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`;
}
