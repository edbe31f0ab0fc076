/**
 * Keys that are told to the service that gave them out, as many services want it: `https://api.trello.com/1/boards?key=$TRELLO_KEY`.
 * It knows them already. A guard that refuses this makes people write the key out instead.
 */
import type { Action, Connect, Origin, Run } from "../meaning/action.ts";
import type { Hole, Text } from "../meaning/value.ts";
import { canonicalHost, isLoopback } from "../places/index.ts";
import { ofAll } from "./of-all.ts";
import type { RuleContext } from "./rule.ts";
import { shaped } from "./shape.ts";
import { secretIn } from "./vocabulary.ts";

/** Who gives out the keys, where their names do not say. */
const MAKERS: Readonly<Record<string, string>> = {
  aws: "amazonaws",
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

/** Services that nobody else runs, so that their keys are for no other host: what stands in the names of their hosts. */
const SOLE: Readonly<Record<string, RegExp>> = {
  amazonaws: /amazonaws\./,
  anthropic: /anthropic|claude/,
  cloudflare: /cloudflare/,
  datadog: /datadog|ddog/,
  digitalocean: /digitalocean/,
  github: /github|(?:^|\.)ghcr\.io$|(?:^|\.)ghe\.com$|inference\.ai\.azure\.com$/,
  google: /google|(?:^|\.)gcr\.io$|(?:^|\.)pkg\.dev$/,
  heroku: /heroku/,
  huggingface: /huggingface|(?:^|\.)hf\.(?:co|space)$/,
  netlify: /netlify/,
  notion: /notion/,
  openai: /openai/,
  sendgrid: /sendgrid/,
  slack: /slack/,
  stripe: /stripe/,
  twilio: /twilio/,
  vercel: /vercel/,
};

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
  const calls = callsOf(action, context);
  const keys = keysOf(target, calls);
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

/** A key of a service that nobody else runs, in a request to a host that is none of its own: the key's label; null where there is none. */
export function keyForSomebodyElse(action: Connect, context: RuleContext): string | null {
  const { host } = action;
  if (host === null || isLoopback(canonicalHost(host))) return null;
  // Where the call talks to the service as well, the other host is a proxy on the way there.
  const hosts = ofSameCall(action, context.actions).flatMap((each) =>
    each.kind === "connect" && each.by === action.by ? [each.host ?? ""] : [],
  );
  const foreign = keysOf(action.target, callsOf(action, context)).find(({ label }) => {
    const [, first] = /^\$\{?([A-Z]+)_[A-Z0-9_]+\}?$/.exec(label) ?? [];
    const maker = first?.toLowerCase() ?? "";
    const own = SOLE[MAKERS[maker] ?? maker];
    return own !== undefined && !hosts.some((each) => own.test(each));
  });
  return foreign?.label ?? null;
}

/** The calls that a connection comes from. */
function callsOf(connect: Connect, { actions }: RuleContext): readonly Run[] {
  return ofSameCall(connect, actions).filter(
    (each): each is Run => each.kind === "run" && each.program === connect.by,
  );
}

/** All that the call does that an action comes from. */
function ofSameCall({ origin }: Action, actions: readonly Action[]): readonly Action[] {
  return bySpan(actions).get(placeOf(origin)) ?? [];
}

const bySpan = ofAll((actions) => Map.groupBy(actions, ({ origin }) => placeOf(origin)));

function placeOf({ span }: Origin): string {
  return `${span.start}-${span.end}`;
}

function keysOf(target: Text, calls: readonly Run[]): readonly Hole[] {
  return [target, ...calls.flatMap(({ argv }) => argv)].flatMap(secretsIn);
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

/** Clients that print their own tokens, and the hosts that these are for. */
const ISSUERS: Readonly<Record<string, RegExp>> = {
  gcloud: /^[a-z-]+\.googleapis\.com$/,
  gh: /^(?:api\.|uploads\.)?github\.com$/,
  glab: /^gitlab\.com$/,
  az: /^(?:management\.azure|graph\.microsoft)\.com$/,
  heroku: /^api\.heroku\.com$/,
  fly: /^api\.(?:machines\.dev|fly\.io)$/,
  flyctl: /^api\.(?:machines\.dev|fly\.io)$/,
};

/** Logs in to a registry with what comes on its input, and shows nothing of it. */
const takesPassword = shaped(
  "docker|podman|nerdctl|buildah|skopeo|crane|oras login --password-stdin",
  "crane|oras auth login --password-stdin",
  "helm registry login --password-stdin",
);

/**
 * Does the token that a client prints go nowhere but to its own service: in the header of a request to it, or into a registry's
 * login? `aws ecr get-login-password | docker login --password-stdin …` is how its makers tell people to do it.
 */
export function printsForItsService(action: Run, context: RuleContext): boolean {
  const { start, end } = action.origin.span;
  const behind = context.actions.filter(
    (each): each is Run => each.kind === "run" && each.origin.span.start >= end,
  );
  const [next] = behind.toSorted((a, b) => a.origin.span.start - b.origin.span.start);
  const { via = [] } = next?.stdin ?? {};
  if (next !== undefined && takesPassword(next) && via.length === 1 && via[0] === action.program) return true;
  return context.actions.some(
    (each) =>
      each.kind === "connect" &&
      each.origin.span.start < start &&
      end < each.origin.span.end &&
      tellsOwnService(each, context),
  );
}

/**
 * `$TRELLO_TOKEN` at `api.trello.com`: the name begins with what the domain is called. `$(gh auth token)` at `api.github.com`: its
 * client printed it.
 */
function isGivenOutBy({ label, via = [] }: Hole, host: string): boolean {
  const [printer] = via;
  if (via.length === 1 && printer !== undefined && Object.hasOwn(ISSUERS, printer))
    return ISSUERS[printer]?.test(host) === true;
  const [, name] = /^\$\{?([A-Z][A-Z0-9_]*)\}?$/.exec(label) ?? [];
  const [, before = "", domain] = /^(?:(.*)\.)?([a-z0-9-]+\.(?:com|org|net|ai|io))$/.exec(host) ?? [];
  if (name === undefined || domain === undefined || LENT.test(domain)) return false;
  const called = domain.replace(/\.[a-z]+$/, "").replace(/-/g, "");
  const words = name.toLowerCase().split("_");
  // `$COVERITY_SCAN_TOKEN` at `scan.coverity.com`: both say so.
  if (!(FRONTS[domain] ?? FRONT).test(before) && !words.includes(before)) return false;
  return [1, 2].some((count) => {
    const given = words.slice(0, count).join("");
    const maker = MAKERS[given] ?? given;
    return (
      maker.length >= 4 &&
      (called === maker || called === `${maker}api` || called === `${maker}apis` || called === `${maker}hq`)
    );
  });
}
