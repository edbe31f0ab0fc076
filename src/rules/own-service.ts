/**
 * Keys that are told to the service that gave them out, as many services want it: `https://api.trello.com/1/boards?key=$TRELLO_KEY`.
 * It knows them already. A guard that refuses this makes people write the key out instead.
 */
import type { Connect, Run } from "../meaning/action.ts";
import type { Hole, Text } from "../meaning/value.ts";
import { canonicalHost, isLoopback } from "../places/index.ts";
import type { RuleContext } from "./rule.ts";
import { secretIn } from "./vocabulary.ts";

/** Who gives out the keys, where their names do not say. */
const MAKERS: Readonly<Record<string, string>> = {
  dd: "datadog",
  firebase: "google",
  gemini: "google",
  gh: "github",
  hf: "huggingface",
  youtube: "google",
};

/** A service's own hosts: the domain itself, or one of these below it, never what it lets its users name. */
const FRONT = /^(?:|api|www|app|data|graph|gateway|rest|v\d+)$/;

/** … but here each is one of its own services, except where its users keep their files. */
const FRONTS: Readonly<Record<string, RegExp>> = { "googleapis.com": /^(?!storage$)[a-z]+$/ };

/** Domains whose names are the users' own, for all that the service is called so. */
const LENT = /^(?:github|gitlab)\.io$/;

/**
 * Is all that is secret about the call its service's own key? Everything it sends from elsewhere, a file, the input or
 * another variable, has to be none.
 */
export function tellsOwnService(action: Connect, context: RuleContext): boolean {
  const { sends, target, host } = action;
  const { actions } = context;
  if (sends === null || sends.sources.includes("the environment")) return false;
  const calls = actions.filter(
    (each): each is Run =>
      each.kind === "run" &&
      each.program === action.by &&
      each.origin.span.start === action.origin.span.start &&
      each.origin.span.end === action.origin.span.end,
  );
  const keys = [target, ...calls.flatMap(({ argv }) => argv)].flatMap(secretsIn);
  return (
    calls.length > 0 &&
    keys.length > 0 &&
    calls.every(({ stdin }) => !stdin.taint.has("secret")) &&
    !actions.some((each) => each.kind === "read" && each.by === action.by && secretIn(each.path, context)) &&
    // `curl "$SLACK_WEBHOOK_URL"`: the secret is the address, and nobody but whom it names gets to see it.
    keys.every((key) =>
      host === null ? isAddress(key, target) : isHere(host, key) || isGivenOutBy(key, host),
    )
  );
}

function secretsIn({ pieces }: Text): readonly Hole[] {
  return pieces.filter((piece): piece is Hole => typeof piece !== "string" && piece.taint.has("secret"));
}

/** A server on this machine, most likely the project's own, is told one variable by its name. */
function isHere(host: string, { label }: Hole): boolean {
  return isLoopback(canonicalHost(host)) && /^\$\{?\w+\}?$/.test(label);
}

function isAddress(key: Hole, { pieces }: Text): boolean {
  const [first] = pieces;
  return /^\$\w+_UR[IL]$/.test(key.label) && typeof first === "object" && first.label === key.label;
}

/** `$TRELLO_TOKEN` at `api.trello.com`: the name begins with what the domain is called. */
function isGivenOutBy({ label }: Hole, host: string): boolean {
  const [, name] = /^\$\{?([A-Z][A-Z0-9_]*)\}?$/.exec(label) ?? [];
  const [, before = "", domain] = /^(?:(.*)\.)?([a-z0-9-]+\.(?:com|org|net|ai|io))$/.exec(host) ?? [];
  if (name === undefined || domain === undefined || LENT.test(domain)) return false;
  if (!(FRONTS[domain] ?? FRONT).test(before)) return false;
  const called = domain.replace(/\.[a-z]+$/, "").replace(/-/g, "");
  const words = name.toLowerCase().split("_");
  return [1, 2].some((count) => {
    const given = words.slice(0, count).join("");
    const maker = MAKERS[given] ?? given;
    return (
      maker.length >= 4 &&
      (called === maker || called === `${maker}api` || called === `${maker}apis` || called === `${maker}hq`)
    );
  });
}
