/**
 * The policy in force, as fast as can be: without policy files it is a built-in profile; with them, the compiled form
 * that was kept when they last changed.
 *
 * The compiled form is kept in the state directory (layers/kept.ts) under a name made from everything it depends on: the files with
 * their identity (device, inode, change time, size) and content, what is trusted, the session's profile, this binary,
 * this boot. It is used only where no guarded command can have written it: where the kernel layer keeps the state
 * directory shut (Landlock is there, and no file speaks of turning it off). A command that ran without that layer, under
 * files that said so, could forge a form only for those same files, since a change time cannot be set; and for those
 * the compiled form is not used. Where it is not used, the files are read anew each time.
 */
import { statSync } from "node:fs";
import { landlockAbi } from "../sandbox/index.ts";
import { bootId, readPlainFile, stateDirectory, unreadable } from "../system/index.ts";
import type { PolicyText } from "./layers/compile.ts";
import { readCompiled, writeCompiled } from "./layers/kept.ts";
import { findSources, type Places, type Source } from "./layers/sources.ts";
import { contentHash, readTrust } from "./layers/trust.ts";
import type { Policy, ProfileName } from "./policy.ts";
import { profiles } from "./profiles.ts";

export interface LoadContext {
  readonly cwd: string;
  /** A profile that the session asks for: it can only tighten. */
  readonly profile?: ProfileName | null;
  readonly places?: Places;
  /** The state directory; by default the user's. */
  readonly state?: string;
}

export interface Loaded {
  readonly policy: Policy;
  /** Names this policy in the audit log: the profile's name, or the hash of what its files say, wherever and whenever. */
  readonly hash: string;
  /** The files it was made from. */
  readonly files: readonly string[];
}

/** Loads the policy. Throws `PolicyError` (a `system/` Unavailable) where a file cannot be used: then nothing may run. */
export function loadPolicy(context: LoadContext): Loaded {
  const sources = findSources(context.cwd, context.places);
  const session = context.profile ?? null;
  if (sources.length === 0) return builtIn(session);
  const files = sources.map(read);
  const state = context.state ?? stateDirectory();
  const trust = sources.some(({ kind }) => kind === "project") ? readTrust(state) : new Map<string, string>();
  const hash = meaningOf(files, session, trust);
  const key = identity(sources, files, session, trust);
  const paths = files.map(({ path }) => path);
  const cached = mayUseCompiled(files) ? readCompiled(state, key) : null;
  if (cached) return { policy: cached, hash, files: paths };
  const { compile }: typeof import("./layers/compile.ts") = require("./layers/compile.ts");
  const { policy } = compile(files, trust, session);
  if (mayUseCompiled(files)) writeCompiled(state, key, policy);
  return { policy, hash, files: paths };
}

/** No files: the standard profile, or the session's where that is tighter. */
function builtIn(session: ProfileName | null): Loaded {
  const name = session === null || session === "observe" ? "standard" : session;
  return { policy: profiles[name], hash: `profile:${name}`, files: [] };
}

/** Bytes of a policy file. */
const longest = 1 << 20;

function read({ kind, path }: Source): PolicyText {
  try {
    return { kind, path, text: readPlainFile(path, longest) };
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** SHA-256 over what the policy is made of. */
function meaningOf(
  files: readonly PolicyText[],
  session: ProfileName | null,
  trust: ReadonlyMap<string, string>,
): string {
  const hasher = new Bun.CryptoHasher("sha256");
  hasher.update(JSON.stringify([session]));
  for (const { kind, path, text } of files) {
    const trusted = kind === "project" && trust.has(path) && trust.get(path) === contentHash(text);
    hasher.update(`${JSON.stringify([kind, trusted, text.length])}${text}`);
  }
  return hasher.digest("hex");
}

/** SHA-256 over all that the compiled form depends on. */
function identity(
  sources: readonly Source[],
  files: readonly PolicyText[],
  session: ProfileName | null,
  trust: ReadonlyMap<string, string>,
): string {
  const hasher = new Bun.CryptoHasher("sha256");
  const binary = readSelf();
  hasher.update(JSON.stringify([binary, bootId(), session]));
  for (const { kind, path, status } of sources)
    hasher.update(JSON.stringify([kind, path, status.dev, status.ino, status.ctimeMs, status.size]));
  for (const { text } of files) hasher.update(`${text.length}\0${text}`);
  hasher.update(JSON.stringify([...trust]));
  return hasher.digest("hex");
}

/** What tells one build from another: another version never reads this one's compiled form. */
function readSelf(): readonly (string | number)[] {
  const { dev, ino, mtimeMs, size } = statSync(process.execPath);
  return [dev, ino, mtimeMs, size];
}

/**
 * Whether the files leave the kernel layer on, which alone keeps commands from writing a compiled form of their own. This looks
 * at text, not at keys: a file that so much as mentions both words is read anew. An escape in TOML could spell a key so that
 * it is not seen here, so a backslash counts too.
 */
function mayUseCompiled(files: readonly PolicyText[]): boolean {
  const couldTurnOff = ({ text }: PolicyText) =>
    text.includes("\\") || (text.includes("sandbox") && text.includes("off")) || text.includes("observe");
  return landlockAbi() >= 1 && !files.some(couldTurnOff);
}
