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

/** A UUID behind the beginning. */
function uuid(kind: string, prefixes: string): TokenFormat {
  const rest = [4, 4, 4].flatMap((length): Segment[] => ["-", run("hex", length, length)]);
  return {
    kind,
    prefixes: prefixes.split(" "),
    body: [run("hex", 8, 8), ...rest, "-", run("hex", 12)],
    wordStart: true,
  };
}

/** Runs with a dot between them. */
function dotted(kind: string, prefixes: string, ...runs: readonly Segment[]): TokenFormat {
  const body = runs.flatMap((each, i) => (i === 0 ? [each] : [".", each]));
  return { kind, prefixes: prefixes.split(" "), body };
}

export const tokenFormats: readonly TokenFormat[] = [
  // Source hosting
  format("github token", "ghp_ gho_ ghu_ ghs_ ghr_", "alnum", 30),
  format("github token", "github_pat_", "word", 36),
  format(
    "gitlab token",
    "glpat- gldt- glrt- glcbt- glptt- glft- glsoat- glffct- glimt- glagent- gloas- glwt- GR1348941",
    "base64url",
    20,
  ),
  format("atlassian token", "ATATT3x ATCTT3x", "base64", 40),
  format("bitbucket token", "BBDC-", "base64", 40),
  word("bitbucket token", "ATBB", "alnum", 32),
  format("sourcegraph token", "sgp_", "word", 40),
  format("snyk token", "snyk_uat. snyk_sat.", "dotted", 30),
  format("sonar token", "sqp_ squ_ sqa_", "hex", 40),
  format("gitlab session", "_gitlab_session=", "hex", 32),

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
  word("together key", "tgp_v1_", "base64url", 40),
  word("cerebras key", "csk-", "alnum", 40),
  word("e2b key", "e2b_", "hex", 40),
  word("jina key", "jina_", "word", 50),
  word("firecrawl key", "fc-", "hex", 32),
  word("pinecone key", "pcsk_", "word", 60),
  word("runpod key", "rpa_", "alnum", 40),
  word("elevenlabs key", "sk_", "hex", 48),
  word("cursor key", "key_ crsr_", "hex", 64),
  word("apify token", "apify_api_", "alnum", 30),
  format("browserbase key", "bb_live_", "base64url", 20),
  format("aws bedrock key", "bedrock-api-key- ABSKQmVkcm9ja0FQSUtleS", "base64", 40),

  // Clouds
  word("aws access key", "AKIA ASIA ABIA ACCA", "base32", 16),
  format("aws session token", "IQoJb3JpZ2luX2Vj FwoGZXIvYXdzE", "base64", 100),
  {
    kind: "aws secret key",
    prefixes: [
      "aws_secret_access_key = ",
      "aws_secret_access_key=",
      "AWS_SECRET_ACCESS_KEY=",
      '"SecretAccessKey": "',
      '"SecretAccessKey":"',
    ],
    body: [run("base64", 40)],
    wordStart: true,
  },
  word("alibaba access key", "LTAI", "alnum", 16),
  word("tencent secret id", "AKID", "alnum", 32),
  word("yandex key", "AQVN", "base64url", 35),
  word("google api key", "AIza", "base64url", 35),
  word("google oauth token", "ya29.", "dotted", 20),
  format("google oauth secret", "GOCSPX-", "base64url", 28),
  word("google refresh token", "1//0", "base64url", 40),
  format("azure storage key", "AccountKey=", "base64", 80),
  format("azure sas signature", "&sig= ?sig=", "dotted", 30),
  format("azure access key", "SharedAccessKey=", "base64", 43),
  format("azure client secret", "7Q~ 8Q~ 9Q~", "dotted", 30),
  format("heroku key", "HRKU-AA", "base64url", 50),
  uuid("heroku key", "HRKU-"),
  word("render key", "rnd_", "alnum", 28),
  word("neon key", "napi_", "alnum", 60),
  format("vercel token", "vercel_blob_rw_", "word", 40),
  format("scalingo token", "tk-us-", "base64url", 48),
  format("openshift token", "sha256~", "base64url", 43),
  word("octopus key", "API-", "upper", 25),
  format("aiven password", "AVNS_", "base64url", 16),
  format("terraform token", ".atlasv1.", "base64url", 60),
  dotted("harness token", "pat. sat.", run("base64url", 22, 22), run("hex", 24, 24), run("alnum", 20)),
  {
    kind: "cloudflare origin key",
    prefixes: ["v1.0-"],
    body: [run("hex", 24, 24), "-", run("hex", 100)],
    wordStart: true,
  },
  format("prefect key", "pnu_", "alnum", 36),
  word("infracost key", "ico-", "alnum", 32),
  uuid("launchdarkly key", "sdk-"),
  { kind: "k3s token", prefixes: ["K10"], body: [run("hex", 64, 64), "::"], wordStart: true },
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
  word("artifactory key", "AKCp", "alnum", 60),
  word("artifactory token", "cmVmdGtu", "alnum", 56),
  format("clojars token", "CLOJARS_", "alnum", 60),
  format("npm token", "_authToken=", "base64url", 30),

  // Chat, mail, work
  format("slack token", "xoxb- xoxp- xoxa- xoxr- xoxs- xoxc- xoxd- xoxe- xoxe.xoxp- xapp-", "base64url", 20),
  {
    kind: "slack webhook",
    prefixes: ["hooks.slack.com/services/T"],
    body: [run("alnum", 8), "/B", run("alnum", 8), "/", run("alnum", 20)],
  },
  { kind: "telegram token", prefixes: ["/bot"], body: [run("digits", 8, 12), ":AA", run("base64url", 31)] },
  format("brevo key", "xkeysib- xsmtpsib-", "hex", 64),
  format("mailersend key", "mlsn.", "hex", 64),
  {
    kind: "resend key",
    prefixes: ["re_"],
    body: [run("alnum", 8, 8), "_", run("alnum", 22)],
    wordStart: true,
  },
  uuid("hubspot token", "pat-na1- pat-na2- pat-eu1-"),
  word("posthog key", "phx_", "alnum", 40),
  format("contentful token", "CFPAT-", "base64url", 43),
  format("typeform token", "tfp_", "dotted", 59),
  format("readme key", "rdme_", "alnum", 70),
  format("frame.io token", "fio-u-", "base64url", 60),
  word("dropbox token", "sl.", "dotted", 100),
  word("facebook token", "EAAM EAAC EAAG EAAB", "alnum", 100),
  format("mapbox token", "sk.eyJ tk.eyJ", "dotted", 60),
  dotted("dynatrace token", "dt0c01. dt0s01. dt0s16.", run("alnum", 24, 24), run("alnum", 60)),
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
  {
    kind: "paypal token",
    prefixes: ["access_token$production$", "access_token$sandbox$"],
    body: [run("alnum", 13), "$", run("hex", 32)],
    wordStart: true,
  },
  uuid("plaid token", "access-sandbox- access-development- access-production-"),
  format("flutterwave key", "FLWSECK_TEST- FLWSECK-", "alnum", 32),
  format("shippo token", "shippo_live_ shippo_test_", "hex", 40),
  word("lob key", "live_", "hex", 35),
  word("square token", "EAAAE", "base64url", 58),
  format("duffel token", "duffel_live_ duffel_test_", "base64url", 40),

  // Formats of no single maker
  {
    kind: "authorization header",
    prefixes: [
      "Authorization: Bearer ",
      "authorization: Bearer ",
      "authorization: bearer ",
      "Authorization: token ",
      "Authorization: Basic ",
      "authorization: Basic ",
    ],
    body: [run("base64", 24)],
    wordStart: true,
  },
  {
    kind: "api key header",
    prefixes: ["x-api-key: ", "X-Api-Key: ", "X-API-Key: ", "PRIVATE-TOKEN: "],
    body: [run("base64", 24)],
    wordStart: true,
  },
  { kind: "wireguard key", prefixes: ["PrivateKey = ", "PresharedKey = "], body: [run("base64", 43)] },
  // `-----BEGIN … PRIVATE KEY` in base64, as kubeconfigs and secrets of clusters have it.
  format(
    "private key",
    "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVk LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtFWS LS0tLS1CRUdJTiBPUEVOU1NIIFBSSVZBVEUgS0VZ",
    "base64",
    40,
  ),
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
