/** Puts layers on top of each other, and remembers for each key which one its value came from. */
import { covers } from "../../controls/allowlist/notation.ts";
import { isWithin } from "../../places/index.ts";
import type { Layer, Policy, ProfileName } from "../policy.ts";
import { profiles } from "../profiles.ts";
import { sectionSchemas, type Tighten } from "../schema/index.ts";
import { isPolicy } from "../shape.ts";

/** One layer: a file's content, or a profile asked for by a session. */
export interface NamedLayer {
  /** As people see it: `/etc/guardsh/policy.toml`, `session`. */
  readonly name: string;
  readonly layer: Layer;
  /** An untrusted layer may only tighten. */
  readonly trusted: boolean;
}

/** A value that was not taken, because it would have loosened what was there. */
export interface Ignored {
  readonly layer: string;
  readonly key: string;
}

export interface Merged {
  readonly policy: Policy;
  /** `egress.mode` → the name of the layer that set it; keys that no layer set are the profile's. */
  readonly origins: ReadonlyMap<string, string>;
  readonly ignored: readonly Ignored[];
}

type Sections = Record<string, Record<string, unknown>>;

/** In which direction each key may be moved by a layer that can only tighten: read once from the schema. */
let directions: ReadonlyMap<string, Tighten> | undefined;

function directionOf(key: string): Tighten {
  if (!directions) {
    const found = new Map<string, Tighten>();
    for (const [section, schema] of Object.entries(sectionSchemas)) {
      for (const [name, value] of Object.entries(schema.shape)) {
        const tighten = value.meta()?.tighten;
        found.set(`${section}.${name}`, isTighten(tighten) ? tighten : "never");
      }
    }
    directions = found;
  }
  return directions.get(key) ?? "never";
}

function isTighten(value: unknown): value is Tighten {
  return (
    Array.isArray(value) || value === "less" || value === "add" || value === "shrink" || value === "never"
  );
}

/**
 * All layers on top of the profile that they choose. The profile is the last trusted layer's that names one; one that
 * an untrusted layer or a session names can only tighten.
 */
export function mergeLayers(
  layers: readonly NamedLayer[],
  sessionProfile: ProfileName | null = null,
): Merged {
  const locked = layers.flatMap(({ layer }) => layer.locked ?? []);
  const isLocked = (key: string) => locked.includes(key) || locked.includes(key.split(".", 1)[0] ?? "");
  let base: ProfileName = "standard";
  let chosen = false;
  const later: NamedLayer[] = [];
  for (const named of layers) {
    const { profile } = named.layer;
    if (profile === undefined) continue;
    if (named.trusted && !(chosen && isLocked("profile"))) {
      base = profile;
      chosen = true;
    } else later.push(named);
  }
  const merging = new Merging(base);
  const seen: Layer[] = [];
  for (const named of layers) {
    // Locks hold for the layers after the one that sets them.
    const holds = (key: string) =>
      seen.some((layer) => layer.locked?.some((lock) => lock === key || lock === key.split(".", 1)[0]));
    merging.apply(named, holds);
    seen.push(named.layer);
  }
  for (const { name, layer } of later) if (layer.profile) merging.tightenTo(layer.profile, name);
  if (sessionProfile !== null) merging.tightenTo(sessionProfile, "session");
  return merging.done();
}

/** What one layer would have a key be. */
interface Wish {
  readonly section: string;
  readonly key: string;
  readonly value: unknown;
  /** As people see the layer. */
  readonly layer: string;
  /** It may loosen as well as tighten. */
  readonly free: boolean;
}

/** The policy as it grows, layer by layer. */
class Merging {
  readonly #sections: Sections = {};
  readonly #origins = new Map<string, string>();
  readonly #ignored: Ignored[] = [];
  readonly #rules: Policy["rule"][number][];
  #profile: ProfileName;
  /** What was there before the layer that is being applied. */
  #before: Sections = {};

  constructor(profile: ProfileName) {
    this.#profile = profile;
    const { rule, profile: _, ...sections } = profiles[profile];
    for (const [name, section] of Object.entries(sections)) this.#sections[name] = { ...section };
    this.#rules = [...rule];
  }

  apply({ name, layer, trusted }: NamedLayer, locked: (key: string) => boolean): void {
    this.#before = structuredClone(this.#sections);
    for (const [section, keys] of sectionsOf(layer)) {
      for (const [key, value] of Object.entries(keys)) {
        const whole = `${section}.${key}`;
        if (value === undefined) continue;
        const free = trusted && !locked(whole);
        if (!this.#fulfil({ section, key, value, layer: name, free }))
          this.#ignored.push({ layer: name, key: whole });
      }
    }
    for (const rule of layer.rule ?? []) {
      const earlier = this.#rules.findIndex(({ id }) => id === rule.id);
      // A rule of the same name replaces the earlier one only where the layer may loosen.
      if (earlier >= 0 && !trusted) {
        this.#ignored.push({ layer: name, key: `rule ${rule.id}` });
        continue;
      }
      if (earlier >= 0) this.#rules.splice(earlier, 1);
      this.#rules.push(rule);
      this.#origins.set("rule", name);
    }
  }

  /** A profile on top of what is there, key by key. One that is looser, or already there, changes nothing. */
  tightenTo(profile: ProfileName, name: string): void {
    const looser = profile === "observe" || (profile === "standard" && this.#profile !== "observe");
    if (looser || profile === this.#profile) return;
    this.#before = structuredClone(this.#sections);
    for (const [section, keys] of sectionsOf(profiles[profile])) {
      for (const [key, value] of Object.entries(keys)) {
        // A list that the profile itself does not look at says nothing.
        if (isInForce(`${section}.${key}`, profiles[profile]))
          this.#fulfil({ section, key, value, layer: `${name} (profile ${profile})`, free: false });
      }
    }
    this.#profile = profile;
  }

  /** Gives a key the value that a layer wants, or as much of it as that layer may; false where something is left of the wish. */
  #fulfil({ section, key, value, layer, free }: Wish): boolean {
    const keys = this.#sections[section];
    if (!keys) return true;
    const whole = `${section}.${key}`;
    const current = keys[key];
    const direction = directionOf(whole);
    const next = free ? value : tightened(whole, direction, current, value, this.#before);
    if (JSON.stringify(next) !== JSON.stringify(current)) {
      keys[key] = next;
      this.#origins.set(whole, layer);
    }
    return free || holdsAll(direction, next, value);
  }

  done(): Merged {
    const policy: unknown = { profile: this.#profile, ...this.#sections, rule: this.#rules };
    if (!isPolicy(policy)) throw new Error("layers do not make a policy");
    return { policy, origins: this.#origins, ignored: this.#ignored };
  }
}

function sectionsOf(
  layer: Layer | Policy,
): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  const found: (readonly [string, Readonly<Record<string, unknown>>])[] = [];
  for (const [name, value] of Object.entries(layer))
    if (name in sectionSchemas && typeof value === "object" && !Array.isArray(value))
      found.push([name, { ...value }]);
  return found;
}

/** The value after an untrusted layer asked for `next`: never looser than `current`. */
function tightened(key: string, direction: Tighten, current: unknown, next: unknown, all: Sections): unknown {
  if (direction === "never") return current;
  if (direction === "less") {
    if (typeof current !== "number" || typeof next !== "number" || next === 0) return current;
    return current === 0 ? next : Math.min(current, next);
  }
  if (direction === "add" || direction === "shrink") {
    const now = strings(current);
    const wanted = strings(next);
    if (direction === "add") return [...now, ...wanted.filter((entry) => !now.includes(entry))];
    if (!isInForce(key, all)) return wanted;
    return wanted.filter((entry) => now.some((there) => isCovered(key, entry, there)));
  }
  return direction.indexOf(String(next)) > direction.indexOf(String(current)) ? next : current;
}

/** Is all that was asked for in the result? Then there is nothing to report. */
function holdsAll(direction: Tighten, result: unknown, asked: unknown): boolean {
  if (direction === "add") return true;
  if (direction === "shrink") return strings(result).length === strings(asked).length;
  return JSON.stringify(result) === JSON.stringify(asked);
}

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];

/** What tells whether a permitting list is looked at. */
interface Switches {
  readonly allow?: Readonly<Record<string, unknown>>;
  readonly egress?: Readonly<Record<string, unknown>>;
}

/** Does anything look at this list of what is permitted? If nothing does, everything is permitted, and any list is tighter. */
function isInForce(key: string, { allow, egress }: Switches): boolean {
  if (key === "allow.commands") return allow?.control === "enforce";
  if (key === "egress.allow")
    return egress?.mode !== "open" || egress?.uploads === "ask" || egress?.uploads === "deny";
  return true;
}

/** Does an entry of a list permit no more than one that is there already? */
function isCovered(key: string, entry: string, there: string): boolean {
  if (entry === there) return true;
  if (key === "allow.commands") return covers(there, entry);
  if (key === "boundary.write" || key === "boundary.read") {
    if (entry.split("/").includes("..")) return false;
    if (there === "project") return entry === "." || entry.startsWith("./");
    if (there === "/") return entry.startsWith("/") || entry.startsWith("~") || entry.startsWith(".");
    return isWithin(entry, there);
  }
  if (key === "egress.allow")
    return there.startsWith(".") && (entry.endsWith(there) || entry === there.slice(1));
  return false;
}
