/** What is asked of a store of secrets that is none: one named output, one ordinary variable, a plan, a program's own keys. */
import type { Run } from "../meaning/action.ts";
import { show } from "../meaning/value.ts";
import { secretVariable } from "../places/index.ts";
import { shaped } from "./shape.ts";
import { begins, has, operands, steps } from "./vocabulary.ts";

/** Does the call show values of which nobody makes a secret? */
export function asksForPlainValue(action: Run): boolean {
  return (
    isPlan(action) ||
    isPlainOutput(action) ||
    isPlainVariable(action) ||
    readsOneService(action) ||
    asksAboutIt(action)
  );
}

/** Options by which a client is told which fields of its answer to show. */
const FIELDS = ["--query", "--output", "-o", "--format", "--jq", "--template"];

/** Fields that say what a thing is called, of what kind and how old it is, and nothing of what is in it. */
const ABOUT = new Set(
  `metadata name namespace labels creationtimestamp uid resourceversion type kind items arn version versionid versions createddate
  lastchangeddate lastaccesseddate lastmodified createtime updatetime versionidstostages state status runtime handler memorysize timeout
  codesize functionname functionarn description tags length jsonpath json go template custom columns value range end text table`.split(
    /\s+/,
  ),
);

/** `kubectl get secret db -o jsonpath='{.metadata.name}'`, `--query Runtime`: only fields about the thing. */
function asksAboutIt(action: Run): boolean {
  const asked = FIELDS.flatMap((name) => action.call.options.get(name) ?? []).map(show);
  const fields = asked.flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []);
  const chosen = asked.some((text) => /[.({]|^[A-Z]/.test(text));
  return chosen && fields.every((field) => ABOUT.has(field.toLowerCase()));
}

/** `etcdctl get --prefix services/web/`: the keys of one program, not all there are and not the cluster's own (`/registry`). */
function readsOneService(action: Run): boolean {
  if (!/^etcd(?:ctl|utl)$/.test(action.program ?? "") || has(action.call, "--from-key")) return false;
  const [key = ""] = steps(action).slice(1);
  return (
    has(action.call, "--prefix") &&
    /^\/?[\w.-]{2,}/.test(key) &&
    !/registry|secret|passw|token|cred/i.test(key)
  );
}

/** An output that is named, and not as secrets are. All of them together are another rule's. */
function isPlainOutput(action: Run): boolean {
  if (!/^(?:terraform|tofu|terragrunt)$/.test(action.program ?? "") || !begins(action, "output"))
    return false;
  return !secretVariable((steps(action)[1] ?? "").toUpperCase());
}

const getsVariable = shaped(
  "heroku config:get",
  "netlify env:get",
  "railway variables|variable get",
  "dokku config:get",
);

/** `heroku config:get NODE_ENV`: one variable, whose name tells of no secret. */
function isPlainVariable(action: Run): boolean {
  const name = getsVariable(action) ? operands(action.call).at(-1) : undefined;
  return (
    name !== undefined && /^[A-Z][A-Z0-9_]*$/.test(name) && !secretVariable(name) && !/URL|DSN|URI/.test(name)
  );
}

/** `terraform show -json plan.tfplan`: what would change. Without a file it is the state, with every secret in it. */
function isPlan(action: Run): boolean {
  return (
    /^(?:terraform|tofu)$/.test(action.program ?? "") &&
    begins(action, "show") &&
    operands(action.call).length > 0
  );
}
