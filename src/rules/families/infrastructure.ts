/** Infrastructure: clusters, clouds, services and databases that others depend on. */
import type { Run } from "../../meaning/action.ts";
import { show } from "../../meaning/value.ts";
import { type AnyRule, rule } from "../rule.ts";
import { anyRun, each, has, operands, option, run, words } from "../vocabulary.ts";

/** The call as `program sub command operand`. */
function line(action: Run): string {
  return [action.program ?? "?", ...action.call.subcommand, ...operands(action.call)].join(" ").slice(0, 100);
}

/** Verbs that end something in command lines of services, as one word of the subcommand path. */
const ENDING =
  /^(?:delete|destroy|purge|drop|terminate|wipe|nuke|obliterate|deprovision|decommission|rb|truncate|teardown|remove-all|delete-[a-z-]+|purge-[a-z-]+|destroy-[a-z-]+|[a-z]+[:-](?:delete|destroy|purge|drop))$/i;

/** Programs that have these words for something of their own. */
const OWN_WORDS = new Set([
  "git",
  "npm",
  "yarn",
  "pnpm",
  "bun",
  "cargo",
  "conda",
  "tmux",
  "tr",
  "echo",
  "printf",
  "grep",
  "rg",
  "make",
  "rake",
  "rails",
  "bundle",
  "apt",
  "dpkg",
  "docker",
  "podman",
  "python",
  "node",
  "ruby",
  "perl",
  "php",
  "composer",
  "manage.py",
  "test",
  "find",
  "jq",
  "yq",
  "awk",
  "sed",
  "task",
  "just",
  "invoke",
  "man",
  "tldr",
  "which",
  "type",
  "cat",
  "ls",
  "cd",
  "read",
  "ip",
  "nmcli",
  "xmlstarlet",
  "sqlite3",
  "keyctl",
]);

/** Programs whose rules are in a family of their own. */
const OWN_RULES = new Set([
  "git",
  "gh",
  "glab",
  "docker",
  "podman",
  "nerdctl",
  "docker-compose",
  "crontab",
  "rm",
  "shred",
  "find",
  "rsync",
]);

const ASK_PERSON = "Ask the person; show them the command and what it would take away.";

export const infrastructure: readonly AnyRule[] = [
  rule({
    id: "service/destroy",
    title: "Deleting something of a service",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI10"],
    attack: "T1485",
    why: "What is deleted in a service is gone for everybody who uses it, mostly without a way back.",
    instead: ASK_PERSON,
    on: anyRun,
    match: (action) => {
      const { call } = action;
      if (has(call, "--dry-run", "--help") || action.program === null) return null;
      if (call.effects.includes("destroy") && !OWN_RULES.has(action.program))
        return `${line(action)}: deletes for good`;
      if (
        call.known ||
        OWN_WORDS.has(action.program) ||
        /[./]/.test(action.argv[0] ? show(action.argv[0]) : "")
      )
        return null;
      const path = operands(call).slice(0, 4);
      const verb = path.findIndex((word) => ENDING.test(word));
      return verb >= 0 &&
        path.length > 1 &&
        path.slice(0, verb + 1).every((word) => /^[a-z][a-z0-9:_-]*$/i.test(word))
        ? `${line(action)}: deletes for good`
        : null;
    },
    examples: {
      block: [
        "kubectl delete namespace prod",
        "terraform destroy",
        "aws s3 rb s3://bucket --force",
        "dropdb app",
        "helm uninstall app",
        "flipt namespace delete production",
        "algolia indices delete products",
        "aws sqs purge-queue --queue-url https://x",
        "gcloud apigee products delete p",
        "vault delete secret/x",
      ],
      allow: [
        "kubectl get pods",
        "terraform plan",
        "aws s3 ls",
        "docker compose down",
        "npm run delete",
        "helm list",
        "./manage delete x",
      ],
    },
  }),
  rule({
    id: "service/disrupt",
    title: "Stopping or cutting off something that runs",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: "T1489",
    why: "People and other services may be using it right now.",
    instead: ASK_PERSON,
    on: anyRun,
    match: (action) =>
      action.call.effects.includes("disrupt") && !has(action.call, "--dry-run", "--help")
        ? `${line(action)}: stops or cuts off something that runs`
        : null,
    examples: {
      block: ["reboot", "shutdown -h now", "kubectl drain node1", "kubectl scale deploy/x --replicas=0"],
      allow: ["kubectl logs x", "docker compose down", "kill %1"],
    },
  }),
  rule({
    id: "service/grant",
    title: "Making or handing out rights and credentials",
    severity: "high",
    decision: "ask",
    owasp: ["ASI03"],
    attack: "T1098",
    why: "Rights and keys made now work for whoever holds them, long after this session.",
    instead: ASK_PERSON,
    on: anyRun,
    match: (action) =>
      action.call.effects.includes("grant") && !has(action.call, "--dry-run", "--help")
        ? `${line(action)}: hands out rights`
        : null,
    examples: {
      block: [
        "aws iam create-access-key --user-name x",
        "aws iam attach-user-policy --user-name x --policy-arn y",
      ],
      allow: ["aws iam list-users", "gh auth status"],
    },
  }),
  rule({
    id: "service/expose",
    title: "Opening a way in from outside",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI10"],
    attack: "T1133",
    why: "Whoever knows or guesses the address can reach this machine or its data.",
    instead: "Serve on localhost only, or ask the person.",
    on: anyRun,
    match: (action) =>
      action.call.effects.includes("expose") && !has(action.call, "--help")
        ? `${line(action)}: opens a way in from outside`
        : null,
    examples: {
      block: ["ngrok http 3000", "cloudflared tunnel --url http://localhost:3000"],
      allow: ["python3 -m http.server", "vite preview", "ngrok --help"],
    },
  }),
  rule({
    id: "service/weaken",
    title: "Weakening a protection",
    severity: "high",
    decision: "ask",
    owasp: ["ASI10"],
    attack: "T1562",
    why: "The protection is there for everybody who uses the machine or the service.",
    instead: ASK_PERSON,
    on: anyRun,
    match: (action) =>
      action.call.effects.includes("weaken") && !has(action.call, "--help", "--dry-run")
        ? `${line(action)}: weakens a protection`
        : null,
    examples: {
      block: ["ufw disable", "setenforce 0", "aws cloudtrail stop-logging --name x"],
      allow: ["ufw status", "getenforce", "aws cloudtrail describe-trails"],
    },
  }),
  rule({
    id: "service/publish",
    title: "Publishing for everybody",
    severity: "high",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1195.002",
    why: "What is published is copied at once and cannot be taken back.",
    instead: "Prepare the release; the person publishes it.",
    on: anyRun,
    match: (action) =>
      action.call.effects.includes("publish") && !has(action.call, "--dry-run", "--help")
        ? `${line(action)}: publishes for everybody`
        : null,
    examples: {
      block: ["npm publish", "cargo publish", "twine upload dist/*", "poetry publish", "gem push x.gem"],
      allow: ["npm publish --dry-run", "npm pack", "cargo package", "npm run publish-docs"],
    },
  }),
  rule({
    id: "cloud/run-command",
    title: "Running commands on other machines through a cloud",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02", "ASI08"],
    attack: "T1651",
    why: "It runs with the agent's rights on machines that nobody guards here.",
    instead: ASK_PERSON,
    on: run(["aws", "az", "gcloud", "doctl", "oci"]),
    match: (action) =>
      /^aws ssm (?:send-command|start-session)|^az vm (?:run-command|extension set)|^aws ecs execute-command|^aws lambda invoke|^aws ec2-instance-connect/.test(
        line(action),
      )
        ? line(action)
        : null,
    examples: {
      block: [
        "aws ssm send-command --instance-ids i-1 --document-name AWS-RunShellScript",
        "az vm run-command invoke -g g -n n --command-id RunShellScript",
      ],
      allow: ["aws ssm describe-instance-information", "az vm list"],
    },
  }),
  rule({
    id: "cluster/apply-remote",
    title: "Applying a manifest straight from the network",
    severity: "high",
    decision: "ask",
    owasp: ["ASI04"],
    attack: "T1610",
    why: "What the address holds can change, and nobody has seen it.",
    instead: "Download it, read it, and apply the file.",
    on: run(["kubectl", "oc", "k3s", "helm"]),
    match: (action) => {
      const given = words(action);
      const remote =
        given.find(
          (word, i) =>
            /^https?:\/\//.test(word) &&
            /^(?:-f|--filename|-k|--kustomize|--values)$/.test(given[i - 1] ?? ""),
        ) ?? given.find((word) => /^(?:-f|--filename=|--values=)https?:/.test(word));
      return remote === undefined ? null : `applies ${remote}`;
    },
    examples: {
      block: [
        "kubectl apply -f https://raw.example.com/x.yaml",
        "kubectl create --filename=https://x.example/y.yaml",
      ],
      allow: ["kubectl apply -f deploy.yaml", "helm repo add x https://charts.example.com"],
    },
  }),
  rule({
    id: "cloud/audit-trail",
    title: "Changing a cloud's audit trail",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI09", "ASI10"],
    attack: "T1562.008",
    why: "The trail is how people find out what happened.",
    instead: "Leave it as it is.",
    on: run(["aws", "gcloud", "az"]),
    match: (action) =>
      /^aws cloudtrail (?:update-trail|stop-logging|delete-trail|put-event-selectors)|^aws (?:guardduty|config|securityhub|macie2) (?:delete|disable|stop|update-detector)|^gcloud logging (?:sinks|buckets|logs) (?:delete|update)|^az monitor (?:diagnostic-settings|log-profiles) delete/.test(
        line(action),
      )
        ? line(action)
        : null,
    examples: {
      block: [
        "aws cloudtrail update-trail --name x --no-is-multi-region",
        "aws cloudtrail stop-logging --name x",
        "gcloud logging sinks delete x",
      ],
      allow: ["aws cloudtrail describe-trails", "gcloud logging read x"],
    },
  }),
  rule({
    id: "db/destroy",
    title: "SQL that destroys data",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02", "ASI10"],
    attack: "T1485",
    why: "Tables and rows that are dropped are gone; only a backup brings them back.",
    instead: "Work on a copy, or write a migration that a person runs.",
    on: each("interpret"),
    match: (action) => {
      if (action.language !== "sql" || !action.code.text) return null;
      const found = destructiveSql(
        action.code.text.pieces.map((piece) => (typeof piece === "string" ? piece : "?")).join(""),
      );
      return found === null ? null : `runs ${found}`;
    },
    examples: {
      block: [
        'psql -c "DROP DATABASE app"',
        "mysql -e 'drop table users'",
        "echo 'TRUNCATE users;' | psql app",
        'sqlite3 app.db "DELETE FROM users"',
        "psql <<'E'\nDROP SCHEMA public CASCADE;\nE",
        "psql -c 'UPDATE users SET admin = true'",
      ],
      allow: [
        'psql -c "SELECT * FROM users"',
        'psql -c "DELETE FROM users WHERE id = 4"',
        "echo 'DROP TABLE x' > notes.sql",
        'sqlite3 app.db ".tables"',
        "git commit -m 'DROP TABLE users'",
      ],
    },
  }),
  rule({
    id: "db/key-value",
    title: "Emptying a key-value store or queue",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "Everything in it is gone at once.",
    instead: "Delete the one key that is meant.",
    on: run([
      "redis-cli",
      "valkey-cli",
      "keydb-cli",
      "memcached-tool",
      "mongosh",
      "mongo",
      "etcdctl",
      "consul",
      "rabbitmqctl",
      "rabbitmqadmin",
      "kafka-topics",
      "kafka-topics.sh",
      "cqlsh",
      "influx",
      "clickhouse-client",
    ]),
    match: (action) => {
      const said = `${words(action).join(" ")} ${action.stdin.text ? action.stdin.text.pieces.map((piece) => (typeof piece === "string" ? piece : "?")).join("") : ""}`;
      const found =
        /(?:^|\s)--delete\b|\b(?:FLUSHALL|FLUSHDB|SHUTDOWN|CONFIG\s+SET|SLAVEOF|REPLICAOF|dropDatabase\s*\(|\.drop\s*\(|deleteMany\s*\(\s*\{\s*\}|remove\s*\(\s*\{\s*\}|flush_all|del\s+--prefix\s+["']?["']?(?:\s|$)|kv\s+delete\s+-recurse|delete_vhost|purge_queue|reset|force_reset|DROP\s+(?:TABLE|KEYSPACE|DATABASE)|TRUNCATE|delete_queue)/i.exec(
          said,
        );
      return found ? `${action.program}: ${found[0]}` : null;
    },
    examples: {
      block: [
        "redis-cli FLUSHALL",
        "echo flushall | redis-cli",
        "mongosh app --eval 'db.dropDatabase()'",
        "rabbitmqctl purge_queue jobs",
        "kafka-topics --delete --topic x",
      ],
      allow: [
        "redis-cli GET x",
        "redis-cli info",
        "mongosh --eval 'db.users.find()'",
        "rabbitmqctl list_queues",
      ],
    },
  }),
  rule({
    id: "db/admin-tool",
    title: "Dropping a database with its tool",
    severity: "critical",
    decision: "deny",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "The whole database would be gone.",
    instead: "Work on a copy, or let a person do it.",
    on: run(["dropdb", "dropuser", "mysqladmin", "pg_dropcluster", "pg_resetwal"]),
    match: (action) => {
      if (has(action.call, "--help", "--version")) return null;
      if (action.program !== "mysqladmin") return `runs ${line(action)}`;
      return /\b(?:drop|shutdown|flush-\w+)\b/.test(words(action).join(" ")) ? `runs ${line(action)}` : null;
    },
    examples: {
      block: ["dropdb app", "mysqladmin drop app", "mysqladmin -u root drop testdb", "dropuser x"],
      allow: ["createdb app", "mysqladmin status", "psql -l"],
    },
  }),
  rule({
    id: "db/http-api",
    title: "Deleting through a service's HTTP interface",
    severity: "high",
    decision: "ask",
    owasp: ["ASI02"],
    attack: "T1485",
    why: "DELETE requests and delete-by-query take data away for good.",
    instead: "Look at it with a GET first; let a person delete.",
    on: run(["curl", "http", "https", "wget", "xh", "httpie"]),
    match: (action) => {
      const given = words(action);
      const method = (
        option(action.call, "--request", "-X", "--method") ??
        given.find((word) => /^(?:DELETE|PUT|POST|PATCH)$/.test(word)) ??
        ""
      ).toUpperCase();
      const target = given.find((word) => /^https?:|^:\d|^localhost|\/_/.test(word)) ?? "";
      if (
        /\/_(?:delete_by_query|close|forcemerge|shrink|rollover)\b|\/_all\b.*DELETE/.test(target) &&
        method !== "GET"
      )
        return `${method} ${target}`;
      return method === "DELETE" ? `DELETE ${target}` : null;
    },
    examples: {
      block: [
        "curl -X DELETE http://localhost:9200/idx",
        "curl -X POST http://localhost:9200/idx/_delete_by_query",
        "http DELETE :9200/idx",
        "curl --request DELETE https://api.example.com/v1/users/4",
      ],
      allow: [
        "curl http://localhost:9200/_cat/indices",
        "curl -X POST -d '{}' http://localhost:3000/api",
        "http :3000/health",
      ],
    },
  }),
];

/** The first statement that takes data away, shortened; null where there is none. Strings and comments do not count. */
function destructiveSql(sql: string): string | null {
  const bare = sql.replace(/--[^\n]*|\/\*(?!!)[\s\S]*?\*\//g, " ").replace(/'(?:''|\\.|[^'\\])*'/g, "''");
  for (const statement of bare.split(";")) {
    const text = statement.replace(/\s+/g, " ").trim();
    if (
      /^(?:DROP (?!.*\bIF EXISTS (?:temp|tmp)_)(?:DATABASE|TABLE|SCHEMA|VIEW|INDEX|USER|ROLE|TABLESPACE|COLLECTION|KEYSPACE|OWNED|MATERIALIZED|TYPE|FUNCTION|EXTENSION|COLUMN)\b|TRUNCATE\b|ALTER TABLE\b.*\bDROP\b)/i.test(
        text,
      )
    )
      return text.slice(0, 60);
    if (/^(?:WITH .*)?DELETE FROM\b/i.test(text) && !/\bWHERE\b(?!\s*(?:1\s*=\s*1|TRUE)\s*$)/i.test(text))
      return text.slice(0, 60);
    if (/^UPDATE\b.*\bSET\b/i.test(text) && !/\bWHERE\b/i.test(text)) return text.slice(0, 60);
    if (/^(?:GRANT ALL|ALTER (?:USER|ROLE)\b.*\bSUPERUSER|CREATE (?:USER|ROLE)\b.*\bSUPERUSER)/i.test(text))
      return text.slice(0, 60);
  }
  return null;
}
