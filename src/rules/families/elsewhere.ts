/**
 * What a running container, a pod or another host has in it: data, secrets and settings of something that serves people. The
 * environment of commands here is rid of secrets before they start; what runs elsewhere has all of them.
 */

import type { Action, Run } from "../../meaning/action.ts";
import { isSecretName } from "../../meaning/call/secret-name.ts";
import { literal, show } from "../../meaning/value.ts";
import { marksOf, secretsBelow } from "../../places/index.ts";
import { GIVEN_BY_VARIABLES } from "../advice.ts";
import { type AnyRule, type RuleContext, rule } from "../rule.ts";
import { calls, shaped } from "../shape.ts";
import { candidates, each, has, name, said, secretIn, steps, tries, words } from "../vocabulary.ts";

const ASK =
  'Ask the person for the one value that is needed; look only whether a variable is set ([ -n "$NAME" ] && echo set).';

/** Engines of this machine: what is deleted in their containers is mostly made anew by the image. */
const LOCAL_ENGINES =
  /^(?:docker|docker-compose|podman|podman-compose|nerdctl|lxc|incus|buildah|earthly|ctr|crictl|distrobox|toolbox|vagrant)$/;

/** What is in no image: volumes are mounted at the top of a container, or where servers and people keep their data. */
const OUTLIVES = /^\/(?:(?!tmp$|app$|run$)[^/]*$|home\/[^/]*$|(?:var\/lib|srv|data|mnt|media)\/)/;

/** Where engines put the secrets that they hand to a container. */
const HANDED = /^\/(?:var\/)?run\/secrets(?:\/|$)/;

export const elsewhere: readonly AnyRule[] = [
  rule({
    id: "fs/delete-elsewhere",
    title: "Deleting on another host, or what outlives a container",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: "T1485",
    why: "What is there cannot be looked at from here, and nothing here brings it back.",
    instead: "List it first; let the person delete.",
    on: each("delete"),
    match: (action, context) => {
      const { place } = action.origin;
      if (place.kind === "here" || !action.recursive) return null;
      const own = place.kind === "container" && LOCAL_ENGINES.test(place.engine);
      if (own && !(entered(action, context) && candidates(action.path).some((path) => OUTLIVES.test(path))))
        return null;
      return `deletes ${name(action.path)} on ${place.name}`;
    },
    examples: {
      block: [
        "ssh user@host 'rm -rf /srv/data'",
        "ssh host rm -r build",
        "vagrant ssh -c 'rm -rf /vagrant'",
        "kubectl exec pod -- rm -rf /data",
        "nomad alloc exec abc rm -rf /data",
        "docker exec db rm -rf /var/lib/postgresql/data",
        "podman exec -it web sh -c 'rm -rf /'",
        "docker compose exec api rm -rf /data",
      ],
      allow: [
        "ssh host ls",
        "ssh host rm x.log",
        "vagrant ssh -c 'rm -rf build'",
        "docker exec web rm -rf /app/tmp",
        "docker exec web sh -c 'rm -rf /tmp/*'",
        "docker run --rm alpine rm -rf /",
      ],
    },
  }),
  rule({
    id: "secrets/environment-elsewhere",
    title: "Showing the environment of something that runs elsewhere",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552.007",
    why: GIVEN_BY_VARIABLES,
    instead: ASK,
    on: each("environment"),
    match: (action, context) => (entered(action, context) && !onlyInnocent(context) ? shownOf(action) : null),
    examples: {
      block: [
        "docker exec api env",
        "kubectl exec deploy/api -n prod -- printenv",
        "ssh prod env",
        "docker compose exec api sh -c env",
        "docker exec api printenv DATABASE_URL",
      ],
      allow: [
        "env",
        "docker run --rm alpine env",
        "docker exec api printenv PATH",
        "docker exec api env X=1 ls",
        "docker exec api env | grep NODE",
      ],
    },
  }),
  rule({
    id: "container/environment-settings",
    title: "Showing the variables that a container or function was given",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552.007",
    why: GIVEN_BY_VARIABLES,
    instead: ASK,
    on: calls("docker|podman|nerdctl|crictl|kubectl|oc"),
    match: (action) => {
      if (tries(action)) return null;
      // A template: `{{.Config.Env}}`, `jsonpath={.spec…env}`.
      const asked = words(action).some((word) => /\{.*(?:\bEnv\b|\.env\b)/.test(word));
      return (asked && (inspects(action) || describesPods(action))) || showsSecret(action)
        ? said(action)
        : null;
    },
    examples: {
      block: [
        "docker inspect api --format '{{range .Config.Env}}{{println .}}{{end}}'",
        "podman secret inspect --showsecret db",
        "docker inspect -f '{{json .Config.Env}}' api",
        "kubectl get deploy api -o jsonpath='{.spec.template.spec.containers[*].env}'",
        "kubectl get --raw /api/v1/namespaces/default/secrets",
        "kubectl set env deploy/api --list",
      ],
      allow: [
        "docker inspect api",
        "docker inspect -f '{{.State.Status}}' api",
        "kubectl get deploy api -o jsonpath='{.status.replicas}'",
        "kubectl get --raw /healthz",
        "docker secret inspect db",
      ],
    },
  }),
  rule({
    id: "container/secret-read",
    title: "Reading a secret out of something that runs elsewhere",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552.001",
    why: "It belongs to a service that others use; a key seen here has to be changed there.",
    instead: ASK,
    on: each("read"),
    match: (action, context) => {
      if (action.depth !== "content" || action.origin.place.kind !== "container") return null;
      const handed = HANDED.test(action.path.absolute ?? "");
      // Where the container's own directory is not known, the name has to do.
      const named = literal(action.path.text);
      const secret =
        action.path.absolute === null && named !== null
          ? secretAt(`/${named}`, context)
          : secretIn(action.path, context) !== null;
      return (handed || secret) && entered(action, context)
        ? `reads ${name(action.path)} in ${where(action)}`
        : null;
    },
    examples: {
      block: [
        "docker exec api cat /run/secrets/db",
        "docker exec api cat /app/.env",
        "docker exec api cat .env",
        "docker exec api sh -c 'cat ~/.ssh/id_rsa'",
        "kubectl exec api -- cat /proc/1/environ",
      ],
      allow: [
        "docker exec api cat /app/package.json",
        "docker exec api cat .env.example",
        "docker run --rm alpine cat /etc/shadow",
        "docker exec api ls /run/secrets",
      ],
    },
  }),
  rule({
    id: "container/secret-copy",
    title: "Copying secrets out of a container or pod",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552.001",
    why: "They belong to a service that others use, and lie about in a file from then on.",
    instead: ASK,
    on: calls("docker|podman|nerdctl|kubectl|oc|lxc|incus|docker-compose"),
    match: (action, context) => {
      if (!copies(action) || tries(action)) return null;
      const inside = words(action).flatMap(
        (word) =>
          /^[^/].*?:(\/[^:]*)$/.exec(word)?.[1] ??
          (isPull(action) ? (/^[\w.-]+(\/.*)$/.exec(word)?.[1] ?? []) : []),
      );
      const secret = inside.find((path) => HANDED.test(path) || secretAt(path, context));
      return secret === undefined ? null : `copies ${secret} out of a container`;
    },
    examples: {
      block: [
        "docker cp api:/run/secrets/db_password -",
        "kubectl cp prod/api-0:/var/run/secrets/kubernetes.io/serviceaccount/token /tmp/t",
        "docker cp api:/root/.ssh/id_rsa .",
        "docker cp $(docker ps -q):/root/.aws/credentials -",
        "lxc file pull web/etc/shadow -",
      ],
      allow: [
        "docker cp api:/app/coverage ./coverage",
        "docker cp ./x api:/tmp/x",
        "kubectl cp api-0:/tmp/heap.hprof .",
      ],
    },
  }),
  rule({
    id: "secrets/copy-from-host",
    title: "Copying secrets from another host, a store or a backup",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1552.001",
    why: "They belong to who put them there, and lie about in a file or in the transcript from then on.",
    instead: ASK,
    on: calls(
      "scp|rsync|sftp|pscp|psftp",
      "rclone copy|copyto|cat|sync|move|moveto",
      "aws s3 cp|mv|sync",
      "aws s3api get-object",
      "gsutil cat|cp|mv|rsync",
      "gcloud storage cat|cp|mv|rsync",
      "az storage blob|file download",
      "azcopy copy|cp",
      "mc cat|cp|get|head",
      "s3cmd get",
      "s5cmd cat|cp",
      "hdfs dfs",
      "borg extract",
      "restic|rustic dump|restore",
      "duplicity restore",
      "duplicity --file-to-restore",
      "gh codespace|cs cp",
      "gh gist view",
    ),
    match: (action, context) => {
      if (tries(action)) return null;
      const secret = pathsThere(action, context.home).find(
        (path) =>
          HANDED.test(path) ||
          secretAt(path, context) ||
          (KEEPS_SECRETS.test(path) && secretsBelow(path.replace(/\/$/, ""), context).length > 0),
      );
      return secret === undefined ? null : `takes ${secret} from elsewhere`;
    },
    examples: {
      block: [
        "scp web:~/.ssh/id_rsa .",
        "scp root@web:/etc/shadow /tmp/s",
        "rsync -a web:/srv/app/.env backup/",
        "sftp web:.aws/credentials",
        "rsync -a web:/etc/letsencrypt/ ./le",
        "aws s3 cp s3://corp/app/.env .",
        "rclone cat remote:backup/id_rsa",
        "mc cat store/bucket/prod.tfstate",
        "borg extract --stdout repo::monday home/dev/.ssh/id_rsa",
        "restic restore latest --include /home/dev/.aws --target /tmp/r",
      ],
      allow: [
        "aws s3 cp dist/app.js s3://corp/app.js",
        "aws s3 cp s3://corp/data.csv .",
        "rclone copy remote:photos ~/Pictures",
        "restic restore latest --include /home/dev/src --target /tmp/r",
        "borg extract repo::monday home/dev/notes.md",
        "scp web:/var/log/app.log .",
        "scp app.conf web:/srv/app/",
        "rsync -a web:/srv/app/public/ public/",
        "scp -i ~/.ssh/deploy web:notes.txt .",
        "scp web:.env.example .",
      ],
    },
  }),
];

/** Directories that hold little else than secrets. */
const KEEPS_SECRETS = /\/(?:\.[\w-]+|letsencrypt|private|pki|keys|secrets)\/?$/;

/** Clients that are told by options which object or file they are to fetch. */
const CHOOSE = ["--name", "-n", "--key", "--include", "--file-to-restore", "--path-to-restore", "--filename"];

/** Those that unpack what they are told by its path alone. */
const BACKUPS = /^(?:borg|restic|rustic|duplicity)$/;

/** The paths that a copy takes from elsewhere: of all its words but the last, where that says where to. */
function pathsThere(action: Run, home: string): readonly string[] {
  const { program, call } = action;
  const given = words(action);
  const from = given.length > 1 && /^(?:scp|rsync|pscp)$/.test(program ?? "") ? given.slice(0, -1) : given;
  const chosen = CHOOSE.flatMap((option) => call.options.get(option) ?? []).map(show);
  const bare = BACKUPS.test(program ?? "") ? from.filter((word) => !word.startsWith("-")) : chosen;
  return [...from.flatMap((word) => pathThere(word, program === "mc") ?? []), ...bare, ...chosen].map(
    (path) =>
      path.startsWith("/") ? path : `${BACKUPS.test(program ?? "") ? "" : home}/${path.replace(/^~\//, "")}`,
  );
}

/** The path behind an address, a bucket or a host; null for a path here. */
function pathThere(word: string, hasAliases: boolean): string | null {
  const [, inStore] = /^[a-z][\w+]*:\/\/[^/]+\/(.+)$/.exec(word) ?? [];
  if (inStore !== undefined) return inStore;
  const [, ofAlias] = (hasAliases && /^[\w-]+\/[\w.-]+\/(.+)$/.exec(word)) || [];
  if (ofAlias !== undefined) return ofAlias;
  return /^(?:[\w.-]+@)?[\w.-]+:(?!\/\/)(.+)$/.exec(word)?.[1] ?? null;
}

const inspects = shaped(
  "docker|podman|nerdctl inspect",
  "docker|podman|nerdctl container|image|service|config|secret inspect",
  "crictl inspect|inspecti|inspectp",
);
const showsSecret = shaped(
  "podman secret inspect --showsecret",
  "docker service|config inspect --pretty",
  "kubectl|oc get --raw=*/secrets*",
  "kubectl|oc get */secrets* --raw",
  "kubectl|oc set env --list",
);
const describesPods = shaped(
  "kubectl|oc get pod|pods|po|deploy|deployment|deployments|sts|statefulset|ds|daemonset|job|cronjob|pod/*|deploy/*|deployment/*",
);
const isPull = shaped("lxc|incus file pull");
const copies = shaped(
  "docker|podman|nerdctl|docker-compose cp",
  "docker|podman|nerdctl container|compose cp",
  "kubectl|oc cp|rsync",
  "lxc|incus file pull",
);

/** Words by which somebody looks for secrets. */
const TELLING = /secret|pass|pwd|key|token|cred|auth|url|dsn|conn|^["'^]*[.*]*["'$]*$/i;

/** Engines whose containers are of a cluster, or of other machines: all that is started there is in service. */
const FAR = /^(?:kubectl|oc|k|k3s|nomad|ecs|argocd)$/;

/** All variables, or one that is a secret by its name. */
function shownOf(action: Extract<Action, { kind: "environment" }>): string | null {
  const { operation } = action;
  if (operation.kind === "dump") return `shows all variables of ${where(action)}`;
  const isSecret = operation.kind === "read" && isSecretName(operation.name);
  return isSecret ? `shows ${operation.name} of ${where(action)}` : null;
}

/** Does it happen in something that was running before: entered by `exec`, not started for this command? */
function entered(action: Action, { actions }: RuleContext): boolean {
  const { place } = action.origin;
  if (place.kind !== "container") return place.kind === "host";
  return actions.some(
    (other) =>
      other.kind === "run" &&
      other.program === place.engine &&
      (steps(other).some((step) => /^(?:exec|shell|enter|attach|ssh)$/.test(step)) ||
        (FAR.test(place.engine) && !steps(other).includes("run"))),
  );
}

/** `env | grep NODE`: is no more shown of it than what has a harmless name? */
function onlyInnocent({ actions }: RuleContext): boolean {
  const filters = actions.filter(
    (other): other is Run => other.kind === "run" && other.stdin.sources.includes("the environment"),
  );
  return filters.some(
    (filter) =>
      /^(?:[ef]?grep|rg|wc|sha256sum)$/.test(filter.program ?? "") &&
      !has(filter.call, "-v", "--invert-match") &&
      !words(filter).some((word) => TELLING.test(word)),
  );
}

function where({ origin: { place } }: Action): string {
  return place.kind === "here" ? "this machine" : place.name;
}

function secretAt(path: string, context: RuleContext): boolean {
  return marksOf(path, context).some(({ kind }) => kind === "secret");
}
