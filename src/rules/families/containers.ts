/** Containers: ways out of them, and ways to lose what is in them. */

import type { Run } from "../../meaning/action.ts";
import { show } from "../../meaning/value.ts";
import { ASK_BEFORE_LOSS, NO_ORDINARY_USE } from "../advice.ts";
import { type AnyRule, type RuleContext, rule } from "../rule.ts";
import { calls, shaped } from "../shape.ts";
import { handed, has, operands, option, said, steps, tries } from "../vocabulary.ts";

const ENGINES = "docker|podman|nerdctl";
/** What starts containers with the options of `docker run`. */
const STARTERS = `${ENGINES}|docker-compose|ctr|crictl|act`;

/** Settings of a service that give it the machine it runs on. What is only mounted to be read is common for monitoring. */
const GIVES_HOST =
  /^\s*["']?(?:privileged["']?\s*:\s*["']?true\b|pid["']?\s*:\s*["']?host\b|cap_add["']?\s*:\s*(?:\[\s*|\n\s*-\s*)["']?(?:ALL|SYS_\w+|CAP_SYS_\w+)\b)|seccomp[:=]unconfined|apparmor[:=]unconfined|(?:-\s*|\[\s*|,\s*)["']?\/(?:etc|root|home|boot|proc|dev|var|usr)?\/?:\/[\w./-]*(?:["'\],\s]|:rw|$)|\bsource:\s*["']?\/(?:etc|root|home|boot)?["']?\s*$|\bhostPath:\s*\n\s*path:\s*["']?\/["']?\s*$/m;

export const containers: readonly AnyRule[] = [
  rule({
    id: "container/privileged",
    title: "A container with the host's rights",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03", "ASI10"],
    attack: "T1611",
    why: "From such a container the whole host can be changed, as root.",
    instead: "Run it without these options; mount only the project.",
    on: calls(
      `${STARTERS} --privileged`,
      `${STARTERS} --pid|--ipc|--uts|--userns|--cgroupns=host`,
      `${STARTERS} --cap-add=ALL|SYS_*|CAP_SYS_*|NET_ADMIN|CAP_NET_ADMIN|DAC_*|CAP_DAC_*|BPF|CAP_BPF`,
      `${STARTERS} --security-opt=*unconfined*`,
      `${STARTERS} --device-cgroup-rule`,
      "buildctl|buildah build --allow|--isolation=security.insecure|network.host|chroot",
      "docker buildx build|bake --allow=security.insecure|network.host",
      "docker service create|update --mount|--mount-add=*src=/,*|*source=/,*|*src=/etc*|*source=/etc*|*docker.sock*",
      `${STARTERS} --device=/dev/sd*|/dev/nvme*|/dev/vd*|/dev/dm-*|/dev/disk*|/dev/mem*|/dev/kmsg*`,
      "lxc|incus -c|--config=security.privileged=true|raw.lxc=*",
      "lxc|incus ** security.privileged=true|raw.lxc*",
      "lxc|incus config|profile set ** security.privileged true|1",
      "lxc|incus ** disk ** source=/|source=/etc*|source=/root*|source=/home*|source=/var*",
    ),
    match: (action) => `starts a container with rights of the host: ${said(action)}`,
    examples: {
      block: [
        "docker run --privileged alpine sh",
        "docker run --pid=host x",
        "podman run --cap-add SYS_ADMIN x",
        "docker run --security-opt apparmor=unconfined x",
        "lxc init i c -c security.privileged=true",
        "docker buildx build --allow security.insecure .",
      ],
      allow: ["docker run --rm alpine ls", "docker build .", "docker run -v $PWD:/w x", "docker ps"],
    },
  }),
  rule({
    id: "container/rights-in-file",
    title: "A file of services that gives a container the host",
    severity: "critical",
    decision: "ask",
    owasp: ["ASI03", "ASI10"],
    attack: "T1611",
    why: "From such a container the whole host can be changed, as root; the command line does not show it.",
    instead: "Leave these settings out; mount only the project.",
    on: calls(
      `${ENGINES} compose up|run|create|start|watch|scale`,
      "docker-compose|podman-compose up|run|create|start",
      "docker stack deploy",
      "podman kube|play play|kube",
    ),
    match: (action) => {
      const found = tries(action) ? null : GIVES_HOST.exec(handed(action));
      return found ? `starts a container with ${found[0].trim().replace(/["\s]+/g, " ")}` : null;
    },
    examples: {
      block: [
        "printf 'services:\\n  x:\\n    privileged: true\\n' > compose.yaml; docker compose up -d",
        "docker-compose -f - up <<'E'\nservices:\n  x:\n    volumes: ['/:/host']\nE",
        "docker stack deploy -c - s <<'E'\nservices:\n  x:\n    volumes:\n      - /etc:/e\nE",
      ],
      allow: [
        "printf 'services:\\n  db:\\n    volumes: [./data:/data]\\n' > compose.yaml; docker compose up -d",
        "docker compose -f - up <<'E'\nservices:\n  x:\n    volumes: ['/:/rootfs:ro']\nE",
        "echo 'privileged: true' > compose.yaml; docker compose config",
      ],
    },
  }),
  rule({
    id: "container/escape-tool",
    title: "Entering the host's namespaces",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI10"],
    attack: "T1611",
    why: "It leaves the container or sandbox that this session runs in.",
    instead: NO_ORDINARY_USE,
    on: calls(
      "nsenter|debugfs|kexec|insmod|rmmod",
      "runc exec|run|create|restore|start|delete|kill|update",
      "modprobe !-n !--dry-run !--show-depends !-c !--showconfig",
      "ctr run|exec|tasks|task|containers|images|snapshots",
      "kmod load|insert|unload",
    ),
    match: (action) => {
      if (tries(action) || has(action.call, "-h", "-V") || lists(action)) return null;
      if (action.program !== "nsenter") return `runs ${said(action)}`;
      const first = option(action.call, "-t", "--target") === "1" || has(action.call, "-a", "--all");
      return `enters the namespaces of ${first ? "process 1" : "another process"}`;
    },
    examples: {
      block: ["nsenter -t 1 -m -u -i -n sh", "insmod evil.ko", "debugfs /dev/sda1", "kexec -l vmlinuz"],
      allow: ["lsmod", "modinfo kvm", "nsenter --help", "runc list", "ctr -n k8s.io containers ls"],
    },
  }),
  rule({
    id: "container/delete-data",
    title: "Deleting volumes or everything an engine holds",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "Volumes hold databases and uploads; they are in no image and no repository.",
    instead: "Remove the one container or image that is meant; docker compose down keeps volumes.",
    on: calls(
      `${ENGINES} volume|volumes rm|remove|prune`,
      `${ENGINES} system prune --volumes|-a|--all`,
      `${ENGINES} image|builder|network prune --volumes`,
      `${ENGINES} system reset`,
      `${ENGINES} swarm leave -f|--force`,
      `${ENGINES} compose down|rm --volumes|-v`,
      `${ENGINES} trust revoke`,
      `${ENGINES} secret rm -a|--all`,
      "docker-compose|podman-compose down --volumes|-v",
    ),
    match: (action) => (isTestProject(action) || tries(action) ? null : said(action)),
    examples: {
      block: [
        "docker volume rm data",
        "docker compose -f docker-compose.prod.yml down -v",
        "docker system prune -a --volumes",
        "docker compose down -v",
        "docker volume prune -f",
        "docker-compose down --volumes",
      ],
      allow: [
        "docker compose down",
        "docker compose -f docker-compose.test.yml down -v",
        "docker compose --dry-run down -v",
        "docker compose down --volumes=false",
        "docker rm web",
        "docker image prune",
        "docker volume ls",
        "docker ps -a",
      ],
    },
  }),
  rule({
    id: "container/remove-all",
    title: "Removing every container or image by force",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "Containers of other projects and people go as well.",
    instead: "Name the ones that belong to this project.",
    on: calls(`${ENGINES}|buildah|crictl`),
    match: (action, context) => {
      const listed =
        has(action.call, "-a", "--all") ||
        (action.origin.chain.includes("xargs") && !listsSome(context)) ||
        operands(action.call).some((each) => LISTS_ALL.test(each) && !MAKES_ONE.test(each));
      return removesOrStops(action) && listed
        ? `${action.program} ${action.call.subcommand.join(" ")} of every one`
        : null;
    },
    examples: {
      block: [
        "docker rm -f $(docker ps -aq)",
        "docker rmi $(docker images -q)",
        "docker ps -aq | xargs docker rm -f",
        "podman rm -fa",
        "podman pod rm -fa",
        "buildah rm --all",
      ],
      allow: [
        "docker rm web",
        "docker stop web db",
        "docker rmi app:old",
        "docker rm $(docker ps -aq -f name=test)",
        "docker ps -aq --filter name=test | xargs docker rm -f",
      ],
    },
  }),
  rule({
    id: "container/exec-root",
    title: "A shell as root in a running container",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1609",
    why: "What is mounted there can be changed as root, also on the host.",
    instead: "Run the one command that you need, as the container's own user.",
    on: calls(`${ENGINES}|docker-compose`),
    match: (action, context) => {
      const user = option(action.call, "-u", "--user");
      const root = has(action.call, "--privileged") || user === "root" || user === "0" || user === "0:0";
      return root && steps(action).includes("exec") && opensShell(action, context) ? said(action) : null;
    },
    examples: {
      block: [
        "docker exec -it -u root web bash",
        "docker exec --privileged web sh",
        "podman exec -u 0 db sh",
      ],
      allow: ["docker exec web ls", "docker exec -it web sh", "docker exec -u root web apt-get update"],
    },
  }),
  rule({
    id: "container/remote-engine",
    title: "Talking to a container engine over the network",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03", "ASI02"],
    attack: "T1610",
    why: "Whoever may talk to an engine is root on its machine.",
    instead: ASK_BEFORE_LOSS,
    on: calls(`${ENGINES}|docker-compose|curl|socat|nc|ncat|netcat`),
    match: (action) =>
      remoteEngine(action) || isElsewhere(action) || entersContext(action) ? said(action) : null,
    examples: {
      block: [
        "docker -H tcp://10.0.0.1:2375 ps",
        "curl --unix-socket /var/run/docker.sock http://x/containers/json",
        "curl http://10.0.0.1:2375/containers/json",
        "socat TCP-LISTEN:2375,fork UNIX-CONNECT:/var/run/docker.sock",
        "nc -U /var/run/docker.sock",
        "podman --url ssh://host/run/podman.sock ps",
        "DOCKER_HOST=ssh://root@prod docker stop web",
        "docker --context prod rm -f web",
        "docker context use prod && docker rm -f db",
      ],
      allow: [
        "docker ps",
        "docker --context prod ps",
        "docker --context default stop web",
        "docker context ls",
        "curl http://localhost:3000/containers",
      ],
    },
  }),
];

const removesOrStops = shaped(
  `${ENGINES} rm|rmi|kill|stop`,
  `${ENGINES} container|image|pod rm|kill|stop`,
  "buildah|crictl rm|rmi|rmp|stopp",
  `${ENGINES} update --restart=no`,
);

/** `$(docker ps -aq)` in the place of names, with no filter. */
const LISTS_ALL = /^(?!.*\s(?:-f|--filter)[=\s]).*(?:\bps\b.*-a?q|\$\(|`|images\b.*-a?q)/s;

/** `docker stop "$(docker run -d nginx)"`: the one that was started a moment before. */
const MAKES_ONE = /^\$\((?:docker|podman|nerdctl) (?:container )?(?:run|create)\s[^`$;|&]*\)$/;

/** `docker compose -f docker-compose.test.yml`, `-p e2e`: a project that is there for tests, its volumes too. */
const TEST_PROJECT = /(?:^|[-_./])(?:tests?|testing|e2e|ci)(?:[-_.]|$)/i;

function isTestProject(action: Run): boolean {
  const named = ["-p", "--project-name", "-f", "--file"].flatMap(
    (name) => action.call.options.get(name)?.map(show) ?? [],
  );
  return named.length > 0 && named.every((name) => TEST_PROJECT.test(name)) && takesDown(action);
}

const takesDown = shaped(`${ENGINES} compose down|rm`, "docker-compose|podman-compose down|rm");

const remoteEngine = shaped(
  `${ENGINES} -H|--host|--url=tcp://*|ssh://*|http://*`,
  "curl --unix-socket|--abstract-unix-socket=*.sock */containers*|*/images*|*/v1.*",
  "curl *:2375/*|*:2376/*",
  "socat ** unix-*:*docker.sock*|unix-*:*containerd.sock*|unix-*:*podman.sock*|unix:*docker.sock*",
  "nc|ncat|netcat|socket ** *docker.sock|*containerd.sock|*podman.sock",
);

/** Contexts of engines on this machine, as their installers name them. */
const OWN_CONTEXT = /^(?:default|rootless|orbstack|minikube|kind|.*(?:desktop|colima|lima|podman).*)$/i;

/** Subcommands that only look. */
const LOOKS =
  /^(?:ps|ls|list|images|logs|inspect|info|version|top|stats|events|port|diff|history|search|context|df)$/;

/** What the engine below holds, by name. */
const lists = shaped(
  "ctr containers|container|images|image|snapshots|tasks|task|content|namespaces ls|list|info|check|ps|metrics",
);

/** Is the engine another machine's, by a variable, or is something changed there by a context's name? */
function isElsewhere(action: Run): boolean {
  if (/^(?:curl|socat|n(?:et)?c(?:at)?)$/.test(action.program ?? "")) return false;
  const named = (name: string) => {
    const text = action.environment.get(name);
    return text ? show(text) : null;
  };
  if (
    /^(?:tcp|ssh|https?):\/\//.test(
      named("DOCKER_HOST") ?? named("CONTAINER_HOST") ?? named("BUILDKIT_HOST") ?? "",
    )
  )
    return true;
  const context = option(action.call, "--context") ?? named("DOCKER_CONTEXT");
  const isOwn = context === null || OWN_CONTEXT.test(context) || action.program === "docker-compose";
  return (
    !isOwn &&
    !steps(action)
      .slice(0, 2)
      .some((step) => LOOKS.test(step))
  );
}

/** Does it make another machine's engine the one that every later command talks to? */
function entersContext(action: Run): boolean {
  const [noun, verb, name = ""] = steps(action);
  return noun === "context" && verb === "use" && !OWN_CONTEXT.test(name);
}

/** Is what it starts in the container a shell that waits for commands? */
function opensShell(action: Run, context: RuleContext): boolean {
  return context.actions.some(
    (other) =>
      other.kind === "interpret" &&
      other.from === "interactive" &&
      other.origin.chain.includes(action.program ?? ""),
  );
}

/** Are those that the command lists chosen by a filter, or by what `grep` finds? */
function listsSome({ actions }: RuleContext): boolean {
  const runs = actions.filter((each): each is Run => each.kind === "run");
  const lists = runs.filter(
    (each) =>
      ENGINES.split("|").includes(each.program ?? "") &&
      /^(?:ps|ls|list|images)$/.test(steps(each).at(-1) ?? ""),
  );
  const chosen = runs.some(({ program, call }) => program === "grep" && !has(call, "-v", "--invert-match"));
  return lists.length > 0 && (chosen || lists.every(({ call }) => has(call, "--filter", "-f")));
}
