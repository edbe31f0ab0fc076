/** Calls of service clients that reach only a stand-in on this machine: LocalStack, MinIO, an emulator. */
import { authorityOf, canonicalHost, isLoopback } from "../../places/index.ts";
import { show, type Text } from "../value.ts";

/** Wrappers around a client that always talk to the stand-in. */
const WRAPPERS = /^(?:aws|sam|cdk|tf|pulumi|chalice|sls)local$/;

/** Options that say where the service is. */
const ENDPOINT = ["--endpoint-url", "--endpoint", "--api-endpoint", "--endpoint-override"];

/** Variables that say it, by client: `AWS_ENDPOINT_URL_S3`, `FIRESTORE_EMULATOR_HOST`. */
const VARIABLES: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:aws|sam|cdk|s5cmd|terraform|tofu)$/, /^AWS_ENDPOINT_URL(?:_\w+)?$/],
  [/^(?:vault|bao)$/, /^(?:VAULT|BAO)_ADDR$/],
  [/^(?:consul|nomad)$/, /^(?:CONSUL_HTTP|NOMAD)_ADDR$/],
  [/^(?:gcloud|gsutil|bq|firebase)$/, /^(?:CLOUDSDK_API_ENDPOINT_OVERRIDES_\w+|\w+_EMULATOR_HOST)$/],
];

/** Clients that can work on a local copy of the service. */
const LOCALLY = /^(?:wrangler|supabase|convex)$/;

/** Clients of clusters, and the contexts that kind, k3d, minikube and the desktops make for theirs, by the names they give. */
const CLUSTERS = /^(?:kubectl|helm|oc)$/;
const CONTEXT = /^(?:kind-.+|k3d-.+|minikube|docker-desktop|rancher-desktop|orbstack|colima)$/;

/** Does the call talk to a stand-in on this machine? What it destroys there was made for a test. */
export function onEmulator(
  program: string | null,
  options: ReadonlyMap<string, readonly Text[]>,
  environment: ReadonlyMap<string, Text>,
): boolean {
  if (program === null) return false;
  if (WRAPPERS.test(program)) return true;
  if (LOCALLY.test(program) && options.has("--local")) return !options.has("--remote");
  if (CLUSTERS.test(program)) {
    const contexts = ["--context", "--kube-context"].flatMap((name) => options.get(name) ?? []);
    return contexts.length > 0 && contexts.every((context) => CONTEXT.test(show(context)));
  }
  const given = ENDPOINT.flatMap((name) => options.get(name) ?? []);
  if (given.length > 0) return given.every(isHere);
  if (environment.size === 0) return false;
  const said = VARIABLES.filter(([client]) => client.test(program)).flatMap(([, name]) =>
    [...environment].filter(([variable]) => name.test(variable)).map(([, value]) => value),
  );
  return said.length > 0 && said.every(isHere);
}

function isHere(address: Text): boolean {
  const host = authorityOf(show(address))?.host;
  return host !== undefined && (host === "localstack" || isLoopback(canonicalHost(host)));
}
