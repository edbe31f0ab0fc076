/** What must not be read: secrets, memory, devices, other sessions, the host from inside a container. */

import type { PathValue, Read } from "../../meaning/action.ts";
import { show } from "../../meaning/value.ts";
import { NO_ORDINARY_USE } from "../advice.ts";
import { type AnyRule, type RuleContext, rule } from "../rule.ts";
import { unseen } from "../unseen.ts";
import { candidates, each, marked, name, secretIn } from "../vocabulary.ts";

export const reading: readonly AnyRule[] = [
  rule({
    id: "secrets/read",
    title: "Reading a file that holds secrets",
    severity: "high",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1552.001",
    why: "Whatever an agent reads goes to a model and into logs; a key seen there has to be changed.",
    instead:
      "Ask the person for the one value that is needed, or use the tool that reads the file itself. Of an .env file, cut -d= -f1 lists the names, grep -q '^NAME=' says whether one is set.",
    on: each("read"),
    match: (action, context) => {
      const secret = reads(action, context);
      return secret === null ? null : `reads ${name(action.path)} (${secret})`;
    },
    examples: {
      block: [
        "cat ~/.ssh/id_rsa",
        "head -5 .env",
        "base64 /home/dev/.aws/credentials",
        "grep -r token ~/.config/gh",
        "cp ~/.kube/config /tmp/x",
        "sort /etc/shadow",
        "diff ~/.netrc /dev/null",
        "cat /proc/1/environ",
        "X=$(< ~/.npmrc)",
        "while read l; do echo $l; done < ~/.git-credentials",
        "tar czf x.tgz ~/.ssh",
        "ln -s ~/.ssh/id_rsa k && cat k",
        "ln ~/.ssh/id_rsa k",
        "cp -l ~/.aws/credentials k",
        "cat ~/.ss?/id_*",
      ],
      allow: [
        "cat .env.example",
        "ln a.txt b.txt",
        "cp -al build snapshot",
        "ln -s ~/.ssh/config k",
        "cat ~/.ssh/id_rsa.pub",
        "ls -la ~/.ssh",
        "test -f .env",
        "ssh -i ~/.ssh/deploy host uptime",
        "cat README.md",
        "echo 'see ~/.aws/credentials'",
        "grep -r AWS_SECRET src",
        "grep -q '^PORT=' .env",
      ],
    },
  }),
  rule({
    id: "secrets/read-as-code",
    title: "Running a file of secrets as if it were a script",
    severity: "high",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1552.001",
    why: "It is no script: the shell complains of every line of it, and quotes it.",
    instead: "Name the file to the program that reads it by itself (ssh -i, aws --profile).",
    on: each("interpret"),
    match: (action, context) => {
      if (action.language !== "shell" || action.file === null) return null;
      const secret = secretIn(action.file, context);
      // Variables are kept in files that are made to be sourced.
      return secret === null || /environment file/.test(secret) || !isData(action.file)
        ? null
        : `runs ${name(action.file)} (${secret})`;
    },
    examples: {
      block: ["source ~/.ssh/id_rsa", ". /etc/shadow", "bash ~/.aws/credentials"],
      allow: ["source .env", ". ~/.secrets", "source ~/.bashrc", "sh scripts/secrets.sh"],
    },
  }),
  rule({
    id: "secrets/memory-file",
    title: "Reading memory or the environment of processes through /proc",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1003.007",
    why: "Other programs' keys and tokens are there in clear text.",
    instead: "Ask the person for the one value that is needed.",
    on: each("read"),
    match: (action) =>
      action.depth === "content" &&
      [...candidates(action.path), show(action.path.text)].some(
        (path) =>
          /^\/proc\/(?!self\/environ$)[^/]+\/(?:task\/[^/]+\/)?(?:environ|mem|maps|map_files|auxv|stack)$|^\/proc\/(?:kcore|kmem|vmcore|kallsyms)$|^\/dev\/(?:mem|kmem)$/.test(
            path,
          ) && !/^\/proc\/self\/maps$/.test(path),
      )
        ? `reads ${name(action.path)}`
        : null,
    examples: {
      block: [
        "cat /proc/1234/environ",
        "strings /proc/99/mem",
        "tr '\\0' '\\n' < /proc/$PPID/environ",
        "cat /proc/*/environ",
        "dd if=/proc/kcore of=x count=1",
      ],
      allow: [
        "cat /proc/cpuinfo",
        "cat /proc/1234/status",
        "cat /proc/meminfo",
        "ls /proc/1234",
        "cat /proc/self/maps",
      ],
    },
  }),
  rule({
    id: "secrets/keystrokes-device",
    title: "Reading the keyboard's device",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03", "ASI10"],
    attack: "T1056.001",
    why: "Everything that is typed passes there.",
    instead: NO_ORDINARY_USE,
    on: each("read"),
    match: (action) =>
      action.depth === "content" &&
      candidates(action.path).some((path) => /^\/dev\/(?:input\/(?!js)|uinput|hidraw|vcs)/.test(path))
        ? `reads ${name(action.path)}`
        : null,
    examples: {
      block: ["cat /dev/input/event0", "xxd /dev/input/by-id/x-kbd", "cat /dev/vcs1"],
      allow: ["ls /dev/input", "cat /dev/null", "head -c 8 /dev/urandom"],
    },
  }),
  rule({
    id: "agent/transcripts",
    title: "Reading what people and agents said in other sessions",
    severity: "medium",
    decision: "ask",
    owasp: ["ASI03", "ASI06"],
    attack: "T1552",
    why: "Keys, plans and other people's words are in there.",
    instead: "Ask the person for what you need from the other session.",
    on: each("read"),
    match: (action, context) => {
      if (action.depth !== "content" || /^(?:claude|codex|gemini)$/.test(action.by)) return null;
      const [mark] = marked(action.path, context, "log").filter(({ what }) => /transcript/.test(what));
      return mark ? `reads ${name(action.path)} (${mark.what})` : null;
    },
    examples: {
      block: [
        "cat ~/.claude/projects/x/a.jsonl",
        "cat ~/.codex/history.jsonl",
        "grep -r token ~/.claude/history.jsonl",
        "jq . ~/.codex/sessions/2026/x.jsonl",
      ],
      allow: ["ls ~/.claude/projects", "cat history.jsonl", "claude --continue"],
    },
  }),
  rule({
    id: "evasion/guard-log-read",
    title: "Reading the session's record past guardsh",
    severity: "medium",
    decision: "warn",
    owasp: ["ASI10"],
    attack: "T1083",
    why: "The record is for people; what the guard noticed is no instruction to go around it.",
    instead: "guardsh audit tail shows what was recorded.",
    on: each("read"),
    match: (action, context) =>
      action.depth === "content" &&
      action.by !== "guardsh" &&
      marked(action.path, context, "guard").some(({ what }) => /log/.test(what))
        ? `reads ${name(action.path)}`
        : null,
    examples: {
      block: [
        "cat ~/.local/state/guardsh/audit.jsonl",
        "grep deny ~/.local/state/guardsh/audit.jsonl",
        "cp ~/.local/state/guardsh/audit.jsonl /tmp/a",
      ],
      allow: ["guardsh audit tail", "ls ~/.local/state/guardsh", "cat audit.jsonl"],
    },
  }),
  rule({
    id: "cluster/service-account-token",
    title: "Reading the token that a pod has for its cluster",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03"],
    attack: "T1528",
    why: "With it one acts in the cluster as that pod.",
    instead: "Use kubectl with the rights that the person has given.",
    on: each("read"),
    match: (action) =>
      action.depth === "content" &&
      /\/(?:var\/)?run\/secrets\/(?:kubernetes\.io|eks\.amazonaws\.com|azure\/tokens)\//.test(
        `${action.path.absolute ?? ""}/`,
      )
        ? `reads ${name(action.path)}`
        : null,
    examples: {
      block: [
        "cat /var/run/secrets/kubernetes.io/serviceaccount/token",
        "cp /run/secrets/kubernetes.io/serviceaccount/ca.crt .",
        "T=$(cat /var/run/secrets/eks.amazonaws.com/serviceaccount/token)",
      ],
      allow: ["ls /var/run/secrets", "cat run/secrets.md", "kubectl get sa"],
    },
  }),
  rule({
    id: "container/host-mount",
    title: "Mounting the host's system into a container",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI03", "ASI10"],
    attack: "T1611",
    why: "Inside, everything mounted can be read and changed as root, past every boundary of this session.",
    instead: "Mount only the project directory.",
    on: each("read"),
    match: (action, context) => {
      if (!action.by.endsWith(" mount")) return null;
      const path = action.path.absolute;
      if (path === null) return null;
      if (/\/(?:docker|containerd|podman|crio)\.sock$|\/var\/run\/docker/.test(path))
        return `mounts the engine's control socket ${path}`;
      const system =
        /^\/(?:$|etc|root|boot|proc|sys|dev|var\/(?:run|lib|log)|usr|bin|sbin|lib|home\/?$|Users\/?$)(?:\/|$)/.test(
          path,
        ) &&
        !/^\/etc\/(?:localtime|timezone|resolv\.conf|hosts|ssl\/certs)|^\/dev\/(?:shm|null|dri|kvm|snd|video|tty|bus\/usb|net\/tun|fuse)|^\/sys\/fs\/cgroup|^\/usr\/share/.test(
          path,
        );
      return system && !path.startsWith(`${context.project}/`) && path !== context.project
        ? `mounts ${name(action.path)} of the host`
        : path === context.home
          ? `mounts the home directory ${path}`
          : null;
    },
    examples: {
      block: [
        "docker run -v /:/host alpine",
        "docker run -v /var/run/docker.sock:/var/run/docker.sock x",
        "docker run --mount type=bind,src=/etc,dst=/e x",
        "podman run -v $HOME:/h x",
        "docker volume create --opt type=none --opt o=bind --opt device=/ r",
        "docker run --mount type=volume,volume-opt=device=/,volume-opt=o=bind,target=/h x",
      ],
      allow: [
        "docker run -v $PWD:/app node npm test",
        "docker run -v data:/var/lib/postgresql/data postgres",
        "docker volume create --opt type=tmpfs --opt device=tmpfs t",
        "docker run -v ./src:/src x",
      ],
    },
  }),
];

function reads(action: Read, context: RuleContext): string | null {
  if (action.depth !== "content" || action.origin.place.kind === "container") return null;
  const secret = secretIn(action.path, context);
  return secret === null || unseen(action, context) ? null : secret;
}

/** Keys, tables and settings of programs, by where they are kept; not what people keep for their shell. */
function isData(path: PathValue): boolean {
  return candidates(path).some((each) =>
    /\/\.(?:ssh|aws|kube|docker|gnupg|azure|config)\/|^\/etc\/|\/\.(?:netrc|npmrc|pypirc|pgpass|git-credentials|vault-token)$|\.(?:pem|key|json|ya?ml|toml|ini|cfg)$/.test(
      each,
    ),
  );
}
