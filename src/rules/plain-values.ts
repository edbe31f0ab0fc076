/** What is asked of a store of secrets that is none: one named output, one ordinary variable, a plan, a program's own keys. */
import type { Run } from "../meaning/action.ts";
import { secretVariable } from "../places/index.ts";
import { shaped } from "./shape.ts";
import { begins, has, operands, steps } from "./vocabulary.ts";

/** Does the call show values of which nobody makes a secret? */
export function asksForPlainValue(action: Run): boolean {
  return isPlan(action) || isPlainOutput(action) || isPlainVariable(action) || readsOneService(action);
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
