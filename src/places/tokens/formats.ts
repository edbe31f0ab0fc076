/**
 * The formats of secret tokens, as their makers publish them: a fixed beginning, then a run of a small alphabet.
 * Used by the output filter, the credentials control (values in the environment) and the log, which hide them.
 *
 * Lengths are the shortest the maker gives out, taken a little lower where it has changed over the years: a
 * format errs on the side of hiding. Publishable keys (Stripe `pk_`, Mapbox `pk.`) are no secrets and not here.
 */

/** The bytes a run may consist of. */
export type Alphabet =
  | "hex"
  | "digits"
  | "upper"
  | "base32"
  | "alnum"
  | "word"
  | "base64url"
  | "base64"
  | "dotted";

/** One part of a format: fixed text, or a run of at least `min` and at most `max` bytes of an alphabet. */
export type Segment = string | { readonly run: Alphabet; readonly min: number; readonly max?: number };

/** One token format. The first segment is always fixed text: that is what the scanner looks for. */
export interface TokenFormat {
  /** What it is, as shown in `[redacted: kind]`. */
  readonly kind: string;
  /** The fixed beginnings that the format is known by. */
  readonly prefixes: readonly string[];
  /** What follows the beginning. A run never contains the first byte of the text behind it. */
  readonly body: readonly Segment[];
  /**
   * True where the beginning is short or common: it then only counts at the start of a word. The long ones count
   * anywhere, as in `x-access-tokenghp_…`.
   */
  readonly wordStart?: boolean;
}

function run(alphabet: Alphabet, min: number, max?: number): Segment {
  return max === undefined ? { run: alphabet, min } : { run: alphabet, min, max };
}

/** `(kind, beginnings, alphabet, shortest length)`: the ordinary format, which counts anywhere. */
function format(kind: string, prefixes: string, alphabet: Alphabet, min: number): TokenFormat {
  return { kind, prefixes: prefixes.split(" "), body: [run(alphabet, min)] };
}

/** The same for a beginning that only counts at the start of a word. */
function word(kind: string, prefixes: string, alphabet: Alphabet, min: number): TokenFormat {
  return { ...format(kind, prefixes, alphabet, min), wordStart: true };
}

export const tokenFormats: readonly TokenFormat[] = [
  // Source hosting
  format("github token", "ghp_ gho_ ghu_ ghs_ ghr_", "alnum", 30),
  format("github token", "github_pat_", "word", 36),
  format(
    "gitlab token",
    "glpat- gldt- glrt- glcbt- glptt- glft- glsoat- glffct- glimt- glagent-",
    "base64url",
    20,
  ),
  format("atlassian token", "ATATT3x ATCTT3x", "base64", 40),
  format("bitbucket token", "BBDC-", "base64", 40),

  // Language models
  format("anthropic key", "sk-ant-", "base64url", 24),
  format("openai key", "sk-proj- sk-svcacct- sk-admin- sk-None-", "base64url", 32),
  format("openrouter key", "sk-or-v1-", "hex", 64),
  format("langfuse key", "sk-lf-", "base64url", 36),
  word("openai key", "sk-", "alnum", 32),
  word("groq key", "gsk_", "alnum", 40),
  word("xai key", "xai-", "alnum", 60),
  word("perplexity key", "pplx-", "alnum", 40),
  word("hugging face token", "hf_ api_org_", "alnum", 30),
  word("replicate token", "r8_", "alnum", 36),
  format("nvidia key", "nvapi-", "base64url", 60),
  format("langsmith key", "lsv2_pt_ lsv2_sk_", "word", 32),
  format("tavily key", "tvly-", "base64url", 20),
  format("aws bedrock key", "bedrock-api-key- ABSKQmVkcm9ja0FQSUtleS", "base64", 40),

  // Clouds
  word("aws access key", "AKIA ASIA ABIA ACCA", "base32", 16),
  word("google api key", "AIza", "base64url", 35),
  word("google oauth token", "ya29.", "dotted", 20),
  format("google oauth secret", "GOCSPX-", "base64url", 28),
  word("google refresh token", "1//0", "base64url", 40),
  format("azure storage key", "AccountKey=", "base64", 80),
  format("azure sas signature", "&sig= ?sig=", "dotted", 30),
  format("digitalocean token", "dop_v1_ doo_v1_ dor_v1_", "hex", 64),
  format("databricks token", "dapi", "hex", 32),
  format("fly.io token", "fo1_ fm1r_ fm2_", "base64", 40),
  format("netlify token", "nfp_ nfc_ nfo_", "alnum", 36),
  format("supabase key", "sbp_", "hex", 40),
  format("supabase key", "sb_secret_", "base64url", 22),
  format("planetscale token", "pscale_tkn_ pscale_pw_ pscale_oauth_", "dotted", 32),
  format("pulumi token", "pul-", "hex", 40),
  format("vault token", "hvs. hvb. hvr.", "base64url", 24),
  format("doppler token", "dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.", "dotted", 40),
  format("tailscale key", "tskey-", "base64url", 20),
  format("1password token", "ops_eyJ", "base64url", 100),
  format("docker token", "dckr_pat_ dckr_oat_", "base64url", 27),
  format("docker swarm token", "SWMTKN-1-", "base64url", 60),
  format("terraform registry token", "tfp_", "alnum", 32),

  // Packages
  format("npm token", "npm_", "alnum", 36),
  format("pypi token", "pypi-AgE", "base64url", 50),
  format("rubygems key", "rubygems_", "hex", 48),
  word("crates.io token", "cio", "alnum", 32),
  word("nuget key", "oy2", "alnum", 43),

  // Chat, mail, work
  format("slack token", "xoxb- xoxp- xoxa- xoxr- xoxs- xoxc- xoxd- xoxe- xoxe.xoxp- xapp-", "base64url", 20),
  {
    kind: "slack webhook",
    prefixes: ["hooks.slack.com/services/T"],
    body: [run("alnum", 8), "/B", run("alnum", 8), "/", run("alnum", 20)],
  },
  { kind: "sendgrid key", prefixes: ["SG."], body: [run("base64url", 16), ".", run("base64url", 32)] },
  word("mailgun key", "key-", "hex", 32),
  format("linear key", "lin_api_ lin_oauth_", "alnum", 32),
  word("notion token", "ntn_ secret_", "alnum", 40),
  format("figma token", "figd_ figo_ figu_", "base64url", 36),
  {
    kind: "airtable token",
    prefixes: ["pat"],
    body: [run("alnum", 14, 14), ".", run("hex", 64)],
    wordStart: true,
  },
  format("postman key", "PMAK-", "base64url", 40),
  format("new relic key", "NRAK- NRJS- NRII-", "base64url", 20),
  format("grafana token", "glsa_", "word", 40),
  format("grafana token", "glc_eyJ", "base64", 32),
  format("sentry token", "sntrys_ sntryu_", "base64", 40),
  format("circleci token", "CCIPAT_ CCIPRJ_", "word", 40),
  format("buildkite token", "bkua_ bkaj_", "alnum", 36),

  // Payment and shops
  format("stripe key", "sk_live_ sk_test_ rk_live_ rk_test_ sk_org_", "alnum", 20),
  format("webhook secret", "whsec_", "base64", 24),
  format("shopify token", "shpat_ shpca_ shppa_ shpss_", "hex", 32),
  format("square token", "sq0atp- sq0csp- sq0idp-", "base64url", 22),
  word("easypost key", "EZAK EZTK", "alnum", 54),

  // Formats of no single maker
  {
    kind: "json web token",
    prefixes: ["eyJ"],
    body: [run("base64url", 8, 1024), ".eyJ", run("dotted", 10)],
    wordStart: true,
  },
  format("age key", "AGE-SECRET-KEY-1 AGE-SECRET-KEY-PQ-1 AGE-PLUGIN-", "upper", 40),
];

/** Where a private key in text begins. What follows is read by the output filter: a key is not one run. */
export const privateKeyBegin = "-----BEGIN ";
