/**
 * Kinds of values in a policy. Each key says in its metadata how it is described and which way is tighter, because an
 * untrusted layer may only move it that way.
 */
import { z } from "zod";

/**
 * Which way is tighter:
 * - a list of values, the loosest first: only further down it;
 * - `less`: only smaller, where 0 means "no limit";
 * - `add`: a list that forbids, which may only grow;
 * - `shrink`: a list that permits, which may only lose entries;
 * - `never`: the key is not for untrusted layers at all (it names programs, places or addresses of the person's own).
 */
export type Tighten = readonly string[] | "less" | "add" | "shrink" | "never";

/** A key with its description and its direction. */
export function key<S extends z.ZodType>(schema: S, description: string, tighten: Tighten): S {
  return schema.meta({ description, tighten });
}

const controlOrder = ["off", "observe", "enforce"] as const;
export const decisionOrder = ["allow", "warn", "ask", "deny"] as const;
export const severityOrder = ["low", "medium", "high", "critical"] as const;
export const profileNames = ["observe", "standard", "strict", "readonly"] as const;

export const decision = z.enum(decisionOrder);
export const severity = z.enum(severityOrder);

/** The switch that every control has. */
export const control = key(
  z.enum(controlOrder),
  "`off`: not looked at; `observe`: findings are logged as warnings; `enforce`: findings decide.",
  controlOrder,
);

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Text of a form; `what` says to people what is expected. */
const text = (what: string, form: RegExp) => z.string(what).regex(form, what);

/** `30s`, `2h`, `1m30s`, `0`; milliseconds once read. */
export const duration = text(
  "a duration such as 500ms, 30s, 15m, 2h or 7d",
  /^(?:0|(?:\d+(?:ms|s|m|h|d))+)$/,
).transform((text) => {
  let sum = 0;
  for (const [, amount = "0", unit = "ms"] of text.matchAll(/(\d+)(ms|s|m|h|d)/g))
    sum += Number(amount) * (units[unit] ?? 1);
  return sum;
});

/** `64KiB`, `32MiB`, `2GiB`, `0`; bytes once read. */
export const size = text("a size such as 64KiB, 32MiB or 2GiB", /^(?:0|\d+(?:B|KiB|MiB|GiB))$/).transform(
  (text) => {
    const exponent = ["B", "K", "M", "G"].findIndex((letter) => text.replace(/iB$/, "").endsWith(letter));
    return Number.parseInt(text, 10) * 1024 ** Math.max(exponent, 0);
  },
);

export const count = z.int().min(0, "0 or more");
export const port = z.int().min(1, "a port, 1 to 65535").max(65535, "a port, 1 to 65535");
export const address = z.url("an address such as https://example.com/alerts");
export const names = z.array(z.string().min(1, "some text"));

/** `/abs/path`, `~/path`, `./path` (from the project's root), or one of the words for a place. */
export const path = text(
  "an absolute path, ~/…, ./… (from the project), or project, temporary, caches",
  /^(?:\/|~(?:\/|$)|\.(?:\/|$)|project$|temporary$|caches$)/,
);

/** `example.com`, `.example.com` or `*.example.com`, an address, a CIDR block, each with an optional `:port`. */
export const host = text(
  "a host name, .suffix, address or CIDR block, with an optional :port",
  /^[^\s/]+(?:\/\d{1,3})?(?::\d{1,5})?$/,
);
